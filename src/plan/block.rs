//! A block of rows: one loop over a column for each step. The columns are used again for the next block.

use std::sync::Arc;

use super::kernel::guard_code;
use super::machine::{Machine, Scratch, Sums, WIDTH, counted, is_asked, plain_ratio};
use super::op::{Bits, Id, Member};
use super::survey::Surveyed;
use super::tag::{ASKED, FAILED, NOT_REPORTED, is_missing, tag_of};

/// What a column has that is not there.
const FAILED_CODE: u8 = super::tag::tag(crate::value::MissingKind::Failed);

/// The columns of a block. All are of one length; rows behind the last one of the table hold what was there before.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub numbers: Vec<Vec<f64>>,
    pub codes: Vec<Vec<u8>>,
    pub scratch: Scratch,
}

/// A block with where its rows come from and where its results go.
pub(super) struct Block<'a, 'k> {
    pub columns: &'a mut Columns,
    /// The rows of the block, in each column of the host.
    pub given: &'a [&'a [f64]],
    pub rows: (usize, usize),
    /// What is drawn.
    pub drawn: &'a [f64],
    /// What surveys told.
    pub surveys: &'a [Arc<Surveyed>],
    /// The rows of the block, in each column that is kept.
    pub kept: &'a mut [&'k mut [f64]],
    pub kept_codes: &'a mut [&'k mut [u8]],
    /// Where they begin there.
    pub at: usize,
}

impl Columns {
    #[inline(always)]
    fn number(&self, id: Id) -> &[f64] {
        self.numbers.get(id as usize).map_or(&[], Vec::as_slice)
    }

