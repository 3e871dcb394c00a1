//! Functions that the host calls, many times over.

use rhai::Dynamic;

use super::super::{Fault, Form, Limit, Limits, MissingValue, Program, Sandbox};
use super::shown;
use crate::value::{ItemId, Missing};

fn with(limits: Limits, text: &str, test: impl Fn(&Sandbox, &Program)) {
    let sandbox = Sandbox::new(limits);
    match sandbox.compile(text, Form::Functions) {
        Ok(program) => test(&sandbox, &program),
        Err(found) => assert_eq!(found, Vec::new()),
    }
}

#[test]
fn as_many_functions_call_each_other_as_the_limit_says() {
    let limits = Limits { call_depth: 4, ..Limits::default() };
    with(limits, "fn f(x) { if x <= 1 { 1 } else { f(x - 1) } }", |sandbox, program| {
        let deep = |x: f64| sandbox.call(program, "f", vec![Dynamic::from_float(x)]);
        assert_eq!(shown(deep(4.0)), "1");
        assert_eq!(deep(5.0).map(|_| ()).unwrap_err().what, Fault::Limit(Limit::CallDepth));
        assert_eq!(shown(deep(4.0)), "1");
    });
}

/// What a call means depends on its arguments, whatever earlier calls meant.
#[test]
fn calls_know_nothing_of_each_other() {
    let gone = Dynamic::from(MissingValue::from(Missing::not_reported(ItemId(0))));
    let values = [Dynamic::from_float(1.5), Dynamic::from("a"), Dynamic::from_bool(true), Dynamic::UNIT, gone];
    let pairs = || values.iter().flat_map(|a| values.iter().map(move |b| vec![a.clone(), b.clone()]));
    with(Limits::default(), "fn f(a, b) { let c = a + b; c += a; if c == b { c } else { c } }", |sandbox, program| {
        let mut seen = std::collections::BTreeSet::new();
        for pair in (0..3).flat_map(|_| pairs()) {
            let alone = shown(sandbox.call(&program.clone(), "f", pair.clone()));
            assert_eq!(shown(sandbox.call(program, "f", pair)), alone);
            seen.insert(alone);
        }
        assert!(seen.contains("4.5") && seen.contains("aaa") && seen.len() > 8, "{seen:?}");
    });
}

#[test]
fn only_functions_of_the_script_are_called() {
    with(Limits::default(), "fn f(x) { x }", |sandbox, program| {
        for (name, count) in [("g", 1), ("f", 2), ("sqrt", 1), ("to_string", 1)] {
            assert!(sandbox.call(program, name, vec![Dynamic::from_float(4.0); count]).is_err(), "{name}");
        }
    });
}
