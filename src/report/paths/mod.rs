//! Paths to targets with dates, as the reports tell them: what is due, what is there, and how it goes on.

mod picture;
mod table;

pub(super) use picture::picture;
pub use table::paths_csv;

use super::facts::Clause;
use super::view::View;
use super::words::{W, fill};
use crate::model::rules::{Item, PathShape};
use crate::model::scorecard::{ItemResult, MilestoneResult, PathResult, PathYear};
use crate::value::{BandRef, Missing, Outcome, Value};

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

impl Along<'_> {
    /// Value, due, progress, pace, arrival, budget, and what is still needed.
    pub fn told(self, view: View<'_>) -> Vec<Told> {
        let (path, year) = (self.path, self.path.year.to_string());
        let told = |word: &str, text: String| Told { word: fill(word, &[("year", &year)]), text };
        let mut all = vec![
            told(W.path_value, self.value(view, &self.result.value)),
            told(W.path_due, self.value(view, &path.required)),
            told(W.path_progress, or_why(view, &path.progress, |progress| view.score(progress, None))),
            told(W.path_pace, self.pace(view)),
            told(W.path_arrival, or_why(view, &path.arrival, ToString::to_string)),
        ];
        if let Some(Ok(budget)) = &path.budget {
            all.push(told(W.path_budget, self.budget(view, budget)));
        }
        if let Some(needed) = self.needed(view) {
            all.push(told(W.path_needed, needed));
        }
        all
    }

    /// The band of the progress in words.
    pub fn pace(self, view: View<'_>) -> String {
        match &self.path.pace {
            Some(pace) => or_why(view, pace, |band| view.band_words(*band)),
            None => W.no_pace.to_owned(),
        }
    }

    /// The first figure that is still needed.
    pub fn needed(self, view: View<'_>) -> Option<String> {
        let missing = &self.path.needed.as_ref()?.missing;
        let items: Vec<String> =
            missing.items.iter().filter(|id| **id != self.item.id).map(|id| view.title_of(*id)).collect();
        let why = missing.why.as_deref().unwrap_or_else(|| missing.kind.words());
        Some(if items.is_empty() { why.to_owned() } else { format!("{why} ({})", super::order::cut(&items, 4)) })
    }

    fn budget(self, view: View<'_>, budget: &Value) -> String {
        let first = self.path.years.first().map_or(self.path.year, |start| start.year.max(self.path.year));
        let last = self.path.milestones.last().map_or(first, |last| last.by.year);
        let (first, last) = (first.saturating_add(1).to_string(), last.to_string());
        let amount = view.book.show_item_value(self.item, budget);
        fill(W.path_allows, &[("amount", &amount), ("first", &first), ("last", &last)])
    }

    fn value(self, view: View<'_>, value: &Outcome<Value>) -> String {
        or_why(view, value, |value| view.book.show_item_value(self.item, value))
    }

    /// How the path runs, in a sentence.
    pub fn runs(self, view: View<'_>) -> Option<String> {
        let (year, value) = *self.path.start.as_ref().ok()?;
        let start = view.book.show_item_value(self.item, &Value::Number(value));
        let way = match self.path.shape.as_ref().ok()? {
            PathShape::Linear => W.path_linear,
            PathShape::ConstantRate => W.path_constant_rate,
            PathShape::Steps => W.path_steps,
        };
        Some(fill(W.path_runs, &[("year", &year.to_string()), ("start", &start), ("way", way)]))
    }

    /// The milestones in words.
    pub fn stones(self, view: View<'_>) -> Vec<Stone> {
        let stone = |milestone: &MilestoneResult| {
            let level = match &milestone.level {
                Ok(level) => format!("{} {}", milestone.kind.words(), view.book.show_item_value(self.item, level)),
                Err(missing) => view.why(missing),
            };
            let note = match self.item.targets.get(self.path.case).map(|case| &case.value) {
                Some(crate::model::rules::Target::Path(path)) => path.by(milestone.by).map(|known| &known.note),
                _ => None,
            };
            let clause = note.map_or_else(Clause::default, |note| Clause::new(String::new(), note));
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
            difference: year
                .difference
                .map_or_else(String::new, |difference| signed(&shown(&Value::Number(difference)), difference)),
            milestone: self.path.milestones.iter().any(|milestone| milestone.by.year == year.year),
            now: year.year == self.path.year,
        };
        self.path.years.iter().map(row).collect()
    }

    /// All of it on one line: `400 000 t; due 382 143 t; progress 84.8 %, behind; 2050`.
    pub fn brief(self, view: View<'_>) -> String {
        let told = self.told(view);
        told.iter().map(|told| format!("{}: {}", told.word, told.text)).collect::<Vec<_>>().join("; ")
    }
}

fn signed(text: &str, number: f64) -> String {
    if number > 0.0 { format!("+{text}") } else { text.to_owned() }
}

fn or_why<T>(view: View<'_>, value: &Outcome<T>, show: impl Fn(&T) -> String) -> String {
    match value {
        Ok(value) => show(value),
        Err(missing) => why(view, missing),
    }
}

/// Why something cannot be told.
fn why(view: View<'_>, missing: &Missing) -> String {
    match &missing.why {
        Some(why) => why.to_string(),
        None => view.why(missing),
    }
}
