//! The path of an item: milestones, what is due, how it goes on, and each of its years.

use super::lines::Lines;
use super::show::joined;
use super::{Known, show};
use crate::author::wording;
use crate::model::rules::{Item, Milestone, PathShape, Target};
use crate::model::scorecard::{ItemResult, MilestoneResult, PathResult, PathYear};
use crate::value::{Missing, Outcome, Value};

pub(super) fn explain(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let Some(path) = &result.path else { return };
    lines.field("path", &start(known, item, path));
    for milestone in &path.milestones {
        lines.more(&stone(known, item, path, milestone));
    }
    let mut told: Vec<Missing> =
        path.start.as_ref().err().into_iter().chain(result.value.as_ref().err()).cloned().collect();
    let mut tell = |word: &str, text: Result<String, &'_ Missing>, lines: &mut Lines| match text {
        Ok(text) => lines.field(word, &text),
        Err(missing) if told.iter().any(|told| told.why() == missing.why() && told.kind == missing.kind) => {
            lines.field(word, "cannot be told");
        }
        Err(missing) => {
            lines.field(word, &known.reason(missing));
            told.push(missing.clone());
        }
    };
    let shown = |value: &Value| known.book.show_item_value(item, value);
    tell("due", path.required.as_ref().map(|due| format!("{} in {}", shown(due), path.year)), lines);
    tell("progress", path.progress.as_ref().map(|_| progress(known, item, path)), lines);
    match &path.pace {
        Some(pace) => tell("pace", pace.as_ref().map(|band| known.band(&Ok(*band))), lines),
        None => lines.field("pace", "no pack in use has a scale of progress: `bands pace of progress { … }`"),
    }
    tell("arrives in", path.arrival.as_ref().map(ToString::to_string), lines);
    if let Some(budget) = &path.budget {
        let until = path.milestones.last().map_or(path.year, |last| last.by.year);
        let budget = budget
            .as_ref()
            .map(|budget| format!("{} from {} to {until}", known.book.show_sum(item, budget), path.year + 1));
        tell("budget", budget, lines);
    }
    if let Some(needed) = &path.needed {
        let why = needed.missing.why().map(|why| known.book.show_phrase(why));
        lines.field("needed", &why.unwrap_or_else(|| known.book.voice.word(needed.missing.kind.key())));
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
    let level = milestone.level.as_ref().map(|level| known.book.show_item_value(item, level));
    let level =
        level.map_or_else(|_| "cannot be told".to_owned(), |level| format!("{} {level}", milestone.kind.words()));
    let found: Option<&Milestone> = match item.targets.get(path.case).map(|case| &case.value) {
        Some(Target::Path(rule)) => rule.by(milestone.by),
        _ => None,
    };
    let note = found.map(|found| &found.note);
    let said = note.map(|note| wording::after_word(known.sources, note, "target")).unwrap_or_default();
    let authority = note.map(wording::authority).unwrap_or_default();
    let place = note.map(|note| format!("({})", wording::origin(known.book, known.sources, note))).unwrap_or_default();
    joined(&[&joined(&[&format!("by {}: {level}", milestone.by.as_deadline()), &said, &authority], "; "), &place], " ")
}

fn progress(known: &Known<'_>, item: &Item, path: &PathResult) -> String {
    let value = known.share(&path.progress);
    let rule = item.progress.iter().max_by_key(|case| case.note.layer);
    let rule = rule.map(|case| format!("({})", wording::origin(known.book, known.sources, &case.note)));
    let rule = rule.unwrap_or_else(|| "(the change made over the change due)".to_owned());
    joined(&[&value, &rule], " ")
}

fn years(known: &Known<'_>, item: &Item, path: &PathResult, lines: &mut Lines) {
    let shown = |value: &Outcome<Value>| match value {
        Ok(value) => known.book.show_item_value(item, value),
        Err(_) => "–".to_owned(),
    };
    let row = |year: &PathYear| {
        let difference = year.difference.map(|by| known.book.show_difference(item, by));
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
