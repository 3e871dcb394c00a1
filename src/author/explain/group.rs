//! A group of a roll-up: how its score is made, and of what.

use super::Known;
use super::lines::Lines;
use super::rollups::title;
use super::show::{joined, number};
use crate::author::wording;
use crate::model::rules::{Aggregation, Members, Rollup};
use crate::model::scorecard::GroupResult;

/// All groups of a roll-up in a line each.
pub(super) fn explain_all(known: &Known<'_>, rollup: u16, lines: &mut Lines) {
    let Some(rule) = known.book.rollups.get(rollup as usize) else { return };
    lines.head(&format!("rollup {}", rule.name));
    rule_lines(known, rule, lines);
    for group in known.card.rollups.iter().filter(|result| result.rollup == rollup).flat_map(|result| &result.groups) {
        lines.more(&format!("{}: {}", title(known, rule, group), standing(known, rule, group)));
    }
}

/// One group with its members.
pub(super) fn explain(known: &Known<'_>, rollup: u16, group: usize, lines: &mut Lines) {
    let result = known.card.rollups.iter().find(|result| result.rollup == rollup);
    let (Some(rule), Some(group)) =
        (known.book.rollups.get(rollup as usize), result.and_then(|result| result.groups.get(group)))
    else {
        return;
    };
    lines.head(&title(known, rule, group));
    lines.field("score", &known.score(&group.score, &rule.metric));
    lines.field("band", &known.band(&group.band));
    if let (Some(points), Some(most)) = (group.points, group.max_points) {
        lines.field("points", &format!("{} of {}", number(points), number(most)));
    }
    let coverage =
        format!("{} of {} that apply are scored; {} are reported", group.scored, group.applicable, group.reported);
    lines.field("coverage", &coverage);
    rule_lines(known, rule, lines);
    let mut word = "members";
    for id in &group.members {
        let (Some(item), Some(result)) = (known.book.item(*id), known.card.result(*id)) else { continue };
        let points = match (&result.points, result.max_points) {
            (Ok(points), Some(most)) => format!("{} of {}", number(*points), number(most)),
            (Err(missing), _) => known.reason(missing),
            (Ok(points), None) => number(*points),
        };
        let band = result.band.as_ref().ok().and_then(|band| known.book.band(*band)).map_or("", |(name, _)| name);
        let value = result.value.as_ref().ok().map(|value| known.book.show_item_value(item, value)).unwrap_or_default();
        lines.field(word, &format!("{}: {}", item.name, joined(&[&value, band, &points], ", ")));
        word = "";
    }
}

fn standing(known: &Known<'_>, rule: &Rollup, group: &GroupResult) -> String {
    let band = group.band.as_ref().ok().and_then(|band| known.book.band(*band)).map_or("", |(name, _)| name);
    let coverage = format!("{} of {} scored", group.scored, group.applicable);
    joined(&[&known.score(&group.score, &rule.metric), band, &coverage], ", ")
}

fn rule_lines(known: &Known<'_>, rule: &Rollup, lines: &mut Lines) {
    let of = match rule.of {
        Members::Leaves => "points, and KPIs without points".to_owned(),
        Members::Kpis => "KPIs".to_owned(),
        Members::Rollup(place) => {
            format!("groups of {}", known.book.rollups.get(place as usize).map_or("", |rollup| rollup.name.as_str()))
        }
    };
    lines.field("rule", &format!("{} of {of}", way(rule.by)));
    lines.more(&joined(
        &[&wording::authority(&rule.note), &wording::origin(known.book, known.sources, &rule.note)],
        "; ",
    ));
}

fn way(by: Aggregation) -> String {
    match by {
        Aggregation::ShareOfPoints => "points earned over points that could be earned".to_owned(),
        Aggregation::Sum => "sum".to_owned(),
        Aggregation::Mean => "weighted mean".to_owned(),
        Aggregation::GeometricMean => "weighted geometric mean".to_owned(),
        Aggregation::HarmonicMean => "weighted harmonic mean".to_owned(),
        Aggregation::PowerMean(exponent) => format!("weighted power mean (exponent {})", number(exponent)),
        Aggregation::Median => "median".to_owned(),
        Aggregation::Min => "smallest".to_owned(),
        Aggregation::Max => "largest".to_owned(),
        Aggregation::MeanOfWorst(count) => format!("mean of the {count} lowest"),
    }
}
