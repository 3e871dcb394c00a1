//! What names a sheet.

use super::super::tree::{CellValue, CompareOp, Rows, Sheet, Text};
use super::{name, text};

/// `from "sheet.csv" where column "Level" = 1`
pub(super) fn sheet(sheet: &Sheet) -> String {
    let file = text::inline(&sheet.file.text);
    match &sheet.rows {
        Some(rows) => format!("from {file} where {}", condition(rows, false)),
        None => format!("from {file}"),
    }
}

/// `column "iCode"`
pub(super) fn column(column: &Text) -> String {
    format!("column {}", text::inline(&column.text))
}

fn condition(rows: &Rows, inside: bool) -> String {
    let joined = |parts: &[Rows], word: &str, bracket: bool| {
        let parts: Vec<String> = parts.iter().map(|part| condition(part, true)).collect();
        let joined = parts.join(word);
        if bracket { format!("({joined})") } else { joined }
    };
    match rows {
        Rows::All(parts) => joined(parts, " and ", inside),
        Rows::Any(parts) => joined(parts, " or ", inside),
        Rows::Empty { column: own, negated } => {
            format!("{} is {}empty", column(own), if *negated { "not " } else { "" })
        }
        Rows::Compared { column: own, op, with } => {
            let with = match with {
                CellValue::Text(wanted) => text::inline(&wanted.text),
                CellValue::Number(number, _) if *number < 0.0 => format!("-{}", name::number(-number, 1.0e4)),
                CellValue::Number(number, _) => name::number(*number, 1.0e4),
            };
            format!("{} {} {with}", column(own), sign(*op))
        }
    }
}

fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::NotEqual => "!=",
        CompareOp::Less => "<",
        CompareOp::AtMost => "<=",
        CompareOp::Greater => ">",
        CompareOp::AtLeast => ">=",
    }
}
