//! Numbers as cities write them: decimal point or decimal comma, digits in groups of three.

/// What the file at hand shows of how it writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// A comma separates its cells, so that a comma in a number is a surprise.
    pub comma_file: bool,
    /// Some number of the file has a decimal point beyond doubt.
    pub point_seen: bool,
    /// Some number of the file has a decimal comma beyond doubt.
    pub comma_seen: bool,
}

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// It.
    pub value: f64,
    /// A comma stands in it.
    pub comma: bool,
}

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotNumber {
    /// It has letters or signs that no number has.
    Words,
    /// `1,234` can be 1.234 and 1234.
    Ambiguous {
        /// With the comma or point as decimal mark.
        decimal: String,
        /// With it between thousands.
        grouped: String,
    },
    /// Its digits are not in groups of three.
    Groups,
    /// It is too large to be calculated with.
    TooLarge,
}

/// The longest number that is read, in bytes.
const LONGEST: usize = 400;

/// Reads a number.
///
/// # Errors
/// Why the text is none.
pub fn read_number(text: &str, marks: Marks) -> Result<Number, NotNumber> {
    let shape = Shape::of(text.trim())?;
    let doubt = match shape.mark {
        Some(',') => marks.comma_file || marks.point_seen,
        Some(_) => marks.comma_seen,
        None => false,
    };
    if shape.either && doubt {
        let sign = if shape.negative { "-" } else { "" };
        let (decimal, grouped) = (shape.text(), format!("{sign}{}{}", shape.whole, shape.fraction));
        return Err(NotNumber::Ambiguous { decimal, grouped });
    }
    let value: f64 = shape.text().parse().map_err(|_| NotNumber::Words)?;
    if value.is_finite() { Ok(Number { value, comma: shape.comma }) } else { Err(NotNumber::TooLarge) }
}

/// The decimal mark that a cell has beyond doubt.
pub fn decimal_mark(text: &str) -> Option<char> {
    let number = text.trim().trim_start_matches(['<', '>', '=', '\u{2264}', '\u{2265}']).trim_end_matches('%').trim();
    Shape::of(number).ok().filter(|shape| !shape.either)?.mark
}

/// The parts of a written number.
struct Shape {
    negative: bool,
    whole: String,
    fraction: String,
    /// `e5`, or nothing.
    exponent: String,
    /// The decimal mark.
    mark: Option<char>,
    /// The decimal mark could be one between thousands.
    either: bool,
    /// A comma stands in it.
    comma: bool,
}

impl Shape {
    fn of(text: &str) -> Result<Self, NotNumber> {
        let unsigned = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text).trim_start();
        let negative = text.starts_with(['-', '\u{2212}']);
        let (body, exponent) = split_exponent(unsigned);
        let known = |c: char| c.is_ascii_digit() || c == '.' || c == ',' || is_gap(c);
        let starts = body.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        if body.len() > LONGEST || !starts || !body.chars().all(known) || !body.contains(|c: char| c.is_ascii_digit()) {
            return Err(NotNumber::Words);
        }
        let (whole, fraction, mark) = halves(body)?;
        let gaps = whole.contains(is_gap);
        let digits = ungrouped(whole, mark)?;
        if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotNumber::Groups);
        }
        let alone = body.matches(['.', ',']).count() == 1 && !gaps && exponent.is_empty();
        let either = alone && fraction.len() == 3 && (1..=3).contains(&digits.len()) && !digits.starts_with('0');
        let comma = body.contains(',');
        Ok(Self { negative, whole: digits, fraction: fraction.to_owned(), exponent, mark, either, comma })
    }

    /// The number as Rust reads it.
    fn text(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let whole = if self.whole.is_empty() { "0" } else { &self.whole };
        let point = if self.fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{}{}", self.fraction, self.exponent)
    }
}

/// Spaces of all widths, `_` and the apostrophe of Switzerland, as they stand between thousands.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '_' | '\'' | '\u{2019}')
}

/// Cuts off `e5`, `E+05`.
fn split_exponent(text: &str) -> (&str, String) {
    let cut = text.find(['e', 'E']).and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)));
    let Some((body, power)) = cut else { return (text, String::new()) };
    let digits = power.strip_prefix(['-', '+']).unwrap_or(power);
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { (body, format!("e{}", power.trim_start_matches('+'))) } else { (text, String::new()) }
}

