//! Everything that is said of a change, ready to be shown in one of the formats.

use super::effect::{CityEffect, RankMoved, effect_text, ranks_text};
use super::{Change, changes_text};

/// What was changed, and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// What the old rules are called.
    pub old: &'a str,
    /// What the new rules are called.
    pub new: &'a str,
    /// What was changed.
    pub changes: &'a [Change],
    /// What it does to each city; nothing where none was asked for.
    pub cities: &'a [CityEffect],
    /// Ranks of cities among each other that moved.
    pub ranks: &'a [RankMoved],
    /// What could not be compared, and why.
    pub notes: &'a [String],
}

/// As lines of a width.
#[must_use]
pub fn text(report: &Report<'_>, width: usize) -> String {
    let mut text = changes_text((report.old, report.new), report.changes, width);
    for city in report.cities {
        text += &effect_text(city, width);
    }
    text + &ranks_text(report.ranks, width)
}
