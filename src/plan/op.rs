//! The operations of a plan.
//!
//! The same enum stands for a node of the graph, where an operand is the number of another node, and for a step of the
//! program, where it is the number of a column that holds the operand's cells. Constants are bits, so that two operations
//! can be compared and found again.

use crate::cohort::Middle;
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

/// An operation. Those down to `OnLine` give numbers, the others give codes: truths, answers, bands.
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
    /// Whether a row belongs to a cohort of named members: a column that holds a number where it does.
    Member(Id),
    /// A column that a pass before left.
    Recall(Id),
    /// A number that is drawn for each run.
    Drawn(Id),
    /// A function of a roll-up with weights that are drawn: member, weight, the most points where points are shared out.
    Weighed {
        by: Option<By>,
        members: Vec<(Id, Id, Bits)>,
    },
    /// The place of a value between the worst member and the best, perhaps on a scale; the flag says that lower is better.
    /// Where the value is missing so is the place, be there anybody to look at or not.
    MinMax {
        survey: Id,
        lower: bool,
        value: Id,
        scale: Option<(Bits, Bits)>,
    },
    /// Any function that looks at others: a survey, perhaps another one of the member that is the reference.
    Look {
        function: u16,
        survey: Id,
        member: Option<Id>,
        lower: bool,
        value: Option<Id>,
        arguments: Vec<Id>,
        most: Option<Id>,
    },
    /// A value as its column was treated.
    Treat {
        survey: Id,
        value: Id,
    },
    /// The middle of a column.
    Middle {
        survey: Id,
        middle: Middle,
    },
    /// The middle of those with the same word.
    OfGroup {
        survey: Id,
        words: Id,
    },
    /// From the places of others in their columns, put back into the own one; each with whether lower is better.
    FromPlaces {
        own: (Id, bool),
        others: Vec<(Id, Id, bool)>,
    },
    /// On the line between two years with their values.
    OnLine {
        year: i32,
        ends: [Id; 4],
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
            Self::Number(_)
            | Self::Code(_)
            | Self::Load { .. }
            | Self::LoadWord { .. }
            | Self::LoadAnswer(_)
            | Self::Member(_)
            | Self::Recall(_)
            | Self::Drawn(_)
            | Self::Middle { .. } => {}
            Self::WithConstant { number: one, .. }
            | Self::Negate(one)
            | Self::Abs(one)
            | Self::Scale(one, ..)
            | Self::Linear { value: one, .. }
            | Self::Rising { value: one, .. }
            | Self::Falling { value: one, .. }
            | Self::Within { number: one, .. }
            | Self::Ladder { number: one, .. }
            | Self::MinMax { value: one, .. }
            | Self::Treat { value: one, .. }
            | Self::OfGroup { words: one, .. }
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
            Self::Weighed { members, .. } => {
                for (number, weight, _) in members {
                    [number, weight].into_iter().for_each(|id| visit(Number, id));
                }
            }
            Self::Look { value, arguments, most, .. } => {
                value.iter_mut().chain(arguments).chain(most).for_each(|id| visit(Number, id));
            }
            Self::FromPlaces { others, .. } => others.iter_mut().for_each(|(id, _, _)| visit(Number, id)),
            Self::OnLine { ends, .. } => ends.iter_mut().for_each(|id| visit(Number, id)),
            Self::Require { scored, score, reported, applicable, .. } => {
                [scored, score, reported, applicable].into_iter().for_each(|id| visit(Number, id));
            }
            _ => {}
        }
    }

    /// Visits every survey that it looks at.
    pub fn each_survey(&self, mut visit: impl FnMut(Id)) {
        match self {
            Self::MinMax { survey, .. }
            | Self::Treat { survey, .. }
            | Self::Middle { survey, .. }
            | Self::OfGroup { survey, .. } => visit(*survey),
            Self::Look { survey, member, .. } => [Some(*survey), *member].into_iter().flatten().for_each(visit),
            Self::FromPlaces { own, others } => {
                visit(own.0);
                others.iter().for_each(|(_, survey, _)| visit(*survey));
            }
            _ => {}
        }
    }

    /// Whether it depends on more than its operands.
    pub fn is_open(&self) -> bool {
        let mut open = matches!(
            self,
            Self::Load { .. }
                | Self::LoadWord { .. }
                | Self::LoadAnswer(_)
                | Self::Member(_)
                | Self::Recall(_)
                | Self::Drawn(_)
        );
        self.each_survey(|_| open = true);
        open
    }
}
