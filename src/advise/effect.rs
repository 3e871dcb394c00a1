//! What a recommendation would change: the value that it is on, in the world that follows.

use super::Material;
use crate::formula::{Context, eval, pick};
use crate::model::advice::EffectResult;
use crate::model::formula::{Node, Part, PartOf};
use crate::model::rules::{Better, Effect, Recommendation};
use crate::model::supposition::Supposed;
use crate::value::{GoalKind, ItemId, Missing, MissingKind, Outcome, Value};

/// The effect that holds, worked out; nothing where the rules say none.
pub(super) fn effect(material: &Material<'_>, rule: &Recommendation, context: &Context<'_>) -> Option<EffectResult> {
    let first = rule.effects.first()?;
    let (effect, untold) = match pick(&rule.effects, material.scope, context) {
        Ok(place) => (&rule.effects.get(place?)?.value, None),
        Err(missing) => (&first.value, Some(missing)),
    };
    let before = eval(&effect.on, material.scope, context);
    let after = match untold {
        Some(missing) => Err(missing),
        None => material.scope.supposing(&effect.with, &effect.on, context),
    };
    let gain = gain(material, &effect.on, before.as_ref(), after.as_ref());
    Some(EffectResult {
        on: title(material, effect),
        with: effect.with.iter().filter_map(|one| said(material, one, context)).collect(),
        before,
        after,
        gain,
        on_shown: effect.on_shown.clone(),
        shown: effect.shown.clone(),
    })
}

/// How far the value moves for the better; how far it grows where no side is better.
fn gain(
    material: &Material<'_>,
    on: &Node,
    before: Result<&Value, &Missing>,
    after: Result<&Value, &Missing>,
) -> Outcome<Value> {
    let before = before.map_err(Clone::clone)?;
    let after = after.map_err(Clone::clone)?;
    let (Some(before), Some(after)) = (before.as_number(), after.as_number()) else {
        return Err(Missing::because(MissingKind::Undecided, None, crate::formula::ONLY_A_BOUND));
    };
    let fewer = better(material, on) == Some(Better::Lower);
    Ok(Value::Number(if fewer { before - after } else { after - before }))
}

/// Which side of a value is better: what the item says, else what its target says.
fn better(material: &Material<'_>, on: &Node) -> Option<Better> {
    let id = match on {
        Node::Item(id) | Node::Part(PartOf::Item(id), Part::Value) => *id,
        _ => return None,
    };
    let own = material.book.item(id).and_then(|item| item.better);
    own.or_else(|| match material.scope.target(id).ok()?.kind {
        GoalKind::AtMost | GoalKind::Below => Some(Better::Lower),
        GoalKind::AtLeast | GoalKind::Above => Some(Better::Higher),
        GoalKind::Between | GoalKind::Equals => None,
    })
}

/// What an effect is on, as a reader knows it.
fn title(material: &Material<'_>, effect: &Effect) -> String {
    let of_item = |id: ItemId| {
        let title = material.book.item(id)?.title.as_plain()?;
        (!title.is_empty()).then(|| title.to_owned())
    };
    let known = match &effect.on {
        Node::Item(id) | Node::Part(PartOf::Item(id), Part::Value) => of_item(*id),
        _ => None,
    };
    known.unwrap_or_else(|| material.sources.text(effect.span).to_owned())
}

/// What is supposed: the name, and the value as it prints.
fn said(material: &Material<'_>, one: &Supposed, context: &Context<'_>) -> Option<(String, Outcome<String>)> {
    let book = material.book;
    match one {
        Supposed::Figure { item, value, .. } => {
            let item = book.item(*item)?;
            let value = eval(value, material.scope, context);
            Some((item.name.clone(), value.map(|value| book.show_item_value(item, &value))))
        }
        Supposed::Parameter { place, value, .. } => {
            let parameter = book.parameters.get(*place as usize)?;
            let value = eval(value, material.scope, context);
            Some((parameter.name.clone(), value.map(|value| book.show_measured(&parameter.measure, &value))))
        }
        _ => None,
    }
}
