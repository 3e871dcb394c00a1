//! A plan that is run again and again over the same rows, as replicates of a study are: its memory is used again, and what
//! is gathered before rows are scored stays where nothing of it has changed.

use super::block::Columns;
use super::gathered::Gathered;
use super::op::Op;
use super::program::Program;
use super::run::{self, Given, Running, Stretch};
use super::step::Step;
use super::{Plan, Problem, Results};

/// A plan with the memory of its runs.
pub struct Again<'p, 'a> {
    plan: &'p Plan<'a>,
    names: Vec<String>,
    held: Columns,
    gathered: Option<Gathered>,
    results: Results<'a>,
    /// What is gathered depends on numbers that are drawn.
    draws_before: bool,
}

impl<'p, 'a> Again<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>, names: &[&str]) -> Self {
        let rows = names.len();
        let program = &plan.program;
        Self {
            plan,
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            held: Columns::of(program, rows.min(Running::default().batch)),
            gathered: None,
            results: plan.results(rows),
            draws_before: program.before.passes.iter().any(|pass| draws(&pass.program)),
        }
    }

    /// Runs the plan over the rows whose names it was given, on one thread. `same` says that the columns hold what they held
    /// in the run before.
    ///
    /// # Errors
    /// Other columns than the plan was made for, or not as long as there are names; other numbers than are drawn.
    pub fn run(&mut self, columns: &[&[f64]], same: bool, drawn: &[f64]) -> Result<&Results<'a>, Problem> {
        let rows = self.results.rows();
        if columns.iter().any(|column| column.len() != rows) {
            return Err(Problem::Lengths);
        }
        let how = Running::alone();
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let set = self.plan.named(&names).drawing(drawn);
        set.rows(columns)?;
        if !same || self.draws_before {
            self.gathered = None;
        }
        let gathered = self.gathered.get_or_insert_with(|| set.gathered(columns, how));
        let columns = gathered.columns(columns);
        let given = Given { columns: &columns, surveys: &gathered.surveys, drawn };
        let stretch = Stretch {
            rows: (0, rows),
            numbers: self.results.numbers.iter_mut().map(Vec::as_mut_slice).collect(),
            codes: self.results.codes.iter_mut().map(Vec::as_mut_slice).collect(),
        };
        run::blocks(&self.plan.program, given, stretch, (&mut self.held, how));
        Ok(&self.results)
    }
}

fn draws(program: &Program) -> bool {
    program.steps.iter().any(|step| matches!(step, Step::Run { op: Op::Drawn(_), .. }))
}
