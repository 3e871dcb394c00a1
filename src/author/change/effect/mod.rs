//! What a change of rules does to cities: every result that differs, with the changes that moved it.

mod beside;
mod cause;
pub(super) mod rank;
mod reach;
pub(in crate::author) mod snapshot;
pub(in crate::author) mod text;
mod trial;

pub use rank::{RankMoved, ranks_moved, ranks_text};
pub use snapshot::Of;
pub use text::effect_text;

use indexmap::IndexMap;

use super::Changes;
use crate::diagnostic::Diagnostic;
use crate::layer::{Packs, Wanted};
use crate::workspace::{CityTexts, Library};
use cause::Inquiry;
use rank::GroupScores;
use snapshot::{Key, moved};
use trial::{Bench, Rules, Trial};

/// A city whose results are compared.
#[derive(Debug, Clone, Copy)]
pub struct City<'a> {
    /// Its files.
    pub texts: &'a CityTexts,
    /// The packs that it is evaluated by: those that the old rules do not have are left out there, and so with the new.
    pub wanted: &'a [Wanted],
}

/// What the changes do to a city.
#[derive(Debug, Clone, PartialEq)]
pub struct CityEffect {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The year of the evaluation by the old rules.
    pub old_year: i32,
    /// The same by the new rules.
    pub new_year: i32,
    /// The packs that it was evaluated by before.
    pub old_packs: Vec<String>,
    /// The same after.
    pub new_packs: Vec<String>,
    /// How many KPIs and points were compared.
    pub leaves: usize,
    /// What moved, in the order of the book: items, groups, recommendations, checks.
    pub moved: Vec<Moved>,
    scores: GroupScores,
}

/// A KPI, a group, a recommendation or a check of which something moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it is.
    pub of: Of,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What moved.
    pub parts: Vec<Part>,
}

/// A result that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which: `value`, `score`, `band`, `rank`.
    pub part: &'static str,
    /// What it was; nothing where there was none.
    pub old: Option<String>,
    /// What it is; nothing where there is none.
    pub new: Option<String>,
    /// The numbers of the changes that each move it alone.
    pub causes: Vec<usize>,
    /// The numbers of the changes that move it only together.
    pub together: Vec<usize>,
}

/// Why there is no answer for a city.
#[derive(Debug, Clone, PartialEq)]
pub enum Unanswered {
    /// The old rules have errors.
    Old(Vec<Diagnostic>),
    /// The new rules have errors.
    New(Vec<Diagnostic>),
    /// None of the city's packs are among the old rules.
    NothingOld,
    /// None of the city's packs are among the new rules.
    NothingNew,
}

/// Compares what a city comes to by both sides. `rest` holds packs that are the same on both sides; `library` knows the
/// texts of both. `step` is told after each trial.
///
/// # Errors
/// One side cannot be evaluated.
pub fn effect(
    changes: &Changes,
    library: &Library,
    rest: &Packs,
    city: &City<'_>,
    asked: Asked<'_>,
) -> Result<CityEffect, Unanswered> {
    let bench = Bench::new(library, changes, rest.clone());
    let year = asked.year;
    let known =
        |packs: &Packs| city.wanted.iter().any(|pack| packs.contains_key(&pack.name) || rest.contains_key(&pack.name));
    if !known(&changes.ground.old) {
        return Err(Unanswered::NothingOld);
    }
    if !known(&changes.ground.new) {
        return Err(Unanswered::NothingNew);
    }
    let old_book = bench.book(&Rules::Old, city).map_err(Unanswered::Old)?;
    let new_book = bench.book(&Rules::New, city).map_err(Unanswered::New)?;
    let (old, new) = (bench.evaluate(&old_book, city, year, true), bench.evaluate(&new_book, city, year, true));
    let moved = moved(&old.snapshot, &new.snapshot);
    let inquiry = Inquiry { bench: &bench, city, old: &old, new: &new, moved: &moved };
    let (causes, alone) = inquiry.causes(asked.step);
    let scores = GroupScores { old: scores(&old), new: scores(&new), alone };
    let mut leaves = new.snapshot.leaves.clone();
    leaves.extend(old.snapshot.leaves.iter().filter(|name| !new.snapshot.leaves.contains(name)).cloned());
    Ok(CityEffect {
        name: city.texts.city.name.clone(),
        title: city.texts.city.title.clone(),
        old_year: old.year,
        new_year: new.year,
        leaves: leaves.len(),
        moved: gathered(&old, &new, &moved, &causes),
        scores,
        old_packs: old.packs,
        new_packs: new.packs,
    })
}

/// The scores of all groups that have one number.
fn scores(trial: &Trial) -> IndexMap<String, f64> {
    let scores = trial.snapshot.results.iter().filter(|(key, _)| key.of == Of::Group && key.part == "score");
    scores.filter_map(|(key, seen)| Some((key.name.clone(), seen.as_number()?))).collect()
}

/// How a comparison is made.
pub struct Asked<'a> {
    /// The year; without it each side's own.
    pub year: Option<i32>,
    /// Told after each trial.
    pub step: &'a mut dyn FnMut(),
}

fn gathered(old: &Trial, new: &Trial, moved: &[Key], causes: &[cause::Cause]) -> Vec<Moved> {
    let mut all: IndexMap<(Of, String), Moved> = IndexMap::new();
    let numbers = |places: &[usize]| places.iter().map(|place| place + 1).collect();
    for (key, cause) in moved.iter().zip(causes) {
        let own = (key.of, key.name.clone());
        let title = new.snapshot.titles.get(&own).or_else(|| old.snapshot.titles.get(&own)).cloned();
        let entry = all.entry(own).or_insert_with(|| Moved {
            of: key.of,
            name: key.name.clone(),
            title: title.unwrap_or_default(),
            parts: Vec::new(),
        });
        let shown = |trial: &Trial| trial.snapshot.results.get(key).map(|seen| seen.shown.clone());
        entry.parts.push(Part {
            part: key.part,
            old: shown(old),
            new: shown(new),
            causes: numbers(&cause.alone),
            together: numbers(&cause.together),
        });
    }
    all.into_values().collect()
}
