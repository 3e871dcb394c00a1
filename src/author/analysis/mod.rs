//! What an analysis in Rhai works with: cities that are read once, evaluated as often as it asks, and changed as it
//! supposes; and what becomes of the tables that it gives back.

mod desk;
mod joint;
mod reference;
mod show;
mod world;

pub use desk::{Bench, Read, ReadTogether, Shelf};
pub(super) use reference::page;
pub use show::{Format, lines, show};
