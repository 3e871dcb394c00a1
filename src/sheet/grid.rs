//! A sheet as a header and rows, each cell with its place.

use super::reader::Slips;
use crate::cells::{Marks, Record, Slip, Table, decimal_mark, opened};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span, nearest};
use crate::syntax::Piece;

/// A sheet.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub source: SourceId,
    text: &'a str,
    header: Record<'a>,
    /// The rows below the header that can be read.
    pub records: Vec<Record<'a>>,
    /// How it writes numbers.
    pub marks: Marks,
    /// Rows were left out since they cannot be read.
    pub broken: bool,
}

impl<'a> Grid<'a> {
    /// Reads a sheet; nothing where it has no header.
    pub(super) fn read(source: SourceId, text: &'a str, known: &[&str], slips: &Slips) -> Option<Self> {
        let mut records = opened(text, known);
        let comma_file = records.separator() == b',';
        let Some(header) = records.find(|record| !record.is_blank()) else {
            let finding = Diagnostic::error("sheet::file::empty", Span::new(source, 0, 0), "the sheet is empty");
            slips.push(finding.help("begin it with a header that names its columns"));
            return None;
        };
        let mut grid = Self {
            source,
            text,
            header,
            records: Vec::new(),
            marks: Marks { comma_file, ..Marks::default() },
            broken: false,
        };
        grid.check_header(slips);
        for record in records.filter(|record| !record.is_blank()) {
            if grid.sound(&record, slips) {
                grid.records.push(record);
            } else {
                grid.broken = true;
            }
        }
        let marks = grid.records.iter().flat_map(|record| &record.cells).filter_map(|cell| decimal_mark(&cell.text));
        for mark in marks.collect::<Vec<_>>() {
            grid.marks.point_seen |= mark == '.';
            grid.marks.comma_seen |= mark == ',';
        }
        Some(grid)
    }

    /// The sheet with those of its rows alone.
    pub(super) fn into_table(self, wanted: &[usize]) -> Table<'a> {
        let rows = self.records.into_iter().enumerate().filter(|(place, _)| wanted.binary_search(place).is_ok());
        Table { header: self.header, rows: rows.map(|(_, record)| record).collect(), marks: self.marks }
    }

    fn check_header(&self, slips: &Slips) {
        for (place, cell) in self.header.cells.iter().enumerate() {
            let first = self.header.cells.iter().take(place).find(|first| first.text == cell.text);
            if let Some(first) = first.filter(|_| !cell.text.is_empty()) {
                let message = format!("the column `{}` is there twice", cell.text);
                let finding = Diagnostic::error("sheet::column::twice", self.span(cell.start, cell.end), message);
                slips.push(
                    finding.and(self.span(first.start, first.end), "the first one").help("rename one of the two"),
                );
            }
        }
    }

    /// Whether a row can be read; says why not.
    fn sound(&self, record: &Record<'_>, slips: &Slips) -> bool {
        let quote = |at: usize, message: &str, help: &str| {
            let finding = Diagnostic::error("sheet::row::quote", self.span(at, at + 1), message);
            slips.push(finding.help(help));
        };
        match record.slip {
            Some(Slip::Unclosed(at)) => {
                quote(at, "a quote is opened and not closed", "close it, or take it away");
                return false;
            }
            Some(Slip::Within(at)) => {
                quote(
                    at,
                    "text follows the quote that ends a cell",
                    "double the quotes inside of a quoted cell: `\"\"`",
                );
                return false;
            }
            None => {}
        }
        let most = self.header.cells.len();
        let extra = record.cells.iter().skip(most).find(|cell| !cell.text.is_empty());
        if let Some(extra) = extra {
            let message = format!("the row has more cells than the header, which has {most}");
            let finding = Diagnostic::error("sheet::row::long", self.span(extra.start, extra.end), message);
            slips.push(
                finding
                    .here("the first cell without a column")
                    .help("put a text with separators in it, or a number with a decimal comma, in quotes"),
            );
        }
        extra.is_none()
    }

    /// A place in the sheet.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// Where the header stands.
    pub(super) fn head(&self) -> Span {
        self.span(self.header.start, self.header.end)
    }

    /// The names of all columns, with their places.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Span)> {
        self.header.cells.iter().map(|cell| (cell.text.as_ref(), self.span(cell.start, cell.end)))
    }

    /// The place of a column: by its name as it stands, else in other letters.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let level = |text: &str| crate::cells::as_name(text);
        let exact = self.header.cells.iter().position(|cell| cell.text == name);
        exact.or_else(|| self.header.cells.iter().position(|cell| level(&cell.text) == level(name)))
    }

    /// The column whose name lies nearest.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.names().map(|(name, _)| name).filter(|name| name.len() < 100))
    }

    /// A cell as a piece of text; nothing where it is empty.
    pub(super) fn piece<'g>(&'g self, record: &'g Record<'a>, column: usize) -> Option<Piece<'g>> {
        let cell = record.cells.get(column).filter(|cell| !cell.text.is_empty())?;
        let raw = self.text.get(cell.start..cell.end).unwrap_or("");
        let inner = raw.strip_prefix('"').unwrap_or(raw);
        let offset = cell.start + (raw.len() - inner.len()) + (inner.len() - inner.trim_start().len());
        Some(Piece { source: self.source, text: &cell.text, offset })
    }

    /// Whether a cell is quoted.
    pub(super) fn quoted(&self, record: &Record<'_>, column: usize) -> bool {
        let cell = record.cells.get(column);
        cell.and_then(|cell| self.text.get(cell.start..)).is_some_and(|rest| rest.starts_with('"'))
    }
}
