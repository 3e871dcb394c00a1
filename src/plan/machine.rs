//! What runs a program: over a block of rows, column by column, or over a single row. Both know the same few loops; what
//! is done with the cells of one row comes from `kernel`.

use std::sync::Arc;

use super::kernel::{Total, quotient};
use super::op::{Bits, Id, Member};
use super::survey::Surveyed;
use super::tag::{ASK, ASKED, FAILED, is_missing};
use crate::builtin;

/// How many rows a loop over members takes at once. Columns are as long as a multiple of it.
pub(super) const WIDTH: usize = 16;

/// Room for the cells of one row, kept between rows.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub numbers: Vec<f64>,
    pub codes: Vec<u8>,
    pub pairs: Vec<(f64, f64)>,
}

/// Columns of cells, and the loops over them.
pub(super) trait Machine {
    fn load(&mut self, to: Id, column: Id, rule: impl Fn(f64) -> f64);
    fn load_code(&mut self, to: Id, column: Id, rule: impl Fn(f64) -> u8);
    fn one(&mut self, to: Id, a: Id, rule: impl Fn(f64) -> f64);
    fn two(&mut self, to: Id, ab: (Id, Id), rule: impl Fn(f64, f64) -> f64);
    fn pick(&mut self, to: Id, abc: (Id, Id, Id), rule: impl Fn(u8, f64, f64) -> f64);
    fn guarded(&mut self, to: Id, ab: (Id, Id), rule: impl Fn(u8, f64) -> f64);
    fn of_code(&mut self, to: Id, a: Id, rule: impl Fn(u8) -> f64);
    fn code_one(&mut self, to: Id, a: Id, rule: impl Fn(f64) -> u64);
    fn code_two(&mut self, to: Id, ab: (Id, Id), rule: impl Fn(f64, f64) -> u64);
    fn codes_one(&mut self, to: Id, a: Id, rule: impl Fn(u8) -> u8);
    fn codes_two(&mut self, to: Id, ab: (Id, Id), rule: impl Fn(u8, u8) -> u8);
    fn codes_pick(&mut self, to: Id, abc: (Id, Id, Id), rule: impl Fn(u8, u8, u8) -> u8);
    fn ratio(&mut self, to: Id, members: &[Member], plain: bool);
    fn count_numbers(&mut self, to: Id, members: &[Id]);
    fn count_codes(&mut self, to: Id, members: &[Id]);
    fn ladder(&mut self, to: Id, a: Id, edges: &[Bits], rest: bool);
    /// One row after the other, with the cells of some columns.
    fn rows(&mut self, to: Id, of: (&[Id], &[Id]), rule: impl FnMut(&mut Scratch) -> f64);
    fn rows_code(&mut self, to: Id, of: (&[Id], &[Id]), rule: impl FnMut(&mut Scratch) -> u8);
    /// A number that is drawn.
    fn drawn(&self, place: Id) -> f64;
    /// What a survey told.
    fn survey(&self, place: Id) -> Option<Arc<Surveyed>>;
    fn keep(&mut self, kept: Id, from: Id);
    fn keep_code(&mut self, kept: Id, from: Id);
}

/// The parts of a mean or a share of points in one row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub up: Total,
    pub down: Total,
    pub why: u64,
}

impl Sums {
    #[inline(always)]
    pub fn add(&mut self, cell: f64, factor: f64, weight: f64, plain: bool) {
        let missing = is_missing(cell);
        self.up.add(if missing { 0.0 } else { cell * factor });
        let weight = if missing { 0.0 } else { weight };
        if plain {
            self.down.sum += weight;
        } else {
            self.down.add(weight);
        }
        let bits = if missing { cell.to_bits() } else { 0 };
        self.why = if bits > self.why { bits } else { self.why };
    }

    #[inline(always)]
    pub fn result(self) -> f64 {
        let result = quotient(self.up.total(), self.down.total(), self.why);
        if self.why == ASKED.to_bits() { ASKED } else { result }
    }
}

/// The same by the functions of roll-ups, for sums so large that what is lost in them is no number.
#[inline(never)]
pub(super) fn plain_ratio(cells: &mut dyn Iterator<Item = (f64, Member)>) -> f64 {
    let there: Vec<(f64, Member)> = cells.filter(|(cell, _)| !is_missing(*cell)).collect();
    let up = builtin::sum(there.iter().map(|(cell, one)| cell * f64::from_bits(one.factor)));
    let down = builtin::sum(there.iter().map(|(_, one)| f64::from_bits(one.weight)));
    let result = up / down;
    if result.is_finite() { result } else { FAILED }
}

/// How many of some are there: the number, unless the tree evaluator must be asked for one of them.
#[inline(always)]
pub(super) fn counted(count: f64, asked: bool) -> f64 {
    if asked { ASKED } else { count }
}

#[inline(always)]
pub(super) fn is_asked(code: u8) -> bool {
    code == ASK
}
