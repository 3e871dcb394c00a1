//! How values are printed for people: in the unit that the rules declare, with the digits that they ask for.

use super::formula::Shown;
use super::rules::{Item, Measure, RuleBook};
use crate::unit::format_number;
use crate::value::{BandRef, Bound, ItemId, Missing, MissingKind, Symbol, Value};

/// Significant digits where a rule says nothing.
pub const DIGITS: u32 = 3;

impl RuleBook {
    /// The word of a symbol.
    #[must_use]
    pub fn word(&self, symbol: Symbol) -> &str {
        self.words.get_index(symbol.0 as usize).map_or("", String::as_str)
    }

    /// The item of an id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.0 as usize)
    }

    /// The full name of an item.
    #[must_use]
    pub fn item_name(&self, id: ItemId) -> &str {
        self.item(id).map_or("", |item| item.name.as_str())
    }

    /// The name and the words of a band.
    #[must_use]
    pub fn band(&self, band: BandRef) -> Option<(&str, &str)> {
        let band = self.scales.get(band.scale as usize)?.bands.get(band.index as usize)?;
        Some((self.word(band.name), band.title.as_str()))
    }

    /// A value of an item as it is printed: `28.4 %`, `yes`, `hilly`.
    #[must_use]
    pub fn show_item_value(&self, item: &Item, value: &Value) -> String {
        self.show(value, &item.measure, item.digits)
    }

    /// A difference between two values of an item: in percentage points where they are in percent.
    #[must_use]
    pub fn show_difference(&self, item: &Item, number: f64) -> String {
        match item.unit() {
            Some(unit) if unit.kind.is_none() && unit.written.to_string() == "%" => {
                with_unit(&format_number(unit.from_base(number), item.digits), "pp")
            }
            _ => self.show_item_value(item, &Value::Number(number)),
        }
    }

    /// The sum of an item's values of several years.
    #[must_use]
    pub fn show_sum(&self, item: &Item, value: &Value) -> String {
        match item.sum_unit(&self.units) {
            Some(unit) => self.show_as(value, &Shown::Number { unit: Box::new(unit), digits: item.digits }),
            None => self.show_item_value(item, value),
        }
    }

    /// A value measured so, as it is printed.
    #[must_use]
    pub fn show(&self, value: &Value, measure: &Measure, digits: u32) -> String {
        match measure {
            Measure::Unit(unit) => self.show_as(value, &Shown::Number { unit: unit.clone(), digits }),
            _ => self.show_as(value, &Shown::Words),
        }
    }

    /// A value as an expression says that it is printed.
    #[must_use]
    pub fn show_as(&self, value: &Value, shown: &Shown) -> String {
        match (value, shown) {
            (Value::Number(number), Shown::Number { unit, digits }) => {
                let printed = unit.from_base(*number);
                with_unit(&format_number(printed, *digits), &unit.suffix(printed, &self.units))
            }
            (Value::Bound(bound), Shown::Number { unit, digits }) => {
                let ends = bound.map(|end| unit.from_base(end));
                with_unit(&show_bound(ends, *digits), &unit.suffix(f64::NAN, &self.units))
            }
            (Value::Number(number), Shown::Words) => format_number(*number, DIGITS),
            (Value::Bound(bound), Shown::Words) => show_bound(*bound, DIGITS),
            (Value::YesNo(answer), _) => if *answer { "yes" } else { "no" }.to_owned(),
            (Value::Choice(symbol), _) => self.word(*symbol).replace('_', " "),
            (Value::Text(text), _) => text.to_string(),
            (Value::Band(band), _) => self.band(*band).map_or_else(String::new, |(_, words)| words.to_owned()),
            (Value::Status(status), _) => status.word().replace('_', " "),
            (Value::Quality(quality), _) => quality.word().to_owned(),
        }
    }

    /// Why a value is missing, in one line: `not reported: walking, para`.
    #[must_use]
    pub fn show_missing(&self, missing: &Missing) -> String {
        let names: Vec<&str> = missing.items.iter().map(|id| self.item_name(*id)).collect();
        let what = missing.kind.words();
        match (&missing.why, names.is_empty(), missing.kind) {
            (Some(why), _, MissingKind::Failed | MissingKind::NotApplicable | MissingKind::NoBenchmark) => {
                format!("{what}: {why}")
            }
            (Some(why), true, _) => format!("{what}: {why}"),
            (Some(why), false, _) => format!("{what}: {} ({why})", names.join(", ")),
            (None, true, _) => what.to_owned(),
            (None, false, _) => format!("{what}: {}", names.join(", ")),
        }
    }
}

/// A number and its unit, with a no-break space between them.
fn with_unit(number: &str, unit: &str) -> String {
    if unit.is_empty() { number.to_owned() } else { format!("{number}\u{a0}{unit}") }
}

/// A bound in words or signs: `< 60`, `at least 5`, `between 1 and 2`.
fn show_bound(bound: Bound, digits: u32) -> String {
    let number = |end: f64| format_number(end, digits);
    match (bound.low.is_finite(), bound.high.is_finite()) {
        (false, true) => format!("{} {}", if bound.high_open { "<" } else { "<=" }, number(bound.high)),
        (true, false) => format!("{} {}", if bound.low_open { ">" } else { ">=" }, number(bound.low)),
        (true, true) if bound.low == bound.high => number(bound.low),
        (true, true) => format!("{} to {}", number(bound.low), number(bound.high)),
        (false, false) => "unknown".to_owned(),
    }
}
