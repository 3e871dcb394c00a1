//! One group of a roll-up: what its members bring, the number that is made of it, and what must be there for that.

use std::sync::Arc;

use super::Evaluation;
use super::peers::{Entrant, Entry};
use super::rollup::{Slot, rollup_circle, weight_of};
use crate::builtin;
use crate::formula::{Context, aggregate, band_of, eval_in, parts, pick};
use crate::model::rules::{Aggregation, Counted, Members, Required, Rollup, RollupPart, Way};
use crate::model::scorecard::{GroupResult, Share};
use crate::value::{ItemId, Items, Missing, MissingKind, Outcome, Phrase, Status, Value, at_least};

/// How many items a reason of a whole group names.
const NAMED: usize = 5;

/// What one member brings.
struct Brought {
    /// It applies to the place.
    applicable: bool,
    /// Something of it is reported.
    reported: bool,
    /// Points earned and points that could be, times its weight.
    points: Option<(f64, f64)>,
    /// The number that is taken of it.
    number: Outcome<f64>,
    /// Its weight as the rules set it.
    weight: f64,
    /// What it weighs among the numbers: that weight, or the points that it could earn.
    weighs: f64,
}

/// What is gathered for one group.
#[derive(Default)]
struct Tally {
    applicable: u32,
    scored: u32,
    reported: u32,
    /// The weights of what applies, is scored, is reported, where they are asked for.
    weights: Option<[Vec<f64>; 3]>,
    points: Vec<f64>,
    max_points: Vec<f64>,
    shares: Vec<Share>,
    /// The numbers that are there, with their weights.
    numbers: Vec<(f64, f64)>,
    missing: Option<Lack>,
}

/// Why members are left out: the weightiest sort, the first few of them, and words.
struct Lack {
    kind: MissingKind,
    items: Items,
    why: Option<Phrase>,
}

impl Tally {
    fn add(&mut self, brought: Brought, member: Option<ItemId>) {
        let Brought { applicable, reported, points, number, weight, weighs } = brought;
        let scored = number.is_ok();
        self.applicable += u32::from(applicable);
        self.reported += u32::from(reported);
        self.scored += u32::from(scored);
        for (weights, counts) in self.weights.iter_mut().flatten().zip([applicable, scored, reported]) {
            weights.extend(counts.then_some(weight));
        }
        if let Some((earned, most)) = points {
            self.points.push(earned);
            self.max_points.push(most);
        }
        self.shares.push(Share { number: number.as_ref().ok().copied(), weight: weighs, part: None, adds: None });
        match number {
            Ok(number) => self.numbers.push((number, weighs)),
            Err(missing) => self.lacks(&missing, member),
        }
    }

    /// Notes why a member is left out; the weightiest sort speaks, and the first few members of that sort are named.
    fn lacks(&mut self, missing: &Missing, member: Option<ItemId>) {
        match &mut self.missing {
            Some(known) if known.kind < missing.kind => return,
            Some(known) if known.kind == missing.kind => {}
            known => {
                let why = if member.is_none() { missing.why().cloned() } else { None };
                *known = Some(Lack { kind: missing.kind, items: Items::new(), why });
            }
        }
        let Some(known) = &mut self.missing else { return };
        for item in if member.is_some() { member.as_slice() } else { missing.items() } {
            if known.items.len() < NAMED && !known.items.contains(item) {
                known.items.push(*item);
            }
        }
    }

    /// Writes down what each member brings, once the function is known.
    fn share_out(&mut self, by: Aggregation) {
        let mut brings = parts(by, &self.numbers).into_iter();
        for share in self.shares.iter_mut().filter(|share| share.number.is_some()) {
            (share.part, share.adds) = brings.next().unwrap_or_default();
        }
    }
}

