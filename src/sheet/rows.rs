//! Which rows of a sheet are read: `where column "Level" = 1 and column "x" is not empty`.

use super::grid::Grid;
use super::reader::Slips;
use crate::cells::{Record, all_of, read_number};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{CellValue, Rows, Text};
use crate::value::CompareOp;

/// The places of the rows that are wanted; nothing where the condition names a column that is not there.
pub(super) fn wanted(grid: &Grid<'_>, rows: Option<&Rows>, slips: &Slips) -> Option<Vec<usize>> {
    if let Some(rows) = rows
        && !known(grid, rows, slips)
    {
        return None;
    }
    let holds = |record: &Record<'_>| rows.is_none_or(|rows| fits(grid, record, rows));
    Some(grid.records.iter().enumerate().filter(|(_, record)| holds(record)).map(|(place, _)| place).collect())
}

/// Whether all columns of a condition are there.
fn known(grid: &Grid<'_>, rows: &Rows, slips: &Slips) -> bool {
    match rows {
        Rows::All(parts) | Rows::Any(parts) => parts.iter().filter(|part| !known(grid, part, slips)).count() == 0,
        Rows::Compared { column, .. } | Rows::Empty { column, .. } => {
            let there = grid.column(&column.text).is_some();
            if !there {
                missing(grid, column, slips);
            }
            there
        }
    }
}

/// The columns that a condition asks for.
pub(super) fn columns(rows: &Rows) -> Vec<&str> {
    match rows {
        Rows::All(parts) | Rows::Any(parts) => parts.iter().flat_map(columns).collect(),
        Rows::Compared { column, .. } | Rows::Empty { column, .. } => vec![&column.text],
    }
}

fn missing(grid: &Grid<'_>, column: &Text, slips: &Slips) {
    let help = match grid.nearest(&column.text) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its columns are {}", all_of(grid.names().map(|(name, _)| name).take(20))),
    };
    let message = format!("the sheet has no column `{}`", column.text);
    let finding = Diagnostic::error("sheet::column::missing", column.span, message);
    slips.push(finding.and(grid.head(), "its header").help(help));
}

fn fits(grid: &Grid<'_>, record: &Record<'_>, rows: &Rows) -> bool {
    let text = |column: &Text| {
        let cell = grid.column(&column.text).and_then(|place| record.cells.get(place));
        cell.map_or("", |cell| cell.text.as_ref())
    };
    match rows {
        Rows::All(parts) => parts.iter().all(|part| fits(grid, record, part)),
        Rows::Any(parts) => parts.iter().any(|part| fits(grid, record, part)),
        Rows::Empty { column, negated } => text(column).is_empty() != *negated,
        Rows::Compared { column, op, with } => compared(grid, text(column), *op, with),
    }
}

/// A number is compared with numbers, a text with texts. What is no number is unlike every number.
fn compared(grid: &Grid<'_>, cell: &str, op: CompareOp, with: &CellValue) -> bool {
    let order = match with {
        CellValue::Text(wanted) => Some(cell.cmp(wanted.text.as_str())),
        CellValue::Number(wanted, _) => {
            read_number(cell, grid.marks).ok().and_then(|number| number.value.partial_cmp(wanted))
        }
    };
    let Some(order) = order else { return op == CompareOp::NotEqual };
    match op {
        CompareOp::Equal => order.is_eq(),
        CompareOp::NotEqual => order.is_ne(),
        CompareOp::Less => order.is_lt(),
        CompareOp::AtMost => order.is_le(),
        CompareOp::Greater => order.is_gt(),
        CompareOp::AtLeast => order.is_ge(),
    }
}
