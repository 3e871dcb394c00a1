//! Engines of expressions: each formula and each share is one of them.

use exmex::Express;
use yardstick_bench::case::Formula;

use crate::Results;
use crate::text::{Ask, Texts, asked, kpis, names, texts};

type Run = Box<dyn FnMut(&[f64], &mut Results)>;

/// exmex: an expression is given its figures as a slice.
pub(crate) fn exmex() -> Run {
    let Texts { inputs, formulas, shares } = texts();
    let parse = |text: &String| exmex::parse::<f64>(text).expect("it parses");
    let formulas: Vec<_> = formulas.iter().map(parse).collect();
    let shares: Vec<_> = shares.iter().map(parse).collect();
    // Its variables are in the order of their names.
    let places: Vec<Vec<usize>> = formulas
        .iter()
        .map(|one| one.var_names().iter().map(|name| name[1..].parse().expect("a number")).collect())
        .collect();
    Box::new(move |figures, results| {
        asked(figures, &inputs, results, |ask| match ask {
            Ask::Value(place) => {
                let mut given = [0.0; 3];
                for (given, input) in given.iter_mut().zip(&places[place]) {
                    *given = figures[*input];
                }
                formulas[place].eval(&given[..places[place].len()]).expect("a number")
            }
            Ask::Share(place, value) => shares[place].eval(&[value]).expect("a number"),
        });
    })
}

/// Rhai: an expression is given its own figures as a scope, since a scope is searched from its end.
pub(crate) fn rhai() -> Run {
    let Texts { inputs, formulas, shares } = texts();
    let engine = rhai::Engine::new();
    let parse = |text: &String| engine.compile_expression(text).expect("it parses");
    let formulas: Vec<_> = formulas.iter().map(parse).collect();
    let shares: Vec<_> = shares.iter().map(parse).collect();
    let names = names();
    let mut scope = rhai::Scope::new();
    Box::new(move |figures, results| {
        asked(figures, &inputs, results, |ask| {
            scope.clear();
            let expression = match ask {
                Ask::Value(place) => {
                    for input in &inputs[place] {
                        scope.push(names[*input], figures[*input]);
                    }
                    &formulas[place]
                }
                Ask::Share(place, value) => {
                    scope.push("v", value);
                    &shares[place]
                }
            };
            engine.eval_ast_with_scope::<f64>(&mut scope, expression).expect("a number")
        });
    })
}

/// CEL: a city is a context, and a value is one within it.
pub(crate) fn cel() -> Run {
    let Texts { inputs, formulas, shares } = texts();
    let parse = |text: &String| cel::Program::compile(text).expect("it parses");
    let formulas: Vec<_> = formulas.iter().map(parse).collect();
    let shares: Vec<_> = shares.iter().map(parse).collect();
    let names = names();
    let functions = cel::Context::default();
    let number = |program: &cel::Program, context: &cel::Context<'_, '_>| match program.execute(context) {
        Ok(cel::Value::Float(number)) => number,
        other => panic!("{other:?}"),
    };
    Box::new(move |figures, results| {
        let mut city = functions.new_inner_scope();
        for (name, figure) in names.iter().zip(figures).filter(|(_, figure)| !figure.is_nan()) {
            city.add_variable_from_value(*name, *figure);
        }
        asked(figures, &inputs, results, |ask| match ask {
            Ask::Value(place) => number(&formulas[place], &city),
            Ask::Share(place, value) => {
                let mut inner = functions.new_inner_scope();
                inner.add_variable_from_value("v", value);
                number(&shares[place], &inner)
            }
        });
    })
}

/// datalogic-rs: a city is an object in its arena, whose names are in their order, so that it halves its search.
pub(crate) fn datalogic() -> Run {
    use datalogic_rs::DataValue;
    let engine = datalogic_rs::Engine::new();
    let compile = |text: String| engine.compile(text.as_str()).expect("it compiles");
    let var = |input: usize| format!(r#"{{"var":"i{input}"}}"#);
    let formulas: Vec<_> = kpis()
        .map(|kpi| match kpi.formula {
            Formula::Ratio(a, b) => format!(r#"{{"/":[{},{}]}}"#, var(a), var(b)),
            Formula::Sum(a, b, c) => format!(r#"{{"/":[{{"+":[{},{}]}},{}]}}"#, var(a), var(b), var(c)),
            Formula::Difference(a, b, c) => format!(r#"{{"/":[{{"-":[{},{}]}},{}]}}"#, var(a), var(b), var(c)),
        })
        .map(compile)
        .collect();
    let shares: Vec<_> = kpis()
        .map(|kpi| {
            let (start, target) = (kpi.start, kpi.target);
            format!(r#"{{"/":[{{"-":[{{"var":"v"}},{start:.2}]}},{{"-":[{target:.2},{start:.2}]}}]}}"#)
        })
        .map(compile)
        .collect();
    let inputs = texts().inputs;
    let mut places: Vec<(&'static str, usize)> = names().into_iter().zip(0..).collect();
    places.sort_unstable();
    let mut known: Vec<(&'static str, DataValue<'static>)> = Vec::new();
    let mut arena = datalogic_rs::bumpalo::Bump::new();
    Box::new(move |figures, results| {
        arena.reset();
        known.clear();
        let there = places.iter().filter(|(_, place)| !figures[*place].is_nan());
        known.extend(there.map(|(name, place)| (*name, DataValue::from_f64(figures[*place]))));
        let arena = &arena;
        let city = &*arena.alloc(DataValue::Object(arena.alloc_slice_copy(&known)));
        asked(figures, &inputs, results, |ask| {
            let found = match ask {
                Ask::Value(place) => engine.evaluate(&formulas[place], city, arena),
                Ask::Share(place, value) => {
                    let entry = arena.alloc_slice_copy(&[("v", DataValue::from_f64(value))]);
                    engine.evaluate(&shares[place], DataValue::Object(entry), arena)
                }
            };
            found.expect("a value").as_f64().expect("a number")
        });
    })
}
