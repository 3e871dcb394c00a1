//! What one step does with one row. The loops over columns and the run over a single row call the same functions, so
//! that both give the same bits; each of them is written without branches, so that a compiler makes it several rows wide.

use super::tag::{ASK, ASKED, BASE, FAILED, NOT_REPORTED, is_missing, is_tag, tag_of};
use crate::value::CompareOp;

/// The weightier of what is missing in two cells, else the result, else that it is no number.
#[inline(always)]
fn joined(a: f64, b: f64, result: f64) -> f64 {
    let (a, b) = (a.to_bits(), b.to_bits());
    let larger = if a > b { a } else { b };
    let otherwise = if larger >= BASE { f64::from_bits(larger) } else { FAILED };
    if result.abs() < f64::INFINITY { result } else { otherwise }
}

/// What is missing, else the result, else that it is no number.
#[inline(always)]
fn kept(a: f64, result: f64) -> f64 {
    let otherwise = if is_missing(a) { a } else { FAILED };
    if result.abs() < f64::INFINITY { result } else { otherwise }
}

#[inline(always)]
pub(super) fn add(a: f64, b: f64) -> f64 {
    joined(a, b, a + b)
}

#[inline(always)]
pub(super) fn subtract(a: f64, b: f64) -> f64 {
    joined(a, b, a - b)
}

#[inline(always)]
pub(super) fn multiply(a: f64, b: f64) -> f64 {
    joined(a, b, a * b)
}

/// By zero it gives an infinity or no number, and so fails.
#[inline(always)]
pub(super) fn divide(a: f64, b: f64) -> f64 {
    joined(a, b, a / b)
}

pub(super) fn power(a: f64, b: f64) -> f64 {
    let result = if is_missing(a) || is_missing(b) { f64::NAN } else { libm::pow(a, b) };
    joined(a, b, result)
}

#[inline(always)]
pub(super) fn negate(a: f64) -> f64 {
    if is_missing(a) { a } else { -a }
}

#[inline(always)]
pub(super) fn scale(a: f64, up: f64, down: f64) -> f64 {
    kept(a, a * up / down)
}

/// The same as a unit converts: without a multiplication or a division by 1.
#[inline(always)]
pub(super) fn to_base(a: f64, up: f64, down: f64) -> f64 {
    let raised = if up == 1.0 { a } else { a * up };
    let result = if down == 1.0 { raised } else { raised / down };
    if is_missing(a) { a } else { result }
}

#[inline(always)]
pub(super) fn abs(a: f64) -> f64 {
    if is_missing(a) { a } else { a.abs() }
}

/// A cell as a host gives it: what is no number is not reported, an infinity is no number.
#[inline(always)]
pub(super) fn given(cell: f64) -> f64 {
    let otherwise = if cell.is_nan() { NOT_REPORTED } else { FAILED };
    let otherwise = if is_missing(cell) { cell } else { otherwise };
    if cell.abs() < f64::INFINITY { cell } else { otherwise }
}

#[inline(always)]
pub(super) fn given_answer(cell: f64) -> u8 {
    let cell = given(cell);
    if is_missing(cell) { tag_of(cell) } else { u8::from(cell != 0.0) }
}

/// The share of the way from start to goal.
#[inline(always)]
pub(super) fn linear(value: f64, start: f64, goal: f64) -> f64 {
    held(value, (value - start) / (goal - start))
}

/// The share of the way from the worst member to the best; of a value on its side.
#[inline(always)]
pub(super) fn between(value: f64, sign: f64, (worst, best): (f64, f64)) -> f64 {
    kept(value, (sign * value - worst) / (best - worst))
}

/// The same on a scale from the least to the most result.
#[inline(always)]
pub(super) fn spread(value: f64, sign: f64, (worst, best): (f64, f64), (least, most): (f64, f64)) -> f64 {
    kept(value, (sign * value - worst) / (best - worst) * (most - least) + least)
}

/// The share of a target that is a least value.
#[inline(always)]
pub(super) fn rising(value: f64, goal: f64) -> f64 {
    held(value, value / goal)
}

/// The share of a target that is a most value.
#[inline(always)]
pub(super) fn falling(value: f64, goal: f64) -> f64 {
    let share = goal / value;
    held(value, if value <= goal { 1.0 } else { share })
}

/// Held between 0 and 1.
#[inline(always)]
fn held(value: f64, share: f64) -> f64 {
    let low = if share < 0.0 { 0.0 } else { share };
    let cut = if low > 1.0 { 1.0 } else { low };
    if is_missing(value) { value } else { cut }
}

