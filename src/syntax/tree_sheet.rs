//! Sheets as rules name them.

use super::tree::{Name, Text};
use crate::source::Span;
use crate::value::CompareOp;

/// `from "sheet.csv" where column "Level" = 1`
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The file, relative to the rule file.
    pub file: Text,
    /// Which of its rows are read; all where nothing is said.
    pub rows: Option<Rows>,
    /// Where it stands.
    pub span: Span,
}

/// Which rows of a sheet are read.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// All of these hold.
    All(Vec<Rows>),
    /// One of these holds.
    Any(Vec<Rows>),
    /// `column "Level" = 1`
    Compared {
        /// The column.
        column: Text,
        /// How it is compared.
        op: CompareOp,
        /// With what.
        with: CellValue,
    },
    /// `column "Level" is empty`
    Empty {
        /// The column.
        column: Text,
        /// `is not empty`
        negated: bool,
    },
}

/// What a cell is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// A text, compared letter by letter.
    Text(Name),
    /// A number, compared as one.
    Number(f64, Span),
}
