//! What stands in for missing values, before the score.

use super::super::Evaluation;
use super::{Cell, Peers};
use crate::builtin::{Distribution, sum};
use crate::formula::facet_of;
use crate::model::rules::{Better, Cohort, Impute, Item, RuleBook};
use crate::value::{ItemId, Symbol, Value};

/// The facet by which an item is imputed, where it is by one.
pub(super) fn by_facet(item: &Item) -> Option<u16> {
    match item.impute.as_ref()?.value {
        Impute::FacetMean(facet) => Some(facet),
        _ => None,
    }
}

impl Peers {
    /// Fills the cells of all items that are imputed. Every cell is filled from what was reported, none from another
    /// that was filled.
    pub(super) fn impute(&mut self, book: &RuleBook, evaluations: &[Evaluation<'_>]) {
        let cohort = book.cohort_of(None).map(|(_, cohort)| cohort);
        let mut filled: Vec<(ItemId, usize, f64)> = Vec::new();
        for item in &book.items {
            let Some(case) = &item.impute else { continue };
            let Some(cells) = self.cells.get(&item.id) else { continue };
            if cells.iter().all(|cell| cell.value.is_some() || cell.settled) {
                continue;
            }
            let source = Source { peers: self, book, cohort, item, evaluations };
            let gap = |(row, cell): (usize, &Cell)| {
                let gap = cell.value.is_none() && !cell.settled;
                gap.then(|| source.stand_in(&case.value, row)).flatten().map(|value| (item.id, row, value))
            };
            filled.extend(cells.iter().enumerate().filter_map(gap));
        }
        for (item, row, value) in filled {
            if let Some(cell) = self.cells.get_mut(&item).and_then(|cells| cells.get_mut(row)) {
                *cell = Cell { value: Some(value), imputed: true, settled: false };
            }
        }
    }
}

/// From what a value is imputed.
struct Source<'s, 'a> {
    peers: &'s Peers,
    book: &'s RuleBook,
    cohort: Option<&'s Cohort>,
    item: &'s Item,
    evaluations: &'s [Evaluation<'a>],
}

impl Source<'_, '_> {
    fn stand_in(&self, way: &Impute, row: usize) -> Option<f64> {
        match way {
            Impute::Mean => mean(&self.members(self.item.id, |_| true)),
            Impute::Median => self.members(self.item.id, |_| true).quantile(0.5),
            Impute::GroupMean(input) => mean(&self.group(*input, row)?),
            Impute::GroupMedian(input) => self.group(*input, row)?.quantile(0.5),
            Impute::FacetMean(facet) => self.facet_mean(*facet, row),
            Impute::Latest => self.around(row).first().copied().flatten().map(|(_, value)| value),
            Impute::Linear => match self.around(row) {
                [Some((first, low)), Some((last, high))] => {
                    let year = self.evaluations.get(row)?.year;
                    Some(low + (high - low) * f64::from(year - first) / f64::from(last - first))
                }
                _ => None,
            },
        }
    }

    /// The values of an item that the members of the cohort report.
    fn members(&self, item: ItemId, among: impl Fn(usize) -> bool) -> Distribution {
        if let Some(cohort) = self.cohort.filter(|cohort| cohort.is_frozen()) {
            return Distribution::of(cohort.held.get(&item).cloned().unwrap_or_default());
        }
        let cells = self.peers.cells.get(&item).map_or(&[] as &[Cell], Vec::as_slice);
        let there = cells.iter().enumerate().filter(|(row, _)| self.peers.belongs(*row, self.cohort) && among(*row));
        Distribution::of(there.filter_map(|(_, cell)| cell.value).collect())
    }

    /// The values of those whose input has the same word. A cohort that holds values holds no groups.
    fn group(&self, input: ItemId, row: usize) -> Option<Distribution> {
        if self.cohort.is_some_and(Cohort::is_frozen) {
            return None;
        }
        let word = |row: usize| self.evaluations.get(row)?.latest(input).value.clone().ok();
        let own: Value = word(row)?;
        Some(self.members(self.item.id, |other| word(other).as_ref() == Some(&own)))
    }

    /// The mean place of the city's other KPIs with the same value of a facet, put back on the scale of this one.
    fn facet_mean(&self, facet: u16, row: usize) -> Option<f64> {
        let own: &[Symbol] = facet_of(facet, self.item.id, self.book);
        let alike = |item: &&Item| {
            item.id != self.item.id && facet_of(facet, item.id, self.book).iter().any(|word| own.contains(word))
        };
        let mut places = Vec::new();
        for item in self.book.items.iter().filter(alike) {
            let Some(value) = self.peers.cell(item.id, row).and_then(|cell| cell.value) else { continue };
            if let (Some(least), Some(most)) = self.ends(item)
                && least != most
            {
                places.push((value - least) / (most - least));
            }
        }
        let (Some(least), Some(most)) = self.ends(self.item) else { return None };
        #[expect(clippy::cast_precision_loss, reason = "a count of KPIs is far below 2^53")]
        let many = places.len() as f64;
        (!places.is_empty()).then(|| sum(places) / many * (most - least) + least)
    }

    /// The worst and the best value of an item.
    fn ends(&self, item: &Item) -> (Option<f64>, Option<f64>) {
        let values = self.members(item.id, |_| true);
        match item.direction() {
            Some(Better::Lower) => (values.most(), values.least()),
            _ => (values.least(), values.most()),
        }
    }

    /// The city's own values nearest before and after the year.
    fn around(&self, row: usize) -> [Option<(i32, f64)>; 2] {
        let Some(evaluation) = self.evaluations.get(row) else { return [None, None] };
        let years = evaluation.years_with_figures();
        let at = |year: &i32| Some((*year, evaluation.number_in(self.item.id, *year)?));
        let before = years.iter().rev().filter(|year| **year < evaluation.year).find_map(at);
        let after = years.iter().filter(|year| **year > evaluation.year).find_map(at);
        [before, after]
    }
}

fn mean(values: &Distribution) -> Option<f64> {
    (values.members() > 0).then(|| values.mean())
}
