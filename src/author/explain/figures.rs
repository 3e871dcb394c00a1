//! A value back to its figures: who reported them, where, and with what status.

use super::lines::Lines;
use super::show::joined;
use super::{Known, show};
use crate::author::wording;
use crate::model::dataset::Figure;
use crate::model::rules::{Case, Item};
use crate::model::scorecard::{ItemResult, Origin};
use crate::value::ItemId;

/// How many formulas deep a value is followed.
const MOST_DEEP: usize = 8;

/// How the value came about.
pub(super) fn origin(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let mut seen = vec![item.id];
    come_about(known, item, result, &mut Walk { lines, depth: 0, seen: &mut seen });
    let used = match result.origin {
        Origin::Reported(figure) => Some(figure),
        _ => None,
    };
    for (_, figure) in known.data.figures_of(item.id).filter(|(place, _)| Some(*place) != used) {
        lines.more(&format!("not used: {}", one(known, item, figure)));
    }
    if let Some(other) = &result.other {
        let other = known.book.show_item_value(item, other);
        lines.more(&format!("the other way, which was not chosen, gives {other}"));
    }
}

struct Walk<'l> {
    lines: &'l mut Lines,
    depth: usize,
    seen: &'l mut Vec<ItemId>,
}

fn come_about(known: &Known<'_>, item: &Item, result: &ItemResult, walk: &mut Walk<'_>) {
    match result.origin {
        Origin::Reported(place) => {
            if let Some(figure) = known.data.figures.get(place as usize) {
                walk.lines.deeper(walk.depth, &format!("reported: {}", one(known, item, figure)));
            }
        }
        Origin::Computed(case) => {
            if let Some(case) = item.values.get(case) {
                walk.lines.deeper(walk.depth, &format!("computed: {}", formula(known, case)));
                let others = item.values.iter().filter(|other| other.note.span != case.note.span);
                for other in others.filter(|_| walk.depth == 0) {
                    walk.lines.deeper(walk.depth, &format!("not chosen: {}", formula(known, other)));
                }
            }
            inputs(known, item, walk);
        }
        Origin::Stated(case) => {
            if let Some(case) = item.values.get(case) {
                walk.lines.deeper(walk.depth, &format!("stated by the rules: {}", formula(known, case)));
            }
        }
        Origin::Assumed(case) => {
            if let Some(case) = item.assume.get(case) {
                walk.lines.deeper(walk.depth, &format!("assumed: {}", formula(known, case)));
            }
        }
        Origin::Imputed => {
            if let Some(case) = &item.impute {
                walk.lines.deeper(walk.depth, &format!("imputed: {}", formula(known, case)));
            }
        }
        Origin::Set => walk.lines.deeper(walk.depth, "set by a test"),
        Origin::None => {
            for case in &item.values {
                walk.lines.deeper(walk.depth, &format!("formula: {}", formula(known, case)));
            }
            if !item.values.is_empty() {
                inputs(known, item, walk);
            }
        }
    }
}

/// A formula as it is written, its condition, authority and place.
fn formula<T>(known: &Known<'_>, case: &Case<T>) -> String {
    let text = wording::clause(known.sources, &case.note);
    let word = ["value ", "assume ", "impute "].into_iter().find_map(|word| text.strip_prefix(word));
    let text = word.unwrap_or(&text);
    let when = case.when.as_ref().and_then(|_| wording::condition(known.sources, &case.note));
    let when = when.map(|when| format!("when {when}")).unwrap_or_default();
    let place = format!("({})", wording::origin(known.book, known.sources, &case.note));
    let clause = joined(&[text, &when, &show::dates(case), &wording::authority(&case.note)], "; ");
    joined(&[&clause, &place], " ")
}

fn inputs(known: &Known<'_>, item: &Item, walk: &mut Walk<'_>) {
    for id in &item.inputs {
        let (Some(input), Some(result)) = (known.book.item(*id), known.card.result(*id)) else { continue };
        let year = result.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let value = known.value(input, &result.value);
        walk.lines.deeper(walk.depth + 1, &format!("{} = {value}{year}", input.name));
        if walk.seen.contains(id) || walk.depth >= MOST_DEEP {
            continue;
        }
        walk.seen.push(*id);
        walk.depth += 2;
        come_about(known, input, result, walk);
        walk.depth -= 2;
    }
}

/// A figure as reported, with its year, status, grade, source and place.
fn one(known: &Known<'_>, item: &Item, figure: &Figure) -> String {
    let value = match (&figure.value, figure.printed.as_str()) {
        (Some(value), "") => known.book.show_item_value(item, value),
        (None, "") => figure.status.word().replace('_', " "),
        (_, printed) => joined(&[printed, &figure.unit], "\u{a0}"),
    };
    let year = figure.year.map(|year| year.to_string()).unwrap_or_default();
    let status = figure.status.word().replace('_', " ");
    let status = if status == value { String::new() } else { status };
    let quality = figure.quality.map(|quality| quality.word().to_owned()).unwrap_or_default();
    let converted = figure.converted.as_ref().map(|factor| format!("converted by {factor}")).unwrap_or_default();
    let file = wording::place(known.sources, figure.span);
    let from = joined(&[&figure.source, &figure.place], ", ");
    let note = if figure.note.is_empty() { String::new() } else { format!("note: {}", figure.note) };
    joined(&[&value, &year, &status, &quality, &converted, &from, &file, &note], "; ")
}
