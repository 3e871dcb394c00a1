//! Edges of bands and figures of references: the clause that holds, and those that it went over.

use super::item::chosen;
use super::lines::Lines;
use super::show::joined;
use super::{Known, item::context};
use crate::formula::{figure_of, pick};
use crate::model::formula::Node;
use crate::model::rules::{Case, Item};
use crate::model::scorecard::ItemResult;

/// The edges of the bands of an item, where several clauses set one.
pub(super) fn of_bands(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let Some(scale) = item.scale.and_then(|scale| known.book.scales.get(usize::from(scale))) else { return };
    let context = context(known, item, result);
    for band in scale.bands.iter().filter(|band| band.edges.len() > 1) {
        let name = known.book.word(band.name);
        let place = pick(&band.edges, known.scope, &context).ok().flatten();
        lines.field(&format!("edge of `{name}`"), &set(known, &band.edges, place, name));
        chosen(known, &band.edges, place.unwrap_or(usize::MAX), name, lines);
    }
}

/// The figures of references for an item.
pub(super) fn of_references(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let context = context(known, item, result);
    for (at, reference) in (0u16..).zip(&known.book.references) {
        let own = reference.figures.iter().filter(|(of, _)| *of == item.id);
        let figures: Vec<Case<Node>> = own.map(|(_, case)| case.clone()).collect();
        if figures.is_empty() {
            continue;
        }
        let value = known.value(item, &figure_of(at, item.id, known.scope, &context));
        let title = if reference.title.is_empty() { String::new() } else { format!("({})", reference.title) };
        lines.field("reference", &joined(&[&format!("{}: {value}", reference.name), &title], " "));
        let place = pick(&figures, known.scope, &context).ok().flatten();
        chosen(known, &figures, place.unwrap_or(usize::MAX), &format!("{}:", item.name), lines);
    }
}

/// What the clause that holds sets.
fn set<T>(known: &Known<'_>, cases: &[Case<T>], place: Option<usize>, word: &str) -> String {
    let case = place.and_then(|place| cases.get(place));
    case.map_or_else(
        || "cannot be told".to_owned(),
        |case| crate::author::wording::after_word(known.sources, &case.note, word),
    )
}
