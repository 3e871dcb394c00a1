//! Decision tables.

use super::case::Case;
use super::formula::Node;
use super::rules::{Goal, Measure};
use crate::source::Span;
use crate::value::{ItemId, Symbol};

/// A decision table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name.
    pub name: String,
    /// How its results are measured.
    pub measure: Measure,
    /// What picks the row.
    pub by: Vec<TableKey>,
    /// The first row that fits is taken; else exactly one may fit.
    pub first: bool,
    /// Its rows.
    pub rows: Vec<Case<Row>>,
    /// Where it is declared.
    pub span: Span,
}

/// What picks the row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKey {
    /// The value of an input.
    Item(ItemId),
    /// The year at hand.
    Year,
}

impl TableKey {
    /// The input, if it is one.
    #[must_use]
    pub fn item(self) -> Option<ItemId> {
        match self {
            Self::Item(item) => Some(item),
            Self::Year => None,
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One cell for each input.
    pub cells: Vec<Cell>,
    /// The result.
    pub value: Node,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Anything, even what is not reported.
    Any,
    /// One of these words.
    OneOf(Vec<Symbol>),
    /// `yes` or `no`.
    YesNo(bool),
    /// A range.
    Range(Goal),
    /// One of these years.
    Years(Vec<i32>),
}
