//! The operations of a plan as they are put together: what was said before is found again, what is known is worked out at
//! once, and what changes nothing is left out.

use indexmap::{IndexMap, IndexSet};

use super::kernel::sorted;
use super::line::Line;
use super::machine::Scratch;
use super::op::{Bits, Id, Op, Sort};
use super::step::{Step, constant, tagged, take};
use super::survey::Survey;
use super::tag::{ASK, NOT_REPORTED, TAGS, cell, is_missing, is_tag, tag_of};
use crate::value::{CompareOp, at_least, greater};

/// Operations, each after its operands.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub ops: IndexSet<Op>,
    /// What operations look at, each with whether more than its ends is looked at.
    pub surveys: IndexMap<Survey, bool>,
}

impl Graph {
    /// The operation of a node.
    pub fn op(&self, id: Id) -> Option<&Op> {
        self.ops.get_index(id as usize)
    }

    /// What a node is.
    pub fn sort(&self, id: Id) -> Sort {
        self.op(id).map_or(Sort::Number, Op::sort)
    }

    /// A constant of numbers, if it is one.
    pub fn number(&self, id: Id) -> Option<f64> {
        constant(self.op(id)?)?.ok()
    }

    /// A constant of codes, if it is one.
    pub fn code(&self, id: Id) -> Option<u8> {
        constant(self.op(id)?)?.err()
    }

    /// A number as a node.
    pub fn constant(&mut self, number: f64) -> Id {
        self.insert(Op::Number(number.to_bits()))
    }

    /// A code as a node.
    pub fn coded(&mut self, code: u8) -> Id {
        self.insert(Op::Code(code))
    }

    /// What is missing, as a node of a sort.
    pub fn missing(&mut self, tag: u8, sort: Sort) -> Id {
        match sort {
            Sort::Number => self.insert(tagged(tag)),
            Sort::Code => self.coded(tag),
        }
    }

    fn insert(&mut self, op: Op) -> Id {
        let (place, _) = self.ops.insert_full(op);
        Id::try_from(place).unwrap_or(Id::MAX)
    }

    /// Adds a survey, or finds the same one.
    pub fn survey(&mut self, survey: Survey, whole: bool) -> Id {
        let entry = self.surveys.entry(survey);
        let place = entry.index();
        *entry.or_insert(false) |= whole;
        Id::try_from(place).unwrap_or(Id::MAX)
    }

    /// Adds an operation, or finds what gives the same.
    pub fn add(&mut self, op: Op) -> Id {
        if let Some(same) = self.simpler(&op) {
            return same;
        }
        if let Some(folded) = self.folded(&op) {
            return self.insert(folded);
        }
        let op = self.with_constant(op);
        self.insert(op)
    }

    /// An operand that gives the same as the operation.
    fn simpler(&mut self, op: &Op) -> Option<Id> {
        let silent = |number: f64| number.to_bits() == NOT_REPORTED.to_bits();
        match *op {
            Op::Select(truth, yes, no) | Op::SelectCode(truth, yes, no) => match self.code(truth) {
                Some(1) => Some(yes),
                Some(0) => Some(no),
                Some(tag) => {
                    let sort = op.sort();
                    Some(self.missing(tag, sort))
                }
                None => None,
            },
            Op::SelectPlain(truth, yes, no) | Op::SelectPlainCode(truth, yes, no) => match self.code(truth) {
                Some(1) => Some(yes),
                Some(_) => Some(no),
                None => (yes == no).then_some(yes),
            },
            Op::OrElse(one, other) => self.number(one).map(|number| if silent(number) { other } else { one }),
            Op::OrElseCode(one, other) => {
                self.code(one).map(|code| if code == tag_of(NOT_REPORTED) { other } else { one })
            }
            Op::Guard(one, other) => match self.number(one) {
                Some(number) => Some(if is_missing(number) { one } else { other }),
                None => (one == other).then_some(one),
            },
            Op::GuardBy(truth, number) => match self.code(truth) {
                Some(tag) if is_tag(tag) => Some(self.missing(tag, Sort::Number)),
                Some(_) => Some(number),
                None => self.says_itself(truth, number).then_some(number),
            },
            Op::GuardCodes(one, other) => match self.code(one) {
                Some(tag) => Some(if is_tag(tag) { one } else { other }),
                None => (one == other).then_some(one),
            },
            Op::And(one, other) => self.settled(one, other, 0),
            Op::Or(one, other) => self.settled(one, other, 1),
            Op::Unless(one, other) => match self.code(other) {
                Some(0) => Some(one),
                Some(_) => Some(self.coded(0)),
                None => (self.code(one) == Some(0)).then_some(one),
            },
            Op::Only(one, other) => match (self.code(one), self.code(other)) {
                (Some(0), _) => Some(other),
                (_, Some(0)) => Some(one),
                _ => None,
            },
            _ => self.simpler_choice(op),
        }
    }

