//! What stands in for missing values, before the score.

use indexmap::IndexMap;

use super::super::Evaluation;
use super::{Cell, Peers};
use crate::builtin::Distribution;
use crate::cohort::{Groups, Middle, ends, from_places, on_line};
use crate::model::rules::{Cohort, Impute, Item, RuleBook, facet_of};
use crate::value::{ItemId, Symbol, Value};

/// What is reported of an item, as far as it is imputed from.
enum Reported {
    /// The middle of all members.
    Middle(Option<f64>),
    /// The middle of each group; nothing where the cohort holds values, and so no groups.
    Groups(Option<Groups<Value>>),
    /// The city's own years, or its other items.
    Own,
}

impl Peers {
    /// Fills the cells of all items that are imputed. Every cell is filled from what was reported, none from another
    /// that was filled.
    pub(super) fn impute(&mut self, book: &RuleBook, evaluations: &[Evaluation<'_>]) {
        let cohort = book.cohort_of(None).map(|(_, cohort)| cohort);
        let mut source = Source { peers: self, book, cohort, evaluations, ends: IndexMap::new() };
        let mut filled: Vec<(ItemId, usize, f64)> = Vec::new();
        for item in &book.items {
            let Some(case) = &item.impute else { continue };
            let Some(cells) = source.peers.cells.get(&item.id) else { continue };
            let gap = |cell: &Cell| cell.value.is_none() && !cell.settled;
            let gaps: Vec<usize> = (0..).zip(cells).filter(|(_, cell)| gap(cell)).map(|(row, _)| row).collect();
            if gaps.is_empty() {
                continue;
            }
            let reported = source.reported(item, case.value);
            for row in gaps {
                let value = source.stand_in(item, case.value, (&reported, row));
                filled.extend(value.map(|value| (item.id, row, value)));
            }
        }
        for (item, row, value) in filled {
            if let Some(cell) = self.cells.get_mut(&item).and_then(|cells| cells.get_mut(row)) {
                *cell = Cell { value: Some(value), imputed: true, settled: false };
            }
        }
    }
}

/// From what values are imputed.
struct Source<'s, 'a> {
    peers: &'s Peers,
    book: &'s RuleBook,
    cohort: Option<&'s Cohort>,
    evaluations: &'s [Evaluation<'a>],
    /// The worst and the best value of the items that were asked for.
    ends: IndexMap<ItemId, Option<(f64, f64)>>,
}

impl Source<'_, '_> {
    fn reported(&self, item: &Item, way: Impute) -> Reported {
        match way {
            Impute::Mean => Reported::Middle(Middle::Mean.of(&self.members(item.id))),
            Impute::Median => Reported::Middle(Middle::Median.of(&self.members(item.id))),
            Impute::GroupMean(input) => Reported::Groups(self.groups(item.id, input, Middle::Mean)),
            Impute::GroupMedian(input) => Reported::Groups(self.groups(item.id, input, Middle::Median)),
            Impute::FacetMean(_) | Impute::Latest | Impute::Linear => Reported::Own,
        }
    }

    fn stand_in(&mut self, item: &Item, way: Impute, (reported, row): (&Reported, usize)) -> Option<f64> {
        let value = match (reported, way) {
            (Reported::Middle(middle), _) => *middle,
            (Reported::Groups(groups), Impute::GroupMean(input) | Impute::GroupMedian(input)) => {
                groups.as_ref()?.middle(&self.word(input, row)?)
            }
            (_, Impute::FacetMean(facet)) => self.facet_mean(item, facet, row),
            (_, Impute::Latest) => self.around(item.id, row).first().copied().flatten().map(|(_, value)| value),
            (_, Impute::Linear) => match self.around(item.id, row) {
                [Some(before), Some(after)] => Some(on_line(f64::from(self.evaluations.get(row)?.year), before, after)),
                _ => None,
            },
            _ => None,
        };
        value.filter(|value| value.is_finite())
    }

    /// The values of an item that the members of the cohort report.
    fn members(&self, item: ItemId) -> Distribution {
        if let Some(cohort) = self.cohort.filter(|cohort| cohort.is_frozen()) {
            return Distribution::of(cohort.held.get(&item).cloned().unwrap_or_default());
        }
        Distribution::of(self.values(item).map(|(_, value)| value).collect())
    }

    /// The rows of those members, each with its value.
    fn values(&self, item: ItemId) -> impl Iterator<Item = (usize, f64)> {
        let cells = self.peers.cells.get(&item).map_or(&[] as &[Cell], Vec::as_slice);
        let members = cells.iter().enumerate().filter(|(row, _)| self.peers.belongs(*row, self.cohort));
        members.filter_map(|(row, cell)| Some((row, cell.value?)))
    }

    /// The middles of those whose input has the same word. A cohort that holds values holds no groups.
    fn groups(&self, item: ItemId, input: ItemId, middle: Middle) -> Option<Groups<Value>> {
        if self.cohort.is_some_and(Cohort::is_frozen) {
            return None;
        }
        let members = self.values(item).filter_map(|(row, value)| Some((self.word(input, row)?, value)));
        Some(Groups::of(members, middle))
    }

    fn word(&self, input: ItemId, row: usize) -> Option<Value> {
        self.evaluations.get(row)?.latest(input).value.clone().ok()
    }

    /// The mean place of the city's other KPIs with the same value of a facet, put back on the scale of this one.
    fn facet_mean(&mut self, item: &Item, facet: u16, row: usize) -> Option<f64> {
        let book = self.book;
        let own: &[Symbol] = facet_of(facet, item.id, book);
        let alike = |other: &&Item| {
            other.id != item.id && facet_of(facet, other.id, book).iter().any(|word| own.contains(word))
        };
        let mut others = Vec::new();
        for other in book.items.iter().filter(alike) {
            let value = self.peers.cell(other.id, row).and_then(|cell| cell.value);
            others.extend(value.zip(self.ends(other)));
        }
        from_places(self.ends(item), others)
    }

    /// The worst and the best value of an item.
    fn ends(&mut self, item: &Item) -> Option<(f64, f64)> {
        if let Some(known) = self.ends.get(&item.id) {
            return *known;
        }
        let found = ends(&self.members(item.id), item.direction());
        self.ends.insert(item.id, found);
        found
    }

    /// The city's own values nearest before and after the year, each behind its year.
    fn around(&self, item: ItemId, row: usize) -> [Option<(f64, f64)>; 2] {
        let Some(evaluation) = self.evaluations.get(row) else { return [None, None] };
        let years = evaluation.years_with_figures();
        let at = |year: &i32| Some((f64::from(*year), evaluation.number_in(item, *year)?));
        let before = years.iter().rev().filter(|year| **year < evaluation.year).find_map(at);
        let after = years.iter().filter(|year| **year > evaluation.year).find_map(at);
        [before, after]
    }
}
