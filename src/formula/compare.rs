//! Comparisons of two values. `None` is "cannot be told": a bound that does not settle the question, or two things that
//! have nothing in common.

use crate::model::rules::RuleBook;
use crate::value::{BandRef, Bound, CompareOp, GoalKind, Value, at_least, equal, greater};

/// Whether a comparison holds. `within` is how far two numbers may differ and still count as equal, in base units.
#[must_use]
pub fn compare(op: CompareOp, left: &Value, right: &Value, within: Option<f64>, book: &RuleBook) -> Option<bool> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) if within.is_none() => Some(numbers(op, *a, *b)),
        (Value::Number(_) | Value::Bound(_), Value::Number(_) | Value::Bound(_)) => {
            bounds(op, left.as_bound()?, right.as_bound()?, within.unwrap_or(0.0))
        }
        (Value::YesNo(a), Value::YesNo(b)) => same(op, a == b),
        (Value::Choice(a), Value::Choice(b)) => same(op, a == b),
        (Value::Text(a), Value::Text(b)) => same(op, a == b),
        (Value::Text(a), Value::Choice(b)) | (Value::Choice(b), Value::Text(a)) => same(op, **a == *book.word(*b)),
        (Value::Band(a), Value::Band(b)) => bands(op, *a, *b, book),
        (Value::Status(a), Value::Status(b)) => Some(ranked(op, b.cmp(a))),
        (Value::Quality(a), Value::Quality(b)) => Some(ranked(op, b.cmp(a))),
        _ => None,
    }
}

/// The same for two numbers with a tolerance.
#[must_use]
pub fn compare_within(op: CompareOp, left: f64, right: f64, within: f64) -> Option<bool> {
    bounds(op, Bound::exact(left), Bound::exact(right), within)
}

/// Whether a value reaches a goal.
#[must_use]
pub fn goal_holds(
    kind: GoalKind,
    value: &Value,
    bound: &Value,
    upper: Option<&Value>,
    book: &RuleBook,
) -> Option<bool> {
    let op = match kind {
        GoalKind::AtLeast | GoalKind::Between => CompareOp::AtLeast,
        GoalKind::Above => CompareOp::Greater,
        GoalKind::AtMost => CompareOp::AtMost,
        GoalKind::Below => CompareOp::Less,
        GoalKind::Equals => CompareOp::Equal,
    };
    let first = compare(op, value, bound, None, book);
    match (kind, upper) {
        (GoalKind::Between, Some(upper)) => both(first, compare(CompareOp::AtMost, value, upper, None, book)),
        _ => first,
    }
}

/// `and` of two answers that may be unknown.
fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn numbers(op: CompareOp, a: f64, b: f64) -> bool {
    match op {
        CompareOp::Equal => equal(a, b),
        CompareOp::NotEqual => !equal(a, b),
        CompareOp::Less => greater(b, a),
        CompareOp::AtMost => at_least(b, a),
        CompareOp::Greater => greater(a, b),
        CompareOp::AtLeast => at_least(a, b),
    }
}

/// Comparisons of what has no order.
fn same(op: CompareOp, equal: bool) -> Option<bool> {
    match op {
        CompareOp::Equal => Some(equal),
        CompareOp::NotEqual => Some(!equal),
        _ => None,
    }
}

fn ranked(op: CompareOp, order: std::cmp::Ordering) -> bool {
    match op {
        CompareOp::Equal => order.is_eq(),
        CompareOp::NotEqual => order.is_ne(),
        CompareOp::Less => order.is_lt(),
        CompareOp::AtMost => order.is_le(),
        CompareOp::Greater => order.is_gt(),
        CompareOp::AtLeast => order.is_ge(),
    }
}

/// Two intervals, the right one widened by a tolerance: settled where all numbers of both agree.
fn bounds(op: CompareOp, a: Bound, b: Bound, within: f64) -> Option<bool> {
    let raised = b.map(|end| end + within);
    let lowered = b.map(|end| end - within);
    match op {
        CompareOp::Greater => above(a, lowered),
        CompareOp::AtLeast => reaches(a, lowered),
        CompareOp::Less => above(raised, a),
        CompareOp::AtMost => reaches(raised, a),
        CompareOp::Equal => both(reaches(a, lowered), reaches(raised, a)),
        CompareOp::NotEqual => bounds(CompareOp::Equal, a, b, within).map(|equal| !equal),
    }
}

/// Whether every number of `a` lies above every number of `b`, or none does.
fn above(a: Bound, b: Bound) -> Option<bool> {
    let touch_open = equal(a.low, b.high) && (a.low_open || b.high_open);
    if greater(a.low, b.high) || touch_open {
        return Some(true);
    }
    at_least(b.low, a.high).then_some(false)
}

/// Whether every number of `a` reaches every number of `b`, or none does.
fn reaches(a: Bound, b: Bound) -> Option<bool> {
    above(b, a).map(|answer| !answer)
}

/// Bands of one scale by their places; of two scales by the word, where one scale has the other's, else by points.
fn bands(op: CompareOp, a: BandRef, b: BandRef, book: &RuleBook) -> Option<bool> {
    if a.scale == b.scale {
        return Some(ranked(op, b.index.cmp(&a.index)));
    }
    if let Some(place) = place_of(b, a.scale, book) {
        return Some(ranked(op, place.cmp(&a.index)));
    }
    if let Some(place) = place_of(a, b.scale, book) {
        return Some(ranked(op, b.index.cmp(&place)));
    }
    let points = |band: BandRef| book.scales.get(band.scale as usize)?.bands.get(band.index as usize)?.points;
    Some(numbers(op, points(a)?, points(b)?))
}

/// The place of a band's word in another scale.
fn place_of(band: BandRef, scale: u16, book: &RuleBook) -> Option<u16> {
    let name = book.scales.get(band.scale as usize)?.bands.get(band.index as usize)?.name;
    let place = book.scales.get(scale as usize)?.bands.iter().position(|other| other.name == name)?;
    u16::try_from(place).ok()
}
