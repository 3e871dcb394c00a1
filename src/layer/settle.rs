//! Clauses of which a rule book has one only (a title, a unit, a weight, the values of a facet): which of those of
//! several packs holds on the day of the evaluation.

use super::Layer;
use super::subject::{Merge, Subject, days, in_time, subject};
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

/// A clause that sets something, and what.
type Own<'t> = (&'t Clause, Subject<'t>);

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
    let all: Vec<Own<'_>> = item.clauses.iter().filter_map(|clause| Some((clause, subject(clause)?))).collect();
    let holds: Vec<bool> = all.iter().map(|one| stays(one, &all, layers, on)).collect();
    let with = |wanted: bool| all.iter().zip(&holds).filter(move |(_, holds)| **holds == wanted).map(|(one, _)| one);
    let said = |(clause, subject): &Own<'_>, holds| SaidOf {
        name: name.to_owned(),
        word: subject.words(),
        clause: Clause::clone(clause),
        holds,
    };
    // What another pack than the item's own set is told of too.
    let foreign = |(clause, subject): &Own<'_>| clause.layer != item.layer && subject.timeless;
    let holding = with(true).filter(|one| foreign(one) || with(false).any(|gone| one.1.same(&gone.1)));
    told.extend(holding.map(|one| said(one, true)));
    told.extend(with(false).map(|one| said(one, false)));
    let mut holds = holds.into_iter();
    item.clauses.retain(|clause| subject(clause).is_none() || holds.next().unwrap_or(true));
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

fn stays((clause, own): &Own<'_>, all: &[Own<'_>], layers: &[Layer], on: Option<Date>) -> bool {
    if !own.timeless {
        return true;
    }
    if !in_time(&clause.modifiers, on) {
        return false;
    }
    // The fields of a facet's value are merged one by one.
    if own.word == "value" {
        return true;
    }
    !all.iter().any(|(other, theirs)| {
        if !theirs.timeless || theirs.word != own.word {
            return false;
        }
        let replaces = match (other.modifiers.joining, own.merge) {
            (Joining::Also, _) => false,
            (Joining::Only, _) => true,
            (Joining::Usual, Merge::Named) => false,
            (Joining::Usual, _) => theirs.same(own),
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
