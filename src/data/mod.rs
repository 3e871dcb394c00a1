//! The readers of city data: the city's own file, its figures in the long form, and what is known of it.
//!
//! What is broken is left out with a finding that points at its cell; the rest stands. All findings of a file come at
//! once.

mod attributes;
mod city;
mod columns;
mod figure_value;
mod figures;
mod findings;
mod lookup;
mod many;
mod mark;
mod measured;
mod period;
mod problem;
mod programme;
mod quantity;
mod repeats;
mod row;
mod unit_text;

#[cfg(test)]
mod fixture;

pub use attributes::attach_attributes;
pub use city::read_city;
pub use columns::{COLUMNS, Column};
pub use figure_value::{FigureValue, Written, figure_value};
pub use figures::read_figures;
pub use many::{read_cities, shared_city};
pub use mark::Mark;
pub use problem::{CellPart, CellProblem};
pub use unit_text::resolve_unit_text;

pub use crate::cells::{Marks, Undecodable, decode};
