//! What is supposed, as people type it.

use super::tree::{Expr, Goal, Name, Path};
use crate::source::Span;

/// `households at 2020 = 900 households`, `weight of dimension: economy = 2`
#[derive(Debug, Clone, PartialEq)]
pub struct Supposed {
    /// Of what.
    pub of: SupposedOf,
    /// An item, a parameter, or what has a weight; a facet where a value of it follows.
    pub path: Path,
    /// The value of a facet.
    pub facet_value: Option<Name>,
    /// The year of a figure.
    pub at: Option<i32>,
    /// What it would be.
    pub value: SupposedValue,
    /// Where it stands.
    pub span: Span,
}

/// Of what something is supposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupposedOf {
    /// A figure, or the value of a parameter.
    Figure,
    /// A weight.
    Weight,
    /// A target.
    Target,
    /// A start.
    Start,
}

/// What something would be.
#[derive(Debug, Clone, PartialEq)]
pub enum SupposedValue {
    /// An expression.
    Value(Expr),
    /// A goal.
    Goal(Goal),
}
