//! How scores and shares are printed: in percent, or on the scale that the method gives them.

use super::formula::Shown;
use super::groups::Metric;
use super::rules::{Rollup, RuleBook};
use super::show::{DIGITS, with_unit};
use crate::value::{Bound, Symbol, Value};

impl RuleBook {
    /// A score, or what a roll-up makes of scores or values: `70.2 %`, `7.02`, `4.18 t of CO2e`.
    #[must_use]
    pub fn show_score(&self, score: &Value, metric: &Metric) -> String {
        match (&metric.shown, score) {
            (Shown::Number { unit, .. }, _) if unit.is_percent() => self.show_share(score),
            (Shown::Number { unit, .. }, Value::Bound(bound)) if unit.kind.is_none() => {
                self.show_ends(*bound, |end| self.voice.number(unit.from_base(end), DIGITS))
            }
            (shown, _) => self.show_as(score, shown),
        }
    }

    /// A share of 1 in percent.
    #[must_use]
    pub fn show_share(&self, share: &Value) -> String {
        let number = |share: f64| self.voice.number(share * 100.0, DIGITS);
        let percent = |number: &str| self.voice.say("percent", &[("number", number.into())]);
        match share {
            Value::Number(share) => percent(&number(*share)),
            Value::Bound(bound) => percent(&self.show_ends(*bound, number)),
            _ => self.show_as(share, &Shown::Words),
        }
    }

    /// A difference between two scores, in the unit in which they are printed: in percentage points where that is `%`.
    #[must_use]
    pub fn show_gap(&self, printed: f64, metric: &Metric) -> String {
        let number = self.voice.number(printed, DIGITS);
        match metric.unit() {
            Some(unit) if unit.is_percent() => with_unit(&self.voice, &number, &self.voice.word("unit_pp")),
            Some(unit) => self.show_score(&Value::Number(unit.to_base(printed)), metric),
            None => number,
        }
    }

    /// The name of a group as it can be typed: `dimension: society, category: education`, and `worst, goal: g3` in a
    /// roll-up that has a name of its own.
    #[must_use]
    pub fn group_name(&self, rollup: &Rollup, key: &[Symbol]) -> String {
        let parts: Vec<String> =
            self.facet_names(rollup).zip(key).map(|(facet, value)| format!("{facet}: {}", self.word(*value))).collect();
        let own = self.has_own_name(rollup).then(|| rollup.name.clone());
        own.into_iter().chain(parts).collect::<Vec<_>>().join(", ")
    }

    /// Whether a roll-up is called otherwise than the facets that it groups by.
    #[must_use]
    pub fn has_own_name(&self, rollup: &Rollup) -> bool {
        self.facet_names(rollup).collect::<Vec<_>>().join(", ") != rollup.name
    }

    fn facet_names<'b>(&'b self, rollup: &'b Rollup) -> impl Iterator<Item = &'b str> {
        rollup.facets.iter().map(|facet| self.facets.get(*facet as usize).map_or("", |facet| facet.name.as_str()))
    }

    /// A bound in words, each end printed by a rule.
    fn show_ends(&self, bound: Bound, number: impl Fn(f64) -> String) -> String {
        let one = |key, end: f64| self.voice.say(key, &[("bound", (&number(end)).into())]);
        match (bound.low.is_finite(), bound.high.is_finite()) {
            (true, true) => {
                let (low, high) = (number(bound.low), number(bound.high));
                self.voice.say("bound_between", &[("low", (&low).into()), ("high", (&high).into())])
            }
            (true, false) => one("goal_at_least", bound.low),
            (false, true) => one("goal_at_most", bound.high),
            (false, false) => self.voice.word("unknown"),
        }
    }
}
