//! A clause of a rule book: its conditions, its time, its authority, and where it comes from.

use super::formula::Node;
use crate::source::Span;
use crate::value::{Date, Joining};

/// A clause with its conditions, its time and its authority.
#[derive(Debug, Clone, PartialEq)]
pub struct Case<T> {
    /// What it says.
    pub value: T,
    /// The condition under which it holds.
    pub when: Option<Node>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Its authority and place.
    pub note: Note,
}

/// Where a clause comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// `source "…"`
    pub source: Option<String>,
    /// `basis KIND`
    pub basis: Option<String>,
    /// `because "…"`
    pub because: Option<String>,
    /// `evidence KIND`; nothing means seen.
    pub evidence: Option<String>,
    /// `as NAME`
    pub name: Option<String>,
    /// `over NAME, …`
    pub over: Vec<String>,
    /// Place of the pack in the total order: 0 is the base.
    pub layer: u16,
    /// Where it stands.
    pub span: Span,
    /// How it meets what the packs below say of the same.
    pub joining: Joining,
    /// What it says in the language, where it stands in the cells of a sheet.
    pub worded: Option<Box<Worded>>,
}

/// A clause of a sheet in the words of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// The clause without what follows it.
    pub clause: String,
    /// Its condition.
    pub when: Option<String>,
}

/// A clause of which a rule book has one only (a title, a unit, a weight), where several packs set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its first word.
    pub word: String,
    /// First day, as written.
    pub from: Option<Date>,
    /// Last day, as written.
    pub until: Option<Date>,
    /// Its authority and place.
    pub note: Note,
    /// It holds; else another one went over it.
    pub holds: bool,
}
