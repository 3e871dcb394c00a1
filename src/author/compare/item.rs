//! KPIs and points side by side: what may be compared, and who is ahead.

use indexmap::IndexMap;

use super::{ItemCell, ItemLine, Keep, Place, RankedBy, Seat, words};
use super::{ranks, ties};
use crate::author::results::{band, full_title, goal};
use crate::model::formula::Shown;
use crate::model::rules::{Better, Item, ItemKind, Measure, RuleBook};
use crate::value::{Value, equal};

/// One line for each KPI and point that one of the places has, in the order of the rules.
pub(super) fn lines(seats: &[Seat<'_>], keeps: &[Keep], places: &[Place], over_time: bool) -> Vec<ItemLine> {
    let mut names: IndexMap<&str, ()> = IndexMap::new();
    for (seat, keep) in seats.iter().zip(keeps) {
        let shown = seat.book.items.iter().filter(|item| item.kind != ItemKind::Input && kept(item, *keep));
        names.extend(shown.map(|item| (item.name.as_str(), ())));
    }
    names.keys().filter_map(|name| line(seats, keeps, places, name, over_time)).collect()
}

/// Whether an item carries what is asked for. A point has the facets of its KPI.
pub(super) fn kept(item: &Item, keep: Keep) -> bool {
    match keep {
        Keep::All => true,
        Keep::Nothing => false,
        Keep::Only(filter) => {
            item.facets.iter().any(|carried| carried.facet == filter.facet && carried.values.contains(&filter.value))
        }
    }
}

fn line(seats: &[Seat<'_>], keeps: &[Keep], places: &[Place], name: &str, over_time: bool) -> Option<ItemLine> {
    let own = |seat: &Seat<'_>| seat.book.item_names.get(name).and_then(|id| seat.book.item(*id)).cloned();
    let items: Vec<Option<Item>> =
        seats.iter().zip(keeps).map(|(seat, keep)| own(seat).filter(|item| kept(item, *keep))).collect();
    let (seat, item) = seats.iter().zip(&items).find_map(|(seat, item)| Some((seat, item.as_ref()?)))?;
    let mut cells: Vec<ItemCell> = seats.iter().zip(&items).map(|(seat, item)| cell(seat, item.as_ref())).collect();
    let mut notes = Vec::new();
    let by = comparable(seats, &items, &cells, places, &mut notes);
    if !over_time {
        rank(&mut cells, by, item, places);
    }
    gaps(&mut cells, by, seat.book, item, places, over_time);
    Some(ItemLine {
        name: name.to_owned(),
        code: item.code.clone(),
        title: full_title(seat.book, item),
        unit: item.unit().map(|unit| unit.written.to_string()),
        by,
        metric: item.metric.clone(),
        cells,
        notes,
    })
}

fn cell(seat: &Seat<'_>, item: Option<&Item>) -> ItemCell {
    let found = item.and_then(|item| Some((item, seat.assessed.evaluation.card.result(item.id)?)));
    let Some((item, result)) = found else {
        return ItemCell { shown: words::NOT_IN_RULES.to_owned(), ..ItemCell::default() };
    };
    let book = seat.book;
    let declared = |value: &Value| {
        let number = value.as_number()?;
        Some(item.unit().map_or(number, |unit| unit.from_base(number)))
    };
    ItemCell {
        shown: match &result.value {
            Ok(value) => book.show_item_value(item, value),
            Err(missing) => book.show_missing(missing),
        },
        value: result.value.as_ref().ok().and_then(declared),
        year: result.year,
        target: result.target.as_ref().ok().map(|target| goal(book, item, target)),
        start: result.start.as_ref().map(|(start, _)| book.show_item_value(item, start)),
        score: result.score.as_ref().ok().and_then(Value::as_number),
        score_shown: result.score.as_ref().ok().map(|value| book.show_score(value, &item.metric)),
        band: result.band.as_ref().ok().map(|found| band(book, *found)),
        ..ItemCell::default()
    }
}

/// By what places may be ranked: by scores where all that are scored have one standard, else by values where they are
/// measured in one unit and the rules say which direction is better.
fn comparable(
    seats: &[Seat<'_>],
    items: &[Option<Item>],
    cells: &[ItemCell],
    places: &[Place],
    notes: &mut Vec<String>,
) -> RankedBy {
    let scored: Vec<usize> = at(cells, |cell| cell.score.is_some());
    let valued: Vec<usize> = at(cells, |cell| cell.value.is_some());
    let unit = |at: &usize| items.get(*at).and_then(Option::as_ref).map(measure);
    if !alike(&valued, |at| unit(at)) {
        notes.push(told(words::OTHER_UNITS, &valued, places, |at| unit(&at)));
        return RankedBy::Nothing;
    }
    let goals = |at: &usize| cells.get(*at).map(|cell| (cell.target.clone(), cell.start.clone()));
    let edges = |at: &usize| {
        let (seat, item) = (seats.get(*at)?, items.get(*at)?.as_ref()?);
        item.scale.and_then(|scale| seat.book.scales.get(scale as usize)).map(|scale| scale.name.clone())
    };
    if !alike(&scored, |at| goals(at)) {
        notes.push(told(words::OTHER_TARGETS, &scored, places, |at| standard(cells.get(at)?)));
    } else if !alike(&scored, |at| edges(at)) {
        notes.push(told(words::OTHER_BANDS, &scored, places, |at| edges(&at)));
    } else if scored.len() > 1 {
        return RankedBy::Score;
    }
    let better = |at: &usize| items.get(*at).and_then(Option::as_ref).and_then(|item| item.better);
    let known = valued.len() > 1 && valued.iter().all(|at| better(at).is_some()) && alike(&valued, |at| better(at));
    if known { RankedBy::Value } else { RankedBy::Nothing }
}

fn measure(item: &Item) -> String {
    match &item.measure {
        Measure::Unit(unit) => unit.written.to_string(),
        Measure::YesNo => "yes_no".to_owned(),
        Measure::OneOf(_) => "one of".to_owned(),
        Measure::Text => "text".to_owned(),
    }
}

fn standard(cell: &ItemCell) -> Option<String> {
    let target = cell.target.clone()?;
    Some(match &cell.start {
        Some(start) => format!("{target}, {} {start}", words::FROM),
        None => target,
    })
}

fn at(cells: &[ItemCell], wanted: impl Fn(&ItemCell) -> bool) -> Vec<usize> {
    cells.iter().enumerate().filter(|(_, cell)| wanted(cell)).map(|(at, _)| at).collect()
}

fn alike<T: PartialEq>(places: &[usize], of: impl Fn(&usize) -> T) -> bool {
    let first = places.first().map(&of);
    places.iter().all(|at| Some(of(at)) == first)
}

/// `different targets: Trondheim at most 10 %; Riyadh at most 20 %`
fn told(word: &str, at: &[usize], places: &[Place], of: impl Fn(usize) -> Option<String>) -> String {
    let each = at.iter().filter_map(|at| Some(format!("{} {}", places.get(*at)?.title, of(*at)?)));
    format!("{word}: {}", each.collect::<Vec<_>>().join("; "))
}

/// What a place is ranked by, so that more is better.
fn ranked(cell: &ItemCell, by: RankedBy, item: &Item) -> Option<f64> {
    match (by, item.better) {
        (RankedBy::Score, _) => cell.score,
        (RankedBy::Value, Some(Better::Higher)) => cell.value,
        (RankedBy::Value, Some(Better::Lower)) => cell.value.map(|value| -value),
        _ => None,
    }
}

fn rank(cells: &mut [ItemCell], by: RankedBy, item: &Item, places: &[Place]) {
    let numbers: Vec<Option<f64>> = cells.iter().map(|cell| ranked(cell, by, item)).collect();
    for (at, cell) in cells.iter_mut().enumerate() {
        let pool = pool_of(&numbers, places, at);
        if pool.iter().flatten().count() > 1 {
            cell.rank = ranks(&pool).get(at).copied().flatten();
            cell.tied = ties(&pool, at);
        }
    }
}

/// The numbers of those that a place is ranked against; the others are left empty.
pub(super) fn pool_of(numbers: &[Option<f64>], places: &[Place], at: usize) -> Vec<Option<f64>> {
    let pool = places.get(at).map(|place| place.pool);
    let own = |(number, place): (&Option<f64>, &Place)| number.filter(|_| Some(place.pool) == pool);
    numbers.iter().zip(places).map(own).collect()
}

/// The gap to the best of the pool; over time what has changed since the first year.
fn gaps(cells: &mut [ItemCell], by: RankedBy, book: &RuleBook, item: &Item, places: &[Place], over_time: bool) {
    let own = |cell: &ItemCell| match by {
        RankedBy::Score => cell.score.map(|score| item.metric.printed(score)),
        RankedBy::Value => cell.value,
        RankedBy::Nothing if over_time => cell.value,
        RankedBy::Nothing => None,
    };
    let numbers: Vec<Option<f64>> = cells.iter().map(own).collect();
    let first = numbers.iter().position(Option::is_some);
    for (at, cell) in cells.iter_mut().enumerate() {
        let Some(number) = numbers.get(at).copied().flatten() else { continue };
        let other = if over_time {
            first.filter(|first| *first != at).and_then(|first| numbers.get(first).copied().flatten())
        } else {
            cell.rank.and_then(|_| best(&numbers, by, item, places, at))
        };
        cell.gap = other.map(|other| number - other).filter(|gap| over_time || !equal(*gap, 0.0));
        cell.gap_shown = cell.gap.map(|gap| signed(gap, &shown_gap(gap.abs(), by, book, item)));
    }
}

fn best(numbers: &[Option<f64>], by: RankedBy, item: &Item, places: &[Place], at: usize) -> Option<f64> {
    let lower = by == RankedBy::Value && item.better == Some(Better::Lower);
    let pool = pool_of(numbers, places, at).into_iter().flatten();
    if lower { pool.reduce(f64::min) } else { pool.reduce(f64::max) }
}

fn shown_gap(gap: f64, by: RankedBy, book: &RuleBook, item: &Item) -> String {
    if by == RankedBy::Score {
        return book.show_gap(gap, &item.metric);
    }
    match &item.measure {
        Measure::Unit(unit) if unit.written.to_string() != "%" => {
            let shown = Shown::Number { unit: unit.clone(), digits: item.digits };
            book.show_as(&Value::Number(unit.to_base(gap)), &shown)
        }
        _ => words::points(gap),
    }
}

/// A number with its sign: `+3 %`, `−3 %`, `0 %`.
pub(super) fn signed(number: f64, shown: &str) -> String {
    match number {
        number if equal(number, 0.0) => shown.to_owned(),
        number if number < 0.0 => format!("\u{2212}{shown}"),
        _ => format!("+{shown}"),
    }
}
