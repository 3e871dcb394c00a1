//! Running a plan: over rows, which have names where the rules name the members of a cohort, with the numbers that are
//! drawn.

use super::block::Columns;
use super::gathered::Gathered;
use super::run::{self, Given, Running, Stretch};
use super::{Plan, Problem, Results};

/// A plan with what is set for a run: the names of the rows, the numbers that are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'p, 'a> {
    pub(super) plan: &'p Plan<'a>,
    pub(super) names: &'p [&'p str],
    pub(super) numbers: &'p [f64],
}

impl<'p, 'a> Setting<'p, 'a> {
    /// The same with the numbers that are drawn, in the order in which the plan was asked for them.
    #[must_use]
    pub fn drawing(self, numbers: &'p [f64]) -> Self {
        Self { numbers, ..self }
    }

    /// As [`Plan::run`].
    ///
    /// # Errors
    /// As [`Plan::run`]; other names than rows, other numbers than are drawn.
    pub fn run(&self, columns: &[&[f64]], how: Running) -> Result<Results<'a>, Problem> {
        let mut results = self.plan.results(columns.first().map_or(0, |column| column.len()));
        self.run_into(columns, how, &mut results)?;
        Ok(results)
    }

    /// As [`Plan::run_into`].
    ///
    /// # Errors
    /// As [`Setting::run`].
    pub fn run_into(&self, columns: &[&[f64]], how: Running, results: &mut Results<'a>) -> Result<(), Problem> {
        let rows = self.rows(columns)?;
        let program = &self.plan.program;
        if !results.fits(program, rows) {
            *results = self.plan.results(rows);
        }
        let gathered = self.gathered(columns, how);
        let columns = gathered.columns(columns);
        let given = Given { columns: &columns, surveys: &gathered.surveys, drawn: self.numbers };
        run::run(program, given, rows, (&mut results.numbers, &mut results.codes), how);
        Ok(())
    }

    /// As [`Plan::stream`].
    ///
    /// # Errors
    /// As [`Setting::run`].
    pub fn stream(
        &self,
        columns: &[&[f64]],
        how: Running,
        mut each: impl FnMut(usize, &Results<'a>),
    ) -> Result<(), Problem> {
        let rows = self.rows(columns)?;
        let program = &self.plan.program;
        let batch = how.batch.max(1).min(rows.max(1));
        let gathered = self.gathered(columns, Running { threads: 1, ..how });
        let columns = gathered.columns(columns);
        let given = Given { columns: &columns, surveys: &gathered.surveys, drawn: self.numbers };
        let mut held = Columns::of(program, batch);
        let mut results = self.plan.results(batch);
        for first in (0..rows).step_by(batch) {
            let last = rows.min(first + batch);
            if last - first < batch {
                results = self.plan.results(last - first);
            }
            let stretch = Stretch {
                rows: (first, last),
                numbers: results.numbers.iter_mut().map(Vec::as_mut_slice).collect(),
                codes: results.codes.iter_mut().map(Vec::as_mut_slice).collect(),
            };
            run::blocks(program, given, stretch, (&mut held, how));
            each(first, &results);
        }
        Ok(())
    }

    pub(super) fn gathered(&self, columns: &[&[f64]], how: Running) -> Gathered {
        Gathered::of(&self.plan.program.before, self.plan.book, (columns, self.names), (self.numbers, how))
    }

    pub(super) fn rows(&self, columns: &[&[f64]]) -> Result<usize, Problem> {
        let wanted = self.plan.columns.len();
        if columns.len() != wanted {
            return Err(Problem::Columns { got: columns.len(), wanted });
        }
        let drawn = self.plan.drawn;
        if self.numbers.len() != drawn {
            return Err(Problem::Drawn { got: self.numbers.len(), wanted: drawn });
        }
        let rows = columns.first().map_or(0, |column| column.len());
        let unnamed = self.names.is_empty() && !self.plan.program.before.named;
        if self.names.len() != rows && !unnamed {
            return Err(Problem::Names);
        }
        if columns.iter().all(|column| column.len() == rows) { Ok(rows) } else { Err(Problem::Lengths) }
    }
}
