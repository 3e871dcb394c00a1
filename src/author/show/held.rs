//! Which clauses are left when those of wider packs have given way, as clauses of one pack.
//!
//! A clause without a condition leaves nothing of what it goes over, or only the days on which it does not hold itself.
//! A clause with a condition leaves what it goes over for when the condition is not met: the one gets a name and the
//! other says that it goes `over` it.

use super::counts;
use super::days::{cut, first, valid};
use super::own;
use super::slot::{Slot, slot};
use crate::layer::{Joined, Layer};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Joining, Name};
use crate::value::Date;

/// The items with the clauses that hold on a day; on any day where none is given.
pub(super) fn held(joined: &Joined, date: Option<Date>) -> Vec<Item> {
    let day = Day { packs: &joined.packs, date };
    let of = |item: &Item| if item.kind == ItemKind::Pack { item.clone() } else { day.item(item) };
    counts::said(joined).iter().map(of).collect()
}

/// A clause at its place in its block.
#[derive(Clone)]
struct Placed {
    at: usize,
    clause: Clause,
}

struct Day<'a> {
    packs: &'a [Layer],
    date: Option<Date>,
}

impl Day<'_> {
    fn item(&self, item: &Item) -> Item {
        let mut item = item.clone();
        let mut waiting = own::joined(own::apart(std::mem::take(&mut item.clauses)));
        waiting.retain(|clause| self.date.is_none_or(|date| valid(&clause.modifiers, date)));
        let mut waiting: Vec<Placed> =
            waiting.into_iter().enumerate().map(|(at, clause)| Placed { at, clause }).collect();
        let mut left: Vec<Placed> = Vec::new();
        while let Some(next) = waiting.first() {
            let slot = self::slot(&next.clause.kind);
            let own = |placed: &Placed| self::slot(&placed.clause.kind) == slot;
            let (group, others): (Vec<Placed>, Vec<Placed>) = waiting.into_iter().partition(own);
            left.extend(self.group(&slot, group));
            waiting = others;
        }
        left.sort_by_key(|placed| placed.at);
        item.clauses = left.into_iter().map(|placed| placed.clause).collect();
        item
    }

    /// The clauses of one slot as clauses of one pack.
    fn group(&self, slot: &Slot, group: Vec<Placed>) -> Vec<Placed> {
        let mut left = match slot {
            Slot::One(..) if group.iter().any(|own| matches!(own.clause.kind, ClauseKind::Facet { .. })) => {
                self.facet(self.list(&group))
            }
            Slot::One(..) if group.iter().all(|own| matches!(own.clause.kind, ClauseKind::FacetValue { .. })) => {
                facet_value(group)
            }
            Slot::One(..) => self.one(group),
            Slot::List(_) => self.list(&group),
            Slot::All(_) => {
                let only = |own: &Placed| own.clause.modifiers.joining == Joining::Only;
                let beaten = |one: &Placed| group.iter().any(|other| only(other) && self.over(other, one));
                group.iter().filter(|own| !beaten(own)).cloned().collect()
            }
        };
        for Placed { clause, .. } in &mut left {
            clause.modifiers.joining = Joining::Usual;
            match &mut clause.kind {
                ClauseKind::Item(inner) => **inner = self.item(inner),
                ClauseKind::Retired { by: by @ None } => {
                    let pack = self.packs.get(usize::from(clause.layer)).map_or("", |pack| pack.name.as_str());
                    *by = Some(Name { text: pack.to_owned(), span: clause.word });
                }
                _ => {}
            }
        }
        left
    }

    /// Whether the pack of a clause goes over that of another.
    fn over(&self, one: &Placed, other: &Placed) -> bool {
        let pack = self.packs.get(usize::from(one.clause.layer));
        pack.is_some_and(|pack| pack.over.contains(&other.clause.layer))
    }

    /// The clauses of a list: a narrower pack replaces them, but for what it adds with `also`.
    fn list(&self, group: &[Placed]) -> Vec<Placed> {
        let replaces = |own: &Placed| own.clause.modifiers.joining != Joining::Also;
        let beaten = |one: &Placed| group.iter().any(|other| replaces(other) && self.over(other, one));
        group.iter().filter(|own| !beaten(own)).cloned().collect()
    }

    /// The values of a facet are one list.
    fn facet(&self, clauses: Vec<Placed>) -> Vec<Placed> {
        let mut all: Vec<Placed> = Vec::new();
        for placed in clauses {
            let clause = &placed.clause;
            let added = match (all.first_mut().map(|first| &mut first.clause), &clause.kind) {
                (Some(first), ClauseKind::Facet { values: more, .. }) if clause.modifiers.joining == Joining::Also => {
                    if let ClauseKind::Facet { values, .. } = &mut first.kind {
                        let fresh: Vec<Name> =
                            more.iter().filter(|new| !values.iter().any(|old| old.text == new.text)).cloned().collect();
                        values.extend(fresh);
                    }
                    (first.layer, first.span, first.word) = (clause.layer, clause.span, clause.word);
                    true
                }
                _ => false,
            };
            if !added {
                all.push(placed);
            }
        }
        all
    }

    fn one(&self, mut group: Vec<Placed>) -> Vec<Placed> {
        stand_together(&mut group);
        let mut left: Vec<Placed> = Vec::new();
        for own in &group {
            let stronger =
                group.iter().filter(|other| other.clause.modifiers.when.is_none() && self.leaves_less(other, own));
            let mut pieces = vec![own.clause.clone()];
            for stronger in stronger {
                pieces = match self.date {
                    Some(_) => Vec::new(),
                    None => pieces.into_iter().flat_map(|piece| cut(piece, &stronger.clause.modifiers)).collect(),
                };
            }
            left.extend(pieces.into_iter().map(|clause| Placed { clause, ..*own }));
        }
        self.told_apart(left)
    }

    /// Whether a clause without a condition stands in the place of another.
    fn leaves_less(&self, one: &Placed, other: &Placed) -> bool {
        if one.clause.layer != other.clause.layer {
            return self.over(one, other);
        }
        let later = first(&one.clause.modifiers) > first(&other.clause.modifiers);
        later && self.date.is_some() && other.clause.modifiers.when.is_none()
    }

    /// Gives those names that a clause of another pack goes over under a condition.
    fn told_apart(&self, mut left: Vec<Placed>) -> Vec<Placed> {
        for at in 0..left.len() {
            let Some(own) = left.get(at).cloned() else { continue };
            let goes_over = |other: &Placed| other.clause.modifiers.when.is_some() && self.over(other, &own);
            let above: Vec<usize> =
                left.iter().enumerate().filter(|(_, other)| goes_over(other)).map(|(place, _)| place).collect();
            if own.clause.modifiers.when.is_none() || above.is_empty() {
                continue;
            }
            let pack = self.packs.get(usize::from(own.clause.layer)).map_or("", |pack| pack.name.as_str());
            let text = format!("{pack}_{}_{}", own.at + 1, at + 1);
            let name = own.clause.modifiers.name.clone().unwrap_or(Name { text, span: own.clause.word });
            for (place, other) in left.iter_mut().enumerate() {
                let modifiers = &mut other.clause.modifiers;
                if place == at {
                    modifiers.name = Some(name.clone());
                } else if above.contains(&place) && !modifiers.over.iter().any(|over| over.text == name.text) {
                    modifiers.over.push(name.clone());
                }
            }
        }
        left
    }
}

