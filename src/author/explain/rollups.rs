//! What a result did to the roll-ups in which it counts.

use super::Known;
use super::lines::Lines;
use super::show::{joined, number, percent};
use crate::model::rules::{Aggregation, Item, Rollup, Way};
use crate::model::scorecard::{GroupResult, Share};
use crate::value::{ItemId, Value};

/// The groups in which an item, or its points, count.
pub(super) fn of_item(known: &Known<'_>, item: &Item, lines: &mut Lines) {
    let counted: Vec<ItemId> = std::iter::once(item.id).chain(item.points.iter().copied()).collect();
    let mut word = "counts in";
    for result in &known.card.rollups {
        let Some(rollup) = known.book.rollups.get(result.rollup as usize) else { continue };
        for group in result.groups.iter() {
            let own: Vec<ItemId> = group.members.iter().copied().filter(|member| counted.contains(member)).collect();
            if !own.is_empty() {
                lines.field(word, &share(known, rollup, group, &own));
                word = "";
            }
        }
    }
    left_out(known, item, lines);
}

/// The totals in which an item, or one of its points, does not count.
fn left_out(known: &Known<'_>, item: &Item, lines: &mut Lines) {
    let mut word = "left out";
    for line in known.book.show_left_out(item) {
        lines.field(word, &line);
        word = "";
    }
    let points = item.points.iter().filter_map(|point| known.book.item(*point));
    for point in points.filter(|point| point.apart != item.apart) {
        for line in known.book.show_left_out(point) {
            lines.field(word, &format!("{}: {line}", point.name));
            word = "";
        }
    }
}

fn share(known: &Known<'_>, rollup: &Rollup, group: &GroupResult, own: &[ItemId]) -> String {
    let name = title(known, rollup, group);
    let score = known.score(&group.score, &rollup.metric);
    let standing = format!("{name} ({score})");
    let by = group.way.and_then(|way| rollup.by.get(way)).map(|case| &case.value);
    match (by, group.points, group.max_points) {
        (None | Some(Way::Fixed(Aggregation::ShareOfPoints)), Some(points), Some(most)) => {
            let part = |pick: fn(&crate::model::scorecard::ItemResult) -> Option<f64>| {
                own.iter().filter_map(|id| known.card.result(*id).and_then(pick)).sum::<f64>()
            };
            let earned = part(|result| result.points.as_ref().ok().copied());
            let possible = part(|result| result.points.as_ref().ok().and(result.max_points));
            if possible <= 0.0 {
                return format!("{standing}: no points, so it is out of both sides");
            }
            let rest = most - possible;
            let without =
                if rest > 0.0 { format!("without it {}", percent((points - earned) / rest)) } else { String::new() };
            let weight = format!("{} of the points that could be earned", percent(possible / most));
            let earned = format!("{} of its {} points", number(earned), number(points));
            format!("{standing}: {}", joined(&[&earned, &weight, &without], "; "))
        }
        _ => {
            let (part, adds) = own_share(group, own);
            let adds = adds.map(|adds| format!("adds {}", known.book.show_score(&Value::Number(adds), &rollup.metric)));
            let part = part.map(|part| format!("{} of the weight", percent(part)));
            let said: Vec<String> = [adds, part].into_iter().flatten().collect();
            if said.is_empty() {
                return format!("{standing}: one of {} members", group.scored);
            }
            format!("{standing}: {}", said.join("; "))
        }
    }
}

/// The part of an item in a group, and what it adds, its points together.
fn own_share(group: &GroupResult, own: &[ItemId]) -> (Option<f64>, Option<f64>) {
    let shares = || group.members.iter().zip(&group.shares).filter(|(id, _)| own.contains(id)).map(|(_, share)| share);
    let together = |of: fn(&Share) -> Option<f64>| shares().filter_map(of).reduce(|one, other| one + other);
    (together(|share| share.part), together(|share| share.adds))
}

/// A group in words: `Dimension: Economy, Category: Transport`; for a total its name.
pub(super) fn title(known: &Known<'_>, rollup: &Rollup, group: &GroupResult) -> String {
    let pairs = rollup.facets.iter().zip(&group.key).map(|(facet, value)| known.facet_value(*facet, *value));
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() { rollup.name.clone() } else { pairs.join(", ") }
}
