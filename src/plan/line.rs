//! A single row: one city, warm.

use std::sync::Arc;

use super::kernel::guard_code;
use super::machine::{Machine, Scratch, Sums, counted, is_asked, plain_ratio};
use super::op::{Bits, Id, Member};
use super::survey::Surveyed;
use super::tag::{ASKED, FAILED, is_missing, tag_of};

/// The cells of one row.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    pub given: &'a [f64],
    pub drawn: &'a [f64],
    pub surveys: &'a [Arc<Surveyed>],
    pub numbers: &'a mut [f64],
    pub codes: &'a mut [u8],
    pub scratch: Option<&'a mut Scratch>,
}

impl Line<'_> {
    #[inline(always)]
    fn number(&self, id: Id) -> f64 {
        self.numbers.get(id as usize).copied().unwrap_or(FAILED)
    }

    #[inline(always)]
    fn code(&self, id: Id) -> u8 {
        self.codes.get(id as usize).copied().unwrap_or(tag_of(FAILED))
    }

    #[inline(always)]
    fn cell(&self, column: Id) -> f64 {
        self.given.get(column as usize).copied().unwrap_or(f64::NAN)
    }

    #[inline(always)]
    fn put(&mut self, to: Id, number: f64) {
        if let Some(cell) = self.numbers.get_mut(to as usize) {
            *cell = number;
        }
    }

    #[inline(always)]
    fn put_code(&mut self, to: Id, code: u8) {
        if let Some(cell) = self.codes.get_mut(to as usize) {
            *cell = code;
        }
    }

    fn gathered<T>(&mut self, of: (&[Id], &[Id]), rule: impl FnOnce(&mut Scratch) -> T) -> Option<T> {
        let scratch = self.scratch.take()?;
        scratch.numbers.clear();
        scratch.numbers.extend(of.0.iter().map(|id| self.number(*id)));
        scratch.codes.clear();
        scratch.codes.extend(of.1.iter().map(|id| self.code(*id)));
        let made = rule(scratch);
        self.scratch = Some(scratch);
        Some(made)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a code is the last byte")]
impl Machine for Line<'_> {
    #[inline(always)]
    fn load(&mut self, to: Id, column: Id, rule: impl Fn(f64) -> f64) {
        self.put(to, rule(self.cell(column)));
    }

    #[inline(always)]
    fn load_code(&mut self, to: Id, column: Id, rule: impl Fn(f64) -> u8) {
        self.put_code(to, rule(self.cell(column)));
    }

    #[inline(always)]
    fn one(&mut self, to: Id, a: Id, rule: impl Fn(f64) -> f64) {
        self.put(to, rule(self.number(a)));
    }

    #[inline(always)]
    fn two(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(f64, f64) -> f64) {
        self.put(to, rule(self.number(a), self.number(b)));
    }

    #[inline(always)]
    fn pick(&mut self, to: Id, (a, b, c): (Id, Id, Id), rule: impl Fn(u8, f64, f64) -> f64) {
        self.put(to, rule(self.code(a), self.number(b), self.number(c)));
    }

    #[inline(always)]
    fn guarded(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(u8, f64) -> f64) {
        self.put(to, rule(self.code(a), self.number(b)));
    }

    #[inline(always)]
    fn of_code(&mut self, to: Id, a: Id, rule: impl Fn(u8) -> f64) {
        self.put(to, rule(self.code(a)));
    }

    #[inline(always)]
    fn code_one(&mut self, to: Id, a: Id, rule: impl Fn(f64) -> u64) {
        self.put_code(to, rule(self.number(a)) as u8);
    }

    #[inline(always)]
    fn code_two(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(f64, f64) -> u64) {
        self.put_code(to, rule(self.number(a), self.number(b)) as u8);
    }

    #[inline(always)]
    fn codes_one(&mut self, to: Id, a: Id, rule: impl Fn(u8) -> u8) {
        self.put_code(to, rule(self.code(a)));
    }

    #[inline(always)]
    fn codes_two(&mut self, to: Id, (a, b): (Id, Id), rule: impl Fn(u8, u8) -> u8) {
        self.put_code(to, rule(self.code(a), self.code(b)));
    }

    #[inline(always)]
    fn codes_pick(&mut self, to: Id, (a, b, c): (Id, Id, Id), rule: impl Fn(u8, u8, u8) -> u8) {
        self.put_code(to, rule(self.code(a), self.code(b), self.code(c)));
    }

    #[inline(always)]
    fn ratio(&mut self, to: Id, members: &[Member], plain: bool) {
        let mut sums = Sums::default();
        for one in members {
            sums.add(self.number(one.number), f64::from_bits(one.factor), f64::from_bits(one.weight), plain);
        }
        let result = sums.result();
        let exact = result.to_bits() != FAILED.to_bits();
        let cells = &mut members.iter().map(|one| (self.number(one.number), *one));
        self.put(to, if exact { result } else { plain_ratio(cells) });
    }

    #[inline(always)]
    fn count_numbers(&mut self, to: Id, members: &[Id]) {
        let (mut count, mut asked) = (0.0, false);
        for id in members {
            let cell = self.number(*id);
            count += if is_missing(cell) { 0.0 } else { 1.0 };
            asked |= cell.to_bits() == ASKED.to_bits();
        }
        self.put(to, counted(count, asked));
    }

    #[inline(always)]
    fn count_codes(&mut self, to: Id, members: &[Id]) {
        let (mut count, mut asked) = (0.0, false);
        for id in members {
            let code = self.code(*id);
            count += if code == 1 { 1.0 } else { 0.0 };
            asked |= is_asked(code);
        }
        self.put(to, counted(count, asked));
    }

    #[inline(always)]
    fn ladder(&mut self, to: Id, a: Id, edges: &[Bits], rest: bool) {
        let cell = self.number(a);
        let mut place = 0;
        for edge in edges {
            place += u8::from(cell < f64::from_bits(*edge));
        }
        let none = !rest && usize::from(place) == edges.len();
        self.put_code(to, guard_code(cell, if none { tag_of(FAILED) } else { place }));
    }

    fn rows(&mut self, to: Id, of: (&[Id], &[Id]), mut rule: impl FnMut(&mut Scratch) -> f64) {
        if let Some(number) = self.gathered(of, &mut rule) {
            self.put(to, number);
        }
    }

    fn rows_code(&mut self, to: Id, of: (&[Id], &[Id]), mut rule: impl FnMut(&mut Scratch) -> u8) {
        if let Some(code) = self.gathered(of, &mut rule) {
            self.put_code(to, code);
        }
    }

    fn drawn(&self, place: Id) -> f64 {
        self.drawn.get(place as usize).copied().unwrap_or(FAILED)
    }

    fn survey(&self, place: Id) -> Option<Arc<Surveyed>> {
        self.surveys.get(place as usize).cloned()
    }

    #[inline(always)]
    fn keep(&mut self, kept: Id, from: Id) {
        self.put(kept, self.number(from));
    }

    #[inline(always)]
    fn keep_code(&mut self, kept: Id, from: Id) {
        self.put_code(kept, self.code(from));
    }
}
