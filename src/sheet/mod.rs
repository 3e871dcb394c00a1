//! Rules that an expert keeps in a spreadsheet: what names a sheet becomes ordinary items and clauses.
//!
//! Every name, number and text of what is made here stands in a cell of the sheet, which is a source text like any other.
//! So each later finding points at a cell, `explain` names file, line and column, and no later room knows of sheets.

mod cell;
mod code;
mod facet;
mod figures;
mod grid;
mod kpis;
mod reader;
mod row;
mod rows;
mod table;
mod targets;

pub use code::{has_codes, resolve_codes};

use crate::cells::Table;
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::tree::{Clause, ClauseKind, File, Item, ItemKind, Sheet, Text};
use grid::Grid;
use reader::{Reader, Slips};

/// The columns of a sheet of targets, in the order in which they are written.
pub use targets::COLUMNS as TARGET_COLUMNS;

/// The sheets that a rule file names, in its order.
#[must_use]
pub fn named(file: &File) -> Vec<&Text> {
    let mut names = Vec::new();
    file.items.iter().for_each(|item| gather(item, &mut names));
    names
}

fn gather<'f>(item: &'f Item, names: &mut Vec<&'f Text>) {
    names.extend(item.sheet.as_ref().map(|sheet| &sheet.file));
    for clause in &item.clauses {
        match &clause.kind {
            ClauseKind::Item(inner) => gather(inner, names),
            ClauseKind::FromSheet { sheet, .. } => names.push(&sheet.file),
            _ => {}
        }
    }
}

/// Puts what the sheets say in the place of what names them.
///
/// `found` has the texts of the sheets, each by the place of its name. What names a sheet that is not there is left out:
/// that it is not there has been said by whoever looked for it.
#[must_use]
pub fn expand(file: &mut File, found: &[(Span, SourceId)], sources: &Sources) -> Vec<Diagnostic> {
    if named(file).is_empty() {
        return Vec::new();
    }
    let mut room = Room { found, sources, slips: Slips::default() };
    let items = std::mem::take(&mut file.items);
    for item in items {
        file.items.extend(room.item(item));
    }
    room.slips.into_findings()
}

/// The rows that are wanted of a sheet, as they stand; nothing where it cannot be read.
#[must_use]
pub fn rows<'a>(sheet: &Sheet, source: SourceId, text: &'a str, known: &[&str]) -> Checked<Option<Table<'a>>> {
    let slips = Slips::default();
    let table = Grid::read(source, text, known, &slips).and_then(|grid| {
        let wanted = rows::wanted(&grid, sheet.rows.as_ref(), &slips)?;
        Some(grid.into_table(&wanted))
    });
    Checked { value: table, findings: slips.into_findings() }
}

/// The sheets at hand.
struct Room<'a> {
    found: &'a [(Span, SourceId)],
    sources: &'a Sources,
    slips: Slips,
}

impl<'a> Room<'a> {
    /// What an item becomes: itself with what its sheet says, or the items that the sheet declares.
    fn item(&mut self, mut item: Item) -> Vec<Item> {
        self.inside(&mut item);
        let Some(sheet) = item.sheet.take() else { return vec![item] };
        let Some(reader) = self.open(&sheet, &item) else {
            let stays = !matches!(item.kind, ItemKind::Kpis | ItemKind::Targets { .. });
            return if stays { vec![item] } else { Vec::new() };
        };
        let made = match item.kind {
            ItemKind::Kpis => kpis::items(&reader, item),
            ItemKind::Targets { .. } => targets::items(&reader, item),
            ItemKind::Facet { .. } => vec![facet::filled(&reader, item)],
            ItemKind::Table { .. } => vec![table::filled(&reader, item)],
            ItemKind::Reference { .. } => vec![figures::reference(&reader, item)],
            _ => vec![item],
        };
        reader.finish();
        made
    }

    /// Inputs in an item, and the item itself where it is one.
    fn inside(&mut self, item: &mut Item) {
        let is_from_sheet = |clause: &Clause| matches!(clause.kind, ClauseKind::FromSheet { .. });
        let whole = item.clauses.iter().any(is_from_sheet).then(|| item.clone());
        for mut clause in std::mem::take(&mut item.clauses) {
            if let ClauseKind::Item(inner) = &mut clause.kind {
                self.inside(inner);
                self.not_nested(inner);
            }
            match (&clause.kind, &whole) {
                (ClauseKind::FromSheet { by, sheet }, Some(whole)) => {
                    if let Some(reader) = self.open(sheet, whole) {
                        item.clauses.extend(figures::facts(&reader, by, whole, &clause.modifiers));
                        reader.finish();
                    }
                }
                _ => item.clauses.push(clause),
            }
        }
    }

    fn not_nested(&self, inner: &mut Item) {
        if inner.sheet.take().is_some() {
            let finding = Diagnostic::error("sheet::nested", inner.word, "a sheet is named at the top level of a file");
            self.slips.push(finding.help("move it out of the block"));
        }
    }

    fn open(&self, sheet: &Sheet, item: &Item) -> Option<Reader<'a>> {
        let (_, source) = self.found.iter().find(|(span, _)| *span == sheet.file.span)?;
        let text = self.sources.get(*source).map_or("", |file| file.text.as_str());
        Reader::open((*source, text), sheet, item, self.slips.clone())
    }
}
