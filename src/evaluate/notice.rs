//! What was noticed about figures: differences, what lies outside its range, assumptions, grades that are not stated.

use super::{Evaluation, grade};
use crate::formula::{Context, compare, eval_in, pick};
use crate::model::dataset::Figure;
use crate::model::rules::{CheckWeight, Goal, Item, ItemKind, Tolerance};
use crate::model::scorecard::{Notice, Origin};
use crate::value::{CompareOp, GoalKind, Value};

/// Figures of one item and year differ.
const DIFFER: &str = "data::figures::differ";
/// The reported value differs from the computed one.
const COMPUTED: &str = "data::figures::computed_differs";
/// A value lies outside of what is expected.
const OUTSIDE: &str = "data::value::unexpected";
/// A rule's assumption stands in for a figure.
const ASSUMED: &str = "data::value::assumed";
/// A grade is asked for, and the figure states none.
const UNGRADED: &str = "data::quality::not_stated";

/// Below this share of the larger figure, a difference is one of rounding.
const ROUNDING: f64 = 1e-9;

impl Evaluation<'_> {
    /// All that was noticed, in the order of the rules.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for item in &self.book.items {
            self.differing(item, &mut notices);
            self.about_result(item, &mut notices);
        }
        notices
    }

    fn about_result(&self, item: &Item, notices: &mut Vec<Notice>) {
        let entry = self.latest(item.id);
        if let (Ok(value), Some(other)) = (&entry.value, &entry.other)
            && let Some(weight) = self.difference(item, value, other)
        {
            let (taken, left) = (self.book.show_item_value(item, value), self.book.show_item_value(item, other));
            let key = match entry.origin {
                Origin::Computed(_) => "notice_computed",
                Origin::Reported(_) if item.kind == ItemKind::Input => "notice_stated",
                _ => "notice_reported",
            };
            let text = self.book.voice.say(key, &[("taken", (&taken).into()), ("left", (&left).into())]);
            notices.push(Notice { code: COMPUTED, weight, item: item.id, text, figures: entry.figures.to_vec() });
        }
        if let Some(case) = entry.outside.and_then(|place| item.expects.get(place)) {
            let context = self.own_context(item, entry.year);
            let range = self.range(item, &case.value.goal, &context);
            let text = match &entry.value {
                Ok(value) => {
                    let value = self.book.show_item_value(item, value);
                    self.book.voice.say("notice_outside", &[("value", (&value).into()), ("range", (&range).into())])
                }
                Err(missing) => {
                    let why = self.book.show_missing(missing);
                    self.book.voice.say("notice_range_missing", &[("why", (&why).into()), ("range", (&range).into())])
                }
            };
            let weight = if case.value.reject { CheckWeight::Reject } else { CheckWeight::Warn };
            notices.push(Notice { code: OUTSIDE, weight, item: item.id, text, figures: entry.figures.to_vec() });
        }
        if let (Origin::Assumed(_), Ok(value)) = (entry.origin, &entry.value) {
            let value = self.book.show_item_value(item, value);
            let text = self.book.voice.say("notice_assumed", &[("value", (&value).into())]);
            notices.push(Notice { code: ASSUMED, weight: CheckWeight::Info, item: item.id, text, figures: Vec::new() });
        }
        if entry.ungraded && self.asks_quality(item) {
            let text = self.book.voice.word("notice_ungraded");
            let figures = entry.figures.iter().copied().filter(|place| self.has_no_grade(*place)).collect();
            notices.push(Notice { code: UNGRADED, weight: CheckWeight::Info, item: item.id, text, figures });
        }
    }

    fn has_no_grade(&self, place: u32) -> bool {
        self.data.figures.get(place as usize).is_some_and(|figure| figure.quality.is_none())
    }

    /// A range in words: `at least 1 household`, `between 0 % and 100 %`.
    fn range(&self, item: &Item, goal: &Goal, context: &Context<'_>) -> String {
        let shown = |node| match eval_in(node, self, context) {
            Ok(value) => self.book.show_item_value(item, &value),
            Err(missing) => format!("[{}]", self.book.show_missing(&missing)),
        };
        let (bound, upper) = (shown(&goal.bound), goal.upper.as_ref().map(shown));
        match goal.kind {
            GoalKind::Equals => self.book.voice.say("range_equals", &[("bound", (&bound).into())]),
            kind => self.book.show_goal(kind, &bound, upper.as_deref()),
        }
    }

    /// Figures of one item and year that differ, each against the one that is taken.
    fn differing(&self, item: &Item, notices: &mut Vec<Notice>) {
        if self.data.figures_of(item.id).nth(1).is_none() {
            return;
        }
        for year in self.memo.years() {
            let counted: Vec<(u32, &Figure)> = self.counted(item, *year).collect();
            let context = self.in_year(*year).for_own(item.id);
            let Ok(Some((place, taken))) = self.chosen(item, &counted, &context) else { continue };
            for (other_place, other) in counted.iter().filter(|(other, _)| *other != place) {
                let (Some(value), Some(beside)) = (&taken.value, &other.value) else { continue };
                let Some(weight) = self.difference(item, value, beside) else { continue };
                let rule = self.rule_of_choice(item, taken, other, &context);
                let voice = &self.book.voice;
                let (own, beside) = (self.book.show_as_written(taken), self.book.show_as_written(other));
                let (source, second) = (self.cited(taken), self.cited(other));
                let text = voice.say(
                    "notice_differ",
                    &[
                        ("taken", (&own).into()),
                        ("source", (&source).into()),
                        ("other", (&beside).into()),
                        ("beside", (&second).into()),
                        ("rule", (&voice.word(rule)).into()),
                    ],
                );
                notices.push(Notice { code: DIFFER, weight, item: item.id, text, figures: vec![place, *other_place] });
            }
            if counted.iter().all(|(_, figure)| figure.year.is_none()) {
                return;
            }
        }
    }

    /// Why one figure was taken and not the other.
    fn rule_of_choice(&self, item: &Item, taken: &Figure, other: &Figure, context: &Context<'_>) -> &'static str {
        let preferred = self.preferred_source(item, context).ok().flatten();
        if preferred == Some(taken.source.as_str()) && taken.source != other.source {
            "rule_source"
        } else if taken.status < other.status {
            "rule_status"
        } else if taken.status == other.status && grade::rank(taken.quality) < grade::rank(other.quality) {
            "rule_grade"
        } else {
            "rule_first"
        }
    }

    /// How much a difference weighs; nothing where there is none to speak of.
    fn difference(&self, item: &Item, one: &Value, other: &Value) -> Option<CheckWeight> {
        let context = self.clause_context(item.id, self.year);
        let place = pick(&item.tolerance, self, &context).ok().flatten();
        let tolerance = place.and_then(|place| item.tolerance.get(place));
        let (Some(a), Some(b)) = (one.as_number(), other.as_number()) else {
            let same = one == other || compare(CompareOp::Equal, one, other, None, self.book) == Some(true);
            return (!same).then_some(if item.kind == ItemKind::Input && one.as_bound().is_some() {
                CheckWeight::Info
            } else {
                CheckWeight::Warn
            });
        };
        let larger = a.abs().max(b.abs());
        let most = match tolerance.map(|case| case.value) {
            Some(Tolerance::Absolute(size)) => size,
            Some(Tolerance::Relative(share)) => share * larger,
            None => return ((a - b).abs() > ROUNDING * larger).then_some(CheckWeight::Info),
        };
        let within = compare(CompareOp::Equal, one, other, Some(most), self.book) == Some(true);
        (!within).then_some(CheckWeight::Warn)
    }

    /// Where a figure comes from, in words.
    fn cited(&self, figure: &Figure) -> String {
        let source = self.data.source_of(figure);
        match (figure.source.is_empty(), figure.place.is_empty()) {
            (true, _) => self.book.voice.word("notice_no_source"),
            (false, true) => source.to_owned(),
            (false, false) => format!("{source}, {}", figure.place),
        }
    }
}
