//! Roll-ups: groups by the values of facets, each with points, score, band and what it is out of.

use std::rc::Rc;

use super::{Evaluation, memo::Step};
use crate::builtin;
use crate::formula::{band_of, facet_of};
use crate::model::rules::{Aggregation, Item, ItemKind, Members, Rollup, RollupPart, RuleBook};
use crate::model::scorecard::{GroupResult, RollupResult};
use crate::value::{ItemId, Missing, MissingKind, Outcome, Phrase, Status, Symbol, Value, at_least};

/// How many items a reason of a whole group names.
const NAMED: usize = 5;

/// A roll-up, evaluated.
#[derive(Debug, Clone)]
pub(super) struct Rolled {
    pub result: RollupResult,
}

/// What is gathered for one group.
#[derive(Debug, Default)]
struct Group {
    members: Vec<ItemId>,
    applicable: u32,
    scored: u32,
    reported: u32,
    points: Vec<f64>,
    max_points: Vec<f64>,
    numbers: Vec<(f64, f64)>,
    missing: Option<Missing>,
    inhabited: bool,
}

impl Group {
    /// Notes why a member is left out; the weightiest sort speaks, and the first few members of that sort are named.
    fn lacks(&mut self, missing: &Missing, member: Option<ItemId>) {
        let named = |items: &mut Vec<ItemId>| {
            for item in member.as_slice().iter().chain(if member.is_none() { missing.items.as_slice() } else { &[] }) {
                if items.len() < NAMED && !items.contains(item) {
                    items.push(*item);
                }
            }
        };
        match &mut self.missing {
            Some(known) if known.kind == missing.kind => named(&mut known.items),
            Some(known) if known.kind < missing.kind => {}
            _ => {
                let mut items = Vec::new();
                named(&mut items);
                let why = if member.is_none() { missing.why.clone() } else { None };
                self.missing = Some(Missing { kind: missing.kind, items, why });
            }
        }
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
        let groups = self.memo.step(Step::Rollup(place), || self.groups(place, rollup))?;
        let rolled = Rc::new(Rolled { result: RollupResult { rollup: place, groups } });
        drop(cell.set(Rc::clone(&rolled)));
        Some(rolled)
    }

    fn groups(&self, place: u16, rollup: &Rollup) -> Vec<GroupResult> {
        let sizes: Vec<usize> = rollup.facets.iter().map(|facet| values_of(*facet, self.book)).collect();
        let mut groups: Vec<Group> = Vec::new();
        groups.resize_with(sizes.iter().product(), Group::default);
        match rollup.of {
            Members::Rollup(of) => self.gather_groups(rollup, of, &sizes, &mut groups),
            Members::Leaves | Members::Kpis => self.gather_items((place, rollup), &sizes, &mut groups),
        }
        let inhabited = groups.into_iter().enumerate().filter(|(_, group)| group.inhabited);
        inhabited
            .map(|(slot, group)| self.finished(rollup, key_of(slot, &rollup.facets, &sizes, self.book), group))
            .collect()
    }

    fn gather_items(&self, (place, rollup): (u16, &Rollup), sizes: &[usize], groups: &mut [Group]) {
        let wanted = |item: &&Item| match rollup.of {
            _ if item.is_apart(place) => false,
            Members::Leaves => item.is_leaf(),
            _ => item.kind == ItemKind::Kpi,
        };
        let mut slots: Vec<usize> = Vec::new();
        for item in self.book.items.iter().filter(wanted) {
            slots.clear();
            slots.push(0);
            for (facet, size) in rollup.facets.iter().zip(sizes) {
                let carried = facet_of(*facet, item.id, self.book);
                slots = slots
                    .iter()
                    .flat_map(|slot| {
                        carried.iter().filter_map(move |word| Some(slot * size + place_of(*facet, *word, self.book)?))
                    })
                    .collect();
            }
            for slot in &slots {
                if let Some(group) = groups.get_mut(*slot) {
                    self.add_item(rollup, item, group);
                }
            }
        }
    }

    fn add_item(&self, rollup: &Rollup, item: &Item, group: &mut Group) {
        if rollup.part == RollupPart::Progress && self.goals(item.id).course.is_none() {
            return;
        }
        group.inhabited = true;
        group.members.push(item.id);
        let status = self.status_of(item.id);
        if status != Status::NotApplicable {
            group.applicable += 1;
        }
        if status.counts() {
            group.reported += 1;
        }
        let scored = self.scored(item.id);
        if let (Ok(points), Some(most)) = (&scored.points, scored.max_points) {
            group.points.push(*points);
            group.max_points.push(most);
        }
        let taken = match (rollup.by, rollup.part) {
            (Aggregation::ShareOfPoints, _) => scored.points.clone().map(Value::Number),
            (_, RollupPart::Score) => scored.score.clone(),
            (_, RollupPart::Value) => self.latest(item.id).value.clone(),
            (_, RollupPart::Progress) => self.progress(item.id),
        };
        match taken.map(|value| value.as_number()) {
            Ok(Some(number)) => {
                group.scored += 1;
                group.numbers.push((number, item.weight));
            }
            Ok(None) => {
                let missing = Missing::because(MissingKind::Undecided, Some(item.id), "why_only_a_bound");
                group.lacks(&missing, Some(item.id));
            }
            Err(missing) => group.lacks(&missing, Some(item.id)),
        }
    }

