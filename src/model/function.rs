//! Functions that packs declare: what they take, what they give, what they compute.

use super::exhibit::{Outside, Reckoner};
use super::formula::Node;
use super::rules::Measure;
use crate::source::Span;

/// A function that a pack declares.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Name.
    pub name: String,
    /// Arguments.
    pub parameters: Vec<FunctionArgument>,
    /// What it gives.
    pub result: Shape,
    /// Arguments that are missing are handed to its code; else the result is missing with them.
    pub takes_missing: bool,
    /// What it computes.
    pub body: Body,
    /// Where it is declared.
    pub span: Span,
}

/// What goes into a function, or is a field of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionArgument {
    /// The name under which its code knows it.
    pub name: String,
    /// What it is.
    pub shape: Shape,
}

/// What a function takes or gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// One value.
    One(Measure),
    /// Several values, each measured so.
    List(Measure),
    /// Values with names.
    Record(Vec<FunctionArgument>),
}

impl Shape {
    /// Whether it is one value, as all values of formulas are.
    #[must_use]
    pub fn is_one(&self) -> bool {
        matches!(self, Self::One(_))
    }

    /// How the value is measured, or each value of a list; nothing for a record.
    #[must_use]
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Self::One(measure) | Self::List(measure) => Some(measure),
            Self::Record(_) => None,
        }
    }

    /// The fields of a record; none of anything else.
    #[must_use]
    pub fn fields(&self) -> &[FunctionArgument] {
        match self {
            Self::Record(fields) => fields,
            _ => &[],
        }
    }
}

/// What a function computes.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A formula over its arguments.
    Formula(Node),
    /// Code outside of the language.
    Code(Outside<dyn Reckoner>),
}

impl Function {
    /// Its formula, if it has one.
    #[must_use]
    pub fn formula(&self) -> Option<&Node> {
        match &self.body {
            Body::Formula(node) => Some(node),
            Body::Code(_) => None,
        }
    }
}
