//! How far along its path an item is: progress, pace, arrival, what the path still allows, and what is still needed.

use super::course::Course;
use super::{Evaluation, frame::Entry, memo::Step, score::Goals};
use crate::builtin::sum;
use crate::formula::{ONLY_A_BOUND, arithmetic, band_of, eval_in, goal_holds, pick};
use crate::model::formula::Operator;
use crate::model::rules::{Item, Trend};
use crate::model::scorecard::{Needed, PathResult, PathYear, TargetResult};
use crate::value::{GoalKind, ItemId, Missing, MissingKind, Outcome, Phrase, Value};

/// Farther than this an arrival is no forecast.
const FARTHEST: f64 = 1000.0;
/// How far above a whole number of years still counts as that number.
const HAIR: f64 = 1e-9;

impl Evaluation<'_> {
    /// What is due in a year of an item's path; in that of its figure where none is given.
    pub(super) fn required_in(&self, id: ItemId, year: Option<i32>) -> Outcome<TargetResult> {
        let goals = self.goals(id);
        match &goals.course {
            Some(course) => course.required_target(year.unwrap_or(course.year)).map_err(|missing| named(missing, id)),
            None => Err(no_path(id, goals.target.as_ref().err())),
        }
    }

    /// How far an item has come, as the rules measure it; else the change made over the change due.
    pub(super) fn progress(&self, id: ItemId) -> Outcome<Value> {
        let circle = || Missing::because(MissingKind::Failed, Some(id), "why_progress_circle");
        self.memo.step(Step::Progress(id), || self.find_progress(id)).unwrap_or_else(|| Err(circle()))
    }

    fn find_progress(&self, id: ItemId) -> Outcome<Value> {
        let (goals, entry) = (self.goals(id), self.latest(id));
        let (Some(course), Some(item)) = (&goals.course, self.book.item(id)) else {
            return Err(no_path(id, goals.target.as_ref().err()));
        };
        let context = self.own_context(item, entry.year);
        if let Some(case) = pick(&item.progress, self, &context)?.and_then(|place| item.progress.get(place)) {
            return eval_in(&case.value, self, &context);
        }
        let value = entry.value.clone();
        let due = course.required(course.year).map_err(|missing| named(missing, id));
        let (value, due) = match (value, due) {
            (Ok(value), Ok(due)) => (value, due),
            (Err(one), Err(other)) => return Err(one.join(other)),
            (Err(missing), _) | (_, Err(missing)) => return Err(missing),
        };
        let (_, start) = course.start.clone()?;
        if start == due {
            let why = Phrase::from("why_no_change").with("year", course.year.to_string());
            return Err(Missing::because(MissingKind::Undecided, Some(id), why));
        }
        let made = arithmetic(Operator::Subtract, &Value::Number(start), &value)?;
        arithmetic(Operator::Divide, &made, &Value::Number(start - due))
    }

    /// The year in which the trend reaches the last milestone.
    pub(super) fn arrival(&self, id: ItemId) -> Outcome<i32> {
        let (goals, entry) = (self.goals(id), self.latest(id));
        let (Some(course), Some(item)) = (&goals.course, self.book.item(id)) else {
            return Err(no_path(id, goals.target.as_ref().err()));
        };
        let value = entry.value.clone()?;
        let Some(last) = course.milestones.last() else { return Err(no_path(id, None)) };
        let level = last.level.clone().map_err(|missing| named(missing, id))?;
        if goal_holds(last.kind, &value, &level, None, self.book) == Some(true) {
            return Ok(course.year);
        }
        let (Some(goal), Some(now)) = (level.as_number(), value.as_number()) else {
            let bound = value.as_bound().is_some();
            let why = if bound { ONLY_A_BOUND } else { "why_trend_numbers" };
            return Err(Missing::because(MissingKind::Undecided, Some(id), why));
        };
        let context = self.own_context(item, entry.year);
        let trend = pick(&self.book.trends, self, &context)?.and_then(|place| self.book.trends.get(place));
        let trend = trend.map_or(Trend::default(), |case| case.value);
        let line = self.line(item, course.year, trend)?;
        line.reaches(goal, (last.kind, now), course.year).map_err(|why| {
            let why = Phrase::from(why).with("first", line.first.to_string()).with("last", course.year.to_string());
            Missing::because(MissingKind::Undecided, Some(id), why)
        })
    }

    /// The straight line through the figures of the last years.
    fn line(&self, item: &Item, year: i32, trend: Trend) -> Outcome<Line> {
        let first = year.saturating_sub(trend.years.saturating_sub(1));
        let known: Vec<(f64, f64)> = (first..=year)
            .filter_map(|each| {
                Some((f64::from(each - year), self.exact(item.id, each).value.as_ref().ok()?.as_number()?))
            })
            .collect();
        if known.len() < 2 {
            let why = match known.len() {
                0 => Phrase::from("why_trend_two").with("last", year.to_string()),
                _ => Phrase::from("why_trend_second").with("last", year.saturating_sub(1).to_string()),
            };
            let why = why.with("first", first.to_string());
            let before = self
                .exact(item.id, year.saturating_sub(1))
                .value
                .as_ref()
                .err()
                .map(|missing| missing.items().to_vec());
            let items = before.filter(|items| !items.is_empty()).unwrap_or_else(|| vec![item.id]);
            return Err(Missing::new(MissingKind::NotReported, items, Some(why)));
        }
        Ok(Line::through(&known, first))
    }

    /// What the path still allows, from the next year to its last milestone.
    pub(super) fn budget(&self, id: ItemId) -> Outcome<Value> {
        let goals = self.goals(id);
        let (Some(course), Some(item)) = (&goals.course, self.book.item(id)) else {
            return Err(no_path(id, goals.target.as_ref().err()));
        };
        let (Some(unit), Some(total)) = (item.unit(), item.sum_unit(&self.book.units)) else {
            let why = "why_no_sum";
            return Err(Missing::because(MissingKind::Failed, Some(id), why));
        };
        let first = course.start_year.map_or(course.year, |start| start.max(course.year)).saturating_add(1);
        let last = course.last_year();
        if first > last {
            return Err(Missing::because(
                MissingKind::NoBenchmark,
                Some(id),
                Phrase::from("why_path_ends").with("year", last.to_string()),
            ));
        }
        let due: Outcome<Vec<f64>> = (first..=last).map(|year| course.required(year)).collect();
        let added = |due: Vec<f64>| if total == *unit { sum(due) } else { total.to_base(unit.from_base(sum(due))) };
        due.map(|due| Value::Number(added(due))).map_err(|missing| named(missing, id))
    }

    /// The path of an item with all that is told along it; nothing where the item does not apply.
    pub(super) fn path_result(&self, item: &Item, goals: &Goals, entry: &Entry) -> Option<Box<PathResult>> {
        let course = goals.course.as_deref()?;
        if entry.value.as_ref().is_err_and(|missing| missing.kind == MissingKind::NotApplicable) {
            return None;
        }
        let context = self.own_context(item, entry.year);
        let (progress, arrival) = (self.progress(item.id), self.arrival(item.id));
        let pace = self.book.pace.map(|scale| {
            let (band, _) = self.memo.framed(|| band_of(scale, &progress.clone()?, self, &context));
            band
        });
        Some(Box::new(PathResult {
            case: course.case,
            shape: course.shape.clone(),
            start: course.start.clone(),
            baseline: course.baseline.clone(),
            milestones: course.milestones.clone(),
            year: course.year,
            required: self.required_in(item.id, None).map(|required| required.bound),
            needed: self.needed(item, course, &arrival),
            progress,
            pace,
            arrival,
            budget: item.sum_unit(&self.book.units).map(|_| self.budget(item.id)),
            years: self.path_years(item, course),
        }))
    }

    fn path_years(&self, item: &Item, course: &Course) -> Vec<PathYear> {
        let Ok((start, _)) = course.start else { return Vec::new() };
        let row = |year| {
            let required = course.required(year).map(Value::Number);
            let reported = self.exact(item.id, year).value.clone();
            let number = |value: &Outcome<Value>| value.as_ref().ok().and_then(Value::as_number);
            let difference = number(&reported).zip(number(&required)).map(|(is, due)| is - due);
            PathYear { year, required, reported, difference }
        };
        (start..=course.last_year()).map(row).collect()
    }

    /// The first figure that is still needed: that of the start, then that of the year, then one for the trend.
    fn needed(&self, item: &Item, course: &Course, arrival: &Outcome<i32>) -> Option<Needed> {
        let waits = |missing: &&Missing| missing.kind == MissingKind::NotReported;
        let base = course.baseline.as_ref().and_then(|year| year.as_ref().ok().copied());
        let open_year = course.said && course.start_year.is_none();
        if let Some(missing) = course.start.as_ref().err().filter(|missing| open_year || waits(missing)) {
            return Some(Needed { year: course.start_year, missing: missing.clone() });
        }
        let level = course.milestones.iter().find_map(|milestone| milestone.level.as_ref().err()).filter(waits);
        if let Some(missing) = level.filter(|_| base.is_none_or(|base| base <= course.year)) {
            return Some(Needed { year: base, missing: missing.clone() });
        }
        if self.latest(item.id).value.is_err() {
            let missing = self.value_of_year(item, course.year, "").err().filter(|missing| waits(&missing))?;
            return Some(Needed { year: Some(course.year), missing });
        }
        let missing = arrival.as_ref().err().filter(waits)?;
        Some(Needed { year: Some(course.year.saturating_sub(1)), missing: missing.clone() })
    }
}

