//! What an analysis gave back, as people, spreadsheets and programs read it.

use serde_json::{Map, Number, Value, json};

use crate::author::listing::{Column, Listing};
use crate::script::analysis::{Cell, Output, Table};
use crate::unit::{format_number, full_precision};

/// Significant digits of numbers for people.
const DIGITS: u32 = 3;

/// How it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines and tables for people, in so many columns of letters.
    Text(usize),
    /// One table for spreadsheets.
    Csv,
    /// All tables for programs.
    Json,
}

/// What an analysis gave back, in one text. In files for machines its lines are left out: see [`lines`].
///
/// # Errors
/// A file for spreadsheets holds one table, and there is none or more than one; in words.
pub fn show(outputs: &[Output], format: Format) -> Result<String, String> {
    match format {
        Format::Text(width) => Ok(text(outputs, width)),
        Format::Csv => csv(outputs),
        Format::Json => Ok(format!("{:#}\n", json!({ "tables": tables(outputs).map(object).collect::<Vec<_>>() }))),
    }
}

/// The lines that an analysis printed.
#[must_use]
pub fn lines(outputs: &[Output]) -> String {
    let lines = outputs.iter().filter_map(|output| match output {
        Output::Line(line) => Some(line.as_str()),
        Output::Table(_) => None,
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn tables(outputs: &[Output]) -> impl Iterator<Item = &Table> {
    outputs.iter().filter_map(|output| match output {
        Output::Table(table) => Some(table),
        Output::Line(_) => None,
    })
}

fn text(outputs: &[Output], width: usize) -> String {
    let mut text = String::new();
    let mut after_table = false;
    for output in outputs {
        let table = matches!(output, Output::Table(_));
        if !text.is_empty() && (table || after_table) {
            text.push('\n');
        }
        match output {
            Output::Line(line) => text += &format!("{line}\n"),
            Output::Table(table) => text += &shown(table, width),
        }
        after_table = table;
    }
    text
}

fn shown(table: &Table, width: usize) -> String {
    let listing = listing(table, |cell| match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => format_number(*number, DIGITS),
        Cell::Text(text) => text.clone(),
        Cell::YesNo(answer) => yes_no(*answer),
        // The sort of reason; the whole reason is what `reason(x)` gives.
        Cell::Missing(reason) => reason.split(": ").next().unwrap_or_default().to_owned(),
    });
    let title = if table.title.is_empty() { String::new() } else { format!("{}\n\n", table.title) };
    title + &listing.to_table(width)
}

fn csv(outputs: &[Output]) -> Result<String, String> {
    let mut all = tables(outputs);
    let (first, more) = (all.next(), all.count());
    let Some(table) = first else {
        return Err("the analysis gives back no table, and csv holds one; return a table as its last value".to_owned());
    };
    if more > 0 {
        let count = more + 1;
        return Err(format!(
            "the analysis gives back {count} tables, and csv holds one; choose one with `--table NUMBER`, or take `--format json`"
        ));
    }
    let listing = listing(table, |cell| match cell {
        Cell::Empty | Cell::Missing(_) => String::new(),
        Cell::Number(number) => full_precision(*number),
        Cell::Text(text) => text.clone(),
        Cell::YesNo(answer) => yes_no(*answer),
    });
    Ok(listing.to_csv())
}

fn yes_no(answer: bool) -> String {
    if answer { "yes" } else { "no" }.to_owned()
}

fn listing(table: &Table, cell: impl Fn(&Cell) -> String) -> Listing {
    let number = |at: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(at));
        cells.clone().any(|cell| matches!(cell, Cell::Number(_)))
            && cells.all(|cell| matches!(cell, Cell::Number(_) | Cell::Empty | Cell::Missing(_)))
    };
    let columns = table.columns.iter().enumerate();
    let columns = columns.map(|(at, name)| Column { name: name.clone(), brief: true, number: number(at) });
    let rows = table.rows.iter().map(|row| row.iter().map(&cell).collect());
    Listing { columns: columns.collect(), rows: rows.collect() }
}

fn object(table: &Table) -> Value {
    let row = |row: &Vec<Cell>| {
        let cells = table.columns.iter().zip(row).map(|(column, cell)| (column.clone(), value(cell)));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    let title = if table.title.is_empty() { Value::Null } else { Value::String(table.title.clone()) };
    json!({ "title": title, "columns": table.columns, "rows": table.rows.iter().map(row).collect::<Vec<_>>() })
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Number(number) => numeric(*number),
        Cell::Text(text) => Value::String(text.clone()),
        Cell::YesNo(answer) => Value::Bool(*answer),
        Cell::Missing(reason) => json!({ "missing": reason }),
    }
}

/// A number at 15 significant digits; whole ones without a fraction.
fn numeric(number: f64) -> Value {
    let written = full_precision(number);
    let whole = written.parse::<i64>().ok().map(Number::from);
    let parsed = || written.parse::<f64>().ok().and_then(Number::from_f64);
    whole.or_else(parsed).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::{Format, lines, show};
    use crate::script::analysis::{Cell, Output, Table};

    fn table() -> Table {
        let row = |name: &str, cell: Cell| vec![Cell::Text(name.to_owned()), cell];
        Table {
            title: "Losses".to_owned(),
            columns: vec!["city".to_owned(), "water_loss".to_owned()],
            rows: vec![
                row("A", Cell::Number(28.4321)),
                row("B, town", Cell::Number(2019.0)),
                row("C", Cell::Missing("not reported: water_supply_loss".to_owned())),
                row("D", Cell::Empty),
            ],
        }
    }

    #[test]
    fn people_see_three_digits_and_the_sort_of_reason() {
        let outputs = [Output::Line("first".to_owned()), Output::Table(table()), Output::Line("last".to_owned())];
        let text = "first\n\nLosses\n\ncity       water loss\nA                28.4\nB, town          2019\n\
                    C        not reported\nD\n\nlast\n";
        assert_eq!(show(&outputs, Format::Text(80)).unwrap(), text);
    }

    #[test]
    fn files_have_all_digits() {
        let outputs = [Output::Line("said".to_owned()), Output::Table(table())];
        let csv = "city,water_loss\nA,28.4321\n\"B, town\",2019\nC,\nD,\n";
        assert_eq!(show(&outputs, Format::Csv).unwrap(), csv);
        assert_eq!(lines(&outputs), "said\n");
        let json: serde_json::Value = serde_json::from_str(&show(&outputs, Format::Json).unwrap()).unwrap();
        assert_eq!(json["tables"][0]["rows"][1]["water_loss"], 2019);
        assert_eq!(json["tables"][0]["rows"][2]["water_loss"]["missing"], "not reported: water_supply_loss");
        assert_eq!(json["tables"][0]["rows"][3]["water_loss"], serde_json::Value::Null);
    }

    #[test]
    fn a_spreadsheet_has_one_table() {
        assert!(show(&[], Format::Csv).unwrap_err().contains("no table"));
        let two = [Output::Table(table()), Output::Table(table())];
        assert!(show(&two, Format::Csv).unwrap_err().contains("2 tables"));
    }
}
