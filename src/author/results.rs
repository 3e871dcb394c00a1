//! Results as people read them: scores, goals, bands, groups.

use crate::model::rules::{Item, Rollup, RuleBook};
use crate::model::scorecard::TargetResult;
use crate::unit::format_number;
use crate::value::{BandRef, GoalKind, Symbol};

/// A target in words: `at most 10 %`.
pub(super) fn goal(book: &RuleBook, item: &Item, target: &TargetResult) -> String {
    let low = book.show_item_value(item, &target.bound);
    match (target.kind, &target.upper) {
        (GoalKind::Between, Some(upper)) => {
            format!("{} {low} and {}", target.kind.words(), book.show_item_value(item, upper))
        }
        (GoalKind::Equals, _) if target.bound.as_number().is_none() => low,
        (kind, _) => format!("{} {low}", kind.words()),
    }
}

/// The name of a band: `strong`.
pub(super) fn band(book: &RuleBook, band: BandRef) -> String {
    book.band(band).map_or_else(String::new, |(name, _)| name.replace('_', " "))
}

/// Points: whole ones without decimals.
pub(super) fn points(points: f64) -> String {
    format_number(points, 6)
}

/// The title of a group: `Society and Culture, Education`; that of its roll-up for a total.
pub(super) fn group_title(book: &RuleBook, rollup: &Rollup, key: &[Symbol]) -> String {
    let titles = rollup.facets.iter().zip(key).map(|(facet, value)| {
        let facet = book.facets.get(*facet as usize);
        let known = facet.and_then(|facet| facet.values.iter().find(|known| known.symbol == *value));
        let title = known.map(|known| known.title.as_str()).filter(|title| !title.is_empty());
        title.unwrap_or_else(|| book.word(*value)).to_owned()
    });
    let titles: Vec<String> = titles.collect();
    if titles.is_empty() { rollup.name.replace('_', " ") } else { titles.join(", ") }
}

/// The name of a group as it can be typed: `dimension: society, category: education`.
pub(super) fn group_name(book: &RuleBook, rollup: &Rollup, key: &[Symbol]) -> String {
    book.group_name(rollup, key)
}

/// The title of an item, led by that of its KPI where it is a point.
pub(super) fn full_title(book: &RuleBook, item: &Item) -> String {
    let own = super::wording::title(book, item);
    match item.parent.and_then(|parent| book.item(parent)) {
        Some(parent) => format!("{}: {own}", full_title(book, parent)),
        None => own,
    }
}
