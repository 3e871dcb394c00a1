//! Scores, points and goals as they are printed.

use super::view::View;
use super::words::W;
use crate::model::formula::Shown;
use crate::model::rules::Item;
use crate::model::scorecard::TargetResult;
use crate::unit::{format_number, full_precision};
use crate::value::{BandRef, Bound, GoalKind, Value};

/// Significant digits of scores.
const SCORE_DIGITS: u32 = 3;

impl View<'_> {
    /// A score: in percent, unless the bands divide it in another unit.
    pub(super) fn score(self, score: &Value, scale: Option<u16>) -> String {
        let scale = scale.and_then(|at| self.book.scales.get(at as usize)).filter(|scale| scale.of.is_none());
        if let Some(Shown::Number { unit, .. }) = scale.map(|scale| &scale.shown)
            && !unit.kind.is_none()
        {
            return self.book.show_as(score, &Shown::Number { unit: unit.clone(), digits: SCORE_DIGITS });
        }
        let percent = |share: f64| format_number(share * 100.0, SCORE_DIGITS);
        match score {
            Value::Number(share) => format!("{}\u{a0}%", percent(*share)),
            Value::Bound(bound) => format!("{}\u{a0}%", bound_words(*bound, percent)),
            _ => self.book.show_as(score, &Shown::Words),
        }
    }

    /// The goal in words: `at least 95 %`.
    pub(super) fn goal(self, item: &Item, target: &TargetResult) -> String {
        let low = self.book.show_item_value(item, &target.bound);
        let low = match target.by {
            Some(by) => format!("{low} {} {}", W.by, by.as_deadline()),
            None => low,
        };
        match (&target.kind, &target.upper) {
            (GoalKind::Between, Some(upper)) => {
                format!("{} {low} {} {}", target.kind.words(), W.and, self.book.show_item_value(item, upper))
            }
            (GoalKind::Equals, _) if target.bound.as_number().is_none() => low,
            (GoalKind::Equals, _) => format!("{} {low}", W.exactly),
            (kind, _) => format!("{} {low}", kind.words()),
        }
    }

    /// The name of a band: `strong`.
    pub(super) fn band_name(self, band: BandRef) -> String {
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
        let printed = self.book.show_item_value(item, value);
        let signs = [("<= ", W.at_most), (">= ", W.at_least), ("< ", W.less_than), ("> ", W.more_than)];
        let found = signs.iter().find_map(|(sign, words)| Some((words, printed.strip_prefix(sign)?)));
        match (value, found) {
            (Value::Bound(_), Some((words, rest))) => format!("{words} {rest}"),
            (Value::YesNo(_) | Value::Text(_), _) => format!("“{printed}”"),
            _ => printed,
        }
    }
}

/// Points: whole ones without decimals.
pub(super) fn points(points: f64) -> String {
    format_number(points, 6)
}

/// A bound, each end printed by a rule.
fn bound_words(bound: Bound, number: impl Fn(f64) -> String) -> String {
    match (bound.low.is_finite(), bound.high.is_finite()) {
        (true, true) => format!("{} {} {}", number(bound.low), W.to, number(bound.high)),
        (true, false) => format!("{} {}", W.at_least, number(bound.low)),
        (false, true) => format!("{} {}", W.at_most, number(bound.high)),
        (false, false) => W.unknown.to_owned(),
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
