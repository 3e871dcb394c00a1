//! ZEN: its expressions one by one, and a graph of them, which is its usual form.

use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};
use yardstick_bench::case;
use zen_engine::Decision;
use zen_expression::variable::{Symbol, VariableMap};
use zen_expression::vm::VM;
use zen_expression::{Isolate, Scope, Variable};

use crate::Results;
use crate::text::{Ask, Texts, asked, kpis, names, share, texts};

type Run = Box<dyn FnMut(&[f64], &mut Results)>;

/// A decimal of ZEN as a binary number.
fn number(variable: &Variable) -> Option<f64> {
    variable.as_number().map(|number| f64::try_from(number).expect("a number"))
}

/// A city as ZEN takes it.
struct City {
    names: Vec<Symbol>,
}

impl City {
    fn new() -> Self {
        Self { names: names().into_iter().map(Symbol::from_static).collect() }
    }

    /// The figures by the names of their inputs. A missing one is `null`, or left out.
    fn data(&self, figures: &[f64], nulls: bool) -> Variable {
        let mut data = VariableMap::with_capacity(figures.len());
        for (name, figure) in self.names.iter().zip(figures).filter(|(_, figure)| nulls || !figure.is_nan()) {
            // What is no number is null in JSON.
            data.insert(name.clone(), Variable::from(Value::from(*figure)));
        }
        Variable::from_object(data)
    }
}

/// The expressions one by one.
pub(crate) fn expressions() -> Run {
    let Texts { inputs, formulas, shares } = texts();
    let mut isolate = Isolate::new();
    let mut compile = |text: &String| isolate.compile_standard(text).expect("it parses");
    let formulas: Vec<_> = formulas.iter().map(&mut compile).collect();
    let shares: Vec<_> = shares.iter().map(&mut compile).collect();
    let city = City::new();
    let mut vm = VM::new();
    let mut inner = Scope::default();
    let v = Symbol::from_static("v");
    Box::new(move |figures, results| {
        let scope = Scope::new(city.data(figures, false));
        asked(figures, &inputs, results, |ask| {
            let found = match ask {
                Ask::Value(place) => {
                    let value = formulas[place].evaluate_with_scope(&scope, &mut vm).expect("a value");
                    inner.set_local(v.clone(), value.clone());
                    value
                }
                Ask::Share(place, _) => shares[place].evaluate_with_scope(&inner, &mut vm).expect("a value"),
            };
            number(&found).expect("a number")
        });
    })
}

fn node(id: &str, sort: &str, content: Value) -> Value {
    json!({ "id": id, "name": id, "type": sort, "content": content })
}

fn edge(from: &str, to: &str) -> Value {
    json!({ "id": format!("{from} {to}"), "sourceId": from, "targetId": to })
}

/// The expressions of a node, each with the name of its result.
fn computes(expressions: impl Iterator<Item = (String, String)>) -> Value {
    let expressions: Vec<Value> =
        expressions.map(|(key, value)| json!({ "id": key, "key": key, "value": value })).collect();
    json!({ "passThrough": true, "expressions": expressions })
}

/// A decision: a node with the 91 values, and one with the 91 shares. Each expression asks whether its figures are there.
fn decision() -> Decision {
    let Texts { inputs, formulas, .. } = texts();
    let values = inputs.iter().zip(&formulas).enumerate().map(|(place, (inputs, formula))| {
        let missing: Vec<String> = inputs.iter().map(|input| format!("i{input} == null")).collect();
        (format!("k{place}"), format!("{} ? null : {formula}", missing.join(" or ")))
    });
    let shares = kpis().enumerate().map(|(place, kpi)| {
        let value = format!("k{place}");
        (format!("s{place}"), format!("{value} == null ? null : {}", share(&kpi, &value)))
    });
    let graph = json!({
        "nodes": [
            node("figures", "inputNode", json!({})),
            node("values", "expressionNode", computes(values)),
            node("shares", "expressionNode", computes(shares)),
        ],
        "edges": [edge("figures", "values"), edge("values", "shares")],
    });
    let content: zen_engine::model::GraphContent = serde_json::from_value(graph).expect("it is a graph");
    let mut decision = Decision::from(content);
    decision.compile();
    decision
}

/// What a future gives that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("it waits for something"),
    }
}

/// The graph.
pub(crate) fn graph() -> Run {
    let decision = decision();
    let city = City::new();
    let names: Vec<String> =
        ["k", "s"].iter().flat_map(|part| (0..case::KPIS).map(move |place| format!("{part}{place}"))).collect();
    Box::new(move |figures, results| {
        let response = at_once(decision.evaluate(city.data(figures, true))).expect("it has a result");
        let found = response.result.as_object().expect("it is an object");
        let found = found.borrow();
        for (result, name) in results.iter_mut().zip(&names) {
            // What is `null` may be left out.
            *result = found.get_str(name).and_then(number);
        }
        for share in results[case::KPIS..].iter_mut().flatten() {
            *share = share.clamp(0.0, 1.0);
        }
    })
}
