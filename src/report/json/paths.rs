//! Paths to targets with dates as JSON.

use serde::Serialize;
use serde_json::Value as Json;

use super::items::{exact, number, percent};
use super::schema::{Band, Goal, Reason};
use super::{band, reason};
use crate::model::rules::{Item, PathShape};
use crate::model::scorecard::PathResult;
use crate::report::facts::Facts;
use crate::report::paths::Along;
use crate::report::view::View;
use crate::value::{Missing, Outcome, Value};

/// The path of an item. Values are in the unit of the item.
#[derive(Debug, Serialize)]
pub(super) struct Path {
    /// `linear`, `constant_rate` or `steps`.
    shape: Option<PathShape>,
    /// The year in which it starts, and the value of that year; null where the start is not known.
    start_year: Option<i32>,
    start: Option<Json>,
    /// The year of the figure.
    year: i32,
    milestones: Vec<Goal>,
    /// What is due in the year of the figure.
    required: Option<Json>,
    progress_percent: Option<Json>,
    /// The band of the progress.
    pace: Option<Band>,
    /// The year in which the trend reaches the last milestone.
    arrival: Option<i32>,
    /// What the path still allows from the next year to its last milestone: in the unit of the item, for a rate per year
    /// in that unit without `per year`; null where the unit does not add up.
    budget: Option<Json>,
    years: Vec<Year>,
    /// Why one of them is not there, by its name.
    reasons: Vec<Lack>,
    /// The first figure that is still needed.
    needed: Option<Needed>,
}

/// One year of a path.
#[derive(Debug, Serialize)]
struct Year {
    year: i32,
    required: Option<Json>,
    reported: Option<Json>,
    /// What was reported less what was due.
    difference: Option<Json>,
}

/// Why a part of a path is not there.
#[derive(Debug, Serialize)]
struct Lack {
    part: &'static str,
    #[serde(flatten)]
    reason: Reason,
}

/// A figure that is still needed.
#[derive(Debug, Serialize)]
struct Needed {
    year: Option<i32>,
    #[serde(flatten)]
    reason: Reason,
}

/// The path of an item, where it has one.
pub(super) fn path(view: View<'_>, facts: &Facts<'_>) -> Option<Path> {
    let (item, found) = (facts.item, facts.result.path.as_deref()?);
    let value = |value: &Outcome<Value>| value.as_ref().ok().map(|value| exact(view, item, value));
    let along = Along { item, result: facts.result, path: found };
    let base = |number: f64| exact(view, item, &Value::Number(number));
    Some(Path {
        shape: found.shape.as_ref().ok().copied(),
        start_year: found.start.as_ref().ok().map(|(year, _)| *year),
        start: found.start.as_ref().ok().map(|(_, start)| base(*start)),
        year: found.year,
        milestones: milestones(view, facts, item, found),
        required: value(&found.required),
        progress_percent: found.progress.as_ref().ok().and_then(percent),
        pace: found.pace.as_ref().and_then(|pace| pace.as_ref().ok()).map(|pace| band(view, *pace)),
        arrival: found.arrival.as_ref().ok().copied(),
        budget: along.budget_number(view).map(number),
        years: found
            .years
            .iter()
            .map(|year| Year {
                year: year.year,
                required: value(&year.required),
                reported: value(&year.reported),
                difference: year.difference.map(|difference| number_of(&base(difference), difference)),
            })
            .collect(),
        reasons: reasons(view, found),
        needed: found.needed.as_ref().map(|needed| Needed { year: needed.year, reason: reason(view, &needed.missing) }),
    })
}

/// A difference that is no number in the unit stays in base units.
fn number_of(exact: &Json, base: f64) -> Json {
    if exact.is_number() { exact.clone() } else { number(base) }
}

fn milestones(view: View<'_>, facts: &Facts<'_>, item: &Item, found: &PathResult) -> Vec<Goal> {
    let stones = Along { item, result: facts.result, path: found }.stones(view);
    let goal = |(milestone, stone): (&crate::model::scorecard::MilestoneResult, crate::report::paths::Stone)| Goal {
        kind: milestone.kind,
        bound: milestone.level.as_ref().ok().map(|level| exact(view, item, level)),
        upper: None,
        by: Some(milestone.by.to_string()),
        clause: stone.clause,
    };
    found.milestones.iter().zip(stones).map(goal).collect()
}

fn reasons(view: View<'_>, found: &PathResult) -> Vec<Lack> {
    let parts: [(&'static str, Option<&Missing>); 6] = [
        ("start", found.start.as_ref().err()),
        ("required", found.required.as_ref().err()),
        ("progress", found.progress.as_ref().err()),
        ("pace", found.pace.as_ref().and_then(|pace| pace.as_ref().err())),
        ("arrival", found.arrival.as_ref().err()),
        ("budget", found.budget.as_ref().and_then(|budget| budget.as_ref().err())),
    ];
    let lacks = parts.into_iter().filter_map(|(part, missing)| Some((part, missing?)));
    lacks.map(|(part, missing)| Lack { part, reason: reason(view, missing) }).collect()
}
