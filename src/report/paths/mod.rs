//! Paths to targets with dates, as the reports tell them: what is due, what is there, and how it goes on.

mod picture;
mod table;

pub(super) use picture::picture;
pub use table::paths_csv;

use super::facts::Clause;
use super::view::View;
use crate::model::rules::{Item, PathShape};
use crate::model::scorecard::{ItemResult, MilestoneResult, PathResult, PathYear};
use crate::value::{BandRef, Missing, Value};

/// An item on its way to a target with a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Along<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its result.
    pub result: &'a ItemResult,
    /// Its path.
    pub path: &'a PathResult,
}

/// What is told of a path, with the word before it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Told {
    /// The word.
    pub word: String,
    /// What is told.
    pub text: String,
}

/// One year of a path in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Row {
    /// The year.
    pub year: i32,
    /// What is due in it.
    pub required: String,
    /// The value of that year.
    pub reported: String,
    /// The value less what is due.
    pub difference: String,
    /// The year has a milestone.
    pub milestone: bool,
    /// It is the year of the figure.
    pub now: bool,
}

/// A milestone in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Stone {
    /// The day by which it is to be reached: the year where it is a whole one.
    pub by: String,
    /// Its level and its authority.
    pub clause: Clause,
}

/// The paths that a view shows.
pub(super) fn paths<'a>(view: View<'a>) -> Vec<Along<'a>> {
    let along = |item: &'a Item| {
        let result = view.result(item.id)?;
        Some(Along { item, result, path: result.path.as_deref()? })
    };
    view.items().filter_map(along).collect()
}

/// The bands of progress that the page shows.
pub(super) fn paces<'a>(view: View<'a>) -> impl Iterator<Item = BandRef> + 'a {
    paths(view).into_iter().filter_map(|along| along.path.pace.as_ref()?.as_ref().ok().copied())
}

