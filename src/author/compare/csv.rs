//! A comparison as CSV: one row for each place and each group, KPI or point.

use super::{Comparison, GroupCell, GroupLine, ItemCell, ItemLine, Place};
use crate::author::listing::Listing;

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
    let mut listing = Listing::new(COLUMNS);
    for line in &comparison.groups {
        let cells = line.cells.iter().zip(&comparison.places);
        listing.rows.extend(cells.map(|(cell, place)| group(line, cell, place)));
    }
    for line in &comparison.items {
        let cells = line.cells.iter().zip(&comparison.places);
        listing.rows.extend(cells.map(|(cell, place)| item(line, cell, place)));
    }
    listing.to_csv()
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
        number(cell.score.map(|score| score * 100.0)),
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
        number(cell.score.map(|score| score * 100.0)),
        cell.band.clone().unwrap_or_default(),
        String::new(),
        String::new(),
        rank(cell.rank, cell.tied),
        number(cell.gap),
        line.notes.join("; "),
    ]
}

fn rank(rank: Option<u32>, tied: bool) -> String {
    rank.map(|rank| format!("{rank}{}", if tied { "=" } else { "" })).unwrap_or_default()
}

fn number(number: Option<f64>) -> String {
    number.map(crate::unit::full_precision).unwrap_or_default()
}
