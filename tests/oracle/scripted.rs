//! Functions in scripts, each with the same function in Rust: values, lists and records go in and come out.

use proptest::prelude::*;
use yardstick::model::formula::Node;

use super::exact;
use super::generate::{Plan, formula, plans};
use super::reckon::{At, Oracle, Reckoned, Why, all, finite};

/// The functions as rules declare them.
const FUNCTIONS: &str = r#"
function twice_less(a: number, b: number) -> number script "2 * a - b"
function known(a: number, b: number) -> number takes missing script """
  if !is_missing(a) { a } else if is_missing(b) { 7 } else { b }
"""
function descending(values: list of number) -> list of number script "reversed(sorted(values))"
function kept(values: list of number) -> list of number takes missing script "values"
function parts(of: record of (low: number, high: number)) -> record of (high: number, all: list of number, low: number) script """
  #{all: [of.low, of.high, of.low - of.high], low: min(of.low, of.high), high: max(of.low, of.high)}
"""
function filled(of: record of (low: number, high: number)) -> record of (low: number, high: number) takes missing script """
  #{low: of.low, high: if is_missing(of.high) { 1 } else { of.high }}
"""
function back(of: record of (low: number, all: list of number, high: number)) -> number script "of.high - of.low + sum(of.all)"
"#;

/// A formula with a call of a script in it.
fn call() -> impl Strategy<Value = String> {
    let forms = vec![
        "twice_less(A, B)",
        "twice_less(A, twice_less(B, 3)) / 2",
        "known(A, B)",
        "sum(descending(A, B, 3))",
        "min(descending(A))",
        "count(descending(A, B))",
        "median(kept(A, B, 2))",
        "max(descending(kept(A, B)))",
        "parts(record(low: A, high: B)).low + parts(record(high: B, low: A)).high",
        "mean(parts(record(low: A, high: B)).all)",
        "sum(descending(parts(record(low: A, high: B)).all))",
        "back(parts(record(low: A, high: B)))",
        "filled(record(low: A, high: B)).high",
        "filled(record(low: A, high: B)).low",
        "back(parts(filled(record(low: A, high: B))))",
        "if known(A, B) > 2 then twice_less(A, B) else B",
    ];
    (proptest::sample::select(forms), formula(5), formula(5))
        .prop_map(|(form, one, other)| form.replace('A', &one).replace('B', &other))
}

/// Packs with KPIs whose formulas call scripts.
pub fn scripted_plans() -> impl Strategy<Value = Plan> {
    let part = prop_oneof![Just("one"), Just("two"), Just("three")];
    (plans(), proptest::collection::vec((call(), part), 1..5)).prop_map(|(plan, calls)| {
        let kpis = calls.iter().enumerate().map(|(place, (call, part))| {
            format!("kpi s{place} \"S\" {{ part: {part}; unit number; value {call}; target at least 4 }}\n")
        });
        Plan { rules: format!("{}{FUNCTIONS}{}", plan.rules, kpis.collect::<String>()), sheet: plan.sheet }
    })
}

/// What a script gives.
#[derive(Debug, Clone)]
pub enum Coded {
    Number(f64),
    List(Vec<Reckoned<f64>>),
    /// In the order in which the fields are declared.
    Record(Vec<Reckoned<Coded>>),
}

impl Coded {
    fn number(self) -> f64 {
        match self {
            Self::Number(number) => number,
            other => panic!("no number: {other:?}"),
        }
    }

    fn list(self) -> Vec<Reckoned<f64>> {
        match self {
            Self::List(values) => values,
            other => panic!("no list: {other:?}"),
        }
    }
}

