//! Results without the names and places of the texts that they came from.

use serde_json::Value;
use yardstick::evaluate::Options;
use yardstick::model::rules::RuleBook;
use yardstick::report::{Provenance, View, scorecard_json};
use yardstick::value::Date;
use yardstick::{Library, assess_with, year_of};

/// What says where a text stands or what its pack is called.
const PLACES: [&str; 6] = ["packs", "provenance", "place", "pack", "line", "files"];

fn stripped(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(key, _)| !PLACES.contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key.clone(), stripped(worded(&key, value)))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(stripped).collect()),
        other => other,
    }
}

/// A clause is quoted as it is written; the reason that an amendment gives for all its clauses is printed behind each.
fn worded(key: &str, value: Value) -> Value {
    match value {
        Value::String(text) if key == "condition" => {
            Value::String(text.split(" because \"").next().unwrap_or_default().to_owned())
        }
        other => other,
    }
}

/// The whole scorecard of a city under a rule book.
pub fn results(library: &Library, city: &yardstick::CityTexts, book: &RuleBook, on: Option<Date>) -> String {
    let data = library.dataset(city, book).value;
    let sources = library.sources();
    let options = Options { year: Some(year_of(book, &data)), on };
    let assessed = assess_with(book, sources, &data, options);
    let provenance = Provenance::of(book, sources);
    let (card, advice) = (&assessed.evaluation.card, &assessed.advice);
    let view = View { book, data: &data, card, advice, sources, provenance: &provenance, filter: None };
    let json: Value = serde_json::from_str(&scorecard_json(&view).unwrap()).unwrap();
    format!("{:#}", stripped(json))
}

/// Compares two texts line by line.
pub fn same(one: &str, other: &str, from: &str) {
    for (number, (one, other)) in one.lines().zip(other.lines()).enumerate() {
        assert_eq!(other, one, "line {} of the results\n{from}", number + 1);
    }
    assert_eq!(one.lines().count(), other.lines().count(), "{from}");
}
