//! Values of the engine as scripts have them, and what scripts have as cells and texts.

use std::sync::Arc;

use rhai::{Dynamic, ImmutableString};

use super::call::{Done, number_of};
use super::desk::Standing;
use super::objects::{Advice, City, Group, NextBand, Ranked, Thing};
use super::table::Cell;
use crate::model::exhibit::{Datum, ItemSeen};
use crate::script::card::Band;
use crate::script::list::List;
use crate::script::missing::MissingValue;
use crate::script::record::Record;
use crate::unit::full_precision;
use crate::value::{Missing, Outcome};

/// A text.
pub(super) fn text(text: impl AsRef<str>) -> Dynamic {
    Dynamic::from(ImmutableString::from(text.as_ref()))
}

/// A whole number. Scripts know one sort of number only.
pub(super) fn whole(number: impl Into<f64>) -> Dynamic {
    Dynamic::from(number.into())
}

/// A list. Its memory is counted.
pub(super) fn list(items: impl IntoIterator<Item = Dynamic>) -> Done {
    List::new(items.into_iter().collect()).map(Dynamic::from)
}

/// Texts, as a list.
pub(super) fn texts<'t>(all: impl IntoIterator<Item = &'t str>) -> Done {
    list(all.into_iter().map(text))
}

/// A value that is not there, with the reason in the words of the rules that hold for a city.
pub(super) fn missing(standing: &Standing, missing: &Missing) -> Dynamic {
    because(reason(standing, missing))
}

/// A value that is not there, for a reason of its own.
pub(super) fn because(reason: impl Into<Arc<str>>) -> Dynamic {
    Dynamic::from(MissingValue::new(reason))
}

/// A reason in words.
pub(super) fn reason(standing: &Standing, missing: &Missing) -> String {
    standing.book.show_missing(missing).replace('\u{a0}', " ")
}

/// A value, or why there is none.
pub(super) fn outcome(standing: &Standing, value: &Outcome<Datum>) -> Dynamic {
    match value {
        Ok(datum) => datum_of(datum),
        Err(reason) => missing(standing, reason),
    }
}

/// A number, or why there is none.
pub(super) fn number(standing: &Standing, value: &Outcome<f64>) -> Dynamic {
    match value {
        Ok(number) => Dynamic::from(*number),
        Err(reason) => missing(standing, reason),
    }
}

/// A value that is there.
pub(super) fn datum_of(datum: &Datum) -> Dynamic {
    match datum {
        Datum::Number(number) => Dynamic::from(*number),
        Datum::YesNo(answer) => Dynamic::from(*answer),
        Datum::Text(words) => text(words),
        Datum::Band(band) => Dynamic::from(Band(band.clone())),
        // Results are never lists or records.
        Datum::List(_) | Datum::Record(_) => Dynamic::UNIT,
    }
}

/// The title of an item, led by that of its KPI where it is a point.
pub(super) fn title(standing: &Standing, item: &ItemSeen) -> String {
    match item.parent.and_then(|parent| standing.exhibit.item(parent)) {
        Some(parent) => format!("{}: {}", own_title(parent), own_title(item)),
        None => own_title(item),
    }
}

fn own_title(item: &ItemSeen) -> String {
    if item.title.is_empty() {
        return item.name.rsplit('.').next().unwrap_or_default().replace('_', " ");
    }
    item.title.to_string()
}

/// The name of a city as people write it.
pub(super) fn city_title(standing: &Standing) -> String {
    let city = &standing.data.city;
    if city.title.is_empty() { city.name.clone() } else { city.title.clone() }
}

/// A value as a cell of a table.
pub(super) fn cell(value: &Dynamic) -> Cell {
    if let Some(number) = number_of(value) {
        return if number.is_finite() {
            Cell::Number(number)
        } else {
            Cell::Missing("not computable: it is no number".to_owned())
        };
    }
    if let Ok(answer) = value.as_bool() {
        return Cell::YesNo(answer);
    }
    if let Some(missing) = value.read_lock::<MissingValue>() {
        return Cell::Missing(missing.reason().to_owned());
    }
    if value.is_unit() { Cell::Empty } else { Cell::Text(shown(value)) }
}

/// A value in words.
pub(super) fn shown(value: &Dynamic) -> String {
    if let Some(number) = number_of(value) {
        return full_precision(number);
    }
    if let Ok(answer) = value.as_bool() {
        return if answer { "yes" } else { "no" }.to_owned();
    }
    if let Some(list) = value.read_lock::<List>() {
        return list.items().iter().map(shown).collect::<Vec<_>>().join(", ");
    }
    shown_object(value).unwrap_or_else(|| value.to_string())
}

fn shown_object(value: &Dynamic) -> Option<String> {
    if let Some(missing) = value.read_lock::<MissingValue>() {
        return Some(missing.reason().to_owned());
    }
    if let Some(band) = value.read_lock::<Band>() {
        return Some(band.name().to_owned());
    }
    if let Some(record) = value.read_lock::<Record>() {
        let entries = record.entries().map(|(name, value)| format!("{name}: {}", shown(value)));
        return Some(entries.collect::<Vec<_>>().join(", "));
    }
    if let Some(city) = value.read_lock::<City>() {
        return Some(city_title(&city.0));
    }
    if let Some(thing) = value.read_lock::<Thing>() {
        return Some(thing.seen().map_or_else(String::new, |item| title(&thing.of, item)));
    }
    if let Some(group) = value.read_lock::<Group>() {
        return Some(group.name());
    }
    if let Some(advice) = value.read_lock::<Advice>() {
        return Some(advice.title());
    }
    if let Some(step) = value.read_lock::<NextBand>() {
        return step.0.step().map(|step| step.band.name().to_owned());
    }
    let ranked = value.read_lock::<Ranked>()?;
    Some(format!("{}. {}", shown(&ranked.rank), shown(&ranked.of)))
}
