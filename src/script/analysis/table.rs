//! What an analysis gives back: lines and tables, which somebody else writes.

/// What a script gave back, in its order.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// A line that it printed.
    Line(String),
    /// A table that it printed or returned.
    Table(Table),
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its title; empty where it has none.
    pub title: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with one cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// A value that is not there: the reason.
    Missing(String),
}

impl Cell {
    /// How much memory it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        let texts = match self {
            Self::Text(text) | Self::Missing(text) => text.len(),
            Self::Empty | Self::Number(_) | Self::YesNo(_) => 0,
        };
        texts + size_of::<Self>()
    }
}
