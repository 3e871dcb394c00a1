//! The legend: each fill with its sign, its words, and how many items have it.

use super::cells::Cells;
use super::geometry::number;
use super::letters::{escape, fit};
use super::paint::{INK, Paint};
use crate::report::facts::State;
use crate::report::view::View;
use crate::value::{BandRef, MissingKind};

/// A line of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Entry {
    /// The fill.
    pub paint: Paint,
    /// What stands in such a cell.
    pub sign: String,
    /// The name.
    pub name: String,
    /// What it means.
    pub words: String,
    /// How many items have it.
    pub count: usize,
}

/// All sorts of reasons, in the order of the legend.
const REASONS: [MissingKind; 6] = [
    MissingKind::NotReported,
    MissingKind::NoBenchmark,
    MissingKind::NotApplicable,
    MissingKind::Undecided,
    MissingKind::Rejected,
    MissingKind::Failed,
];

/// The entries for the states of a view's items: all bands of the scales in use, and the reasons that occur.
pub(in crate::report) fn entries(view: View<'_>, states: &[State]) -> Vec<Entry> {
    let count = |state: State| states.iter().filter(|other| **other == state).count();
    let mut entries: Vec<Entry> = Vec::new();
    let mut scales: Vec<u16> = Vec::new();
    for state in states {
        if let State::Band(band) = state
            && !scales.contains(&band.scale)
        {
            scales.push(band.scale);
        }
    }
    scales.sort_unstable();
    for (place, scale) in scales.into_iter().filter_map(|at| Some((at, view.book.scales.get(at as usize)?))) {
        for (index, band) in (0u16..).zip(&scale.bands) {
            let reference = BandRef { scale: place, index };
            entries.push(Entry {
                paint: Paint::of(view, State::Band(reference)),
                sign: band.points.map_or_else(String::new, |earned| view.points(earned)),
                name: view.band_name(reference),
                words: view.band_words(reference),
                count: count(State::Band(reference)),
            });
        }
    }
    for kind in REASONS {
        let found = count(State::Missing(kind));
        if found > 0 {
            entries.push(Entry {
                paint: Paint::of_missing(kind),
                sign: view.sign(kind),
                name: view.word(kind.key()),
                words: view.explained(kind),
                count: found,
            });
        }
    }
    entries
}

/// Columns of the legend.
const COLUMNS: usize = 4;
/// Height of a row.
const ROW: f64 = 62.0;

/// How high a legend of so many entries is.
pub(super) fn height(entries: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a legend is short")]
    let rows = entries.div_ceil(COLUMNS) as f64;
    rows * ROW + 12.0
}

/// The legend, drawn from its upper left corner on.
pub(super) fn draw(entries: &[Entry], left: f64, top: f64, width: f64, id: &str) -> String {
    #[expect(clippy::cast_precision_loss, reason = "there are four columns")]
    let column = width / COLUMNS as f64;
    let mut out = String::from("<g>");
    let (mut x, mut y) = (left, top);
    for (place, entry) in entries.iter().enumerate() {
        if place > 0 && place % COLUMNS == 0 {
            (x, y) = (left, y + ROW);
        }
        out.push_str(&entry_at(entry, x, y, column, id));
        x += column;
    }
    out.push_str("</g>");
    out
}

fn entry_at(entry: &Entry, x: f64, y: f64, column: f64, id: &str) -> String {
    let text = |dx: f64, dy: f64, size: f64, rest: &str, words: &str| {
        format!(
            r#"<text x="{}" y="{}" font-size="{}"{rest}>{}</text>"#,
            number(x + dx),
            number(y + dy),
            number(size),
            escape(words)
        )
    };
    let title = format!("{} · {}", entry.name, entry.count);
    format!(
        r#"<rect x="{}" y="{}" width="46" height="40" rx="5" fill="url(#{id}-{})" stroke="{INK}"/>{}{}{}"#,
        number(x),
        number(y),
        entry.paint.name,
        text(23.0, 26.0, 16.0, r#" font-weight="700" text-anchor="middle""#, &fit(&entry.sign, 16.0, 44.0)),
        text(58.0, 17.0, 17.0, r#" font-weight="700""#, &fit(&title, 18.0, column - 66.0)),
        text(58.0, 37.0, 14.5, "", &fit(&entry.words, 14.5, column - 66.0)),
    )
}

/// The states of the items of a layout.
pub(super) fn states(cells: &Cells) -> Vec<State> {
    cells.cells.iter().filter(|cell| cell.ring.is_none()).map(|cell| cell.state).collect()
}
