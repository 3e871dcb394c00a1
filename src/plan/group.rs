//! Roll-ups: for each group the scores and the coverage of its members.

use super::Drawn;
use super::builder::{At, Builder, Step};
use super::op::{By, Id, Member, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{ASK, NO_BENCHMARK, NOT_APPLICABLE, NOT_REPORTED, UNDECIDED, tag_of};
use crate::formula::{asking, carried_by};
use crate::model::formula::{Node, Part};
use crate::model::rules::{
    Aggregation, Counted, Item, ItemKind, Members, Required, Rollup, RollupPart, Way, facet_of, facet_value,
    value_above,
};
use crate::model::supposition::Weighted;
use crate::value::{ItemId, Symbol};

/// A group of a roll-up.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub key: Vec<Symbol>,
    pub score: Operand,
    pub band: Operand,
    pub scored: Operand,
    pub applicable: Operand,
    pub reported: Operand,
}

/// The weight of a member, and the node where it is drawn for each run.
#[derive(Debug, Clone, Copy)]
struct Weight {
    known: f64,
    drawn: Option<Id>,
}

/// What is gathered for a group.
#[derive(Debug)]
struct Gathered {
    /// In which way it is made.
    by: Made<Aggregation>,
    members: Vec<(Id, Weight, Option<f64>)>,
    applicable: Vec<Id>,
    reported: Vec<Id>,
}

impl Gathered {
    fn by(by: Made<Aggregation>) -> Self {
        Self { by, members: Vec::new(), applicable: Vec::new(), reported: Vec::new() }
    }
}

