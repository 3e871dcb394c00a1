//! Names, paths, numbers, dates and units, as the grammar reads them.

use super::super::tree::{Name, Path, UnitSpec, WrittenDate};
use super::super::words::{JOINING_WORDS, RESERVED_WORDS, wants_more};
use crate::unit::UnitExpr;

/// Where a name stands decides which words it has to be told apart from by quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Where only a name can stand: after `basis`, `action`, `better`.
    Alone,
    /// As the name of an item.
    Declared,
    /// As the first word of an entry of a scale, a facet or a table.
    Entry,
    /// In a formula, where joining words end it.
    InFormula,
}

/// Words that would make something else of the line of an entry.
const OPENS_OTHER: [&str; 14] = [
    "about", "above", "amend", "any", "below", "between", "equals", "input", "note", "point", "points", "retire",
    "unit", "also",
];

/// A name, in quotes where it needs them.
pub(super) fn name(name: &Name, stands: Stands) -> String {
    let text = name.text.as_str();
    let taken = match stands {
        Stands::Alone => false,
        Stands::Declared => RESERVED_WORDS.contains(&text) || JOINING_WORDS.contains(&text),
        Stands::Entry => JOINING_WORDS.contains(&text) || OPENS_OTHER.contains(&text),
        Stands::InFormula => JOINING_WORDS.contains(&text),
    };
    if taken || wants_more(text) || !is_plain(text) { format!("'{text}'") } else { text.to_owned() }
}

/// Whether a facet's value can stand without quotes: they are no part of it, so that either way says the same.
pub(super) fn is_word(text: &str) -> bool {
    is_plain(text) && !wants_more(text)
}

/// Whether a name has letters only that names are made of.
fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A name with dots at the start of a line, where the word of an item would open one.
pub(super) fn leading_path(own: &Path) -> String {
    let first = own.parts.first().map_or("", |part| part.text.as_str());
    let rest = path(own);
    match rest.strip_prefix(first) {
        Some(rest) if OPENS_OTHER.contains(&first) => format!("'{first}'{rest}"),
        _ => rest,
    }
}

/// `kpi.point.score`
pub(super) fn path(path: &Path) -> String {
    if let [only] = path.parts.as_slice()
        && matches!(only.text.as_str(), "kpis" | "leaves")
    {
        return format!("'{}'", only.text);
    }
    let mut stands = Stands::InFormula;
    let mut parts = Vec::new();
    for part in &path.parts {
        parts.push(name(part, stands));
        stands = Stands::Alone;
    }
    parts.join(".")
}

/// A number exactly as it is: what is printed reads back to the same bits. Groups of three digits from `smallest` on.
pub(super) fn number(number: f64, smallest: f64) -> String {
    if number.is_infinite() {
        return format!("{}0", number_digits(f64::MAX));
    }
    let digits = number_digits(number);
    if number < smallest {
        return digits;
    }
    let (whole, rest) = digits.split_once('.').map_or((digits.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    rest.map_or(text.clone(), |rest| format!("{text}.{rest}"))
}

/// The shortest digits that read back to the same number, without an exponent.
fn number_digits(number: f64) -> String {
    format!("{number}")
}

/// A number with its unit. A number of four digits without a unit is often a year, and stays in one piece.
pub(super) fn quantity(value: f64, unit: Option<&UnitExpr>) -> String {
    let Some(unit) = unit else { return number(value, 1.0e4) };
    let smallest = if is_year(unit) { 1.0e4 } else { 1.0e3 };
    format!("{} {unit}", number(value, smallest))
}

fn is_year(unit: &UnitExpr) -> bool {
    unit.factors.first().is_some_and(|factor| matches!(factor.name.as_str(), "year" | "years"))
}

/// `2020`, `2020-09`, `2020-09-30`
pub(super) fn date(date: &WrittenDate) -> String {
    let mut text = format!("{:04}", date.year);
    for part in [date.month, date.day].into_iter().flatten() {
        text += &format!("-{part:02}");
    }
    text
}

/// `unit …` as written.
pub(super) fn unit_spec(spec: &UnitSpec) -> String {
    match spec {
        UnitSpec::Of(unit, _) => unit.to_string(),
        UnitSpec::YesNo(_) => "yes_no".to_owned(),
        UnitSpec::OneOf(names, _) => format!("one of {}", list(names)),
        UnitSpec::Text(_) => "text".to_owned(),
    }
}

/// Names with commas.
pub(super) fn list(names: &[Name]) -> String {
    names.iter().map(|own| name(own, Stands::Alone)).collect::<Vec<_>>().join(", ")
}
