//! Cities that are evaluated together: what each has of every item, the steps before the score, and the columns that
//! scores look at.
//!
//! It is a pass between two: values first, each city alone; then this; then scores, each city with its place here. The
//! steps come in a fixed order: impute, screen, treat. Roll-ups that compare pairs need the scores of all, so what these
//! bring to them is gathered last.

mod column;
mod impute;
mod pairs;

use indexmap::IndexMap;

pub use column::Column;
pub use pairs::{Entrant, Entry};

use self::pairs::Entries;
use super::{Evaluation, Options};
use crate::model::dataset::Dataset;
use crate::model::rules::{Item, RuleBook, Treatment};
use crate::value::{ItemId, MissingKind, at_least};

/// What one city has of one item.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cell {
    /// Its value before it is treated.
    pub value: Option<f64>,
    /// The value stands in for a missing one.
    pub imputed: bool,
    /// Nothing may stand in: it does not apply, was rejected, or is more than a missing figure.
    settled: bool,
}

/// How many of its KPIs a city has a value of, imputed ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reported {
    /// So many have one.
    pub there: u32,
    /// Of so many that apply.
    pub applicable: u32,
}

/// Cities that are evaluated together.
#[derive(Debug, Clone, Default)]
pub struct Peers {
    /// Their names, in the order in which they were given.
    names: Vec<String>,
    /// What each has of the items that matter, by item.
    cells: IndexMap<ItemId, Vec<Cell>>,
    /// How much each has reported, where that is asked for.
    reported: Vec<Reported>,
    /// Those that are screened out.
    screened: Vec<bool>,
    /// What is looked at.
    columns: IndexMap<(ItemId, Option<u16>), Column>,
    /// What each brings to the groups that are compared pair by pair.
    entries: Entries,
}

impl Peers {
    /// Gathers what some cities have, and prepares it.
    #[must_use]
    pub fn of(book: &RuleBook, cities: &[&Dataset], options: Options) -> Self {
        let evaluations: Vec<Evaluation<'_>> =
            cities.iter().map(|data| Evaluation::begin_among(book, data, options, None)).collect();
        let mut peers = Self { names: cities.iter().map(|data| data.city.name.clone()).collect(), ..Self::default() };
        for item in book.items.iter().filter(|item| book.gathers(item)) {
            let cells = evaluations.iter().map(|evaluation| evaluation.cell(item)).collect();
            peers.cells.insert(item.id, cells);
        }
        peers.impute(book, &evaluations);
        peers.screen(book, &evaluations);
        let prepared = book.items.iter().filter(|item| item.treat.is_some()).map(|item| (item.id, None));
        for (item, cohort) in book.looks.iter().copied().chain(prepared) {
            if let Some(column) = peers.gathered(book, (item, cohort), &evaluations) {
                peers.columns.insert((item, cohort), column);
            }
        }
        peers.paired(book, cities, options)
    }

    /// The names of the cities, in the order in which they were given.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What a city has of an item, where that matters.
    #[must_use]
    pub fn cell(&self, item: ItemId, row: usize) -> Option<Cell> {
        self.cells.get(&item)?.get(row).copied()
    }

    /// The column of an item in a cohort; nothing where there is nobody to look at.
    #[must_use]
    pub fn column(&self, item: ItemId, cohort: Option<u16>) -> Option<&Column> {
        self.columns.get(&(item, cohort))
    }

    /// What was done with outliers, by item.
    #[must_use]
    pub fn treatments(&self) -> Vec<(ItemId, Treatment)> {
        let own = self.columns.iter().filter(|((_, cohort), _)| cohort.is_none());
        own.filter_map(|((item, _), column)| Some((*item, column.numbers.treatment.clone()?))).collect()
    }

    /// How much a city has reported, where it is screened out for it.
    #[must_use]
    pub fn screened(&self, row: usize) -> Option<Reported> {
        self.screened.get(row).copied().filter(|out| *out)?;
        self.reported.get(row).copied()
    }

    fn screen(&mut self, book: &RuleBook, evaluations: &[Evaluation<'_>]) {
        let Some(case) = &book.screen else { return };
        for (row, evaluation) in evaluations.iter().enumerate() {
            let mut reported = Reported::default();
            for item in book.items.iter().filter(|item| item.is_leaf()) {
                let missing = evaluation.latest(item.id).value.as_ref().err().map(|missing| missing.kind);
                let imputed = self.cell(item.id, row).is_some_and(|cell| cell.imputed);
                reported.applicable += u32::from(missing != Some(MissingKind::NotApplicable));
                reported.there += u32::from(missing.is_none() || imputed);
            }
            let enough = at_least(f64::from(reported.there), case.value * f64::from(reported.applicable));
            self.reported.push(reported);
            self.screened.push(!enough);
        }
    }
}

impl Evaluation<'_> {
    /// What the city has of an item, by itself.
    fn cell(&self, item: &Item) -> Cell {
        let entry = self.latest(item.id);
        let silent = entry.value.as_ref().is_err_and(|missing| missing.kind == MissingKind::NotReported);
        let value = entry.value.as_ref().ok().and_then(crate::value::Value::as_number);
        Cell { value, imputed: false, settled: !silent }
    }
}
