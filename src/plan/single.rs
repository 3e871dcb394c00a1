//! A program for a single row. There is room for a cell of each result, so none is written twice, what is kept is where it
//! was computed, and operations of one sort can stand side by side: a processor foresees that better than the order in
//! which blocks of rows go through a program.

use std::mem::{Discriminant, discriminant};

use indexmap::IndexMap;

use super::graph::lowered;
use super::is_number;
use super::op::{Id, Op, Sort};
use super::program::Program;
use super::step::Step;
use super::tag::{NOT_REPORTED, tag_of};

/// The steps, and the cells as they stand before the first row. What is kept comes first.
#[derive(Debug, Default)]
pub(super) struct Single {
    pub steps: Vec<Step>,
    pub numbers: Vec<f64>,
    pub codes: Vec<u8>,
    /// How many numbers and codes are kept.
    pub kept: (usize, usize),
}

impl Single {
    /// Makes it of a program over columns.
    pub fn of(program: &Program) -> Self {
        let codes = program.kept.values().filter(|(sort, _)| !is_number(*sort)).count();
        let kept = (program.leaves, codes);
        let (numbers, codes) = (vec![NOT_REPORTED; kept.0], vec![tag_of(NOT_REPORTED); kept.1]);
        let mut moving = Moving { made: Self { numbers, codes, kept, ..Self::default() }, ..Moving::default() };
        moving.constants(program);
        let mut steps = program.steps.iter().peekable();
        while let Some(step) = steps.next() {
            match step {
                Step::Run { op, to, .. } => moving.run(op, *to, steps.peek().copied()),
                Step::Keep { kept, from } => moving.keep(Sort::Number, *kept, *from),
                Step::KeepCode { kept, from } => moving.keep(Sort::Code, *kept, *from),
            }
        }
        moving.done()
    }
}

/// Where the cells of columns are, as a program is gone through.
#[derive(Debug, Default)]
struct Moving {
    made: Single,
    /// The cell of what a column holds now, and how many steps one after the other lead to it.
    cells: IndexMap<(Sort, Id), (Id, usize)>,
    /// The steps, each with how many lead to what it needs.
    steps: Vec<(usize, Step)>,
}

impl Moving {
    /// Constants stand in their cells before the first row.
    fn constants(&mut self, program: &Program) {
        for (column, number) in &program.numbers {
            let cell = self.fresh(Sort::Number);
            self.cells.insert((Sort::Number, *column), (cell, 0));
            put(&mut self.made.numbers, cell, *number);
        }
        for (column, code) in &program.codes {
            let cell = self.fresh(Sort::Code);
            self.cells.insert((Sort::Code, *column), (cell, 0));
            put(&mut self.made.codes, cell, *code);
        }
    }

    /// A cell that nothing else is written to.
    fn fresh(&mut self, sort: Sort) -> Id {
        let place = match sort {
            Sort::Number => {
                self.made.numbers.push(NOT_REPORTED);
                self.made.numbers.len()
            }
            Sort::Code => {
                self.made.codes.push(tag_of(NOT_REPORTED));
                self.made.codes.len()
            }
        };
        Id::try_from(place - 1).unwrap_or(Id::MAX)
    }

    fn cell(&self, sort: Sort, column: Id) -> (Id, usize) {
        self.cells.get(&(sort, column)).copied().unwrap_or((Id::MAX, 0))
    }

    /// An operation, whose result goes where it is kept, if the next step keeps it.
    fn run(&mut self, op: &Op, to: Id, next: Option<&Step>) {
        let (sort, mut op, mut before) = (op.sort(), op.clone(), 0);
        op.each_operand(&mut |sort, id| {
            let (cell, steps) = self.cell(sort, *id);
            before = before.max(steps);
            *id = cell;
        });
        let cell = match next {
            Some(Step::Keep { kept, from }) if sort == Sort::Number && *from == to => *kept,
            Some(Step::KeepCode { kept, from }) if sort == Sort::Code && *from == to => *kept,
            _ => self.fresh(sort),
        };
        self.cells.insert((sort, to), (cell, before + 1));
        self.steps.push((before, lowered(op, cell)));
    }

    /// What is kept, where it is not there already; a constant once for all rows.
    fn keep(&mut self, sort: Sort, kept: Id, from: Id) {
        let (cell, before) = self.cell(sort, from);
        match sort {
            _ if cell == kept => {}
            Sort::Number if before == 0 => copy(&mut self.made.numbers, kept, cell),
            Sort::Code if before == 0 => copy(&mut self.made.codes, kept, cell),
            Sort::Number => self.steps.push((before, Step::Keep { kept, from: cell })),
            Sort::Code => self.steps.push((before, Step::KeepCode { kept, from: cell })),
        }
    }

    /// Operations of one sort side by side, none before what it needs.
    fn done(mut self) -> Single {
        let mut sorts: IndexMap<Option<Discriminant<Op>>, ()> = IndexMap::new();
        let mut placed: Vec<((usize, usize), Step)> = Vec::with_capacity(self.steps.len());
        for (before, step) in self.steps {
            let sort = match &step {
                Step::Run { op, .. } => Some(discriminant(op)),
                Step::Keep { .. } | Step::KeepCode { .. } => None,
            };
            let (place, _) = sorts.insert_full(sort, ());
            placed.push(((before, place), step));
        }
        placed.sort_by_key(|(place, _)| *place);
        self.made.steps = placed.into_iter().map(|(_, step)| step).collect();
        self.made
    }
}

fn put<T>(cells: &mut [T], place: Id, what: T) {
    if let Some(cell) = cells.get_mut(place as usize) {
        *cell = what;
    }
}

fn copy<T: Copy>(cells: &mut [T], to: Id, from: Id) {
    if let Some(what) = cells.get(from as usize).copied() {
        put(cells, to, what);
    }
}
