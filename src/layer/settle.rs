//! Clauses of which a rule book has one only (a title, a unit, a weight, the values of a facet): which of those of
//! several packs holds on the day of the evaluation.

use super::Layer;
use super::subject::{Merge, days, in_time, subject};
use crate::syntax::tree::{Clause, ClauseKind, Item, Joining, TextWord};
use crate::value::Date;

/// A clause of which one only can hold, where several are written.
#[derive(Debug, Clone)]
pub struct SaidOf {
    /// The thing's full name (`kpi`, `kpi.point`, `recommend NAME`).
    pub name: String,
    /// What it sets.
    pub word: String,
    /// The clause.
    pub clause: Clause,
    /// It holds; else another one went over it, or its time is over.
    pub holds: bool,
}

/// Takes the clauses out that do not hold, on that day or in the end, and tells of them apart.
pub(super) fn settle(item: &mut Item, name: &str, layers: &[Layer], on: Option<Date>, told: &mut Vec<SaidOf>) {
    for clause in &mut item.clauses {
        if let ClauseKind::Item(inner) = &mut clause.kind {
            let inner_name = match inner.names.as_slice() {
                [only] => format!("{name}.{}", only.name.text),
                _ => name.to_owned(),
            };
            settle(inner, &inner_name, layers, on, told);
        }
    }
    let stays: Vec<bool> = item.clauses.iter().map(|clause| stays(clause, &item.clauses, layers, on)).collect();
    let mut turn = stays.into_iter();
    let (kept, gone): (Vec<Clause>, Vec<Clause>) =
        std::mem::take(&mut item.clauses).into_iter().partition(|_| turn.next().unwrap_or(true));
    let words = |clause: &Clause| subject(clause).map(|subject| subject.words()).unwrap_or_default();
    let alike = |one: &Clause, other: &Clause| match (subject(one), subject(other)) {
        (Some(one), Some(other)) => one.same(&other),
        _ => false,
    };
    let said =
        |clause: &Clause, holds| SaidOf { name: name.to_owned(), word: words(clause), clause: clause.clone(), holds };
    // What another pack than the item's own set is told of too.
    let foreign = |clause: &Clause| clause.layer != item.layer && subject(clause).is_some_and(|own| own.timeless);
    let holding = kept.iter().filter(|clause| foreign(clause) || gone.iter().any(|gone| alike(clause, gone)));
    told.extend(holding.map(|clause| said(clause, true)));
    told.extend(gone.iter().map(|clause| said(clause, false)));
    item.clauses = kept;
    entitle(item, name, told);
}

/// A `title` that holds becomes the title in the head; the one that stood there is told of.
fn entitle(item: &mut Item, name: &str, told: &mut Vec<SaidOf>) {
    let winner = item.clauses.iter().rev().find_map(|clause| match &clause.kind {
        ClauseKind::Text { word: TextWord::Title, text } => Some((text.clone(), clause.clone())),
        _ => None,
    });
    let Some((title, clause)) = winner else { return };
    let layer = item.layer;
    let modifiers = item.modifiers.clone();
    let [titled] = item.names.as_mut_slice() else { return };
    let said = |clause, holds| SaidOf { name: name.to_owned(), word: "title".to_owned(), clause, holds };
    if !told.iter().any(|one| one.holds && one.name == name && one.clause.span == clause.span) {
        told.push(said(clause, true));
    }
    if let Some(old) = titled.title.replace(title) {
        let kind = ClauseKind::Text { word: TextWord::Title, text: old.clone() };
        told.push(said(Clause { span: old.span, word: old.span, kind, modifiers, layer }, false));
    }
}

fn stays(clause: &Clause, all: &[Clause], layers: &[Layer], on: Option<Date>) -> bool {
    let Some(own) = subject(clause).filter(|own| own.timeless) else { return true };
    if !in_time(&clause.modifiers, on) {
        return false;
    }
    // The fields of a facet's value are merged one by one.
    if own.word == "value" {
        return true;
    }
    !all.iter().any(|other| {
        let alike = |theirs: &super::subject::Subject<'_>| theirs.timeless && theirs.word == own.word;
        let Some(theirs) = subject(other).filter(alike) else { return false };
        let replaces = match (other.modifiers.joining, own.merge) {
            (Joining::Also, _) => false,
            (Joining::Only, _) => true,
            (Joining::Usual, Merge::Named) => false,
            (Joining::Usual, _) => theirs.same(&own),
        };
        replaces && in_time(&other.modifiers, on) && goes_over(other, clause, own.merge, layers)
    })
}

fn goes_over(one: &Clause, other: &Clause, merge: Merge, layers: &[Layer]) -> bool {
    if one.layer == other.layer {
        return merge == Merge::Single && days(&one.modifiers).0 > days(&other.modifiers).0;
    }
    match layers.get(one.layer as usize) {
        Some(layer) if layer.over.contains(&other.layer) => true,
        // Of two packs of one rank (which is found) the later one in the order is taken.
        _ => {
            let theirs = layers.get(other.layer as usize).is_some_and(|layer| layer.over.contains(&one.layer));
            !theirs && one.layer > other.layer
        }
    }
}