fn named(missing: Missing, id: ItemId) -> Missing {
    let open = missing.items().is_empty() && missing.kind != MissingKind::NotReported;
    if open { missing.of_item(id) } else { missing }
}

fn no_path(id: ItemId, target: Option<&Missing>) -> Missing {
    let none = || Missing::because(MissingKind::NotApplicable, Some(id), "why_no_dated_target");
    target.cloned().filter(|missing| missing.kind != MissingKind::NoBenchmark).unwrap_or_else(none)
}

/// A straight line by least squares; years count from that of the figure.
struct Line {
    first: i32,
    slope: f64,
    /// Its height in the year of the figure.
    now: f64,
}

impl Line {
    fn through(known: &[(f64, f64)], first: i32) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a trend has at most a hundred years")]
        let many = known.len() as f64;
        let middle = sum(known.iter().map(|(year, _)| *year)) / many;
        let mean = sum(known.iter().map(|(_, value)| *value)) / many;
        let rise = sum(known.iter().map(|(year, value)| (year - middle) * (value - mean)));
        let run = sum(known.iter().map(|(year, _)| (year - middle) * (year - middle)));
        let slope = rise / run;
        Self { first, slope, now: mean - slope * middle }
    }

    /// The year in which it reaches a level that is not reached yet.
    fn reaches(&self, level: f64, (kind, value): (GoalKind, f64), year: i32) -> Result<i32, &'static str> {
        let towards = match kind {
            GoalKind::AtMost | GoalKind::Below => -1.0,
            GoalKind::AtLeast | GoalKind::Above => 1.0,
            GoalKind::Between | GoalKind::Equals => (level - value).signum(),
        };
        if self.slope == 0.0 {
            return Err("why_trend_still");
        }
        if self.slope * towards < 0.0 {
            return Err("why_trend_away");
        }
        let years = ((level - self.now) / self.slope - HAIR).ceil().max(1.0);
        if years > FARTHEST {
            return Err("why_trend_far");
        }
        #[expect(clippy::cast_possible_truncation, reason = "between 1 and a thousand")]
        Ok(year.saturating_add(years as i32))
    }
}
