//! How far a number may be off, and between which ends it stays.

use crate::model::formula::Node;
use crate::model::rules::{Case, Goal, Item, Target};
use crate::value::{GoalKind, Value};

/// What is certain whatever a study varies: the end of a scale.
const CERTAIN: &str = "natural_maximum";

/// A number that is varied: what it is, of what it is varied by a share, and between which ends it stays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    own: f64,
    width: f64,
    least: Option<f64>,
    most: Option<f64>,
}

impl Spread {
    /// The number so large a share of its width further on.
    pub fn at(&self, share: f64) -> f64 {
        let moved = self.own + share * self.width;
        let moved = self.least.map_or(moved, |least| moved.max(least));
        self.most.map_or(moved, |most| moved.min(most))
    }

    /// Whether it moves at all.
    pub fn varies(&self) -> bool {
        self.width != 0.0
    }

    /// A number inside the range that the rules expect of its item, where that is plain numbers and what is varied lies
    /// there itself: a share of 104 % is no error of measurement, and no target.
    fn held(item: &Item, own: f64, width: f64) -> Self {
        let ends = item.expects.iter().filter(|case| case.when.is_none()).map(|case| {
            let goal = &case.value.goal;
            let bound = number(&goal.bound);
            match goal.kind {
                GoalKind::AtLeast | GoalKind::Above => (bound, None),
                GoalKind::AtMost | GoalKind::Below => (None, bound),
                GoalKind::Between => (bound, goal.upper.as_ref().and_then(number)),
                GoalKind::Equals => (None, None),
            }
        });
        let mut spread = Self { own, width, least: None, most: None };
        for (least, most) in ends {
            if let Some(least) = least.filter(|least| own >= *least) {
                spread.least = Some(spread.least.map_or(least, |known| known.max(least)));
            }
            if let Some(most) = most.filter(|most| own <= *most) {
                spread.most = Some(spread.most.map_or(most, |known| known.min(most)));
            }
        }
        spread
    }
}

/// A number of a clause that is varied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slot {
    /// The clause: its place among the targets or the starts of its item.
    pub clause: usize,
    /// The upper end of a target between two.
    pub upper: bool,
    /// How far.
    pub spread: Spread,
}

/// A figure. It is varied by a share of itself; a share of a whole by a share of its smaller part, since of 99 % it is the
/// rest that is hard to count.
pub(super) fn of_figure(item: &Item, own: f64) -> Spread {
    let ends = |goal: &Goal| {
        let upper = goal.upper.as_ref().and_then(number);
        goal.kind == GoalKind::Between && number(&goal.bound) == Some(0.0) && upper == Some(1.0)
    };
    let whole =
        item.unit().is_some_and(|unit| unit.kind.is_none()) && item.expects.iter().any(|case| ends(&case.value.goal));
    let width = if whole && (0.0..=1.0).contains(&own) { own.min(1.0 - own) } else { own.abs() };
    Spread::held(item, own, width)
}

/// The targets of an item that are varied; nothing where none is.
pub(super) fn of_targets(item: &Item) -> Option<Vec<Slot>> {
    let mut slots = Vec::new();
    let mut any = false;
    for (clause, case) in item.targets.iter().enumerate().filter(|(_, case)| varies(case)) {
        let Target::Goal(goal) = &case.value else { continue };
        any = true;
        let width = number(&goal.bound).map_or(0.0, |bound| way(item, bound, case.note.layer));
        let ends = [(Some(&goal.bound), false), (goal.upper.as_ref(), true)];
        slots.extend(ends.into_iter().filter_map(|(node, upper)| {
            Some(Slot { clause, upper, spread: Spread::held(item, number(node?)?, width) })
        }));
    }
    any.then_some(slots)
}

/// The starts of an item that are varied.
pub(super) fn of_starts(item: &Item) -> Vec<Slot> {
    let slot = |(clause, case): (usize, &Case<Node>)| {
        let own = number(&case.value)?;
        let width = target_of(item, case.note.layer).map_or(0.0, |goal| (own - goal).abs());
        Some(Slot { clause, upper: false, spread: Spread::held(item, own, width) })
    };
    item.starts.iter().enumerate().filter_map(slot).collect()
}

/// The number of a literal.
pub(super) fn number(node: &Node) -> Option<f64> {
    match node {
        Node::Literal(Value::Number(number)) | Node::Money(number, _) => Some(*number),
        _ => None,
    }
}

/// Whether a target is varied: one that is a number. Answers, targets with a date and the ends of scales stay.
fn varies(case: &Case<Target>) -> bool {
    let Target::Goal(goal) = &case.value else { return false };
    number(&goal.bound).is_some() && case.note.basis.as_deref() != Some(CERTAIN)
}

/// What a target is varied by a share of: the way from its start, so that it never comes behind it; without a start itself.
fn way(item: &Item, target: f64, layer: u16) -> f64 {
    let of_layer = item.starts.iter().find(|case| case.note.layer == layer);
    let start = of_layer.or(item.starts.last()).and_then(|case| number(&case.value));
    start.map_or(target.abs(), |start| (target - start).abs())
}

/// The target that belongs to a start: that of its layer, else the last one.
fn target_of(item: &Item, layer: u16) -> Option<f64> {
    let of_layer = item.targets.iter().find(|case| case.note.layer == layer);
    match &of_layer.or(item.targets.last())?.value {
        Target::Goal(goal) => number(&goal.bound),
        Target::Path(_) | Target::NoBenchmark => None,
    }
}
