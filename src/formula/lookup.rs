//! What expressions look up in the rules: parameters, tables, references, facets.

use super::clause::{Candidate, pick, pick_among, standing, valid};
use super::eval::{eval_in, joined, truth_in};
use super::{Context, Scope, arithmetic, band, band_of, compare};
use crate::model::formula::Operator;
use crate::model::rules::{Case, Cell, Reference, Rollup, Row, RuleBook, Table, TableKey, facet_of, facet_value};
use crate::value::{BandRef, CompareOp, ItemId, Missing, MissingKind, Outcome, Phrase, Symbol, Truth, Value};

/// The value of a parameter.
pub(super) fn parameter(place: u16, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let Some(parameter) = scope.book().parameters.get(place as usize) else {
        return Err(Missing::failed("why_no_parameter"));
    };
    match pick(&parameter.values, scope, context)?.and_then(|place| parameter.values.get(place)) {
        Some(case) => eval_in(&case.value, scope, context),
        None => {
            let why = Phrase::from("why_parameter_not_set")
                .with("name", parameter.name.as_str())
                .with("title", parameter.title.as_str());
            Err(Missing::because(MissingKind::NotReported, None, why))
        }
    }
}

/// The values of facets that a group of a roll-up has: its own, and those that these are a part of.
#[must_use]
pub fn carried_by(rollup: &Rollup, key: &[Symbol], book: &RuleBook) -> Vec<(u16, Symbol)> {
    let mut all: Vec<(u16, Symbol)> = rollup.facets.iter().copied().zip(key.iter().copied()).collect();
    let mut at = 0;
    while let Some((facet, word)) = all.get(at).copied() {
        let parent = facet_value(facet, word, book).and_then(|value| value.parent);
        let holder = parent.and_then(|parent| {
            let place = (0u16..).zip(&book.facets).find(|(_, facet)| facet.values.iter().any(|v| v.symbol == parent));
            Some((place?.0, parent))
        });
        all.extend(holder.filter(|holder| !all.contains(holder)));
        at += 1;
    }
    all
}

/// The title of the value that the item at hand carries of a facet.
pub(super) fn facet_title(facet: u16, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let book = scope.book();
    let carried = context.member.or(context.own).map_or(&[] as &[Symbol], |item| facet_of(facet, item, book));
    let Some(first) = carried.first() else {
        return Err(Missing::because(MissingKind::NotReported, context.member, "why_no_facet_value"));
    };
    let known = book.facets.get(facet as usize).and_then(|facet| facet.values.iter().find(|one| one.symbol == *first));
    Ok(Value::Text(known.map_or_else(|| book.word(*first), |value| value.title.as_str()).into()))
}

/// The result of the row of a table that fits.
pub(super) fn table(place: u16, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let Some(table) = scope.book().tables.get(place as usize) else {
        return Err(Missing::failed("why_no_table"));
    };
    let values: Vec<Outcome<Value>> = table.by.iter().map(|key| picked_by(*key, scope, context)).collect();
    let row = fitting(table, &values, scope, context)?;
    eval_in(&row.value, scope, context)
}

fn picked_by(key: TableKey, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    match key {
        TableKey::Item(item) => scope.value(item, context),
        TableKey::Year => Ok(Value::Number(f64::from(context.year))),
    }
}

/// The row that fits: the first one, or the only one.
fn fitting<'t>(
    table: &'t Table,
    values: &[Outcome<Value>],
    scope: &dyn Scope,
    context: &Context<'_>,
) -> Outcome<&'t Row> {
    let mut unknown: Option<Missing> = None;
    let mut found: Option<&Row> = None;
    let rows = standing(&table.rows, |_, _| true, scope, context)?;
    for case in rows.into_iter().filter_map(|place| table.rows.get(place)) {
        match fits(case, values, scope, context) {
            Ok(false) => {}
            Ok(true) if table.first => return unknown.map_or(Ok(&case.value), Err),
            Ok(true) if found.is_some() => {
                return Err(Missing::failed(Phrase::from("why_two_rows").with("name", table.name.as_str())));
            }
            Ok(true) => found = Some(&case.value),
            Err(missing) => unknown = Some(joined(unknown, missing)),
        }
    }
    match (found, unknown) {
        (Some(row), _) => Ok(row),
        (None, Some(missing)) => Err(missing),
        (None, None) if table.by.contains(&TableKey::Year) => Err(Missing::failed(
            Phrase::from("why_no_row_in").with("name", table.name.as_str()).with("year", context.year.to_string()),
        )),
        (None, None) => Err(Missing::failed(Phrase::from("why_no_row").with("name", table.name.as_str()))),
    }
}

