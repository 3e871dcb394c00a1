//! Groups of roll-ups side by side, each with its coverage, and what limits the comparison.

use indexmap::IndexMap;

use super::item::{kept, pool_of};
use super::{GroupCell, GroupLine, ItemLine, Keep, Place, Seat, words};
use super::{ranks, ties};
use crate::author::results::{band, group_name, group_title};
use crate::model::rules::{Metric, Rollup, RuleBook};
use crate::model::scorecard::GroupResult;
use crate::value::{Value, equal};

/// One line for each group that one of the places has, in the order of the rules.
pub(super) fn lines(
    seats: &[Seat<'_>],
    keeps: &[Keep],
    places: &[Place],
    items: &[ItemLine],
    over_time: bool,
) -> Vec<GroupLine> {
    let mut found: IndexMap<(String, String), Found> = IndexMap::new();
    for (at, (seat, keep)) in seats.iter().zip(keeps).enumerate() {
        for (rollup, group) in groups(seat, *keep) {
            let key = (rollup.name.clone(), group_name(seat.book, rollup, &group.key));
            let title = || group_title(seat.book, rollup, &group.key);
            let entry = found.entry(key).or_insert_with(|| Found { title: title(), results: vec![None; seats.len()] });
            if let Some(cell) = entry.results.get_mut(at) {
                *cell = Some(group.clone());
            }
        }
    }
    let mut lines = Vec::new();
    for ((rollup, name), Found { title, results }) in found {
        let metric = seats.iter().find_map(|seat| metric_of(seat.book, &rollup)).unwrap_or_default();
        let cell = |(seat, group): (&Seat<'_>, &Option<GroupResult>)| cell(seat, &rollup, group.as_ref());
        let mut cells: Vec<GroupCell> = seats.iter().zip(&results).map(cell).collect();
        rank(&mut cells, places, &metric, over_time);
        for cell in &mut cells {
            let shown = |gap: f64| seats.first().map(|seat| seat.book.show_gap(gap.abs(), &metric));
            cell.gap_shown = cell.gap.and_then(shown);
        }
        let notes = notes(seats, &results, places, items);
        let by = seats.iter().find_map(|seat| grouped_by(seat.book, &rollup)).unwrap_or_default();
        lines.push(GroupLine { rollup, by, name, title, metric, cells, notes });
    }
    lines
}

/// A group, with its result in each place.
struct Found {
    title: String,
    results: Vec<Option<GroupResult>>,
}

/// The titles of the facets that a roll-up groups by; its own name where it makes one total.
fn grouped_by(book: &RuleBook, name: &str) -> Option<String> {
    let rollup = book.rollups.iter().find(|rollup| rollup.name == name)?;
    let facets = rollup.facets.iter().filter_map(|facet| book.facets.get(*facet as usize));
    let titles: Vec<&str> = facets.map(|facet| facet.title.as_str()).collect();
    Some(if titles.is_empty() { name.replace('_', " ") } else { titles.join(" / ") })
}

fn metric_of(book: &RuleBook, name: &str) -> Option<Metric> {
    book.rollups.iter().find(|rollup| rollup.name == name).map(|rollup| rollup.metric.clone())
}

/// The groups of a place that are shown.
fn groups<'a>(seat: &Seat<'a>, keep: Keep) -> Vec<(&'a Rollup, &'a GroupResult)> {
    let mut all = Vec::new();
    for result in &seat.assessed.evaluation.card.rollups {
        let Some(rollup) = seat.book.rollups.get(result.rollup as usize) else { continue };
        all.extend(
            result.groups.iter().filter(|group| shown(seat.book, rollup, group, keep)).map(|group| (rollup, group)),
        );
    }
    all
}

fn shown(book: &RuleBook, rollup: &Rollup, group: &GroupResult, keep: Keep) -> bool {
    let Keep::Only(filter) = keep else { return keep == Keep::All };
    match rollup.facets.iter().zip(&group.key).find(|(facet, _)| **facet == filter.facet) {
        Some((_, value)) => *value == filter.value,
        None => group.members.iter().filter_map(|id| book.item(*id)).any(|item| kept(item, keep)),
    }
}

fn cell(seat: &Seat<'_>, rollup: &str, group: Option<&GroupResult>) -> GroupCell {
    let Some(group) = group else {
        return GroupCell { shown: words::NOT_IN_RULES.to_owned(), ..GroupCell::default() };
    };
    let metric = metric_of(seat.book, rollup).unwrap_or_default();
    GroupCell {
        score: group.score.as_ref().ok().and_then(Value::as_number),
        shown: match &group.score {
            Ok(value) => seat.book.show_score(value, &metric),
            Err(missing) => seat.book.voice.word(missing.kind.key()),
        },
        band: group.band.as_ref().ok().map(|found| band(seat.book, *found)),
        scored: group.scored,
        applicable: group.applicable,
        ..GroupCell::default()
    }
}

fn rank(cells: &mut [GroupCell], places: &[Place], metric: &Metric, over_time: bool) {
    let scores: Vec<Option<f64>> = cells.iter().map(|cell| cell.score).collect();
    let first = scores.iter().position(Option::is_some);
    for (at, cell) in cells.iter_mut().enumerate() {
        let Some(own) = cell.score else { continue };
        if over_time {
            let since = first.filter(|first| *first != at).and_then(|first| scores.get(first).copied().flatten());
            cell.gap = since.map(|since| metric.printed(own - since));
            continue;
        }
        let pool = pool_of(&scores, places, at);
        if pool.iter().flatten().count() > 1 {
            cell.rank = ranks(&pool).get(at).copied().flatten();
            cell.tied = ties(&pool, at);
            let best = pool.into_iter().flatten().reduce(f64::max);
            cell.gap = best.map(|best| metric.printed(own - best)).filter(|gap| !equal(*gap, 0.0));
        }
    }
}

/// Scores that rest on other KPIs, or on other targets, are told.
fn notes(seats: &[Seat<'_>], results: &[Option<GroupResult>], places: &[Place], items: &[ItemLine]) -> Vec<String> {
    let scored = |seat: &Seat<'_>, group: &GroupResult| -> Vec<String> {
        let card = &seat.assessed.evaluation.card;
        let counted = group.members.iter().filter(|id| card.result(**id).is_some_and(|result| result.score.is_ok()));
        counted.map(|id| seat.book.item_name(*id).to_owned()).collect()
    };
    let sets: Vec<Option<Vec<String>>> =
        seats.iter().zip(results).map(|(seat, group)| group.as_ref().map(|group| scored(seat, group))).collect();
    let there: Vec<&Vec<String>> = sets.iter().flatten().filter(|set| !set.is_empty()).collect();
    let Some(first) = there.first().filter(|_| there.len() > 1) else { return Vec::new() };
    let shared: Vec<&String> = first.iter().filter(|name| there.iter().all(|set| set.contains(name))).collect();
    let mut notes = Vec::new();
    if there.iter().any(|set| set.len() != shared.len()) {
        let each = sets.iter().zip(places).filter_map(|(set, place)| {
            let set = set.as_ref().filter(|set| !set.is_empty())?;
            Some(format!("{} {}", place.title, set.len()))
        });
        notes.push(words::shared(shared.len(), &each.collect::<Vec<_>>().join(", ")));
    }
    let uneven = |name: &&&String| {
        items.iter().any(|line| {
            line.name == ***name
                && line.cells.iter().filter(|cell| cell.score.is_some()).count() > 1
                && line.by != super::RankedBy::Score
        })
    };
    let other = shared.iter().filter(uneven).count();
    if other > 0 {
        notes.push(words::under_other_targets(other, shared.len()));
    }
    notes
}
