//! Rhai's bytecode against its tree walker, on the hardened engine: `cargo test -p yardstick-bench --features grain`.
//!
//! Scripts are run by the tree walker. The bytecode is faster, and this test says in what it differs. Where it fails since
//! something differs no more, decide again (docs/dev/decisions.md).

use std::time::Duration;

use rhai::Dynamic;
use yardstick::script::{Fault, Limit, Limits, Sandbox};
use yardstick_bench::bytecode::random::Draw;
use yardstick_bench::bytecode::{Ran, Script, Tally, Way, corpus, run};

/// Limits that no busy machine reaches by the clock.
fn sandbox() -> Sandbox {
    Sandbox::new(Limits { operations: 20_000, wall_time: Duration::from_secs(60), ..Limits::default() })
}

fn first(told: &[String]) -> &str {
    told.first().map_or("", String::as_str)
}

/// All runs agree in what they give and in what is wrong, but where a loop counts its rounds.
fn hold(tally: &Tally) {
    let counts = Tally { slips: Vec::new(), places: Vec::new(), broken: Vec::new(), ..tally.clone() };
    println!("{counts:?}");
    println!("another place:\n{}\na limit of one only:\n{}", first(&tally.places), first(&tally.broken));
    let slips: Vec<String> = tally.slips.iter().filter(|told| !told.contains("for (")).cloned().collect();
    assert_eq!(slips.len(), 0, "{}", first(&slips));
}

/// What the two make of some statements.
fn both(text: &str) -> [Ran; 2] {
    let sandbox = sandbox();
    let script = Script::read(&sandbox, text).unwrap_or_else(|| panic!("it is no script: {text}"));
    [Way::Tree, Way::Bytecode].map(|way| run(&sandbox, &script, way, None, vec![Dynamic::from_float(1.0); 2]))
}

/// Each of these is a reason why scripts do not run as bytecode.
#[test]
fn what_differs() {
    let [tree, bytecode] = both("let total = 0; for (x, i) in [5, 5, 5] { total += i } total");
    assert_eq!(tree.result, Ok("Ok(Number(3.0))".to_owned()));
    assert_ne!(tree.result, bytecode.result, "a loop that counts its rounds");

    let [tree, bytecode] = both("price * 2 + price / 4");
    assert_eq!(tree.result, bytecode.result);
    assert_ne!(tree.spent.operations, bytecode.spent.operations, "steps");

    let limit = |ran: &Ran| ran.result.clone().map_err(|(fault, _)| fault).unwrap_err();
    let [tree, bytecode] = both("let s = \"x\"; loop { s += s; }");
    assert_eq!(limit(&tree), Fault::Limit(Limit::Memory));
    assert_ne!(limit(&tree), limit(&bytecode), "the limit that a script breaks");

    let [tree, bytecode] = both("let a = #{b: 1}; a.d");
    assert_eq!(limit(&tree), limit(&bytecode));
    assert_ne!(tree.result, bytecode.result, "the place of an error");
}

#[test]
fn scripts_of_the_project() {
    let (sandbox, mut draws, mut tally) = (sandbox(), Draw::new(7), Tally::default());
    for text in corpus::texts() {
        if let Some(script) = Script::read(&sandbox, &text) {
            tally.add(&sandbox, &script, &mut draws);
        }
    }
    assert!(tally.scripts >= 100, "only {} scripts were found", tally.scripts);
    hold(&tally);
}

#[test]
fn functions_at_random() {
    let (sandbox, mut draws, mut tally) = (sandbox(), Draw::new(0x9E37_79B9_7F4A_7C15), Tally::default());
    while tally.scripts < 2_000 {
        let text = draws.script();
        let script = Script::read(&sandbox, &text).unwrap_or_else(|| panic!("it is no script: {text}"));
        tally.add(&sandbox, &script, &mut draws);
    }
    assert!(tally.results[0] > 4_000 && tally.faults[0] > 2_000, "{} and {}", tally.results[0], tally.faults[0]);
    hold(&tally);
}
