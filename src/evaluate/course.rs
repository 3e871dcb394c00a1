//! A path laid out in years: where it starts, its milestones, and what is due in any year of it.

use super::Evaluation;
use crate::formula::{Context, eval_in, pick, whole_year};
use crate::model::formula::Node;
use crate::model::rules::{Item, Level, Milestone, Path, PathShape};
use crate::model::scorecard::{MilestoneResult, TargetResult};
use crate::value::{Filling, GoalKind, Missing, MissingKind, Outcome, Phrase, Value};

/// The most years that a path may take.
const MOST_YEARS: i32 = 500;

/// The path of an item in the year of its figure.
#[derive(Debug, Clone)]
pub(super) struct Course {
    /// The place of its clause in the item's list.
    pub case: usize,
    /// The year of the figure.
    pub year: i32,
    /// How it runs between milestones.
    pub shape: Outcome<PathShape>,
    /// The year and the value with which it starts.
    pub start: Outcome<(i32, f64)>,
    /// The year in which it starts, be its value known or not.
    pub start_year: Option<i32>,
    /// The baseline year, where a milestone is measured against one.
    pub baseline: Option<Outcome<i32>>,
    /// The rules say where it starts, be it by a parameter that has no value yet.
    pub said: bool,
    /// The milestones, the earliest first.
    pub milestones: Vec<MilestoneResult>,
}

impl Course {
    /// The milestone that is next: the first whose year is not over, after all of them the last.
    pub fn next(&self) -> Option<&MilestoneResult> {
        self.milestones.iter().find(|one| one.by.year >= self.year).or(self.milestones.last())
    }

    /// The year of the last milestone.
    pub fn last_year(&self) -> i32 {
        self.milestones.last().map_or(self.year, |last| last.by.year)
    }

    /// What is due in a year.
    pub fn required(&self, year: i32) -> Outcome<f64> {
        let start = self.start.as_ref().map(|(_, value)| *value).map_err(Clone::clone);
        if let (false, Err(missing)) = (self.said, &start) {
            return Err(missing.clone());
        }
        let begins = match self.start_year {
            Some(begins) => begins,
            None => return start,
        };
        if year < begins {
            let why = Phrase::from("why_path_starts").with("year", begins.to_string());
            return Err(Missing::because(MissingKind::NoBenchmark, None, why));
        }
        let reached = self.milestones.iter().rev().find(|one| one.by.year <= year);
        let (since, before) = match reached {
            Some(milestone) => (milestone.by.year, level(milestone)?),
            None => (begins, start?),
        };
        let next = self.milestones.iter().find(|one| one.by.year > year);
        match next {
            Some(next) if since < year => {
                between((since, before), (next.by.year, level(next)?), year, self.shape.clone()?)
            }
            _ => Ok(before),
        }
    }

    /// What is due in a year, as a target.
    pub fn required_target(&self, year: i32) -> Outcome<TargetResult> {
        let bound = Value::Number(self.required(year)?);
        let next = self.milestones.iter().find(|one| one.by.year >= year).or(self.milestones.last());
        let kind = next.map_or(GoalKind::AtMost, |milestone| milestone.kind);
        Ok(TargetResult { kind, bound, upper: None, case: self.case, by: None })
    }
}

fn level(milestone: &MilestoneResult) -> Outcome<f64> {
    let value = milestone.level.as_ref().map_err(Clone::clone)?;
    value.as_number().ok_or_else(|| Missing::failed("why_path_numbers"))
}

/// What is due between two years.
fn between((since, before): (i32, f64), (until, after): (i32, f64), year: i32, shape: PathShape) -> Outcome<f64> {
    let way = f64::from(year - since) / f64::from(until - since);
    match shape {
        PathShape::Linear => Ok(before + (after - before) * way),
        PathShape::Steps => Ok(before),
        PathShape::ConstantRate if before > 0.0 && after > 0.0 => Ok(before * libm::pow(after / before, way)),
        PathShape::ConstantRate => Err(Missing::failed("why_constant_rate")),
    }
}

