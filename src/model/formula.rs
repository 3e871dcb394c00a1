//! A formula after its names are looked up and its kinds are checked. Quantities are in the base units of their kind.

use std::sync::Arc;

use super::groups::Aggregation;
use crate::source::Span;
use crate::unit::Unit;
use crate::value::{CompareOp, ItemId, Quality, Status, Symbol, Value};

/// How the result of an expression is printed.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// As a number in a unit, with at least so many significant digits.
    Number {
        /// The unit; its factor leads from base units to what is printed.
        unit: Box<Unit>,
        /// Significant digits.
        digits: u32,
    },
    /// As its word or text.
    Words,
}

/// Where a part such as `.score` is taken from.
#[derive(Debug, Clone, PartialEq)]
pub enum PartOf {
    /// An item.
    Item(ItemId),
    /// The member of the set at hand (`band` in `kpis where band <= partial`, `kpi.title` in a loop).
    Member,
    /// The item whose own clause this is (`value`, `target` in its score).
    Own,
    /// A group of a roll-up: the roll-up, and a value for each of its facets.
    Group {
        /// Place in the rule book's list.
        rollup: u16,
        /// One value for each facet of the roll-up.
        key: Vec<Symbol>,
    },
}

/// The parts of an item or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word of the language")]
pub enum Part {
    Value,
    Target,
    Start,
    Score,
    Band,
    Points,
    Status,
    Quality,
    Title,
    Met,
    Coverage,
    Required,
    Progress,
    Arrival,
    Budget,
}

/// A resolved expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A number, an answer, a word, a band.
    Literal(Value),
    /// A quantity of money, with its currency.
    Money(f64, Box<str>),
    /// A text with holes.
    Template(Template),
    /// The value of an item in the year at hand.
    Item(ItemId),
    /// A part of an item or a group.
    Part(PartOf, Part),
    /// The value of a facet of the member at hand.
    Facet(u16),
    /// A parameter.
    Parameter(u16),
    /// A table: the result of the row that fits.
    Table(u16),
    /// The figure of a reference for an item.
    Figure(u16, ItemId),
    /// The title of a reference.
    ReferenceTitle(u16),
    /// The band of an item's value over the figure of a reference.
    Against {
        /// The item.
        item: ItemId,
        /// The reference.
        reference: u16,
    },
    /// The year at hand.
    Year,
    /// An argument of the function at hand.
    Argument(u16),
    /// `x at 2009`
    At(Box<Node>, Box<Node>),
    /// `-x`
    Negate(Box<Node>),
    /// `not x`
    Not(Box<Node>),
    /// All hold.
    And(Vec<Node>),
    /// One holds.
    Or(Vec<Node>),
    /// Arithmetic.
    Arithmetic(Operator, Box<Node>, Box<Node>),
    /// A comparison.
    Compare(Box<Compare>),
    /// The left side, or the right one where the left is not reported.
    OrElse(Box<Node>, Box<Node>),
    /// `if … then … else …`
    If(Box<Node>, Box<Node>, Box<Node>),
    /// `x is reported`, `x is not reported`: whether anything is reported.
    IsReported(Box<Node>, bool),
    /// `x is applicable`, `x is not applicable`
    IsApplicable(Box<Node>, bool),
    /// A built-in function over numbers: place in the table of built-ins.
    Call(u16, Vec<Node>),
    /// A function that a pack declares. What gives a list or a record is no value: it stands in the arms below, or as an
    /// argument.
    Apply(u16, Vec<Node>),
    /// A field of the record that an expression gives, by its place.
    Field(Box<Node>, u16),
    /// A record of these fields, in the order of its declaration: an argument.
    Record(Vec<Node>),
    /// A function over the list that an expression gives.
    OverGiven(Gather, Box<Node>),
    /// A function that looks at the members of a cohort.
    Look(Box<Look>),
    /// A function over the members of a set.
    Over(Gather, Box<Set>),
    /// A function over a list of expressions.
    OverList(Gather, Vec<Node>),
    /// A function over years.
    OverYears {
        /// What is made of them.
        gather: Gather,
        /// What is looked up in each year.
        node: Box<Node>,
        /// First year.
        first: Box<YearBound>,
        /// Last year.
        last: Box<YearBound>,
    },
    /// `band(x in scale)`: the value of the expression in a scale.
    BandIn(Box<Node>, u16),
    /// A function over the members of the group at hand: `mean(members)`, in the own formula of a roll-up.
    Rolled(Aggregation),
    /// The numbers of these members, as an argument that is a list.
    Members,
    /// `share_of_target(value, target)` with the item's own goal and start.
    ShareOfTarget(Box<Node>),
    /// `share_of_target(value, required)`: the same against what its path asks for in the year.
    ShareOfRequired(Box<Node>),
    /// What the recommendation at hand would change.
    Effect,
    /// A conversion: times the first, divided by the second.
    Scale(Box<Node>, f64, f64),
}

impl Node {
    /// Whether a function that looks at others stands in it.
    #[must_use]
    pub fn looks_at_others(&self) -> bool {
        let mut looks = matches!(self, Self::Look(_));
        self.each_child(&mut |child| looks |= child.looks_at_others());
        looks
    }