/// The first where it is there, else the second where the first is not reported.
#[inline(always)]
pub(super) fn or_else(a: f64, b: f64) -> f64 {
    if a.to_bits() == NOT_REPORTED.to_bits() { b } else { a }
}

/// What is missing in the first, else the second.
#[inline(always)]
pub(super) fn guard(a: f64, b: f64) -> f64 {
    if is_missing(a) { a } else { b }
}

/// The computed value, else the figure; where neither is there, why: the figure's reason only where it says something.
#[inline(always)]
pub(super) fn computed_first(computed: f64, figure: f64) -> f64 {
    // Where the tree evaluator must be asked for the formula, the figure alone does not settle which of both is taken.
    let asked = computed.to_bits() == ASKED.to_bits();
    if is_missing(computed) & !asked { figure_or_why(figure, computed) } else { computed }
}

/// The figure, else the computed value.
#[inline(always)]
pub(super) fn figure_first(figure: f64, computed: f64) -> f64 {
    let asked = figure.to_bits() == ASKED.to_bits();
    let stands_in = is_missing(figure) & !asked & !is_missing(computed);
    if stands_in { computed } else { figure_or_why(figure, computed) }
}

#[inline(always)]
fn figure_or_why(figure: f64, computed: f64) -> f64 {
    let heavier = if figure.to_bits() > computed.to_bits() { figure } else { computed };
    let silent = figure.to_bits() == NOT_REPORTED.to_bits();
    let why = if silent { computed } else { heavier };
    if is_missing(figure) { why } else { figure }
}

/// The same for answers and bands.
#[inline(always)]
pub(super) fn computed_first_code(computed: u8, figure: u8) -> u8 {
    if is_tag(computed) & (computed != ASK) { figure_or_why_code(figure, computed) } else { computed }
}

#[inline(always)]
pub(super) fn figure_first_code(figure: u8, computed: u8) -> u8 {
    let stands_in = is_tag(figure) & (figure != ASK) & !is_tag(computed);
    if stands_in { computed } else { figure_or_why_code(figure, computed) }
}

#[inline(always)]
fn figure_or_why_code(figure: u8, computed: u8) -> u8 {
    let silent = figure == tag_of(NOT_REPORTED);
    let why = if silent || computed > figure { computed } else { figure };
    if is_tag(figure) { why } else { figure }
}

/// One of two by a truth; unknown never picks.
#[inline(always)]
pub(super) fn select(truth: u8, yes: f64, no: f64) -> f64 {
    let unknown = f64::from_bits((BASE & !0xFF) | u64::from(truth));
    let taken = if truth == 1 { yes } else { no };
    if is_tag(truth) { unknown } else { taken }
}

#[inline(always)]
pub(super) fn select_code(truth: u8, yes: u8, no: u8) -> u8 {
    let taken = if truth == 1 { yes } else { no };
    if is_tag(truth) { truth } else { taken }
}

/// The first where the truth is yes, else the second, be it no or unknown.
#[inline(always)]
pub(super) fn select_plain(truth: u8, yes: f64, no: f64) -> f64 {
    if truth == 1 { yes } else { no }
}

#[inline(always)]
pub(super) fn select_plain_code(truth: u8, yes: u8, no: u8) -> u8 {
    if truth == 1 { yes } else { no }
}

/// What is unknown in the truth, else the number.
#[inline(always)]
pub(super) fn guard_by(truth: u8, a: f64) -> f64 {
    let unknown = f64::from_bits((BASE & !0xFF) | u64::from(truth));
    if is_tag(truth) { unknown } else { a }
}

#[inline(always)]
pub(super) fn guard_code(a: f64, code: u8) -> u8 {
    if is_missing(a) { tag_of(a) } else { code }
}

#[inline(always)]
pub(super) fn guard_codes(a: u8, b: u8) -> u8 {
    if is_tag(a) { a } else { b }
}

#[inline(always)]
pub(super) fn or_else_code(a: u8, b: u8) -> u8 {
    if a == tag_of(NOT_REPORTED) { b } else { a }
}

/// A no settles it; else the weightier of what is missing, else yes.
#[inline(always)]
pub(super) fn and(a: u8, b: u8) -> u8 {
    let larger = if a > b { a } else { b };
    if (a == 0) | (b == 0) { 0 } else { larger }
}

/// A yes settles it; else the weightier of what is missing, else no.
#[inline(always)]
pub(super) fn or(a: u8, b: u8) -> u8 {
    let larger = if a > b { a } else { b };
    if (a == 1) | (b == 1) { 1 } else { larger }
}