impl Builder<'_> {
    /// The groups of a roll-up.
    pub fn groups(&mut self, place: u16) -> Made<Vec<Group>> {
        if let Some(known) = self.found.rollups.get(&place) {
            return Ok(known.clone());
        }
        let rollup = self.book.rollups.get(usize::from(place)).ok_or(Refused("an unknown roll-up"))?;
        let groups = self.step(Step::Rollup(place), |builder| builder.find_groups(place, rollup))??;
        self.found.rollups.insert(place, groups.clone());
        Ok(groups)
    }

    fn find_groups(&mut self, place: u16, rollup: &Rollup) -> Made<Vec<Group>> {
        // Every field is looked at here: a new one must be carried, or what it says must be refused.
        let Rollup { name: _, facets, of, part, by: _, require: _, scale: _, own_scale: _, metric: _, note: _ } =
            rollup;
        if *part == RollupPart::Progress {
            return Err(Refused("a path with dates"));
        }
        let mut groups: Vec<(Vec<Symbol>, Gathered)> = Vec::new();
        for key in self.keys(facets) {
            let by = self.way_of(rollup, &key);
            groups.push((key, Gathered::by(by)));
        }
        match of {
            Members::Rollup(of) => self.gather_groups(rollup, *of, &mut groups)?,
            Members::Leaves | Members::Kpis => self.gather_items((place, rollup), &mut groups)?,
        }
        let inhabited = groups.into_iter().filter(|(_, group)| !group.members.is_empty());
        inhabited.map(|(key, group)| self.finished(rollup, key, &group)).collect()
    }

    /// In which way a group is made, where that is known before the first row.
    fn way_of(&mut self, rollup: &Rollup, key: &[Symbol]) -> Made<Aggregation> {
        let carried = carried_by(rollup, key, self.book);
        let context = self.now().context.for_group(&carried, &[]);
        let asked = asking(&rollup.by, |_| true, context.date, &self.book.packs);
        let when: Vec<Option<&Node>> =
            asked.iter().map(|one| rollup.by.get(one.place).and_then(|case| case.when.as_ref())).collect();
        let answers = self.answers(&asked, &when, &At { context, arguments: &[] });
        let mut holds = Vec::new();
        for (one, answer) in asked.iter().zip(answers) {
            match self.graph.code(answer) {
                Some(0) => {}
                Some(1) => holds.push(one.place),
                _ => return Err(Refused("groups that are made in several ways, by what figures say")),
            }
        }
        match holds.as_slice() {
            [] => Ok(Aggregation::ShareOfPoints),
            [only] => match rollup.by.get(*only).map(|case| &case.value) {
                Some(Way::Fixed(by)) => Ok(*by),
                _ => Err(Refused("groups that are made by a formula")),
            },
            _ => Err(Refused("groups that are made in two ways at once")),
        }
    }

    /// All keys of groups, in the order of the facets' values.
    fn keys(&self, facets: &[u16]) -> Vec<Vec<Symbol>> {
        let mut keys: Vec<Vec<Symbol>> = vec![Vec::new()];
        for facet in facets {
            let values = self.book.facets.get(usize::from(*facet)).map_or(&[] as &[_], |facet| &facet.values);
            let with = |key: &Vec<Symbol>| {
                let key = key.clone();
                values.iter().map(move |value| [key.clone(), vec![value.symbol]].concat())
            };
            keys = keys.iter().flat_map(with).collect();
        }
        keys
    }

    fn gather_items(&mut self, (place, rollup): (u16, &Rollup), groups: &mut [(Vec<Symbol>, Gathered)]) -> Made<()> {
        let wanted = |item: &&Item| match rollup.of {
            _ if item.is_apart(place) => false,
            Members::Leaves => item.is_leaf(),
            _ => item.kind == ItemKind::Kpi,
        };
        for item in self.book.items.iter().filter(wanted) {
            let carries = |key: &[Symbol]| {
                let mut pairs = rollup.facets.iter().zip(key);
                pairs.all(|(facet, word)| facet_of(*facet, item.id, self.book).contains(word))
            };
            let places: Vec<usize> =
                groups.iter().enumerate().filter(|(_, (key, _))| carries(key)).map(|(place, _)| place).collect();
            if places.is_empty() {
                continue;
            }
            let drawn = self.drawn(Drawn::Weight(Weighted::Item(item.id)));
            let weight = Weight { known: item.weight, drawn };
            let (applicable, reported) = (self.applicable(item.id)?, self.counts(item.id)?);
            for place in places {
                let Some((_, group)) = groups.get_mut(place) else { continue };
                let (number, most) = self.member((rollup, group.by.clone()?), item)?;
                group.members.push((number, weight, most));
                group.applicable.push(applicable);
                group.reported.push(reported);
            }
        }
        Ok(())
    }

    /// What a roll-up takes of an item, and the most points that it could earn.
    fn member(&mut self, (rollup, by): (&Rollup, Aggregation), item: &Item) -> Made<(Id, Option<f64>)> {
        let scored = self.scored(item.id)?;
        let taken = match (by, rollup.part) {
            (Aggregation::ShareOfPoints, _) => scored.points,
            (_, RollupPart::Value) => self.latest_value(item.id)?.operand,
            _ => scored.score,
        };
        let number = match taken {
            Operand::Number(id) => id,
            Operand::Nothing(tag) => self.graph.constant(super::tag::cell(tag)),
            // An answer or a word is no number that a roll-up could take.
            other => {
                let codes = other.sorted(&Table::known(tag_of(UNDECIDED)), &mut self.graph);
                self.graph.add(Op::Points(codes, Vec::new()))
            }
        };
        Ok((number, scored.max_points))
    }

    /// Whether an item applies to the place; a KPI that does not, but has points, applies where one of them does.
    fn applicable(&mut self, item: ItemId) -> Made<Id> {
        let value = self.latest_value(item)?.operand;
        let own = value.sorted(&Table::all(1, 1).with(NOT_APPLICABLE, 0), &mut self.graph);
        let counts = self.own_counts(item)?;
        let points = self.points_of(item)?;
        if points.is_empty() {
            return Ok(own);
        }
        let mut any = self.graph.coded(0);
        let mut all_exempt = self.graph.coded(1);
        for point in points {
            let (counted, applies) = (self.counts(point)?, self.applicable(point)?);
            any = self.graph.add(Op::Or(any, counted));
            let exempt = self.graph.add(Op::Not(applies));
            all_exempt = self.graph.add(Op::And(all_exempt, exempt));
        }
        // Where no point counts and not all are exempt, the KPI's own status stands.
        let partly = self.graph.add(Op::Not(all_exempt));
        let own = self.graph.add(Op::And(own, partly));
        let known = self.graph.add(Op::Or(counts, any));
        Ok(self.graph.add(Op::Or(known, own)))
    }

    /// Whether an item is reported, by its status or by that of one of its points.
    fn counts(&mut self, item: ItemId) -> Made<Id> {
        let mut counts = self.own_counts(item)?;
        for point in self.points_of(item)? {
            let one = self.counts(point)?;
            counts = self.graph.add(Op::Or(counts, one));
        }
        Ok(counts)
    }

    fn own_counts(&mut self, item: ItemId) -> Made<Id> {
        let valued = self.latest_value(item)?;
        let known = if valued.may_assume { ASK } else { 1 };
        let table = Table::all(known, 0).with(UNDECIDED, known);
        let counts = valued.operand.sorted(&table, &mut self.graph);
        let Some(imputed) = valued.imputed else { return Ok(counts) };
        let reported = self.graph.add(Op::Not(imputed));
        Ok(self.graph.add(Op::And(counts, reported)))
    }

    fn points_of(&self, item: ItemId) -> Made<Vec<ItemId>> {
        let item = self.item(item)?;
        Ok(if item.kind == ItemKind::Kpi { item.points.clone() } else { Vec::new() })
    }

    /// The groups of another roll-up, each under the value that its own value is a part of (or carries itself).
    fn gather_groups(&mut self, rollup: &Rollup, of: u16, groups: &mut [(Vec<Symbol>, Gathered)]) -> Made<()> {
        let below = self.book.rollups.get(usize::from(of)).ok_or(Refused("an unknown roll-up"))?;
        for member in self.groups(of)? {
            let above = |facet: &u16| value_above(*facet, below, &member.key, self.book);
            let key: Option<Vec<Symbol>> = rollup.facets.iter().map(above).collect();
            let last = below.facets.last().zip(member.key.last());
            let known =
                last.and_then(|(facet, word)| facet_value(*facet, *word, self.book)).map_or(1.0, |value| value.weight);
            let of = last.map(|(facet, value)| Weighted::FacetValue { facet: *facet, value: *value });
            let drawn = of.and_then(|of| self.drawn(Drawn::Weight(of)));
            let weight = Weight { known, drawn };
            let Some(key) = key else { continue };
            let number = member.score.number(&mut self.graph)?;
            let zero = Operand::Number(self.graph.constant(0.0));
            let applicable = self.compared(crate::value::CompareOp::Greater, member.applicable, zero)?;
            let reported = member.score.sorted(&Table::all(1, 0), &mut self.graph);
            if let Some((_, group)) = groups.iter_mut().find(|(of, _)| *of == key) {
                if group.by.clone()? == Aggregation::ShareOfPoints {
                    return Err(Refused("points of groups"));
                }
                group.members.push((number, weight, None));
                group.applicable.push(applicable);
                group.reported.push(reported);
            }
        }
        Ok(())
    }

    fn finished(&mut self, rollup: &Rollup, key: Vec<Symbol>, group: &Gathered) -> Made<Group> {
        let numbers: Vec<Id> = group.members.iter().map(|(id, _, _)| *id).collect();
        let scored = self.numbered(Op::CountNumbers(numbers));
        let applicable = self.numbered(Op::CountCodes(group.applicable.clone()));
        let reported = self.numbered(Op::CountCodes(group.reported.clone()));
        let mut score = self.aggregated(group.by.clone()?, group)?;
        if let Some(share) = required(rollup)? {
            let ids = [scored, score, reported, applicable].map(|operand| operand.number(&mut self.graph));
            let [scored, score_id, reported, applicable] = ids;
            let share = share.to_bits();
            score = self.numbered(Op::Require {
                scored: scored?,
                score: score_id?,
                share,
                reported: reported?,
                applicable: applicable?,
            });
        }
        let band = match rollup.scale {
            Some(scale) => self.band_of(scale, score, &self.now())?,
            None => Operand::Open(score.sorted(&Table::known(tag_of(NO_BENCHMARK)), &mut self.graph)),
        };
        Ok(Group { key, score, band, scored, applicable, reported })
    }

    fn aggregated(&mut self, by: Aggregation, group: &Gathered) -> Made {
        let shares = by == Aggregation::ShareOfPoints;
        if shares && group.members.iter().any(|(_, _, most)| most.is_none()) {
            return Err(Refused("points of what can earn none"));
        }
        let one = 1.0_f64;
        if group.members.iter().any(|(_, weight, _)| weight.drawn.is_some()) {
            return self.weighed(by, group);
        }
        let members: Vec<Member> = group
            .members
            .iter()
            .map(|(number, weight, most)| {
                let weight = &weight.known;
                let (factor, weight) =
                    if shares { (*weight, weight * most.unwrap_or(one)) } else { (*weight, *weight) };
                Member { number: *number, factor: factor.to_bits(), weight: weight.to_bits() }
            })
            .collect();
        let weights: Vec<f64> = members.iter().map(|member| f64::from_bits(member.weight)).collect();
        if !weights.iter().all(|weight| *weight > 0.0) {
            return Err(Refused("a weight of 0"));
        }
        if shares || by == Aggregation::Mean {
            return Ok(self.numbered(Op::Ratio { members, plain: add_up(&weights) }));
        }
        let Some(by) = By::of(by).filter(|_| !shares) else {
            return Err(Refused("a roll-up of this sort"));
        };
        let members = group.members.iter().map(|(number, weight, _)| (*number, weight.known.to_bits())).collect();
        Ok(self.numbered(Op::Aggregate { by, members }))
    }

    /// The same with weights of which some are drawn.
    fn weighed(&mut self, by: Aggregation, group: &Gathered) -> Made {
        let shares = by == Aggregation::ShareOfPoints;
        let by = if shares { None } else { Some(By::of(by).ok_or(Refused("a roll-up of this sort"))?) };
        let mut members = Vec::with_capacity(group.members.len());
        for (number, weight, most) in &group.members {
            let weight = weight.drawn.unwrap_or_else(|| self.graph.constant(weight.known));
            members.push((*number, weight, most.unwrap_or(1.0).to_bits()));
        }
        Ok(self.numbered(Op::Weighed { by, members }))
    }

    /// A part of a group.
    pub fn group_part(&mut self, rollup: u16, key: &[Symbol], part: Part) -> Made {
        let groups = self.groups(rollup)?;
        let Some(group) = groups.iter().find(|group| group.key == key) else {
            return Ok(Operand::Nothing(tag_of(NOT_REPORTED)));
        };
        match part {
            Part::Score | Part::Value => Ok(group.score),
            Part::Band => Ok(group.band),
            Part::Coverage => {
                let coverage =
                    self.arithmetic(crate::model::formula::Operator::Divide, group.scored, group.applicable)?;
                // A group of which nothing applies has no coverage.
                let zero = Operand::Number(self.graph.constant(0.0));
                let some = self.compared(crate::value::CompareOp::Greater, group.applicable, zero)?;
                let none = Operand::Nothing(tag_of(NOT_APPLICABLE));
                Operand::select(some, coverage, none, &mut self.graph)
            }
            _ => Err(Refused("a part of a group that plans do not know")),
        }
    }
}

/// The share of members that must be reported.
fn required(rollup: &Rollup) -> Made<Option<f64>> {
    match rollup.require.as_slice() {
        [] => Ok(None),
        [only] if only.when.is_none() && only.from.is_none() && only.until.is_none() => match only.value {
            Required { share, of: Counted::Members, scored: false } => Ok(Some(share)),
            _ => Err(Refused("a required share that is counted otherwise than by members that are reported")),
        },
        _ => Err(Refused("a required share that depends on a condition or a date")),
    }
}

/// Whether weights add up without loss in any order and any choice: as multiples of one power of two.
fn add_up(weights: &[f64]) -> bool {
    const GRAIN: f64 = 1_048_576.0;
    let whole = weights.iter().all(|weight| (weight * GRAIN).fract() == 0.0);
    whole && weights.iter().sum::<f64>() < 1e9
}