/// What replaces a clause stands in its place: bands are ordered, and a target reads well beside its start. The order of
/// actions, facets and figures is that in which packs added them.
fn stand_together(group: &mut [Placed]) {
    let Some(first) = group.first().map(|own| own.at) else { return };
    let together = |kind: &ClauseKind| {
        matches!(
            kind,
            ClauseKind::Band { .. }
                | ClauseKind::Target { .. }
                | ClauseKind::NoBenchmark
                | ClauseKind::Start(_)
                | ClauseKind::Value(_)
                | ClauseKind::Score(_)
                | ClauseKind::Priority(_)
        )
    };
    group.iter_mut().filter(|own| together(&own.clause.kind)).for_each(|own| own.at = first);
}

/// A value of a facet is merged part by part, and stays where it was declared: the order of values is theirs.
fn facet_value(group: Vec<Placed>) -> Vec<Placed> {
    let mut all = group.into_iter();
    let Some(mut whole) = all.next() else { return Vec::new() };
    for later in all {
        let Clause { kind, span, word, modifiers, layer } = later.clause;
        let ClauseKind::FacetValue { title, parent, weight, .. } = kind else { continue };
        if let ClauseKind::FacetValue { title: old_title, parent: old_parent, weight: old_weight, .. } =
            &mut whole.clause.kind
        {
            *old_title = title.or(old_title.take());
            *old_parent = parent.or(old_parent.take());
            *old_weight = weight.or(old_weight.take());
        }
        whole.clause = Clause { kind: whole.clause.kind, span, word, modifiers, layer };
    }
    vec![whole]
}
