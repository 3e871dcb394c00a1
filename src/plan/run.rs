//! Runs a program: blocks of rows one after the other, on as many threads as are wanted, with the instructions that the
//! machine has.

use std::sync::Arc;

use super::block::{Block, Columns};
use super::instructions::Instructions;
use super::machine::WIDTH;
use super::program::Program;
use super::step::take;
use super::survey::Surveyed;
use super::tag::{NOT_REPORTED, tag_of};

/// How a plan is run. None of it changes a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// How many threads; 0 for as many as the machine has cores.
    pub threads: usize,
    /// How many rows are taken at once.
    pub batch: usize,
    /// Which instructions.
    pub instructions: Instructions,
}

impl Default for Running {
    fn default() -> Self {
        Self { threads: 0, batch: 512, instructions: Instructions::Widest }
    }
}

impl Running {
    /// On one thread.
    #[must_use]
    pub fn alone() -> Self {
        Self { threads: 1, ..Self::default() }
    }

    pub(super) fn threads(&self, rows: usize) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let wanted = if self.threads == 0 { cores() } else { self.threads };
        wanted.clamp(1, rows.div_ceil(self.batch.max(1)).max(1))
    }
}

impl Columns {
    /// Columns for a program, so many rows long.
    pub fn of(program: &Program, batch: usize) -> Self {
        let long = batch.max(1).next_multiple_of(WIDTH);
        let mut made = Self {
            numbers: vec![vec![NOT_REPORTED; long]; program.columns.0],
            codes: vec![vec![tag_of(NOT_REPORTED); long]; program.columns.1],
            ..Self::default()
        };
        for (column, number) in &program.numbers {
            if let Some(column) = made.numbers.get_mut(*column as usize) {
                column.fill(*number);
            }
        }
        for (column, code) in &program.codes {
            if let Some(column) = made.codes.get_mut(*column as usize) {
                column.fill(*code);
            }
        }
        made
    }
}

/// A stretch of rows, with where the results of these rows go.
pub(super) struct Stretch<'k> {
    pub rows: (usize, usize),
    pub numbers: Vec<&'k mut [f64]>,
    pub codes: Vec<&'k mut [u8]>,
}

/// What a program reads: the columns of the host and those that passes left, and what surveys told.
#[derive(Clone, Copy)]
pub(super) struct Given<'g> {
    pub columns: &'g [&'g [f64]],
    pub surveys: &'g [Arc<Surveyed>],
    /// The numbers that are drawn.
    pub drawn: &'g [f64],
}

/// Runs a program over all rows. Every column that is kept is as long as the table.
pub(super) fn run(
    program: &Program,
    given: Given<'_>,
    rows: usize,
    kept: (&mut [Vec<f64>], &mut [Vec<u8>]),
    how: Running,
) {
    let threads = how.threads(rows);
    let batch = how.batch.max(1);
    let each = rows.div_ceil(threads).next_multiple_of(batch);
    let stretches = stretches(rows, each, kept);
    if let [_] = stretches.as_slice() {
        stretches.into_iter().for_each(|stretch| over(program, given, stretch, how));
        return;
    }
    std::thread::scope(|scope| {
        for stretch in stretches {
            scope.spawn(move || over(program, given, stretch, how));
        }
    });
}

/// Divides the rows and the columns that are kept.
fn stretches<'k>(rows: usize, each: usize, kept: (&'k mut [Vec<f64>], &'k mut [Vec<u8>])) -> Vec<Stretch<'k>> {
    let mut made: Vec<Stretch<'k>> = (0..rows)
        .step_by(each.max(1))
        .map(|first| Stretch { rows: (first, rows.min(first + each)), numbers: Vec::new(), codes: Vec::new() })
        .collect();
    for column in kept.0 {
        for (stretch, part) in made.iter_mut().zip(column.chunks_mut(each.max(1))) {
            stretch.numbers.push(part);
        }
    }
    for column in kept.1 {
        for (stretch, part) in made.iter_mut().zip(column.chunks_mut(each.max(1))) {
            stretch.codes.push(part);
        }
    }
    made
}

/// Runs a program over a stretch of rows, with the instructions that are wanted.
pub(super) fn over(program: &Program, given: Given<'_>, stretch: Stretch<'_>, how: Running) {
    let rows = stretch.rows.1 - stretch.rows.0;
    let mut columns = Columns::of(program, how.batch.min(rows));
    blocks(program, given, stretch, (&mut columns, how));
}

/// The same with columns that are at hand.
pub(super) fn blocks(
    program: &Program,
    given: Given<'_>,
    stretch: Stretch<'_>,
    (columns, how): (&mut Columns, Running),
) {
    let job = Job { program, given, stretch, columns, batch: how.batch.max(1) };
    how.instructions.take(job);
}

/// All blocks of a stretch.
struct Job<'a, 'k> {
    program: &'a Program,
    given: Given<'a>,
    stretch: Stretch<'k>,
    columns: &'a mut Columns,
    batch: usize,
}

impl pulp::NullaryFnOnce for Job<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        every_block(self.program, self.given, self.stretch, (self.columns, self.batch));
    }
}

#[inline(always)]
fn every_block(program: &Program, given: Given<'_>, mut stretch: Stretch<'_>, (columns, batch): (&mut Columns, usize)) {
    let (first, last) = stretch.rows;
    for start in (first..last).step_by(batch) {
        let rows = (start, last.min(start + batch));
        let mut block = Block {
            columns: &mut *columns,
            given: given.columns,
            surveys: given.surveys,
            drawn: given.drawn,
            rows,
            kept: &mut stretch.numbers,
            kept_codes: &mut stretch.codes,
            at: start - first,
        };
        for step in &program.steps {
            take(step, &mut block);
        }
    }
}
