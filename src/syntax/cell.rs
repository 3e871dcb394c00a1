//! Pieces of the language that stand alone in the cells of a sheet, parsed at their place in it.

use pest::Parser;

use super::build::Build;
use super::clause::{self, Parts};
use super::grammar::{Grammar, Rule};
use super::message::{self, Frame};
use super::text::{self, Holes};
use super::tree::{Cell, Clause, Text};
use super::{dispatch, group, item, scan, tree};
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{SourceId, Span};

/// A piece of a source text that stands alone.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// The text it stands in.
    pub source: SourceId,
    /// What it says: as long as what is written there, so that places in it can be told.
    pub text: &'a str,
    /// Where it begins.
    pub offset: usize,
}

impl Piece<'_> {
    /// The text that the grammar reads: on one line, after the words that a cell leaves out.
    fn mask(self, before: &str, behind: &str) -> String {
        let mut mask = before.to_owned();
        for sign in self.text.chars() {
            match sign {
                sign if sign.is_whitespace() => mask.extend(std::iter::repeat_n(' ', sign.len_utf8())),
                other => mask.push(other),
            }
        }
        mask + behind
    }

    fn span(self, start: usize, end: usize) -> Span {
        let inside = |at: usize| self.offset + at.min(self.text.len());
        Span::new(self.source, inside(start), inside(end))
    }
}

/// Parses the clause that a word makes together with a cell: `better` and `higher`, `unit` and `%`.
///
/// # Errors
/// What is wrong with the cell, at its place.
#[expect(clippy::result_large_err, reason = "a slip is rare, and callers keep the finding as it is")]
pub fn parse_clause(word: &str, piece: Piece<'_>) -> Result<Clause, Diagnostic> {
    let before = format!("{word} ");
    let mask = piece.mask(&before, "");
    let build = Build::new(piece.source, &mask, Vec::new());
    let words = item::Words::of(&build, &(0..mask.len()));
    let rule = dispatch::rule(&build, &words, &tree::ItemKind::Kpi, &(0..mask.len()));
    let pair = parsed(piece, &mask, before.len(), (rule.unwrap_or(Rule::word_clause), word))?;
    build.set_base(piece.offset.saturating_sub(before.len()));
    let span = piece.span(0, piece.text.len());
    let mut clauses = Vec::new();
    clause::finish(&build, pair, span, &mut clauses);
    let slips = build.into_findings();
    match (slips.into_iter().next(), clauses.pop()) {
        (Some(slip), _) => Err(slip),
        (None, Some(clause)) => Ok(Clause { span, ..clause }),
        (None, None) => Err(Diagnostic::error("sheet::cell::broken", span, format!("this is no `{word}`"))),
    }
}

/// Parses the cell of a decision table.
///
/// # Errors
/// What is wrong with the cell, at its place.
#[expect(clippy::result_large_err, reason = "a slip is rare, and callers keep the finding as it is")]
pub fn parse_cell(piece: Piece<'_>) -> Result<Cell, Diagnostic> {
    let mask = piece.mask("", " => 0");
    let pair = parsed(piece, &mask, 0, (Rule::row, ""))?;
    let build = Build::new(piece.source, &mask, Vec::new());
    build.set_base(piece.offset);
    let span = piece.span(0, piece.text.len());
    let mut parts = Parts { span, rest: pair.into_inner().collect(), names: Vec::new() };
    let cell = parts.take(Rule::row_cell).and_then(|cell| group::cell(&build, cell));
    let more = parts.has(Rule::row_cell);
    match (build.into_findings().into_iter().next(), cell.filter(|_| !more)) {
        (Some(slip), _) => Err(slip),
        (None, Some(cell)) => Ok(cell),
        (None, None) => Err(Diagnostic::error("sheet::cell::broken", span, "this is no cell of a table")
            .help("write a word, `a or b`, `at least 5 km`, `yes`, `no` or `any`")),
    }
}

/// A cell as a text; its holes are parsed where it is one that is filled in.
#[must_use]
pub fn parse_text(piece: Piece<'_>, filled: bool) -> Checked<Text> {
    let build = Build::new(piece.source, "", Vec::new());
    let holes = if filled { Holes::Filled } else { Holes::Literal };
    let value = text::plain(&build, piece.text, piece.offset, holes);
    Checked { value, findings: build.into_findings() }
}

/// Parses the whole of a mask, of which the piece is all but the first bytes.
#[expect(clippy::result_large_err, reason = "a slip is rare, and callers keep the finding as it is")]
fn parsed<'m>(
    piece: Piece<'_>,
    mask: &'m str,
    before: usize,
    (rule, word): (Rule, &str),
) -> Result<pest::iterators::Pair<'m, Rule>, Diagnostic> {
    let offset = piece.offset.saturating_sub(before);
    if let Some(finding) = scan::too_deep(piece.source, mask.as_bytes(), &(0..mask.len()), offset) {
        return Err(finding);
    }
    match Grammar::parse(rule, mask) {
        Ok(mut pairs) => {
            let pair = pairs.next();
            let end = pair.as_ref().map_or(0, |pair| pair.as_span().end());
            let rest = mask.get(end..).unwrap_or("");
            let read = pair.filter(|_| rest.trim().is_empty());
            read.ok_or_else(|| {
                let start = end + (rest.len() - rest.trim_start().len());
                let span = piece.span(start.saturating_sub(before), piece.text.len());
                Diagnostic::error(
                    "sheet::cell::broken",
                    span,
                    format!("`{}` does not belong in this cell", rest.trim()),
                )
                .here("left over")
                .help("keep one thing in each cell")
            })
        }
        Err(error) => {
            let frame = Frame { what: message::CELL, word };
            let range = 0..mask.len();
            let finding = message::explain_at(piece.source, mask, (&range, offset), &error, &frame);
            let finding = inside(finding, piece);
            let cured = finding.help.is_some();
            Err(if cured { finding } else { finding.help(cure(word)) })
        }
    }
}

/// What to type where nothing better is known.
fn cure(word: &str) -> String {
    match word {
        "from" | "until" | "by" => "write a date: `2020`, `2020-09` or `2020-09-30`".to_owned(),
        "when" => "write a condition: `terrain = mountain and population > 10_000 inhabitants`".to_owned(),
        "" => "write a word, `a or b`, `at least 5 km`, `yes`, `no` or `any`".to_owned(),
        word => format!("write what stands after `{word}` in the text of a rule"),
    }
}

/// A finding whose places lie in the cell.
fn inside(mut finding: Diagnostic, piece: Piece<'_>) -> Diagnostic {
    let (first, last) = (piece.offset, piece.offset + piece.text.len());
    for label in &mut finding.labels {
        let clip = |at: u32| (at as usize).clamp(first, last);
        label.span = Span::new(piece.source, clip(label.span.start), clip(label.span.end));
    }
    finding.fix = finding.fix.filter(|fix| fix.span.start as usize >= first && fix.span.end as usize <= last);
    finding
}
