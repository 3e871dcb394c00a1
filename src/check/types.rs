//! The type of an expression: what it can be compared with, and how it is printed.

use super::Checker;
use crate::model::formula::{Node, Shown};
use crate::model::rules::{Measure, Shape};
use crate::model::show::DIGITS;
use crate::source::Span;
use crate::unit::{Kind, Unit};
use crate::value::Symbol;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    /// A quantity or a plain number, with the unit that it is printed in and the digits.
    Number(Box<Unit>, u32),
    /// `yes` or `no`
    YesNo,
    /// One of some words; of any word where the list is open.
    Choice(Option<Vec<Symbol>>),
    /// A text.
    Text,
    /// A band of a scale, or of whatever scale a member has.
    Band(Option<u16>),
    /// A status.
    Status,
    /// A grade.
    Quality,
    /// Several values of one type, as a function gives them. It is no value: it stands in a function over lists, or as an
    /// argument.
    List(Box<Type>),
    /// Values with names, as a function gives them: a formula asks for one of them.
    Record(Vec<(String, Type)>),
    /// It does not resolve; what is wrong has been said.
    Broken,
}

/// A resolved expression with its type.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub node: Node,
    pub ty: Type,
    pub span: Span,
}

impl Type {
    pub fn number(unit: Unit) -> Self {
        Self::Number(Box::new(unit), DIGITS)
    }

    pub fn share() -> Self {
        Self::Number(Box::new(Unit::percent()), DIGITS)
    }

    pub fn plain() -> Self {
        Self::number(Unit::plain())
    }

    pub fn of(measure: &Measure, digits: u32) -> Self {
        match measure {
            Measure::Unit(unit) => Self::Number(unit.clone(), digits),
            Measure::YesNo => Self::YesNo,
            Measure::OneOf(words) => Self::Choice(Some(words.clone())),
            Measure::Text => Self::Choice(None),
        }
    }

    pub fn of_shape(shape: &Shape, digits: u32) -> Self {
        match shape {
            Shape::One(measure) => Self::of(measure, digits),
            Shape::List(measure) => Self::List(Box::new(Self::of(measure, digits))),
            Shape::Record(fields) => {
                Self::Record(fields.iter().map(|own| (own.name.clone(), Self::of_shape(&own.shape, digits))).collect())
            }
        }
    }

    /// Whether it is one value: what formulas compute with.
    pub fn is_one(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Record(_))
    }

    pub fn kind(&self) -> Option<&Kind> {
        match self {
            Self::Number(unit, _) => Some(&unit.kind),
            _ => None,
        }
    }

    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Number(unit, _) => Some(unit),
            _ => None,
        }
    }

    pub fn shown(&self) -> Shown {
        match self {
            Self::Number(unit, digits) => Shown::Number { unit: unit.clone(), digits: *digits },
            _ => Shown::Words,
        }
    }

    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Broken)
    }
}

impl Checker<'_> {
    /// What sort of thing a type is, in the method's words.
    pub(super) fn in_words(&self, ty: &Type) -> String {
        match ty {
            Type::Number(unit, _) => self.book.units.describe(&unit.kind),
            Type::YesNo => "yes or no".to_owned(),
            Type::Choice(Some(words)) => {
                let words: Vec<&str> = words.iter().take(4).map(|word| self.book.word(*word)).collect();
                format!("one of {}", words.join(", "))
            }
            Type::Choice(None) | Type::Text => "a word".to_owned(),
            Type::Band(_) => "a band".to_owned(),
            Type::Status => "a status".to_owned(),
            Type::Quality => "a grade of quality".to_owned(),
            Type::List(each) => format!("a list, each {}", self.in_words(each)),
            Type::Record(fields) => {
                let names: Vec<String> = fields.iter().map(|(name, _)| format!("`{name}`")).collect();
                format!("a record of {}", names.join(", "))
            }
            Type::Broken => "nothing".to_owned(),
        }
    }
}

impl Typed {
    pub fn new(node: Node, ty: Type, span: Span) -> Self {
        Self { node, ty, span }
    }
}
