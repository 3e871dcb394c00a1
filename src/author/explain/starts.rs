//! Over which starts the band stays the same: a start decides bands, so its reader wants to know how much it matters.

use super::Known;
use crate::formula::{Context, band_of, share_of_target};
use crate::model::rules::Item;
use crate::model::scorecard::{ItemResult, TargetResult};
use crate::value::{GoalKind, Value, equal};

/// Halvings of the interval in which a band changes: enough for every digit that is printed.
const HALVINGS: u32 = 60;
/// How many times the way between start and target counts as "any start".
const FAR: f64 = 1e6;

/// The starts that keep the band, in words. Nothing where the start does not decide the band.
pub(super) fn that_keep_the_band(known: &Known<'_>, item: &Item, result: &ItemResult) -> Option<String> {
    let try_out = Trial::new(known, item, result)?;
    let (start, goal) = (try_out.start, try_out.goal);
    let far = try_out.edge(goal + (start - goal) * FAR);
    let near = try_out.edge(goal);
    let shown = |edge: f64| known.book.show_item_value(item, &Value::Number(edge));
    let name = known.book.band(*result.band.as_ref().ok()?).map(|(name, _)| name.replace('_', " "))?;
    let (low, high) = if start < goal { (far, near) } else { (near, far) };
    let starts = match (low.map(shown), high.map(shown)) {
        (Some(low), Some(high)) => format!("for starts from {low} to {high}"),
        (Some(low), None) => format!("for starts from {low} on"),
        (None, Some(high)) => format!("for starts up to {high}"),
        (None, None) => "whatever the start is".to_owned(),
    };
    Some(format!("the band stays `{name}` {starts}"))
}

struct Trial<'a> {
    known: &'a Known<'a>,
    result: &'a ItemResult,
    target: &'a TargetResult,
    value: &'a Value,
    scale: u16,
    start: f64,
    goal: f64,
    context: Context<'static>,
}

impl<'a> Trial<'a> {
    fn new(known: &'a Known<'a>, item: &Item, result: &'a ItemResult) -> Option<Self> {
        let (target, value) = (result.target.as_ref().ok()?, result.value.as_ref().ok()?);
        let sided = matches!(target.kind, GoalKind::AtLeast | GoalKind::Above | GoalKind::AtMost | GoalKind::Below);
        let scale = item.scale?;
        let divides_score = known.book.scales.get(scale as usize)?.of.is_none();
        let (start, goal) = (result.start.as_ref()?.0.as_number()?, target.bound.as_number()?);
        value.as_number()?;
        let context = Context::at_day(known.card.year, known.card.on);
        let trial = Self { known, result, target, value, scale, start, goal, context };
        let own = trial.share(start)?.as_number()?;
        let is_the_share = equal(own, result.score.as_ref().ok()?.as_number()?);
        (sided && divides_score && is_the_share && start != goal).then_some(trial)
    }

    fn share(&self, start: f64) -> Option<Value> {
        share_of_target(self.value, self.target, Some(&Value::Number(start)), self.known.book).ok()
    }

    fn same(&self, start: f64) -> bool {
        let band =
            self.share(start).and_then(|share| band_of(self.scale, &share, self.known.scope, &self.context).ok());
        band.is_some() && band == self.result.band.as_ref().ok().copied()
    }

    /// Between the start and the far end, the last start that keeps the band; nothing where all do.
    fn edge(&self, end: f64) -> Option<f64> {
        let (mut inside, mut outside) = (self.start, if end == self.goal { just_before(self.start, end) } else { end });
        if self.same(outside) {
            return None;
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(inside, outside);
            if self.same(middle) { inside = middle } else { outside = middle }
        }
        Some(inside)
    }
}

/// A start so near to the target that only the target itself is nearer.
fn just_before(start: f64, goal: f64) -> f64 {
    goal + (start - goal) * 1e-9
}
