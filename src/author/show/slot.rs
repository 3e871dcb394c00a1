//! What a clause fills: of what can be filled once one clause holds, of lists those of the narrowest pack.

use std::mem::{Discriminant, discriminant};

use crate::syntax::print::print_path;
use crate::syntax::tree::{ClauseKind, TextWord};

/// What a clause fills in its block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// One clause holds: the kind, and the name that tells it from others of the kind.
    One(Discriminant<ClauseKind>, String),
    /// Several stand side by side; a narrower pack replaces them all, or adds with `also`.
    List(Discriminant<ClauseKind>),
    /// Several stand side by side, whatever packs they come from; `only` replaces them.
    All(Discriminant<ClauseKind>),
}

/// The slot of a clause; nested items have none.
pub(super) fn slot(kind: &ClauseKind) -> Slot {
    let own = discriminant(kind);
    match kind {
        ClauseKind::When(_) => Slot::List(discriminant(&ClauseKind::WhenAlways)),
        ClauseKind::WhenAlways | ClauseKind::Unless(_) | ClauseKind::Require { .. } | ClauseKind::Row { .. } => {
            Slot::List(own)
        }
        ClauseKind::Text { word: TextWord::Note | TextWord::Because, .. } => Slot::List(own),
        ClauseKind::Item(_) | ClauseKind::Names { .. } | ClauseKind::Resources(_) | ClauseKind::Credit { .. } => {
            Slot::All(own)
        }
        _ => Slot::One(one_of(kind), name(kind)),
    }
}

/// A KPI has a target or none: each takes the place of the other.
fn one_of(kind: &ClauseKind) -> Discriminant<ClauseKind> {
    match kind {
        ClauseKind::Target { by: None, .. } => discriminant(&ClauseKind::NoBenchmark),
        other => discriminant(other),
    }
}

fn name(kind: &ClauseKind) -> String {
    match kind {
        ClauseKind::Text { word, .. } => format!("{word:?}"),
        ClauseKind::Facet { facet, .. } => facet.text.clone(),
        ClauseKind::Action { name, .. } | ClauseKind::Band { name, .. } | ClauseKind::FacetValue { name, .. } => {
            name.text.clone()
        }
        ClauseKind::Figure { item, .. } => print_path(item),
        ClauseKind::UseBands { only, .. } => only.iter().map(print_path).collect::<Vec<_>>().join(", "),
        ClauseKind::AlsoIn { unit, .. } => unit.to_string(),
        ClauseKind::RequireGrade { what, .. } => what.text.clone(),
        ClauseKind::Target { by: Some(by), .. } => format!("{}-{:?}-{:?}", by.year, by.month, by.day),
        _ => String::new(),
    }
}
