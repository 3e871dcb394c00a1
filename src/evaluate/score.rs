//! Target, start, score, band, points of an item.

use std::rc::Rc;

use super::{Evaluation, course::Course, frame::Entry, memo::Step};
use crate::formula::{Context, band_of, eval_in, goal_holds, pick};
use crate::model::dataset::SetScore;
use crate::model::rules::{Case, Goal, Item, ItemKind, Scale, Target};
use crate::model::scorecard::{MilestoneResult, Origin, TargetResult};
use crate::value::{BandRef, ItemId, Missing, MissingKind, Outcome, Truth, Value};

/// What an item aims at.
#[derive(Debug, Clone)]
pub(super) struct Goals {
    /// The target, or why there is none.
    pub target: Outcome<TargetResult>,
    /// A rule says that there is no benchmark.
    pub deliberate: bool,
    /// The start and the place of its clause.
    pub start: Option<(Value, usize)>,
    /// The path, where the target is a milestone of one.
    pub course: Option<Box<Course>>,
}

/// What an item earns.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    pub score: Outcome<Value>,
    pub band: Outcome<BandRef>,
    pub points: Outcome<f64>,
    pub max_points: Option<f64>,
    pub met: Truth,
}

impl Goals {
    /// Nothing is aimed at: what is true of every input.
    pub fn none() -> Self {
        Self::without(unscored(), None)
    }

    /// No target, and why.
    fn without(missing: Missing, start: Option<(Value, usize)>) -> Self {
        Self { target: Err(missing), deliberate: false, start, course: None }
    }
}

impl Scored {
    /// Nothing is earned: what is true of every input.
    pub fn none() -> Self {
        nothing(&unscored(), None)
    }
}

/// No words: what is true of every input.
fn unscored() -> Missing {
    Missing::of(MissingKind::NoBenchmark)
}

fn circle(id: ItemId) -> Missing {
    Missing::because(MissingKind::Failed, Some(id), "why_score_circle")
}

