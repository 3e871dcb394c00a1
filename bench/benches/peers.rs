//! One warm city in engines of expressions, beside the plan and the method by hand: `cargo bench -p yardstick-bench
//! --features peers --bench peers`.
//!
//! Each engine compiles the 91 formulas and the 91 shares of the way to a target once, and evaluates them for one city
//! after the other. None of them knows missing figures as the language means them: so the bench asks for an expression
//! only where its figures are there, and holds shares between 0 and 1 itself. What the plan and the method by hand do
//! besides (40 means, 60 triggers, why something is missing) the engines are not asked to do.

#![allow(clippy::indexing_slicing, reason = "a benchmark may fail")]

use std::hint::black_box;
use std::time::Instant;

use exmex::Express;
use yardstick::Library;
use yardstick::layer::{Place, Wanted};
use yardstick::plan::{Ask, Column, Keep, Plan};
use yardstick_bench::case::{self, Formula, Kpi};
use yardstick_bench::hand;

/// How many cities are evaluated for one figure.
const CITIES: usize = 200;

/// A city's figures, and what became of them: 91 values, then 91 shares.
type Results = Vec<Option<f64>>;

/// The inputs of a formula, in the order of their names, and the formula as text.
fn formula(kpi: &Kpi) -> (Vec<usize>, String) {
    match kpi.formula {
        Formula::Ratio(a, b) => (vec![a, b], format!("i{a} / i{b}")),
        Formula::Sum(a, b, c) => (vec![a, b, c], format!("(i{a} + i{b}) / i{c}")),
        Formula::Difference(a, b, c) => (vec![a, b, c], format!("(i{a} - i{b}) / i{c}")),
    }
}

fn share(kpi: &Kpi) -> String {
    format!("(v - {:.2}) / ({:.2} - {:.2})", kpi.start, kpi.target, kpi.start)
}

/// Asks for every formula whose figures are there, and then for its share.
fn asked(
    figures: &[f64],
    inputs: &[Vec<usize>],
    mut value: impl FnMut(usize) -> f64,
    mut share: impl FnMut(usize, f64) -> f64,
) -> Results {
    let mut results = vec![None; 2 * case::KPIS];
    for (place, of) in inputs.iter().enumerate() {
        if of.iter().any(|input| figures[*input].is_nan()) {
            continue;
        }
        let number = value(place);
        results[place] = Some(number);
        results[case::KPIS + place] = Some(share(place, number).clamp(0.0, 1.0));
    }
    results
}

/// The inputs of all formulas, their texts and those of the shares.
fn texts() -> (Vec<Vec<usize>>, Vec<String>, Vec<String>) {
    let kpis = || (0..case::KPIS).map(case::kpi);
    let (inputs, formulas) = kpis().map(|kpi| formula(&kpi)).unzip();
    (inputs, formulas, kpis().map(|kpi| share(&kpi)).collect())
}

fn in_exmex() -> impl FnMut(&[f64]) -> Results {
    let (inputs, formulas, shares) = texts();
    let parse = |text: &String| exmex::parse::<f64>(text).expect("it parses");
    let formulas: Vec<_> = formulas.iter().map(parse).collect();
    let shares: Vec<_> = shares.iter().map(parse).collect();
    // Its variables are in the order of their names.
    let places: Vec<Vec<usize>> = formulas
        .iter()
        .map(|one| one.var_names().iter().map(|name| name[1..].parse().expect("a number")).collect())
        .collect();
    move |figures| {
        let value = |place: usize| {
            let arguments: Vec<f64> = places[place].iter().map(|input| figures[*input]).collect();
            formulas[place].eval(&arguments).expect("a number")
        };
        asked(figures, &inputs, value, |place, number| shares[place].eval(&[number]).expect("a number"))
    }
}

