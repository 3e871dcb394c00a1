//! One city at a time: a single row, without any allocation.

use super::Plan;
use super::instructions::Instructions;
use super::line::Line;
use super::machine::Scratch;
use super::results::Why;
use super::single::Single;
use super::step::{Step, take};
use super::tag::{NOT_REPORTED, is_missing, is_tag, kind, tag_of};
use super::{What, is_number};

/// The cells of one row, used again for every city.
#[derive(Debug)]
pub struct Warm<'p, 'a> {
    plan: &'p Plan<'a>,
    single: Single,
    scratch: Scratch,
}

/// The steps over one row. Wide instructions matter here too: older ones know no choice between two numbers but a branch.
struct Job<'l> {
    steps: &'l [Step],
    line: Line<'l>,
}

impl pulp::NullaryFnOnce for Job<'_> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        for step in self.steps {
            take(step, &mut self.line);
        }
    }
}

impl<'p, 'a> Warm<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>) -> Self {
        Self { plan, single: Single::of(&plan.program), scratch: Scratch::default() }
    }

    /// Evaluates a city: a cell for each column of the plan. A cell that is not there is not reported.
    pub fn run(&mut self, cells: &[f64]) {
        let Single { steps, numbers, codes, .. } = &mut self.single;
        let line = Line { given: cells, numbers, codes, scratch: Some(&mut self.scratch) };
        Instructions::Widest.take(Job { steps, line });
    }

    /// What came out last: a number, 0 or 1 for an answer, the place of a band.
    ///
    /// # Errors
    /// Why there is nothing.
    pub fn get(&self, what: &What) -> Result<f64, Why> {
        let tagged = |tag: u8| Err(kind(tag).map_or(Why::NotCarried, Why::Missing));
        let Some((sort, place)) = self.plan.program.kept.get(what) else { return Err(Why::NotCarried) };
        if is_number(*sort) {
            let cell = self.kept_numbers().get(*place as usize).copied().unwrap_or(NOT_REPORTED);
            if is_missing(cell) { tagged(tag_of(cell)) } else { Ok(cell) }
        } else {
            let code = self.kept_codes().get(*place as usize).copied().unwrap_or(tag_of(NOT_REPORTED));
            if is_tag(code) { tagged(code) } else { Ok(f64::from(code)) }
        }
    }

    /// The cells of all numbers that are kept, as they are, in the order in which the plan keeps them.
    #[must_use]
    pub fn kept_numbers(&self) -> &[f64] {
        self.single.numbers.get(..self.single.kept.0).unwrap_or_default()
    }

    /// The codes of all that is kept besides.
    #[must_use]
    pub fn kept_codes(&self) -> &[u8] {
        self.single.codes.get(..self.single.kept.1).unwrap_or_default()
    }
}
