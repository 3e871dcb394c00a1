//! Kinds and units: their algebra, their conversion, and how they are read and printed.
//!
//! A [`Kind`] says what sort of thing a figure counts or measures: a length, a mass of CO2e, inhabitants, a share. A
//! [`Unit`] is one way to write a figure of that kind. Figures are calculated in the base unit of their kind and
//! converted where they are read and where they are shown.

mod builtin;
mod currency;
mod display;
mod expression;
mod kind;
mod measure;
mod number;
mod problem;
mod reading;
mod table;
mod words;

pub use display::{Naming, format_quantity};
pub use expression::{UnitExpr, UnitFactor};
pub use kind::Kind;
pub use measure::Unit;
pub use number::{format_number, full_precision, significant};
pub use problem::UnitProblem;
pub use reading::read_unit;
pub use table::{UnitRow, UnitTable};
