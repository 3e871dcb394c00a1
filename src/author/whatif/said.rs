//! What is supposed, beside what is.

use super::{Present, Said};
use crate::author::results::{full_title, goal};
use crate::formula::{Scope, eval};
use crate::model::formula::Node;
use crate::model::rules::{Goal, Item};
use crate::model::scorecard::TargetResult;
use crate::model::supposition::{Supposed, Weighted};
use crate::suppose::weight_of;
use crate::unit::format_number;
use crate::value::{ItemId, Missing, Outcome, Value};

/// Digits of weights.
const WEIGHT_DIGITS: u32 = 6;

/// One supposition beside what is now; what it moves is left open.
pub(super) fn said(present: &Present<'_>, supposed: &Supposed) -> Result<Said, Missing> {
    match supposed {
        Supposed::Figure { item, year, value, .. } => figure(present, *item, *year, value),
        Supposed::Parameter { place, value, .. } => parameter(present, *place, value),
        Supposed::Weight { of, weight } => Ok(weighted(present, *of, *weight)),
        Supposed::Target { item, goal } => target(present, *item, goal),
        Supposed::Start { item, value } => start(present, *item, value),
    }
}

/// `present.book` knows every item that was resolved in it; an item of another book is missing.
fn item_of<'a>(present: &Present<'a>, id: ItemId) -> Result<&'a Item, Missing> {
    present.book.item(id).ok_or_else(|| Missing::failed("why_no_item"))
}

fn made(kind: &'static str, item: &Item, present: &Present<'_>, was: Option<String>, is: String) -> Said {
    let title = full_title(present.book, item);
    Said { kind, name: item.name.clone(), title, was, is, moves: 0, why: Vec::new() }
}

fn figure(present: &Present<'_>, id: ItemId, year: Option<i32>, value: &Node) -> Result<Said, Missing> {
    let (book, evaluation) = (present.book, &present.assessed.evaluation);
    let item = item_of(present, id)?;
    let counting = evaluation.counting_figure(id, year).and_then(|place| present.data.figures.get(place as usize));
    let reported = counting.and_then(|figure| figure.value.as_ref());
    let now = || evaluation.card.result(id).and_then(|result| result.value.as_ref().ok()).filter(|_| year.is_none());
    let was = reported.or_else(now).map(|value| book.show_item_value(item, value));
    let is = book.show_item_value(item, &eval(value, evaluation, &present.context())?);
    Ok(made("figure", item, present, was, is))
}

fn parameter(present: &Present<'_>, place: u16, value: &Node) -> Result<Said, Missing> {
    let (evaluation, context) = (&present.assessed.evaluation, present.context());
    let parameter = present.book.parameters.get(place as usize).ok_or_else(|| Missing::failed("why_no_parameter"))?;
    let shown = |value: &Value| present.book.show_measured(&parameter.measure, value);
    let now: Outcome<_> = eval(&Node::Parameter(place), evaluation, &context);
    let is = shown(&eval(value, evaluation, &context)?);
    Ok(Said {
        kind: "parameter",
        name: parameter.name.clone(),
        title: parameter.title.clone(),
        was: now.ok().map(|now| shown(&now)),
        is,
        moves: 0,
        why: Vec::new(),
    })
}

fn weighted(present: &Present<'_>, of: Weighted, weight: f64) -> Said {
    let book = present.book;
    let (name, title) = match of {
        Weighted::Item(id) => {
            book.item(id).map_or_else(Default::default, |item| (item.name.clone(), full_title(book, item)))
        }
        Weighted::FacetValue { facet, value } => {
            let known = book.facets.get(facet as usize);
            let title = known.and_then(|facet| facet.values.iter().find(|one| one.symbol == value));
            let facet = known.map_or("", |facet| facet.name.as_str());
            let title = title.map_or_else(String::new, |value| value.title.clone());
            (format!("{facet}: {}", book.word(value)), title)
        }
    };
    let shown = |weight: f64| format_number(weight, WEIGHT_DIGITS);
    let was = Some(shown(weight_of(book, of)));
    Said { kind: "weight", name, title, was, is: shown(weight), moves: 0, why: Vec::new() }
}

fn target(present: &Present<'_>, id: ItemId, wanted: &Goal) -> Result<Said, Missing> {
    let (book, evaluation, context) = (present.book, &present.assessed.evaluation, present.context());
    let item = item_of(present, id)?;
    let was = evaluation.target(id).ok().map(|target| goal(book, item, &target));
    let bound = eval(&wanted.bound, evaluation, &context)?;
    let upper = wanted.upper.as_ref().map(|upper| eval(upper, evaluation, &context)).transpose()?;
    let is = goal(book, item, &TargetResult { kind: wanted.kind, bound, upper, case: 0, by: None });
    Ok(made("target", item, present, was, is))
}

fn start(present: &Present<'_>, id: ItemId, value: &Node) -> Result<Said, Missing> {
    let (book, evaluation) = (present.book, &present.assessed.evaluation);
    let item = item_of(present, id)?;
    let was = evaluation.start(id).map(|start| book.show_item_value(item, &start));
    let is = book.show_item_value(item, &eval(value, evaluation, &present.context())?);
    Ok(made("start", item, present, was, is))
}
