//! One item: its head, then its clauses, each parsed alone.

use super::build::{Build, Range};
use super::grammar::Rule;
use super::message::{self, Frame};
use super::scan::{Block, Chunk};
use super::tree::{Item, ItemKind};
use super::{clause, head, later, retire, scan};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The item that a stretch of the text holds.
pub(super) fn item(build: &Build<'_>, chunk: &Chunk) -> Option<Item> {
    let words = Words::of(build, &chunk.head);
    if let Some(what) = later::item(words.first, words.second, words.third) {
        build.say(later::finding(what, build.span_of(&words.first_range)));
        return None;
    }
    if words.first == "retire" {
        return retire::item(build, chunk, &words);
    }
    let amend = words.first == "amend";
    let word = if amend { words.second } else { words.first };
    let range = if amend { words.second_range.start..chunk.head.end } else { chunk.head.clone() };
    let rule = if amend && word == "table" { Some(Rule::amended_table_head) } else { head::rule(word) };
    let Some(rule) = rule else {
        return unknown(build, chunk, word, &range);
    };
    let place = head::Place { span: whole(build, chunk), word: build.span_of(&words.first_range), amend };
    let frame = Frame { what: message::HEAD, word };
    if let Some(finding) = scan::too_deep(build.source, build.mask.as_bytes(), &range, 0) {
        build.say(finding);
        return None;
    }
    let mut parsed = build.parse(rule, &range, &frame);
    if parsed.is_none() {
        parsed = message::sound_part(build.masked(&range), rule);
    }
    let built = parsed.and_then(|pair| head::build_head(build, word, pair, place));
    let sound = build.sound();
    let Some(mut item) = built.filter(|_| sound) else {
        if sound {
            // The head is lost; what else is wrong in the block is told all the same.
            clauses(build, chunk.block.as_ref(), &head::kind(word));
        }
        return None;
    };
    item.clauses = clauses(build, chunk.block.as_ref(), &item.kind);
    Some(item)
}

fn whole(build: &Build<'_>, chunk: &Chunk) -> Span {
    let end = chunk.block.as_ref().map_or(chunk.head.end, |block| block.close);
    Span::new(build.source, chunk.head.start, end)
}

/// The clauses of a block.
fn clauses(build: &Build<'_>, block: Option<&Block>, kind: &ItemKind) -> Vec<super::tree::Clause> {
    let mut clauses = Vec::new();
    for chunk in block.iter().flat_map(|block| &block.chunks) {
        clause::clause(build, chunk, kind, &mut clauses);
    }
    clauses
}

fn unknown(build: &Build<'_>, chunk: &Chunk, word: &str, range: &Range) -> Option<Item> {
    let meant = message::meant_item(word);
    if !build.scanner_spoke(range) {
        build.say(message::unknown_item(build, word, range, meant));
    }
    if let Some(meant) = meant {
        clauses(build, chunk.block.as_ref(), &head::kind(meant));
    }
    None
}

/// A finding for a block that has no head.
pub(super) fn headless(build: &Build<'_>, at: usize) -> Diagnostic {
    Diagnostic::error("syntax::item::broken", Span::new(build.source, at, at + 1), "a block without a head")
        .here("opens here")
        .help("the `{` stands on the line of the head: `kpi name \"Title\" {`")
}

/// The first words of a head.
pub(super) struct Words<'a> {
    /// The first.
    pub(super) first: &'a str,
    /// The second, if only blanks stand between.
    pub(super) second: &'a str,
    /// The third.
    pub(super) third: &'a str,
    /// Where the first stands.
    pub(super) first_range: Range,
    /// Where the second stands.
    pub(super) second_range: Range,
    /// What follows the first, blanks skipped: a sign or nothing.
    pub(super) next: Option<u8>,
}

impl<'a> Words<'a> {
    /// The words at the start of a stretch.
    pub(super) fn of(build: &Build<'a>, range: &Range) -> Self {
        let slice = build.masked(range);
        let (first, after) = word_at(slice, 0);
        let next = slice
            .as_bytes()
            .get(after.end..)
            .and_then(|rest| rest.iter().copied().find(|byte| !matches!(byte, b' ' | b'\t')));
        let (second, second_range) = word_at(slice, after.end);
        let (third, _) = word_at(slice, second_range.end);
        let shift = |inner: Range| range.start + inner.start..range.start + inner.end;
        Self { first, second, third, first_range: shift(after), second_range: shift(second_range), next }
    }
}

/// The word that starts at or after a place, blanks skipped; empty if something else stands there.
fn word_at(slice: &str, at: usize) -> (&str, Range) {
    let bytes = slice.as_bytes();
    let mut start = at;
    while matches!(bytes.get(start), Some(b' ' | b'\t')) {
        start += 1;
    }
    let mut end = start;
    while bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
        end += 1;
    }
    (slice.get(start..end).unwrap_or(""), start..end)
}
