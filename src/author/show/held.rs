//! Which clauses are left when those of wider packs have given way, as clauses of one pack.
//!
//! A clause without a condition leaves nothing of what it goes over, or only the days on which it does not hold itself.
//! A clause with a condition leaves what it goes over for when the condition is not met: the one gets a name and the
//! other says that it goes `over` it.

use super::days::{cut, first, last, valid};
use super::own;
use super::slot::{Slot, slot};
use crate::layer::{Joined, Layer};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Joining, Name};
use crate::value::Date;

/// The items with the clauses that hold on a day; on any day where none is given.
pub(super) fn held(joined: &Joined, date: Option<Date>) -> Vec<Item> {
    let day = Day { packs: &joined.packs, date };
    joined.items.iter().map(|item| if item.kind == ItemKind::Pack { item.clone() } else { day.item(item) }).collect()
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
        while let Some(next) = waiting.first() {
            let slot = self::slot(&next.kind, &item.kind);
            let count = if matches!(next.kind, ClauseKind::Item(_)) { 1 } else { waiting.len() };
            let own = |clause: &Clause| self::slot(&clause.kind, &item.kind) == slot;
            let (first, later) = waiting.split_at(count);
            let (group, mut others): (Vec<Clause>, Vec<Clause>) = first.iter().cloned().partition(own);
            others.extend_from_slice(later);
            item.clauses.extend(self.group(&slot, group, item.clauses.len()));
            waiting = others;
        }
        item
    }

    /// The clauses of one slot as clauses of one pack.
    fn group(&self, slot: &Slot, group: Vec<Clause>, before: usize) -> Vec<Clause> {
        let mut left = match slot {
            Slot::One(..) if group.iter().any(|clause| matches!(clause.kind, ClauseKind::Facet { .. })) => {
                self.facet(self.list(&group))
            }
            Slot::One(..) => self.one(group, before),
            Slot::List(_) => self.list(&group),
            Slot::All(_) => {
                let only = |clause: &Clause| clause.modifiers.joining == Joining::Only;
                let beaten = |one: &Clause| group.iter().any(|other| only(other) && self.over(other, one));
                group.iter().filter(|clause| !beaten(clause)).cloned().collect()
            }
        };
        for clause in &mut left {
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
    fn over(&self, one: &Clause, other: &Clause) -> bool {
        self.packs.get(usize::from(one.layer)).is_some_and(|pack| pack.over.contains(&other.layer))
    }

    /// The clauses of a list: a narrower pack replaces them, but for what it adds with `also`.
    fn list(&self, group: &[Clause]) -> Vec<Clause> {
        let replaces = |clause: &Clause| clause.modifiers.joining != Joining::Also;
        let beaten = |one: &Clause| group.iter().any(|other| replaces(other) && self.over(other, one));
        group.iter().filter(|clause| !beaten(clause)).cloned().collect()
    }

    /// The values of a facet are one list.
    fn facet(&self, clauses: Vec<Clause>) -> Vec<Clause> {
        let mut all: Vec<Clause> = Vec::new();
        for clause in clauses {
            let added = match (all.first_mut(), &clause.kind) {
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
                all.push(clause);
            }
        }
        all
    }

    fn one(&self, group: Vec<Clause>, before: usize) -> Vec<Clause> {
        let mut left: Vec<Clause> = Vec::new();
        for clause in &group {
            let stronger =
                group.iter().filter(|other| other.modifiers.when.is_none() && self.leaves_less(other, clause));
            let mut pieces = vec![clause.clone()];
            for stronger in stronger {
                pieces = match self.date {
                    Some(_) => Vec::new(),
                    None => pieces.into_iter().flat_map(|piece| cut(piece, &stronger.modifiers)).collect(),
                };
            }
            left.extend(pieces);
        }
        self.told_apart(left, before)
    }

    /// Whether a clause without a condition stands in the place of another.
    fn leaves_less(&self, one: &Clause, other: &Clause) -> bool {
        if one.layer != other.layer {
            return self.over(one, other);
        }
        let later = first(&one.modifiers) > first(&other.modifiers) && self.date.is_some();
        let same = (one.span, first(&one.modifiers), last(&one.modifiers))
            == (other.span, first(&other.modifiers), last(&other.modifiers));
        later && !same && other.modifiers.when.is_none()
    }

    /// Gives those names that a clause of another pack goes over under a condition.
    fn told_apart(&self, mut left: Vec<Clause>, before: usize) -> Vec<Clause> {
        for at in 0..left.len() {
            let Some(own) = left.get(at).cloned() else { continue };
            if own.modifiers.when.is_none() {
                continue;
            }
            let above =
                left.iter().enumerate().filter(|(_, other)| other.modifiers.when.is_some() && self.over(other, &own));
            let above: Vec<usize> = above.map(|(place, _)| place).collect();
            if above.is_empty() {
                continue;
            }
            let pack = self.packs.get(usize::from(own.layer)).map_or("", |pack| pack.name.as_str());
            let text = format!("{pack}_{}", before + at + 1);
            let name = own.modifiers.name.clone().unwrap_or(Name { text, span: own.word });
            if let Some(own) = left.get_mut(at) {
                own.modifiers.name = Some(name.clone());
            }
            for place in above {
                if let Some(other) = left.get_mut(place)
                    && !other.modifiers.over.iter().any(|over| over.text == name.text)
                {
                    other.modifiers.over.push(name.clone());
                }
            }
        }
        left
    }
}
