//! A numeric function over a million rows: through the rules' own way into scripts, and by Rhai alone called in a loop.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rhai::{AST, CallFnOptions, Engine, Scope};
use yardstick::model::exhibit::{Datum, Reckoner};
use yardstick::script::{Limits, Origin, ScriptFunction, Scripts};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROWS: u32 = 1_000_000;

const FORMULA: &str = "fn balance(car, bus) { 100.0 * (car - bus) / (car + bus) }";

const BRANCHES: &str = "fn balance(car, bus) {
    let lower = if car < bus { car } else { bus };
    let upper = if car < bus { bus } else { car };
    if upper == 0.0 { 0.0 } else { 100.0 * lower / upper }
}";

const LOOP: &str = "fn balance(car, bus) {
    let total = 0.0;
    let step = 0.0;
    while step < 10.0 { total += car * step / (bus + 1.0); step += 1.0; }
    total
}";

fn rows() -> impl Iterator<Item = (f64, f64)> {
    (0..ROWS).map(|row| (f64::from(row % 97) + 1.0, f64::from(row % 89) + 1.0))
}

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

fn scripts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a million calls");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).throughput(Throughput::Elements(u64::from(ROWS)));
    for (name, text) in [("formula", FORMULA), ("branches", BRANCHES), ("loop of ten", LOOP)] {
        let engine = Engine::new();
        let ast = engine.compile(text).expect("the script is Rhai");
        let scripts = Scripts::new(Limits::default());
        let origin = Origin { file: "balance.rhai".into(), line: 1, column: 1 };
        let function = ScriptFunction::named(&scripts, &Arc::from(text), "balance", origin);
        assert_eq!(alone(&engine, &ast), ours(&function), "{name}");
        group.bench_function(format!("{name}: Rhai alone"), |bencher| bencher.iter(|| black_box(alone(&engine, &ast))));
        group.bench_function(format!("{name}: a function of the rules"), |bencher| {
            bencher.iter(|| black_box(ours(&function)));
        });
    }
    group.finish();
}

criterion_group!(benches, scripts);
criterion_main!(benches);
