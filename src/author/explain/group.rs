//! A group of a roll-up: how its score is made, and of what.

use super::Known;
use super::lines::Lines;
use super::rollups::title;
use super::shares;
use super::show::{dates, joined, number};
use crate::author::wording;
use crate::model::rules::{Aggregation, Members, Rollup, RollupPart, Way};
use crate::model::scorecard::GroupResult;

/// All groups of a roll-up in a line each.
pub(super) fn explain_all(known: &Known<'_>, rollup: u16, lines: &mut Lines) {
    let Some(rule) = known.book.rollups.get(rollup as usize) else { return };
    lines.head(&format!("rollup {}", rule.name));
    rule_lines(known, rule, None, lines);
    for group in
        known.card.rollups.iter().filter(|result| result.rollup == rollup).flat_map(|result| result.groups.iter())
    {
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
    rule_lines(known, rule, Some(group), lines);
    shares::explain(known, rule, group, lines);
}

fn standing(known: &Known<'_>, rule: &Rollup, group: &GroupResult) -> String {
    let band = group.band.as_ref().ok().and_then(|band| known.book.band(*band)).map_or("", |(name, _)| name);
    let coverage = format!("{} of {} scored", group.scored, group.applicable);
    joined(&[&known.score(&group.score, &rule.metric), band, &coverage], ", ")
}

/// Of what and how it is made; of a single group by which clause.
fn rule_lines(known: &Known<'_>, rule: &Rollup, group: Option<&GroupResult>, lines: &mut Lines) {
    let part = match rule.part {
        RollupPart::Score => "",
        RollupPart::Value => "values of ",
        RollupPart::Progress => "progress of ",
    };
    let of = match rule.of {
        Members::Leaves => "points, and KPIs without points".to_owned(),
        Members::Kpis => "KPIs".to_owned(),
        Members::Rollup(place) => {
            format!("groups of {}", known.book.rollups.get(place as usize).map_or("", |rollup| rollup.name.as_str()))
        }
    };
    let mut word = "rule";
    let mut said = |text: &str| {
        lines.field(word, text);
        word = "";
    };
    if rule.by.is_empty() {
        said(&format!("points earned over points that could be earned of {part}{of}"));
    }
    for (place, case) in rule.by.iter().enumerate() {
        let chosen = group.is_none_or(|group| group.way == Some(place));
        let text = match &case.value {
            Way::Fixed(by) => way(*by),
            Way::Own(_) => wording::after_word(known.sources, &case.note, "by"),
        };
        let when = case.when.as_ref().and_then(|_| wording::condition(known.sources, &case.note));
        let when = when.map(|when| format!("when {when}")).unwrap_or_default();
        let origin = format!("({})", wording::origin(known.book, known.sources, &case.note));
        let standing = joined(&[&when, &dates(case), &wording::authority(&case.note)], "; ");
        let text = if chosen { format!("{text} of {part}{of}") } else { format!("not chosen: {text}") };
        said(&joined(&[&joined(&[&text, &standing], "; "), &origin], " "));
    }
    for case in &rule.require {
        let origin = format!("({})", wording::origin(known.book, known.sources, &case.note));
        said(&format!("requires {} {origin}", wording::after_word(known.sources, &case.note, "require")));
    }
    let origin =
        if rule.by.is_empty() { wording::origin(known.book, known.sources, &rule.note) } else { String::new() };
    lines.more(&joined(&[&wording::authority(&rule.note), &origin], "; "));
}

/// A function of roll-ups in words.
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
        Aggregation::Deviation => "deviation".to_owned(),
        Aggregation::Count => "count".to_owned(),
        Aggregation::Copeland => "pairs won less pairs lost (Copeland)".to_owned(),
    }
}
