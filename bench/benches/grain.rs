//! A numeric function over a million rows by Rhai's tree walker, as scripts are run, and by its bytecode, on the same
//! hardened engine: `cargo bench -p yardstick-bench --features grain --bench grain`.
//!
//! `cargo test -p yardstick-bench --features grain` holds what the two give against each other.

use std::time::Duration;

use rhai::grain::{Compiler, Vm};
use rhai::{CallFnOptions, Dynamic, Scope};
use yardstick::script::{Form, Limits, Sandbox};
use yardstick_bench::calls::{FUNCTIONS, Way, in_turn, rows};
use yardstick_bench::table;

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // A round of calls is one run here.
    let limits = Limits { operations: u64::MAX, wall_time: Duration::from_secs(3_600), ..Limits::default() };
    let sandbox = Sandbox::new(limits);
    let mut page = "| function | called | ns a call | to the tree walker |\n|---|---|---|---|\n".to_owned();
    for (name, text) in FUNCTIONS {
        let program = sandbox.compile(text, Form::Functions).expect("the script is read");
        let bytecode = Compiler::new().compile(program.tree());
        assert_eq!(bytecode.residual_count(), 0, "{name}: a part is left to the tree walker");
        let mut tree = || {
            let given = |(car, bus)| vec![Dynamic::from_float(car), Dynamic::from_float(bus)];
            let called = |row| sandbox.call(&program, "balance", given(row)).expect("the script runs");
            rows().map(|row| called(row).as_float().expect("a number")).sum()
        };
        let by_bytecode = |one_machine: bool| {
            let run = |engine: &rhai::Engine| -> f64 {
                let mut machine = Vm::new(engine);
                rows()
                    .map(|row| {
                        let options = CallFnOptions::new().eval_ast(false);
                        if !one_machine {
                            machine = Vm::new(engine);
                        }
                        let called =
                            machine.call_fn_with_options::<f64>(options, &mut Scope::new(), &bytecode, "balance", row);
                        called.expect("the script runs")
                    })
                    .sum()
            };
            sandbox.within(run).expect("a thread can be had").0
        };
        let (mut each, mut one) = (|| by_bytecode(false), || by_bytecode(true));
        let ways: &mut [Way] = &mut [
            ("by the tree walker", &mut tree),
            ("by bytecode, a machine for each call", &mut each),
            ("by bytecode, one machine for all calls", &mut one),
        ];
        page += &in_turn(name, ways);
    }
    print!("{page}");
    if table::wanted() {
        table::put("grain", &page).expect("the page can be written");
    }
}
