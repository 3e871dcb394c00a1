//! The band of a value in a scale.

use super::{Context, ONLY_A_BOUND, Scope, clause::pick, compare::goal_holds, eval::eval_in};
use crate::model::rules::{Band, Goal};
use crate::value::{BandRef, Missing, MissingKind, Outcome, Phrase, Value};

/// The first band, in the order listed, whose edge the value reaches.
///
/// # Errors
/// An edge that is missing, a bound that lies in several bands, or no band at all.
pub fn band_of(scale: u16, value: &Value, scope: &dyn Scope, context: &Context<'_>) -> Outcome<BandRef> {
    let Some(bands) = scope.book().scales.get(scale as usize) else {
        return Err(Missing::failed("why_no_scale"));
    };
    for (place, band) in bands.bands.iter().enumerate() {
        if holds(band, value, scope, context)? {
            return Ok(BandRef { scale, index: u16::try_from(place).unwrap_or(u16::MAX) });
        }
    }
    Err(Missing::failed(Phrase::from("why_no_band").with("name", bands.name.as_str())))
}

fn holds(band: &Band, value: &Value, scope: &dyn Scope, context: &Context<'_>) -> Outcome<bool> {
    if band.edges.is_empty() {
        return Ok(true);
    }
    let Some(place) = pick(&band.edges, scope, context)? else { return Ok(false) };
    match band.edges.get(place).and_then(|case| case.value.as_ref()) {
        None => Ok(true),
        Some(goal) => reached(goal, value, scope, context),
    }
}

/// Whether a value reaches a goal of the rules.
///
/// # Errors
/// The goal is missing, or a bound does not settle it.
pub fn reached(goal: &Goal, value: &Value, scope: &dyn Scope, context: &Context<'_>) -> Outcome<bool> {
    let bound = eval_in(&goal.bound, scope, context)?;
    let upper = goal.upper.as_ref().map(|upper| eval_in(upper, scope, context)).transpose()?;
    goal_holds(goal.kind, value, &bound, upper.as_ref(), scope.book())
        .ok_or_else(|| Missing::because(MissingKind::Undecided, context.own, ONLY_A_BOUND))
}
