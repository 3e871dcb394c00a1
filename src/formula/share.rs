//! `share_of_target`: how much of the way to its target a value has come, from 0 to 1.
//!
//! With a start the share is `(value - start) / (target - start)`. Without one it is `value / target` for `at least` and
//! `above`, and `target / value` for `at most` and `below`. `between` is 1 inside; outside it is linear from the start on
//! that side to the nearer edge, or `value / edge` below and `edge / value` above where there is no start on that side.
//! `equals` is `1 - |value - target| / |start - target|` with a start, and the smaller of `value / target` and
//! `target / value` without one; for answers and words it is 1 or 0.

use super::{ONLY_A_BOUND, arithmetic::bounded, compare::goal_holds};
use crate::model::rules::RuleBook;
use crate::model::scorecard::TargetResult;
use crate::value::{Bound, GoalKind, Missing, MissingKind, Outcome, Value};

const NEEDS_START: &str = "why_needs_start";

/// The share of its target that a value reaches.
///
/// # Errors
/// A target that needs a start and has none, a start that is the target itself, or a bound that settles nothing.
pub fn share_of_target(value: &Value, target: &TargetResult, start: Option<&Value>, book: &RuleBook) -> Outcome<Value> {
    let (Some(goal), Some(span)) = (target.bound.as_number(), value.as_bound()) else {
        return all_or_nothing(value, target, book);
    };
    let start = match start {
        Some(start) => Some(start.as_number().ok_or_else(undecided)?),
        None => None,
    };
    let upper = target.upper.as_ref().and_then(Value::as_number);
    let way = Way { kind: target.kind, goal, upper, start };
    if let Some(number) = span.single() {
        return Ok(Value::Number(way.share(number).map_err(Missing::failed)?));
    }
    if matches!(target.kind, GoalKind::Between | GoalKind::Equals) {
        let inside = goal_holds(target.kind, value, &target.bound, target.upper.as_ref(), book) == Some(true);
        return if inside { Ok(Value::Number(1.0)) } else { Err(undecided()) };
    }
    let (low, high) = (way.share(span.low).map_err(Missing::failed)?, way.share(span.high).map_err(Missing::failed)?);
    let ends = span.map(|end| if end == span.low { low } else { high });
    let cut = |share: f64| share <= 0.0 || share >= 1.0;
    bounded(Bound { low_open: ends.low_open && !cut(ends.low), high_open: ends.high_open && !cut(ends.high), ..ends })
}

/// The same for numbers alone: a value, the goal with the upper bound of `between`, and a start.
///
/// # Errors
/// A target that needs a start and has none, or a start that is the target itself.
pub fn way_to_target(
    kind: GoalKind,
    value: f64,
    (goal, upper): (f64, Option<f64>),
    start: Option<f64>,
) -> Result<f64, &'static str> {
    Way { kind, goal, upper, start }.share(value)
}

fn undecided() -> Missing {
    Missing::because(MissingKind::Undecided, None, ONLY_A_BOUND)
}

/// Answers, words and bands reach their target or do not.
fn all_or_nothing(value: &Value, target: &TargetResult, book: &RuleBook) -> Outcome<Value> {
    let reached = goal_holds(target.kind, value, &target.bound, target.upper.as_ref(), book).ok_or_else(undecided)?;
    Ok(Value::Number(if reached { 1.0 } else { 0.0 }))
}

/// The way to a target.
struct Way {
    kind: GoalKind,
    goal: f64,
    upper: Option<f64>,
    start: Option<f64>,
}

impl Way {
    fn share(&self, value: f64) -> Result<f64, &'static str> {
        let share = match self.kind {
            GoalKind::AtLeast | GoalKind::Above => match self.start {
                Some(start) => linear(value, start, self.goal),
                None => rising(value, self.goal),
            },
            GoalKind::AtMost | GoalKind::Below => match self.start {
                Some(start) => linear(value, start, self.goal),
                None => falling(value, self.goal),
            },
            GoalKind::Between => self.between(value),
            GoalKind::Equals => self.equals(value),
        }?;
        Ok(share.clamp(0.0, 1.0))
    }

    fn between(&self, value: f64) -> Result<f64, &'static str> {
        let upper = self.upper.unwrap_or(self.goal);
        match self.start {
            _ if value >= self.goal && value <= upper => Ok(1.0),
            Some(start) if value < self.goal && start < self.goal => linear(value, start, self.goal),
            Some(start) if value > upper && start > upper => linear(value, start, upper),
            _ if value < self.goal => rising(value, self.goal),
            _ => falling(value, upper),
        }
    }

    fn equals(&self, value: f64) -> Result<f64, &'static str> {
        if crate::value::equal(value, self.goal) {
            return Ok(1.0);
        }
        match self.start {
            Some(start) if start == self.goal => Err("why_start_is_target"),
            Some(start) => Ok(1.0 - (value - self.goal).abs() / (start - self.goal).abs()),
            None if self.goal <= 0.0 => Err(NEEDS_START),
            None if value <= 0.0 => Ok(0.0),
            None => Ok((value / self.goal).min(self.goal / value)),
        }
    }
}

fn linear(value: f64, start: f64, goal: f64) -> Result<f64, &'static str> {
    if start == goal { Err("why_start_is_target") } else { Ok((value - start) / (goal - start)) }
}

fn rising(value: f64, goal: f64) -> Result<f64, &'static str> {
    if goal > 0.0 { Ok(value / goal) } else { Err(NEEDS_START) }
}

fn falling(value: f64, goal: f64) -> Result<f64, &'static str> {
    match goal > 0.0 {
        false => Err(NEEDS_START),
        true if value <= goal => Ok(1.0),
        true => Ok(goal / value),
    }
}