fn in_rhai() -> impl FnMut(&[f64]) -> Results {
    let (inputs, formulas, shares) = texts();
    let engine = rhai::Engine::new();
    let parse = |text: &String| engine.compile_expression(text).expect("it parses");
    let formulas: Vec<_> = formulas.iter().map(parse).collect();
    let shares: Vec<_> = shares.iter().map(parse).collect();
    move |figures| {
        let mut scope = rhai::Scope::new();
        for (place, figure) in figures.iter().enumerate().filter(|(_, figure)| !figure.is_nan()) {
            scope.push(format!("i{place}"), *figure);
        }
        let ask = |ast: &rhai::AST, scope: &mut rhai::Scope<'_>| {
            engine.eval_ast_with_scope::<f64>(scope, ast).expect("a number")
        };
        let mut of_share = rhai::Scope::new();
        asked(
            figures,
            &inputs,
            |place| ask(&formulas[place], &mut scope),
            |place, number| {
                of_share.set_value("v", number);
                ask(&shares[place], &mut of_share)
            },
        )
    }
}

fn in_cel() -> impl FnMut(&[f64]) -> Results {
    let (inputs, formulas, shares) = texts();
    let parse = |text: &String| cel::Program::compile(text).expect("it parses");
    let formulas: Vec<_> = formulas.iter().map(parse).collect();
    let shares: Vec<_> = shares.iter().map(parse).collect();
    move |figures| {
        let mut context = cel::Context::default();
        for (place, figure) in figures.iter().enumerate().filter(|(_, figure)| !figure.is_nan()) {
            context.add_variable_from_value(format!("i{place}"), *figure);
        }
        let ask = |program: &cel::Program, context: &cel::Context<'_, '_>| match program.execute(context) {
            Ok(cel::Value::Float(number)) => number,
            other => panic!("{other:?}"),
        };
        asked(
            figures,
            &inputs,
            |place| ask(&formulas[place], &context),
            |place, number| {
                let mut inner = context.new_inner_scope();
                inner.add_variable_from_value("v", number);
                ask(&shares[place], &inner)
            },
        )
    }
}

