//! `retire kpi NAME`: an amendment that says of an item of another pack that it no longer holds.

use super::build::Build;
use super::grammar::Rule;
use super::item::Words;
use super::message::{self, Frame};
use super::scan::Chunk;
use super::tree::{Clause, ClauseKind, Item, ItemKind, Modifiers, Name, Titled};
use crate::diagnostic::Diagnostic;

/// The amendment that a `retire` stands for: a block whose one clause is `retired`.
pub(super) fn item(build: &Build<'_>, chunk: &Chunk, words: &Words<'_>) -> Option<Item> {
    let range = words.second_range.start..chunk.head.end;
    let frame = Frame { what: message::HEAD, word: "retire" };
    let pair = build.parse(Rule::retire_head, &range, &frame)?;
    let span = build.span_of(&(chunk.head.start..range.start + pair.as_str().trim_end().len()));
    if let Some(block) = &chunk.block {
        build.say(no_block(build, block.open));
    }
    let mut modifiers = Modifiers::default();
    let mut path = None;
    for part in pair.into_inner() {
        if build.modifier(&part, &mut modifiers) {
            continue;
        }
        if part.as_rule() == Rule::path {
            path = Some(build.path(&part));
        }
    }
    if !build.sound() {
        return None;
    }
    let word = build.span_of(&words.first_range);
    let retired =
        Clause { span, word, kind: ClauseKind::Retired { by: None }, modifiers: Modifiers::default(), layer: 0 };
    let amend = |kind: ItemKind, name: Name, clause: Clause| Item {
        span,
        word,
        amend: true,
        kind,
        names: vec![Titled { name, title: None }],
        modifiers: Modifiers::default(),
        clauses: vec![clause],
        layer: 0,
        sheet: None,
    };
    let mut parts = path?.parts;
    let own = parts.pop()?;
    let mut item = amend(kind(words.second), own, retired);
    while let Some(owner) = parts.pop() {
        let kind = if parts.is_empty() { ItemKind::Kpi } else { ItemKind::Points };
        let inner =
            Clause { span, word, kind: ClauseKind::Item(Box::new(item)), modifiers: Modifiers::default(), layer: 0 };
        item = amend(kind, owner, inner);
    }
    item.modifiers = modifiers;
    Some(item)
}

fn kind(word: &str) -> ItemKind {
    match word {
        "point" => ItemKind::Points,
        "input" => ItemKind::Input,
        "recommend" => ItemKind::Recommend { each: None, code: None },
        "check" => ItemKind::Check { each: None, code: None },
        _ => ItemKind::Kpi,
    }
}

fn no_block(build: &Build<'_>, open: usize) -> Diagnostic {
    let span = crate::source::Span::new(build.source, open, open + 1);
    Diagnostic::error("syntax::item::broken", span, "what is retired has no block")
        .here("this block is not read")
        .help("write `retire kpi NAME because \"…\"`; to change a clause, write `amend`")
}
