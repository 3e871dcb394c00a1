//! The traps of Rhai: each is gone, and is there again when its step of the hardening is taken out.

use rhai::{Dynamic, Engine};

use super::super::harden::{OWN, STEPS, harden_without};
use super::super::natives::rows;
use super::super::{Form, Limits, MissingValue, Native, Sandbox};
use super::shown;
use crate::value::{ItemId, Missing};

/// For each step: a script, and what comes of it. Without the step, something else does.
const PROBES: &[(&str, &str, &str)] = &[
    ("operations", "let x = 0; for i in 0..150000 { x = i; } x", "1:35 the script takes more steps than it may"),
    (
        "call depth",
        "fn f(x) { if x == 0 { 1 } else { f(x - 1) } } f(6)",
        "1:47 functions call each other deeper than they may",
    ),
    ("expression depth", "((((((((((((((1))))))))))))))", "1:6 expression exceeds maximum complexity"),
    (
        "texts of pieces",
        "let s = \"abcdefgh\"; for i in 0..9 { s = `${s}${s}`; } s.len()",
        "1:47 the script makes more texts, lists and records than it may",
    ),
    ("registered operators", "\"a\" == 1", "1:5 `==` cannot be used with a text and a number"),
    ("arithmetic", "1 / 0", "1:3 `/` has no finite result here"),
    ("comparisons", "1 == 1 + 1e-13", "yes"),
    ("unlike values", "gone < 1", "1:6 `<` cannot be used with a missing value (not_reported)"),
    ("unlike values", "gone == gone", "1:6 `==` cannot be used with a missing value (not_reported)"),
    ("unlike values", "() < 1", "1:4 `<` cannot be used with nothing and a number"),
    ("one sort of number", "1 / 2", "0.5"),
    ("one sort of number", "let x = 1; x /= 2; x", "0.5"),
    ("one sort of number", "let x = 0; for (y, i) in [1, 2] { x = i; x /= 2; } x", "0.5"),
    ("unknown variables", "let price = 1; if price > 2 { prise } price", "1:31 there is no variable `prise`"),
    (
        "one meaning of a name",
        "let a = 1; if a > 0 { let a = 2; } a",
        "1:27 there is a variable `a` already; write `a = …` to change it, or take another name",
    ),
    (
        OWN,
        "let m = #{}; for i in 0..4000 { m[\"key\" + i] = i; } 1",
        "1:34 the script makes more texts, lists and records than it may",
    ),
    (OWN, "let r = #{a: 1}; r.b", "1:19 the record has no entry `b`"),
    ("no code out of texts", "eval(\"1 + 1\")", "1:1 reserved keyword 'eval' is disabled"),
    ("no hidden calls", "fn f(x) { x + 1 } Fn(\"f\").call(1)", "1:19 reserved keyword 'Fn' is disabled"),
    (
        "errors are not swallowed",
        "let x = 0; try { x = gone + 1; } catch { x = 2; } x",
        "1:12 'try' is a reserved keyword",
    ),
    ("no silent nothing", "() ?? 1", "1:4 unknown operator: '??'"),
    ("no bits", "true & false", "1:6 unknown operator: '&'"),
    ("no closures", "let f = |x| x; 1", "1:9 '|' is a reserved symbol"),
    ("nothing folded", "\"a\" == 1", "1:5 `==` cannot be used with a text and a number"),
    ("functions of every script", "round(14, 5)", "15"),
];

/// What Rhai has without being asked, which the checker of names would find first.
fn hidden() -> impl Iterator<Item = Native> {
    [("eval", 1), ("Fn", 1), ("call", 2)].into_iter().map(|(name, count)| Native {
        name: name.to_owned(),
        arguments: vec![count],
        form: name.to_owned(),
        about: String::new(),
    })
}

fn without(step: &str, text: &str) -> String {
    let limits = Limits { call_depth: 4, expression_depth: 12, memory: 256 << 10, ..Limits::default() };
    let mut engine = Engine::new_raw();
    harden_without(&mut engine, &limits, step);
    let sandbox = Sandbox::of(engine, limits, rows().into_iter().chain(hidden()).collect(), step != OWN);
    let program = sandbox.compile(text, Form::Statements(&["gone"])).map_err(|mut found| found.remove(0));
    shown(program.and_then(|program| {
        sandbox.run(&program, vec![Dynamic::from(MissingValue::from(Missing::not_reported(ItemId(0))))])
    }))
}

fn long_probes() -> Vec<(&'static str, String, &'static str)> {
    let variables = (0..70).map(|i| format!("let v{i} = {i};\n")).collect::<String>() + "v69";
    let functions = (0..300).map(|i| format!("fn f{i}(x) {{ x }}\n")).collect::<String>() + "f299(1)";
    vec![
        ("variables", variables, "64:1 there are more variables at one time than there may be"),
        ("functions of a script", functions, "257:1 number of functions defined exceeds maximum limit"),
    ]
}

#[test]
fn each_step_changes_what_its_probe_comes_to() {
    let probes = PROBES.iter().map(|(step, text, result)| (*step, (*text).to_owned(), *result)).chain(long_probes());
    let mut seen = Vec::new();
    let mut slips = Vec::new();
    for (step, text, result) in probes {
        seen.push(step);
        let (with, bare) = (without("", &text), without(step, &text));
        if with != result || bare == result {
            slips.push(format!("{step}: with {with:?}, without {bare:?}, wanted {result:?}"));
        }
    }
    assert!(slips.is_empty(), "{}", slips.join("\n"));
    for step in STEPS {
        assert!(seen.contains(&step.name), "no probe for: {} ({})", step.name, step.reason);
    }
}
