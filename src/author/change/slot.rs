//! What a clause decides: two clauses of one slot speak of the same thing, and one of them can stand for the other.

use super::block::Key;
use crate::author::wording::clause_of;
use crate::source::{Sources, Span};
use crate::syntax::tree::{Clause, ClauseKind, NamesWord, Path, TextWord, WrittenDate};

/// What a clause decides of its block.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    /// The aspect: `target`, `start`, `trigger`.
    pub aspect: String,
    /// Which of several: the name of an action, a facet, a band.
    pub which: String,
    /// A block has one; a later one goes over it. Else they stand side by side.
    pub single: bool,
}

/// One clause among those of its block.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Identity {
    /// A block in a block.
    Block(Key),
    /// A clause, by its place and its aspect.
    At(Span, String),
}

/// Which clause this is.
pub(super) fn identity(clause: &Clause, sources: &Sources) -> Identity {
    match &clause.kind {
        ClauseKind::Item(inner) => Identity::Block(Key::inside(inner)),
        _ => Identity::At(clause.span, slot(clause, sources).aspect),
    }
}

/// The slot of a clause.
pub(super) fn slot(clause: &Clause, sources: &Sources) -> Slot {
    let (aspect, which, single) = match &clause.kind {
        ClauseKind::Text { word: TextWord::Because, .. } => ("reason", String::new(), false),
        ClauseKind::Text { word: TextWord::Note, .. } => ("note", String::new(), false),
        ClauseKind::Facet { facet, .. } => ("facet", facet.text.clone(), true),
        ClauseKind::Value(_) => ("value", String::new(), true),
        ClauseKind::Target { by: Some(by), .. } => ("target", milestone(by), true),
        ClauseKind::TargetAgainst(against) => ("target", against.by.as_ref().map(milestone).unwrap_or_default(), true),
        ClauseKind::Target { .. } | ClauseKind::NoBenchmark => ("target", String::new(), true),
        ClauseKind::Translated { word, path: named, part, .. } => {
            ("translation", format!("{} {} {part:?}", word.text, path(named)).to_lowercase(), true)
        }
        ClauseKind::TranslatedText { original, .. } => ("translation", format!("\"{}\"", original.text), true),
        ClauseKind::Retired { .. } => ("retired", String::new(), true),
        ClauseKind::NotApplicable => ("not applicable", String::new(), false),
        ClauseKind::Expect { .. } => ("expected range", String::new(), false),
        ClauseKind::UseBands { only, .. } => ("bands", paths(only), true),
        ClauseKind::PreferWay { .. } | ClauseKind::PreferSource(_) => ("preference", String::new(), true),
        ClauseKind::RequireGrade { what, .. } => ("least grade", what.text.clone(), true),
        ClauseKind::RequireShare { .. } => ("share reported", String::new(), true),
        ClauseKind::Require { .. } => ("requirement", String::new(), false),
        ClauseKind::AlsoIn { unit, .. } => ("also in", unit.to_string(), true),
        ClauseKind::When(_) | ClauseKind::WhenAlways => ("trigger", String::new(), false),
        ClauseKind::Unless(_) => ("held back", String::new(), false),
        ClauseKind::Action { name, .. } => ("action", name.text.clone(), true),
        ClauseKind::Credit { .. } => ("credit", String::new(), false),
        ClauseKind::Resources(_) => ("resource", String::new(), false),
        ClauseKind::Band { name, .. } => ("band", name.text.clone(), true),
        ClauseKind::FacetValue { name, .. } => ("facet value", name.text.clone(), true),
        ClauseKind::Row { .. } => ("row", cells(sources, clause), true),
        ClauseKind::Figure { item, .. } => ("figure", path(item), true),
        ClauseKind::Names { word: NamesWord::Extends, .. } => ("extends", String::new(), true),
        _ => return Slot { aspect: first_words(sources, clause), which: named(clause, ""), single: true },
    };
    Slot { aspect: aspect.to_owned(), which: named(clause, &which), single }
}

/// A milestone is known by its day.
fn milestone(by: &WrittenDate) -> String {
    format!("by {}", super::written::date(*by))
}

/// `as NAME` tells clauses of one slot apart.
fn named(clause: &Clause, which: &str) -> String {
    match &clause.modifiers.name {
        Some(name) => format!("{which} as {}", name.text),
        None => which.to_owned(),
    }
}

fn first_words(sources: &Sources, clause: &Clause) -> String {
    sources.text(clause.word).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn path(path: &Path) -> String {
    path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
}

fn paths(all: &[Path]) -> String {
    all.iter().map(path).collect::<Vec<_>>().join(", ")
}

/// The cells of a row, by which it is known.
fn cells(sources: &Sources, clause: &Clause) -> String {
    let text = clause_of(sources, clause);
    text.split_once("=>").map_or(text.as_str(), |(cells, _)| cells.trim()).to_owned()
}

/// Aspects that say something about an item and decide no result.
pub(super) fn is_silent(aspect: &str) -> bool {
    matches!(
        aspect,
        "about" | "address" | "code" | "language" | "publisher" | "source" | "subject" | "title" | "version" | "year"
    )
}
