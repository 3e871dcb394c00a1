//! Analyses: scripts that drive the engine. They load cities, evaluate, filter, compare and suppose, and give back lines
//! and tables.
//!
//! What they can call stands in rows ([`entries`]), which registering and the reference both read. What the calls do to
//! rules and cities is done by a [`Desk`], which whoever runs the analysis provides: this room reads no file and
//! evaluates nothing.

mod call;
mod city;
mod desk;
mod entry;
mod find;
mod group;
mod item;
mod list;
mod objects;
mod outcome;
mod register;
mod run;
mod session;
mod sheet;
mod table;
mod top;
mod values;

pub use desk::{Asked, Change, Desk, Standing, Step};
pub use entry::{Argument, Entry, Of, Sort, entries};
pub(super) use objects::called;
pub(super) use register::field_names;
pub use run::{Analysis, LIMITS};
pub use table::{Cell, Output, Table};
