//! Arithmetic with numbers and with bounds.

use super::ONLY_A_BOUND;
use crate::builtin::Builtin;
use crate::model::formula::Operator;
use crate::value::{Bound, Missing, MissingKind, Outcome, Value};

/// The result of an operator.
///
/// # Errors
/// Division by zero, a result that is no number, or a bound that settles nothing.
pub fn arithmetic(operator: Operator, left: &Value, right: &Value) -> Outcome<Value> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => exact(operator, *a, *b),
        _ => match (left.as_bound(), right.as_bound()) {
            (Some(a), Some(b)) => with_bounds(operator, a, b),
            _ => Err(Missing::failed("why_arithmetic")),
        },
    }
}

fn exact(operator: Operator, a: f64, b: f64) -> Outcome<Value> {
    let result = match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide if b == 0.0 => return Err(Missing::failed("why_division")),
        Operator::Divide => a / b,
        Operator::Power => libm::pow(a, b),
    };
    finite(result)
}

/// A number, unless it is none.
pub(super) fn finite(number: f64) -> Outcome<Value> {
    if number.is_finite() { Ok(Value::Number(number)) } else { Err(Missing::failed("why_no_number")) }
}

/// A bound as a value; a number where only one is possible.
pub(super) fn bounded(bound: Bound) -> Outcome<Value> {
    if bound.low.is_nan() || bound.high.is_nan() || (bound.low.is_infinite() && bound.high.is_infinite()) {
        return Err(undecided());
    }
    Ok(bound.single().map_or(Value::Bound(bound), Value::Number))
}

/// Too little is known.
pub(super) fn undecided() -> Missing {
    Missing::because(MissingKind::Undecided, None, ONLY_A_BOUND)
}

fn with_bounds(operator: Operator, a: Bound, b: Bound) -> Outcome<Value> {
    let result = match operator {
        Operator::Add => Some(a.plus(b)),
        Operator::Subtract => Some(a.plus(b.map(|end| -end))),
        Operator::Multiply => a.times(b),
        Operator::Divide if b.single() == Some(0.0) => return Err(Missing::failed("why_division")),
        Operator::Divide => a.over(b),
        Operator::Power => None,
    };
    bounded(result.ok_or_else(undecided)?)
}

/// A built-in function of numbers; of a bound, where it keeps the order of its first argument.
///
/// # Errors
/// The reason that the function gives, or a bound that settles nothing.
pub(super) fn call(builtin: &Builtin, arguments: &[Value]) -> Outcome<Value> {
    let numbers: Option<Vec<f64>> = arguments.iter().map(Value::as_number).collect();
    if let Some(numbers) = numbers {
        return finite((builtin.body)(&numbers).map_err(Missing::failed)?);
    }
    let Some((Value::Bound(first), rest)) = arguments.split_first() else { return Err(undecided()) };
    let rest: Option<Vec<f64>> = rest.iter().map(Value::as_number).collect();
    let (true, Some(rest)) = (builtin.monotone, rest) else { return Err(undecided()) };
    let at = |end: f64| {
        let all: Vec<f64> = std::iter::once(end).chain(rest.iter().copied()).collect();
        (builtin.body)(&all).unwrap_or(f64::NAN)
    };
    // A function may reach at the edge what it does not reach before it, so that the edges belong to the result.
    bounded(Bound { low_open: false, high_open: false, ..first.map(at) })
}

/// The other way round.
pub(super) fn negate(value: &Value) -> Outcome<Value> {
    match value {
        Value::Number(number) => Ok(Value::Number(-number)),
        Value::Bound(bound) => bounded(bound.map(|end| -end)),
        _ => Err(Missing::failed("why_arithmetic")),
    }
}

/// Times one number, divided by another.
pub(super) fn scaled(value: &Value, up: f64, down: f64) -> Outcome<Value> {
    match value {
        Value::Number(number) => finite(number * up / down),
        Value::Bound(bound) => bounded(bound.map(|end| end * up / down)),
        _ => Err(Missing::failed("why_arithmetic")),
    }
}