    /// An operand that gives the same as a choice between a figure and a formula.
    fn simpler_choice(&self, op: &Op) -> Option<Id> {
        let silent = |number: f64| number.to_bits() == NOT_REPORTED.to_bits();
        match *op {
            Op::ComputedFirst(computed, figure) => self.number(figure).is_some_and(silent).then_some(computed),
            Op::FigureFirst(figure, computed) => match (self.number(figure), self.number(computed)) {
                (Some(figure), _) if silent(figure) => Some(computed),
                (_, Some(computed)) if silent(computed) => Some(figure),
                _ => None,
            },
            Op::ComputedFirstCode(computed, figure) => {
                (self.code(figure) == Some(tag_of(NOT_REPORTED))).then_some(computed)
            }
            Op::FigureFirstCode(figure, computed) => {
                if self.code(figure) == Some(tag_of(NOT_REPORTED)) {
                    Some(computed)
                } else {
                    (self.code(computed) == Some(tag_of(NOT_REPORTED))).then_some(figure)
                }
            }
            _ => None,
        }
    }

    /// Whether a truth is unknown only where a number is missing, and then for the same reason: guarded by it, the number
    /// stays what it is.
    fn says_itself(&self, truth: Id, number: Id) -> bool {
        matches!(self.op(truth), Some(Op::Sorted(of, table)) if *of == number && keeps_tags(*table))
    }

    /// `and` and `or` with a constant.
    fn settled(&self, one: Id, other: Id, answer: u8) -> Option<Id> {
        if one == other {
            return Some(one);
        }
        for (known, open) in [(one, other), (other, one)] {
            match self.code(known) {
                Some(code) if code == answer => return Some(known),
                Some(code) if !is_tag(code) => return Some(open),
                _ => {}
            }
        }
        None
    }

    /// The constant that an operation of constants gives.
    fn folded(&self, op: &Op) -> Option<Op> {
        if op.is_constant() || op.is_open() {
            return None;
        }
        let (mut known, mut numbers, mut codes) = (true, Vec::new(), Vec::new());
        let mut renamed = op.clone();
        renamed.each_operand(&mut |sort, id| {
            let (number, code) = (self.number(*id), self.code(*id));
            known &= number.is_some() || code.is_some();
            let place = match sort {
                Sort::Number => {
                    numbers.push(number.unwrap_or(NOT_REPORTED));
                    numbers.len()
                }
                Sort::Code => {
                    codes.push(code.unwrap_or(0));
                    codes.len()
                }
            };
            *id = Id::try_from(place).unwrap_or(Id::MAX) - 1;
        });
        if !known {
            return None;
        }
        let sort = op.sort();
        let step = lowered(renamed, Id::try_from(numbers.len().max(codes.len())).ok()?);
        let to = numbers.len().max(codes.len()) + 1;
        numbers.resize(to, NOT_REPORTED);
        codes.resize(to, 0);
        let mut scratch = Scratch::default();
        let mut line =
            Line { numbers: &mut numbers, codes: &mut codes, scratch: Some(&mut scratch), ..Line::default() };
        take(&step, &mut line);
        match sort {
            Sort::Number => numbers.last().map(|number| Op::Number(number.to_bits())),
            Sort::Code => codes.last().map(|code| Op::Code(*code)),
        }
    }

