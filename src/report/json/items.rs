//! Items and figures as JSON.

use serde_json::{Map, Value as Json, json};

use super::schema::{Figure, Goal, Item};
use super::{band, reason};
use crate::model::dataset::Figure as Reported;
use crate::model::rules;
use crate::report::csv::unit;
use crate::report::facts::{Facts, State};
use crate::report::numbers::precise;
use crate::report::view::View;
use crate::value::Value;

/// A KPI or a point.
pub(super) fn item(view: View<'_>, facts: &Facts<'_>) -> Item {
    let Facts { item, result, .. } = facts;
    let band = if let State::Band(found) = facts.state { Some(band(view, found)) } else { None };
    Item {
        name: item.name.clone(),
        kind: item.kind,
        code: Some(facts.code.to_owned()).filter(|code| !code.is_empty()),
        title: facts.title.clone(),
        parent: item.parent.map(|parent| view.book.item_name(parent).to_owned()),
        leaf: item.is_leaf(),
        not_in: not_in(view, item),
        facets: facets(view, item),
        unit: unit(view, item),
        value: result.value.as_ref().ok().map(|value| exact(view, item, value)),
        printed: facts.value.clone(),
        origin: facts.origin(),
        status: result.status.word(),
        quality: result.quality.map(crate::value::Quality::word),
        year: result.year,
        other_value: result.other.as_ref().map(|value| exact(view, item, value)),
        assumed: result.assumed.iter().map(|id| view.book.item_name(*id).to_owned()).collect(),
        stood_in: result.stood_in,
        target: goal(view, facts),
        start: facts.start.clone(),
        score_percent: result.score.as_ref().ok().filter(|_| item.metric.is_share()).and_then(percent),
        score: result
            .score
            .as_ref()
            .ok()
            .filter(|_| !item.metric.is_share())
            .and_then(|score| on_scale(score, &item.metric)),
        band,
        points: result.points.as_ref().ok().map(|points| number(*points)),
        max_points: result.max_points.map(number),
        met: result.met.as_ref().ok().copied(),
        path: super::paths::path(view, facts),
        compared: crate::report::prepared::compared(view, facts),
        reason: facts.reason.map(|missing| reason(view, missing)),
        figures: figures(view, facts),
    }
}

/// The names of the roll-ups that leave an item out.
fn not_in(view: View<'_>, item: &rules::Item) -> Vec<String> {
    let rollups = item.apart.iter().filter_map(|place| view.book.rollups.get(*place as usize));
    rollups.map(|rollup| rollup.name.clone()).collect()
}

/// A number: whole ones without a decimal point.
pub(super) fn number(number: f64) -> Json {
    let exact = precise(number);
    if exact.fract() == 0.0 && exact.abs() < 9e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        return Json::from(exact as i64);
    }
    json!(exact)
}

/// A score as the engine reckons it.
pub(super) fn score_value(score: &Value) -> Option<Json> {
    match score {
        Value::Number(share) => Some(number(*share)),
        Value::Bound(bound) => Some(interval(*bound)),
        _ => None,
    }
}

/// A score as it is printed, on the scale that the method gives it.
pub(super) fn on_scale(score: &Value, metric: &rules::Metric) -> Option<Json> {
    match score {
        Value::Number(score) => Some(number(metric.printed(*score))),
        Value::Bound(bound) => Some(interval(bound.map(|end| metric.printed(end)))),
        _ => None,
    }
}

/// A score in percent.
pub(super) fn percent(score: &Value) -> Option<Json> {
    match score {
        Value::Number(share) => Some(number(precise(*share) * 100.0)),
        Value::Bound(bound) => Some(interval(bound.map(|end| end * 100.0))),
        _ => None,
    }
}

/// A value in the declared unit.
pub(in crate::report) fn exact(view: View<'_>, item: &rules::Item, value: &Value) -> Json {
    let declared = |base: f64| item.unit().map_or(base, |unit| unit.from_base(base));
    match value {
        Value::Number(base) => number(declared(*base)),
        Value::Bound(bound) => interval(bound.map(declared)),
        Value::YesNo(answer) => Json::from(*answer),
        Value::Choice(symbol) => Json::from(view.book.word(*symbol)),
        other => Json::from(view.shown(item, other)),
    }
}

fn interval(bound: crate::value::Bound) -> Json {
    let end = |end: f64| if end.is_finite() { number(end) } else { Json::Null };
    json!({
        "low": end(bound.low),
        "high": end(bound.high),
        "low_open": bound.low_open,
        "high_open": bound.high_open,
    })
}

fn goal(view: View<'_>, facts: &Facts<'_>) -> Option<Goal> {
    let target = facts.result.target.as_ref().ok()?;
    Some(Goal {
        kind: target.kind,
        bound: Some(exact(view, facts.item, &target.bound)),
        upper: target.upper.as_ref().map(|upper| exact(view, facts.item, upper)),
        by: target.by.map(|by| by.to_string()),
        clause: facts.target.clone().unwrap_or_default(),
    })
}

fn facets(view: View<'_>, item: &rules::Item) -> Map<String, Json> {
    let Some(item) = view.book.item(item.id) else { return Map::new() };
    let words = |place: u16| view.values_of(item, place).iter().map(|value| view.book.word(*value)).collect::<Vec<_>>();
    let all = (0u16..).zip(&view.book.facets).map(|(place, facet)| (facet.name.clone(), words(place)));
    all.filter(|(_, words)| !words.is_empty()).map(|(name, words)| (name, Json::from(words))).collect()
}

fn figures(view: View<'_>, facts: &Facts<'_>) -> Vec<Figure> {
    let used = facts.result.figures.iter().filter_map(|at| view.data.figures.get(*at as usize));
    let mut all: Vec<Figure> = used.map(|each| figure(view, each, true)).collect();
    let others = view.data.figures_of(facts.item.id).filter(|(at, _)| !facts.result.figures.contains(at));
    all.extend(others.map(|(_, each)| figure(view, each, false)));
    all
}

/// A figure as the city reports it.
pub(super) fn figure(view: View<'_>, figure: &Reported, used: bool) -> Figure {
    Figure {
        item: view.book.item_name(figure.item).to_owned(),
        year: figure.year,
        value: figure.printed.clone(),
        unit: figure.unit.clone(),
        status: figure.status.word(),
        quality: figure.quality.map(crate::value::Quality::word),
        source: figure.source.clone(),
        place: figure.place.clone(),
        note: figure.note.clone(),
        converted: figure.converted.clone(),
        line: Some(figure.line).filter(|line| *line > 0),
        used,
    }
}
