//! A condition as a person reads it: as written, with the values of both sides and where it would turn.

use super::{Material, turn::of_band, wording::Wording};
use crate::formula::{Context, eval, items_of, truth};
use crate::model::advice::{Comparison, Reason};
use crate::model::formula::{Compare, Node, Shown};
use crate::source::Span;
use crate::value::{BandRef, CompareOp, Missing, Outcome, Value};

/// The reason that a condition gives.
pub(super) fn reason(
    material: &Material<'_>,
    node: &Node,
    span: Span,
    context: &Context<'_>,
    missing: Option<Missing>,
) -> Reason {
    let mut items = Vec::new();
    items_of(node, context, &mut items);
    let mut comparisons = Vec::new();
    collect(material, node, context, &mut comparisons);
    let wording = Wording { material, context };
    let words = if wording.wanted() { wording.words(node) } else { None };
    let condition = folded(material.sources.text(span));
    Reason { condition, comparisons, items, missing, words, by_code: false, evidence: Vec::new() }
}

/// A reason without a condition: the recommendation holds for every place.
pub(super) fn always(material: &Material<'_>) -> Reason {
    let words = Some(material.book.voice.word("always"));
    Reason {
        condition: "always".to_owned(),
        comparisons: Vec::new(),
        items: Vec::new(),
        missing: None,
        words,
        by_code: false,
        evidence: Vec::new(),
    }
}

fn collect(material: &Material<'_>, node: &Node, context: &Context<'_>, into: &mut Vec<Comparison>) {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect(material, part, context, into)),
        Node::Not(inner) => collect(material, inner, context, into),
        Node::Compare(compare) => into.push(comparison(material, node, compare, context)),
        _ => {}
    }
}

fn comparison(material: &Material<'_>, node: &Node, compare: &Compare, context: &Context<'_>) -> Comparison {
    let text = folded(material.sources.text(compare.span));
    let sign = compare.op.sign();
    let padded = format!(" {sign} ");
    let (left, right) = text.split_once(&padded).map_or((text.as_str(), ""), |(left, right)| (left, right));
    let left_value = eval(&compare.left, material.scope, context);
    let right_value = eval(&compare.right, material.scope, context);
    let holds = truth(node, material.scope, context).ok();
    let wording = Wording { material, context };
    Comparison {
        left: left.to_owned(),
        left_value: shown(material, &left_value, &compare.shown),
        sign,
        right: right.to_owned(),
        right_value: shown(material, &right_value, &compare.shown),
        holds,
        by: distance(material, &left_value, &right_value, &compare.shown),
        turns_at: holds.and_then(|holds| {
            let of_band = of_band(material, compare, right_value.as_ref().ok()?, holds, context);
            of_band.or_else(|| turn(material, compare, &right_value, holds))
        }),
        words: if wording.wanted() { wording.comparison(compare) } else { None },
    }
}

fn shown(material: &Material<'_>, value: &Outcome<Value>, shown: &Shown) -> String {
    match value {
        Ok(Value::Band(band)) if !material.book.voice.language().is_original() => called(material, *band),
        Ok(value) => material.book.show_as(value, shown),
        Err(missing) => material.book.show_missing(missing),
    }
}

/// What a band is called, in quotes: a sentence can go on with it.
pub(super) fn called(material: &Material<'_>, band: BandRef) -> String {
    material.book.voice.say("quoted", &[("text", (&material.book.band_name(band)).into())])
}

/// How far both sides lie apart.
fn distance(material: &Material<'_>, left: &Outcome<Value>, right: &Outcome<Value>, shown: &Shown) -> Option<String> {
    let (Ok(Value::Number(left)), Ok(Value::Number(right))) = (left, right) else { return None };
    let apart = (left - right).abs();
    Some(match shown {
        // Between two shares lie percentage points.
        Shown::Number { unit, digits } if unit.is_percent() => {
            let voice = &material.book.voice;
            let number = voice.number(unit.from_base(apart), *digits);
            voice.say("quantity", &[("number", (&number).into()), ("unit", (&voice.word("unit_pp")).into())])
        }
        _ => material.book.show_as(&Value::Number(apart), shown),
    })
}

/// Where the left side would turn the answer: what it must reach to hold, or to hold no longer.
fn turn(material: &Material<'_>, compare: &Compare, right: &Outcome<Value>, holds: bool) -> Option<String> {
    let right = right.as_ref().ok()?;
    let op = if holds { compare.op.opposite() } else { compare.op };
    let key = match op {
        CompareOp::Less => "goal_below",
        CompareOp::AtMost => "goal_at_most",
        CompareOp::Greater => "goal_above",
        CompareOp::AtLeast => "goal_at_least",
        CompareOp::Equal => "turn_at",
        CompareOp::NotEqual => "turn_other",
    };
    let voice = &material.book.voice;
    let value = match right {
        Value::Band(band) if !voice.language().is_original() => called(material, *band),
        Value::Band(band) => voice.say("quoted", &[("text", material.book.band(*band)?.1.into())]),
        other => material.book.show_as(other, &compare.shown),
    };
    Some(voice.say(key, &[("bound", (&value).into())]))
}

/// A text of the rules on one line.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
