//! One clause: parsed by its rule, then taken apart into what it says and its modifiers.

use pest::iterators::Pair;

use super::build::Build;
use super::grammar::Rule;
use super::item::{self, Words};
use super::message::{self, Frame};
use super::scan::{self, Chunk};
use super::tree::{Clause, ClauseKind, ItemKind, Joining, Modifiers, Name};
use super::words::JOINING_WORDS;
use super::{build, dispatch, formula, kpi, test_block, text};
use crate::source::Span;

/// Builds the clause that a stretch of a block holds; `given a = 1, b = 2` is two.
pub(super) fn clause(build: &Build<'_>, chunk: &Chunk, parent: &ItemKind, into: &mut Vec<Clause>) {
    if chunk.head.is_empty() {
        if let Some(block) = &chunk.block {
            build.say(item::headless(build, block.open));
        }
        return;
    }
    let words = Words::of(build, &chunk.head);
    if let Some(joining) = joining(&words, parent) {
        let head = words.second_range.start..chunk.head.end;
        let rest = Chunk { head, block: chunk.block.clone() };
        let first = into.len();
        clause(build, &rest, parent, into);
        let start = words.first_range.start;
        for added in into.iter_mut().skip(first) {
            added.span = Span::new(build.source, start, added.span.end as usize);
            added.modifiers.joining = joining;
        }
        return;
    }
    if names_entry(&words, parent) {
        return build.say(build::taken(words.first, build.span_of(&words.first_range)));
    }
    if *parent != ItemKind::Translate && is_item(&words, chunk) {
        if let Some(item) = item::item(build, chunk) {
            let (span, word) = (item.span, item.word);
            let kind = ClauseKind::Item(Box::new(item));
            into.push(Clause { span, word, kind, modifiers: Modifiers::default(), layer: 0 });
        }
        return;
    }
    if let Some(finding) = scan::too_deep(build.source, build.mask.as_bytes(), &chunk.head, 0) {
        build.say(finding);
        return;
    }
    let Some(rule) = dispatch::rule(build, &words, parent, &chunk.head) else {
        return message::unknown_clause(build, &words, parent, chunk);
    };
    if let Some(block) = &chunk.block {
        return build.say(message::no_block(build, &words, block.open));
    }
    let frame = Frame { what: message::block_name(parent), word: words.first };
    let Some(pair) = build.parse(rule, &chunk.head, &frame) else { return };
    let word = build.span_of(&dispatch::word_range(build, &words, rule));
    finish(build, pair, word, into);
}

/// `also` or `only` before a clause. Blocks that list things of their own may use the words as names.
fn joining(words: &Words<'_>, parent: &ItemKind) -> Option<Joining> {
    let lists = matches!(parent, ItemKind::Bands { .. } | ItemKind::Facet { .. } | ItemKind::Table { .. });
    if lists || words.second.is_empty() || words.next == Some(b':') {
        return None;
    }
    match (words.first, words.second) {
        ("also", "in") => None,
        ("also", _) => Some(Joining::Also),
        ("only", _) => Some(Joining::Only),
        _ => None,
    }
}

/// Whether a word that opens a declaration in every block stands where a facet value or a band is named: no name follows.
fn names_entry(words: &Words<'_>, parent: &ItemKind) -> bool {
    let lists = matches!(parent, ItemKind::Bands { .. } | ItemKind::Facet { .. });
    let declares = matches!(words.first, "input" | "point" | "points" | "amend") && words.next != Some(b':');
    lists && declares && (words.second.is_empty() || JOINING_WORDS.contains(&words.second))
}

/// Whether a stretch of a block is a declaration.
fn is_item(words: &Words<'_>, chunk: &Chunk) -> bool {
    if words.next == Some(b':') {
        return false;
    }
    match words.first {
        "input" | "point" | "points" => true,
        "amend" => true,
        "unit" | "city" => false,
        first => chunk.block.is_some() && super::head::rule(first).is_some(),
    }
}

/// The parts of a clause, as they are read.
pub(super) struct Parts<'p> {
    /// The whole clause.
    pub(super) span: Span,
    /// Everything but the modifiers.
    pub(super) rest: Vec<Pair<'p, Rule>>,
    /// Names among the parts.
    pub(super) names: Vec<Name>,
}

impl<'p> Parts<'p> {
    /// Takes the first part of a rule.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Pair<'p, Rule>> {
        let at = self.rest.iter().position(|part| part.as_rule() == rule)?;
        Some(self.rest.remove(at))
    }

    /// Whether a part of a rule is there.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.rest.iter().any(|part| part.as_rule() == rule)
    }

    /// Takes the first text.
    pub(super) fn text(&mut self, build: &Build<'_>, holes: text::Holes) -> Option<super::tree::Text> {
        self.rest.iter().find(|part| text::is_text(part)).map(|part| text::text(build, part, holes))
    }

    /// Takes the formula.
    pub(super) fn expr(&mut self, build: &Build<'_>) -> Option<super::tree::Expr> {
        self.take(Rule::expr).or_else(|| self.take(Rule::arith)).map(|part| formula::expr(build, part))
    }

    /// Takes the first name.
    pub(super) fn name(&mut self) -> Option<Name> {
        if self.names.is_empty() { None } else { Some(self.names.remove(0)) }
    }
}

/// Turns a parsed clause into the tree's.
pub(super) fn finish(build: &Build<'_>, pair: Pair<'_, Rule>, word: Span, into: &mut Vec<Clause>) {
    let rule = pair.as_rule();
    let span = build.span(&pair);
    let mut modifiers = Modifiers::default();
    let mut parts = Parts { span, rest: Vec::new(), names: Vec::new() };
    for part in pair.into_inner() {
        if build.modifier(&part, &mut modifiers) {
            continue;
        }
        match part.as_rule() {
            Rule::name | Rule::free_name => {
                let entry = matches!(rule, Rule::band_entry | Rule::facet_entry) && parts.names.is_empty();
                parts.names.push(if entry { build.entry_name(&part) } else { build.name(&part) });
            }
            _ => parts.rest.push(part),
        }
    }
    if rule == Rule::given_clause {
        let givens = test_block::givens(build, parts);
        if build.sound() {
            into.extend(givens.map(|(span, kind)| Clause { span, word, kind, modifiers: modifiers.clone(), layer: 0 }));
        }
        return;
    }
    let kind = kpi::kind(build, rule, parts);
    if build.sound()
        && let Some(kind) = kind
    {
        into.push(Clause { span, word, kind, modifiers, layer: 0 });
    }
}