    #[inline(always)]
    fn code(&self, id: Id) -> &[u8] {
        self.codes.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// Takes a column out, so that it can be written while others are read; `put` gives it back.
    #[inline(always)]
    fn take(&mut self, id: Id) -> Vec<f64> {
        self.numbers.get_mut(id as usize).map(std::mem::take).unwrap_or_default()
    }

    #[inline(always)]
    fn put(&mut self, id: Id, column: Vec<f64>) {
        if let Some(place) = self.numbers.get_mut(id as usize) {
            *place = column;
        }
    }

    #[inline(always)]
    fn take_code(&mut self, id: Id) -> Vec<u8> {
        self.codes.get_mut(id as usize).map(std::mem::take).unwrap_or_default()
    }

    #[inline(always)]
    fn put_code(&mut self, id: Id, column: Vec<u8>) {
        if let Some(place) = self.codes.get_mut(id as usize) {
            *place = column;
        }
    }

    /// The cells of one row in some columns.
    fn gather(&mut self, of: (&[Id], &[Id]), row: usize) -> &mut Scratch {
        let Self { numbers, codes, scratch } = self;
        let number = |id: &Id| numbers.get(*id as usize)?.get(row).copied();
        let code = |id: &Id| codes.get(*id as usize)?.get(row).copied();
        scratch.numbers.clear();
        scratch.numbers.extend(of.0.iter().map(|id| number(id).unwrap_or(FAILED)));
        scratch.codes.clear();
        scratch.codes.extend(of.1.iter().map(|id| code(id).unwrap_or(tag_of(FAILED))));
        scratch
    }

    /// The cells of a column, so many rows at once.
    #[inline(always)]
    fn chunk(&self, id: Id, place: usize) -> &[f64; WIDTH] {
        self.number(id).as_chunks::<WIDTH>().0.get(place).unwrap_or(const { &[FAILED; WIDTH] })
    }

    #[inline(always)]
    fn code_chunk(&self, id: Id, place: usize) -> &[u8; WIDTH] {
        self.code(id).as_chunks::<WIDTH>().0.get(place).unwrap_or(const { &[FAILED_CODE; WIDTH] })
    }

    #[inline(always)]
    fn ratios(&self, place: usize, members: &[Member], plain: bool) -> [f64; WIDTH] {
        let mut sums = [Sums::default(); WIDTH];
        for one in members {
            let (factor, weight) = (f64::from_bits(one.factor), f64::from_bits(one.weight));
            for (sum, cell) in sums.iter_mut().zip(self.chunk(one.number, place)) {
                sum.add(*cell, factor, weight, plain);
            }
        }
        sums.map(|sum| sum.result())
    }
}

impl Block<'_, '_> {
    #[inline(always)]
    fn cells(&self, column: Id) -> &[f64] {
        let (first, last) = self.rows;
        self.given.get(column as usize).and_then(|cells| cells.get(first..last)).unwrap_or(&[])
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a code is the last byte")]
impl Machine for Block<'_, '_> {
    #[inline(always)]
    fn load(&mut self, to: Id, column: Id, rule: impl Fn(f64) -> f64) {
        let mut out = self.columns.take(to);
        let cells = self.cells(column);
        for (cell, given) in out.iter_mut().zip(cells) {
            *cell = rule(*given);
        }
        if let Some(behind) = out.get_mut(cells.len()..) {
            behind.fill(NOT_REPORTED);
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn load_code(&mut self, to: Id, column: Id, rule: impl Fn(f64) -> u8) {
        let mut out = self.columns.take_code(to);
        let cells = self.cells(column);
        for (cell, given) in out.iter_mut().zip(cells) {
            *cell = rule(*given);
        }
        if let Some(behind) = out.get_mut(cells.len()..) {
            behind.fill(tag_of(NOT_REPORTED));
        }
        self.columns.put_code(to, out);
    }

    #[inline(always)]
    fn one(&mut self, to: Id, a: Id, rule: impl Fn(f64) -> f64) {
        let mut out = self.columns.take(to);
        for (cell, a) in out.iter_mut().zip(self.columns.number(a)) {
            *cell = rule(*a);
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn two(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(f64, f64) -> f64) {
        let mut out = self.columns.take(to);
        for ((cell, a), b) in out.iter_mut().zip(self.columns.number(a)).zip(self.columns.number(b)) {
            *cell = rule(*a, *b);
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn pick(&mut self, to: Id, (a, b, c): (Id, Id, Id), rule: impl Fn(u8, f64, f64) -> f64) {
        let mut out = self.columns.take(to);
        let (b, c) = (self.columns.number(b), self.columns.number(c));
        for (((cell, a), b), c) in out.iter_mut().zip(self.columns.code(a)).zip(b).zip(c) {
            *cell = rule(*a, *b, *c);
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn guarded(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(u8, f64) -> f64) {
        let mut out = self.columns.take(to);
        for ((cell, a), b) in out.iter_mut().zip(self.columns.code(a)).zip(self.columns.number(b)) {
            *cell = rule(*a, *b);
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn of_code(&mut self, to: Id, a: Id, rule: impl Fn(u8) -> f64) {
        let mut out = self.columns.take(to);
        for (cell, a) in out.iter_mut().zip(self.columns.code(a)) {
            *cell = rule(*a);
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn code_one(&mut self, to: Id, a: Id, rule: impl Fn(f64) -> u64) {
        let mut out = self.columns.take_code(to);
        for (cell, a) in out.iter_mut().zip(self.columns.number(a)) {
            *cell = rule(*a) as u8;
        }
        self.columns.put_code(to, out);
    }

    #[inline(always)]
    fn code_two(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(f64, f64) -> u64) {
        let mut out = self.columns.take_code(to);
        for ((cell, a), b) in out.iter_mut().zip(self.columns.number(a)).zip(self.columns.number(b)) {
            *cell = rule(*a, *b) as u8;
        }
        self.columns.put_code(to, out);
    }

    #[inline(always)]
    fn codes_one(&mut self, to: Id, a: Id, rule: impl Fn(u8) -> u8) {
        let mut out = self.columns.take_code(to);
        for (cell, a) in out.iter_mut().zip(self.columns.code(a)) {
            *cell = rule(*a);
        }
        self.columns.put_code(to, out);
    }

    #[inline(always)]
    fn codes_two(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(u8, u8) -> u8) {
        let mut out = self.columns.take_code(to);
        for ((cell, a), b) in out.iter_mut().zip(self.columns.code(a)).zip(self.columns.code(b)) {
            *cell = rule(*a, *b);
        }
        self.columns.put_code(to, out);
    }

    #[inline(always)]
    fn codes_pick(&mut self, to: Id, (a, b, c): (Id, Id, Id), rule: impl Fn(u8, u8, u8) -> u8) {
        let mut out = self.columns.take_code(to);
        let (b, c) = (self.columns.code(b), self.columns.code(c));
        for (((cell, a), b), c) in out.iter_mut().zip(self.columns.code(a)).zip(b).zip(c) {
            *cell = rule(*a, *b, *c);
        }
        self.columns.put_code(to, out);
    }

    #[inline(always)]
    fn ratio(&mut self, to: Id, members: &[Member], plain: bool) {
        let mut out = self.columns.take(to);
        for (place, cells) in out.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
            *cells = self.columns.ratios(place, members, plain);
            if !cells.iter().any(|cell| cell.to_bits() == FAILED.to_bits()) {
                continue;
            }
            for (row, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| cell.to_bits() == FAILED.to_bits()) {
                let of = |one: &Member| self.columns.chunk(one.number, place).get(row).copied().unwrap_or(FAILED);
                *cell = plain_ratio(&mut members.iter().map(|one| (of(one), *one)));
            }
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn count_numbers(&mut self, to: Id, members: &[Id]) {
        let mut out = self.columns.take(to);
        for (place, cells) in out.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
            let (mut counts, mut asked) = ([0.0; WIDTH], [false; WIDTH]);
            for id in members {
                for ((count, asked), cell) in counts.iter_mut().zip(&mut asked).zip(self.columns.chunk(*id, place)) {
                    *count += if is_missing(*cell) { 0.0 } else { 1.0 };
                    *asked |= cell.to_bits() == ASKED.to_bits();
                }
            }
            for ((cell, count), asked) in cells.iter_mut().zip(counts).zip(asked) {
                *cell = counted(count, asked);
            }
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn count_codes(&mut self, to: Id, members: &[Id]) {
        let mut out = self.columns.take(to);
        for (place, cells) in out.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
            let (mut counts, mut asked) = ([0_u32; WIDTH], [false; WIDTH]);
            for id in members {
                for ((count, asked), code) in counts.iter_mut().zip(&mut asked).zip(self.columns.code_chunk(*id, place))
                {
                    *count += u32::from(*code == 1);
                    *asked |= is_asked(*code);
                }
            }
            for ((cell, count), asked) in cells.iter_mut().zip(counts).zip(asked) {
                *cell = counted(f64::from(count), asked);
            }
        }
        self.columns.put(to, out);
    }

    #[inline(always)]
    fn ladder(&mut self, to: Id, a: Id, edges: &[Bits], rest: bool) {
        let mut out = self.columns.take_code(to);
        for (place, codes) in out.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
            let cells = self.columns.chunk(a, place);
            let mut places = [0_u64; WIDTH];
            for edge in edges {
                for (place, cell) in places.iter_mut().zip(cells) {
                    *place += u64::from(*cell < f64::from_bits(*edge));
                }
            }
            for ((code, place), cell) in codes.iter_mut().zip(places).zip(cells) {
                let none = !rest & (place as usize == edges.len());
                *code = guard_code(*cell, if none { tag_of(FAILED) } else { place as u8 });
            }
        }
        self.columns.put_code(to, out);
    }

    fn rows(&mut self, to: Id, of: (&[Id], &[Id]), mut rule: impl FnMut(&mut Scratch) -> f64) {
        let mut out = self.columns.take(to);
        for (row, cell) in out.iter_mut().enumerate() {
            *cell = rule(self.columns.gather(of, row));
        }
        self.columns.put(to, out);
    }

    fn rows_code(&mut self, to: Id, of: (&[Id], &[Id]), mut rule: impl FnMut(&mut Scratch) -> u8) {
        let mut out = self.columns.take_code(to);
        for (row, cell) in out.iter_mut().enumerate() {
            *cell = rule(self.columns.gather(of, row));
        }
        self.columns.put_code(to, out);
    }

    fn drawn(&self, place: Id) -> f64 {
        self.drawn.get(place as usize).copied().unwrap_or(FAILED)
    }

    fn survey(&self, place: Id) -> Option<Arc<Surveyed>> {
        self.surveys.get(place as usize).cloned()
    }

    #[inline(always)]
    fn keep(&mut self, kept: Id, from: Id) {
        let (first, last) = self.rows;
        let many = last - first;
        let cells = self.columns.number(from).get(..many);
        let place = self.kept.get_mut(kept as usize).and_then(|column| column.get_mut(self.at..self.at + many));
        if let (Some(place), Some(cells)) = (place, cells) {
            place.copy_from_slice(cells);
        }
    }

    #[inline(always)]
    fn keep_code(&mut self, kept: Id, from: Id) {
        let (first, last) = self.rows;
        let many = last - first;
        let cells = self.columns.code(from).get(..many);
        let place = self.kept_codes.get_mut(kept as usize).and_then(|column| column.get_mut(self.at..self.at + many));
        if let (Some(place), Some(cells)) = (place, cells) {
            place.copy_from_slice(cells);
        }
    }
}