impl Oracle<'_> {
    /// What a call, or a field of one, comes to.
    pub(super) fn coded(&self, node: &Node, at: At) -> Reckoned<Coded> {
        match node {
            Node::Apply(place, arguments) => self.apply(&self.book.functions[usize::from(*place)].name, arguments, at),
            Node::Field(record, place) => match self.coded(record, at)? {
                Coded::Record(mut fields) => fields.swap_remove(usize::from(*place)),
                other => panic!("no record: {other:?}"),
            },
            other => self.number(other, at).map(Coded::Number),
        }
    }

    fn apply(&self, name: &str, arguments: &[Node], at: At) -> Reckoned<Coded> {
        match (name, arguments) {
            ("twice_less", [a, b]) => {
                let numbers = all([a, b].into_iter().map(|one| self.number(one, at)))?;
                real(real(2.0 * numbers[0])? - numbers[1]).map(Coded::Number)
            }
            ("known", [a, b]) => {
                let (a, b) = (self.number(a, at), self.number(b, at));
                Ok(Coded::Number(a.or(b).unwrap_or(7.0)))
            }
            ("descending", [values]) => {
                let mut numbers = complete(self.list(values, at)?)?;
                numbers.sort_by(|one, other| other.total_cmp(one));
                Ok(Coded::List(numbers.into_iter().map(Ok).collect()))
            }
            ("kept", [values]) => self.list(values, at).map(Coded::List),
            ("parts", [of]) => {
                let numbers = all(self.fields(of, ["low", "high"], at)?.into_iter())?;
                let numbers: Vec<f64> = numbers.into_iter().map(Coded::number).collect();
                let (low, high) = (numbers[0], numbers[1]);
                let list = vec![Ok(low), Ok(high), Ok(real(low - high)?)];
                let fields = [Coded::Number(low.max(high)), Coded::List(list), Coded::Number(low.min(high))];
                Ok(Coded::Record(fields.map(Ok).to_vec()))
            }
            ("filled", [of]) => {
                let fields = self.fields(of, ["low", "high"], at)?;
                let high = fields[1].clone().or(Ok(Coded::Number(1.0)));
                Ok(Coded::Record(vec![fields[0].clone(), high]))
            }
            ("back", [of]) => {
                let parts = all(self.fields(of, ["low", "all", "high"], at)?.into_iter())?;
                let sum = exact::sum(&complete(parts[1].clone().list())?);
                let apart = real(parts[2].clone().number() - parts[0].clone().number())?;
                real(apart + real(sum)?).map(Coded::Number)
            }
            ("mix" | "mixed", _) => {
                let numbers = all(arguments.iter().map(|one| self.number(one, at)))?;
                real(exact::call(name, &numbers).ok_or(Why::Failed)?).map(Coded::Number)
            }
            (name, _) => panic!("the oracle does not know the function {name}"),
        }
    }

    /// The values of a list: what does not apply is left out.
    fn list(&self, node: &Node, at: At) -> Reckoned<Vec<Reckoned<f64>>> {
        let values = match node {
            Node::OverList(_, nodes) => nodes.iter().map(|node| self.number(node, at)).collect(),
            of_code => self.coded(of_code, at)?.list(),
        };
        Ok(values.into_iter().filter(|value| *value != Err(Why::NotApplicable)).collect())
    }

    /// The fields of a record, by their names.
    fn fields<const N: usize>(&self, node: &Node, names: [&str; N], at: At) -> Reckoned<Vec<Reckoned<Coded>>> {
        let given = match node {
            Node::Record(nodes) => return Ok(nodes.iter().map(|node| self.coded(node, at)).collect()),
            Node::Apply(place, _) => self.book.functions[usize::from(*place)].result.fields(),
            other => panic!("no record: {other:?}"),
        };
        let Coded::Record(fields) = self.coded(node, at)? else { panic!("no record: {node:?}") };
        let place = |name: &str| given.iter().position(|own| own.name == name).unwrap();
        Ok(names.map(|name| fields[place(name)].clone()).to_vec())
    }

    /// The values over which a function of the language goes.
    pub(super) fn over_given(&self, node: &Node, at: At) -> Reckoned<Vec<f64>> {
        all(self.list(node, at)?.into_iter())
    }
}

/// A list of which nothing is missing; of nothing nothing can be said.
fn complete(values: Vec<Reckoned<f64>>) -> Reckoned<Vec<f64>> {
    if values.is_empty() { Err(Why::NotReported) } else { all(values.into_iter()) }
}

fn real(number: f64) -> Reckoned<f64> {
    finite(number).map(|_| number)
}
