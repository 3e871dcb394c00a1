//! Roll-ups: which items and groups belong to which group.

use std::rc::Rc;

use super::peers::Entry;
use super::{Evaluation, memo::Step};
use crate::formula::{facet_of, facet_value};
use crate::model::rules::{Item, ItemKind, Members, Rollup, RollupPart, RuleBook};
use crate::model::scorecard::{GroupResult, RollupResult};
use crate::value::{ItemId, Symbol};

/// A roll-up, evaluated.
#[derive(Debug, Clone)]
pub(super) struct Rolled {
    pub result: RollupResult,
}

/// The members of one group.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// Items, in the order of the rule book.
    pub items: Vec<ItemId>,
    /// Groups of another roll-up: their places in its list.
    pub groups: Vec<u32>,
}

impl Slot {
    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.groups.is_empty()
    }
}

impl Evaluation<'_> {
    /// The roll-up at that place of the rule book; nothing where it goes in a circle or does not exist.
    pub(super) fn rollup(&self, place: u16) -> Option<Rc<Rolled>> {
        let cell = self.memo.rollups.get(place as usize)?;
        if let Some(rolled) = cell.get() {
            return Some(Rc::clone(rolled));
        }
        let rollup = self.book.rollups.get(place as usize)?;
        let groups = self.memo.step(Step::Rollup(place), || {
            let made = |(key, slot)| self.made((place, rollup), key, slot);
            self.slots(place, rollup).into_iter().map(made).collect()
        })?;
        let rolled = Rc::new(Rolled { result: RollupResult { rollup: place, groups } });
        drop(cell.set(Rc::clone(&rolled)));
        Some(rolled)
    }

    /// What each group of a roll-up brings to its comparison with others, where it is made so and has enough.
    pub(super) fn entries(&self, place: u16) -> Vec<(Vec<Symbol>, Entry)> {
        let Some(rollup) = self.book.rollups.get(place as usize) else { return Vec::new() };
        let entries = || {
            let entry = |(key, slot): (Vec<Symbol>, Slot)| Some((key.clone(), self.entry(rollup, &key, &slot)?));
            self.slots(place, rollup).into_iter().filter_map(entry).collect()
        };
        self.memo.step(Step::Rollup(place), entries).unwrap_or_default()
    }

    /// The groups that have members.
    fn slots(&self, place: u16, rollup: &Rollup) -> Vec<(Vec<Symbol>, Slot)> {
        let sizes: Vec<usize> = rollup.facets.iter().map(|facet| values_of(*facet, self.book)).collect();
        let mut slots: Vec<Slot> = Vec::new();
        slots.resize_with(sizes.iter().product(), Slot::default);
        match rollup.of {
            Members::Rollup(of) => self.gather_groups(rollup, of, &sizes, &mut slots),
            Members::Leaves | Members::Kpis => self.gather_items((place, rollup), &sizes, &mut slots),
        }
        let inhabited = slots.into_iter().enumerate().filter(|(_, slot)| !slot.is_empty());
        inhabited.map(|(place, slot)| (key_of(place, &rollup.facets, &sizes, self.book), slot)).collect()
    }

    fn gather_items(&self, (place, rollup): (u16, &Rollup), sizes: &[usize], slots: &mut [Slot]) {
        let wanted = |item: &&Item| match rollup.of {
            _ if item.is_apart(place) => false,
            Members::Leaves => item.is_leaf(),
            _ => item.kind == ItemKind::Kpi,
        };
        let mut places: Vec<usize> = Vec::new();
        for item in self.book.items.iter().filter(wanted) {
            if rollup.part == RollupPart::Progress && self.goals(item.id).course.is_none() {
                continue;
            }
            places.clear();
            places.push(0);
            for (facet, size) in rollup.facets.iter().zip(sizes) {
                let carried = facet_of(*facet, item.id, self.book);
                places = places
                    .iter()
                    .flat_map(|slot| {
                        carried.iter().filter_map(move |word| Some(slot * size + place_of(*facet, *word, self.book)?))
                    })
                    .collect();
            }
            for place in &places {
                if let Some(slot) = slots.get_mut(*place) {
                    slot.items.push(item.id);
                }
            }
        }
    }

    /// The groups of another roll-up, each under the value that its own value is a part of (or carries itself).
    fn gather_groups(&self, rollup: &Rollup, of: u16, sizes: &[usize], slots: &mut [Slot]) {
        let (Some(below), Some(members)) = (self.book.rollups.get(of as usize), self.rollup(of)) else { return };
        for (at, member) in (0u32..).zip(&members.result.groups) {
            let mut place = 0;
            for (facet, size) in rollup.facets.iter().zip(sizes) {
                let Some(parent) = parent_place(*facet, below, member, self.book) else {
                    place = usize::MAX;
                    break;
                };
                place = place * size + parent;
            }
            if let Some(slot) = slots.get_mut(place) {
                slot.groups.push(at);
            }
        }
    }
}

fn values_of(facet: u16, book: &RuleBook) -> usize {
    book.facets.get(facet as usize).map_or(0, |facet| facet.values.len())
}

fn place_of(facet: u16, word: Symbol, book: &RuleBook) -> Option<usize> {
    book.facets.get(facet as usize)?.values.iter().position(|value| value.symbol == word)
}

/// The words of a group from its place among all groups that could be.
fn key_of(slot: usize, facets: &[u16], sizes: &[usize], book: &RuleBook) -> Vec<Symbol> {
    let mut rest = slot;
    let mut key: Vec<Symbol> = Vec::with_capacity(facets.len());
    for (facet, size) in facets.iter().zip(sizes).rev() {
        let value = book.facets.get(*facet as usize).and_then(|facet| facet.values.get(rest % size));
        key.extend(value.map(|value| value.symbol));
        rest /= size;
    }
    key.reverse();
    key
}

/// Where a group of a lower roll-up belongs in a facet of a higher one.
fn parent_place(facet: u16, below: &Rollup, member: &GroupResult, book: &RuleBook) -> Option<usize> {
    let own = below.facets.iter().zip(&member.key).find(|(of, _)| **of == facet);
    if let Some((_, word)) = own {
        return place_of(facet, *word, book);
    }
    let parents = below.facets.iter().zip(&member.key).filter_map(|(of, word)| facet_value(*of, *word, book)?.parent);
    parents.into_iter().find_map(|parent| place_of(facet, parent, book))
}

/// The weight of a group in the next roll-up: that of the value of its last facet.
pub(super) fn weight_of(below: &Rollup, member: &GroupResult, book: &RuleBook) -> f64 {
    let last = below.facets.last().zip(member.key.last());
    last.and_then(|(facet, word)| facet_value(*facet, *word, book)).map_or(1.0, |value| value.weight)
}