fn in_datalogic() -> impl FnMut(&[f64]) -> Results {
    let engine = datalogic_rs::Engine::new();
    let var = |input: usize| format!(r#"{{"var":"i{input}"}}"#);
    let kpis: Vec<Kpi> = (0..case::KPIS).map(case::kpi).collect();
    let logic = |text: String| engine.compile(text.as_str()).expect("it compiles");
    let formulas: Vec<_> = kpis
        .iter()
        .map(|kpi| match kpi.formula {
            Formula::Ratio(a, b) => format!(r#"{{"/":[{},{}]}}"#, var(a), var(b)),
            Formula::Sum(a, b, c) => format!(r#"{{"/":[{{"+":[{},{}]}},{}]}}"#, var(a), var(b), var(c)),
            Formula::Difference(a, b, c) => format!(r#"{{"/":[{{"-":[{},{}]}},{}]}}"#, var(a), var(b), var(c)),
        })
        .map(logic)
        .collect();
    let of = |kpi: &Kpi| {
        let (start, target) = (kpi.start, kpi.target);
        format!(r#"{{"/":[{{"-":[{{"var":"v"}},{start:.2}]}},{{"-":[{target:.2},{start:.2}]}}]}}"#)
    };
    let shares: Vec<_> = kpis.iter().map(of).map(logic).collect();
    let inputs = texts().0;
    let mut arena = bumpalo::Bump::new();
    move |figures| {
        arena.reset();
        let known = figures.iter().enumerate().filter(|(_, figure)| !figure.is_nan());
        let data: serde_json::Value =
            known.map(|(place, figure)| (format!("i{place}"), serde_json::Value::from(*figure))).collect();
        let arena = &arena;
        let data = &*arena.alloc(data);
        let data = datalogic_rs::EvalInput::into_arena_value(data, arena).expect("it is data");
        let number = |logic, data| engine.evaluate(logic, data, arena).expect("a value").as_f64().expect("a number");
        asked(
            figures,
            &inputs,
            |place| number(&formulas[place], data),
            |place, value| {
                let data = &*arena.alloc(serde_json::json!({ "v": value }));
                let data = datalogic_rs::EvalInput::into_arena_value(data, arena).expect("it is data");
                number(&shares[place], data)
            },
        )
    }
}

fn in_zen() -> impl FnMut(&[f64]) -> Results {
    use zen_expression::{Isolate, variable::Variable};
    let (inputs, formulas, shares) = texts();
    let mut isolate = Isolate::new();
    let formulas: Vec<_> = formulas.iter().map(|text| isolate.compile_standard(text).expect("it parses")).collect();
    let shares: Vec<_> = shares.iter().map(|text| isolate.compile_standard(text).expect("it parses")).collect();
    let number = |variable: Variable| match serde_json::to_value(&variable) {
        Ok(value) => value.as_f64().expect("a number"),
        Err(why) => panic!("{why}"),
    };
    move |figures| {
        let known = figures.iter().enumerate().filter(|(_, figure)| !figure.is_nan());
        let data: serde_json::Value =
            known.map(|(place, figure)| (format!("i{place}"), serde_json::Value::from(*figure))).collect();
        let data: Variable = data.into();
        asked(
            figures,
            &inputs,
            |place| number(formulas[place].evaluate(data.clone()).expect("a number")),
            |place, value| number(shares[place].evaluate(serde_json::json!({ "v": value }).into()).expect("a number")),
        )
    }
}

/// Whether two results are the same; an engine that counts in decimals may differ in the last digits.
fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn main() {
    let figures = case::figures(CITIES);
    let cities: Vec<&[f64]> = figures.chunks_exact(case::INPUTS).collect();
    let wanted: Vec<Results> = cities
        .iter()
        .map(|figures| {
            let row = hand::row(&std::array::from_fn(|place| (!figures[place].is_nan()).then_some(figures[place])));
            [row.values, row.scores].concat()
        })
        .collect();
    let line = |name: &str, run: &mut dyn FnMut(&[f64]) -> Results| {
        for (figures, wanted) in cities.iter().zip(&wanted) {
            let found = run(figures);
            assert!(found.iter().zip(wanted).all(|(one, other)| near(*one, *other)), "{name} finds something else");
        }
        let mut times: Vec<f64> = (0..9)
            .map(|_| {
                let start = Instant::now();
                for figures in &cities {
                    black_box(run(black_box(figures)));
                }
                start.elapsed().as_secs_f64() * 1e6 / cities.len() as f64
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("| {name} | {:.1} |", times[times.len() / 2]);
    };
    println!("| one warm city: 91 values, 91 shares | µs |\n|---|---|");
    let mut library = Library::new();
    library.add_pack([("case.kpi", case::rules().as_str())]);
    let book = library.rule_book(&[Wanted { name: "case".to_owned(), span: None }], &Place::unknown()).value;
    let columns: Vec<Column> = (0..case::INPUTS).map(|place| Column::new(format!("i{place}"), "number")).collect();
    let keep = Keep { rollups: false, triggers: false, bands: false, points: false, coverage: false, ..Keep::ALL };
    let plan = Plan::compile(&book, &Ask::year(2020).keep(keep), &columns).expect("the columns are known");
    let kept: Vec<_> = ["value", "score"]
        .iter()
        .flat_map(|part| (0..case::KPIS).map(move |place| (*part, place)))
        .map(|(part, place)| {
            let item = book.item_names[&format!("k{place}")];
            if part == "value" { yardstick::plan::What::Value(item) } else { yardstick::plan::What::Score(item) }
        })
        .collect();
    let mut warm = plan.warm();
    line("the plan", &mut |figures| {
        warm.run(figures);
        kept.iter().map(|what| warm.get(what).ok()).collect()
    });
    line("exmex", &mut in_exmex());
    line("datalogic-rs", &mut in_datalogic());
    line("Rhai", &mut in_rhai());
    line("CEL", &mut in_cel());
    line("ZEN expressions", &mut in_zen());
}