    /// The groups of another roll-up, each under the value that its own value is a part of (or carries itself).
    fn gather_groups(&self, rollup: &Rollup, of: u16, sizes: &[usize], groups: &mut [Group]) {
        let (Some(below), Some(members)) = (self.book.rollups.get(of as usize), self.rollup(of)) else { return };
        for member in &members.result.groups {
            let mut slot = 0;
            for (facet, size) in rollup.facets.iter().zip(sizes) {
                let Some(place) = parent_place(*facet, below, member, self.book) else {
                    slot = usize::MAX;
                    break;
                };
                slot = slot * size + place;
            }
            if let Some(group) = groups.get_mut(slot) {
                add_group(group, member, weight_of(below, member, self.book));
            }
        }
    }

    fn finished(&self, rollup: &Rollup, key: Vec<Symbol>, group: Group) -> GroupResult {
        let score = group_score(rollup, &group);
        let band = match (rollup.scale, &score) {
            (Some(scale), Ok(score)) => band_of(scale, score, self, &self.now()),
            (_, Err(missing)) => Err(missing.clone()),
            (None, Ok(_)) => Err(Missing { kind: MissingKind::NoBenchmark, items: Vec::new(), why: None }),
        };
        let total = |points: Vec<f64>| (!points.is_empty()).then(|| builtin::sum(points));
        GroupResult {
            key,
            members: group.members,
            applicable: group.applicable,
            scored: group.scored,
            reported: group.reported,
            points: total(group.points),
            max_points: total(group.max_points),
            score,
            band,
        }
    }
}

fn add_group(group: &mut Group, member: &GroupResult, weight: f64) {
    group.inhabited = true;
    group.applicable += u32::from(member.applicable > 0);
    // A group without a score is not there: what is too little below is nothing above.
    group.reported += u32::from(member.score.is_ok());
    if let (Some(points), Some(most)) = (member.points, member.max_points) {
        group.points.push(points);
        group.max_points.push(most);
    }
    match &member.score {
        Ok(score) => {
            group.scored += 1;
            group.numbers.extend(score.as_number().map(|number| (number, weight)));
        }
        Err(missing) => group.lacks(missing, None),
    }
}

/// The one number of a group, or why there is none.
fn group_score(rollup: &Rollup, group: &Group) -> Outcome<Value> {
    if group.numbers.is_empty() {
        let none = || Missing { kind: MissingKind::NotReported, items: Vec::new(), why: None };
        return Err(group.missing.clone().unwrap_or_else(none));
    }
    if let Some(share) = rollup.require_reported
        && !at_least(f64::from(group.reported), share * f64::from(group.applicable))
    {
        let why = Phrase::from("why_few_reported")
            .with("reported", group.reported as usize)
            .with("applicable", group.applicable as usize);
        return Err(Missing::because(MissingKind::NotReported, None, why));
    }
    let number = aggregate(rollup.by, group).map_err(Missing::failed)?;
    if number.is_finite() { Ok(Value::Number(number)) } else { Err(Missing::failed("why_no_number")) }
}

fn aggregate(by: Aggregation, group: &Group) -> Result<f64, &'static str> {
    let numbers = group.numbers.as_slice();
    let each = || numbers.iter().map(|(number, _)| *number);
    match by {
        Aggregation::ShareOfPoints => {
            let most = builtin::sum(group.max_points.iter().copied());
            if most > 0.0 {
                Ok(builtin::sum(group.points.iter().copied()) / most)
            } else {
                Err("why_no_points_possible")
            }
        }
        Aggregation::Sum => Ok(builtin::sum(numbers.iter().map(|(number, weight)| number * weight))),
        Aggregation::Mean => Ok(builtin::mean(numbers)),
        Aggregation::GeometricMean => builtin::geometric_mean(numbers),
        Aggregation::HarmonicMean => builtin::harmonic_mean(numbers),
        Aggregation::PowerMean(exponent) => builtin::power_mean(numbers, exponent),
        Aggregation::Median => Ok(builtin::median(numbers)),
        Aggregation::Min => Ok(each().fold(f64::INFINITY, f64::min)),
        Aggregation::Max => Ok(each().fold(f64::NEG_INFINITY, f64::max)),
        Aggregation::MeanOfWorst(count) => Ok(builtin::mean_of_worst(numbers, count as usize)),
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
    let parents = below.facets.iter().zip(&member.key).filter_map(|(of, word)| value_of(*of, *word, book)?.parent);
    parents.into_iter().find_map(|parent| place_of(facet, parent, book))
}

fn value_of(facet: u16, word: Symbol, book: &RuleBook) -> Option<&crate::model::rules::FacetValue> {
    book.facets.get(facet as usize)?.values.iter().find(|value| value.symbol == word)
}

/// The weight of a group in the next roll-up: that of the value of its last facet.
fn weight_of(below: &Rollup, member: &GroupResult, book: &RuleBook) -> f64 {
    let last = below.facets.last().zip(member.key.last());
    last.and_then(|(facet, word)| value_of(*facet, *word, book)).map_or(1.0, |value| value.weight)
}
