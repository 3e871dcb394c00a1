//! Roll-ups: which items and groups belong to which group.

use std::sync::Arc;

use super::Evaluation;
use super::memo::{Step, cells};
use super::peers::Entry;
use crate::formula::carried_by;
use crate::model::rules::{
    Item, ItemKind, Members, Rollup, RollupPart, RuleBook, Way, facet_of, facet_value, value_above,
};
use crate::model::scorecard::{GroupResult, RollupResult};
use crate::value::{ItemId, Missing, Outcome, Symbol, Value};

/// A group and its members.
#[derive(Debug)]
pub(super) struct Slot {
    /// One value for each facet of the roll-up.
    pub key: Vec<Symbol>,
    /// Items, in the order of the rule book.
    pub items: Arc<[ItemId]>,
    /// Groups of another roll-up: their places in its list.
    pub groups: Arc<[u32]>,
    /// The values of facets that it has, where the roll-up asks for them.
    pub carried: Vec<(u16, Symbol)>,
}

/// Members as they are gathered.
#[derive(Debug, Clone, Default)]
struct Gathered {
    items: Vec<ItemId>,
    groups: Vec<u32>,
}

impl Evaluation<'_> {
    /// The roll-up at that place of the rule book; nothing where it goes in a circle or does not exist.
    pub(super) fn rollup(&self, place: u16) -> Option<&RollupResult> {
        let cell = self.memo.rollups.get(place as usize)?;
        if let Some(rolled) = cell.get() {
            return Some(rolled);
        }
        let rollup = self.book.rollups.get(place as usize)?;
        let slots = self.slots(place, rollup);
        let group = |(at, slot)| match self.asked_before(place, at) {
            Some(group) => Some(group.clone()),
            None => self.memo.step(Step::Group(place, at), || self.made((place, rollup), slot)),
        };
        let groups = slots.iter().enumerate().map(group).collect::<Option<_>>()?;
        Some(cell.get_or_init(|| RollupResult { rollup: place, groups }))
    }

    /// The groups of a roll-up with their scores, where these are numbers.
    #[must_use]
    pub fn group_scores(&self, place: u16) -> Vec<(Vec<Symbol>, Option<f64>)> {
        let Some(rolled) = self.rollup(place) else { return Vec::new() };
        let number = |group: &GroupResult| group.score.as_ref().ok().and_then(Value::as_number);
        rolled.groups.iter().map(|group| (group.key.clone(), number(group))).collect()
    }

    /// A group by its place among those of its roll-up that have members. It asks for its own members alone, so that an
    /// item that counts elsewhere may rest on it. Nothing where it goes in a circle or does not exist.
    pub(super) fn group_at(&self, place: u16, at: usize) -> Option<&GroupResult> {
        if let Some(rolled) = self.memo.rollups.get(place as usize)?.get() {
            return rolled.groups.get(at);
        }
        let rollup = self.book.rollups.get(place as usize)?;
        let slots = self.slots(place, rollup);
        let cell = self.memo.groups.get(place as usize)?.get_or_init(|| cells(slots.len())).get(at)?;
        if let Some(known) = cell.get() {
            return Some(known);
        }
        let slot = slots.get(at)?;
        let group = self.memo.step(Step::Group(place, at), || self.made((place, rollup), slot))?;
        Some(cell.get_or_init(|| group))
    }

    fn asked_before(&self, place: u16, at: usize) -> Option<&GroupResult> {
        self.memo.groups.get(place as usize)?.get()?.get(at)?.get()
    }

    /// The group with these values of facets: nothing where it has no members.
    ///
    /// # Errors
    /// It goes in a circle.
    pub(super) fn group_of(&self, place: u16, key: &[Symbol]) -> Outcome<Option<&GroupResult>> {
        let Some(rollup) = self.book.rollups.get(place as usize) else { return Ok(None) };
        let Some(at) = self.slots(place, rollup).iter().position(|slot| slot.key == key) else { return Ok(None) };
        self.group_at(place, at).map(Some).ok_or_else(rollup_circle)
    }

    /// What each group of a roll-up brings to its comparison with others, where it is made so and has enough.
    pub(super) fn entries(&self, place: u16) -> Vec<(Vec<Symbol>, Entry)> {
        let Some(rollup) = self.book.rollups.get(place as usize) else { return Vec::new() };
        let entries = || {
            let entry = |slot: &Slot| Some((slot.key.clone(), self.entry(rollup, slot)?));
            self.slots(place, rollup).iter().filter_map(entry).collect()
        };
        self.memo.step(Step::Entries(place), entries).unwrap_or_default()
    }

    /// The groups that have members.
    fn slots(&self, place: u16, rollup: &Rollup) -> Arc<[Slot]> {
        if let Some(known) = self.shape.slots(self.book, place) {
            return known;
        }
        let below = match rollup.of {
            Members::Rollup(of) if of < place => self.book.rollups.get(of as usize).map(|below| self.slots(of, below)),
            _ => None,
        };
        let belongs = |id| rollup.part != RollupPart::Progress || self.goals(id).course.is_some();
        gathered(self.book, (place, rollup), &belongs, &below.unwrap_or_default())
    }
}