    /// Visits the expressions that stand directly in this one, those of its sets included.
    pub fn each_child(&self, visit: &mut dyn FnMut(&Node)) {
        match self {
            Self::Negate(one)
            | Self::Not(one)
            | Self::IsReported(one, _)
            | Self::IsApplicable(one, _)
            | Self::BandIn(one, _)
            | Self::ShareOfTarget(one)
            | Self::ShareOfRequired(one)
            | Self::Field(one, _)
            | Self::OverGiven(_, one)
            | Self::Scale(one, _, _) => visit(one),
            Self::At(one, two) | Self::Arithmetic(_, one, two) | Self::OrElse(one, two) => {
                visit(one);
                visit(two);
            }
            Self::If(one, two, three) => [one, two, three].into_iter().for_each(|part| visit(part)),
            Self::And(all)
            | Self::Or(all)
            | Self::Call(_, all)
            | Self::Apply(_, all)
            | Self::Record(all)
            | Self::OverList(_, all) => all.iter().for_each(visit),
            Self::Look(look) => look.arguments.iter().chain(&look.most).for_each(visit),
            Self::Compare(compare) => {
                visit(&compare.left);
                visit(&compare.right);
                if let Some(Within::Absolute(within) | Within::Relative(within)) = &compare.within {
                    visit(within);
                }
            }
            Self::OverYears { node, first, last, .. } => {
                visit(node);
                for end in [first, last] {
                    if let YearBound::Of(year) = end.as_ref() {
                        visit(year);
                    }
                }
            }
            Self::Template(template) => {
                for piece in &template.pieces {
                    if let TemplatePiece::Hole(hole, _) = piece {
                        visit(hole);
                    }
                }
            }
            Self::Over(_, set) => {
                set.condition.iter().for_each(&mut *visit);
                visit(&set.of);
            }
            _ => {}
        }
    }
}

/// A call of a function that looks at others.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Its place in the table of such functions.
    pub function: u16,
    /// Whose values it looks at.
    pub item: ItemId,
    /// In whose score, start or target it stands.
    pub of: Option<ItemId>,
    /// What it takes besides the value.
    pub arguments: Vec<Node>,
    /// `most:` what its result is held to.
    pub most: Option<Node>,
    /// `member:` whose value is the reference.
    pub member: Option<Box<str>>,
    /// The cohort: its place in the rule book's list; the default one where nothing is said.
    pub cohort: Option<u16>,
}

/// A year in `over`: absolute, or counted from the year at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum YearBound {
    /// So many years before the year at hand.
    Before(i32),
    /// An expression.
    Of(Node),
}

/// Arithmetic operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the operator itself")]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// A comparison, with what a message needs to speak of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Compare {
    /// Which.
    pub op: CompareOp,
    /// Left side.
    pub left: Node,
    /// Right side.
    pub right: Node,
    /// How far two sides may differ and still be equal.
    pub within: Option<Within>,
    /// How its sides are printed.
    pub shown: Shown,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// Whether two conditions ask the same, wherever they stand.
    #[must_use]
    pub fn asks_like(&self, other: &Self) -> bool {
        let all = |one: &[Self], other: &[Self]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.asks_like(other))
        };
        match (self, other) {
            (Self::Compare(one), Self::Compare(other)) => {
                one.op == other.op
                    && one.within == other.within
                    && one.left.asks_like(&other.left)
                    && one.right.asks_like(&other.right)
            }
            (Self::And(one), Self::And(other)) | (Self::Or(one), Self::Or(other)) => all(one, other),
            (Self::Not(one), Self::Not(other)) => one.asks_like(other),
            (one, other) => one == other,
        }
    }
}

/// A tolerance.
#[derive(Debug, Clone, PartialEq)]
pub enum Within {
    /// So much in the unit of the sides (`within 2 pp`, `within 3 min`).
    Absolute(Box<Node>),
    /// So much of the larger side (`within 5 %`).
    Relative(Box<Node>),
}

/// What is made of several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each of the others is the word of the language")]
pub enum Gather {
    Sum,
    Mean,
    Min,
    Max,
    Median,
    Count,
    List,
    Growth,
    /// Each value as it is: an argument that is a list.
    Each,
}

/// The members of the rule book that a set takes, and which of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// What is missing is skipped, and that is said.
    pub reported: bool,
    /// The items to choose from, in the order of the rule book.
    pub members: Vec<ItemId>,
    /// The condition on a member.
    pub condition: Option<Node>,
    /// What is taken of each member: its value where nothing else is said.
    pub of: Node,
    /// `kpi`, `point` or `input`, in the plural: for messages.
    pub what: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A text with holes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    /// Its pieces, in order.
    pub pieces: Vec<TemplatePiece>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplatePiece {
    /// Text as it stands.
    Text(Arc<str>),
    /// A hole: its value, with its unit.
    Hole(Node, Shown),
}

impl Template {
    /// A text without holes.
    #[must_use]
    pub fn plain(text: impl Into<Arc<str>>) -> Self {
        Self { pieces: vec![TemplatePiece::Text(text.into())] }
    }

    /// The text, if it has no holes.
    #[must_use]
    pub fn as_plain(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [TemplatePiece::Text(text)] => Some(text),
            _ => None,
        }
    }
}

/// A least grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeastGrade {
    /// A quality.
    Quality(Quality),
    /// A status.
    Status(Status),
}
