//! A table of texts, as people, spreadsheets and programs read it.

use serde_json::{Map, Value};

/// A column of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in files.
    pub name: String,
    /// It is shown on a terminal, where there is no room for all.
    pub brief: bool,
    /// It holds numbers, which stand at its right.
    pub number: bool,
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with one text for each column.
    pub rows: Vec<Vec<String>>,
}

impl Listing {
    /// An empty listing with those columns; a `*` before a name marks those that a terminal shows.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let columns = names.into_iter().map(|name| match name.strip_prefix('*') {
            Some(name) => Column { name: name.to_owned(), brief: true, number: false },
            None => Column { name: name.to_owned(), brief: false, number: false },
        });
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    /// As CSV with a header (RFC 4180, lines end with a line feed).
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = line(self.columns.iter().map(|column| column.name.as_str()));
        for row in &self.rows {
            text += &line(row.iter().map(String::as_str));
        }
        text
    }

    /// As a JSON array of objects. What is empty is null.
    #[must_use]
    pub fn to_json(&self) -> String {
        let object = |row: &Vec<String>| {
            let cells = self.columns.iter().zip(row);
            let filled = |text: &String| if text.is_empty() { Value::Null } else { Value::String(text.clone()) };
            Value::Object(cells.map(|(column, text)| (column.name.clone(), filled(text))).collect::<Map<_, _>>())
        };
        let all: Value = self.rows.iter().map(object).collect();
        format!("{all:#}\n")
    }

    /// As a table of the chosen columns, cut to the width of a terminal.
    #[must_use]
    pub fn to_table(&self, width: usize) -> String {
        let shown: Vec<usize> =
            (0..self.columns.len()).filter(|at| self.columns.get(*at).is_some_and(|c| c.brief)).collect();
        let head = self.columns.iter().map(|column| column.name.replace('_', " ")).collect();
        let lines: Vec<&Vec<String>> = std::iter::once(&head).chain(&self.rows).collect();
        let cell = |row: &Vec<String>, at: usize| row.get(at).map_or("", String::as_str).to_owned();
        let wanted = shown.iter().map(|at| lines.iter().map(|row| cell(row, *at).chars().count()).max().unwrap_or(0));
        let widths = fitted(wanted.collect(), width);
        let mut text = String::new();
        for row in lines {
            let right = |at: usize| self.columns.get(at).is_some_and(|column| column.number);
            let cells = shown.iter().zip(&widths).map(|(at, width)| padded(&cell(row, *at), *width, right(*at)));
            text += cells.collect::<Vec<_>>().join("  ").trim_end();
            text.push('\n');
        }
        text
    }
}

fn line<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let quoted = cells.map(|cell| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    });
    quoted.collect::<Vec<_>>().join(",") + "\n"
}

/// Widths that fit a line: the widest column gives way first, but none below what a word needs, and the first, which
/// holds names to be typed, last of all.
fn fitted(mut widths: Vec<usize>, line: usize) -> Vec<usize> {
    const LEAST: usize = 12;
    let gaps = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > line {
        let (first, rest) = match widths.split_first_mut() {
            Some(parts) => parts,
            None => break,
        };
        let widest = rest.iter_mut().max_by_key(|width| **width).filter(|width| **width > LEAST);
        let Some(widest) = widest.or((*first > LEAST).then_some(first)) else { break };
        *widest -= 1;
    }
    widths
}

fn padded(text: &str, width: usize, right: bool) -> String {
    let long = text.chars().count();
    if long <= width {
        let blanks = " ".repeat(width - long);
        return if right { blanks + text } else { format!("{text}{blanks}") };
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::Listing;

    fn listing() -> Listing {
        let mut listing = Listing::new(["*id", "source", "*title"]);
        listing.rows.push(vec!["loss".into(), "p. 3, line \"7\"".into(), "What is lost on its way".into()]);
        listing
    }

    #[test]
    fn files_have_all_columns() {
        assert_eq!(listing().to_csv(), "id,source,title\nloss,\"p. 3, line \"\"7\"\"\",What is lost on its way\n");
        let json: serde_json::Value = serde_json::from_str(&listing().to_json()).unwrap();
        assert_eq!(json[0]["source"], "p. 3, line \"7\"");
    }

    #[test]
    fn a_terminal_has_as_many_letters_as_fit() {
        assert_eq!(listing().to_table(80), "id    title\nloss  What is lost on its way\n");
        assert_eq!(listing().to_table(20), "id    title\nloss  What is lost…\n");
    }
}
