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

impl Cell {
    /// What it was before anything stood in.
    fn as_it_came(self) -> Self {
        if self.imputed { Self::default() } else { self }
    }
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
        peers.prepared(book, &evaluations).paired(book, cities, options)
    }

    /// The same where one of the cities has other figures: what the others have is not looked up again.
    #[must_use]
    pub fn with(&self, book: &RuleBook, cities: &[&Dataset], row: usize, options: Options) -> Self {
        let evaluations: Vec<Evaluation<'_>> =
            cities.iter().map(|data| Evaluation::begin_among(book, data, options, None)).collect();
        let mut peers = Self { names: self.names.clone(), ..Self::default() };
        for (id, known) in &self.cells {
            let mut cells: Vec<Cell> = known.iter().map(|cell| cell.as_it_came()).collect();
            let own = evaluations.get(row).zip(book.item(*id)).map(|(evaluation, item)| evaluation.cell(item));
            if let (Some(slot), Some(own)) = (cells.get_mut(row), own) {
                *slot = own;
            }
            peers.cells.insert(*id, cells);
        }
        peers.prepared(book, &evaluations).paired(book, cities, options)
    }

    /// The steps before the score.
    fn prepared(mut self, book: &RuleBook, evaluations: &[Evaluation<'_>]) -> Self {
        self.impute(book, evaluations);
        self.screen(book, evaluations);
        let prepared = book.items.iter().filter(|item| item.treat.is_some()).map(|item| (item.id, None));
        for (item, cohort) in book.looks.iter().copied().chain(prepared) {
            if let Some(column) = self.gathered(book, (item, cohort), evaluations) {
                self.columns.insert((item, cohort), column);
            }
        }
        self
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

    /// All columns, each with its item and its cohort.
    pub fn columns(&self) -> impl Iterator<Item = (ItemId, Option<u16>, &Column)> {
        self.columns.iter().map(|((item, cohort), column)| (*item, *cohort, column))
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
