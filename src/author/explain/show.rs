//! Scores, goals, bands and reasons as an explanation prints them.

use super::Known;
use crate::model::rules::{Case, Item, Metric};
use crate::model::scorecard::TargetResult;
use crate::unit::format_number;
use crate::value::{BandRef, Date, GoalKind, Missing, Outcome, Value};

const DIGITS: u32 = 3;

impl Known<'_> {
    /// A value of an item, or why there is none.
    pub(super) fn value(&self, item: &Item, value: &Outcome<Value>) -> String {
        match value {
            Ok(value) => self.book.show_item_value(item, value),
            Err(missing) => self.reason(missing),
        }
    }

    /// Why something is missing.
    pub(super) fn reason(&self, missing: &Missing) -> String {
        self.book.show_missing(missing)
    }

    /// A score, or what a roll-up makes, or why there is none.
    pub(super) fn score(&self, score: &Outcome<Value>, metric: &Metric) -> String {
        match score {
            Ok(score) => self.book.show_score(score, metric),
            Err(missing) => self.reason(missing),
        }
    }

    /// A share of 1 in percent, or why there is none.
    pub(super) fn share(&self, share: &Outcome<Value>) -> String {
        match share {
            Ok(share) => self.book.show_share(share),
            Err(missing) => self.reason(missing),
        }
    }

    /// A goal in words.
    pub(super) fn goal(&self, item: &Item, target: &TargetResult) -> String {
        let low = self.book.show_item_value(item, &target.bound);
        let low = target.by.map_or_else(|| low.clone(), |by| format!("{low} by {}", by.as_deadline()));
        match &target.upper {
            Some(upper) if target.kind == GoalKind::Between => {
                format!("between {low} and {}", self.book.show_item_value(item, upper))
            }
            _ => format!("{} {low}", target.kind.words()),
        }
    }

    /// The name of a band and its words.
    pub(super) fn band(&self, band: &Outcome<BandRef>) -> String {
        match band {
            Ok(band) => match self.book.band(*band) {
                Some((name, words)) if words.is_empty() || words == name => name.replace('_', " "),
                Some((name, words)) => format!("{} ({words})", name.replace('_', " ")),
                None => String::new(),
            },
            Err(missing) => self.reason(missing),
        }
    }

    /// A facet and its value in words: `Dimension: Economy`.
    pub(super) fn facet_value(&self, facet: u16, value: crate::value::Symbol) -> String {
        let word = self.book.word(value);
        let Some(facet) = self.book.facets.get(facet as usize) else { return word.to_owned() };
        let known = facet.values.iter().find(|known| known.symbol == value).map(|known| known.title.as_str());
        let titled = known.filter(|title| !title.is_empty()).unwrap_or(word);
        let name = if facet.title.is_empty() { facet.name.as_str() } else { facet.title.as_str() };
        format!("{name}: {titled}")
    }
}

/// A share in percent.
pub(super) fn percent(share: f64) -> String {
    format!("{}\u{a0}%", format_number(share * 100.0, DIGITS))
}

/// A number of points or members.
pub(super) fn number(number: f64) -> String {
    format_number(number, DIGITS)
}

/// From when and until when a clause holds: `from 2020-01-01`.
pub(super) fn dates<T>(case: &Case<T>) -> String {
    between(case.from, case.until)
}

/// `from 2020-01-01 until 2021-12-31`
pub(super) fn between(from: Option<Date>, until: Option<Date>) -> String {
    let date = |word: &str, date: Option<Date>| date.map(|date| format!("{word} {date}"));
    [date("from", from), date("until", until)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A small table: the first column to the left, the others to the right.
pub(super) fn table<const N: usize>(head: &[String; N], rows: &[[String; N]]) -> Vec<String> {
    let all = || std::iter::once(head).chain(rows);
    let wide = |column: usize| {
        all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..head.len()).map(wide).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(place, (cell, wide))| match place {
            0 => format!("{cell:<wide$}"),
            _ => format!("{cell:>wide$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    all().map(line).collect()
}

/// Pieces that say something, joined.
pub(super) fn joined(pieces: &[&str], between: &str) -> String {
    pieces.iter().copied().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(between)
}
