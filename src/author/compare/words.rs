//! The fixed words of comparisons, in one place.

use crate::unit::format_number;

pub(super) const NOT_IN_RULES: &str = "not in its rules";
pub(super) const OTHER_YEARS: &str = "the years differ";
pub(super) const OWN_PACKS: &str = "is also evaluated by";
pub(super) const OTHER_UNITS: &str = "different units";
pub(super) const OTHER_TARGETS: &str = "different targets";
pub(super) const OTHER_BANDS: &str = "different scales of bands";
pub(super) const FROM: &str = "from";
pub(super) const RANKING: &str = "Ranks: who ties shares the better rank (=), and the next rank comes after all of \
                                  them. Beside each score: how many KPIs it rests on, of those that apply.";
pub(super) const OVER_TIME: &str = "Behind each later year: what changed since the first one.";
pub(super) const AHEAD: &str = "ahead";
pub(super) const BEHIND: &str = "behind";
pub(super) const OF: &str = "of";
pub(super) const NONE: &str = "–";
pub(super) const GROUPS: &str = "Groups";
pub(super) const ITEMS: &str = "KPIs and points";
pub(super) const STANDING: &str = "Where each is ahead of all others, and behind the best (by score, under the same \
                                   target)";
pub(super) const NOTHING_AHEAD: &str = "in nothing alone";
pub(super) const NOTHING_BEHIND: &str = "in nothing";

/// Percentage points: `12.3 pp`.
pub(super) fn points(points: f64) -> String {
    format!("{}\u{a0}pp", format_number(points, 3))
}

/// A difference between scores: in percentage points, or as a number where they are numbers.
pub(super) fn gap(gap: f64, share: bool) -> String {
    if share { points(gap) } else { format_number(gap, 3) }
}

/// `scored on different KPIs (Trondheim 20, Riyadh 31), 18 of them in common`
pub(super) fn shared(shared: usize, each: &str) -> String {
    format!("scored on different KPIs ({each}); {shared} in common")
}

/// `3 of 18 KPIs in common are scored under different targets`
pub(super) fn under_other_targets(other: usize, shared: usize) -> String {
    format!("scored under different standards: {other} of {shared} in common")
}

/// `20 of 55 scored`
pub(super) fn coverage(scored: u32, applicable: u32) -> String {
    format!("{scored} {OF} {applicable}")
}
