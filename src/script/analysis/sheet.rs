//! What a script can do with a table: fill it, sort it, give it back.

use std::cmp::Ordering;
use std::sync::{Arc, Mutex};

use rhai::{Dynamic, EvalAltResult};

use super::call::{Call, Done, slip};
use super::entry::Sort::{Any, Number, Text};
use super::entry::{Entry, Of, arg, makers};
use super::objects::Sheet;
use super::table::{Cell, Table};
use super::values::{cell, text, texts, whole};
use crate::script::list::List;
use crate::script::meter::make;
use crate::script::operators::called;
use crate::script::record::Record;
use crate::source::nearest;
use crate::unit::full_precision;

impl Sheet {
    pub(super) fn new(table: Table) -> Self {
        Self(Arc::new(Mutex::new(table)))
    }

    /// What it holds now.
    pub(super) fn table(&self) -> Table {
        self.0.lock().map(|table| table.clone()).unwrap_or_default()
    }
}

/// An example on a table of two columns.
macro_rules! on {
    ($field:literal, $gives:literal) => {
        (concat!("let t = table([\"city\", \"loss\"]); t.row([\"A\", 3]); t.row([\"B\", 9]); t.", $field), $gives)
    };
}

pub(super) const ENTRIES: &[Entry] = &[
    of_table(
        "row",
        &[arg("cells", Any)],
        "Adds a row: a list with a cell for each column, or a record with cells by the names of columns.",
        on!("row([\"C\", 1]); t.len()", "3"),
        add,
    ),
    of_table("len", &[], "How many rows it has.", on!("len()", "2"), |call| {
        let rows = call.own::<Sheet>()?.table().rows.len();
        Ok(whole(u32::try_from(rows).unwrap_or(u32::MAX)))
    }),
    of_table(
        "highest_first",
        &[arg("column", Text)],
        "The same table, sorted by a column, the highest first. What is missing comes last; what ties keeps its order.",
        on!("highest_first(\"loss\").len()", "2"),
        |call| sorted(call, Ordering::reverse),
    ),
    of_table(
        "lowest_first",
        &[arg("column", Text)],
        "The same, the lowest first. What is missing comes last here too.",
        on!("lowest_first(\"loss\").len()", "2"),
        |call| sorted(call, |order| order),
    ),
    of_table(
        "first",
        &[arg("count", Number)],
        "The same table, with so many of its rows.",
        on!("first(1).len()", "1"),
        |call| {
            let count = usize::try_from(call.whole(0)?).unwrap_or(0);
            let mut table = call.own::<Sheet>()?.table();
            table.rows.truncate(count);
            Ok(Dynamic::from(Sheet::new(table)))
        },
    ),
    Entry {
        of: Of::Table,
        name: "title",
        arguments: None,
        about: "Its title.",
        example: ("table([\"city\"], \"Cities\").title", "Cities"),
        body: |call| Ok(text(call.own::<Sheet>()?.table().title)),
    },
    Entry {
        of: Of::Table,
        name: "columns",
        arguments: None,
        about: "The names of its columns, as a list.",
        example: ("table([\"city\", \"loss\"]).columns.join(\", \")", "city, loss"),
        body: |call| texts(call.own::<Sheet>()?.table().columns.iter().map(String::as_str)),
    },
];

makers!(call: of_table of Table);

fn add(call: &Call<'_, '_>) -> Done {
    let sheet: Sheet = call.own()?;
    let columns = sheet.0.lock().map(|table| table.columns.clone()).unwrap_or_default();
    let given = call.value(0).cloned().unwrap_or_default();
    let row = if let Some(cells) = given.read_lock::<List>() {
        if cells.items().len() != columns.len() {
            return Err(slip(counted(cells.items().len(), &columns)));
        }
        cells.items().iter().map(cell).collect()
    } else if let Some(record) = given.read_lock::<Record>() {
        by_name(&record, &columns)?
    } else {
        return Err(slip(format!("`table.row(cells)` takes a list or a record, not {}", called(&given))));
    };
    make(row.iter().map(Cell::size).sum())?;
    if let Ok(mut table) = sheet.0.lock() {
        table.rows.push(row);
    }
    Ok(Dynamic::from(sheet))
}

fn counted(cells: usize, columns: &[String]) -> String {
    let noun = if cells == 1 { "cell" } else { "cells" };
    format!("the row has {cells} {noun}, and the table {} columns: {}", columns.len(), columns.join(", "))
}

fn by_name(record: &Record, columns: &[String]) -> Result<Vec<Cell>, Box<EvalAltResult>> {
    for (name, _) in record.entries() {
        if !columns.iter().any(|column| column == name.as_str()) {
            let near = nearest(name, columns.iter().map(String::as_str));
            let near = near.map_or_else(|| columns.join(", "), |near| format!("did you mean `{near}`?"));
            return Err(slip(format!("the table has no column `{name}`: {near}")));
        }
    }
    let own = |column: &String| {
        record.entries().find(|(name, _)| name.as_str() == column).map_or(Cell::Empty, |(_, value)| cell(value))
    };
    Ok(columns.iter().map(own).collect())
}

fn sorted(call: &Call<'_, '_>, way: fn(Ordering) -> Ordering) -> Done {
    let (mut table, column) = (call.own::<Sheet>()?.table(), call.text(0));
    let Some(at) = table.columns.iter().position(|known| *known == column) else {
        let near = nearest(&column, table.columns.iter().map(String::as_str));
        let near = near.map_or_else(|| table.columns.join(", "), |near| format!("did you mean `{near}`?"));
        return Err(slip(format!("the table has no column `{column}`: {near}")));
    };
    make(table.rows.iter().flatten().map(Cell::size).sum())?;
    table.rows.sort_by(|one, other| order(one.get(at), other.get(at), way));
    Ok(Dynamic::from(Sheet::new(table)))
}

/// Numbers, texts, answers; then what is empty, and what is missing last, whichever way the rest goes.
fn order(one: Option<&Cell>, other: Option<&Cell>, way: fn(Ordering) -> Ordering) -> Ordering {
    let sort = |cell: Option<&Cell>| match cell {
        Some(Cell::Number(_)) => 0,
        Some(Cell::Text(_)) => 1,
        Some(Cell::YesNo(_)) => 2,
        Some(Cell::Empty) | None => 3,
        Some(Cell::Missing(_)) => 4,
    };
    // A hair is no difference: beyond 15 digits nothing is sorted.
    let number = |number: f64| full_precision(number).parse().unwrap_or(number);
    match (one, other) {
        (Some(Cell::Number(one)), Some(Cell::Number(other))) => way(number(*one).total_cmp(&number(*other))),
        (Some(Cell::Text(one)), Some(Cell::Text(other))) => way(one.cmp(other)),
        (Some(Cell::YesNo(one)), Some(Cell::YesNo(other))) => way(one.cmp(other)),
        _ => sort(one).cmp(&sort(other)),
    }
}
