//! Cities side by side, or one city over the years.

mod rank;

pub use rank::{ranks, ties};
