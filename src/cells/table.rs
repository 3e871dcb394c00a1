//! A sheet that was taken apart: its header, and the rows that are wanted.

use super::number::Marks;
use super::scan::Record;

/// A sheet that was taken apart.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// The names of its columns.
    pub header: Record<'a>,
    /// The rows that are wanted.
    pub rows: Vec<Record<'a>>,
    /// How it writes numbers.
    pub marks: Marks,
}

impl Table<'_> {
    /// The place of a column: by its name as it stands, else in other letters.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        let level = |text: &str| super::as_name(text);
        let exact = self.header.cells.iter().position(|cell| cell.text == name);
        exact.or_else(|| self.header.cells.iter().position(|cell| level(&cell.text) == level(name)))
    }
}
