//! One city at a time: a single row, without any allocation.

use super::Plan;
use super::line::Line;
use super::machine::Scratch;
use super::results::Why;
use super::step::take;
use super::tag::{NOT_REPORTED, is_missing, is_tag, kind, tag_of};
use super::{What, is_number};

/// The cells of one row, used again for every city.
#[derive(Debug)]
pub struct Warm<'p, 'a> {
    plan: &'p Plan<'a>,
    numbers: Vec<f64>,
    codes: Vec<u8>,
    kept: Vec<f64>,
    kept_codes: Vec<u8>,
    scratch: Scratch,
}

impl<'p, 'a> Warm<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>) -> Self {
        let program = &plan.program;
        let mut numbers = vec![NOT_REPORTED; program.columns.0];
        let mut codes = vec![tag_of(NOT_REPORTED); program.columns.1];
        for (column, number) in &program.numbers {
            if let Some(cell) = numbers.get_mut(*column as usize) {
                *cell = *number;
            }
        }
        for (column, code) in &program.codes {
            if let Some(cell) = codes.get_mut(*column as usize) {
                *cell = *code;
            }
        }
        let many = |of: bool| program.kept.values().filter(|(sort, _)| is_number(*sort) == of).count();
        Self {
            plan,
            numbers,
            codes,
            kept: vec![NOT_REPORTED; many(true)],
            kept_codes: vec![tag_of(NOT_REPORTED); many(false)],
            scratch: Scratch::default(),
        }
    }

    /// Evaluates a city: a cell for each column of the plan. A cell that is not there is not reported.
    pub fn run(&mut self, cells: &[f64]) {
        let mut line = Line {
            given: cells,
            numbers: &mut self.numbers,
            codes: &mut self.codes,
            kept: &mut self.kept,
            kept_codes: &mut self.kept_codes,
            scratch: Some(&mut self.scratch),
        };
        for step in &self.plan.program.steps {
            take(step, &mut line);
        }
    }

    /// What came out last: a number, 0 or 1 for an answer, the place of a band.
    ///
    /// # Errors
    /// Why there is nothing.
    pub fn get(&self, what: &What) -> Result<f64, Why> {
        let tagged = |tag: u8| Err(kind(tag).map_or(Why::NotCarried, Why::Missing));
        let Some((sort, place)) = self.plan.program.kept.get(what) else { return Err(Why::NotCarried) };
        if is_number(*sort) {
            let cell = self.kept.get(*place as usize).copied().unwrap_or(NOT_REPORTED);
            if is_missing(cell) { tagged(tag_of(cell)) } else { Ok(cell) }
        } else {
            let code = self.kept_codes.get(*place as usize).copied().unwrap_or(tag_of(NOT_REPORTED));
            if is_tag(code) { tagged(code) } else { Ok(f64::from(code)) }
        }
    }

    /// The cells of all numbers that are kept, as they are, in the order in which the plan keeps them.
    #[must_use]
    pub fn kept_numbers(&self) -> &[f64] {
        &self.kept
    }

    /// The codes of all that is kept besides.
    #[must_use]
    pub fn kept_codes(&self) -> &[u8] {
        &self.kept_codes
    }
}
