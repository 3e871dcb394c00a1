//! Laws of roll-ups, over random numbers and weights: what the parts come to, and what changes nothing.

use std::fmt::Write;

use proptest::prelude::*;
use yardstick::model::scorecard::GroupResult;
use yardstick::value::Value;

use super::world::World;

/// The functions whose number lies between the least and the most of what goes in.
const MEANS: [&str; 8] =
    ["mean", "geometric_mean", "harmonic_mean", "power_mean(2)", "median", "min", "max", "mean_of_worst(2)"];
/// Those in which only the ratio of the weights matters.
const WEIGHED: [&str; 9] = [
    "mean",
    "geometric_mean",
    "harmonic_mean",
    "power_mean(2)",
    "median",
    "min",
    "max",
    "mean_of_worst(2)",
    "share_of_points",
];
/// Those in which what the members add is the number.
const ADDED: [&str; 7] = ["mean", "sum", "median", "min", "max", "mean_of_worst(2)", "share_of_points"];

/// A member: its value in thousandths if it is reported, and its weight in tenths.
pub type Member = (Option<u32>, u32);

pub fn members() -> impl Strategy<Value = Vec<Member>> {
    let value = prop_oneof![4 => (1_u32..1000).prop_map(Some), 1 => Just(None), 1 => Just(Some(0))];
    let weight = prop_oneof![5 => 1_u32..100, 1 => Just(0)];
    proptest::collection::vec((value, weight), 1..7)
}

/// The groups of these members, one for each function, with weights times a factor.
fn groups(ways: &[&'static str], members: &[Member], factor: f64) -> Vec<(&'static str, GroupResult)> {
    let mut rules = "pack small \"Small\" { language 1; score value; bands b }\n\
         bands b { top \"T\" at least 50 % points 3; low \"L\" points 1 }\n"
        .to_owned();
    for (place, by) in ways.iter().enumerate() {
        writeln!(rules, "rollup r{place} {{ of kpis; by {by} }}").unwrap();
    }
    let mut sheet = "item,period,value,unit\n".to_owned();
    for (place, (value, weight)) in members.iter().enumerate() {
        let weight = f64::from(*weight) / 10.0 * factor;
        writeln!(rules, "kpi k{place} \"K\" {{ unit %; weight {weight} }}").unwrap();
        if let Some(value) = value {
            writeln!(sheet, "k{place},2020,{},%", f64::from(*value) / 10.0).unwrap();
        }
    }
    let world = World::small(&rules, &sheet);
    let rollups = world.assess(&world.data).evaluation.card.rollups;
    ways.iter().zip(rollups).map(|(by, rollup)| (*by, rollup.groups[0].clone())).collect()
}

fn number(group: &GroupResult) -> Option<f64> {
    group.score.as_ref().ok().and_then(Value::as_number)
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * one.abs().max(other.abs()).max(1.0)
}

/// The numbers that are there and weigh something.
fn weighing(group: &GroupResult) -> Vec<f64> {
    group.shares.iter().filter(|share| share.weight > 0.0).filter_map(|share| share.number).collect()
}

/// A mean lies between the least and the most of its members.
pub fn lies_between(members: &[Member]) -> Result<(), TestCaseError> {
    for (by, group) in groups(&MEANS, members, 1.0) {
        let numbers = weighing(&group);
        let (least, most) = numbers.iter().fold((f64::MAX, f64::MIN), |(l, m), x| (l.min(*x), m.max(*x)));
        match number(&group) {
            Some(mean) => prop_assert!(mean >= least - 1e-12 && mean <= most + 1e-12, "{by}: {mean} of {numbers:?}"),
            None => prop_assert!(numbers.is_empty() || by == "harmonic_mean" && least <= 0.0, "{by} of {numbers:?}"),
        }
    }
    Ok(())
}

/// Weights times a factor change nothing but a sum.
pub fn weights_are_relative(members: &[Member], factor: u32) -> Result<(), TestCaseError> {
    let (ones, others) = (groups(&WEIGHED, members, 1.0), groups(&WEIGHED, members, f64::from(factor)));
    for ((by, one), (_, other)) in ones.into_iter().zip(others) {
        let same = match (number(&one), number(&other)) {
            (Some(one), Some(other)) => near(one, other),
            (one, other) => one == other,
        };
        prop_assert!(same, "{by}: {one:?} and {other:?}");
    }
    Ok(())
}

/// What the members add is the number, and their parts are the whole.
pub fn parts_make_the_whole(members: &[Member]) -> Result<(), TestCaseError> {
    for (by, group) in groups(&ADDED, members, 1.0) {
        let Some(score) = number(&group) else { continue };
        let added: f64 = group.shares.iter().filter_map(|share| share.adds).sum();
        prop_assert!(near(added, score), "{by}: {added} for {group:?}");
        let parts: Vec<f64> = group.shares.iter().filter_map(|share| share.part).collect();
        prop_assert!(by == "sum" || near(parts.iter().sum(), 1.0), "{by}: parts {parts:?}");
    }
    Ok(())
}

/// A member that is taken away, or weighs nothing, is the same to the number as one that is not there.
pub fn a_member_that_is_gone(members: &[Member], place: usize) -> Result<(), TestCaseError> {
    let place = place % members.len();
    let changed = |to: Member| {
        let mut changed = members.to_vec();
        changed[place] = to;
        changed
    };
    let mut fewer = members.to_vec();
    fewer.remove(place);
    let all = [&WEIGHED[..], &["sum"]].concat();
    let silent = groups(&all, &changed((None, members[place].1)), 1.0);
    let weightless = groups(&all, &changed((members[place].0, 0)), 1.0);
    let without = if fewer.is_empty() { Vec::new() } else { groups(&all, &fewer, 1.0) };
    for (at, (by, silent)) in silent.iter().enumerate() {
        prop_assert_eq!(number(silent), number(&weightless[at].1), "{}", by);
        if let Some((_, without)) = without.get(at) {
            prop_assert_eq!(number(silent), number(without), "{}", by);
        }
    }
    Ok(())
}
