//! Figures that stand in the data more than once.

use std::collections::HashMap;

use super::findings::Findings;
use super::row::Read;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::dataset::{Dataset, Figure};
use crate::value::{ItemId, Value, equal};

/// Item, period and source.
type Key = (ItemId, String, String);

/// At most so many figures of one key are compared with a new one.
const COMPARED: usize = 8;

/// The figures so far, by item, period and source.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    places: HashMap<Key, Vec<usize>>,
}

impl Repeats {
    /// The figures that are there already.
    pub(super) fn of(dataset: &Dataset) -> Self {
        let mut repeats = Self::default();
        for (place, figure) in dataset.figures.iter().enumerate().filter(|(_, figure)| figure.line > 0) {
            let period = figure.year.map(|year| year.to_string()).unwrap_or_default();
            repeats.add((figure.item, period, figure.source.clone()), place);
        }
        repeats
    }

    /// Compares a figure with those before it, and remembers it.
    pub(super) fn check(&mut self, read: &Read, dataset: &Dataset, findings: &mut Findings) {
        let figure = &read.figure;
        let key = (figure.item, read.period.clone(), figure.source.clone());
        let known = self.places.get(&key).map_or(&[] as &[usize], Vec::as_slice);
        let mut earlier = known.iter().filter_map(|place| dataset.figures.get(*place));
        let twin = earlier.clone().find(|other| same(other, figure));
        let other = earlier.find(|other| other.value.is_some() && figure.value.is_some() && !same(other, figure));
        if let Some(twin) = twin {
            findings.push(told(figure, twin, "data::figure::twice", "the same figure stands here twice"));
        } else if let Some(other) = other {
            findings.push(told(
                figure,
                other,
                "data::figure::differs",
                "one source gives two figures for one item and period",
            ));
        }
        self.add(key, dataset.figures.len());
    }

    fn add(&mut self, key: Key, place: usize) {
        let places = self.places.entry(key).or_default();
        if places.len() < COMPARED {
            places.push(place);
        }
    }
}

fn same(a: &Figure, b: &Figure) -> bool {
    let values = match (&a.value, &b.value) {
        (Some(Value::Number(x)), Some(Value::Number(y))) => equal(*x, *y),
        (None, None) => a.printed == b.printed && a.note == b.note,
        (x, y) => x == y,
    };
    values && a.currency == b.currency
}

/// A figure that two places of a source give is no slip of the data; the reader may want to know.
fn told(figure: &Figure, earlier: &Figure, code: &'static str, message: &str) -> Diagnostic {
    let places = !figure.place.is_empty() && !earlier.place.is_empty() && figure.place != earlier.place;
    let help = if code == "data::figure::twice" {
        "remove one of the two rows"
    } else {
        "keep the one that holds, or say in the column `place` where each stands in the source"
    };
    let mut finding = Diagnostic::warning(code, figure.span, message)
        .here(format!("line {}: {}", figure.line, shown(figure)))
        .and(earlier.span, format!("line {}: {}", earlier.line, shown(earlier)));
    if places {
        finding.severity = Severity::Advice;
        return finding;
    }
    finding.help(help)
}

fn shown(figure: &Figure) -> String {
    let printed: String = figure.printed.chars().take(40).collect();
    format!("{printed} {}", figure.unit.chars().take(40).collect::<String>()).trim().to_owned()
}
