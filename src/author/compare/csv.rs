//! A comparison as CSV: one row for each place and each group, KPI or point.

use super::{Comparison, GroupCell, GroupLine, ItemCell, ItemLine, Place};
use crate::author::listing::Listing;
use crate::model::rules::Metric;

/// The column of scores that are no shares.
const OWN_SCALE: &str = "score";

const COLUMNS: [&str; 18] = [
    "kind",
    "name",
    "title",
    "unit",
    "city",
    "year",
    "value",
    "shown",
    "figure_year",
    "target",
    "start",
    "score_percent",
    "band",
    "scored",
    "applicable",
    "rank",
    "gap",
    "note",
];

/// The comparison as CSV.
#[must_use]
pub fn csv(comparison: &Comparison) -> String {
    let mut listing = Listing::new(columns(comparison));
    let own = has_own_scales(comparison);
    for line in &comparison.groups {
        let cells = line.cells.iter().zip(&comparison.places);
        listing.rows.extend(cells.map(|(cell, place)| with(group(line, cell, place), own, cell.score, &line.metric)));
    }
    for line in &comparison.items {
        let cells = line.cells.iter().zip(&comparison.places);
        listing.rows.extend(cells.map(|(cell, place)| with(item(line, cell, place), own, cell.score, &line.metric)));
    }
    listing.to_csv()
}

/// The columns; `score` stands beside `score_percent` where some score is on another scale than that of percent.
fn columns(comparison: &Comparison) -> Vec<&'static str> {
    let mut columns = COLUMNS.to_vec();
    if has_own_scales(comparison) {
        columns.push(OWN_SCALE);
    }
    columns
}

fn has_own_scales(comparison: &Comparison) -> bool {
    let metrics = comparison.groups.iter().map(|line| &line.metric);
    metrics.chain(comparison.items.iter().map(|line| &line.metric)).any(|metric| !metric.is_share())
}

/// A score under the column of its scale: percent, and the method's own.
fn scores(score: Option<f64>, metric: &Metric) -> (String, String) {
    let printed = number(score.map(|score| metric.printed(score)));
    if metric.is_share() { (printed, String::new()) } else { (String::new(), printed) }
}

fn group(line: &GroupLine, cell: &GroupCell, place: &Place) -> Vec<String> {
    vec![
        "group".to_owned(),
        line.name.clone(),
        line.title.clone(),
        String::new(),
        place.name.clone(),
        place.year.to_string(),
        String::new(),
        cell.shown.clone(),
        String::new(),
        String::new(),
        String::new(),
        scores(cell.score, &line.metric).0,
        cell.band.clone().unwrap_or_default(),
        cell.scored.to_string(),
        cell.applicable.to_string(),
        rank(cell.rank, cell.tied),
        number(cell.gap),
        line.notes.join("; "),
    ]
}

fn item(line: &ItemLine, cell: &ItemCell, place: &Place) -> Vec<String> {
    vec![
        "item".to_owned(),
        line.name.clone(),
        line.title.clone(),
        line.unit.clone().unwrap_or_default(),
        place.name.clone(),
        place.year.to_string(),
        number(cell.value),
        cell.shown.clone(),
        cell.year.map(|year| year.to_string()).unwrap_or_default(),
        cell.target.clone().unwrap_or_default(),
        cell.start.clone().unwrap_or_default(),
        scores(cell.score, &line.metric).0,
        cell.band.clone().unwrap_or_default(),
        String::new(),
        String::new(),
        rank(cell.rank, cell.tied),
        number(cell.gap),
        line.notes.join("; "),
    ]
}

/// A row, with the score on its own scale where such a column stands.
fn with(mut row: Vec<String>, own: bool, score: Option<f64>, metric: &Metric) -> Vec<String> {
    if own {
        row.push(scores(score, metric).1);
    }
    row
}

fn rank(rank: Option<u32>, tied: bool) -> String {
    rank.map(|rank| format!("{rank}{}", if tied { "=" } else { "" })).unwrap_or_default()
}

fn number(number: Option<f64>) -> String {
    number.map(crate::unit::full_precision).unwrap_or_default()
}
