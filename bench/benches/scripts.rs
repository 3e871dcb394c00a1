//! A numeric function over a million rows: through the rules' own way into scripts, and by Rhai alone called in a loop.

use std::sync::Arc;

use rhai::{AST, CallFnOptions, Engine, Scope};
use yardstick::model::exhibit::{Datum, Reckoner};
use yardstick::script::{Limits, Origin, ScriptFunction, Scripts};
use yardstick_bench::calls::{FUNCTIONS, Way, in_turn, rows, statements};
use yardstick_bench::table;

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
    let mut page = "| function | called | ns a call | to Rhai alone |\n|---|---|---|---|\n".to_owned();
    for (name, text) in FUNCTIONS {
        let engine = Engine::new();
        let ast = engine.compile(text).expect("the script is Rhai");
        let scripts = Scripts::new(Limits::default());
        let origin = Origin { file: "balance.rhai".into(), line: 1, column: 1 };
        let named = ScriptFunction::named(&scripts, &Arc::from(text), "balance", origin.clone());
        let arguments = ["car".to_owned(), "bus".to_owned()];
        let inside = ScriptFunction::statements(&scripts, &Arc::from(statements(text)), &arguments, origin);
        let mut rhai = || alone(&engine, &ast);
        let mut named = || ours(&named);
        let mut inside = || ours(&inside);
        let ways: &mut [Way] = &mut [
            ("by Rhai alone", &mut rhai),
            ("by the rules, a function in a script", &mut named),
            ("by the rules, a script of statements", &mut inside),
        ];
        page += &in_turn(name, ways);
    }
    print!("{page}");
    if table::wanted() {
        table::put("scripts", &page).expect("the page can be written");
    }
}