impl Evaluation<'_> {
    /// Target and start of an item.
    pub(super) fn goals(&self, id: ItemId) -> Rc<Goals> {
        let cell = self.memo.goals.get(id.0 as usize);
        if let Some(goals) = cell.and_then(|cell| cell.get()) {
            return Rc::clone(goals);
        }
        let none = |missing: Missing| Rc::new(Goals::without(missing, None));
        let Some(item) = self.book.item(id) else { return none(unscored()) };
        if item.kind == ItemKind::Input && item.targets.is_empty() {
            return Rc::clone(&self.memo.aimless);
        }
        let Some(goals) = self.memo.step(Step::Goals(id), || self.find_goals(item)) else { return none(circle(id)) };
        let goals = Rc::new(goals);
        if let Some(cell) = cell {
            drop(cell.set(Rc::clone(&goals)));
        }
        goals
    }

    fn find_goals(&self, item: &Item) -> Goals {
        if item.targets.is_empty() && item.starts.is_empty() {
            return Goals::without(self.no_target(item), None);
        }
        let context = self.own_context(item, self.latest(item.id).year);
        // A start that cannot be told would turn the score into that of a target without a start.
        let start = match self.start_in(item, &context) {
            Ok(start) => start,
            Err(missing) => return Goals::without(missing, None),
        };
        let place = match pick(&item.targets, self, &context) {
            Ok(place) => place,
            Err(missing) => return Goals::without(missing, start),
        };
        let Some((place, case)) = place.and_then(|place| Some((place, item.targets.get(place)?))) else {
            return Goals::without(self.no_target(item), start);
        };
        match &case.value {
            Target::NoBenchmark => Goals { deliberate: true, ..Goals::without(deliberately_none(item, case), start) },
            Target::Goal(goal) => {
                Goals { target: self.resolved(goal, place, &context), deliberate: false, start, course: None }
            }
            Target::Path(path) => {
                let course = self.course(item, (place, path), &context);
                let target = match course.next() {
                    Some(next) => next_target(next, place),
                    None => Err(self.no_target(item)),
                };
                Goals { target, deliberate: false, start, course: Some(Box::new(course)) }
            }
        }
    }

    /// The start that holds, with the place of its clause; nothing where none is set.
    fn start_in(&self, item: &Item, context: &Context<'_>) -> Outcome<Option<(Value, usize)>> {
        match pick(&item.starts, self, context)?.and_then(|place| Some((item.starts.get(place)?, place))) {
            Some((case, place)) => Ok(Some((eval_in(&case.value, self, context)?, place))),
            None => Ok(None),
        }
    }

    fn no_target(&self, item: &Item) -> Missing {
        let why = self.memo.no_target.clone();
        Missing::because(MissingKind::NoBenchmark, Some(item.id), why)
    }

    fn resolved(&self, goal: &Goal, case: usize, context: &Context<'_>) -> Outcome<TargetResult> {
        let bound = eval_in(&goal.bound, self, context)?;
        let upper = goal.upper.as_ref().map(|upper| eval_in(upper, self, context)).transpose()?;
        Ok(TargetResult { kind: goal.kind, bound, upper, case, by: None })
    }

    /// Score, band and points of an item.
    pub(super) fn scored(&self, id: ItemId) -> Rc<Scored> {
        let cell = self.memo.scores.get(id.0 as usize);
        if let Some(scored) = cell.and_then(|cell| cell.get()) {
            return Rc::clone(scored);
        }
        let item = self.book.item(id).filter(|item| item.kind != ItemKind::Input || item.scale.is_some());
        let Some(item) = item else { return Rc::clone(&self.memo.unscored) };
        let Some(scored) = self.memo.step(Step::Score(id), || self.find_score(item)) else {
            return Rc::new(nothing(&circle(id), None));
        };
        let scored = Rc::new(scored);
        if let Some(cell) = cell {
            drop(cell.set(Rc::clone(&scored)));
        }
        scored
    }

    fn find_score(&self, item: &Item) -> Scored {
        let entry = self.latest(item.id);
        let goals = self.goals(item.id);
        let context = self.own_context(item, entry.year);
        let scale = item.scale.and_then(|scale| self.book.scales.get(scale as usize));
        let max_points = scale.and_then(Scale::max_points);
        if let Some(set) = self.data.set_scores.iter().rev().find(|set| set.item == item.id) {
            return self.set_by_test(item, set, max_points, &context);
        }
        let met = self.met(&entry, &goals);
        if let Some(missing) = self.barrier(item, &entry, &goals, &context) {
            return Scored { met, ..nothing(&missing, max_points) };
        }
        let context = Context { prepared: true, ..context };
        let score = match pick(&item.scores, self, &context) {
            Err(missing) => Err(missing),
            Ok(place) => match place.and_then(|place| item.scores.get(place)) {
                Some(case) => eval_in(&case.value, self, &context),
                None => Err(goals.target.as_ref().err().cloned().unwrap_or_else(unscored)),
            },
        };
        let band = self.band(item, &score, &context);
        let points = self.points(&band);
        Scored { score, band, points, max_points, met }
    }

    /// Why an item is not scored at all, be its value what it may.
    fn barrier(&self, item: &Item, entry: &Entry, goals: &Goals, context: &Context<'_>) -> Option<Missing> {
        if let Err(missing) = &entry.value {
            return Some(missing.clone());
        }
        if let Some(missing) = self.screened_out() {
            return Some(missing);
        }
        if !item.points.is_empty() && matches!(entry.origin, Origin::Reported(_)) {
            let why = "why_one_figure";
            return Some(Missing::because(MissingKind::NoBenchmark, Some(item.id), why));
        }
        if goals.deliberate {
            return goals.target.as_ref().err().cloned();
        }
        self.withheld(item, entry, context)
    }

    fn met(&self, entry: &Entry, goals: &Goals) -> Truth {
        let value = entry.value.as_ref().map_err(Clone::clone)?;
        let target = goals.target.as_ref().map_err(Clone::clone)?;
        goal_holds(target.kind, value, &target.bound, target.upper.as_ref(), self.book)
            .ok_or_else(|| Missing::because(MissingKind::Undecided, None, "why_only_a_bound"))
    }

    fn band(&self, item: &Item, score: &Outcome<Value>, context: &Context<'_>) -> Outcome<BandRef> {
        let Some((place, scale)) = item.scale.and_then(|place| Some((place, self.book.scales.get(place as usize)?)))
        else {
            return Err(score.as_ref().err().cloned().unwrap_or_else(unscored));
        };
        let divided = match &scale.of {
            Some(of) => eval_in(of, self, context)?,
            None => score.clone()?,
        };
        band_of(place, &divided, self, context)
    }

    fn points(&self, band: &Outcome<BandRef>) -> Outcome<f64> {
        let band = band.as_ref().map_err(Clone::clone)?;
        let found = self.book.scales.get(band.scale as usize).and_then(|scale| scale.bands.get(band.index as usize));
        found.and_then(|band| band.points).ok_or_else(unscored)
    }

    /// A score or points that a test sets.
    fn set_by_test(&self, item: &Item, set: &SetScore, max_points: Option<f64>, context: &Context<'_>) -> Scored {
        let why = || Missing::because(MissingKind::NotReported, Some(item.id), "why_points_only");
        let score = set.score.map(Value::Number).ok_or_else(why);
        let band = match set.points {
            Some(points) => self.band_with(item, points).ok_or_else(unscored),
            None => self.band(item, &score, context),
        };
        let points = set.points.map_or_else(|| self.points(&band), Ok);
        Scored { score, band, points, max_points, met: Err(why()) }
    }

    /// The first band that earns so many points.
    fn band_with(&self, item: &Item, points: f64) -> Option<BandRef> {
        let scale = item.scale?;
        let bands = &self.book.scales.get(scale as usize)?.bands;
        let index = bands.iter().position(|band| band.points == Some(points))?;
        Some(BandRef { scale, index: u16::try_from(index).ok()? })
    }
}

/// The target of a milestone.
fn next_target(next: &MilestoneResult, case: usize) -> Outcome<TargetResult> {
    let bound = next.level.clone()?;
    Ok(TargetResult { kind: next.kind, bound, upper: None, case, by: Some(next.by) })
}

fn deliberately_none(item: &Item, case: &Case<Target>) -> Missing {
    let why = case.note.because.clone().map(Into::into);
    Missing::of(MissingKind::NoBenchmark).of_item(item.id).saying(why)
}

fn nothing(missing: &Missing, max_points: Option<f64>) -> Scored {
    Scored {
        score: Err(missing.clone()),
        band: Err(missing.clone()),
        points: Err(missing.clone()),
        max_points,
        met: Err(missing.clone()),
    }
}
