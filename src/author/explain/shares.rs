//! What each member of a group brings to its number: raw value, number, weight, part of the whole, what it adds, and what
//! the number would be without it.

use super::Known;
use super::lines::Lines;
use super::rollups::title;
use super::show::{joined, number, percent, table};
use crate::formula::{Context, aggregate, eval_in};
use crate::model::rules::{Aggregation, Members, Rollup, RollupPart, Way};
use crate::model::scorecard::{GroupResult, Share};
use crate::value::{Missing, Value};

/// A member of a group in words.
struct Member<'a> {
    name: String,
    value: String,
    /// The number that is taken of it, as it is printed.
    taken: String,
    missing: Option<&'a Missing>,
}

/// The members of a group as a table, and those that are left out with the reason.
pub(super) fn explain(known: &Known<'_>, rule: &Rollup, group: &GroupResult, lines: &mut Lines) {
    let members = members(known, rule, group);
    let by = fixed(rule, group);
    let head = ["member", "value", "taken", "weight", "part", "adds", "without it"].map(str::to_owned);
    let there = members.iter().zip(&group.shares).enumerate().filter(|(_, (_, share))| share.number.is_some());
    let rows: Vec<[String; 7]> = there
        .map(|(place, (member, share))| {
            [
                member.name.clone(),
                member.value.clone(),
                member.taken.clone(),
                number(share.weight),
                share.part.map_or_else(|| "–".to_owned(), percent),
                share
                    .adds
                    .map_or_else(|| "–".to_owned(), |adds| known.book.show_score(&Value::Number(adds), &rule.metric)),
                without(known, rule, group, place).unwrap_or_else(|| "–".to_owned()),
            ]
        })
        .collect();
    if !rows.is_empty() {
        lines.section("members");
        lines.verbatim(&table(&head, &rows).join("\n"));
        lines.verbatim(meaning(by));
    }
    let mut word = "left out";
    for (member, share) in members.iter().zip(&group.shares).filter(|(_, share)| share.number.is_none()) {
        let why = member.missing.map(|missing| known.reason(missing)).unwrap_or_default();
        let weight = if share.weight > 0.0 { String::new() } else { "weight 0".to_owned() };
        lines.field(word, &format!("{}: {}", member.name, joined(&[&member.value, &why, &weight], ", ")));
        word = "";
    }
}

/// How the columns make the number.
fn meaning(by: Option<Aggregation>) -> &'static str {
    match by {
        Some(Aggregation::GeometricMean) => "the number is the product of what is taken, each to the power of its part",
        Some(Aggregation::HarmonicMean | Aggregation::PowerMean(_)) => {
            "powers of what is taken are averaged with these parts"
        }
        Some(Aggregation::Copeland) => {
            "against each other city, by more than half of these parts: 1 if better, -1 if worse; the number adds these up"
        }
        None => "an own formula: what a member does to it shows without it",
        _ => "what is added makes the number",
    }
}

/// The function of a group, unless it is an own formula.
fn fixed(rule: &Rollup, group: &GroupResult) -> Option<Aggregation> {
    match group.way.and_then(|way| rule.by.get(way)).map(|case| &case.value) {
        None => Some(Aggregation::ShareOfPoints),
        Some(Way::Fixed(by)) => Some(*by),
        Some(Way::Own(_)) => None,
    }
}

/// What the number would be if one member were not there.
fn without(known: &Known<'_>, rule: &Rollup, group: &GroupResult, place: usize) -> Option<String> {
    group.score.as_ref().ok()?;
    let rest: Vec<(f64, f64)> = numbers(&group.shares, Some(place));
    let made = match group.way.and_then(|way| rule.by.get(way)).map(|case| &case.value) {
        Some(Way::Own(node)) if !rest.is_empty() => {
            let key: Vec<_> = rule.facets.iter().copied().zip(group.key.iter().copied()).collect();
            let context = Context::at_day(known.card.year, known.card.on);
            eval_in(node, known.scope, &context.for_group(&key, &rest)).ok()?.as_number()
        }
        Some(Way::Own(_)) => None,
        _ => aggregate(fixed(rule, group)?, &rest).ok().filter(|_| !rest.is_empty()),
    };
    made.filter(|made| made.is_finite()).map(|made| known.book.show_score(&Value::Number(made), &rule.metric))
}

/// The numbers that are there with their weights, but for one.
fn numbers(shares: &[Share], but: Option<usize>) -> Vec<(f64, f64)> {
    let rest = shares.iter().enumerate().filter(|(place, _)| Some(*place) != but);
    rest.filter_map(|(_, share)| Some((share.number?, share.weight))).collect()
}

fn members<'a>(known: &Known<'a>, rule: &Rollup, group: &'a GroupResult) -> Vec<Member<'a>> {
    if let Members::Rollup(of) = rule.of {
        let Some(below) = known.book.rollups.get(of as usize) else { return Vec::new() };
        let results = known.card.rollups.iter().find(|result| result.rollup == of);
        let of = |at: &u32| results.and_then(|results| results.groups.get(*at as usize));
        return group.groups.iter().filter_map(of).map(|one| of_group(known, (rule, group), below, one)).collect();
    }
    let items = group.members.iter().filter_map(|id| Some((known.book.item(*id)?, known.card.result(*id)?)));
    items
        .map(|(item, result)| {
            let value = result.value.as_ref().ok().map(|value| known.book.show_item_value(item, value));
            let band = result.band.as_ref().ok().and_then(|band| known.book.band(*band)).map_or("", |(name, _)| name);
            let points = match (&result.points, result.max_points) {
                (Ok(points), Some(most)) => format!("{} of {}", number(*points), number(most)),
                _ => String::new(),
            };
            let of_points = fixed(rule, group) == Some(Aggregation::ShareOfPoints);
            let progress = result.path.as_ref().map(|path| &path.progress);
            let (taken, missing) = match rule.part {
                _ if of_points => (joined(&[band, &points], ", "), result.points.as_ref().err()),
                RollupPart::Score => (known.score(&result.score, &item.metric), result.score.as_ref().err()),
                RollupPart::Value => (value.clone().unwrap_or_default(), result.value.as_ref().err()),
                RollupPart::Progress => (
                    progress.map_or_else(String::new, |one| known.share(one)),
                    progress.and_then(|one| one.as_ref().err()),
                ),
            };
            Member { name: item.name.clone(), value: value.unwrap_or_default(), taken, missing }
        })
        .collect()
}

fn of_group<'a>(
    known: &Known<'_>,
    (rule, group): (&Rollup, &GroupResult),
    below: &Rollup,
    one: &'a GroupResult,
) -> Member<'a> {
    let of_points = fixed(rule, group) == Some(Aggregation::ShareOfPoints);
    let taken = match (one.points, one.max_points) {
        (Some(points), Some(most)) if of_points => format!("{} of {}", number(points), number(most)),
        _ => known.score(&one.score, &below.metric),
    };
    let value = format!("{} of {} scored", one.scored, one.applicable);
    Member { name: title(known, below, one), value, taken, missing: one.score.as_ref().err() }
}
