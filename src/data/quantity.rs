//! A quantity as a cell holds it: a number or a bound, perhaps with a percent sign.

use super::problem::{CellPart, CellProblem, quoted};
use crate::cells::{Marks, NotNumber, read_number};
use crate::unit::full_precision;
use crate::value::{Bound, Value};

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub number: f64,
    side: Side,
    /// A percent sign follows it.
    pub percent: bool,
    /// What is to be said of it though it could be read.
    pub remark: Option<CellProblem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Exact,
    Below { open: bool },
    Above { open: bool },
}

/// The signs of a bound, longest first.
const SIGNS: [(&str, Side); 8] = [
    ("<=", Side::Below { open: false }),
    ("=<", Side::Below { open: false }),
    ("\u{2264}", Side::Below { open: false }),
    ("<", Side::Below { open: true }),
    (">=", Side::Above { open: false }),
    ("=>", Side::Above { open: false }),
    ("\u{2265}", Side::Above { open: false }),
    (">", Side::Above { open: true }),
];

impl Quantity {
    /// The value after a conversion that keeps the order of numbers; nothing where the result is too large.
    pub(super) fn value(&self, convert: impl Fn(f64) -> f64) -> Option<Value> {
        let number = convert(self.number);
        let value = match self.side {
            Side::Exact => Value::Number(number),
            Side::Below { open } => Value::Bound(Bound::up_to(number, open)),
            Side::Above { open } => Value::Bound(Bound::from(number, open)),
        };
        number.is_finite().then_some(value)
    }
}

/// Reads a cell that holds a quantity.
pub(super) fn read_quantity(text: &str, marks: Marks) -> Result<Quantity, CellProblem> {
    let text = text.trim();
    let found = SIGNS.iter().find_map(|(sign, side)| text.strip_prefix(sign).map(|rest| (*sign, *side, rest)));
    let (sign, side, rest) = found.unwrap_or(("", Side::Exact, text));
    let (body, percent) = rest.trim().strip_suffix('%').map_or((rest.trim(), false), |body| (body.trim(), true));
    let number = read_number(body, marks).map_err(|slip| explained(text, body, slip))?;
    let remark = (number.comma && marks.comma_file).then(|| {
        let tail = if percent { " %" } else { "" };
        comma_remark(text, &format!("{sign}{}{tail}", full_precision(number.value)))
    });
    Ok(Quantity { number: number.value, side, percent, remark })
}

fn comma_remark(text: &str, plain: &str) -> CellProblem {
    let message = format!("{} has a comma; it is read as `{plain}`", quoted(text));
    CellProblem::warning("data::value::decimal_comma", CellPart::Value, message)
        .help(format!("write `{plain}`; a comma separates the cells of this file"))
        .cure(plain)
}

fn explained(text: &str, body: &str, slip: NotNumber) -> CellProblem {
    let shown = quoted(text);
    let problem = |code, message: String| CellProblem::error(code, CellPart::Value, message);
    match slip {
        NotNumber::Words => not_a_number(text, body),
        NotNumber::Ambiguous { decimal, grouped } => {
            problem("data::value::ambiguous", format!("{shown} can mean {decimal} or {grouped}"))
                .help(format!("write `{decimal}` or `{grouped}`"))
        }
        NotNumber::Groups => {
            problem("data::value::digits", format!("the digits of {shown} are not in groups of three"))
                .help("write the number without spaces and with a decimal point, as in `1234.5`")
        }
        NotNumber::TooLarge => not_finite(text),
    }
}

/// A number that cannot be calculated with.
pub(super) fn not_finite(text: &str) -> CellProblem {
    let message = format!("{} is larger than any number that can be calculated with", quoted(text));
    CellProblem::error("data::value::not_finite", CellPart::Value, message)
        .help("write the figure itself; where there is none, leave the cell empty with the status `not_reported`")
}

fn not_a_number(text: &str, body: &str) -> CellProblem {
    let bare = body.trim_start_matches(['+', '-']);
    if ["inf", "infinity", "nan"].iter().any(|word| bare.eq_ignore_ascii_case(word)) {
        return not_finite(text);
    }
    let problem = CellProblem::error("data::value::text", CellPart::Value, format!("{} is no number", quoted(text)));
    match with_unit(body) {
        Some((number, unit)) => problem
            .help(format!("write {} here and {} in the column `unit`", quoted(number), quoted(unit)))
            .cure(text.strip_suffix(unit).unwrap_or(number).trim_end()),
        None => {
            problem.help("leave `value` empty with the status `not_reported`, and keep the words in the column `note`")
        }
    }
}

/// `14 min` as a number and what follows it.
fn with_unit(text: &str) -> Option<(&str, &str)> {
    let cut = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' ' | '\u{a0}' | '_'))?;
    let (number, unit) = (text.get(..cut)?.trim_end(), text.get(cut..)?);
    let word = unit.starts_with(|c: char| c.is_alphabetic() || c == '\u{b5}');
    let short = unit.chars().nth(40).is_none();
    (number.starts_with(|c: char| c.is_ascii_digit()) && word && short).then_some((number, unit))
}

#[cfg(test)]
mod tests {
    use super::{Quantity, read_quantity};
    use crate::data::Marks;
    use crate::data::problem::CellProblem;
    use crate::value::{Bound, Value};

    fn read(text: &str) -> Result<Quantity, CellProblem> {
        read_quantity(text, Marks { comma_file: true, ..Marks::default() })
    }

    #[test]
    fn bounds_have_their_sign() {
        for (text, bound) in [
            ("<60", Bound::up_to(60.0, true)),
            ("\u{2264}60", Bound::up_to(60.0, false)),
            ("<= 60", Bound::up_to(60.0, false)),
            (">5", Bound::from(5.0, true)),
            (">= 5 %", Bound::from(5.0, false)),
        ] {
            assert_eq!(read(text).unwrap().value(|x| x), Some(Value::Bound(bound)), "{text}");
        }
        assert!(read(">= 5 %").unwrap().percent);
        assert_eq!(read("1e308").unwrap().value(|x| x * 100.0), None);
    }

    #[test]
    fn a_decimal_comma_gets_its_cure() {
        let remark = read("<28,42 %").unwrap().remark.unwrap();
        assert_eq!(remark.message, "`<28,42 %` has a comma; it is read as `<28.42 %`");
        assert_eq!(remark.cure.as_deref(), Some("<28.42 %"));
        assert_eq!(read_quantity("28,42", Marks::default()).unwrap().remark, None);
    }

    #[test]
    fn slips_have_a_code_and_a_cure() {
        for (text, code, help) in [
            (
                "high",
                "data::value::text",
                "leave `value` empty with the status `not_reported`, and keep the words in the column `note`",
            ),
            ("14 min", "data::value::text", "write `14` here and `min` in the column `unit`"),
            ("1,234", "data::value::ambiguous", "write `1.234` or `1234`"),
            (
                "12 34",
                "data::value::digits",
                "write the number without spaces and with a decimal point, as in `1234.5`",
            ),
        ] {
            let problem = read(text).unwrap_err();
            assert_eq!((problem.code, problem.help.as_deref()), (code, Some(help)), "{text}");
        }
        for text in ["inf", "-NaN", "1e999", "Infinity"] {
            assert_eq!(read(text).unwrap_err().code, "data::value::not_finite", "{text}");
        }
    }
}
