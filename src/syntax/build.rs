//! What every part of the tree builder shares: the text, the findings, and names, dates and units.

use std::cell::{Cell, RefCell};

use pest::Parser;
use pest::iterators::Pair;

use super::grammar::{Grammar, Rule};
use super::message;
use super::tree::{Name, Path, WrittenDate};
use super::words;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// A stretch of the text, in bytes.
pub(super) type Range = std::ops::Range<usize>;

/// Everything that the builders of the tree share.
pub(super) struct Build<'a> {
    /// Names the text.
    pub(super) source: SourceId,
    /// The text of the same length that the grammar reads.
    pub(super) mask: &'a str,
    findings: RefCell<Vec<Diagnostic>>,
    /// Places where the scanner found something, in order.
    scanned: Vec<usize>,
    /// Where the slice that is being built starts in the text.
    base: Cell<usize>,
    /// The clause that is being built can not be used.
    broken: Cell<bool>,
}

impl<'a> Build<'a> {
    /// A builder over a scanned text, with what the scanner found.
    pub(super) fn new(source: SourceId, mask: &'a str, findings: Vec<Diagnostic>) -> Self {
        let mut scanned: Vec<usize> = findings.iter().map(|finding| finding.span().start as usize).collect();
        scanned.sort_unstable();
        let findings = RefCell::new(findings);
        Self { source, mask, findings, scanned, base: Cell::new(0), broken: Cell::new(false) }
    }

    /// All findings.
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings.into_inner()
    }

    /// Keeps a finding; the clause stays usable.
    pub(super) fn say(&self, finding: Diagnostic) {
        self.findings.borrow_mut().push(finding);
    }

    /// Keeps a finding that makes the clause unusable.
    pub(super) fn fail(&self, finding: Diagnostic) {
        self.broken.set(true);
        self.say(finding);
    }

    /// Whether the clause that was being built is usable; asks once for each clause.
    pub(super) fn sound(&self) -> bool {
        !self.broken.replace(false)
    }

    /// Says where the slice starts whose parse is built next.
    pub(super) fn set_base(&self, base: usize) {
        self.base.set(base);
    }

    /// Whether the scanner found something in a stretch.
    pub(super) fn scanner_spoke(&self, range: &Range) -> bool {
        let first = self.scanned.partition_point(|at| *at < range.start);
        self.scanned.get(first).is_some_and(|at| *at < range.end)
    }

    /// The masked text of a stretch.
    pub(super) fn masked(&self, range: &Range) -> &'a str {
        self.mask.get(range.clone()).unwrap_or("")
    }

    /// A span from a stretch of the text.
    pub(super) fn span_of(&self, range: &Range) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    /// The span of a pair, without the blanks behind it.
    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        let end = span.start() + span.as_str().trim_end().len();
        Span::new(self.source, self.base.get() + span.start(), self.base.get() + end)
    }

    /// Parses a stretch by a rule; a slip becomes a finding.
    pub(super) fn parse(&self, rule: Rule, range: &Range, frame: &message::Frame<'_>) -> Option<Pair<'a, Rule>> {
        let slice = self.masked(range);
        self.set_base(range.start);
        match Grammar::parse(rule, slice) {
            Ok(mut pairs) => pairs.next(),
            Err(error) => {
                if !self.scanner_spoke(range) {
                    self.say(message::explain(self.source, self.mask, range, &error, frame));
                }
                None
            }
        }
    }

    /// A name, without its quotes.
    pub(super) fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name { text: pair.as_str().trim_matches('\'').to_owned(), span: self.span(pair) }
    }

    /// The name of something that is declared: it can not be a word of the language.
    pub(super) fn declared(&self, pair: &Pair<'_, Rule>, reserved: &[&str]) -> Name {
        let name = self.name(pair);
        if pair.as_str() == name.text && reserved.contains(&name.text.as_str()) {
            self.say(taken(&name.text, name.span));
        }
        name
    }

    /// All names among the children of a pair.
    pub(super) fn names(&self, pair: Pair<'_, Rule>) -> Vec<Name> {
        pair.into_inner().filter(|inner| inner.as_rule() == Rule::name).map(|inner| self.name(&inner)).collect()
    }

    /// `kpi.point.score`
    pub(super) fn path(&self, pair: &Pair<'_, Rule>) -> Path {
        let span = self.span(pair);
        let mut parts = Vec::new();
        let mut start = 0;
        let mut quoted = false;
        let whole = pair.as_str();
        for (at, byte) in whole.bytes().enumerate().chain([(whole.len(), b'.')]) {
            if byte == b'\'' {
                quoted = !quoted;
            }
            if byte == b'.' && !quoted {
                let part = whole.get(start..at).unwrap_or("");
                let from = span.start as usize + start;
                let part_span = Span::new(self.source, from, from + part.len());
                parts.push(Name { text: part.trim_matches('\'').to_owned(), span: part_span });
                start = at + 1;
            }
        }
        Path { parts, span }
    }

    /// `2020`, `2020-09`, `2020-09-30`
    pub(super) fn date(&self, pair: &Pair<'_, Rule>) -> Option<WrittenDate> {
        let span = self.span(pair);
        let mut parts = pair.as_str().split('-');
        let year = parts.next()?.parse().ok()?;
        let month: Option<u8> = parts.next().and_then(|part| part.parse().ok());
        let day: Option<u8> = parts.next().and_then(|part| part.parse().ok());
        let right = month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| day >= 1 && day <= days_of_month(year, month.unwrap_or(1)));
        if !right {
            self.fail(
                Diagnostic::error("syntax::date::impossible", span, format!("there is no date {}", pair.as_str()))
                    .here("no such day")
                    .help("write year, month and day: `2020`, `2020-09` or `2020-09-30`"),
            );
        }
        Some(WrittenDate { year, month, day, span })
    }

    /// A number with `_` between its digits.
    pub(super) fn number(&self, pair: &Pair<'_, Rule>) -> f64 {
        let written = pair.as_str();
        let parsed = if written.contains('_') { written.replace('_', "").parse() } else { written.parse() };
        parsed.unwrap_or(f64::NAN)
    }

    /// A whole number; a finding when it is too large.
    pub(super) fn integer(&self, pair: &Pair<'_, Rule>) -> u32 {
        pair.as_str().replace('_', "").parse().unwrap_or_else(|_| {
            self.fail(
                Diagnostic::error("syntax::number::large", self.span(pair), "this number is too large")
                    .help("write a whole number below 4_000_000_000"),
            );
            0
        })
    }

    /// Checks the name of an item.
    pub(super) fn item_name(&self, pair: &Pair<'_, Rule>) -> Name {
        self.declared(pair, words::RESERVED_WORDS)
    }

    /// Checks the name of a facet value or a band.
    pub(super) fn entry_name(&self, pair: &Pair<'_, Rule>) -> Name {
        self.declared(pair, words::JOINING_WORDS)
    }
}

/// The finding for a word of the language that stands where something is named.
pub(super) fn taken(word: &str, span: Span) -> Diagnostic {
    let message = format!("`{word}` is a word of the language and can not be a name");
    Diagnostic::error("syntax::name::reserved", span, message)
        .here("this name is taken")
        .help(format!("choose a longer name, for example `{word}_of_city`"))
}

fn days_of_month(year: i32, month: u8) -> u8 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