impl<'a> Along<'a> {
    /// Value, due, progress, pace, arrival, budget, and what is still needed. A reason is told once.
    pub fn told(self, view: View<'_>) -> Vec<Told> {
        let (path, year) = (self.path, self.path.year.to_string());
        let mut known: Vec<&Missing> = path.needed.iter().map(|needed| &needed.missing).collect();
        let mut all: Vec<Told> = Vec::new();
        let mut tell = |key: &str, text: Result<String, &'a Missing>| {
            let text = match text {
                Ok(text) => text,
                Err(missing) if known.iter().any(|known| says(known, missing)) => view.word("path_open"),
                Err(missing) => {
                    known.push(missing);
                    self.why(view, missing)
                }
            };
            all.push(Told { word: view.say(key, &[("year", &year)]), text });
        };
        let shown = |value: &Value| view.book.show_item_value(self.item, value);
        let value = self.result.value.as_ref().map(shown).unwrap_or_else(|missing| self.why(view, missing));
        tell("path_value", Ok(value));
        tell("path_due", path.required.as_ref().map(shown));
        tell("path_progress", path.progress.as_ref().map(|progress| view.share(progress)));
        match &path.pace {
            Some(pace) => tell("path_pace", pace.as_ref().map(|band| view.band_words(*band))),
            None => tell("path_pace", Ok(view.word("no_pace"))),
        }
        tell("path_arrival", path.arrival.as_ref().map(ToString::to_string));
        if let Some(Ok(budget)) = &path.budget {
            tell("path_budget", Ok(self.budget(view, budget)));
        }
        if let Some(needed) = self.needed(view) {
            tell("path_needed", Ok(needed));
        }
        all
    }

    /// The first figure that is still needed.
    pub fn needed(self, view: View<'_>) -> Option<String> {
        let missing = &self.path.needed.as_ref()?.missing;
        let items: Vec<String> =
            missing.items().iter().filter(|id| **id != self.item.id).map(|id| view.title_of(*id)).collect();
        let why = missing.why().map_or_else(|| view.word(missing.kind.key()), |why| view.phrase(why));
        Some(if items.is_empty() { why } else { format!("{why} ({})", super::order::cut(view, &items, 4)) })
    }

    /// What the path still allows, as a number in the unit of the sum.
    pub fn budget_number(self, view: View<'_>) -> Option<f64> {
        let budget = self.path.budget.as_ref()?.as_ref().ok()?.as_number()?;
        Some(self.item.sum_unit(&view.book.units)?.from_base(budget))
    }

    fn budget(self, view: View<'_>, budget: &Value) -> String {
        let first = self.path.years.first().map_or(self.path.year, |start| start.year.max(self.path.year));
        let last = self.path.milestones.last().map_or(first, |last| last.by.year);
        let (first, last) = (first.saturating_add(1).to_string(), last.to_string());
        let amount = view.book.show_sum(self.item, budget);
        view.say("path_allows", &[("amount", &amount), ("first", &first), ("last", &last)])
    }

    /// Why something cannot be told; the item itself is not named again.
    fn why(self, view: View<'_>, missing: &Missing) -> String {
        match missing.why() {
            Some(why) => view.phrase(why),
            None if missing.items() == [self.item.id] => view.word(missing.kind.key()),
            None => view.why(missing),
        }
    }

    /// How the path runs, in a sentence.
    pub fn runs(self, view: View<'_>) -> Option<String> {
        let (year, value) = *self.path.start.as_ref().ok()?;
        let start = view.book.show_item_value(self.item, &Value::Number(value));
        let way = match self.path.shape.as_ref().ok()? {
            PathShape::Linear => "path_linear",
            PathShape::ConstantRate => "path_constant_rate",
            PathShape::Steps => "path_steps",
        };
        Some(view.say("path_runs", &[("year", &year.to_string()), ("start", &start), ("way", &view.word(way))]))
    }

    /// The milestones in words.
    pub fn stones(self, view: View<'_>) -> Vec<Stone> {
        let stone = |milestone: &MilestoneResult| {
            let level = match &milestone.level {
                Ok(level) => {
                    let level = view.book.show_item_value(self.item, level);
                    view.book.show_goal(milestone.kind, &level, None)
                }
                Err(_) => view.word("path_open"),
            };
            let note = match self.item.targets.get(self.path.case).map(|case| &case.value) {
                Some(crate::model::rules::Target::Path(path)) => path.by(milestone.by).map(|known| &known.note),
                _ => None,
            };
            let clause = note.map_or_else(Clause::default, |note| Clause::new(view, String::new(), note));
            Stone { by: milestone.by.as_deadline(), clause: Clause { text: level, ..clause } }
        };
        self.path.milestones.iter().map(stone).collect()
    }

    /// The path year by year in words.
    pub fn rows(self, view: View<'_>) -> Vec<Row> {
        let shown = |value: &Value| view.book.show_item_value(self.item, value);
        let row = |year: &PathYear| Row {
            year: year.year,
            required: year.required.as_ref().map_or_else(|_| "–".to_owned(), shown),
            reported: year.reported.as_ref().map_or_else(|_| "–".to_owned(), shown),
            difference: year.difference.map_or_else(String::new, |difference| {
                signed(&view.book.show_difference(self.item, difference), difference)
            }),
            milestone: self.path.milestones.iter().any(|milestone| milestone.by.year == year.year),
            now: year.year == self.path.year,
        };
        self.path.years.iter().map(row).collect()
    }

    /// All of it on one line: `value: 400 000 t; due in 2020: 382 143 t; progress: 84.8 %`. What comes to the same is said
    /// together: `due in 2020, progress: cannot be told`.
    pub fn brief(self, view: View<'_>) -> String {
        let mut groups: Vec<(Vec<String>, String)> = Vec::new();
        for told in self.told(view) {
            match groups.last_mut() {
                Some((words, text)) if *text == told.text => words.push(told.word),
                _ => groups.push((vec![told.word], told.text)),
            }
        }
        groups.iter().map(|(words, text)| format!("{}: {text}", words.join(", "))).collect::<Vec<_>>().join("; ")
    }
}

/// Whether a reason that was told says all of another.
fn says(known: &Missing, other: &Missing) -> bool {
    known.kind == other.kind && (known.why() == other.why() || other.why().is_none())
}

fn signed(text: &str, number: f64) -> String {
    if number > 0.0 { format!("+{text}") } else { text.to_owned() }
}