/// What stands before and after the decimal mark, and the mark.
fn halves(body: &str) -> Result<(&str, &str, Option<char>), NotNumber> {
    let Some(last) = body.rfind(['.', ',']) else { return Ok((body, "", None)) };
    let mark = if body.get(last..).is_some_and(|rest| rest.starts_with(',')) { ',' } else { '.' };
    let (before, after) = (body.get(..last).unwrap_or(""), body.get(last + 1..).unwrap_or(""));
    let again = before.contains(mark);
    let other = before.contains(['.', ',']) && !again;
    match (again, other) {
        (false, _) => Ok((before, after, Some(mark))),
        (true, _) if before.contains(if mark == ',' { '.' } else { ',' }) => Err(NotNumber::Groups),
        (true, _) => Ok((body, "", None)),
    }
}

/// The digits without what stands between thousands.
fn ungrouped(whole: &str, mark: Option<char>) -> Result<String, NotNumber> {
    let between = |c: char| is_gap(c) || (matches!(c, '.' | ',') && Some(c) != mark);
    let groups: Vec<&str> = whole.split(between).collect();
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
        && (!(1..=3).contains(&first.len()) || rest.iter().any(|group| group.len() != 3))
    {
        return Err(NotNumber::Groups);
    }
    Ok(groups.concat())
}

#[cfg(test)]
mod tests {
    use super::{Marks, NotNumber, decimal_mark, read_number};

    fn read(text: &str, marks: Marks) -> Result<String, NotNumber> {
        read_number(text, marks).map(|number| number.value.to_string())
    }

    const COMMAS: Marks = Marks { comma_file: true, point_seen: false, comma_seen: false };
    const SEMICOLONS: Marks = Marks { comma_file: false, point_seen: false, comma_seen: false };

    #[test]
    fn numbers_come_in_many_spellings() {
        for (text, value) in [
            ("28.42", "28.42"),
            ("28,42", "28.42"),
            ("1 900", "1900"),
            ("1\u{a0}900,5", "1900.5"),
            ("206_000", "206000"),
            ("25'000", "25000"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
            ("-5", "-5"),
            ("\u{2212} 5,0", "-5"),
            ("+3", "3"),
            ("0,123", "0.123"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1e3", "1000"),
            ("1.5E+02", "150"),
            ("12345,678", "12345.678"),
            ("0.000", "0"),
        ] {
            assert_eq!(read(text, COMMAS).as_deref(), Ok(value), "{text}");
            assert_eq!(read(text, SEMICOLONS).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn one_group_after_a_mark_is_a_doubt() {
        assert_eq!(read("1,234", SEMICOLONS).as_deref(), Ok("1.234"));
        assert_eq!(read("1.234", COMMAS).as_deref(), Ok("1.234"));
        let doubt = NotNumber::Ambiguous { decimal: "1.234".into(), grouped: "1234".into() };
        assert_eq!(read("1,234", COMMAS), Err(doubt.clone()));
        assert_eq!(read("1.234", Marks { comma_seen: true, ..SEMICOLONS }), Err(doubt.clone()));
        assert_eq!(read("1,234", Marks { point_seen: true, ..SEMICOLONS }), Err(doubt));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["inf", "nan", "-inf", "high", "", "e5", "0x10", "1/2", "10-20", "14*", "--5", " ", "_", "1e99999"]
        {
            assert_eq!(read(text, COMMAS), Err(NotNumber::Words), "{text}");
        }
        for text in ["12 34", "1,2,3", "1.2.3,4,5", "1234 567", "1 23"] {
            assert_eq!(read(text, COMMAS), Err(NotNumber::Groups), "{text}");
        }
        assert_eq!(read("1e309", COMMAS), Err(NotNumber::TooLarge));
        assert_eq!(read("1e308", COMMAS).map(|text| text.len()), Ok(309));
        assert_eq!(read(&"9".repeat(10_000_000), COMMAS), Err(NotNumber::Words));
    }

    #[test]
    fn a_file_shows_its_decimal_mark() {
        assert_eq!(decimal_mark("< 28,4 %"), Some(','));
        assert_eq!(decimal_mark("1,234.5"), Some('.'));
        assert_eq!(decimal_mark("1,234"), None);
        assert_eq!(decimal_mark("206000"), None);
        assert_eq!(decimal_mark("high"), None);
    }
}
