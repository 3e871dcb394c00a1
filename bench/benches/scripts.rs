//! A numeric function over a million rows: through the rules' own way into scripts, and by Rhai alone called in a loop.

use std::sync::Arc;

use rhai::{AST, CallFnOptions, Engine, Scope};
use yardstick::model::exhibit::{Datum, Reckoner};
use yardstick::script::{Limits, Origin, ScriptFunction, Scripts};
use yardstick_bench::calls::{FUNCTIONS, in_turn, rows};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn alone(engine: &Engine, ast: &AST) -> f64 {
    rows()
        .map(|(car, bus)| {
            let options = CallFnOptions::new().eval_ast(false);
            let result = engine.call_fn_with_options::<f64>(options, &mut Scope::new(), ast, "balance", (car, bus));
            result.expect("the script runs")
        })
        .sum()
}

fn ours(function: &ScriptFunction) -> f64 {
    rows()
        .map(|(car, bus)| {
            let given = [Ok(Datum::Number(car)), Ok(Datum::Number(bus))];
            function.reckon(&given).ok().and_then(|datum| datum.as_number()).expect("the script runs")
        })
        .sum()
}

fn main() {
    println!("| function | called | ns a call | to Rhai alone |\n|---|---|---|---|");
    for (name, text) in FUNCTIONS {
        let engine = Engine::new();
        let ast = engine.compile(text).expect("the script is Rhai");
        let scripts = Scripts::new(Limits::default());
        let origin = Origin { file: "balance.rhai".into(), line: 1, column: 1 };
        let function = ScriptFunction::named(&scripts, &Arc::from(text), "balance", origin);
        let mut rhai = || alone(&engine, &ast);
        let mut rules = || ours(&function);
        in_turn(name, &mut [("by Rhai alone", &mut rhai), ("by the rules", &mut rules)]);
    }
}
