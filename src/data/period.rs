//! The period of a figure.

use super::problem::{CellPart, CellProblem, quoted};
use crate::value::Date;

/// A period as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// Its year; the last one where it covers two.
    pub year: Option<i32>,
    /// It is a whole year, so that an amount reads as one per year.
    pub whole_year: bool,
    /// It says more than a year, which the note keeps.
    pub finer: bool,
}

const NONE: Period = Period { year: None, whole_year: false, finer: false };

/// Reads `2020`, `2020-09`, `2020-09-30`, `2019/2020`, `2019/20`, `2020-Q3`, `2020M09`; an empty cell states no period.
pub(super) fn read_period(text: &str) -> Result<Period, CellProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(NONE);
    }
    read(text).ok_or_else(|| {
        let message = format!("{} is no period", quoted(text));
        let help = "write a year (`2020`), a month (`2020-09`), a day (`2020-09-30`) or two years (`2019/2020`)";
        CellProblem::error("data::period::unreadable", CellPart::Period, message).help(help)
    })
}

fn read(text: &str) -> Option<Period> {
    let year = year(text.get(..4)?)?;
    let rest = text.get(4..)?;
    let finer = Period { year: Some(year), whole_year: false, finer: true };
    if rest.is_empty() {
        return Some(Period { whole_year: true, finer: false, ..finer });
    }
    if let Some(two) = second_year(year, rest) {
        return Some(Period { year: Some(two), whole_year: two - year <= 1, finer: true });
    }
    let part = rest.strip_prefix('-').unwrap_or(rest);
    if let Some(number) = part.strip_prefix(['Q', 'q']) {
        return matches!(number, "1" | "2" | "3" | "4").then_some(finer);
    }
    let part = part.strip_prefix(['M', 'm']).or_else(|| rest.strip_prefix('-'))?;
    let (month, day) = part.split_once('-').unwrap_or((part, "01"));
    let date = Date { year, month: two_digits(month)?, day: two_digits(day)? };
    date.exists().then_some(finer)
}

/// The second year of `2019/2020`, `2019-2020`, `2019/20`, `2019-20`.
fn second_year(first: i32, rest: &str) -> Option<i32> {
    let slash = rest.starts_with('/');
    let text = rest.strip_prefix(['/', '-', '\u{2013}'])?;
    if text.len() == 2 {
        let short = i32::from(two_digits(text)?);
        return ((first + 1) % 100 == short && (slash || short > 12)).then_some(first + 1);
    }
    year(text).filter(|second| *second >= first)
}

fn year(text: &str) -> Option<i32> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().filter(|year| (1800..=2200).contains(year))
}

fn two_digits(text: &str) -> Option<u8> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::read_period;

    #[test]
    fn periods_have_a_year() {
        for (text, year, whole, finer) in [
            ("2020", Some(2020), true, false),
            ("2020-09", Some(2020), false, true),
            ("2020-02-29", Some(2020), false, true),
            ("2019/2020", Some(2020), true, true),
            ("2019/20", Some(2020), true, true),
            ("2019-20", Some(2020), true, true),
            ("2015-2020", Some(2020), false, true),
            ("2020Q3", Some(2020), false, true),
            ("2020-Q3", Some(2020), false, true),
            ("2020M09", Some(2020), false, true),
            ("", None, false, false),
        ] {
            let period = read_period(text).unwrap();
            assert_eq!((period.year, period.whole_year, period.finer), (year, whole, finer), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_period() {
        for text in [
            "20",
            "206000",
            "2020-13",
            "2020-02-30",
            "30.09.2020",
            "2020/2019",
            "last year",
            "2020Q5",
            "2\u{e5}20",
            "2020-",
        ] {
            assert!(read_period(text).is_err(), "{text}");
        }
    }
}
