//! The days on which clauses are valid.

use crate::syntax::tree::{Clause, Modifiers, WrittenDate};
use crate::value::Date;

/// The first day of a clause, if it has one.
pub(super) fn first(modifiers: &Modifiers) -> Option<Date> {
    modifiers.from.map(|written| Date::first(written.year, written.month, written.day))
}

/// The last day of a clause, if it has one.
pub(super) fn last(modifiers: &Modifiers) -> Option<Date> {
    modifiers.until.map(|written| Date::last(written.year, written.month, written.day))
}

/// Whether a clause is valid on a day.
pub(super) fn valid(modifiers: &Modifiers, date: Date) -> bool {
    first(modifiers).is_none_or(|from| from <= date) && last(modifiers).is_none_or(|until| date <= until)
}

/// What is left of a clause on the days on which another is not valid: up to two pieces.
pub(super) fn cut(clause: Clause, by: &Modifiers) -> Vec<Clause> {
    let (from, until) = (first(&clause.modifiers), last(&clause.modifiers));
    let apart = first(by).is_some_and(|by| until.is_some_and(|until| until < by))
        || last(by).is_some_and(|by| from.is_some_and(|from| by < from));
    if apart {
        return vec![clause];
    }
    let mut pieces = Vec::new();
    if let (Some(by), Some(span)) = (first(by), by.from.map(|written| written.span))
        && from.is_none_or(|from| from < by)
    {
        let mut piece = clause.clone();
        piece.modifiers.until = Some(written(before(by), span));
        pieces.push(piece);
    }
    if let (Some(by), Some(span)) = (last(by), by.until.map(|written| written.span))
        && until.is_none_or(|until| by < until)
    {
        let mut piece = clause;
        piece.modifiers.from = Some(written(after(by), span));
        pieces.push(piece);
    }
    pieces
}

fn written(date: Date, span: crate::source::Span) -> WrittenDate {
    WrittenDate { year: date.year, month: Some(date.month), day: Some(date.day), span }
}

fn before(date: Date) -> Date {
    match (date.month, date.day) {
        (1, 1) => Date::end_of(date.year - 1),
        (month, 1) => Date::last(date.year, Some(month - 1), None),
        (_, day) => Date { day: day - 1, ..date },
    }
}

fn after(date: Date) -> Date {
    let next = Date { day: date.day.saturating_add(1), ..date };
    match date.month {
        _ if next.exists() => next,
        12 => Date::first(date.year + 1, None, None),
        month => Date::first(date.year, Some(month + 1), None),
    }
}
