//! The operations of a plan.
//!
//! The same enum stands for a node of the graph, where an operand is the number of another node, and for a step of the
//! program, where it is the number of a column that holds the operand's cells. Constants are bits, so that two operations
//! can be compared and found again.

use crate::model::formula::{Gather, Operator};
use crate::model::rules::Aggregation;
use crate::value::{CompareOp, GoalKind};

/// An operand: a node of the graph, or a column of the program.
pub(super) type Id = u32;

/// A number as its bits.
pub(super) type Bits = u64;

/// A member of a sum: the column, what its number is multiplied by, and what it adds to what the sum is out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Member {
    pub number: Id,
    pub factor: Bits,
    pub weight: Bits,
}

/// How members make one number, as far as it can be a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum By {
    Sum,
    Mean,
    GeometricMean,
    HarmonicMean,
    PowerMean(Bits),
    Median,
    Min,
    Max,
    MeanOfWorst(u32),
}

impl By {
    /// What a roll-up does, where it is a function of numbers and weights.
    pub fn of(by: Aggregation) -> Option<Self> {
        Some(match by {
            Aggregation::Sum => Self::Sum,
            Aggregation::Mean => Self::Mean,
            Aggregation::GeometricMean => Self::GeometricMean,
            Aggregation::HarmonicMean => Self::HarmonicMean,
            Aggregation::PowerMean(exponent) => Self::PowerMean(exponent.to_bits()),
            Aggregation::Median => Self::Median,
            Aggregation::Min => Self::Min,
            Aggregation::Max => Self::Max,
            Aggregation::MeanOfWorst(count) => Self::MeanOfWorst(count),
            Aggregation::ShareOfPoints | Aggregation::Deviation | Aggregation::Count | Aggregation::Copeland => {
                return None;
            }
        })
    }
}

/// An operation. Those down to `Require` give numbers, the others give codes: truths, answers, bands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Op {
    /// A constant.
    Number(Bits),
    /// A column of the host, in base units after a multiplication and a division.
    Load {
        column: Id,
        up: Bits,
        down: Bits,
    },
    /// A column of words, as the numbers of their symbols; another number fails.
    LoadWord {
        column: Id,
        words: Vec<u32>,
    },
    Arithmetic(Operator, Id, Id),
    /// With a constant: on the left, else on the right.
    WithConstant {
        operator: Operator,
        number: Id,
        constant: Bits,
        left: bool,
    },
    Negate(Id),
    Abs(Id),
    Scale(Id, Bits, Bits),
    /// A built-in function.
    Call(u16, Vec<Id>),
    /// Shares of a target that is a constant.
    Linear {
        value: Id,
        start: Bits,
        goal: Bits,
    },
    Rising {
        value: Id,
        goal: Bits,
    },
    Falling {
        value: Id,
        goal: Bits,
    },
    /// A share of any other target.
    Share {
        kind: GoalKind,
        value: Id,
        goal: Id,
        upper: Option<Id>,
        start: Option<Id>,
    },
    Select(Id, Id, Id),
    SelectPlain(Id, Id, Id),
    OrElse(Id, Id),
    Guard(Id, Id),
    GuardBy(Id, Id),
    ComputedFirst(Id, Id),
    FigureFirst(Id, Id),
    /// Of those whose truth is yes; the flag leaves out what is missing.
    Gather {
        gather: Gather,
        reported: bool,
        members: Vec<(Option<Id>, Id)>,
    },
    /// A weighted mean, or points over points: the flag says that the weights add up without loss.
    Ratio {
        members: Vec<Member>,
        plain: bool,
    },
    /// Any other function over members.
    Aggregate {
        by: By,
        members: Vec<(Id, Bits)>,
    },
    /// The points of a band.
    Points(Id, Vec<Bits>),
    /// How many numbers are there.
    CountNumbers(Vec<Id>),
    /// How many truths are yes.
    CountCodes(Vec<Id>),
    /// A score, where enough is reported: scored, score, share, reported, applicable.
    Require {
        scored: Id,
        score: Id,
        share: Bits,
        reported: Id,
        applicable: Id,
    },
    /// A constant.
    Code(u8),
    /// A column of answers.
    LoadAnswer(Id),
    Compare(CompareOp, Id, Id),
    /// How far two sides may differ: in base units, or as a share of the larger one.
    CompareWithin {
        op: CompareOp,
        left: Id,
        right: Id,
        within: Id,
        relative: bool,
    },
    /// From the first edge on and below the second; or not.
    Within {
        number: Id,
        from: Bits,
        below: Bits,
        inside: bool,
    },
    CompareBands(CompareOp, Id, Id),
    /// How many of these edges, the highest first, a number does not reach; the flag says that the last rung is there.
    Ladder {
        number: Id,
        edges: Vec<Bits>,
        rest: bool,
    },
    /// The first that is yes; unknown where one before it is; fails where none is.
    FirstYes(Vec<Id>),
    And(Id, Id),
    Or(Id, Id),
    Not(Id),
    Unless(Id, Id),
    IsZero(Id),
    Only(Id, Id),
    /// A byte for what a cell of numbers is.
    Sorted(Id, u64),
    /// A byte for what a cell of codes is.
    SortedCode(Id, u64),
    SelectCode(Id, Id, Id),
    SelectPlainCode(Id, Id, Id),
    OrElseCode(Id, Id),
    GuardCodes(Id, Id),
    ComputedFirstCode(Id, Id),
    FigureFirstCode(Id, Id),
    /// A byte for each code that is no tag.
    Map(Id, Vec<u8>),
}

