//! The order in which recommendations are given, and what a limit holds back.

use std::cmp::Ordering;

use super::Material;
use crate::model::advice::{HeldBack, Holder, Recommended};
use crate::model::rules::{Limit, RankBy};
use crate::value::{Symbol, Value};

/// Ranks what fires by the limits of the rules; what does not fit is held back.
pub(super) fn rank(material: &Material<'_>, firing: Vec<Recommended>) -> (Vec<Recommended>, Vec<HeldBack>) {
    let standard = Limit {
        facet: None,
        count: usize::MAX,
        by: vec![RankBy::Priority, RankBy::Shortfall],
        note: crate::model::rules::Note::default(),
    };
    let limits = &material.book.limits;
    let order = limits.first().unwrap_or(&standard);
    let mut given = ordered(material, firing, order);
    let mut held_back = Vec::new();
    for (place, limit) in limits.iter().enumerate() {
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        let (kept, held) = apply(material, given, limit, place);
        given = kept;
        held_back.extend(held);
    }
    for (place, recommended) in given.iter_mut().enumerate() {
        recommended.rank = u32::try_from(place + 1).unwrap_or(u32::MAX);
    }
    (given, held_back)
}

/// Groups by their best recommendation, then the recommendations inside them; those without a group last.
fn ordered(material: &Material<'_>, firing: Vec<Recommended>, limit: &Limit) -> Vec<Recommended> {
    let groups = groups(material, &firing, limit);
    let mut placed: Vec<(usize, Recommended)> = firing
        .into_iter()
        .map(|recommended| {
            let group = group_of(material, &recommended, limit);
            let place = group.and_then(|group| groups.iter().position(|known| *known == group));
            (place.unwrap_or(usize::MAX), recommended)
        })
        .collect();
    placed.sort_by(|(a_group, a), (b_group, b)| a_group.cmp(b_group).then_with(|| compare(a, b, limit)));
    placed.into_iter().map(|(_, recommended)| recommended).collect()
}

/// The groups, the one with the best recommendation first. Of groups that tie, that one is first whose best
/// recommendation stands first.
fn groups(material: &Material<'_>, firing: &[Recommended], limit: &Limit) -> Vec<Symbol> {
    let mut groups: Vec<(Symbol, usize, &Recommended)> = Vec::new();
    for (place, recommended) in firing.iter().enumerate() {
        let Some(group) = group_of(material, recommended, limit) else { continue };
        match groups.iter_mut().find(|(known, ..)| *known == group) {
            Some((_, at, best)) if compare(recommended, best, limit) == Ordering::Less => {
                (*at, *best) = (place, recommended);
            }
            Some(_) => {}
            None => groups.push((group, place, recommended)),
        }
    }
    groups.sort_by(|(_, a_place, a), (_, b_place, b)| compare(a, b, limit).then(a_place.cmp(b_place)));
    groups.into_iter().map(|(group, ..)| group).collect()
}

fn group_of(material: &Material<'_>, recommended: &Recommended, limit: &Limit) -> Option<Symbol> {
    let facet = limit.facet?;
    let rule = material.book.recommendations.get(recommended.subject.recommendation as usize)?;
    rule.facets.iter().find(|values| values.facet == facet)?.values.first().copied()
}

/// Which of two comes first: by the keys of the limit. Equal ones keep the order in which they are declared.
fn compare(a: &Recommended, b: &Recommended, limit: &Limit) -> Ordering {
    limit.by.iter().fold(Ordering::Equal, |order, key| {
        order.then_with(|| match key {
            RankBy::Priority => a.priority.cmp(&b.priority),
            RankBy::Effect => gain(b).total_cmp(&gain(a)),
            RankBy::Shortfall => b.shortfall.unwrap_or(0.0).total_cmp(&a.shortfall.unwrap_or(0.0)),
        })
    })
}

/// What a recommendation would change; what is missing or not said comes last.
fn gain(recommended: &Recommended) -> f64 {
    let gain = recommended.effect.as_ref().and_then(|effect| effect.gain.as_ref().ok());
    gain.and_then(Value::as_number).unwrap_or(f64::NEG_INFINITY)
}

fn apply(
    material: &Material<'_>,
    given: Vec<Recommended>,
    limit: &Limit,
    place: u16,
) -> (Vec<Recommended>, Vec<HeldBack>) {
    let groups = groups(material, &given, limit);
    let (mut kept, mut held) = (Vec::new(), Vec::new());
    let single_titles: Vec<String> = given.iter().take(limit.count).map(|one| one.subject.title.clone()).collect();
    for (position, recommended) in given.into_iter().enumerate() {
        let group = group_of(material, &recommended, limit);
        let rank = match (limit.facet, group) {
            (None, _) => Some(position),
            (Some(_), Some(group)) => groups.iter().position(|known| *known == group),
            (Some(_), None) => None,
        };
        match rank {
            Some(rank) if rank >= limit.count => {
                let outranked_by = match limit.facet {
                    None => single_titles.clone(),
                    Some(facet) => {
                        groups.iter().take(limit.count).map(|group| title_of(material, facet, *group)).collect()
                    }
                };
                let rank = u32::try_from(rank + 1).unwrap_or(u32::MAX);
                held.push(HeldBack { recommended, by: Holder::Limit { limit: place, rank, outranked_by } });
            }
            _ => kept.push(recommended),
        }
    }
    (kept, held)
}

fn title_of(material: &Material<'_>, facet: u16, value: Symbol) -> String {
    let facet = material.book.facets.get(facet as usize);
    let known = facet.and_then(|facet| facet.values.iter().find(|known| known.symbol == value));
    known.map_or_else(|| material.book.word(value).to_owned(), |known| known.title.clone())
}
