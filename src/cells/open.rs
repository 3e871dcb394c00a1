//! The sign between the cells of a sheet, found out from its header.

use super::scan::Scanner;
use super::words::as_name;

/// The records of a text: a byte order mark and a line `sep=;` are passed over, and the sign between the cells is the one
/// that cuts the header into the most known columns, then into the most cells.
#[must_use]
pub fn opened<'a>(text: &'a str, known: &[&str]) -> Scanner<'a> {
    let (mut at, mut line) = (if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }, 1);
    let rest = |at: usize| text.get(at..).unwrap_or("");
    let first = rest(at).lines().next().unwrap_or("");
    if let Some(sign) = first.strip_prefix("sep=").and_then(|sign| sign.trim().bytes().next()) {
        let next = rest(at).find('\n').map_or(text.len(), |end| at + end + 1);
        if sign.is_ascii_punctuation() {
            return Scanner::new(text, sign).from(next, 2);
        }
        (at, line) = (next, 2);
    }
    let header = rest(at).lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    Scanner::new(text, separator(header, known)).from(at, line)
}

fn separator(header: &str, known: &[&str]) -> u8 {
    let cut = |sign: u8| {
        let cells = Scanner::new(header, sign).next().map(|record| record.cells).unwrap_or_default();
        let named = cells.iter().filter(|cell| known.contains(&as_name(&cell.text).as_str())).count();
        (named, cells.len())
    };
    [b'\t', b';', b','].into_iter().max_by_key(|sign| cut(*sign)).unwrap_or(b',')
}