/// What an operand is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Number,
    Code,
}

impl Op {
    /// What it gives.
    pub fn sort(&self) -> Sort {
        match self {
            Self::Code(_)
            | Self::LoadAnswer(_)
            | Self::Compare(..)
            | Self::CompareWithin { .. }
            | Self::Within { .. }
            | Self::CompareBands(..)
            | Self::Ladder { .. }
            | Self::FirstYes(_)
            | Self::And(..)
            | Self::Or(..)
            | Self::Not(_)
            | Self::Unless(..)
            | Self::IsZero(_)
            | Self::Only(..)
            | Self::Sorted(..)
            | Self::SortedCode(..)
            | Self::SelectCode(..)
            | Self::SelectPlainCode(..)
            | Self::OrElseCode(..)
            | Self::GuardCodes(..)
            | Self::ComputedFirstCode(..)
            | Self::FigureFirstCode(..)
            | Self::Map(..) => Sort::Code,
            _ => Sort::Number,
        }
    }

    /// Whether it is a constant.
    pub fn is_constant(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Code(_))
    }

    /// Visits every operand with what it is, to read it or to put another in its place.
    pub fn each_operand(&mut self, visit: &mut dyn FnMut(Sort, &mut Id)) {
        use Sort::{Code, Number};
        match self {
            Self::Number(_) | Self::Code(_) | Self::Load { .. } | Self::LoadWord { .. } | Self::LoadAnswer(_) => {}
            Self::WithConstant { number: one, .. }
            | Self::Negate(one)
            | Self::Abs(one)
            | Self::Scale(one, ..)
            | Self::Linear { value: one, .. }
            | Self::Rising { value: one, .. }
            | Self::Falling { value: one, .. }
            | Self::Within { number: one, .. }
            | Self::Ladder { number: one, .. }
            | Self::Sorted(one, _) => visit(Number, one),
            Self::Points(one, _)
            | Self::Not(one)
            | Self::IsZero(one)
            | Self::SortedCode(one, _)
            | Self::Map(one, _) => visit(Code, one),
            Self::Arithmetic(_, one, two)
            | Self::OrElse(one, two)
            | Self::Guard(one, two)
            | Self::ComputedFirst(one, two)
            | Self::FigureFirst(one, two)
            | Self::Compare(_, one, two) => [one, two].into_iter().for_each(|id| visit(Number, id)),
            Self::CompareBands(_, one, two)
            | Self::And(one, two)
            | Self::Or(one, two)
            | Self::Unless(one, two)
            | Self::Only(one, two)
            | Self::OrElseCode(one, two)
            | Self::GuardCodes(one, two)
            | Self::ComputedFirstCode(one, two)
            | Self::FigureFirstCode(one, two) => [one, two].into_iter().for_each(|id| visit(Code, id)),
            Self::GuardBy(code, number) => {
                visit(Code, code);
                visit(Number, number);
            }
            Self::Select(code, one, two) | Self::SelectPlain(code, one, two) => {
                visit(Code, code);
                [one, two].into_iter().for_each(|id| visit(Number, id));
            }
            Self::SelectCode(one, two, three) | Self::SelectPlainCode(one, two, three) => {
                [one, two, three].into_iter().for_each(|id| visit(Code, id));
            }
            _ => self.each_of_many(visit),
        }
    }

    /// The same for operations of many operands.
    fn each_of_many(&mut self, visit: &mut dyn FnMut(Sort, &mut Id)) {
        use Sort::{Code, Number};
        match self {
            Self::CompareWithin { left, right, within, .. } => {
                [left, right, within].into_iter().for_each(|id| visit(Number, id));
            }
            Self::Share { value, goal, upper, start, .. } => {
                [value, goal].into_iter().for_each(|id| visit(Number, id));
                upper.iter_mut().chain(start).for_each(|id| visit(Number, id));
            }
            Self::Gather { members, .. } => {
                for (code, number) in members {
                    code.iter_mut().for_each(|id| visit(Code, id));
                    visit(Number, number);
                }
            }
            Self::Ratio { members, .. } => members.iter_mut().for_each(|one| visit(Number, &mut one.number)),
            Self::Aggregate { members, .. } => members.iter_mut().for_each(|(id, _)| visit(Number, id)),
            Self::Call(_, all) | Self::CountNumbers(all) => all.iter_mut().for_each(|id| visit(Number, id)),
            Self::CountCodes(all) | Self::FirstYes(all) => all.iter_mut().for_each(|id| visit(Code, id)),
            Self::Require { scored, score, reported, applicable, .. } => {
                [scored, score, reported, applicable].into_iter().for_each(|id| visit(Number, id));
            }
            _ => {}
        }
    }
}
