//! The case as a rule book and as columns: what plans are made of.

use yardstick::model::rules::RuleBook;
use yardstick::plan::{Column, Keep};

use crate::case;

/// All that both sides of a comparison with the method by hand have: no bands, points and coverage.
pub const WHOLE: Keep = Keep { bands: false, points: false, coverage: false, ..Keep::ALL };

/// The rule book of the case.
///
/// # Panics
/// The rules are wrong.
#[must_use]
pub fn book() -> RuleBook {
    case::book().1
}

/// The columns of its inputs.
#[must_use]
pub fn columns() -> Vec<Column> {
    (0..case::INPUTS).map(|place| Column::new(format!("i{place}"), "number")).collect()
}

/// The figures of one city, of which some are missing.
///
/// # Panics
/// They are not as many as there are inputs.
#[must_use]
pub fn cells(figures: &[f64]) -> [Option<f64>; case::INPUTS] {
    std::array::from_fn(|place| (!figures[place].is_nan()).then_some(figures[place]))
}
