//! What if: what moves in a city when figures, weights, targets or parameters are others, and why where nothing does.

mod among;
mod csv;
mod json;
mod said;
mod still;
mod text;

pub(in crate::author) use among::Scores;
pub use among::{Among, BoundsMoved, RankMoved};
pub use csv::csv;
pub use json::{SCHEMA, SCHEMA_VERSION, json};
pub use text::text;

use indexmap::IndexMap;
use serde::Serialize;

use crate::Assessed;
use crate::author::change::effect::snapshot::{Of, Seen, Snapshot, moved, snapshot};
use crate::diagnostic::Checked;
use crate::evaluate::Options;
use crate::formula::Context;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::model::supposition::Supposed;
use crate::source::Sources;
use crate::suppose::World;
use crate::syntax::parse_supposed;
use crate::value::Missing;

/// What a supposition does to a city.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIf {
    /// The city.
    pub city: String,
    /// Its title.
    pub title: String,
    /// The year of the evaluation.
    pub year: i32,
    /// What is supposed.
    pub supposed: Vec<Said>,
    /// What moves, in the order of the book: items, groups, recommendations, checks.
    pub moved: Vec<Moved>,
    /// Among others: the bounds that move, since scores look at all cities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bounds: Vec<BoundsMoved>,
    /// Among others: every city whose score or rank in a group moves, the city itself among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ranks: Vec<RankMoved>,
    /// Among others: how many cities are evaluated together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cities: Option<usize>,
}

/// One thing that is supposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// `figure`, `parameter`, `weight`, `target` or `start`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is; nothing where there is none.
    pub was: Option<String>,
    /// What it would be.
    pub is: String,
    /// How many results it moves alone, itself left out.
    pub moves: usize,
    /// Why it moves nothing, or no more than itself.
    pub why: Vec<String>,
}

/// A KPI, a group, a recommendation or a check of which something moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moved {
    /// What it is.
    pub kind: Of,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What moves.
    pub parts: Vec<Part>,
}

/// A result that moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Which: `value`, `score`, `band`, `rank`.
    pub part: &'static str,
    /// What it is, as printed; nothing where there is none.
    pub was: Option<String>,
    /// What it would be.
    pub is: Option<String>,
    /// What it is as a number, in base units; scores as shares.
    pub was_number: Option<f64>,
    /// What it would be as a number.
    pub is_number: Option<f64>,
}

/// Reads what is supposed, each as people type it: `water_loss=9 %`, `weight of economy=2`, `target of water_loss=at
/// most 8 %`. The texts are kept among the sources, so that findings can show them.
pub fn read<'t>(
    book: &RuleBook,
    sources: &mut Sources,
    texts: impl IntoIterator<Item = &'t str>,
) -> Checked<Vec<Supposed>> {
    let mut written = Vec::new();
    let mut findings = Vec::new();
    for text in texts {
        let source = sources.add("--set", text);
        match parse_supposed(source, text) {
            Ok(read) => written.push(read),
            Err(finding) => findings.push(finding),
        }
    }
    let mut checked = crate::check::suppose(book, sources, &written);
    findings.append(&mut checked.findings);
    Checked { value: checked.value, findings }
}

/// Everything that is at hand for one city.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// Their texts.
    pub sources: &'a Sources,
    /// The city and its figures.
    pub data: &'a Dataset,
    /// What it comes to now.
    pub assessed: &'a Assessed<'a>,
    /// Those with whom it is evaluated, where it is not alone.
    pub among: Option<Among<'a>>,
}

impl<'a> Present<'a> {
    /// The options of the evaluation.
    pub(in crate::author) fn options(&self) -> Options {
        Options { year: Some(self.assessed.year), on: self.assessed.evaluation.card.on }
    }

    /// The context of what is supposed: the year of the evaluation.
    pub(super) fn context(&self) -> Context<'static> {
        Context::at_day(self.assessed.year, self.assessed.evaluation.card.on)
    }

    /// The rules and figures as they would be.
    ///
    /// # Errors
    /// What is supposed rests on something that is missing.
    pub fn world(&self, supposed: &[Supposed]) -> Result<World<'a>, Missing> {
        let settled = self.assessed.evaluation.settle(supposed, &self.context())?;
        Ok(World::of(self.book, self.data, &settled))
    }

    /// What the city comes to in a world.
    pub(in crate::author) fn assess<'w>(&self, world: &'w World<'_>) -> Assessed<'w> {
        match &self.among {
            Some(among) => among.assess(world, self.sources),
            None => crate::assess_with(&world.book, self.sources, &world.data, self.options()),
        }
    }
}

/// What moves when something is supposed of a city.
///
/// # Errors
/// What is supposed rests on something that is missing.
pub fn what_if(present: &Present<'_>, supposed: &[Supposed]) -> Result<WhatIf, Missing> {
    let before = snapshot(present.book, present.assessed);
    let world = present.world(supposed)?;
    let after = snapshot(&world.book, &present.assess(&world));
    let (bounds, ranks) = present.among.map_or_else(Default::default, |among| among.moves(&world));
    let city = &present.data.city;
    let mut told = Vec::with_capacity(supposed.len());
    for one in supposed {
        told.push(still::tell(present, &before, one)?);
    }
    Ok(WhatIf {
        city: city.name.clone(),
        title: if city.title.is_empty() { city.name.clone() } else { city.title.clone() },
        year: present.assessed.year,
        supposed: told,
        moved: gathered(&before, &after),
        bounds,
        ranks,
        cities: present.among.map(|among| among.together.cities.len()),
    })
}

/// What differs between two snapshots, by what it belongs to.
fn gathered(before: &Snapshot, after: &Snapshot) -> Vec<Moved> {
    let mut all: IndexMap<(Of, String), Moved> = IndexMap::new();
    for key in moved(before, after) {
        let own = (key.of, key.name.clone());
        let title = after.titles.get(&own).or_else(|| before.titles.get(&own)).cloned().unwrap_or_default();
        let entry =
            all.entry(own).or_insert_with(|| Moved { kind: key.of, name: key.name.clone(), title, parts: Vec::new() });
        let (was, is) = (before.results.get(&key), after.results.get(&key));
        let shown = |seen: Option<&Seen>| seen.map(|seen| seen.shown.clone());
        entry.parts.push(Part {
            part: key.part,
            was: shown(was),
            is: shown(is),
            was_number: was.and_then(Seen::as_number),
            is_number: is.and_then(Seen::as_number),
        });
    }
    all.into_values().collect()
}
