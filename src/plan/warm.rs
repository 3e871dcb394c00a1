//! One city at a time: a single row, without any allocation.

use std::sync::Arc;

use super::Plan;
use super::gathered::members;
use super::instructions::Instructions;
use super::line::Line;
use super::machine::Scratch;
use super::results::Why;
use super::single::Single;
use super::step::{Step, take};
use super::survey::Surveyed;
use super::tag::{NOT_REPORTED, is_missing, is_tag, kind, tag_of};
use super::{What, is_number};

/// The cells of one row, used again for every city.
///
/// A city stands alone here: where the rules look at others there is nobody, but for the values that cohorts hold and the
/// city's own years.
#[derive(Debug)]
pub struct Warm<'p, 'a> {
    plan: &'p Plan<'a>,
    single: Single,
    /// The cells of the passes before.
    before: Vec<Single>,
    /// The cells of the host and those that passes leave.
    given: Vec<f64>,
    surveys: Vec<Arc<Surveyed>>,
    name: String,
    drawn: Vec<f64>,
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
        let program = &plan.program;
        Self {
            plan,
            single: Single::of(program),
            before: program.before.passes.iter().map(|pass| Single::of(&pass.program)).collect(),
            given: Vec::new(),
            surveys: program.before.held.clone(),
            name: String::new(),
            drawn: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// The same for a city of this name, where the rules name the members of a cohort.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// The same with the numbers that are drawn, in the order in which the plan was asked for them; one that is not there
    /// fails.
    #[must_use]
    pub fn drawing(self, numbers: &[f64]) -> Self {
        Self { drawn: numbers.to_vec(), ..self }
    }

    /// Evaluates a city: a cell for each column of the plan. A cell that is not there is not reported.
    pub fn run(&mut self, cells: &[f64]) {
        let before = &self.plan.program.before;
        if before.passes.is_empty() {
            run(&mut self.single, (cells, &self.surveys, &self.drawn), &mut self.scratch);
            return;
        }
        self.given.clear();
        self.given.extend(cells.iter().copied().chain(std::iter::repeat(NOT_REPORTED)).take(self.plan.columns.len()));
        let names = [self.name.as_str()];
        for cohort in &before.cohorts {
            self.given.extend(members(self.plan.book, *cohort, &names));
        }
        for (pass, single) in before.passes.iter().zip(&mut self.before) {
            run(single, (&self.given, &self.surveys, &self.drawn), &mut self.scratch);
            self.given.extend_from_slice(single.numbers.get(..single.kept.0).unwrap_or_default());
            let columns: Vec<&[f64]> = self.given.iter().map(std::slice::from_ref).collect();
            for taken in &pass.taken {
                if let Some(survey) = self.surveys.get_mut(taken.place) {
                    *survey = Arc::new(taken.tell(&columns, &names));
                }
            }
        }
        run(&mut self.single, (&self.given, &self.surveys, &self.drawn), &mut self.scratch);
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

fn run(single: &mut Single, (given, surveys, drawn): (&[f64], &[Arc<Surveyed>], &[f64]), scratch: &mut Scratch) {
    let Single { steps, numbers, codes, .. } = single;
    let line = Line { given, surveys, drawn, numbers, codes, scratch: Some(scratch) };
    Instructions::Widest.take(Job { steps, line });
}
