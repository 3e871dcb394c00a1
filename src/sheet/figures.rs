//! Figures that rules state of places: references, and facts about them that inputs take from a sheet.

use super::cell::Read;
use super::reader::Reader;
use super::row::{Row, RowUnit, in_cell};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Modifiers, Name, Piece, Text, UnitSpec};

/// What the columns of a reference's sheet can be.
pub(super) const REFERENCE: &[&str] = &[
    "item", "value", "unit", "period", "from", "until", "when", "basis", "source", "because", "evidence", "as", "over",
];

/// What the columns of the sheet of an input can be, beside the attribute and the name of the input.
pub(super) const FACTS: &[&str] =
    &["value", "unit", "from", "until", "when", "basis", "source", "because", "evidence", "as", "over"];

/// The reference with the figures of its sheet.
pub(super) fn reference(reader: &Reader<'_>, mut item: Item) -> Item {
    item.clauses.retain(|clause| !matches!(clause.kind, ClauseKind::Column { .. }));
    let ItemKind::Reference { by } = &item.kind else { return item };
    let there = by.as_ref().is_none_or(|by| reader.needs(&by.text));
    if reader.needs("item") && reader.needs("value") && there {
        let by = by.clone();
        let figures: Vec<Clause> = reader.rows().filter_map(|row| figure(&row, by.as_ref()).ok()).collect();
        item.clauses.extend(figures);
    }
    item
}

fn figure(row: &Row<'_, '_>, by: Option<&Name>) -> Read<Clause> {
    let item = row.path("item")?;
    let unit = row.unit()?;
    let value = filled(row, "value", unit.as_ref())?;
    let mut modifiers = row.modifiers(by)?;
    modifiers.source = dated(modifiers.source.take(), row.text("period", false));
    let span = value.span;
    Ok(in_cell(ClauseKind::Figure { item, value }, span, modifiers))
}

/// The source with the period that the figure is of.
fn dated(source: Option<Text>, period: Option<Text>) -> Option<Text> {
    match (source, period) {
        (Some(mut source), Some(period)) => {
            source.text = format!("{}, {}", source.text, period.text);
            source.pieces = vec![Piece::Literal(source.text.clone())];
            Some(source)
        }
        (source, period) => source.or(period),
    }
}

/// The facts that a sheet states of an input, each for one value of the attribute.
pub(super) fn facts(reader: &Reader<'_>, by: &Name, item: &Item, head: &Modifiers) -> Vec<Clause> {
    let own = item.names.first().map_or("", |titled| titled.name.text.as_str());
    let column = if reader.role(own).is_some() { own } else { "value" };
    if !reader.needs(&by.text) || !reader.needs(column) {
        return Vec::new();
    }
    let unit = item.clauses.iter().find_map(|clause| match &clause.kind {
        ClauseKind::Unit(UnitSpec::Of(unit, span)) => Some(RowUnit { unit: unit.clone(), span: *span, own: false }),
        _ => None,
    });
    let fact = |row: &Row<'_, '_>| {
        let unit = row.unit()?.or_else(|| unit.clone());
        let value = filled(row, column, unit.as_ref())?;
        let span = value.span;
        let mut modifiers = row.modifiers(Some(by))?;
        let own = &mut *modifiers;
        own.source = own.source.take().or_else(|| head.source.clone());
        own.basis = own.basis.take().or_else(|| head.basis.clone());
        own.because = own.because.take().or_else(|| head.because.clone());
        own.evidence = own.evidence.take().or_else(|| head.evidence.clone());
        Ok(in_cell(ClauseKind::Value(value), span, modifiers))
    };
    reader
        .rows()
        .filter_map(|row| {
            let read: Read<Clause> = fact(&row);
            read.ok()
        })
        .collect()
}

/// The value of a row, which must say one.
pub(super) fn filled(row: &Row<'_, '_>, word: &str, unit: Option<&RowUnit>) -> Read<crate::syntax::tree::Expr> {
    match row.expr(word, unit)? {
        Some(expr) => Ok(expr),
        None => {
            let message = format!("the row says nothing in its column `{word}`");
            let finding = Diagnostic::error("sheet::cell::missing", row.span(), message);
            row.slip(finding.help("fill the cell, or take the row away"))
        }
    }
}

/// The unit that a block gives to all rows.
pub(super) fn unit_of_all(clauses: &[Clause]) -> Option<RowUnit> {
    clauses.iter().find_map(|clause| match &clause.kind {
        ClauseKind::Unit(UnitSpec::Of(unit, span)) => Some(RowUnit { unit: unit.clone(), span: *span, own: false }),
        _ => None,
    })
}

/// The place of the first clause that is no column, in a block that can have columns only.
pub(super) fn stranger(clauses: &[Clause]) -> Option<Span> {
    clauses.iter().find(|clause| !matches!(clause.kind, ClauseKind::Column { .. })).map(|clause| clause.word)
}
