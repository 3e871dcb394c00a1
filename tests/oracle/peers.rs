//! Scores that look at others, reckoned by looking at everybody anew for every city.

use super::exact;
use super::reckon::{Oracle, Why};
use yardstick::value::{ItemId, Value};

/// The functions, with how each is written. The place in the list is that of its KPI.
pub const LOOKS: &[&str] = &[
    "min_max(value)",
    "min_max(value, 1, 100)",
    "z_score(value)",
    "rank(value)",
    "borda(value)",
    "percentile_rank(value)",
    "share_of_maximum(value)",
    "distance_to_maximum(value)",
];

/// The score that a function gives a city among all; nothing where it has none.
pub fn look(written: &str, lower: bool, item: ItemId, all: &[Oracle<'_>], city: usize) -> Option<f64> {
    let sign = if lower { -1.0 } else { 1.0 };
    let number = |oracle: &Oracle<'_>| match oracle.value(item) {
        Ok(Value::Number(number)) => Some(sign * number),
        Ok(_) | Err(Why::Failed | Why::NotReported | Why::NoBenchmark | Why::NotApplicable) => None,
    };
    let x = number(&all[city])?;
    let everybody: Vec<f64> = all.iter().filter_map(number).collect();
    let (worst, best) = everybody.iter().fold((x, x), |(worst, best), one| (worst.min(*one), best.max(*one)));
    let many = f64::from(u32::try_from(everybody.len()).unwrap());
    let worse = everybody.iter().filter(|one| exact::exceeds(x, **one)).count();
    let worse = f64::from(u32::try_from(worse).unwrap());
    let spread = (best != worst).then_some(best - worst);
    match written {
        "min_max(value)" => Some((x - worst) / spread?),
        "min_max(value, 1, 100)" => Some((x - worst) / spread? * 99.0 + 1.0),
        "z_score(value)" => {
            // From the smallest on, as the values are written: what is negated is negated last.
            let mut rising: Vec<f64> = everybody.iter().map(|one| sign * one).collect();
            rising.sort_by(|one, other| one.partial_cmp(other).unwrap());
            let mean = exact::sum(&rising) / many;
            let squares: Vec<f64> = rising.iter().map(|one| (one - mean) * (one - mean)).collect();
            let deviation = (exact::sum(&squares) / (many - 1.0)).sqrt();
            (deviation > 0.0).then(|| (x - sign * mean) / deviation)
        }
        "rank(value)" => Some(worse + 1.0),
        "borda(value)" => Some(worse),
        "percentile_rank(value)" => (many > 1.0).then(|| worse / (many - 1.0)),
        "share_of_maximum(value)" => (best != 0.0).then(|| x / best),
        "distance_to_maximum(value)" => Some(1.0 - (best - x) / spread?),
        other => panic!("the oracle does not know {other}"),
    }
}

/// How far apart two results may be. One definition is written round another way in the engine (the way from the worst, in
/// place of what is left to the best): a share with two more roundings. All others are the same to the last bit.
pub fn bound(written: &str) -> f64 {
    if written == "distance_to_maximum(value)" { 2.0 * f64::EPSILON } else { 0.0 }
}