/// Whether a row fits: all its cells and its condition.
fn fits(case: &Case<Row>, values: &[Outcome<Value>], scope: &dyn Scope, context: &Context<'_>) -> Truth {
    let mut unknown: Option<Missing> = None;
    let condition = case.when.as_ref().map(|when| truth_in(when, scope, context));
    let cells = case.value.cells.iter().zip(values).map(|(cell, value)| cell_fits(cell, value, scope, context));
    for answer in condition.into_iter().chain(cells) {
        match answer {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(missing) => unknown = Some(joined(unknown, missing)),
        }
    }
    unknown.map_or(Ok(true), Err)
}

fn cell_fits(cell: &Cell, value: &Outcome<Value>, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    if matches!(cell, Cell::Any) {
        return Ok(true);
    }
    let value = value.as_ref().map_err(Clone::clone)?;
    match cell {
        Cell::Any => Ok(true),
        Cell::OneOf(words) => {
            let is = |word: &Symbol| compare(CompareOp::Equal, value, &Value::Choice(*word), None, scope.book());
            Ok(words.iter().any(|word| is(word) == Some(true)))
        }
        Cell::YesNo(answer) => Ok(value.as_bool() == Some(*answer)),
        Cell::Years(years) => Ok(value.as_number().is_some_and(|is| years.iter().any(|year| f64::from(*year) == is))),
        Cell::Range(goal) => band::reached(goal, value, scope, context),
    }
}

/// The figure of a reference for an item.
///
/// # Errors
/// There is none, or it is missing itself.
pub fn figure_of(reference: u16, item: ItemId, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let Some(reference) = scope.book().references.get(reference as usize) else {
        return Err(Missing::failed("why_no_reference"));
    };
    let clauses: Vec<Candidate<'_>> = reference
        .figures
        .iter()
        .enumerate()
        .filter(|(_, (of, case))| *of == item && valid(case, context.date))
        .map(|(place, (_, case))| Candidate { place, note: &case.note, from: case.from, when: case.when.as_ref() })
        .collect();
    match pick_among(&clauses, scope, context)?.and_then(|place| reference.figures.get(place)) {
        Some((_, case)) => eval_in(&case.value, scope, context),
        None => Err(no_figure(reference, item)),
    }
}

fn no_figure(reference: &Reference, item: ItemId) -> Missing {
    let why = Phrase::from("why_no_figure")
        .with("name", reference.name.as_str())
        .with("title", reference.title.as_str())
        .with("item", item);
    Missing::because(MissingKind::NotReported, None, why)
}

/// The title of a reference.
pub(super) fn reference_title(reference: u16, scope: &dyn Scope) -> Outcome<Value> {
    match scope.book().references.get(reference as usize) {
        Some(reference) => Ok(Value::Text(reference.title.as_str().into())),
        None => Err(Missing::failed("why_no_reference")),
    }
}

/// The scale in which an item is compared with a reference.
#[must_use]
pub fn reference_scale(reference: u16, item: ItemId, book: &RuleBook) -> Option<u16> {
    let reference = book.references.get(reference as usize)?;
    let own = reference.scales.iter().find(|(of, _)| *of == item).map(|(_, scale)| *scale);
    own.or(reference.scale)
}

/// The band of an item's value over the figure of a reference.
pub(super) fn against(item: ItemId, reference: u16, scope: &dyn Scope, context: &Context<'_>) -> Outcome<BandRef> {
    let value = scope.value(item, context)?;
    let figure = figure_of(reference, item, scope, context)?;
    let Some(scale) = reference_scale(reference, item, scope.book()) else {
        return Err(Missing::failed("why_no_reference_bands"));
    };
    let ratio = arithmetic(Operator::Divide, &value, &figure)?;
    band_of(scale, &ratio, scope, &context.for_own(item))
}
