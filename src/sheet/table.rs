//! `table emission_budget by year from "emission_budget.csv"`: a row for each row.

use super::cell::Read;
use super::figures::{filled as filled_cell, unit_of_all};
use super::reader::Reader;
use super::row::{Row, RowUnit, in_cell};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Name};

/// What the columns of such a sheet can be, beside the inputs.
pub(super) const COLUMNS: &[&str] =
    &["value", "unit", "from", "until", "when", "basis", "source", "because", "evidence", "as", "over"];

/// The table with the rows of its sheet, behind those of its block.
pub(super) fn filled(reader: &Reader<'_>, mut item: Item) -> Item {
    item.clauses.retain(|clause| !matches!(clause.kind, ClauseKind::Column { .. }));
    let ItemKind::Table { by, .. } = &item.kind else { return item };
    let inputs = by.clone();
    let unit = unit_of_all(&item.clauses);
    let there = inputs.iter().filter(|input| !reader.needs(&input.text)).count() == 0;
    if reader.needs("value") && there {
        let rows: Vec<Clause> = reader.rows().filter_map(|row| one(&row, &inputs, unit.as_ref()).ok()).collect();
        item.clauses.extend(rows);
    }
    item
}

fn one(row: &Row<'_, '_>, inputs: &[Name], unit: Option<&RowUnit>) -> Read<Clause> {
    let cells = inputs.iter().map(|input| row.table_cell(&input.text)).collect::<Read<Vec<_>>>()?;
    let unit = row.unit()?.or_else(|| unit.cloned());
    let value = filled_cell(row, "value", unit.as_ref())?;
    let span = inputs.iter().find_map(|input| row.piece(&input.text)).map(super::row::place_of);
    let span = span.map_or(value.span, |span| span.to(value.span));
    Ok(in_cell(ClauseKind::Row { cells, value }, span, row.modifiers(None)?))
}
