//! The items of a pack with its place in the order on every clause, and what heads say written into the clauses.

use std::sync::Arc;

use super::PackFiles;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Modifiers, WrittenDate};
use crate::value::Date;

/// The stamped items of a pack, shared by all rule books in which it has the same place.
pub(super) fn stamped(pack: &PackFiles, layer: u16) -> Arc<Vec<Arc<Item>>> {
    let stamp = |item| Arc::new(stamp(item, layer, &pack.facts.modifiers));
    pack.stamped.get(&[], layer, || pack.items().map(stamp).collect())
}

/// The item with its layer, and what its head says written into every clause of its block.
fn stamp(item: &Item, layer: u16, of_pack: &Modifiers) -> Item {
    let mut item = item.clone();
    item.layer = layer;
    if item.kind != ItemKind::Pack && (of_pack.from.is_some() || of_pack.until.is_some()) {
        item.modifiers.from = later(item.modifiers.from, of_pack.from);
        item.modifiers.until = earlier(item.modifiers.until, of_pack.until);
    }
    let head = item.modifiers.clone();
    for clause in &mut item.clauses {
        stamp_clause(clause, layer, &head, of_pack);
    }
    item
}

fn stamp_clause(clause: &mut Clause, layer: u16, head: &Modifiers, of_pack: &Modifiers) {
    clause.layer = layer;
    inherit(&mut clause.modifiers, head, of_pack);
    if let ClauseKind::Item(inner) = &mut clause.kind {
        inner.layer = layer;
        inherit(&mut inner.modifiers, head, of_pack);
        let head = inner.modifiers.clone();
        for clause in &mut inner.clauses {
            stamp_clause(clause, layer, &head, of_pack);
        }
    }
}

/// What the head says holds for a clause that does not say it itself; nothing holds outside of the time of its pack.
fn inherit(own: &mut Modifiers, head: &Modifiers, of_pack: &Modifiers) {
    own.inherit(head);
    if of_pack.from.is_some() || of_pack.until.is_some() {
        own.from = later(own.from, of_pack.from);
        own.until = earlier(own.until, of_pack.until);
    }
}

fn later(own: Option<WrittenDate>, of_pack: Option<WrittenDate>) -> Option<WrittenDate> {
    let day = |date: WrittenDate| Date::first(date.year, date.month, date.day);
    match (own, of_pack) {
        (Some(own), Some(of_pack)) => Some(if day(own) < day(of_pack) { of_pack } else { own }),
        (own, of_pack) => own.or(of_pack),
    }
}

fn earlier(own: Option<WrittenDate>, of_pack: Option<WrittenDate>) -> Option<WrittenDate> {
    let day = |date: WrittenDate| Date::last(date.year, date.month, date.day);
    match (own, of_pack) {
        (Some(own), Some(of_pack)) => Some(if day(own) > day(of_pack) { of_pack } else { own }),
        (own, of_pack) => own.or(of_pack),
    }
}
