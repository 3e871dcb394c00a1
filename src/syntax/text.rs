//! Texts: their quotes, their lines, and the holes that are filled with values.

use pest::iterators::Pair;

use super::build::Build;
use super::formula;
use super::grammar::Rule;
use super::tree::{Piece, Text};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Whether braces in a text are holes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holes {
    /// They are: titles, descriptions, reasons, actions, messages.
    Filled,
    /// They are plain signs: codes, sources, addresses.
    Literal,
}

/// The text among the children of a pair.
pub(super) fn text_in(build: &Build<'_>, pair: &Pair<'_, Rule>, holes: Holes) -> Option<Text> {
    let mut inner = pair.clone().into_inner();
    inner.find(is_text).map(|part| text(build, &part, holes))
}

/// A text as it is written between its quotes, and how many letters the quotes have.
pub(super) fn verbatim<'t>(pair: &Pair<'t, Rule>) -> (&'t str, usize) {
    let quotes = if pair.as_rule() == Rule::long_text { 3 } else { 1 };
    let written = pair.as_str();
    (written.get(quotes..written.len().saturating_sub(quotes)).unwrap_or(""), quotes)
}

/// Whether a pair is a text.
pub(super) fn is_text(pair: &Pair<'_, Rule>) -> bool {
    matches!(pair.as_rule(), Rule::long_text | Rule::short_text)
}

/// The text that a pair holds, without its quotes, with its holes parsed.
pub(super) fn text(build: &Build<'_>, pair: &Pair<'_, Rule>, holes: Holes) -> Text {
    let span = build.span(pair);
    let long = pair.as_rule() == Rule::long_text;
    let (content, quotes) = verbatim(pair);
    if !long && (holes == Holes::Literal || !content.contains(['{', '}'])) {
        return Text { text: content.to_owned(), pieces: vec![Piece::Literal(content.to_owned())], span };
    }
    let start = span.start as usize + quotes;
    let cuts = if holes == Holes::Filled { cut(build, content, start) } else { vec![(false, content, start)] };
    assemble(build, &cuts, span)
}

/// A text that has no quotes: the cell of a sheet.
pub(super) fn plain(build: &Build<'_>, content: &str, offset: usize, holes: Holes) -> Text {
    let span = Span::new(build.source, offset, offset + content.len());
    let cuts = if holes == Holes::Filled { cut(build, content, offset) } else { vec![(false, content, offset)] };
    assemble(build, &cuts, span)
}

/// Cuts a text into literal stretches and holes (true), each with its place.
fn cut<'t>(build: &Build<'_>, content: &'t str, start: usize) -> Vec<(bool, &'t str, usize)> {
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(rest) = content.get(at..).filter(|rest| !rest.is_empty()) {
        let next = rest.find(['{', '}']).unwrap_or(rest.len());
        let found = rest.get(next..).and_then(|tail| tail.chars().next());
        let close = rest.get(next + 1..).and_then(|tail| tail.find(['{', '}']).map(|end| (end, tail)));
        let hole = match (found, close) {
            (Some('{'), Some((end, tail))) if tail.get(end..).is_some_and(|sign| sign.starts_with('}')) => {
                tail.get(..end)
            }
            _ => None,
        };
        let Some(hole) = hole else {
            let upto = next + found.map_or(0, char::len_utf8);
            if found.is_some() {
                stray_brace(build, start + at + next);
            }
            cuts.push((false, rest.get(..upto).unwrap_or(""), start + at));
            at += upto;
            continue;
        };
        cuts.push((false, rest.get(..next).unwrap_or(""), start + at));
        cuts.push((true, hole, start + at + next + 1));
        at += next + hole.len() + 2;
    }
    cuts
}

fn stray_brace(build: &Build<'_>, at: usize) {
    let span = Span::new(build.source, at, at + 1);
    build.say(
        Diagnostic::error("syntax::hole::unclosed", span, "a brace without its partner in a text")
            .here("opens or closes no hole")
            .help("a hole is written `{name}`; a text can not hold single braces"),
    );
}

/// Joins the cuts to a text; line ends and the indentation around them become single spaces.
fn assemble(build: &Build<'_>, cuts: &[(bool, &str, usize)], span: Span) -> Text {
    let mut whole = String::new();
    let mut pieces = Vec::new();
    let last = cuts.len().saturating_sub(1);
    for (place, (hole, content, at)) in cuts.iter().enumerate() {
        if *hole {
            whole.push('{');
            whole.push_str(&content.split_whitespace().collect::<Vec<_>>().join(" "));
            whole.push('}');
            match formula::alone(build.source, content, *at) {
                Ok(expr) => pieces.push(Piece::Hole(expr)),
                Err(finding) => build.say(*finding),
            }
            continue;
        }
        let mut folded = fold(content);
        if place == 0 {
            folded = folded.trim_start().to_owned();
        }
        if place == last {
            folded.truncate(folded.trim_end().len());
        }
        whole.push_str(&folded);
        if let Some(Piece::Literal(before)) = pieces.last_mut() {
            before.push_str(&folded);
        } else if !folded.is_empty() {
            pieces.push(Piece::Literal(folded));
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece::Literal(String::new()));
    }
    Text { text: whole, pieces, span }
}

/// Folds line ends: one becomes a space, an empty line stays as a paragraph break.
fn fold(content: &str) -> String {
    let mut folded = String::new();
    let mut ends = 0;
    for (place, line) in content.split('\n').enumerate() {
        let line = if place == 0 { line } else { line.trim_start() };
        if place > 0 {
            folded.truncate(folded.trim_end_matches([' ', '\t', '\r']).len());
            ends += 1;
        }
        if line.trim().is_empty() && place > 0 {
            continue;
        }
        match ends {
            0 => {}
            1 => folded.push(' '),
            _ => folded.push_str("\n\n"),
        }
        ends = 0;
        folded.push_str(line);
    }
    match ends {
        0 => {}
        1 => folded.push(' '),
        _ => folded.push_str("\n\n"),
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn a_line_end_is_a_space_and_an_empty_line_a_break() {
        assert_eq!(fold("one\n    two\n\n   three"), "one two\n\nthree");
        assert_eq!(fold("no break  inside"), "no break  inside");
    }
}