impl Evaluation<'_> {
    /// The group of these members.
    pub(super) fn made(&self, (place, rollup): (u16, &Rollup), slot: &Slot) -> GroupResult {
        let context = self.now().for_group(&slot.carried, &[]);
        let way = pick(&rollup.by, self, &context);
        let by = |place: Option<usize>| place.and_then(|place| rollup.by.get(place)).map(|case| &case.value);
        let fixed = match way.as_ref().map(|place| by(*place)) {
            Ok(None) => Some(Aggregation::ShareOfPoints),
            Ok(Some(Way::Fixed(by))) => Some(*by),
            _ => None,
        };
        let mut tally = self.tally(rollup, slot, fixed == Some(Aggregation::ShareOfPoints));
        let score = match &way {
            Err(missing) => Err(missing.clone()),
            Ok(_) if fixed == Some(Aggregation::Copeland) => self
                .may_be_made(rollup, (slot, &tally), &context)
                .and_then(|()| self.against_others((place, &slot.key), &self.entrants(rollup, slot, &tally)))
                .map(Value::Number),
            Ok(place) => self.group_score(rollup, (slot, &tally), by(*place), &context),
        };
        if let (Some(by), true) = (fixed, score.is_ok()) {
            tally.share_out(by);
        }
        let band = match (rollup.scale, &score) {
            (Some(scale), Ok(score)) => band_of(scale, score, self, &self.now()),
            (_, Err(missing)) => Err(missing.clone()),
            (None, Ok(_)) => Err(Missing::of(MissingKind::NoBenchmark)),
        };
        let total = |points: Vec<f64>| (!points.is_empty()).then(|| builtin::sum(points));
        GroupResult {
            key: slot.key.clone(),
            members: Arc::clone(&slot.items),
            groups: Arc::clone(&slot.groups),
            shares: tally.shares,
            way: way.ok().flatten(),
            applicable: tally.applicable,
            scored: tally.scored,
            reported: tally.reported,
            points: total(tally.points),
            max_points: total(tally.max_points),
            score,
            band,
        }
    }

    fn tally(&self, rollup: &Rollup, slot: &Slot, of_points: bool) -> Tally {
        let many = slot.items.len() + slot.groups.len();
        let weighed = rollup.require.iter().any(|case| case.value.of == Counted::Weights);
        let mut tally = Tally {
            weights: weighed.then(<[Vec<f64>; 3]>::default),
            shares: Vec::with_capacity(many),
            numbers: Vec::with_capacity(many),
            ..Tally::default()
        };
        for id in slot.items.iter() {
            tally.add(self.item_brings(rollup, *id, of_points), Some(*id));
        }
        let Members::Rollup(of) = rollup.of else { return tally };
        let Some(below) = self.book.rollups.get(of as usize) else { return tally };
        for at in slot.groups.iter() {
            tally.add(
                match self.group_at(of, *at as usize) {
                    Some(member) => group_brings(member, weight_of(below, member, self.book), of_points),
                    None => lost(),
                },
                None,
            );
        }
        tally
    }

    fn item_brings(&self, rollup: &Rollup, id: ItemId, of_points: bool) -> Brought {
        let status = self.status_of(id);
        let scored = self.scored(id);
        let weight = self.book.item(id).map_or(1.0, |item| item.weight);
        let points =
            scored.points.as_ref().ok().zip(scored.max_points).map(|(points, most)| (points * weight, most * weight));
        let bound = || Missing::because(MissingKind::Undecided, Some(id), "why_only_a_bound");
        let number = |taken: &Outcome<Value>| match taken {
            Ok(value) => value.as_number().ok_or_else(bound),
            Err(missing) => Err(missing.clone()),
        };
        let number = match rollup.part {
            _ if of_points => scored.points.clone(),
            RollupPart::Score => number(&scored.score),
            RollupPart::Value => number(&self.latest(id).value),
            RollupPart::Progress => number(&self.progress(id)),
        };
        let (applicable, reported) = (status != Status::NotApplicable, status.counts());
        let brought = Brought { applicable, reported, points, number, weight, weighs: weight };
        if of_points { brought.of_points() } else { brought }
    }

    /// The one number of a group, or why there is none.
    fn group_score(
        &self,
        rollup: &Rollup,
        (slot, tally): (&Slot, &Tally),
        way: Option<&Way>,
        context: &Context<'_>,
    ) -> Outcome<Value> {
        self.may_be_made(rollup, (slot, tally), context)?;
        let number = match way {
            None => aggregate(Aggregation::ShareOfPoints, &tally.numbers).map_err(Missing::failed)?,
            Some(Way::Fixed(by)) => aggregate(*by, &tally.numbers).map_err(Missing::failed)?,
            Some(Way::Own(node)) => {
                let over = context.for_group(context.group, &tally.numbers);
                eval_in(node, self, &over)?.as_number().ok_or_else(|| Missing::failed("why_no_number"))?
            }
        };
        if number.is_finite() { Ok(Value::Number(number)) } else { Err(Missing::failed("why_no_number")) }
    }

    /// What a group brings to its comparison with others, where it is made so and has enough.
    pub(super) fn entry(&self, rollup: &Rollup, slot: &Slot) -> Option<Entry> {
        let context = self.now().for_group(&slot.carried, &[]);
        let way = pick(&rollup.by, self, &context).ok()?.and_then(|place| rollup.by.get(place))?;
        if way.value != Way::Fixed(Aggregation::Copeland) {
            return None;
        }
        let tally = self.tally(rollup, slot, false);
        self.may_be_made(rollup, (slot, &tally), &context).ok()?;
        Some(self.entrants(rollup, slot, &tally))
    }

    /// The members that are there, by what they are: in other cities a group may have others.
    fn entrants(&self, rollup: &Rollup, slot: &Slot, tally: &Tally) -> Entry {
        let group = |at: &u32| match rollup.of {
            Members::Rollup(of) => self.group_at(of, *at as usize),
            Members::Leaves | Members::Kpis => None,
        };
        let key = |at: &u32| Entrant::Group(group(at).map_or_else(Vec::new, |group| group.key.clone()));
        let names = slot.items.iter().map(|item| Entrant::Item(*item)).chain(slot.groups.iter().map(key));
        let there = names.zip(&tally.shares).filter_map(|(name, share)| Some((name, share.number?, share.weight)));
        there.collect()
    }

    /// Whether anything is there, and so much that a number may be made.
    fn may_be_made(&self, rollup: &Rollup, (slot, tally): (&Slot, &Tally), context: &Context<'_>) -> Outcome<()> {
        if tally.numbers.is_empty() {
            let told = |lack: &Lack| Missing::new(lack.kind, lack.items.clone(), lack.why.clone());
            return Err(tally.missing.as_ref().map_or_else(|| Missing::of(MissingKind::NotReported), told));
        }
        let place = pick(&rollup.require, self, context)?;
        match place.and_then(|place| rollup.require.get(place)) {
            Some(required) => self.enough(rollup, required.value, slot, tally),
            None => Ok(()),
        }
    }

    /// Whether so much is there that a number may be made.
    fn enough(&self, rollup: &Rollup, required: Required, slot: &Slot, tally: &Tally) -> Outcome<()> {
        let (there, all) = match required.of {
            Counted::Members if required.scored => (f64::from(tally.scored), f64::from(tally.applicable)),
            Counted::Members => (f64::from(tally.reported), f64::from(tally.applicable)),
            Counted::Weights => {
                let sums = |weights: &[Vec<f64>; 3]| weights.each_ref().map(|all| builtin::sum(all.iter().copied()));
                let [all, scored, reported] = tally.weights.as_ref().map_or([0.0; 3], sums);
                let there = if required.scored { scored } else { reported };
                if at_least(there, required.share * all) {
                    return Ok(());
                }
                let percent = if all > 0.0 { (there / all * 100.0).floor() } else { 0.0 };
                let why = Phrase::from("why_little_weight").with("percent", count(percent));
                return Err(Missing::because(MissingKind::NotReported, None, why));
            }
            Counted::Kpis | Counted::Leaves => self.counted_below(rollup, required, slot),
        };
        if at_least(there, required.share * all) {
            return Ok(());
        }
        let why = if required.scored { "why_few_scored" } else { "why_few_reported" };
        let why = Phrase::from(why).with("reported", count(there)).with("applicable", count(all));
        Err(Missing::because(MissingKind::NotReported, None, why))
    }

    /// How many of the KPIs or leaves at the bottom of a group are there, of those that apply.
    fn counted_below(&self, rollup: &Rollup, required: Required, slot: &Slot) -> (f64, f64) {
        let mut bottom: Vec<ItemId> = Vec::new();
        self.bottom(rollup.of, (&slot.items, &slot.groups), &mut bottom);
        let mut counted: Vec<ItemId> = Vec::new();
        for item in bottom.iter().filter_map(|id| self.book.item(*id)) {
            let own = [item.id];
            let kpi = [item.parent.unwrap_or(item.id)];
            let alike = match required.of {
                Counted::Kpis => kpi.as_slice(),
                _ if item.points.is_empty() => own.as_slice(),
                _ => item.points.as_slice(),
            };
            counted.extend(alike.iter().filter(|id| !counted.contains(id)).copied().collect::<Vec<_>>());
        }
        let (mut there, mut all) = (0.0, 0.0);
        for id in counted {
            let status = self.status_of(id);
            all += f64::from(u8::from(status != Status::NotApplicable));
            let is_there = if required.scored { self.has_number(rollup, id) } else { status.counts() };
            there += f64::from(u8::from(is_there));
        }
        (there, all)
    }

    /// Whether an item, or one of its points, has the number that roll-ups take of it.
    fn has_number(&self, rollup: &Rollup, id: ItemId) -> bool {
        let own = match rollup.part {
            RollupPart::Value => self.latest(id).value.is_ok(),
            RollupPart::Progress => self.progress(id).is_ok(),
            RollupPart::Score => self.scored(id).score.is_ok(),
        };
        own || self.book.item(id).is_some_and(|item| item.points.iter().any(|point| self.has_number(rollup, *point)))
    }

    /// The items at the bottom of a group.
    fn bottom(&self, of: Members, (items, groups): (&[ItemId], &[u32]), found: &mut Vec<ItemId>) {
        found.extend(items.iter().filter(|id| !found.contains(id)).copied().collect::<Vec<_>>());
        let Members::Rollup(of) = of else { return };
        let Some(below) = self.book.rollups.get(of as usize) else { return };
        for group in groups.iter().filter_map(|at| self.group_at(of, *at as usize)) {
            self.bottom(below.of, (&group.members, &group.groups), found);
        }
    }
}

