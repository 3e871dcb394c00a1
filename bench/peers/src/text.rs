//! The formulas and shares as text, and how expressions are asked for a city.

use yardstick_bench::case::{self, Formula, Kpi};

use crate::Results;

/// What most engines read: the inputs of each formula, its text, and the text of its share of `v`.
pub(crate) struct Texts {
    pub inputs: Vec<Vec<usize>>,
    pub formulas: Vec<String>,
    pub shares: Vec<String>,
}

/// All KPIs.
pub(crate) fn kpis() -> impl Iterator<Item = Kpi> {
    (0..case::KPIS).map(case::kpi)
}

/// The names of all inputs. They live as long as the program.
pub(crate) fn names() -> Vec<&'static str> {
    (0..case::INPUTS).map(|place| &*format!("i{place}").leak()).collect()
}

fn inputs(kpi: &Kpi) -> Vec<usize> {
    match kpi.formula {
        Formula::Ratio(a, b) => vec![a, b],
        Formula::Sum(a, b, c) | Formula::Difference(a, b, c) => vec![a, b, c],
    }
}

fn formula(kpi: &Kpi) -> String {
    match kpi.formula {
        Formula::Ratio(a, b) => format!("i{a} / i{b}"),
        Formula::Sum(a, b, c) => format!("(i{a} + i{b}) / i{c}"),
        Formula::Difference(a, b, c) => format!("(i{a} - i{b}) / i{c}"),
    }
}

/// The share of the way from start to target that a value has gone.
pub(crate) fn share(kpi: &Kpi, value: &str) -> String {
    format!("({value} - {start:.2}) / ({target:.2} - {start:.2})", start = kpi.start, target = kpi.target)
}

/// The texts of all KPIs.
pub(crate) fn texts() -> Texts {
    Texts {
        inputs: kpis().map(|kpi| inputs(&kpi)).collect(),
        formulas: kpis().map(|kpi| formula(&kpi)).collect(),
        shares: kpis().map(|kpi| share(&kpi, "v")).collect(),
    }
}

/// What an engine of expressions is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Ask {
    /// The value of the KPI at this place.
    Value(usize),
    /// The share of the KPI at this place, whose value was asked for just before.
    Share(usize, f64),
}

/// Asks for every formula whose figures are there, and then for its share.
pub(crate) fn asked(figures: &[f64], inputs: &[Vec<usize>], results: &mut Results, mut ask: impl FnMut(Ask) -> f64) {
    let (values, shares) = results.split_at_mut(case::KPIS);
    for (place, of) in inputs.iter().enumerate() {
        if of.iter().any(|input| figures[*input].is_nan()) {
            (values[place], shares[place]) = (None, None);
            continue;
        }
        let value = ask(Ask::Value(place));
        values[place] = Some(value);
        shares[place] = Some(ask(Ask::Share(place, value)).clamp(0.0, 1.0));
    }
}
