//! The path of an item: milestones, what is due, how it goes on, and each of its years.

use super::lines::Lines;
use super::show::joined;
use super::{Known, show};
use crate::author::wording;
use crate::model::rules::{Item, Milestone, PathShape, Target};
use crate::model::scorecard::{ItemResult, MilestoneResult, PathResult, PathYear};
use crate::value::{Outcome, Value};

pub(super) fn explain(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let Some(path) = &result.path else { return };
    lines.field("path", &start(known, item, path));
    for milestone in &path.milestones {
        lines.more(&stone(known, item, path, milestone));
    }
    let due = format!("{} in {}", known.value(item, &path.required), path.year);
    lines.field("due", &due);
    lines.field("progress", &progress(known, item, path));
    lines.field("pace", &pace(known, path));
    let arrival = path.arrival.as_ref().map_or_else(|missing| known.reason(missing), ToString::to_string);
    lines.field("arrives in", &arrival);
    if let Some(budget) = &path.budget {
        let until = path.milestones.last().map_or(path.year, |last| last.by.year);
        lines.field("budget", &format!("{} from {} to {until}", known.value(item, budget), path.year + 1));
    }
    if let Some(needed) = &path.needed {
        lines.field("needed", &known.reason(&needed.missing));
    }
    years(known, item, path, lines);
}

fn start(known: &Known<'_>, item: &Item, path: &PathResult) -> String {
    let shape = path.shape.as_ref().map_or_else(|missing| known.reason(missing), |shape| way(*shape).to_owned());
    match &path.start {
        Ok((year, value)) => {
            let value = known.book.show_item_value(item, &Value::Number(*value));
            format!("from {value} in {year}, {shape}")
        }
        Err(missing) => known.reason(missing),
    }
}

fn way(shape: PathShape) -> &'static str {
    match shape {
        PathShape::Linear => "in a straight line",
        PathShape::ConstantRate => "at a constant rate",
        PathShape::Steps => "in steps",
    }
}

fn stone(known: &Known<'_>, item: &Item, path: &PathResult, milestone: &MilestoneResult) -> String {
    let level = format!("{} {}", milestone.kind.words(), known.value(item, &milestone.level));
    let found: Option<&Milestone> = match item.targets.get(path.case).map(|case| &case.value) {
        Some(Target::Path(rule)) => rule.by(milestone.by),
        _ => None,
    };
    let note = found.map(|found| &found.note);
    let said = note.map(|note| wording::after_word(known.sources, note.span, "target")).unwrap_or_default();
    let authority = note.map(wording::authority).unwrap_or_default();
    let place = note.map(|note| format!("({})", wording::origin(known.book, known.sources, note))).unwrap_or_default();
    joined(&[&joined(&[&format!("by {}: {level}", milestone.by.as_deadline()), &said, &authority], "; "), &place], " ")
}

fn progress(known: &Known<'_>, item: &Item, path: &PathResult) -> String {
    let value = known.score(&path.progress, None);
    let rule = item.progress.iter().max_by_key(|case| case.note.layer);
    let rule = rule.map(|case| format!("({})", wording::origin(known.book, known.sources, &case.note)));
    let rule = rule.unwrap_or_else(|| "(the change made over the change due)".to_owned());
    joined(&[&value, &rule], " ")
}

fn pace(known: &Known<'_>, path: &PathResult) -> String {
    match &path.pace {
        Some(pace) => known.band(pace),
        None => "no pack in use has a scale of progress: `bands pace of progress { … }`".to_owned(),
    }
}

fn years(known: &Known<'_>, item: &Item, path: &PathResult, lines: &mut Lines) {
    let shown = |value: &Outcome<Value>| match value {
        Ok(value) => known.book.show_item_value(item, value),
        Err(_) => "–".to_owned(),
    };
    let row = |year: &PathYear| {
        let difference = year.difference.map(|by| known.book.show_item_value(item, &Value::Number(by)));
        [year.year.to_string(), shown(&year.required), shown(&year.reported), difference.unwrap_or_default()]
    };
    let rows: Vec<[String; 4]> = path.years.iter().map(row).collect();
    if rows.is_empty() {
        return;
    }
    let head = ["year", "due", "reported", "difference"].map(str::to_owned);
    let table = show::table(&head, &rows);
    lines.section("year by year");
    table.iter().for_each(|line| lines.verbatim(line));
}
