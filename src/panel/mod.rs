//! Many cities at once, with every result there: what a plan carries comes from its columns, what it does not carry from
//! the tree evaluator, row by row.

mod cells;
mod fill;

pub use cells::Panel;
