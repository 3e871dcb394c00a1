//! Units and quantities as people read them.

use super::expression::UnitFactor;
use super::measure::Unit;
use super::number::format_number;
use super::table::UnitTable;

/// Units that mean "no unit" and are not printed.
const SILENT: [&str; 2] = ["number", "ratio"];

impl Unit {
    /// The words after a figure: `%`, `min`, `deaths per 100 000 live births`; `household` beside a 1 and `households`
    /// beside any other figure. Nothing for `number` and `ratio`.
    #[must_use]
    pub fn suffix(&self, value: f64, table: &UnitTable) -> String {
        let factors = self.written.factors.iter();
        let shown = factors.filter(|factor| factor.per || !SILENT.contains(&factor.name.as_str()));
        shown.map(|factor| factor_words(factor, value, table)).collect::<Vec<_>>().join(" ")
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

fn factor_words(factor: &UnitFactor, value: f64, table: &UnitTable) -> String {
    let one = factor.number == 1.0 && (factor.per || value.abs() == 1.0);
    let name = table.entry(&factor.name).map_or(factor.name.as_str(), |entry| {
        if one { &entry.singular } else { entry.plural.as_ref().unwrap_or(&entry.singular) }
    });
    let mut words = if factor.per { "per ".to_owned() } else { String::new() };
    if factor.number != 1.0 {
        words += &format_number(factor.number, 15);
        words.push(' ');
    }
    words += &name.replace('_', " ");
    if let Some(substance) = &factor.substance {
        words += " of ";
        words += &substance.replace('_', " ");
    }
    words
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
