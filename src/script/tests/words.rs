//! What scripts may call, and what they are told of misspelt names.

use super::super::natives::NATIVES;
use super::super::{Fault, Form, Limits, RHAI_WORDS, Sandbox};
use super::{run_in, said};

#[test]
fn every_function_does_what_its_row_says() {
    for (name, form, _, example, result) in NATIVES.iter().filter(|(.., example, _)| !example.is_empty()) {
        assert!(form.starts_with(name) && example.contains(name), "{name}");
        assert_eq!(said(example), *result, "{example}");
    }
}

#[test]
fn functions_over_numbers_are_the_rule_languages_own() {
    assert_eq!(said("linear(5, 0, 10)"), "0.5");
    assert_eq!(said("round(14, 5)"), "15");
    assert_eq!(said("ln(0)"), "1:1 `ln` has no result here");
}

#[test]
fn misspelt_names_are_found_before_anything_runs() {
    assert_eq!(said("fn twice(x) { x * 2 } twise(1)"), "1:23 there is no function `twise`");
    assert_eq!(said("fn twice(x) { x * 2 } twice(1, 2)"), "1:23 `twice` takes 1 argument, not 2");
    assert_eq!(said("let a = 1;\nif a > 2 { roundd(a, 1) }"), "2:12 there is no function `roundd`");
    assert_eq!(said("let price = 1; prise + 1"), "1:16 there is no variable `prise`");
    assert_eq!(said("fn sum(x) { x } 1"), "1:11 every script has a function `sum` already");
    assert_eq!(said("let a = [1]; a.puhs(2)"), "1:16 there is no function `puhs`");
}

#[test]
fn the_nearest_name_is_told() {
    let sandbox = Sandbox::new(Limits::default());
    let wrong = |text: &str| sandbox.compile(text, Form::Statements(&["price"])).map(|_| ()).unwrap_err().remove(0);
    assert_eq!(wrong("roudn(price, 1)").what, Fault::UnknownFunction("roudn".into(), 2, Some("round".into())));
    assert_eq!(wrong("prise + 1").what, Fault::UnknownVariable("prise".into(), Some("price".into())));
}

#[test]
fn places_are_those_of_the_text_as_it_was_written() {
    assert_eq!(said("let a = [1, [2, 3]]; a[5]"), "1:23 the list has 2 elements, counted from 0, and none at 5");
    assert_eq!(said("let a = #{b: [1], c: [2]}; a.d"), "1:29 the record has no entry `d`");
    assert_eq!(said("let a = [1, 2]; let b = [1]; b + 1"), "1:32 `+` cannot be used with a list and a number");
    assert_eq!(
        said("let a = `one ${[1, 2][0]} ${[1][3]}`; a"),
        "1:32 the list has 1 elements, counted from 0, and none at 3"
    );
}

#[test]
fn lists_and_records_can_be_nested_and_changed() {
    assert_eq!(said("let a = [[1, 2], [3]]; a[0][1] = 5; let b = a; b[0][1] = 7; a[0][1] + b[0][1]"), "12");
    assert_eq!(said("let r = #{a: #{b: [1]}}; r.a.b.push(4); r.a.b[0] = 2; r.a.c = 3; sum(r.a.b) + r[\"a\"].c"), "9");
    assert_eq!(said("let total = 0; for x in [1, 2, 3] { total += x } total"), "6");
    assert_eq!(said("let total = 0; for (x, i) in [5, 5, 5] { total += i / 2 } total"), "1.5");
    assert_eq!(said("let total = 0; for i in 0..=3 { total += i } total"), "6");
    assert_eq!(said("let r = #{a: 1}; r.a += 1; r.a"), "2");
    assert_eq!(said("switch \"flat\" { \"flat\" => 1, _ => 2 }"), "1");
}

/// Rhai itself goes on as if `r["b"] += 1` had been `r["b"] = 1`.
#[test]
fn an_entry_that_is_not_there_is_not_changed() {
    for change in ["r[\"b\"] += 1", "r[\"b\"] /= 2", "r.b += 1", "r[\"c\"][\"b\"] -= 1"] {
        let end = said(&format!("let r = #{{a: 1, c: #{{a: 1}}}}; {change}; r"));
        assert!(end.ends_with("the record has no entry `b`"), "{change}: {end}");
    }
    assert_eq!(said("let r = #{a: 1, c: #{a: 1}}; r[\"a\"] += 1; r[\"c\"][\"a\"] -= 3; r.a + r.c.a"), "0");
    assert_eq!(said("let r = #{a: 1}; r[\"b\"] = 1; r[\"b\"] += 1; r.b"), "2");
}

/// No run sees what was wrong in another one.
#[test]
fn a_run_begins_anew() {
    let sandbox = Sandbox::new(Limits::default());
    assert!(run_in(&sandbox, "let r = #{a: 1}; r.b").is_err());
    assert!(run_in(&sandbox, "let r = #{a: 1}; r[\"b\"] = 1; r.b").is_ok());
}

#[test]
fn words_of_rhai_are_no_variables() {
    let sandbox = Sandbox::new(Limits::default());
    for word in RHAI_WORDS {
        assert!(sandbox.compile(&format!("let {word} = 1; {word}"), Form::Statements(&[])).is_err(), "{word}");
    }
}

#[test]
fn a_script_that_is_too_long_is_told() {
    let sandbox = Sandbox::new(Limits::default());
    let text = format!("1 // {}", "long ".repeat(60_000));
    let found = sandbox.compile(&text, Form::Statements(&[])).map(|_| ()).unwrap_err();
    assert_eq!(found[0].what, Fault::Long(Limits::default().source));
}
