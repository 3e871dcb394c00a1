//! Words that open nothing, and blocks where none may stand.

use super::super::build::{Build, Range};
use super::super::item::Words;
use super::super::later;
use super::super::scan::Chunk;
use super::super::tree::ItemKind;
use super::super::words::{CLAUSE_WORDS, ITEM_WORDS, JOINING_WORDS, MODIFIER_WORDS, opens_clause};
use super::sample::{block_name, usual};
use super::token_length;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, nearest};

/// The item word that was meant.
pub(in super::super) fn meant_item(word: &str) -> Option<&'static str> {
    if word.is_empty() { None } else { nearest(word, ITEM_WORDS.iter().copied()) }
}

/// The finding for an item whose first word is none.
pub(in super::super) fn unknown_item(build: &Build<'_>, word: &str, range: &Range, meant: Option<&str>) -> Diagnostic {
    if word.is_empty() {
        let end = range.start + token_length(build.masked(range)).max(1);
        return Diagnostic::error(
            "syntax::item::broken",
            build.span_of(&(range.start..end.min(range.end.max(range.start + 1)))),
            "an item begins with a word such as `kpi`, `input` or `recommend`",
        )
        .here("no item begins so")
        .help("write for example `kpi household_internet_access \"Household Internet Access\" {`");
    }
    let span = build.span_of(&(range.start..range.start + word.len()));
    let finding = Diagnostic::error("syntax::word::unknown", span, format!("`{word}` opens no item"));
    if MODIFIER_WORDS.contains(&word) {
        return finding.here("a modifier of nothing").help(
            "a modifier stands on the line of its clause or on a deeper line below it; for a block, before its `{`",
        );
    }
    if opens_clause(word) {
        return finding
            .here("a clause outside a block")
            .help("it belongs into the braces of a `pack`, a `kpi` or another item; look for a `}` too early");
    }
    match meant {
        Some(meant) => finding.here("not known").help(format!("did you mean `{meant}`?")).fix(span, meant),
        None => finding.here("not known").help(format!("items begin with {}", join_words(ITEM_WORDS))),
    }
}

fn join_words(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The finding for a clause whose first word is none.
pub(in super::super) fn unknown_clause(build: &Build<'_>, words: &Words<'_>, parent: &ItemKind, chunk: &Chunk) {
    let range = &chunk.head;
    if build.scanner_spoke(range) {
        return;
    }
    let word = words.first;
    if let Some(what) = later::clause(word) {
        return build.say(later::finding(what, build.span_of(range)));
    }
    if word.is_empty() {
        let slice = build.masked(range);
        let span = build.span_of(&(range.start..range.start + token_length(slice).max(1).min(slice.len())));
        let found = build.masked(&(span.start as usize..span.end as usize));
        let message = format!("a clause begins with a word, not with `{found}`");
        return build.say(
            Diagnostic::error("syntax::clause::broken", span, message)
                .here("no clause begins so")
                .help("a line carries on the clause above it when it is indented deeper and begins with an operator"),
        );
    }
    let span = build.span_of(&words.first_range);
    let place = block_name(parent);
    let finding = Diagnostic::error("syntax::word::unknown", span, format!("`{word}` opens no clause of {place}"));
    let firsts = CLAUSE_WORDS.iter().filter_map(|known| known.split(' ').next());
    let finding = match nearest(word, firsts) {
        Some(meant) => finding.here("not known").help(format!("did you mean `{meant}`?")).fix(span, meant),
        None if *parent != ItemKind::Translate
            && !words.second.is_empty()
            && !JOINING_WORDS.contains(&words.second) =>
        {
            finding
                .here("not known")
                .help(format!("what a pack declares is written with a colon: `{word}: {}`", words.second))
        }
        None => finding.here("not known").help(format!("clauses of {place}: {}", usual(parent))),
    };
    build.say(finding);
}

/// The finding for a block behind a clause that takes none.
pub(in super::super) fn no_block(build: &Build<'_>, words: &Words<'_>, open: usize) -> Diagnostic {
    let span = Span::new(build.source, open, open + 1);
    Diagnostic::error("syntax::clause::broken", span, format!("`{}` takes no block", words.first))
        .here("opens a block")
        .and(build.span_of(&words.first_range), "this clause")
        .help("a clause ends with its line; only declarations such as `input`, `point` and `bands` have a block")
}
