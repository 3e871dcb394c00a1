//! The step to the next band: at which value an item would be in a higher one.

use super::Material;
use super::turn::{by_share, mirrored, value_at};
use crate::formula::{Context, eval, pick};
use crate::model::formula::{Node, Part, PartOf};
use crate::model::rules::{Goal, Item, Scale};
use crate::value::{BandRef, Date, GoalKind, ItemId, Missing, MissingKind, Outcome, Value};

/// Where the next band begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextBand {
    /// The band.
    pub band: BandRef,
    /// On which side of the value it lies.
    pub kind: GoalKind,
    /// The value, in base units.
    pub value: f64,
}

/// Where the band above the one that an item is in begins, as a value of the item.
///
/// # Errors
/// It is in no band or in the highest one, or no single value leads to the next.
pub fn next_band(material: &Material<'_>, id: ItemId) -> Outcome<NextBand> {
    let no = |why: &'static str| Missing::because(MissingKind::NotApplicable, Some(id), why);
    let book = material.book;
    let result = material.card.result(id).ok_or_else(|| no("why_no_item"))?;
    let own = result.band.clone()?;
    let index = own.index.checked_sub(1).ok_or_else(|| no("step_highest"))?;
    let item = book.item(id).filter(|item| item.scale == Some(own.scale)).ok_or_else(|| no("step_none"))?;
    let scale = book.scales.get(own.scale as usize).ok_or_else(|| no("step_none"))?;
    let context = context(material, result.year, id);
    let edges = scale.bands.get(usize::from(index)).map_or(&[] as &[_], |band| band.edges.as_slice());
    let place = pick(edges, material.scope, &context)?;
    let goal = place.and_then(|place| edges.get(place)).and_then(|case| case.value.as_ref());
    let goal = goal.ok_or_else(|| no("step_none"))?;
    let bound = eval(&goal.bound, material.scope, &context)?.as_number().ok_or_else(|| no("step_none"))?;
    let now = result.value.as_ref().ok().and_then(Value::as_number);
    let found = value_of(material, item, scale, goal, bound);
    let found = found.or_else(|| two_sided(material, item, (goal.kind, bound), now?));
    let (kind, value) = found.ok_or_else(|| no("step_none"))?;
    Ok(NextBand { band: BandRef { index, ..own }, kind, value })
}

/// As the item's own clauses are judged: on the day that was asked for, else at the end of the year of its figures.
fn context(material: &Material<'_>, year: Option<i32>, id: ItemId) -> Context<'static> {
    let year = year.unwrap_or(material.card.year);
    let date = material.card.on.unwrap_or_else(|| Date::end_of(year));
    Context { date, ..Context::at(year) }.for_own(id)
}

fn value_of(material: &Material<'_>, item: &Item, scale: &Scale, goal: &Goal, bound: f64) -> Option<(GoalKind, f64)> {
    match &scale.of {
        Some(Node::Part(PartOf::Own, Part::Value)) => Some((goal.kind, bound)),
        Some(_) => None,
        None => value_at(material, item, goal.kind, bound),
    }
}

/// The value at which an item whose target has two sides has a share of it, on the side on which it lies now.
fn two_sided(material: &Material<'_>, item: &Item, edge: (GoalKind, f64), now: f64) -> Option<(GoalKind, f64)> {
    let (kind, share) = edge;
    let target = material.scope.target(item.id).ok().filter(|_| by_share(item))?;
    let low = target.bound.as_number()?;
    let high = match target.kind {
        GoalKind::Equals => low,
        GoalKind::Between => target.upper.as_ref()?.as_number()?,
        _ => return None,
    };
    let (edge, below) = if now < low { (low, true) } else { (high, false) };
    let start = match material.scope.start(item.id) {
        Some(start) => Some(start.as_number()?),
        None => None,
    };
    let value = match (target.kind, start) {
        // A start beside one value counts for both sides.
        (GoalKind::Equals, Some(start)) => {
            let away = (1.0 - share) * (start - edge).abs();
            if below { edge - away } else { edge + away }
        }
        (_, Some(start)) if (start < edge) == below && start != edge => start + share * (edge - start),
        _ if edge <= 0.0 => return None,
        _ if below => share * edge,
        _ => edge / share,
    };
    value.is_finite().then_some((if below { kind } else { mirrored(kind)? }, value))
}