impl Brought {
    /// The same, weighed by what could be earned.
    fn of_points(self) -> Self {
        let most = self.points.map_or(0.0, |(_, most)| most);
        let earned = self.points.map(|(earned, _)| earned);
        Self { number: self.number.map(|number| earned.unwrap_or(number)), weighs: most, ..self }
    }
}

/// What a group brings that rests on itself: it applies, and has no number.
fn lost() -> Brought {
    let number = Err(rollup_circle());
    Brought { applicable: true, reported: false, points: None, number, weight: 1.0, weighs: 1.0 }
}

/// What a group brings to the next roll-up.
fn group_brings(member: &GroupResult, weight: f64, of_points: bool) -> Brought {
    let points = member.points.zip(member.max_points).map(|(points, most)| (points * weight, most * weight));
    let number = match &member.score {
        Ok(score) => score.as_number().ok_or_else(|| Missing::failed("why_no_number")),
        Err(missing) => Err(missing.clone()),
    };
    let number = match (points, of_points) {
        (None, true) => number.and(Err(Missing::failed("why_no_points_possible"))),
        _ => number,
    };
    // A group without a score is not there: what is too little below is nothing above.
    let (applicable, reported) = (member.applicable > 0, member.score.is_ok());
    let brought = Brought { applicable, reported, points, number, weight, weighs: weight };
    if of_points { brought.of_points() } else { brought }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts, and a whole share in percent")]
fn count(number: f64) -> usize {
    number as usize
}
