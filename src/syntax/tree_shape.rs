//! What functions take and give, and how values are measured, as written.

use super::tree::Name;
use crate::source::Span;
use crate::unit::UnitExpr;

/// What goes into a function, or is a field of a record: `share: %`, `shares: list of %`
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionArgument {
    /// The name under which its code knows it.
    pub name: Name,
    /// What it is.
    pub shape: ShapeSpec,
}

/// What a function takes or gives.
#[derive(Debug, Clone, PartialEq)]
pub enum ShapeSpec {
    /// `%`: one value.
    One(UnitSpec),
    /// `list of %`: several values.
    List(UnitSpec),
    /// `record of (share: %, gap: pp)`: values with names.
    Record(Vec<FunctionArgument>),
}

/// `unit …` as written.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitSpec {
    /// A unit of measurement.
    Of(UnitExpr, Span),
    /// `yes_no`
    YesNo(Span),
    /// `one of a, b, c`
    OneOf(Vec<Name>, Span),
    /// `text`, which functions take and give.
    Text(Span),
}