impl Evaluation<'_> {
    /// Lays out the path of an item.
    pub(super) fn course(&self, item: &Item, (case, path): (usize, &Path), context: &Context<'_>) -> Course {
        let baseline = path.milestones.iter().find_map(|milestone| milestone.level.baseline());
        let baseline = baseline.map(|node| self.year_said(node, "role_baseline_year", context));
        let starting = path.starting.as_ref().map(|node| self.year_said(node, "role_start_of_path", context));
        let own = starting.is_some();
        let begins = starting.or_else(|| baseline.clone());
        let start_year = begins.as_ref().and_then(|year| year.as_ref().ok()).copied();
        let (said, role) = (begins.is_some(), if own { "role_path_starts" } else { "role_baseline" });
        let start = match begins {
            None => Err(Missing::because(MissingKind::NoBenchmark, Some(item.id), "why_path_start_not_said")),
            Some(Err(missing)) => Err(missing),
            Some(Ok(year)) if year > context.year => {
                let why = Phrase::from("why_path_starts").with("year", year.to_string());
                Err(Missing::because(MissingKind::NoBenchmark, Some(item.id), why))
            }
            Some(Ok(year)) => in_order(year, path).and_then(|()| Ok((year, self.value_of_year(item, year, role)?))),
        };
        let milestones = path.milestones.iter().map(|one| self.milestone(item, one, context)).collect();
        let shape = self.shape(item, context);
        Course { case, year: context.year, shape, start, start_year, baseline, said, milestones }
    }

    fn shape(&self, item: &Item, context: &Context<'_>) -> Outcome<PathShape> {
        let place = pick(&item.shapes, self, context)?;
        Ok(place.and_then(|place| item.shapes.get(place)).map_or(PathShape::default(), |case| case.value))
    }

    fn milestone(&self, item: &Item, milestone: &Milestone, context: &Context<'_>) -> MilestoneResult {
        let level = match &milestone.level {
            Level::Goal(goal) => eval_in(&goal.bound, self, context),
            Level::Against { kind, share, baseline } => {
                self.against_baseline(item, (*kind, share, baseline), context).map(Value::Number)
            }
        };
        MilestoneResult { by: milestone.by, kind: milestone.level.kind(), level }
    }

    fn against_baseline(
        &self,
        item: &Item,
        (kind, share, baseline): (GoalKind, &Node, &Node),
        context: &Context<'_>,
    ) -> Outcome<f64> {
        let year = self.year_said(baseline, "role_baseline_year", context)?;
        let value = self.value_of_year(item, year, "role_baseline")?;
        let share = eval_in(share, self, context)?;
        let share = share.as_number().ok_or_else(|| Missing::failed("why_baseline_share"))?;
        Ok(value * if kind == GoalKind::AtLeast { 1.0 + share } else { 1.0 - share })
    }

    /// A year that the rules name.
    fn year_said(&self, node: &Node, what: &'static str, context: &Context<'_>) -> Outcome<i32> {
        let value = eval_in(node, self, context).map_err(|missing| {
            let key = if missing.why().is_some() { "why_not_stated_because" } else { "why_not_stated" };
            let said = Phrase::from(key).with("what", Filling::Word(what));
            let why = missing.why().cloned().map_or(said.clone(), |why| said.with("why", why));
            // The rules leave it open, not the city: without a year there is nothing to compare with.
            let open = missing.kind == MissingKind::NotReported && missing.items().is_empty();
            let kind = if open { MissingKind::NoBenchmark } else { missing.kind };
            missing.of_kind(kind).saying(Some(why))
        })?;
        let year = whole_year(&value)?;
        if (1000..=9999).contains(&year) {
            Ok(year)
        } else {
            Err(Missing::failed(
                Phrase::from("why_year_is").with("what", Filling::Word(what)).with("year", year.to_string()),
            ))
        }
    }

    /// The value of an item in a year that a path rests on; what is missing names the year and its part in it.
    pub(super) fn value_of_year(&self, item: &Item, year: i32, role: &'static str) -> Outcome<f64> {
        let said =
            |key: &'static str| Phrase::from(key).with("year", year.to_string()).with("role", Filling::Word(role));
        match &self.exact(item.id, year).value {
            Ok(value) => value
                .as_number()
                .ok_or_else(|| Missing::because(MissingKind::Undecided, Some(item.id), said("why_year_bound"))),
            Err(missing) => {
                let key = if missing.why().is_some() { "why_year_missing_because" } else { "why_year_missing" };
                let phrase = said(key).with("kind", Filling::Word(missing.kind.key()));
                let why = missing.why().cloned().map_or(phrase.clone(), |why| phrase.with("why", why));
                let named = if missing.items().is_empty() { missing.clone().of_item(item.id) } else { missing.clone() };
                Err(named.saying(Some(why)))
            }
        }
    }
}

/// The start lies before the first milestone, and not too far.
fn in_order(year: i32, path: &Path) -> Outcome<()> {
    let (Some(first), Some(last)) = (path.milestones.first(), path.milestones.last()) else { return Ok(()) };
    if year >= first.by.year {
        let why = Phrase::from("why_path_late").with("year", year.to_string()).with("due", first.by.year.to_string());
        return Err(Missing::failed(why));
    }
    if last.by.year.saturating_sub(year) > MOST_YEARS {
        return Err(Missing::failed(Phrase::from("why_path_long").with("most", MOST_YEARS.to_string())));
    }
    Ok(())
}