#[inline(always)]
pub(super) fn not(a: u8) -> u8 {
    if is_tag(a) { a } else { a ^ 1 }
}

/// The first unless the second is anything but no.
#[inline(always)]
pub(super) fn unless(a: u8, other: u8) -> u8 {
    if other == 0 { a } else { 0 }
}

#[inline(always)]
pub(super) fn is_zero(a: u8) -> u8 {
    u8::from(a == 0)
}

/// Two clauses that are asked: what is missing, else that both hold, else whether one does.
#[inline(always)]
pub(super) fn only(a: u8, b: u8) -> u8 {
    let larger = if a > b { a } else { b };
    let both = (a == 1) & (b == 1);
    if both { tag_of(FAILED) } else { larger }
}

/// A byte for what a cell is: the first of the table for a number, the others for the tags in their order.
#[inline(always)]
pub(super) fn sorted(a: f64, table: u64) -> u64 {
    let place = if is_missing(a) { 1 + (a.to_bits() & 7) } else { 0 };
    (table >> (place * 8)) & 0xFF
}

#[inline(always)]
pub(super) fn sorted_code(a: u8, table: u64) -> u8 {
    let place = if is_tag(a) { 1 + (u64::from(a) & 7) } else { 0 };
    #[expect(clippy::cast_possible_truncation, reason = "one byte of the table")]
    let byte = (table >> (place * 8)) as u8;
    byte
}

/// Whether two numbers are the same at a threshold: [`crate::value::equal`] for finite numbers, without branches.
#[inline(always)]
fn same(a: f64, b: f64) -> bool {
    let (x, y) = (a.abs(), b.abs());
    let larger = if x > y { x } else { y };
    (a == b) | ((a - b).abs() <= 1e-12 * larger)
}

/// A comparison of two numbers.
#[inline(always)]
pub(super) fn compare(op: CompareOp, a: f64, b: f64) -> u64 {
    let (x, y) = (a.to_bits(), b.to_bits());
    let larger = if x > y { x } else { y };
    let equal = same(a, b);
    let holds = match op {
        CompareOp::Equal => equal,
        CompareOp::NotEqual => !equal,
        CompareOp::Less => (b > a) & !equal,
        CompareOp::AtMost => (b > a) | equal,
        CompareOp::Greater => (a > b) & !equal,
        CompareOp::AtLeast => (a > b) | equal,
    };
    if larger >= BASE { larger } else { u64::from(holds) }
}

/// A comparison of two ranks of a scale, the first band the highest.
#[inline(always)]
pub(super) fn compare_bands(op: CompareOp, a: u8, b: u8) -> u8 {
    let larger = if a > b { a } else { b };
    let holds = match op {
        CompareOp::Equal => a == b,
        CompareOp::NotEqual => a != b,
        CompareOp::Less => a > b,
        CompareOp::AtMost => a >= b,
        CompareOp::Greater => a < b,
        CompareOp::AtLeast => a <= b,
    };
    if is_tag(larger) { larger } else { u8::from(holds) }
}

/// Whether a number lies from one edge on and below another.
#[inline(always)]
pub(super) fn within(a: f64, from: f64, below: f64) -> u64 {
    let inside = (a >= from) & (a < below);
    if is_missing(a) { a.to_bits() } else { u64::from(inside) }
}

/// The same turned round.
#[inline(always)]
pub(super) fn outside(a: f64, from: f64, below: f64) -> u64 {
    let inside = (a >= from) & (a < below);
    if is_missing(a) { a.to_bits() } else { u64::from(!inside) }
}

/// A sum that keeps what is lost in it (Neumaier), and how much weight is in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Total {
    pub sum: f64,
    pub lost: f64,
}

impl Total {
    /// Adds a number. What is lost is worked out without asking which is larger (Knuth); for numbers of any size it is
    /// the same: the difference between the sum and the rounded sum, which is a number itself.
    #[inline(always)]
    pub fn add(&mut self, number: f64) {
        let next = self.sum + number;
        let share = next - self.sum;
        self.lost += (self.sum - (next - share)) + (number - share);
        self.sum = next;
    }

    #[inline(always)]
    pub fn total(self) -> f64 {
        self.sum + self.lost
    }
}

/// A mean or a share: what was added up over what it is out of; else why nothing was there.
#[inline(always)]
pub(super) fn quotient(up: f64, down: f64, why: u64) -> f64 {
    let result = up / down;
    let known = if result.abs() < f64::INFINITY { result } else { FAILED };
    if down == 0.0 { f64::from_bits(why) } else { known }
}
