//! Scores, points and goals as they are printed.

use super::view::View;
use crate::model::rules::{Item, Metric};
use crate::model::scorecard::TargetResult;
use crate::unit::full_precision;
use crate::value::{BandRef, Bound, GoalKind, Value};

/// Digits of points.
const POINT_DIGITS: u32 = 6;

impl View<'_> {
    /// A score, or what a roll-up makes, as the rules measure it.
    pub(super) fn score(self, score: &Value, metric: &Metric) -> String {
        self.book.show_score(score, metric)
    }

    /// A share of 1, in percent.
    pub(super) fn share(self, share: &Value) -> String {
        self.book.show_share(share)
    }

    /// The goal in words: `at least 95 %`.
    pub(super) fn goal(self, item: &Item, target: &TargetResult) -> String {
        let low = self.shown(item, &target.bound);
        let low = match target.by {
            Some(by) => self.say("goal_by", &[("bound", &low), ("date", &by.as_deadline())]),
            None => low,
        };
        if target.kind == GoalKind::Equals && target.bound.as_number().is_none() {
            return low;
        }
        let upper = target.upper.as_ref().map(|upper| self.shown(item, upper));
        self.book.show_goal(target.kind, &low, upper.as_deref())
    }

    /// The name of a band: `strong`.
    pub(super) fn band_name(self, band: BandRef) -> String {
        self.book.band_name(band)
    }

    /// The name of a band for files: as the rules have it.
    pub(super) fn band_word(self, band: BandRef) -> String {
        self.book.band(band).map_or_else(String::new, |(name, _)| name.replace('_', " "))
    }

    /// The words of a band: `95 % or more of the target`.
    pub(super) fn band_words(self, band: BandRef) -> String {
        let words = self.book.band(band).map(|(_, words)| words).filter(|words| !words.is_empty());
        words.map_or_else(|| self.band_name(band), str::to_owned)
    }

    /// How many bands the scale of a band has.
    pub(super) fn bands_beside(self, band: BandRef) -> usize {
        self.book.scales.get(band.scale as usize).map_or(1, |scale| scale.bands.len().max(1))
    }

    /// A value in a sentence: bounds as `less than 60 min`.
    pub(super) fn spoken(self, item: &Item, value: &Value) -> String {
        match value {
            Value::Bound(bound) => self.spoken_bound(item, value, *bound),
            Value::YesNo(_) | Value::Text(_) => self.say("quoted", &[("text", &self.shown(item, value))]),
            _ => self.shown(item, value),
        }
    }

    fn spoken_bound(self, item: &Item, value: &Value, bound: Bound) -> String {
        let (key, end) = match (bound.low.is_finite(), bound.high.is_finite()) {
            (false, true) => (if bound.high_open { "said_less" } else { "said_at_most" }, bound.high),
            (true, false) => (if bound.low_open { "said_more" } else { "said_at_least" }, bound.low),
            _ => return self.shown(item, value),
        };
        self.say(key, &[("number", &self.shown(item, &Value::Number(end)))])
    }

    /// Points: whole ones without decimals.
    pub(super) fn points(self, points: f64) -> String {
        self.voice().number(points, POINT_DIGITS)
    }

    /// `3 of 4`
    pub(super) fn some_of(self, some: &str, all: &str) -> String {
        self.say("some_of", &[("some", some), ("all", all)])
    }
}

/// A number at 15 significant digits, for files.
pub(super) fn precise(number: f64) -> f64 {
    full_precision(number).parse().unwrap_or(number)
}

/// How much of a bar of so many cells a share fills.
pub(super) fn filled(share: f64, cells: usize) -> usize {
    let mut full = 0;
    let mut step = 0.5;
    for _ in 0..cells {
        #[expect(clippy::cast_precision_loss, reason = "a bar has few cells")]
        let reached = share * cells as f64 >= step;
        full += usize::from(reached);
        step += 1.0;
    }
    full
}
