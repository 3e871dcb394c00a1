//! Columns of numbers: what the members of a cohort have of one item, what stands in for what is missing, and what is done
//! with outliers.
//!
//! Both evaluators ask here: that of one city at a time, which gathers a column from other evaluations, and plans, whose
//! columns are at hand. It knows of numbers alone. Every sum is taken over sorted numbers, so that the order of the members
//! changes no digit.

mod column;
mod stand_in;
mod treat;

pub use column::Column;
pub use stand_in::{Groups, Middle, ends, from_places, on_line};
