//! Cities side by side, or one city over the years. Only what is measured alike is compared, and what is not is said.

mod csv;
mod group;
mod html;
mod item;
mod json;
mod standing;
mod text;
mod words;

pub use csv::csv;
pub use html::html;
pub use json::{SCHEMA, SCHEMA_VERSION, json};

pub use text::text;

use crate::Assessed;
use crate::model::dataset::Dataset;
use crate::model::rules::{Metric, RuleBook};
use crate::report::Filter;
pub use crate::value::{ranks, ties};

/// A city in a year, evaluated by the rules that hold for it.
#[derive(Clone, Copy)]
pub struct Seat<'a> {
    /// Its rules.
    pub book: &'a RuleBook,
    /// Its figures.
    pub data: &'a Dataset,
    /// What it came to.
    pub assessed: &'a Assessed<'a>,
}

/// Cities side by side.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Comparison {
    /// Who is compared, in the order asked for.
    pub places: Vec<Place>,
    /// All are one city: years are compared, and nobody is ranked.
    pub over_time: bool,
    /// What is limited to: `category=health`; null where everything is compared.
    pub filter: Option<String>,
    /// The groups of roll-ups.
    pub groups: Vec<GroupLine>,
    /// KPIs and points.
    pub items: Vec<ItemLine>,
    /// Where each is strong, and where it is behind.
    pub standings: Vec<Standing>,
    /// What is to be borne in mind: other years, other packs.
    pub notes: Vec<String>,
}

/// A city in a year.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// The year of the evaluation.
    pub year: i32,
    /// The packs that it is evaluated by.
    pub packs: Vec<String>,
    /// KPIs and points that count.
    pub leaves: usize,
    /// How many of them are reported.
    pub reported: usize,
    /// How many of them are scored.
    pub scored: usize,
    /// Only places of one pool are ranked against each other.
    #[serde(skip)]
    pool: i32,
}

/// A group of a roll-up, with a cell for each place.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct GroupLine {
    /// The roll-up.
    pub rollup: String,
    /// What it groups by: `Dimension / Category`.
    pub by: String,
    /// `dimension: society`
    pub name: String,
    /// Its title.
    pub title: String,
    /// What its scores are.
    #[serde(skip)]
    pub metric: Metric,
    /// One cell for each place.
    pub cells: Vec<GroupCell>,
    /// What makes the scores less than comparable.
    pub notes: Vec<String>,
}

/// The score of a group in a place.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct GroupCell {
    /// The score as the engine reckons it: a share of 1, or a number on the method's own scale.
    pub score: Option<f64>,
    /// As it is printed; the reason where there is none.
    pub shown: String,
    /// Its band.
    pub band: Option<String>,
    /// How many members are scored.
    pub scored: u32,
    /// How many apply to the place.
    pub applicable: u32,
    /// Its rank, and whether it is shared.
    pub rank: Option<u32>,
    /// It shares its rank.
    pub tied: bool,
    /// How far it is behind the best, in percentage points or as the roll-up is measured; over time what has changed
    /// since the first year.
    pub gap: Option<f64>,
    /// That as it is printed, without its sign.
    pub gap_shown: Option<String>,
}

/// A KPI or a point, with a cell for each place.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ItemLine {
    /// Its full name.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
    /// Its title, led by that of its KPI.
    pub title: String,
    /// Its unit, where it has one.
    pub unit: Option<String>,
    /// What places are ranked by.
    pub by: RankedBy,
    /// What its scores are.
    #[serde(skip)]
    pub metric: Metric,
    /// One cell for each place.
    pub cells: Vec<ItemCell>,
    /// What keeps places from being compared, or limits it.
    pub notes: Vec<String>,
}

/// What places are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RankedBy {
    /// By their scores: all have the same target, start and bands.
    Score,
    /// By their values, since their targets differ: the direction is stated.
    Value,
    /// Not at all.
    Nothing,
}

/// A KPI in a place.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct ItemCell {
    /// The value with its unit; the reason where there is none.
    pub shown: String,
    /// The value in the declared unit.
    pub value: Option<f64>,
    /// The year of the figure.
    pub year: Option<i32>,
    /// The target that holds.
    pub target: Option<String>,
    /// The value that earns nothing.
    pub start: Option<String>,
    /// The score as the engine reckons it: a share of 1, or a number on the method's own scale.
    pub score: Option<f64>,
    /// The score as it is printed.
    pub score_shown: Option<String>,
    /// Its band.
    pub band: Option<String>,
    /// Its rank.
    pub rank: Option<u32>,
    /// It shares its rank.
    pub tied: bool,
    /// How far it is behind the best; over time what has changed since the first year: percentage points of the score,
    /// or the unit of the value where places are ranked by it.
    pub gap: Option<f64>,
    /// The same as it is printed.
    pub gap_shown: Option<String>,
}

