//! One row for each KPI and each point, for spreadsheets.

use super::ReportFault;
use super::facts::{Facts, State};
use super::numbers::precise;
use super::order::plain;
use super::prepared;
use super::view::View;
use crate::model::rules::{Item, ItemKind, Measure};
use crate::unit::full_precision;
use crate::value::Value;

/// The scorecard as a table with a header. Numbers are in the declared unit, at 15 significant digits.
///
/// # Errors
///
/// When the table cannot be written.
pub fn scorecard_csv(view: &View<'_>) -> Result<String, ReportFault> {
    let neutral = view.neutral();
    let view = &neutral.as_ref().map_or(*view, |book| View { book, ..*view });
    let fault = |error: &dyn std::fmt::Display| ReportFault(error.to_string());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(header(*view)).map_err(|error| fault(&error))?;
    for facts in view.items().filter_map(|item| view.facts(item)) {
        writer.write_record(row(*view, &facts)).map_err(|error| fault(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| fault(&error))?;
    String::from_utf8(bytes).map_err(|error| fault(&error))
}

/// Columns before the facets.
const BEFORE: [&str; 5] = ["code", "item", "kind", "title", "counts_in_rollups"];
/// Columns after the facets.
const AFTER: [&str; 22] = [
    "value",
    "printed",
    "unit",
    "status",
    "quality",
    "origin",
    "year",
    "target",
    "target_basis",
    "target_source",
    "start",
    "start_basis",
    "start_source",
    "score_percent",
    "band",
    "band_words",
    "points",
    "max_points",
    "reason_kind",
    "reason",
    "sources",
    "notes",
];

/// The column of scores that are no shares: on the scale that the method gives them.
const OWN_SCALE: &str = "score";

/// Columns of targets with dates.
const PATHS: [&str; 7] = ["target_by", "required", "progress_percent", "pace", "arrival", "budget", "needed"];

fn header(view: View<'_>) -> Vec<String> {
    let facets = view.book.facets.iter().map(|facet| facet.name.clone());
    let facets: Vec<String> = facets.filter(|name| !advice_only(view, name)).collect();
    let last: &[&str] = if has_paths(view) { &PATHS } else { &[] };
    let own: &[&str] = if has_own_scales(view) { &[OWN_SCALE] } else { &[] };
    let compared: &[&str] = if prepared::is_there(view) { &prepared::COLUMNS } else { &[] };
    let fixed = AFTER.iter().chain(own).chain(last).chain(compared).map(ToString::to_string);
    BEFORE.iter().map(ToString::to_string).chain(facets).chain(fixed).collect()
}

/// A score that is no share has a column, where an item of the rules has one.
fn has_own_scales(view: View<'_>) -> bool {
    view.items().any(|item| !item.metric.is_share())
}

/// Columns of targets with dates stand there where an item of the rules has one.
fn has_paths(view: View<'_>) -> bool {
    view.card.results.iter().any(|result| result.path.is_some())
}

fn path_cells(view: View<'_>, facts: &Facts<'_>) -> Vec<String> {
    let Some(path) = facts.result.path.as_deref() else { return vec![String::new(); PATHS.len()] };
    let value = |value: &Value| exact(view, facts.item, value);
    let band = path.pace.as_ref().and_then(|pace| pace.as_ref().ok());
    let progress = path.progress.as_ref().ok().and_then(Value::as_number);
    let along = super::paths::Along { item: facts.item, result: facts.result, path };
    vec![
        facts.result.target.as_ref().ok().and_then(|target| target.by).map_or_else(String::new, |by| by.to_string()),
        path.required.as_ref().map_or_else(|_| String::new(), value),
        progress.map_or_else(String::new, |share| full_precision(precise(share) * 100.0)),
        band.map_or_else(String::new, |band| view.band_word(*band)),
        path.arrival.as_ref().map_or_else(|_| String::new(), ToString::to_string),
        along.budget_number(view).map_or_else(String::new, full_precision),
        along.needed(view).unwrap_or_default(),
    ]
}

/// Facets that no KPI carries (topics of recommendations) have no column.
fn advice_only(view: View<'_>, name: &str) -> bool {
    let place = view.book.facets.iter().position(|facet| facet.name == name);
    let carries = |item: &Item| item.facets.iter().any(|carried| Some(usize::from(carried.facet)) == place);
    !view.book.items.iter().any(carries)
}

fn row(view: View<'_>, facts: &Facts<'_>) -> Vec<String> {
    let Facts { item, result, .. } = facts;
    let kind = if item.kind == ItemKind::Point { "point" } else { "kpi" };
    let counts = if view.book.counts_somewhere(item) { "yes" } else { "no" };
    let mut row: Vec<String> =
        vec![facts.code.into(), item.name.clone(), kind.into(), facts.title.clone(), counts.into()];
    row.extend(facet_cells(view, item));
    let (target, start) = (facts.target.clone().unwrap_or_default(), facts.start.clone().unwrap_or_default());
    let band = if let State::Band(band) = facts.state { Some(band) } else { None };
    let number = |number: Option<f64>| number.map_or_else(String::new, full_precision);
    row.extend([
        result.value.as_ref().map_or_else(|_| String::new(), |value| exact(view, item, value)),
        plain_spaces(&facts.value.clone().unwrap_or_default()),
        unit(view, item),
        result.status.word().to_owned(),
        result.quality.map_or("", |quality| quality.word()).to_owned(),
        facts.origin().to_owned(),
        result.year.map_or_else(String::new, |year| year.to_string()),
        plain_spaces(&target.text),
        target.standing(),
        target.source.unwrap_or_default(),
        plain_spaces(&start.text),
        start.standing(),
        start.source.unwrap_or_default(),
        number(facts.share().filter(|_| item.metric.is_share()).map(|share| precise(share) * 100.0)),
        band.map_or_else(String::new, |band| view.band_word(band)),
        band.map_or_else(String::new, |band| view.band_words(band)),
        number(result.points.as_ref().ok().copied()),
        number(result.max_points),
        facts.reason.map_or_else(String::new, |missing| plain(kind_word(missing.kind))),
        facts.reason.map_or_else(String::new, |missing| view.book.show_missing(missing)),
        facts.sources.join("; "),
        facts.notes(view).join("; "),
    ]);
    if has_own_scales(view) {
        row.push(number(facts.share().filter(|_| !item.metric.is_share()).map(|score| item.metric.printed(score))));
    }
    if has_paths(view) {
        row.extend(path_cells(view, facts));
    }
    if prepared::is_there(view) {
        row.extend(prepared::cells(view, facts));
    }
    row
}

fn facet_cells(view: View<'_>, item: &Item) -> Vec<String> {
    let Some(item) = view.book.item(item.id) else { return Vec::new() };
    (0u16..)
        .zip(&view.book.facets)
        .filter(|(_, facet)| !advice_only(view, &facet.name))
        .map(|(place, _)| {
            let words = view.values_of(item, place).iter().map(|value| view.book.word(*value));
            words.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// A value for machines: a number in the declared unit, or the word. Bounds as they are printed.
fn exact(view: View<'_>, item: &Item, value: &Value) -> String {
    match (value, item.unit()) {
        (Value::Number(number), Some(unit)) => full_precision(unit.from_base(*number)),
        (Value::Number(number), None) => full_precision(*number),
        (Value::Bound(bound), unit) => {
            let ends = bound.map(|end| unit.map_or(end, |unit| unit.from_base(end)));
            let (low, high) = (full_precision(ends.low), full_precision(ends.high));
            match (ends.low.is_finite(), ends.high.is_finite()) {
                (false, true) => format!("{}{high}", if ends.high_open { "<" } else { "<=" }),
                (true, false) => format!("{}{low}", if ends.low_open { ">" } else { ">=" }),
                (true, true) => format!("{low} to {high}"),
                (false, false) => String::new(),
            }
        }
        (Value::Choice(symbol), _) => view.book.word(*symbol).to_owned(),
        _ => view.shown(item, value),
    }
}

/// The unit as the rules write it.
pub(super) fn unit(view: View<'_>, item: &Item) -> String {
    match &item.measure {
        Measure::Unit(unit) => unit.written.to_string(),
        Measure::YesNo => "yes/no".to_owned(),
        Measure::OneOf(words) => {
            format!("one of {}", words.iter().map(|word| view.book.word(*word)).collect::<Vec<_>>().join(", "))
        }
        Measure::Text => "text".to_owned(),
    }
}

/// The word of a sort of reason in files.
pub(super) fn kind_word(kind: crate::value::MissingKind) -> &'static str {
    use crate::value::MissingKind;
    match kind {
        MissingKind::Failed => "failed",
        MissingKind::Rejected => "rejected",
        MissingKind::NotReported => "not_reported",
        MissingKind::NoBenchmark => "no_benchmark",
        MissingKind::NotApplicable => "not_applicable",
        MissingKind::Undecided => "undecided",
    }
}

/// No-break spaces as plain ones: spreadsheets search better.
fn plain_spaces(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