/// Why a group is missing that rests on itself.
pub(super) fn rollup_circle() -> Missing {
    Missing::failed("why_rollup_circle")
}

/// The groups of a roll-up that have members, where these are the groups of the roll-up that it is made of.
pub(super) fn gathered(
    book: &RuleBook,
    (place, rollup): (u16, &Rollup),
    belongs: &dyn Fn(ItemId) -> bool,
    below: &[Slot],
) -> Arc<[Slot]> {
    let sizes: Vec<usize> = rollup.facets.iter().map(|facet| values_of(*facet, book)).collect();
    let mut slots = vec![Gathered::default(); sizes.iter().product()];
    match rollup.of {
        Members::Rollup(of) => gather_groups(book, rollup, (of, below), &sizes, &mut slots),
        Members::Leaves | Members::Kpis => gather_items(book, (place, rollup), belongs, &sizes, &mut slots),
    }
    let asks = asks(rollup);
    let slot = |(at, members): (usize, Gathered)| {
        let key = key_of(at, &rollup.facets, &sizes, book);
        let carried = if asks { carried_by(rollup, &key, book) } else { Vec::new() };
        Slot { key, items: members.items.into(), groups: members.groups.into(), carried }
    };
    let inhabited = |(_, members): &(usize, Gathered)| !members.items.is_empty() || !members.groups.is_empty();
    slots.into_iter().enumerate().filter(inhabited).map(slot).collect()
}

fn gather_items(
    book: &RuleBook,
    (place, rollup): (u16, &Rollup),
    belongs: &dyn Fn(ItemId) -> bool,
    sizes: &[usize],
    slots: &mut [Gathered],
) {
    let wanted = |item: &&Item| match rollup.of {
        _ if item.is_apart(place) => false,
        Members::Leaves => item.is_leaf(),
        _ => item.kind == ItemKind::Kpi,
    };
    let mut places: Vec<usize> = Vec::new();
    for item in book.items.iter().filter(wanted).filter(|item| belongs(item.id)) {
        places.clear();
        places.push(0);
        for (facet, size) in rollup.facets.iter().zip(sizes) {
            let carried = facet_of(*facet, item.id, book);
            places = places
                .iter()
                .flat_map(|slot| {
                    carried.iter().filter_map(move |word| Some(slot * size + place_of(*facet, *word, book)?))
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
fn gather_groups(
    book: &RuleBook,
    rollup: &Rollup,
    (of, members): (u16, &[Slot]),
    sizes: &[usize],
    slots: &mut [Gathered],
) {
    let Some(below) = book.rollups.get(of as usize) else { return };
    for (at, member) in (0u32..).zip(members) {
        let mut place = 0;
        for (facet, size) in rollup.facets.iter().zip(sizes) {
            let above = value_above(*facet, below, &member.key, book);
            let Some(parent) = above.and_then(|word| place_of(*facet, word, book)) else {
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

/// Whether a roll-up asks for the facets of its groups.
fn asks(rollup: &Rollup) -> bool {
    rollup.by.iter().any(|case| case.when.is_some() || matches!(case.value, Way::Own(_)))
        || rollup.require.iter().any(|case| case.when.is_some())
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

/// The weight of a group in the next roll-up: that of the value of its last facet.
pub(super) fn weight_of(below: &Rollup, member: &GroupResult, book: &RuleBook) -> f64 {
    let last = below.facets.last().zip(member.key.last());
    last.and_then(|(facet, word)| facet_value(*facet, *word, book)).map_or(1.0, |value| value.weight)
}