/// Where a place stands among the others.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Standing {
    /// The place: its position in the list.
    pub place: usize,
    /// KPIs in which it is ahead of all others, the largest lead first.
    pub ahead: Vec<Lead>,
    /// KPIs in which it is behind the best, the largest gap first.
    pub behind: Vec<Lead>,
}

/// A KPI in which a place is ahead or behind.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Lead {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// By how much of the score: in percentage points, or on the method's own scale.
    pub by: f64,
    /// That as it is printed.
    pub by_shown: String,
    /// Who is next, or best: positions in the list of places.
    pub others: Vec<usize>,
}

/// Puts places side by side. A filter `FACET=VALUE` keeps what carries that value.
///
/// # Errors
/// The filter names nothing that one of the rule books has.
pub fn compare(seats: &[Seat<'_>], filter: Option<&str>) -> Result<Comparison, String> {
    let filters = filters(seats, filter)?;
    let places = places(seats);
    let over_time = is_over_time(&places);
    let places = pooled(places, over_time);
    let items = item::lines(seats, &filters, &places, over_time);
    let groups = group::lines(seats, &filters, &places, &items, over_time);
    let standings = if over_time { Vec::new() } else { standing::standings(&places, &items) };
    let notes = notes(&places);
    let filter = filter.map(str::to_owned);
    Ok(Comparison { places, over_time, filter, groups, items, standings, notes })
}

/// The filter in each rule book; a book that does not know it keeps nothing.
fn filters(seats: &[Seat<'_>], text: Option<&str>) -> Result<Vec<Keep>, String> {
    let Some(text) = text else { return Ok(seats.iter().map(|_| Keep::All).collect()) };
    let read: Vec<Result<Filter, String>> = seats.iter().map(|seat| Filter::read(seat.book, text)).collect();
    if let Some(Err(slip)) = read.first()
        && read.iter().all(Result::is_err)
    {
        return Err(slip.clone());
    }
    Ok(read.into_iter().map(|filter| filter.map_or(Keep::Nothing, Keep::Only)).collect())
}

/// What is kept of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    All,
    Only(Filter),
    Nothing,
}

fn places(seats: &[Seat<'_>]) -> Vec<Place> {
    let place = |seat: &Seat<'_>| {
        let city = &seat.data.city;
        let leaves = seat.book.items.iter().filter(|item| item.is_leaf());
        let results: Vec<_> = leaves.filter_map(|item| seat.assessed.evaluation.card.result(item.id)).collect();
        Place {
            name: city.name.clone(),
            title: if city.title.is_empty() { city.name.clone() } else { city.title.clone() },
            year: seat.assessed.year,
            packs: seat.book.packs.iter().map(|pack| pack.name.clone()).collect(),
            leaves: results.len(),
            reported: results.iter().filter(|result| result.value.is_ok()).count(),
            scored: results.iter().filter(|result| result.score.is_ok()).count(),
            pool: 0,
        }
    };
    seats.iter().map(place).collect()
}

fn is_over_time(places: &[Place]) -> bool {
    let name = places.first().map(|place| &place.name);
    places.len() > 1 && places.iter().all(|place| Some(&place.name) == name)
}

/// Where every city stands there in the same years, cities are ranked within each year.
fn pooled(mut places: Vec<Place>, over_time: bool) -> Vec<Place> {
    let years = |name: &str| -> Vec<i32> {
        let own = places.iter().filter(|place| place.name == name);
        own.map(|place| place.year).collect()
    };
    let all: Vec<Vec<i32>> = places.iter().map(|place| years(&place.name)).collect();
    let grid = !over_time && all.first().is_some_and(|first| first.len() > 1 && all.iter().all(|own| own == first));
    if grid {
        places.iter_mut().for_each(|place| place.pool = place.year);
    }
    places
}

/// What is to be borne in mind of all places together.
fn notes(places: &[Place]) -> Vec<String> {
    let mut notes = Vec::new();
    let Some(first) = places.first() else { return notes };
    if places.iter().any(|place| place.year != first.year) {
        let years: Vec<String> = places.iter().map(|place| format!("{} {}", place.title, place.year)).collect();
        notes.push(format!("{}: {}", words::OTHER_YEARS, years.join(", ")));
    }
    let shared: Vec<&String> =
        first.packs.iter().filter(|pack| places.iter().all(|place| place.packs.contains(pack))).collect();
    for place in places {
        let own: Vec<&str> = place.packs.iter().filter(|pack| !shared.contains(pack)).map(String::as_str).collect();
        if !own.is_empty() {
            notes.push(format!("{} ({}): {} {}", place.title, place.year, words::OWN_PACKS, own.join(", ")));
        }
    }
    notes.dedup();
    notes
}
