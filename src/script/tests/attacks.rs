//! Scripts that try to take more than they may.

use std::time::{Duration, Instant};

use super::super::{Fault, Limit, Limits, Sandbox};
use super::run_in;

const ATTACKS: &[(&str, &str)] = &[
    ("map growth by index", "let m = #{}; let i = 0; loop { m[\"k\" + i] = i; i += 1; }"),
    ("string doubling", "let s = \"x\"; loop { s += s; }"),
    ("array doubling", "let a = [1]; loop { a = a + a; }"),
    ("array doubling by literal", "let a = [1]; loop { a = [a, a]; }"),
    ("deep recursion", "fn f(x) { 1 + f(x + 1) } f(0)"),
    ("endless loop", "let x = 0; loop { x += 1; }"),
    ("while", "while true { }"),
    ("quadratic growth", "let a = []; loop { a.push(1); let b = a; b.push(2); }"),
    ("quadratic text", "let s = \"\"; loop { s = s + \"abcdefgh\"; }"),
    ("huge range", "let x = 0; for i in 0..9007199254740991 { x = i; } x"),
    ("many texts", "let a = []; loop { a.push(\"x\" + len(a)); }"),
    ("texts of pieces", "let s = \"abcdefgh\"; let a = []; loop { s = `${s}${s}`; a.push(s); }"),
    ("split", "let s = \"a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a\"; let a = []; loop { a.push(split(s, \",\")); }"),
    ("join", "let a = [1]; loop { a = a + [join(a, \",\")]; }"),
    ("nesting", "let a = [1]; loop { let b = [a]; a = b; }"),
    ("records in records", "let r = #{a: 1}; loop { r = #{a: r, b: r}; }"),
    ("branching recursion", "fn f(x) { f(x + 1) + f(x + 1) } f(0)"),
    ("mutual recursion", "fn f(x) { g(x + 1) } fn g(x) { f(x + 1) } f(0)"),
    ("copies in calls", "fn f(a, n) { a.push(n); f(a, n + 1) } f([1, 2, 3], 0)"),
    ("sorting", "let a = []; for i in 0..1000 { a.push(0 - i); } loop { a = sorted(a); }"),
    ("power", "let x = 2; loop { x = x ** 2; }"),
];

/// What a script broke, and how long it took.
fn broken(sandbox: &Sandbox, text: &str) -> (Fault, Duration) {
    let start = Instant::now();
    let problem = run_in(sandbox, text).map(|_| ()).unwrap_err();
    (problem.what, start.elapsed())
}

/// Counting decides, not the clock: so the same limit is broken on every machine.
#[test]
fn each_attack_breaks_a_limit_that_is_counted() {
    let sandbox = Sandbox::new(Limits::default());
    for (name, text) in ATTACKS {
        let (fault, _) = broken(&sandbox, text);
        assert!(matches!(fault, Fault::Limit(_) | Fault::NotFinite(_)), "{name}: {fault:?}");
    }
}

/// With the usual limits each ends soon, even where the machine has other things to do.
#[test]
fn each_attack_ends_soon() {
    let sandbox = Sandbox::new(Limits::default());
    for (name, text) in ATTACKS {
        let (_, time) = broken(&sandbox, text);
        assert!(time.as_millis() < 1000, "{name}: {time:?}");
    }
}

/// Where operations are not limited, the clock ends the script.
#[test]
fn the_clock_is_the_last_resort() {
    let limits = Limits { operations: u64::MAX, wall_time: Duration::from_millis(20), ..Limits::default() };
    let (fault, _) = broken(&Sandbox::new(limits), "let x = 0; loop { x += 1; }");
    assert_eq!(fault, Fault::Limit(Limit::WallTime));
}
