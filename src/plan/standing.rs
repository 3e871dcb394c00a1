//! Operations of rows that look at surveys.

use std::sync::Arc;

use super::kernel::{between, guard};
use super::machine::{Machine, Scratch};
use super::op::{Id, Op};
use super::survey::Surveyed;
use super::tag::{ASKED, FAILED, NOT_REPORTED, is_missing};
use crate::builtin::{Distribution, LOOKING, Standing, Takes};
use crate::cohort::{ends, from_places, on_line};
use crate::model::rules::Better;

/// Takes a step of an operation that looks at a survey.
#[inline(always)]
pub(super) fn take<M: Machine>(op: &Op, to: Id, of: (&[Id], &[Id]), machine: &mut M) {
    match op {
        Op::MinMax { survey, lower, value, scale } => {
            let survey = machine.survey(*survey);
            let sign = if *lower { -1.0 } else { 1.0 };
            let (least, most) = scale.map_or((0.0, 1.0), |(least, most)| (f64::from_bits(least), f64::from_bits(most)));
            match (ends_towards(survey.as_deref(), *lower), scale) {
                (Ok((worst, best)), None) => machine.one(to, *value, |cell| between(cell, sign, (worst, best))),
                (Ok(column), Some(_)) => {
                    machine.one(to, *value, |cell| super::kernel::spread(cell, sign, column, (least, most)));
                }
                (Err(nothing), _) => machine.one(to, *value, |cell| guard(cell, nothing)),
            }
        }
        Op::Treat { survey, value } => {
            match machine.survey(*survey).as_deref() {
                Some(Surveyed::Column(column)) => {
                    machine.one(to, *value, |cell| {
                        if is_missing(cell) { cell } else { column.treated(cell).unwrap_or(FAILED) }
                    });
                }
                Some(Surveyed::Asked) => machine.one(to, *value, |cell| guard(cell, ASKED)),
                _ => machine.one(to, *value, |cell| cell),
            }
        }
        rare => rarer(rare, to, of, machine),
    }
}

/// Those that go row by row.
fn rarer<M: Machine>(op: &Op, to: Id, of: (&[Id], &[Id]), machine: &mut M) {
    match op {
        Op::Look { survey, member, function, lower, value, most, .. } => {
            let survey = machine.survey(*survey);
            let member = member.map(|member| machine.survey(member));
            let at = At {
                survey: survey.as_deref(),
                member: member.as_ref().map(|member| member.as_deref()),
                function: *function,
                lower: *lower,
                has: (value.is_some(), most.is_some()),
            };
            machine.rows(to, of, |scratch| at.looked(scratch));
        }
        Op::Middle { survey, middle } => {
            let cell = match machine.survey(*survey).as_deref() {
                Some(Surveyed::Column(column)) => finite(middle.of(column.values())),
                Some(Surveyed::Asked) => ASKED,
                _ => NOT_REPORTED,
            };
            machine.rows(to, of, |_| cell);
        }
        Op::OfGroup { survey, words } => {
            let survey = machine.survey(*survey);
            machine.one(to, *words, |word| match survey.as_deref() {
                Some(Surveyed::Asked) => ASKED,
                _ if word.to_bits() == ASKED.to_bits() => ASKED,
                Some(Surveyed::Groups(groups)) if !is_missing(word) => finite(groups.middle(&word)),
                _ => NOT_REPORTED,
            });
        }
        Op::FromPlaces { own: (own, lower), others } => {
            let own = machine.survey(*own);
            let columns: Vec<Option<Arc<Surveyed>>> =
                others.iter().map(|(_, survey, _)| machine.survey(*survey)).collect();
            machine.rows(to, of, |scratch| {
                let own = ends_of(own.as_deref(), *lower);
                let others =
                    others.iter().zip(&columns).map(|((_, _, lower), column)| ends_of(column.as_deref(), *lower));
                placed(own, scratch.numbers.iter().copied().zip(others))
            });
        }
        Op::OnLine { year, .. } => machine.rows(to, of, |scratch| lined(f64::from(*year), &scratch.numbers)),
        _ => {}
    }
}

/// What stands in, as a cell.
fn finite(number: Option<f64>) -> f64 {
    number.filter(|number| number.is_finite()).unwrap_or(NOT_REPORTED)
}

fn side(lower: bool) -> Option<Better> {
    lower.then_some(Better::Lower)
}

