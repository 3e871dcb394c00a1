//! Scores, points and goals as they are printed.

use super::view::View;
use crate::model::formula::Shown;
use crate::model::rules::Item;
use crate::model::scorecard::TargetResult;
use crate::unit::full_precision;
use crate::value::{BandRef, Bound, GoalKind, Value};

/// Significant digits of scores.
const SCORE_DIGITS: u32 = 3;
/// Digits of points.
const POINT_DIGITS: u32 = 6;

impl View<'_> {
    /// A score: in percent, unless the bands divide it in another unit.
    pub(super) fn score(self, score: &Value, scale: Option<u16>) -> String {
        let scale = scale.and_then(|at| self.book.scales.get(at as usize)).filter(|scale| scale.of.is_none());
        if let Some(Shown::Number { unit, .. }) = scale.map(|scale| &scale.shown)
            && !unit.kind.is_none()
        {
            let shown = Shown::Number { unit: unit.clone(), digits: SCORE_DIGITS };
            return self.book.show_as(score, &shown);
        }
        let number = |share: f64| self.voice().number(share * 100.0, SCORE_DIGITS);
        let percent = |number: &str| self.say("percent", &[("number", number)]);
        match score {
            Value::Number(share) => percent(&number(*share)),
            Value::Bound(bound) => percent(&self.bound_words(*bound, number)),
            _ => self.book.show_as(score, &Shown::Words),
        }
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

    /// A bound, each end printed by a rule.
    fn bound_words(self, bound: Bound, number: impl Fn(f64) -> String) -> String {
        match (bound.low.is_finite(), bound.high.is_finite()) {
            (true, true) => self.say("bound_between", &[("low", &number(bound.low)), ("high", &number(bound.high))]),
            (true, false) => self.say("goal_at_least", &[("bound", &number(bound.low))]),
            (false, true) => self.say("goal_at_most", &[("bound", &number(bound.high))]),
            (false, false) => self.word("unknown"),
        }
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
