//! What moves in a city, as lines for a terminal.

use super::{CityEffect, Moved, Of, Part};
use crate::author::change::words::{self, ARROW, counted};
use crate::author::explain::Lines;

/// What the changes do to a city, in lines of a width.
#[must_use]
pub fn effect_text(city: &CityEffect, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.section(&heading(city));
    if city.old_packs != city.new_packs {
        lines.head(&format!("{} {ARROW} {}", city.old_packs.join(", "), city.new_packs.join(", ")));
    }
    for of in [Of::Item, Of::Group, Of::Recommendation, Of::Check] {
        let mut all = city.moved.iter().filter(|moved| moved.of == of).peekable();
        if all.peek().is_some() {
            lines.section(words::results(of));
        }
        all.for_each(|moved| one(&mut lines, moved));
    }
    lines.finish()
}

/// `Trondheim, 2020: 12 items and 3 groups move; nothing else does`
pub(in crate::author::change) fn heading(city: &CityEffect) -> String {
    let title = if city.title.is_empty() { &city.name } else { &city.title };
    let year = match city.old_year == city.new_year {
        true => city.new_year.to_string(),
        false => format!("{} {ARROW} {}", city.old_year, city.new_year),
    };
    let counts = [Of::Item, Of::Group, Of::Recommendation, Of::Check].map(|of| {
        let count = city.moved.iter().filter(|moved| moved.of == of).count();
        let (one, many) = words::result_words(of);
        (count > 0).then(|| counted(count, one, many))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    match counts.as_slice() {
        [] => format!("{title}, {year}: {}", words::NOTHING_MOVES),
        some => format!("{title}, {year}: {} change; {}", some.join(", "), words::NOTHING_ELSE),
    }
}

fn one(lines: &mut Lines, moved: &Moved) {
    let title = if moved.title.is_empty() { String::new() } else { format!("{} ", moved.title) };
    lines.head(&format!("{title}({})", moved.name));
    for part in &moved.parts {
        lines.field(&format!("  {}", part.part), &said(part));
    }
}

fn said(part: &Part) -> String {
    let shown = |side: &Option<String>| side.clone().unwrap_or_else(|| words::NONE.to_owned());
    format!("{} {ARROW} {}  {}", shown(&part.old), shown(&part.new), causes(part))
}

/// `[3] [5]`, `[3 5 only together]`
pub(in crate::author::change) fn causes(part: &Part) -> String {
    let numbers = |all: &[usize]| all.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    let mut told: Vec<String> = part.causes.iter().map(|number| format!("[{number}]")).collect();
    if !part.together.is_empty() {
        told.push(format!("[{} {}]", numbers(&part.together), words::TOGETHER));
    }
    if told.is_empty() {
        told.push(format!("[{}]", words::BY_ORDER));
    }
    told.join(" ")
}
