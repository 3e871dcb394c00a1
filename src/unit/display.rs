//! Units and quantities as people read them.

use super::expression::UnitFactor;
use super::measure::Unit;
use super::number::format_number;
use super::table::UnitTable;

/// Units that mean "no unit" and are not printed.
const SILENT: [&str; 2] = ["number", "ratio"];

/// How a language names units and writes numbers.
pub trait Naming {
    /// Whether the words that translations give to units are used.
    fn translates(&self) -> bool {
        false
    }
    /// A number.
    fn number(&self, value: f64) -> String;
    /// Whether the singular goes with a number.
    fn is_one(&self, value: f64) -> bool;
    /// The words of a built-in unit, where they differ from its name.
    fn builtin(&self, name: &str, one: bool) -> Option<String>;
    /// `per year`
    fn per(&self, unit: &str) -> String;
    /// `t of CO2e`
    fn of(&self, unit: &str, substance: &str) -> String;
}

/// The names that the rules use.
struct AsWritten;

impl Naming for AsWritten {
    fn number(&self, value: f64) -> String {
        format_number(value, 15)
    }

    fn is_one(&self, value: f64) -> bool {
        value.abs() == 1.0
    }

    fn builtin(&self, _: &str, _: bool) -> Option<String> {
        None
    }

    fn per(&self, unit: &str) -> String {
        format!("per {unit}")
    }

    fn of(&self, unit: &str, substance: &str) -> String {
        format!("{unit} of {substance}")
    }
}

impl Unit {
    /// The words after a figure: `%`, `min`, `deaths per 100 000 live births`; `household` beside a 1 and `households`
    /// beside any other figure. Nothing for `number` and `ratio`.
    #[must_use]
    pub fn suffix(&self, value: f64, table: &UnitTable) -> String {
        self.suffix_in(value, table, &AsWritten)
    }

    /// The same in a language.
    #[must_use]
    pub fn suffix_in(&self, value: f64, table: &UnitTable, naming: &dyn Naming) -> String {
        let factors = self.written.factors.iter();
        let shown = factors.filter(|factor| factor.per || !SILENT.contains(&factor.name.as_str()));
        shown.map(|factor| factor_words(factor, value, table, naming)).collect::<Vec<_>>().join(" ")
    }

    /// Whether the unit is `%` alone, which languages set in their own way.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        matches!(self.written.factors.as_slice(), [only] if !only.per && only.name == "%" && only.number == 1.0)
    }
}

/// A figure, given in the unit, with its unit: `1 household`, `95 %`. The space between is one that does not break.
#[must_use]
pub fn format_quantity(value: f64, digits: u32, unit: &Unit, table: &UnitTable) -> String {
    let number = format_number(value, digits);
    let shown = if number == "1" || number == "-1" { 1.0 } else { 0.0 };
    match unit.suffix(shown, table) {
        words if words.is_empty() => number,
        words => format!("{number}\u{a0}{words}"),
    }
}

fn factor_words(factor: &UnitFactor, value: f64, table: &UnitTable, naming: &dyn Naming) -> String {
    let one = factor.number == 1.0 && (factor.per || naming.is_one(value));
    let mut words = if factor.number == 1.0 { String::new() } else { naming.number(factor.number) + " " };
    words += &match table.entry(&factor.name) {
        Some(entry) => entry.in_words(one, naming),
        None => factor.name.replace('_', " "),
    };
    if let Some(substance) = &factor.substance {
        words = naming.of(&words, &substance.replace('_', " "));
    }
    if factor.per { naming.per(&words) } else { words }
}

#[cfg(test)]
mod tests {
    use super::format_quantity;
    use crate::unit::{UnitTable, read_unit};

    fn shown(value: f64, unit: &str) -> String {
        let mut table = UnitTable::builtin();
        for (one, many) in [("household", "households"), ("live_birth", "live_births"), ("death", "deaths")] {
            table.declare(one, Some(many)).unwrap();
        }
        let unit = table.resolve(&read_unit(unit).unwrap()).unwrap();
        format_quantity(value, 3, &unit, &table).replace('\u{a0}', "_")
    }

    #[test]
    fn figures_carry_their_units() {
        assert_eq!(shown(95.0, "%"), "95_%");
        assert_eq!(shown(1.0, "households"), "1_household");
        assert_eq!(shown(0.9999, "household"), "1_household");
        assert_eq!(shown(2.0, "household"), "2_households");
        assert_eq!(shown(0.0, "household"), "0_households");
        assert_eq!(shown(-1.0, "years"), "-1_year");
        assert_eq!(shown(1.51, "ratio"), "1.51");
        assert_eq!(shown(3.0, "number per years"), "3_per year");
        assert_eq!(shown(7.0, "death per 100_000 live_birth"), "7_deaths per 100_000 live births");
        assert_eq!(shown(4.18, "t of CO2e per year"), "4.18_t of CO2e per year");
        assert_eq!(shown(12_000.0, "h per 800 km"), "12_000_h per 800 km");
    }
}
