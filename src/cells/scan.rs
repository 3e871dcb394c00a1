//! A sheet of separated values as records of cells, each with its place in the text.
//!
//! The reader of the `csv` crate hands out cells without their places, and takes all that follows an unclosed quote for
//! one cell. This one keeps the places, and goes on at the next line.

use std::borrow::Cow;

/// A cell: what it says, and where it stands (quotes included, spaces around it not).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What it says.
    pub text: Cow<'a, str>,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// A row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, its line end not included.
    pub end: usize,
    /// A quote in it that is out of order.
    pub slip: Option<Slip>,
}

/// A quote that is out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// It opens a cell and is never closed. The row is of no use.
    Unclosed(usize),
    /// Text follows it where the cell should end.
    Within(usize),
}

impl Record<'_> {
    /// Whether every cell is empty.
    pub fn is_blank(&self) -> bool {
        self.slip.is_none() && self.cells.iter().all(|cell| cell.text.is_empty())
    }
}

/// Goes through a text record by record.
#[derive(Debug, Clone)]
pub struct Scanner<'a> {
    text: &'a str,
    separator: u8,
    at: usize,
    line: u32,
}

/// A quoted cell that was scanned, or where its quote stands if it is not closed.
type Quoted<'a> = Result<(Cell<'a>, Option<Slip>), Slip>;

impl<'a> Scanner<'a> {
    /// A scanner at the beginning of a text.
    pub fn new(text: &'a str, separator: u8) -> Self {
        Self { text, separator, at: 0, line: 1 }
    }

    /// The sign between cells.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// The same from a later place on, which lies on the line given.
    pub fn from(self, at: usize, line: u32) -> Self {
        Self { at, line, ..self }
    }

    /// The first place from `from` on at which a cell ends without quotes.
    fn cell_end(&self, from: usize) -> usize {
        self.seek(from, |byte| byte == self.separator || byte == b'\n')
    }

    fn seek(&self, from: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or(&[]);
        rest.iter().position(|byte| wanted(*byte)).map_or(self.text.len(), |at| from + at)
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The cell without quotes between two places.
    fn plain(&self, start: usize, end: usize) -> Cell<'a> {
        let raw = self.slice(start, end);
        let text = raw.trim();
        let start = start + (raw.len() - raw.trim_start().len());
        Cell { text: Cow::Borrowed(text), start, end: start + text.len() }
    }

    /// The cell whose quote opens at `open`.
    fn quoted(&self, open: usize) -> Quoted<'a> {
        let mut at = open + 1;
        let close = loop {
            let quote = self.seek(at, |byte| byte == b'"');
            if quote == self.text.len() {
                return Err(Slip::Unclosed(open));
            }
            if self.byte(quote + 1) != Some(b'"') {
                break quote;
            }
            at = quote + 2;
        };
        let inside = self.slice(open + 1, close);
        let end = self.cell_end(close + 1);
        let tail = self.slice(close + 1, end).trim();
        let text = if inside.contains('"') { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
        if tail.is_empty() {
            return Ok((Cell { text: trimmed(text), start: open, end: close + 1 }, None));
        }
        if inside.contains('\n') {
            return Err(Slip::Unclosed(open));
        }
        let cell = Cell {
            text: Cow::Owned(format!("{}{}", text.trim_start(), self.slice(close + 1, end).trim_end())),
            ..self.plain(open, end)
        };
        Ok((cell, Some(Slip::Within(close))))
    }

    /// The cell that begins at `from`, and where it ends.
    fn cell(&self, from: usize) -> (Quoted<'a>, usize) {
        let blank = |byte: u8| byte == b' ' || (byte == b'\t' && self.separator != b'\t');
        let first = self.seek(from, |byte| !blank(byte));
        if self.byte(first) == Some(b'"') {
            let quoted = self.quoted(first);
            let end = quoted.as_ref().map_or(first, |(cell, _)| self.cell_end(cell.end));
            return (quoted, end);
        }
        let end = self.cell_end(from);
        (Ok((self.plain(from, end), None)), end)
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        if self.at >= self.text.len() {
            return None;
        }
        let (line, start) = (self.line, self.at);
        let (mut cells, mut slip, mut at) = (Vec::new(), None, start);
        loop {
            let (cell, end) = self.cell(at);
            at = end;
            match cell {
                Ok((cell, within)) => {
                    cells.push(cell);
                    slip = slip.or(within);
                }
                Err(unclosed) => {
                    slip = Some(unclosed);
                    at = self.seek(end, |byte| byte == b'\n');
                    break;
                }
            }
            if self.byte(at) != Some(self.separator) {
                break;
            }
            at += 1;
        }
        self.at = at + 1;
        let lines = self.slice(start, at).bytes().filter(|byte| *byte == b'\n').count();
        self.line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)).saturating_add(1);
        let end = start + self.slice(start, at).trim_end_matches('\r').len();
        Some(Record { line, cells, start, end, slip })
    }
}

#[cfg(test)]
mod tests {
    use super::{Scanner, Slip};

    fn rows(text: &str) -> Vec<Vec<String>> {
        Scanner::new(text, b',').map(|row| row.cells.iter().map(|cell| cell.text.to_string()).collect()).collect()
    }

    #[test]
    fn quotes_hold_separators_quotes_and_lines() {
        assert_eq!(
            rows("a, \"b, c\" ,d\r\n\"say \"\"no\"\"\nnow\",,\n"),
            [vec!["a", "b, c", "d"], vec!["say \"no\"\nnow", "", ""]]
        );
        assert_eq!(rows("a,b"), [vec!["a", "b"]]);
        assert_eq!(rows("a,"), [vec!["a", ""]]);
        assert!(rows("").is_empty());
    }

    #[test]
    fn cells_know_their_place() {
        let text = "\u{e5}b, \"c\"\"d\" \n x ,\u{a0}y";
        let places: Vec<&str> =
            Scanner::new(text, b',').flat_map(|row| row.cells).map(|cell| &text[cell.start..cell.end]).collect();
        assert_eq!(places, ["\u{e5}b", "\"c\"\"d\"", "x", "y"]);
        let lines: Vec<u32> = Scanner::new("\"a\nb\",c\nd\n\ne", b',').map(|row| row.line).collect();
        assert_eq!(lines, [1, 3, 4, 5]);
    }

    #[test]
    fn an_unclosed_quote_spoils_its_own_line_only() {
        let text = "a,\"b\nc,\"d\"\ne,f";
        let rows: Vec<_> = Scanner::new(text, b',').collect();
        assert_eq!(rows[0].slip, Some(Slip::Unclosed(2)));
        assert_eq!(rows[1].cells[1].text, "d");
        assert_eq!(rows[2].line, 3);
        assert_eq!(Scanner::new("\"", b',').count(), 1);
    }

    #[test]
    fn text_after_a_quote_belongs_to_the_cell() {
        let rows: Vec<_> = Scanner::new("\"universal\" in the text,b", b',').collect();
        assert_eq!(rows[0].cells[0].text, "universal in the text");
        assert_eq!(rows[0].slip, Some(Slip::Within(10)));
    }
}
