//! Where a comparison of bands would turn, as a value of the item that is banded.

use super::Material;
use crate::formula::{Context, eval, figure_of};
use crate::model::formula::{Compare, Node, Part, PartOf};
use crate::model::rules::{Goal, Item, RuleBook, Scale};
use crate::value::{BandRef, CompareOp, GoalKind, ItemId, Value};

/// The value of the item at which a comparison of its band would turn: `at least 151.8 L`. Nothing where the edge lies
/// elsewhere than on a value or a score.
pub(super) fn of_band(
    material: &Material<'_>,
    compare: &Compare,
    right: &Value,
    holds: bool,
    context: &Context<'_>,
) -> Option<String> {
    let Value::Band(band) = right else { return None };
    let (goal, reach) = edge(material.book, compare.op, *band, holds)?;
    let bound = eval(&goal.bound, material.scope, context).ok()?.as_number()?;
    let kind = if reach { goal.kind } else { unreached(goal.kind)? };
    match &compare.left {
        Node::Against { item, reference } => {
            let figure = figure_of(*reference, *item, material.scope, context).ok()?.as_number()?;
            let item = material.book.item(*item)?;
            Some(in_words(material, item, kind, bound * figure))
        }
        Node::Part(PartOf::Item(item), Part::Band) => of_item(material, *item, *band, kind, bound),
        Node::Part(PartOf::Member, Part::Band) => of_item(material, context.member?, *band, kind, bound),
        _ => None,
    }
}

/// The edge that the comparison turns at, and whether it turns by reaching it.
fn edge(book: &RuleBook, op: CompareOp, band: BandRef, holds: bool) -> Option<(&Goal, bool)> {
    let (index, upper) = match op {
        CompareOp::AtLeast => (band.index, true),
        CompareOp::Greater => (band.index.checked_sub(1)?, true),
        CompareOp::AtMost => (band.index.checked_sub(1)?, false),
        CompareOp::Less => (band.index, false),
        CompareOp::Equal | CompareOp::NotEqual => return None,
    };
    let edges = &book.scales.get(band.scale as usize)?.bands.get(index as usize)?.edges;
    let [only] = edges.as_slice() else { return None };
    Some((only.value.as_ref()?, upper != holds))
}

fn of_item(material: &Material<'_>, id: ItemId, band: BandRef, kind: GoalKind, bound: f64) -> Option<String> {
    let item = material.book.item(id).filter(|item| item.scale == Some(band.scale))?;
    let scale = material.book.scales.get(band.scale as usize)?;
    match &scale.of {
        Some(Node::Part(PartOf::Own, Part::Value)) => Some(in_words(material, item, kind, bound)),
        Some(_) => Some(in_words_of_scale(material, scale, kind, bound)),
        None => {
            let value = value_at(material, item, kind, bound);
            Some(match value {
                Some((kind, value)) => in_words(material, item, kind, value),
                None => {
                    let turn = in_words_of_scale(material, scale, kind, bound);
                    material.book.voice.say("turn_score", &[("turn", (&turn).into())])
                }
            })
        }
    }
}

/// The value at which an item that is scored by its share of the target has a score, and on which side of it.
pub(super) fn value_at(material: &Material<'_>, item: &Item, kind: GoalKind, share: f64) -> Option<(GoalKind, f64)> {
    if !by_share(item) {
        return None;
    }
    let target = material.scope.target(item.id).ok()?;
    let goal = target.bound.as_number()?;
    let rises = match target.kind {
        GoalKind::AtLeast | GoalKind::Above => true,
        GoalKind::AtMost | GoalKind::Below => false,
        GoalKind::Between | GoalKind::Equals => return None,
    };
    let value = match material.scope.start(item.id) {
        Some(start) => start.as_number()? + share * (goal - start.as_number()?),
        None if rises => share * goal,
        None => goal / share,
    };
    value.is_finite().then_some((if rises { kind } else { mirrored(kind)? }, value))
}

/// Whether an item is scored by the share of its target that its value reaches, and by nothing else.
pub(super) fn by_share(item: &Item) -> bool {
    let [score] = item.scores.as_slice() else { return false };
    let Node::ShareOfTarget(of) = &score.value else { return false };
    matches!(of.as_ref(), Node::Part(PartOf::Own, Part::Value))
}

/// What holds exactly where a goal is not reached.
fn unreached(kind: GoalKind) -> Option<GoalKind> {
    match kind {
        GoalKind::AtLeast => Some(GoalKind::Below),
        GoalKind::Above => Some(GoalKind::AtMost),
        GoalKind::AtMost => Some(GoalKind::Above),
        GoalKind::Below => Some(GoalKind::AtLeast),
        GoalKind::Between | GoalKind::Equals => None,
    }
}

/// The goal for a value that falls while its score rises.
pub(super) fn mirrored(kind: GoalKind) -> Option<GoalKind> {
    match kind {
        GoalKind::AtLeast => Some(GoalKind::AtMost),
        GoalKind::Above => Some(GoalKind::Below),
        GoalKind::AtMost => Some(GoalKind::AtLeast),
        GoalKind::Below => Some(GoalKind::Above),
        GoalKind::Between | GoalKind::Equals => None,
    }
}

fn in_words(material: &Material<'_>, item: &Item, kind: GoalKind, value: f64) -> String {
    let bound = material.book.show_item_value(item, &Value::Number(value));
    material.book.show_goal(kind, &bound, None)
}

fn in_words_of_scale(material: &Material<'_>, scale: &Scale, kind: GoalKind, value: f64) -> String {
    let bound = material.book.show_as(&Value::Number(value), &scale.shown);
    material.book.show_goal(kind, &bound, None)
}
