//! One step of a program on any machine: which function of `kernel` an operation is.

use super::kernel as k;
use super::machine::Machine;
use super::op::{Id, Op};
use super::row;
use super::tag::{FAILED, cell};
use crate::builtin::BUILTINS;
use crate::model::formula::Operator;

/// An operation with the column that it writes.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Runs an operation. The lists name its operands where it goes row by row.
    Run { op: Op, to: Id, numbers: Vec<Id>, codes: Vec<Id> },
    /// Hands a column of numbers out.
    Keep { kept: Id, from: Id },
    /// Hands a column of codes out.
    KeepCode { kept: Id, from: Id },
}

/// Takes a step.
#[inline(always)]
pub(super) fn take<M: Machine>(step: &Step, machine: &mut M) {
    match step {
        Step::Run { op, to, numbers, codes } => {
            if op.sort() == super::op::Sort::Number {
                numbers_of(op, *to, (numbers, codes), machine);
            } else {
                codes_of(op, *to, (numbers, codes), machine);
            }
        }
        Step::Keep { kept, from } => machine.keep(*kept, *from),
        Step::KeepCode { kept, from } => machine.keep_code(*kept, *from),
    }
}

#[inline(always)]
fn numbers_of<M: Machine>(op: &Op, to: Id, of: (&[Id], &[Id]), machine: &mut M) {
    let float = f64::from_bits;
    match op {
        Op::Load { column, up, down } => {
            let (up, down) = (float(*up), float(*down));
            if up == 1.0 && down == 1.0 {
                machine.load(to, *column, k::given);
            } else {
                machine.load(to, *column, |cell| k::given(k::to_base(k::given(cell), up, down)));
            }
        }
        Op::Arithmetic(operator, a, b) => arithmetic(*operator, to, (*a, *b), machine),
        Op::WithConstant { operator, number, constant, left } => {
            constant_arithmetic((*operator, *left), to, (*number, float(*constant)), machine);
        }
        Op::Negate(a) => machine.one(to, *a, k::negate),
        Op::Abs(a) => machine.one(to, *a, k::abs),
        Op::Scale(a, up, down) => {
            let (up, down) = (float(*up), float(*down));
            machine.one(to, *a, |a| k::scale(a, up, down));
        }
        Op::Linear { value, start, goal } => {
            let (start, goal) = (float(*start), float(*goal));
            machine.one(to, *value, |value| k::linear(value, start, goal));
        }
        Op::Rising { value, goal } => {
            let goal = float(*goal);
            machine.one(to, *value, |value| k::rising(value, goal));
        }
        Op::Falling { value, goal } => {
            let goal = float(*goal);
            machine.one(to, *value, |value| k::falling(value, goal));
        }
        Op::Select(a, b, c) => machine.pick(to, (*a, *b, *c), k::select),
        Op::SelectPlain(a, b, c) => machine.pick(to, (*a, *b, *c), k::select_plain),
        Op::OrElse(a, b) => machine.two(to, (*a, *b), k::or_else),
        Op::Guard(a, b) => machine.two(to, (*a, *b), k::guard),
        Op::GuardBy(a, b) => machine.guarded(to, (*a, *b), k::guard_by),
        Op::ComputedFirst(a, b) => machine.two(to, (*a, *b), k::computed_first),
        Op::FigureFirst(a, b) => machine.two(to, (*a, *b), k::figure_first),
        Op::Ratio { members, plain } => machine.ratio(to, members, *plain),
        Op::CountNumbers(members) => machine.count_numbers(to, members),
        Op::CountCodes(members) => machine.count_codes(to, members),
        Op::Recall(column) => machine.load(to, *column, |cell| cell),
        Op::MinMax { .. } | Op::Treat { .. } => super::standing::take(op, to, of, machine),
        rare => rare_numbers(rare, to, of, machine),
    }
}

/// The operations that go row by row.
#[inline(always)]
fn rare_numbers<M: Machine>(op: &Op, to: Id, of: (&[Id], &[Id]), machine: &mut M) {
    match op {
        Op::LoadWord { column, words } => machine.load(to, *column, |cell| row::word(cell, words)),
        Op::Call(place, _) => {
            if let Some(builtin) = BUILTINS.get(usize::from(*place)) {
                machine.rows(to, of, |scratch| row::call(builtin, &scratch.numbers));
            }
        }
        Op::Share { kind, upper, start, .. } => {
            let has = (upper.is_some(), start.is_some());
            machine.rows(to, of, |scratch| row::share(*kind, &scratch.numbers, has));
        }
        Op::Gather { gather, reported, members } => {
            machine.rows(to, of, |scratch| row::gather(*gather, *reported, members, scratch));
        }
        Op::Aggregate { by, members } => machine.rows(to, of, |scratch| row::aggregate(*by, members, scratch)),
        Op::Points(band, points) => {
            machine.of_code(to, *band, |band| {
                k::guard_by(band, points.get(usize::from(band)).map_or(FAILED, |p| f64::from_bits(*p)))
            });
        }
        Op::Require { share, .. } => {
            machine.rows(to, of, |scratch| row::require(f64::from_bits(*share), &scratch.numbers));
        }
        Op::Drawn(place) => {
            let number = k::given(machine.drawn(*place));
            machine.rows(to, of, |_| number);
        }
        Op::Weighed { by, members } => machine.rows(to, of, |scratch| row::weighed(*by, members, scratch)),
        Op::Member(column) => machine.load(to, *column, |cell| cell),
        // Constants stand in their columns before the first row.
        other => super::standing::take(other, to, of, machine),
    }
}

