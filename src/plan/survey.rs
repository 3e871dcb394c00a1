//! Surveys: what is told from whole columns before rows are scored: bounds, ranks, means of groups.
//!
//! A survey is a part of the graph as operations are, but its operands are columns of all rows. What it tells is the same
//! for all rows: an operation that looks at it reads its own row beside it.

use super::op::Id;
use super::tag::{ASKED, NOT_REPORTED, is_missing};
use crate::builtin::Distribution;
use crate::cohort::{Column, Groups, Middle};
use crate::model::rules::Treat;
use crate::value::ItemId;

/// What is told from columns of all rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Survey {
    /// The values of an item. A column that is not treated is told as it is; one row alone is nobody, but where it may
    /// stand `alone`.
    Column { item: ItemId, columns: Vec<Id>, treated: bool, alone: bool },
    /// The values of an item that a cohort holds.
    Held { item: ItemId, cohort: u16, treated: bool },
    /// The middle of each group of rows, by a word that they have in common.
    Groups { values: Id, words: Id, middle: Middle },
    /// The value of the row of that name.
    Member { name: Box<str>, values: Id },
}

/// What a survey tells.
#[derive(Debug, Clone)]
pub(super) enum Surveyed {
    /// Only the tree evaluator can tell some of its cells, and so all of it.
    Asked,
    /// There is nobody to look at.
    Nobody,
    /// The values of the members.
    Column(Box<Column>),
    /// The middles of groups.
    Groups(Groups<f64>),
    /// The value of one member.
    Member(f64),
}

/// A survey as it is taken: its columns are places among those of the host and those that passes before it left.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    /// Its place among all surveys.
    pub place: usize,
    pub survey: Survey,
    /// What is done with outliers.
    pub treat: Option<Treat>,
    /// More than the ends of the column are looked at.
    pub whole: bool,
}

impl Survey {
    /// Visits every column that it is told from.
    pub fn each_column(&mut self, visit: &mut dyn FnMut(&mut Id)) {
        match self {
            Self::Column { columns, .. } => columns.iter_mut().for_each(visit),
            Self::Held { .. } => {}
            Self::Groups { values, words, .. } => [values, words].into_iter().for_each(visit),
            Self::Member { values, .. } => visit(values),
        }
    }
}

impl Taken {
    /// Tells a survey.
    pub fn tell(&self, columns: &[&[f64]], names: &[&str]) -> Surveyed {
        let column = |id: &Id| columns.get(*id as usize).copied().unwrap_or(&[]);
        match &self.survey {
            Survey::Column { columns, alone, .. } => {
                let columns: Vec<&[f64]> = columns.iter().map(column).collect();
                self.of_columns(&columns, *alone)
            }
            Survey::Groups { values, words, middle } => groups(column(values), column(words), *middle),
            Survey::Member { name, values } => {
                let row = names.iter().position(|known| **known == **name);
                Surveyed::Member(row.and_then(|row| column(values).get(row).copied()).unwrap_or(NOT_REPORTED))
            }
            Survey::Held { .. } => Surveyed::Nobody,
        }
    }

    fn of_columns(&self, columns: &[&[f64]], alone: bool) -> Surveyed {
        if !alone && columns.iter().all(|column| column.len() < 2) {
            return Surveyed::Nobody;
        }
        let ends = super::ends::of(columns);
        if ends.asked {
            return Surveyed::Asked;
        }
        if self.whole || self.treat.is_some() {
            let mut values = Vec::with_capacity(ends.members);
            for column in columns {
                values.extend(column.iter().copied().filter(|cell| cell.is_finite()));
            }
            return Surveyed::Column(Box::new(Column::of(values, self.treat.as_ref())));
        }
        let between = (ends.members > 0).then_some((ends.least, ends.most));
        Surveyed::Column(Box::new(Column::untreated(Distribution::between(between, ends.members))))
    }
}

fn groups(values: &[f64], words: &[f64], middle: Middle) -> Surveyed {
    let asked = |cells: &[f64]| cells.iter().any(|cell| cell.to_bits() == ASKED.to_bits());
    if asked(values) || asked(words) {
        return Surveyed::Asked;
    }
    let there = values.iter().zip(words).filter(|(value, word)| !is_missing(**value) && !is_missing(**word));
    Surveyed::Groups(Groups::of(there.map(|(value, word)| (*word, *value)), middle))
}