/// The worst and the best member on the side on which more is better, or what holds of every row that has a value.
fn ends_towards(survey: Option<&Surveyed>, lower: bool) -> Result<(f64, f64), f64> {
    match survey {
        Some(Surveyed::Column(column)) => {
            let members = column.towards(side(lower));
            members.least().zip(members.most()).ok_or(FAILED)
        }
        Some(Surveyed::Asked) => Err(ASKED),
        _ => Err(FAILED),
    }
}

/// The worst and the best value of a column as it is; nothing without members.
fn ends_of(survey: Option<&Surveyed>, lower: bool) -> Result<Option<(f64, f64)>, f64> {
    match survey {
        Some(Surveyed::Column(column)) => Ok(ends(column.values(), side(lower))),
        Some(Surveyed::Asked) => Err(ASKED),
        _ => Ok(None),
    }
}

/// What a value is between the ends of its column, from the places of others in theirs.
fn placed(
    own: Result<Option<(f64, f64)>, f64>,
    others: impl Iterator<Item = (f64, Result<Option<(f64, f64)>, f64>)>,
) -> f64 {
    let mut there = Vec::new();
    for (cell, ends) in others {
        match ends {
            _ if cell.to_bits() == ASKED.to_bits() => return ASKED,
            Err(asked) if !is_missing(cell) => return asked,
            Ok(Some(ends)) if !is_missing(cell) => there.push((cell, ends)),
            _ => {}
        }
    }
    own.map_or_else(|asked| asked, |own| finite(from_places(own, there)))
}

/// Year and value before, year and value after.
fn lined(year: f64, cells: &[f64]) -> f64 {
    if cells.iter().any(|cell| cell.to_bits() == ASKED.to_bits()) {
        return ASKED;
    }
    match cells {
        [first, low, last, high] if !cells.iter().any(|cell| is_missing(*cell)) => {
            finite(Some(on_line(year, (*first, *low), (*last, *high))))
        }
        _ => NOT_REPORTED,
    }
}

/// A function with what it looks at.
struct At<'s> {
    survey: Option<&'s Surveyed>,
    /// The reference, where it is the value of a member.
    member: Option<Option<&'s Surveyed>>,
    function: u16,
    lower: bool,
    /// Whether it has a value, and a number that holds its result down.
    has: (bool, bool),
}

impl At<'_> {
    /// The value, the arguments, what holds the result down: in the order in which the tree evaluator asks for them, so
    /// that of several that are missing the same one speaks.
    fn looked(&self, scratch: &Scratch) -> f64 {
        let Some(row) = LOOKING.get(usize::from(self.function)) else { return FAILED };
        let column = match self.survey {
            Some(Surveyed::Column(column)) => column,
            Some(Surveyed::Asked) => return ASKED,
            _ => return FAILED,
        };
        let (value, rest) = match scratch.numbers.split_first() {
            Some((value, rest)) if self.has.0 => (*value, rest),
            _ => (0.0, scratch.numbers.as_slice()),
        };
        if is_missing(value) {
            return value;
        }
        let (most, arguments) = match (self.has.1, rest.split_last()) {
            (true, Some((most, arguments))) => (Some(*most), arguments),
            _ => (None, rest),
        };
        if let Some(missing) = arguments.iter().find(|cell| is_missing(**cell)) {
            return *missing;
        }
        let sign = if self.lower { -1.0 } else { 1.0 };
        let like = if row.takes == Takes::Like { sign } else { 1.0 };
        let mut arguments: Vec<f64> = arguments.iter().map(|cell| like * cell).collect();
        match self.member {
            Some(Some(Surveyed::Asked)) => return ASKED,
            Some(Some(Surveyed::Member(cell))) if cell.to_bits() == ASKED.to_bits() => return ASKED,
            Some(Some(Surveyed::Member(cell))) if !is_missing(*cell) => match column.treated(*cell) {
                Some(cell) => arguments.push(sign * cell),
                None => return FAILED,
            },
            Some(_) => return FAILED,
            None => {}
        }
        let value = if self.has.0 { sign * value } else { 0.0 };
        told(row.body, column.towards(side(self.lower)), (value, &arguments), most)
    }
}

fn told(
    body: fn(&Standing<'_>) -> Result<f64, &'static str>,
    members: &Distribution,
    (value, arguments): (f64, &[f64]),
    most: Option<f64>,
) -> f64 {
    if members.members() == 0 {
        return FAILED;
    }
    let Ok(number) = body(&Standing { value, members, arguments }) else { return FAILED };
    let number = match most {
        Some(most) if is_missing(most) => return most,
        Some(most) => number.min(most),
        None => number,
    };
    if number.is_finite() { number } else { FAILED }
}
