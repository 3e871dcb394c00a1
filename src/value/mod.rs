//! What a formula works with: numbers, bounds, answers, words, bands; three-valued truth; and why a value is missing.

mod bound;
mod date;
mod grade;
mod language;
mod missing;
mod phrase;
mod rank;
mod threshold;

pub use bound::Bound;
pub use date::Date;
pub use grade::{Quality, Status};
pub use language::Language;
pub use missing::{ItemId, Items, Missing, MissingKind};
pub use phrase::{Filling, Phrase};
pub use rank::{ranks, ties};
pub use threshold::{at_least, equal, greater};

use std::sync::Arc;

/// A word of a rule book (a choice, a facet's value), as a number that the rule book can turn back into the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// A band: which scale, and which of its bands. Bands rank as they are listed: 0 is the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BandRef {
    /// The scale, in the rule book's list.
    pub scale: u16,
    /// The band, in the scale's list.
    pub index: u16,
}

/// A value that is there. Quantities are in the base units of their kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A quantity or a plain number.
    Number(f64),
    /// A quantity of which only a bound is known (`< 60 min`).
    Bound(Bound),
    /// `yes` or `no`.
    YesNo(bool),
    /// One of the words of a choice.
    Choice(Symbol),
    /// A text.
    Text(Arc<str>),
    /// A band of a scale.
    Band(BandRef),
    /// The status of a figure.
    Status(Status),
    /// The grade of a figure.
    Quality(Quality),
}

/// A value, or why there is none.
pub type Outcome<T> = Result<T, Missing>;

/// True, false, or unknown with what is missing.
pub type Truth = Outcome<bool>;

impl Value {
    /// A yes/no answer as truth.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::YesNo(answer) => Some(*answer),
            _ => None,
        }
    }

    /// An exact number.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number or a bound as an interval.
    #[must_use]
    pub fn as_bound(&self) -> Option<Bound> {
        match self {
            Self::Number(number) => Some(Bound::exact(*number)),
            Self::Bound(bound) => Some(*bound),
            _ => None,
        }
    }
}

/// How a target, an expectation or a band divides numbers. Edges are said in words, so that nobody has to guess on which
/// How a clause meets what wider packs say of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Joining {
    /// It stands in its place; what has a name stands beside it.
    #[default]
    Usual,
    /// `also`: it is added.
    Also,
    /// `only`: it is all that is left.
    Only,
}

/// side the edge itself lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    /// `at least X`: X itself reaches it.
    AtLeast,
    /// `above X`: X itself does not reach it.
    Above,
    /// `at most X`: X itself reaches it.
    AtMost,
    /// `below X`: X itself does not reach it.
    Below,
    /// `between X and Y`: both edges belong to it.
    Between,
    /// `equals X`
    Equals,
}

impl GoalKind {
    /// The key of its words for people, with the place of its bound.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AtLeast => "goal_at_least",
            Self::Above => "goal_above",
            Self::AtMost => "goal_at_most",
            Self::Below => "goal_below",
            Self::Between => "goal_between",
            Self::Equals => "goal_equals",
        }
    }

    /// The words of the language.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "at least",
            Self::Above => "above",
            Self::AtMost => "at most",
            Self::Below => "below",
            Self::Between => "between",
            Self::Equals => "equals",
        }
    }
}

/// Comparisons of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl CompareOp {
    /// The sign of the language.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

    /// The comparison that holds when this one does not.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::Greater,
            Self::Greater => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }

    /// The comparison with its sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }
}
