//! Texts and quoted names in the scan, and texts that have no end.

use super::super::words;
use super::reader::{Last, Reader};
use crate::diagnostic::Diagnostic;

impl Reader<'_> {
    pub(super) fn text_token(&mut self) {
        let start = self.at;
        if self.bytes.get(start..self.end).is_some_and(|rest| rest.starts_with(b"\"\"\"")) {
            return self.long_text(start);
        }
        let rest = self.bytes.get(start + 1..self.end).unwrap_or_default();
        let stop = rest.iter().position(|byte| matches!(byte, b'"' | b'\n'));
        let end = start + 1 + stop.unwrap_or(rest.len());
        if self.byte(end) == Some(b'"') {
            return self.token(end + 1, Last::Closed);
        }
        self.endless_short(start, end);
        self.token(end, Last::Closed);
    }

    fn endless_short(&mut self, start: usize, end: usize) {
        let content = self.slice(start..end);
        let trimmed = content.trim_end();
        let end = start + trimmed.len();
        if let Some(curly) = trimmed.char_indices().skip(1).find(|(_, sign)| matches!(sign, '”' | '“' | '„')) {
            let (place, sign) = (start + curly.0, curly.1);
            let span = self.span(place, place + sign.len_utf8());
            self.findings.push(curly_finding(span, "\""));
            self.replace(place, place + sign.len_utf8(), "\"");
            return;
        }
        self.findings.push(
            Diagnostic::error("syntax::text::unclosed", self.span(start, start + 1), "a text is not closed")
                .here("opens here")
                .and(self.span(end.saturating_sub(1).max(start), end), "no `\"` up to here")
                .help("type `\"` at its end; a text over several lines stands between `\"\"\"` and `\"\"\"`"),
        );
    }

    fn long_text(&mut self, start: usize) {
        let inside = start + 3;
        let rest = self.slice(inside..self.end);
        let close = rest.find("\"\"\"");
        let content = rest.get(..close.unwrap_or(rest.len())).unwrap_or("");
        if let (Some(length), None) = (close, item_inside(content)) {
            let end = inside + length + 3;
            let lines = content.matches('\n').count();
            if lines > 0
                && let Some(last) = content.rfind('\n')
            {
                self.line_start = inside + last + 1;
            }
            return self.token(end, Last::Closed);
        }
        self.endless_text = true;
        let length = recovery(content, self.indent, close.is_none());
        self.findings.push(
            Diagnostic::error("syntax::text::unclosed", self.span(start, inside), "a text is not closed")
                .here("opens here")
                .help("type `\"\"\"` at its end"),
        );
        self.token(inside + length, Last::Closed);
        self.unbalanced = true;
    }

    pub(super) fn quoted_name(&mut self) {
        let start = self.at;
        let rest = self.bytes.get(start + 1..self.end).unwrap_or_default();
        let stop = rest.iter().position(|byte| matches!(byte, b'\'' | b'\n'));
        let end = start + 1 + stop.unwrap_or(rest.len());
        if self.byte(end) == Some(b'\'') {
            return self.token(end + 1, Last::Closed);
        }
        self.findings.push(
            Diagnostic::error("syntax::text::unclosed", self.span(start, start + 1), "a quoted name is not closed")
                .here("opens here")
                .help("type `'` at the end of the name; a text stands in double quotes"),
        );
        self.token(end, Last::Closed);
    }
}

/// The finding for quotes of a word processor.
pub(super) fn curly_finding(span: crate::source::Span, right: &str) -> Diagnostic {
    Diagnostic::error("syntax::quote::curly", span, "a quote of a word processor")
        .here("curly")
        .help(format!("type the straight quote `{right}`"))
        .fix(span, right)
}

/// Where a line inside a text begins with an item word in column 0 and opens a block: the text was never closed.
fn item_inside(content: &str) -> Option<usize> {
    let mut at = 0_usize;
    for (place, line) in content.split('\n').enumerate() {
        if place > 0 {
            let word = line.split([' ', '\t']).next().unwrap_or("");
            if words::ITEM_WORDS.contains(&word) && line.contains('{') {
                return Some(at);
            }
        }
        at += line.len() + 1;
    }
    None
}

/// How much of an endless text is skipped: up to the brace that closes its block, or to the next item.
fn recovery(content: &str, indent: usize, to_the_end: bool) -> usize {
    let mut at = 0_usize;
    for (place, line) in content.split('\n').enumerate() {
        let blanks = line.len() - line.trim_start().len();
        let closes = line.trim_start().starts_with('}') && blanks < indent.max(1);
        let word = line.split([' ', '\t']).next().unwrap_or("");
        if place > 0 && (closes || words::ITEM_WORDS.contains(&word)) {
            return at.saturating_sub(1);
        }
        at += line.len() + 1;
    }
    if to_the_end { content.len() } else { content.find('\n').unwrap_or(content.len()) }
}
