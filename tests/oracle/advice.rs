//! Recommendations, reckoned by plain recursion: which are given, in which order, which are held back, and why not.

use std::cmp::Ordering;

use super::reckon::{At, Oracle, Why};
use yardstick::model::advice::Advice;
use yardstick::model::formula::{Node, PartOf};
use yardstick::model::rules::{Limit, Priority, RankBy, Recommendation};
use yardstick::value::{ItemId, Symbol};

/// A recommendation, by its place in the rules, and its member where it is for each of a set.
pub type Which = (u16, Option<ItemId>);

/// All of them, by what becomes of them.
#[derive(Debug, Default, PartialEq)]
pub struct Advised {
    /// In the order in which they are given.
    pub given: Vec<(Which, Priority, Option<u64>)>,
    /// In the order of the rules, as the next two.
    pub held_back: Vec<Which>,
    pub not_given: Vec<Which>,
    pub undetermined: Vec<Which>,
}

impl Advised {
    /// What the engine found.
    pub fn of(advice: &Advice) -> Self {
        let which = |subject: &yardstick::model::advice::Subject| (subject.recommendation, subject.member);
        let mut held_back: Vec<Which> = advice.held_back.iter().map(|held| which(&held.recommended.subject)).collect();
        held_back.sort();
        let bits = |shortfall: Option<f64>| shortfall.map(f64::to_bits);
        Self {
            given: advice.given.iter().map(|one| (which(&one.subject), one.priority, bits(one.shortfall))).collect(),
            held_back,
            not_given: advice.not_given.iter().map(|one| which(&one.subject)).collect(),
            undetermined: advice.undetermined.iter().map(|one| which(&one.subject)).collect(),
        }
    }
}

/// One whose trigger fired and that no `unless` holds back.
#[derive(Clone)]
struct Firing {
    which: Which,
    topic: Option<Symbol>,
    priority: Priority,
    shortfall: Option<f64>,
}

impl Oracle<'_> {
    /// What becomes of every recommendation.
    pub fn advised(&self) -> Advised {
        let mut advised = Advised::default();
        let mut firing = Vec::new();
        for (place, rule) in self.book.recommendations.iter().enumerate() {
            let place = u16::try_from(place).unwrap();
            let Some(set) = &rule.each else {
                self.one((place, rule), None, &mut firing, &mut advised);
                continue;
            };
            let (mut any, mut open) = (false, false);
            for member in &set.members {
                let at = At { member: Some(*member), own: None };
                match set.condition.as_ref().map_or(Ok(true), |condition| self.truth(condition, at)) {
                    Ok(true) => {
                        any = true;
                        self.one((place, rule), Some(*member), &mut firing, &mut advised);
                    }
                    Ok(false) | Err(Why::NotApplicable | Why::NoBenchmark) => {}
                    Err(_) => open = true,
                }
            }
            if open {
                advised.undetermined.push((place, None));
            } else if !any {
                advised.not_given.push((place, None));
            }
        }
        self.ranked(firing, &mut advised);
        advised.held_back.sort();
        advised
    }

    fn one(
        &self,
        (place, rule): (u16, &Recommendation),
        member: Option<ItemId>,
        firing: &mut Vec<Firing>,
        advised: &mut Advised,
    ) {
        let which = (place, member);
        let at = At { member, own: None };
        let (mut named, mut open) = (Vec::new(), false);
        let mut fired = rule.when.is_empty() && member.is_some();
        if fired {
            named.extend(member);
        }
        for trigger in rule.when.iter().map(|case| case.value.as_ref().unwrap()) {
            match self.truth(trigger, at) {
                Ok(true) => {
                    fired = true;
                    names(trigger, &mut named);
                }
                Ok(false) | Err(Why::NotApplicable) => {}
                Err(_) => open = true,
            }
        }
        if !fired {
            let list = if open { &mut advised.undetermined } else { &mut advised.not_given };
            return list.push(which);
        }
        if rule.unless.iter().any(|case| self.truth(&case.value, at) == Ok(true)) {
            return advised.held_back.push(which);
        }
        let priority = self.pick(&rule.priorities, at).ok().flatten().map_or(Priority::Medium, |case| case.value);
        let scores = named.iter().filter_map(|item| self.score(*item).ok()?.as_number());
        let lowest =
            scores.fold(None, |lowest: Option<f64>, score| Some(lowest.map_or(score, |known| known.min(score))));
        let topic = rule.facets.first().and_then(|facet| facet.values.first()).copied();
        firing.push(Firing { which, topic, priority, shortfall: lowest.map(|lowest| 1.0 - lowest) });
    }

    /// Groups as their best one, the ones in a group by the same keys, what ties in the order of the rules; then every
    /// limit in turn.
    fn ranked(&self, firing: Vec<Firing>, advised: &mut Advised) {
        let usual = [RankBy::Priority, RankBy::Shortfall];
        let first = self.book.limits.first();
        let (by, grouped) = first.map_or((&usual[..], false), |limit| (&limit.by, limit.facet.is_some()));
        let topics = topics(&firing, by);
        let mut given: Vec<(usize, Firing)> = Vec::new();
        for one in firing {
            let place = topics.iter().position(|topic| grouped && Some(*topic) == one.topic);
            given.push((place.unwrap_or(usize::MAX), one));
        }
        given.sort_by(|(one, a), (other, b)| one.cmp(other).then(first_of(a, b, by)));
        let mut given: Vec<Firing> = given.into_iter().map(|(_, one)| one).collect();
        for limit in &self.book.limits {
            let (kept, held) = kept(given, limit);
            given = kept;
            advised.held_back.extend(held.into_iter().map(|one| one.which));
        }
        advised.given =
            given.into_iter().map(|one| (one.which, one.priority, one.shortfall.map(f64::to_bits))).collect();
    }
}

/// The topics of those that fire, the one with the best of them first.
fn topics(firing: &[Firing], by: &[RankBy]) -> Vec<Symbol> {
    let mut best: Vec<&Firing> = firing.iter().filter(|one| one.topic.is_some()).collect();
    best.sort_by(|a, b| first_of(a, b, by));
    // Of topics that tie the one whose best one stands first: the sort keeps the order of what ties.
    let mut topics: Vec<Symbol> = Vec::new();
    for one in best {
        let topic = one.topic.unwrap();
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    topics
}

fn kept(given: Vec<Firing>, limit: &Limit) -> (Vec<Firing>, Vec<Firing>) {
    let topics = topics(&given, &limit.by);
    let place = |at: usize, one: &Firing| match (limit.facet, one.topic) {
        (None, _) => Some(at),
        (Some(_), Some(topic)) => topics.iter().position(|known| *known == topic),
        (Some(_), None) => None,
    };
    let (mut kept, mut held) = (Vec::new(), Vec::new());
    for (at, one) in given.into_iter().enumerate() {
        if place(at, &one).is_some_and(|place| place >= limit.count) { held.push(one) } else { kept.push(one) }
    }
    (kept, held)
}

fn first_of(a: &Firing, b: &Firing, by: &[RankBy]) -> Ordering {
    for key in by {
        let order = match key {
            RankBy::Priority => a.priority.cmp(&b.priority),
            RankBy::Shortfall => b.shortfall.unwrap_or(0.0).partial_cmp(&a.shortfall.unwrap_or(0.0)).unwrap(),
            RankBy::Effect => panic!("the oracle knows no effects"),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// The items that a condition names.
fn names(node: &Node, found: &mut Vec<ItemId>) {
    match node {
        Node::Item(item) | Node::Part(PartOf::Item(item), _) => found.push(*item),
        _ => node.each_child(&mut |child| names(child, found)),
    }
}
