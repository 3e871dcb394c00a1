//! The unit column: what cities write, as a unit.

use crate::unit::{Unit, UnitProblem, UnitTable, read_unit};

/// Spellings of the share in hundredths.
const PERCENT: [&str; 4] = ["percent", "per cent", "percentage", "pct"];

/// Reads a unit as data files write it: beside the language's own spelling also `ug/m3`, `kWh/year/inhabitant`,
/// `km²`, `per 100,000 inhabitants`, `number of households`.
///
/// # Errors
///
/// When it reads as no unit, or a name is unknown. Places in the problem are bytes of the levelled text, not of `text`.
pub fn resolve_unit_text(text: &str, table: &UnitTable) -> Result<Unit, UnitProblem> {
    table.resolve(&read_unit(&levelled(text))?)
}

/// The text in the spelling of the language.
fn levelled(text: &str) -> String {
    let text = text.trim();
    if PERCENT.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return "%".to_owned();
    }
    let counted = text.strip_prefix("number of ").or_else(|| text.strip_prefix("Number of ")).unwrap_or(text);
    let mut plain = String::with_capacity(counted.len());
    for letter in counted.chars() {
        match letter {
            '/' => plain.push_str(" per "),
            '\u{b5}' | '\u{3bc}' => plain.push('u'),
            '\u{b2}' => plain.push('2'),
            '\u{b3}' => plain.push('3'),
            '^' => {}
            other => plain.push(other),
        }
    }
    joined_numbers(&plain)
}

/// `100 000` and `100,000` as `100_000`.
fn joined_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_number = false;
    for word in text.split_whitespace() {
        let number = word.replace([',', '\'', '\u{2019}'], "_");
        let digits = number.starts_with(|c: char| c.is_ascii_digit());
        let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
        let group = after_number && number.len() == 3 && plain;
        if group {
            out.push('_');
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(if digits && plain { &number } else { word });
        after_number = digits && plain;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::resolve_unit_text;
    use crate::data::fixture::units;

    #[test]
    fn spellings_of_data_files_are_read() {
        for (text, written) in [
            ("FTE per 100_000 inhabitants", "FTE per 100_000 inhabitants"),
            ("per 100 000 inhabitants", "per 100_000 inhabitants"),
            ("per 100,000 inhabitants", "per 100_000 inhabitants"),
            ("FTE/1000 inhabitants", "FTE per 1_000 inhabitants"),
            ("ug/m3", "ug per m3"),
            ("\u{b5}g/m\u{b3}", "ug per m3"),
            ("kWh/year/inhabitant", "kWh per year per inhabitant"),
            ("kWh per year / inhabitant", "kWh per year per inhabitant"),
            ("km^2", "km2"),
            ("1000 inhabitants", "1_000 inhabitants"),
            ("number of households", "households"),
            ("Percent", "%"),
            (" % ", "%"),
            ("t of CO2e per year", "t of CO2e per year"),
        ] {
            let unit = resolve_unit_text(text, &units()).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            assert_eq!(unit.written.to_string(), written);
        }
    }

    #[test]
    fn other_words_are_refused() {
        for text in ["42", "per", "kWh/", "(year)", "housholds", "% of households", "///", "1e5 km", "\u{0}"] {
            assert!(resolve_unit_text(text, &units()).is_err(), "{text}");
        }
    }
}
