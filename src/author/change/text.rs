//! What was changed, as lines for a terminal.

use super::words::{self, ARROW, counted};
use super::{Became, Change, Written};
use crate::author::explain::Lines;

/// The changes in lines of a width: item by item, each with what was said, what is said now, why, and where.
#[must_use]
pub fn changes_text(names: (&str, &str), changes: &[Change], width: usize) -> String {
    let mut lines = Lines::new(width);
    let count = match changes.len() {
        0 => words::NOTHING.to_owned(),
        many => counted(many, "change", "changes"),
    };
    lines.head(&format!("{} {ARROW} {}: {count}", names.0, names.1));
    let mut item = ("", "");
    for change in changes {
        if (change.word.as_str(), change.name.as_str()) != item {
            let title = if change.title.is_empty() { String::new() } else { format!(" \"{}\"", change.title) };
            lines.section(&format!("{} {}{title}", change.word, change.name));
            item = (&change.word, &change.name);
        }
        one(&mut lines, change);
    }
    lines.finish()
}

fn one(lines: &mut Lines, change: &Change) {
    let which = if change.which.is_empty() { String::new() } else { format!(" {}", change.which) };
    let aspect = words::aspect(change);
    let beside = match change.beside.len() {
        0 => String::new(),
        _ => format!(", {} {}", words::AND_IN, words::beside(change)),
    };
    lines.field(&format!("[{}]", change.number), &format!("{aspect}{which} {}{beside}", words::became(change.became)));
    said(lines, change);
    if let Some(new) = &change.new {
        lines.deeper(1, &authority(new, change.old.as_ref()));
    }
    lines.deeper(1, &places(change));
}

fn said(lines: &mut Lines, change: &Change) {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.says(new) => lines.deeper(1, &new.in_full()),
        (old, new) => {
            if let Some(old) = old {
                lines.deeper(1, &format!("- {}", old.in_full()));
            }
            if let Some(new) = new {
                lines.deeper(1, &format!("+ {}", new.in_full()));
            }
        }
    }
}

/// Reason, source, basis and evidence of a clause in one line.
fn authority(new: &Written, old: Option<&Written>) -> String {
    let parts = authority_parts(new, old).into_iter().map(|(word, text)| format!("{word}: {text}"));
    parts.collect::<Vec<_>>().join("; ")
}

/// Reason, source, basis and evidence of a clause; what only they differ in is told with what it was.
pub(super) fn authority_parts(new: &Written, old: Option<&Written>) -> Vec<(&'static str, String)> {
    let only = old.filter(|old| old.says(new) && old.pack == new.pack);
    let part = |word: &'static str, of: fn(&Written) -> &Option<String>| {
        let was = only.map(of).filter(|was| *was != of(new)).map(|was| was.as_deref().unwrap_or(words::NONE));
        match (was, of(new).as_deref()) {
            (Some(was), is) => Some((word, format!("{was} {ARROW} {}", is.unwrap_or(words::NONE)))),
            (None, Some(is)) => Some((word, is.to_owned())),
            (None, None) => None,
        }
    };
    let parts = [
        part("because", |written| &written.because),
        part("source", |written| &written.source),
        part("basis", |written| &written.basis),
        part("evidence", |written| &written.evidence),
    ];
    parts.into_iter().flatten().collect()
}

fn places(change: &Change) -> String {
    let place = |written: &Written| format!("{}, {}", written.pack, written.place());
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            let layered = match (change.layered, change.became) {
                (true, Became::Removed) => format!(" ({})", words::UNCOVERS),
                (true, _) => format!(" ({})", words::goes_over(new)),
                _ => String::new(),
            };
            format!("{} {ARROW} {}{layered}", place(old), place(new))
        }
        (Some(one), None) | (None, Some(one)) => place(one),
        (None, None) => String::new(),
    }
}
