//! The columns of the long form, found by their names in the header.

use super::findings::Findings;
use crate::cells::{Cell, Record};
use crate::cells::{all_of, as_name};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span, nearest};

/// The columns of the long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum Column {
    Item,
    Period,
    Value,
    Unit,
    Status,
    Quality,
    Source,
    Place,
    Note,
}

/// The header of the long form.
pub const COLUMNS: [&str; 9] = ["item", "period", "value", "unit", "status", "quality", "source", "place", "note"];

/// How many cells of a header are looked at.
const MOST: usize = 1_000;

/// Which place each column has in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    /// How many cells the header has.
    pub count: usize,
}

impl Columns {
    /// The cell of a row in a column; nothing where the file has no such column or the row ends before it.
    pub(super) fn cell<'r, 'a>(&self, record: &'r Record<'a>, column: Column) -> Option<&'r Cell<'a>> {
        record.cells.get(self.place(column)?)
    }

    /// The place of a column in a row.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    /// Reads the header. Nothing where it lacks a column that is needed.
    pub(super) fn read(header: &Record<'_>, source: SourceId, findings: &mut Findings) -> Option<Self> {
        let mut columns = Self { places: [None; COLUMNS.len()], count: header.cells.len() };
        let errors = findings.errors();
        let mut strangers = Vec::new();
        for (place, cell) in header.cells.iter().enumerate().take(MOST) {
            let name = as_name(&cell.text);
            let known = COLUMNS.iter().position(|column| *column == name);
            match known.and_then(|at| columns.places.get_mut(at)) {
                Some(slot) if slot.is_some() => findings.push(twice(cell, source)),
                Some(slot) => *slot = Some(place),
                None if name.is_empty() => {}
                None => strangers.push(cell),
            }
        }
        let like = |cell: &&Cell<'_>| cell.text.len() < 100 && nearest(&as_name(&cell.text), COLUMNS).is_some();
        if columns.places.iter().all(Option::is_none) && !strangers.iter().any(like) {
            findings.push(no_header(header, source));
            return None;
        }
        for column in [Column::Item, Column::Value] {
            if columns.place(column).is_none() {
                findings.push(missing(column, header, &strangers, source));
            }
        }
        if findings.errors() > errors {
            return None;
        }
        let pairs = COLUMNS.iter().zip(&columns.places);
        let free: Vec<&str> = pairs.filter(|(_, place)| place.is_none()).map(|(name, _)| *name).collect();
        strangers.iter().for_each(|cell| findings.push(stranger(cell, &free, source)));
        Some(columns)
    }
}

fn expected() -> String {
    format!("the header is `{}`; `item` and `value` must be there", COLUMNS.join(","))
}

fn span(cell: &Cell<'_>, source: SourceId) -> Span {
    Span::new(source, cell.start, cell.end)
}

fn no_header(header: &Record<'_>, source: SourceId) -> Diagnostic {
    let span = Span::new(source, header.start, header.end);
    Diagnostic::error("data::column::missing", span, "the first line names no column")
        .here("a header is wanted")
        .help(expected())
}

fn missing(column: Column, header: &Record<'_>, strangers: &[&Cell<'_>], source: SourceId) -> Diagnostic {
    let name = COLUMNS.get(column as usize).copied().unwrap_or_default();
    let known = strangers.iter().map(|cell| cell.text.as_ref()).filter(|text| text.len() < 100);
    let near = nearest(name, known).and_then(|text| strangers.iter().find(|cell| cell.text == text));
    let message = format!("the header has no column `{name}`");
    let all = Span::new(source, header.start, header.end);
    let finding = Diagnostic::error("data::column::missing", near.map_or(all, |cell| span(cell, source)), message);
    match near {
        Some(cell) => finding.here(format!("is `{name}` meant?")).help(expected()).fix(span(cell, source), name),
        None => finding.here("the header").help(expected()),
    }
}

fn twice(cell: &Cell<'_>, source: SourceId) -> Diagnostic {
    let message = format!("the column `{}` is there twice", cell.text);
    Diagnostic::error("data::column::twice", span(cell, source), message).help("rename or remove one of the two")
}

fn stranger(cell: &Cell<'_>, free: &[&str], source: SourceId) -> Diagnostic {
    let shown = super::problem::quoted(&cell.text);
    let near = if cell.text.len() < 100 { nearest(&as_name(&cell.text), free.iter().copied()) } else { None };
    let (code, place) = ("data::column::unknown", span(cell, source));
    let message = format!("the column {shown} is not read");
    match near {
        Some(name) => {
            Diagnostic::warning(code, place, message).help(format!("did you mean `{name}`?")).fix(place, name)
        }
        None => Diagnostic::advice(code, place, message).help(format!("known columns are {}", all_of(COLUMNS))),
    }
}
