//! A change as JSON, in a stable schema. A change of meaning raises [`SCHEMA_VERSION`]; new fields do not.

use serde::Serialize;

use super::effect::{CityEffect, Moved, Of, Part, RankMoved};
use super::{Became, Change, Report, Written};
use crate::report::ReportFault;

/// Name of the schema.
pub const SCHEMA: &str = "yardstick.difference";
/// Version of the schema.
pub const SCHEMA_VERSION: u32 = 1;

/// The whole file.
#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: Schema,
    /// What the two sides are called.
    old: &'a str,
    new: &'a str,
    changes: Vec<OneChange<'a>>,
    cities: Vec<City<'a>>,
    /// Ranks of cities among each other that moved.
    ranks: &'a [RankMoved],
    /// What could not be compared, and why.
    notes: &'a [String],
}

#[derive(Debug, Serialize)]
struct Schema {
    name: &'static str,
    version: u32,
}

/// A change of the rules.
#[derive(Debug, Serialize)]
struct OneChange<'a> {
    /// Results name their causes by it.
    number: usize,
    became: Became,
    pack: &'a str,
    /// The word of the item: `kpi`, `point`, `recommend` …
    kind: &'a str,
    /// Its full name, and those of points with the same change.
    items: Vec<&'a str>,
    title: &'a str,
    /// What of it: `target`, `start`, `value`, `trigger` …; `item` where all of it came or went.
    aspect: &'a str,
    /// Which of several: a band, an action, a facet; null where there is one.
    which: Option<&'a str>,
    /// One side stands in a wider pack, and is still written there.
    layered: bool,
    old: Option<&'a Written>,
    new: Option<&'a Written>,
}

/// What the changes do to a city.
#[derive(Debug, Serialize)]
struct City<'a> {
    name: &'a str,
    title: &'a str,
    old_year: i32,
    new_year: i32,
    old_packs: &'a [String],
    new_packs: &'a [String],
    /// How many KPIs and points were compared.
    leaves: usize,
    /// What moved. What is not here did not.
    moved: Vec<OneMoved<'a>>,
}

/// An item, a group, a recommendation or a check.
#[derive(Debug, Serialize)]
struct OneMoved<'a> {
    kind: Of,
    name: &'a str,
    title: &'a str,
    parts: Vec<OnePart<'a>>,
}

/// A result.
#[derive(Debug, Serialize)]
struct OnePart<'a> {
    part: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    /// Numbers of the changes that each move it alone.
    causes: &'a [usize],
    /// Numbers of the changes that move it only together, or only with others.
    together: &'a [usize],
}

/// A change as pretty-printed JSON that ends with a line break.
///
/// # Errors
/// When it cannot be written.
pub fn json(report: &Report<'_>) -> Result<String, ReportFault> {
    let document = Document {
        schema: Schema { name: SCHEMA, version: SCHEMA_VERSION },
        old: report.old,
        new: report.new,
        changes: report.changes.iter().map(change).collect(),
        cities: report.cities.iter().map(city).collect(),
        ranks: report.ranks,
        notes: report.notes,
    };
    let text = serde_json::to_string_pretty(&document).map_err(|error| ReportFault(error.to_string()))?;
    Ok(text + "\n")
}

fn change(change: &Change) -> OneChange<'_> {
    OneChange {
        number: change.number,
        became: change.became,
        pack: &change.pack,
        kind: &change.word,
        items: std::iter::once(&change.name).chain(&change.beside).map(String::as_str).collect(),
        title: &change.title,
        aspect: &change.aspect,
        which: Some(change.which.as_str()).filter(|which| !which.is_empty()),
        layered: change.layered,
        old: change.old.as_ref(),
        new: change.new.as_ref(),
    }
}

fn city(city: &CityEffect) -> City<'_> {
    City {
        name: &city.name,
        title: &city.title,
        old_year: city.old_year,
        new_year: city.new_year,
        old_packs: &city.old_packs,
        new_packs: &city.new_packs,
        leaves: city.leaves,
        moved: city.moved.iter().map(moved).collect(),
    }
}

fn moved(moved: &Moved) -> OneMoved<'_> {
    OneMoved { kind: moved.of, name: &moved.name, title: &moved.title, parts: moved.parts.iter().map(part).collect() }
}

fn part(part: &Part) -> OnePart<'_> {
    OnePart {
        part: part.part,
        old: part.old.as_deref(),
        new: part.new.as_deref(),
        causes: &part.causes,
        together: &part.together,
    }
}
