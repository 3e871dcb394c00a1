//! How deep brackets and how long formulas may be, so that nothing that reads them can run out of stack.

use super::super::build::Range;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// So many brackets may stand inside each other.
pub(super) const DEEPEST: usize = 100;
/// So many operators may stand in one clause.
const MOST_OPERATORS: usize = 250;
/// So many `if` and `where` may stand in one clause.
const MOST_CHOICES: usize = 50;

/// The finding for what nests too deep.
pub(super) fn finding(span: Span) -> Diagnostic {
    Diagnostic::error("syntax::nesting::deep", span, "too many parts inside each other")
        .here(format!("more than {DEEPEST} brackets, {MOST_CHOICES} `if` or {MOST_OPERATORS} operators"))
        .help("give a part a name of its own: a `kpi`, an `input` or a `parameter`")
}

/// Whether a clause is too deep or too long; `offset` is added to the place that is told.
pub(in super::super) fn too_deep(source: SourceId, mask: &[u8], range: &Range, offset: usize) -> Option<Diagnostic> {
    if range.len() <= DEEPEST {
        return None;
    }
    let bytes = mask.get(range.clone()).unwrap_or_default();
    let (mut brackets, mut operators, mut choices) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let mut length = 1;
        match byte {
            b'(' | b'[' => brackets += 1,
            b')' | b']' => brackets = brackets.saturating_sub(1),
            b'+' | b'-' | b'*' | b'/' | b'^' | b'=' | b'<' | b'>' => operators += 1,
            b'"' => length = text_length(bytes.get(at..).unwrap_or_default()),
            byte if byte.is_ascii_alphabetic() => {
                let rest = bytes.get(at..).unwrap_or_default();
                let end = rest.iter().position(|sign| !(sign.is_ascii_alphanumeric() || *sign == b'_'));
                length = end.unwrap_or(rest.len());
                let word = rest.get(..length).unwrap_or_default();
                choices += usize::from(matches!(word, b"if" | b"where"));
                operators += usize::from(matches!(word, b"and" | b"or" | b"not" | b"of" | b"at" | b"is" | b"within"));
            }
            _ => {}
        }
        if brackets > DEEPEST || operators > MOST_OPERATORS || choices > MOST_CHOICES {
            let place = range.start + at + offset;
            return Some(finding(Span::new(source, place, place + length)));
        }
        at += length;
    }
    None
}

/// The length of the text that begins here, quotes included.
fn text_length(bytes: &[u8]) -> usize {
    let quotes: &[u8] = if bytes.starts_with(b"\"\"\"") { b"\"\"\"" } else { b"\"" };
    let inside = bytes.get(quotes.len()..).unwrap_or_default();
    let end = inside.windows(quotes.len()).position(|window| window == quotes);
    end.map_or(bytes.len(), |end| end + 2 * quotes.len())
}