#[inline(always)]
fn arithmetic<M: Machine>(operator: Operator, to: Id, ab: (Id, Id), machine: &mut M) {
    match operator {
        Operator::Add => machine.two(to, ab, k::add),
        Operator::Subtract => machine.two(to, ab, k::subtract),
        Operator::Multiply => machine.two(to, ab, k::multiply),
        Operator::Divide => machine.two(to, ab, k::divide),
        Operator::Power => machine.two(to, ab, k::power),
    }
}

#[inline(always)]
fn constant_arithmetic<M: Machine>((operator, left): (Operator, bool), to: Id, (a, c): (Id, f64), machine: &mut M) {
    match (operator, left) {
        (Operator::Add, _) => machine.one(to, a, |a| k::add(a, c)),
        (Operator::Multiply, _) => machine.one(to, a, |a| k::multiply(a, c)),
        (Operator::Subtract, false) => machine.one(to, a, |a| k::subtract(a, c)),
        (Operator::Subtract, true) => machine.one(to, a, |a| k::subtract(c, a)),
        (Operator::Divide, false) => machine.one(to, a, |a| k::divide(a, c)),
        (Operator::Divide, true) => machine.one(to, a, |a| k::divide(c, a)),
        (Operator::Power, false) => machine.one(to, a, |a| k::power(a, c)),
        (Operator::Power, true) => machine.one(to, a, |a| k::power(c, a)),
    }
}

#[inline(always)]
fn codes_of<M: Machine>(op: &Op, to: Id, of: (&[Id], &[Id]), machine: &mut M) {
    match op {
        Op::LoadAnswer(column) => machine.load_code(to, *column, k::given_answer),
        Op::Compare(op, a, b) => {
            let op = *op;
            machine.code_two(to, (*a, *b), |a, b| k::compare(op, a, b));
        }
        Op::Within { number, from, below, inside } => {
            let (from, below) = (f64::from_bits(*from), f64::from_bits(*below));
            if *inside {
                machine.code_one(to, *number, |a| k::within(a, from, below));
            } else {
                machine.code_one(to, *number, |a| k::outside(a, from, below));
            }
        }
        Op::Ladder { number, edges, rest } => machine.ladder(to, *number, edges, *rest),
        Op::CompareBands(op, a, b) => {
            let op = *op;
            machine.codes_two(to, (*a, *b), |a, b| k::compare_bands(op, a, b));
        }
        Op::And(a, b) => machine.codes_two(to, (*a, *b), k::and),
        Op::Or(a, b) => machine.codes_two(to, (*a, *b), k::or),
        Op::Not(a) => machine.codes_one(to, *a, k::not),
        Op::Unless(a, b) => machine.codes_two(to, (*a, *b), k::unless),
        Op::IsZero(a) => machine.codes_one(to, *a, k::is_zero),
        Op::Only(a, b) => machine.codes_two(to, (*a, *b), k::only),
        Op::Sorted(a, table) => {
            let table = *table;
            machine.code_one(to, *a, |a| k::sorted(a, table));
        }
        Op::SortedCode(a, table) => {
            let table = *table;
            machine.codes_one(to, *a, |a| k::sorted_code(a, table));
        }
        Op::SelectCode(a, b, c) => machine.codes_pick(to, (*a, *b, *c), k::select_code),
        Op::SelectPlainCode(a, b, c) => machine.codes_pick(to, (*a, *b, *c), k::select_plain_code),
        Op::OrElseCode(a, b) => machine.codes_two(to, (*a, *b), k::or_else_code),
        Op::GuardCodes(a, b) => machine.codes_two(to, (*a, *b), k::guard_codes),
        Op::ComputedFirstCode(a, b) => machine.codes_two(to, (*a, *b), k::computed_first_code),
        Op::FigureFirstCode(a, b) => machine.codes_two(to, (*a, *b), k::figure_first_code),
        Op::Map(a, table) => machine.codes_one(to, *a, |a| row::mapped(a, table)),
        Op::FirstYes(_) => machine.rows_code(to, of, |scratch| row::first_yes(&scratch.codes)),
        Op::CompareWithin { op, relative, .. } => {
            machine.rows_code(to, of, |scratch| row::compare_within(*op, *relative, &scratch.numbers));
        }
        // Constants stand in their columns before the first row.
        _ => {}
    }
}

/// A constant as a cell of numbers, or as a code.
pub(super) fn constant(op: &Op) -> Option<Result<f64, u8>> {
    match op {
        Op::Number(bits) => Some(Ok(f64::from_bits(*bits))),
        Op::Code(code) => Some(Err(*code)),
        _ => None,
    }
}

/// A tag as a constant of numbers.
pub(super) fn tagged(tag: u8) -> Op {
    Op::Number(cell(tag).to_bits())
}