    /// An operation of which one operand is a constant, as one that carries it within.
    fn with_constant(&self, op: Op) -> Op {
        match op {
            Op::Arithmetic(operator, one, other) => match (self.number(one), self.number(other)) {
                (Some(constant), _) if !is_missing(constant) => {
                    Op::WithConstant { operator, number: other, constant: constant.to_bits(), left: true }
                }
                (_, Some(constant)) if !is_missing(constant) => {
                    Op::WithConstant { operator, number: one, constant: constant.to_bits(), left: false }
                }
                _ => op,
            },
            Op::Compare(sign, one, other) => match (self.number(one), self.number(other)) {
                (Some(edge), _) if !is_missing(edge) => edged(sign.mirrored(), other, edge),
                (_, Some(edge)) if !is_missing(edge) => edged(sign, one, edge),
                _ => op,
            },
            op => op,
        }
    }
}

/// Whether a table gives a tag to those cells only that hold the same tag already.
fn keeps_tags(table: u64) -> bool {
    let byte = |of: f64| u8::try_from(sorted(of, table)).unwrap_or(ASK);
    !is_tag(byte(0.0)) && TAGS.into_iter().all(|tag| !is_tag(byte(cell(tag))) || byte(cell(tag)) == tag)
}

/// A step of an operation, with the lists of its operands.
pub(super) fn lowered(mut op: Op, to: Id) -> Step {
    let (mut numbers, mut codes) = (Vec::new(), Vec::new());
    op.each_operand(&mut |sort, id| match sort {
        Sort::Number => numbers.push(*id),
        Sort::Code => codes.push(*id),
    });
    Step::Run { op, to, numbers, codes }
}

/// A comparison with a constant, as the stretch of numbers for which it holds.
fn edged(sign: CompareOp, number: Id, edge: f64) -> Op {
    let (reached, passed) = edges(edge);
    let never = f64::INFINITY.to_bits();
    let (from, below, inside) = match sign {
        CompareOp::AtLeast => (reached, never, true),
        CompareOp::Less => (reached, never, false),
        CompareOp::Greater => (passed, never, true),
        CompareOp::AtMost => (passed, never, false),
        CompareOp::Equal => (reached, passed, true),
        CompareOp::NotEqual => (reached, passed, false),
    };
    Op::Within { number, from, below, inside }
}

/// The smallest number that reaches an edge, and the smallest that lies above it, by the rule at thresholds.
///
/// Both questions turn from no to yes once as a number grows: below the edge the distance to it falls with every step
/// while what counts as "the same" grows by a millionth of a millionth of it at most. So the turn is found by halving.
pub(super) fn edges(edge: f64) -> (Bits, Bits) {
    let first = |holds: &dyn Fn(f64) -> bool| {
        let (mut low, mut high) = (rank(f64::MIN), rank(f64::INFINITY));
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(unrank(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        unrank(low).to_bits()
    };
    (first(&|number| at_least(number, edge)), first(&|number| greater(number, edge)))
}

/// The place of a number among all numbers, in their order.
fn rank(number: f64) -> u64 {
    let bits = number.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
}

fn unrank(place: u64) -> f64 {
    f64::from_bits(if place >> 63 == 1 { place & !(1 << 63) } else { !place })
}

#[cfg(test)]
mod tests {
    use super::{edges, rank, unrank};
    use crate::value::{at_least, greater};

    #[test]
    fn numbers_keep_their_order_as_places() {
        let numbers = [f64::MIN, -2.0, -1e-300, -0.0, 0.0, 1e-300, 0.3, 2.0, f64::MAX];
        for pair in numbers.windows(2) {
            assert!(rank(pair[0]) < rank(pair[1]));
        }
        assert!(numbers.iter().all(|number| unrank(rank(*number)).to_bits() == number.to_bits()));
    }

    #[test]
    fn an_edge_divides_numbers_as_the_rule_at_thresholds_does() {
        for edge in [0.0, 0.3, 0.66, 0.95, 1.0, 70.0, -4.5, 1e-310, 1e300, -1e17] {
            let (reached, passed) = edges(edge);
            let (reached, passed) = (f64::from_bits(reached), f64::from_bits(passed));
            let near = [edge, reached, passed, edge * (1.0 - 1e-12), edge * (1.0 + 1e-12), -edge, edge / 2.0];
            for start in near {
                for step in -40..40_i64 {
                    let number = unrank(rank(start).wrapping_add_signed(step));
                    if number.is_finite() {
                        assert_eq!(number >= reached, at_least(number, edge), "{number:e} at {edge:e}");
                        assert_eq!(number >= passed, greater(number, edge), "{number:e} over {edge:e}");
                    }
                }
            }
        }
    }
}
