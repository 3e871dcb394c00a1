//! The values of one item that the members of a cohort have.

use super::super::Evaluation;
use super::{Cell, Peers};
use crate::cohort;
use crate::model::rules::{Cohort, RuleBook};
use crate::value::{ItemId, Value};

/// The values of one item that the members of a cohort have, treated.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The members that have a value, by name, in their order; nobody where the cohort holds values.
    pub members: Vec<String>,
    /// Their values.
    pub numbers: cohort::Column,
}

impl Column {
    fn of(members: Vec<String>, values: Vec<f64>, item: ItemId, book: &RuleBook) -> Self {
        let treat = book.item(item).and_then(|item| item.treat.as_ref());
        Self { members, numbers: cohort::Column::of(values, treat.map(|case| &case.value)) }
    }
}

impl Peers {
    /// The column of an item in a cohort; nothing where a city would look at itself alone.
    pub(super) fn gathered(
        &self,
        book: &RuleBook,
        (item, named): (ItemId, Option<u16>),
        evaluations: &[Evaluation<'_>],
    ) -> Option<Column> {
        let cohort = book.cohort_of(named).map(|(_, cohort)| cohort);
        if let Some(cohort) = cohort.filter(|cohort| cohort.is_frozen()) {
            let held = cohort.held.get(&item)?;
            return Some(Column::of(Vec::new(), held.clone(), item, book));
        }
        if self.names.len() < 2 && cohort.is_none_or(|cohort| cohort.years.is_none()) {
            return None;
        }
        let mut members = Vec::new();
        let mut values = Vec::new();
        for (row, evaluation) in evaluations.iter().enumerate().filter(|(row, _)| self.belongs(*row, cohort)) {
            let before = values.len();
            match cohort.and_then(|cohort| cohort.years) {
                Some((first, last)) => {
                    let years =
                        evaluation.years_with_figures().into_iter().filter(|year| (first..=last).contains(year));
                    values.extend(years.filter_map(|year| evaluation.number_in(item, year)));
                }
                None => values.extend(self.cell(item, row).and_then(|cell: Cell| cell.value)),
            }
            if values.len() > before {
                members.push(self.names.get(row).cloned().unwrap_or_default());
            }
        }
        Some(Column::of(members, values, item, book))
    }

    /// Whether a city belongs to a cohort and is not screened out.
    pub(super) fn belongs(&self, row: usize, cohort: Option<&Cohort>) -> bool {
        let listed = cohort.is_none_or(|cohort| {
            cohort.members.is_empty() || self.names.get(row).is_some_and(|name| cohort.members.contains(name))
        });
        listed && !self.screened.get(row).copied().unwrap_or(false)
    }
}

impl Evaluation<'_> {
    /// The value of an item in a year, if it is one number.
    pub(super) fn number_in(&self, item: ItemId, year: i32) -> Option<f64> {
        self.exact(item, year).value.as_ref().ok().and_then(Value::as_number)
    }

    /// The years of which the city has figures, ascending.
    pub(super) fn years_with_figures(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.data.figures.iter().filter_map(|figure| figure.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}
