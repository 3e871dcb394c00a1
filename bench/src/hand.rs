//! The case as Rust.
/// Row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    pub values: [Option<f64>; 91],
    pub scores: [Option<f64>; 91],
    pub means: [Option<f64>; 40],
    pub triggers: [Option<bool>; 60],
}
/// Row.
#[must_use]
pub fn row(_: &[Option<f64>; 117]) -> Row {
    Row { values: [None; 91], scores: [None; 91], means: [None; 40], triggers: [None; 60] }
}
