//! Numbers as text, the same on every machine.

/// The digits that a float carries reliably. What lies behind them is the noise of binary fractions.
const RELIABLE: usize = 15;

/// The space that groups digits and does not break lines.
const NO_BREAK_SPACE: char = '\u{a0}';

/// A number for people: at least `digits` significant digits, but none left of the decimal point is rounded off; zeros
/// at the end of the fraction are left out; digits stand in groups of three from 10 000 on.
///
/// A number that lies half way is rounded away from zero, as it is written in decimal: 2.675 to three digits is 2.68.
#[must_use]
pub fn format_number(value: f64, digits: u32) -> String {
    let Some(decimal) = Decimal::new(value) else { return value.to_string() };
    let wanted = usize::try_from(digits).unwrap_or(RELIABLE).clamp(1, RELIABLE);
    let left = usize::try_from(decimal.point).unwrap_or(0);
    let rounded = decimal.rounded(wanted.max(left));
    let (whole, fraction) = rounded.halves();
    rounded.signed(&grouped(&whole), &fraction)
}

/// The digits of [`format_number`] without groups, for those who group them by other rules.
#[must_use]
pub fn significant(value: f64, digits: u32) -> String {
    let Some(decimal) = Decimal::new(value) else { return value.to_string() };
    let wanted = usize::try_from(digits).unwrap_or(RELIABLE).clamp(1, RELIABLE);
    let left = usize::try_from(decimal.point).unwrap_or(0);
    let rounded = decimal.rounded(wanted.max(left));
    let (whole, fraction) = rounded.halves();
    rounded.signed(&whole, &fraction)
}

/// A number for files: at most 15 significant digits in the shortest form, so that 28.42 stays 28.42 on its way
/// through another unit and back.
#[must_use]
pub fn full_precision(value: f64) -> String {
    let Some(decimal) = Decimal::new(value) else { return value.to_string() };
    if (-5..=21).contains(&decimal.point) || decimal.digits.is_empty() {
        let (whole, fraction) = decimal.halves();
        return decimal.signed(&whole, &fraction);
    }
    let exponent = decimal.point - 1;
    let one = Decimal { point: 1, ..decimal };
    let (whole, fraction) = one.halves();
    format!("{}e{exponent}", one.signed(&whole, &fraction))
}

/// Digits in groups of three from five digits on.
fn grouped(whole: &str) -> String {
    if whole.len() < 5 {
        return whole.to_owned();
    }
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(NO_BREAK_SPACE);
        }
        text.push(digit);
    }
    text
}

/// A number as decimal digits: `0.DIGITS` times ten to the power `point`. Zero has no digits.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The 15 reliable digits of a float, without zeros at the end; nothing for what is no number.
    fn new(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{:.*e}", RELIABLE - 1, value.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        let point = exponent.parse::<i32>().ok()? + 1;
        Some(Self { negative: value < 0.0, digits, point }.trimmed())
    }

    /// Rounded to so many significant digits, halves away from zero.
    fn rounded(&self, count: usize) -> Self {
        let mut digits: Vec<u8> = self.digits.iter().copied().take(count).collect();
        let mut point = self.point;
        let mut carry = self.digits.get(count).is_some_and(|digit| *digit >= 5);
        for digit in digits.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == 9;
            *digit = if carry { 0 } else { *digit + 1 };
        }
        if carry {
            digits.insert(0, 1);
            point += 1;
        }
        Self { negative: self.negative, digits, point }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        self
    }

    /// The digits left and right of the decimal point; a 0 where nothing stands left of it.
    fn halves(&self) -> (String, String) {
        let left = usize::try_from(self.point).unwrap_or(0);
        let zeros = usize::try_from(-self.point).unwrap_or(0);
        let figures: String = self.digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        if figures.is_empty() || left == 0 {
            let fraction = if figures.is_empty() { String::new() } else { "0".repeat(zeros) + &figures };
            return ("0".to_owned(), fraction);
        }
        match figures.split_at_checked(left) {
            Some((whole, fraction)) => (whole.to_owned(), fraction.to_owned()),
            None => (format!("{figures:0<left$}"), String::new()),
        }
    }

    fn signed(&self, whole: &str, fraction: &str) -> String {
        let sign = if self.negative { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::{format_number, full_precision};

    #[test]
    fn people_read_three_digits_and_every_whole_one() {
        let shown = |value| format_number(value, 3).replace('\u{a0}', "_");
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (95.04, "95"),
            (95.06, "95.1"),
            (2.675, "2.68"),
            (0.012_345, "0.0123"),
            (0.000_123_456, "0.000123"),
            (9_995.4, "9995"),
            (9_999.6, "10_000"),
            (99.96, "100"),
            (0.9996, "1"),
            (-1_234_567.8, "-1_234_568"),
            (3_600_000.0, "3_600_000"),
            (5.7, "5.7"),
            (1e20, "100_000_000_000_000_000_000"),
            (0.5, "0.5"),
            (9.125, "9.13"),
            (205_163.0, "205_163"),
            (1_000.0, "1000"),
        ] {
            assert_eq!(shown(value), text);
        }
        assert_eq!(format_number(4.1825, 5), "4.1825");
        assert_eq!(format_number(0.1 + 0.2, 20), "0.3");
        assert_eq!(format_number(f64::NAN, 3), "NaN");
    }

    #[test]
    fn files_keep_what_was_written() {
        for text in ["28.42", "0.1", "123456.789", "1.00000000000001", "0.000001", "1e-7", "2.5e-9", "1e22", "-7.25"] {
            let value: f64 = text.parse().unwrap();
            assert_eq!(full_precision(value), text);
        }
        assert_eq!(full_precision(1e20), "100000000000000000000");
        for cents in 0..20_000_i32 {
            let value = f64::from(cents) / 100.0;
            assert_eq!(full_precision(value / 100.0 * 100.0), value.to_string());
        }
    }

    #[test]
    fn what_is_printed_for_files_reads_back_close() {
        let mut value = 1.234_567_890_123_45e-30;
        while value < 1e30 {
            let back: f64 = full_precision(value).parse().unwrap();
            assert!((back - value).abs() <= value * 1e-14);
            assert_eq!(full_precision(back), full_precision(value));
            value *= 7.3;
        }
    }
}
