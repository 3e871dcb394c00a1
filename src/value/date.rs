//! Days, without a clock: the day of an evaluation is an input.

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// The first day that a written date means.
    #[must_use]
    pub fn first(year: i32, month: Option<u8>, day: Option<u8>) -> Self {
        Self { year, month: month.unwrap_or(1), day: day.unwrap_or(1) }
    }

    /// The last day that a written date means.
    #[must_use]
    pub fn last(year: i32, month: Option<u8>, day: Option<u8>) -> Self {
        let month = month.unwrap_or(12);
        Self { year, month, day: day.unwrap_or_else(|| days_in(year, month)) }
    }

    /// The last day of a year: a figure of a whole period is judged by what holds then.
    #[must_use]
    pub fn end_of(year: i32) -> Self {
        Self { year, month: 12, day: 31 }
    }

    /// A day by which something is to be done: the year alone where it is the last of one.
    #[must_use]
    pub fn as_deadline(self) -> String {
        if (self.month, self.day) == (12, 31) { self.year.to_string() } else { self.to_string() }
    }

    /// The day after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self { year, month, day } if day < days_in(year, month) => Self { year, month, day: day + 1 },
            Self { year, month, .. } if month < 12 => Self { year, month: month + 1, day: 1 },
            Self { year, .. } => Self { year: year + 1, month: 1, day: 1 },
        }
    }

    /// The day before this one.
    #[must_use]
    pub fn before(self) -> Self {
        match self {
            Self { year, month, day } if day > 1 => Self { year, month, day: day - 1 },
            Self { year, month, .. } if month > 1 => Self { year, month: month - 1, day: days_in(year, month - 1) },
            Self { year, .. } => Self { year: year - 1, month: 12, day: 31 },
        }
    }

    /// A day as people type it: `2020-06-30`; `2020-06` and `2020` stand for their last day.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let year = parts.next()?.parse().ok().filter(|year| (1000..=9999).contains(year))?;
        let mut part = || parts.next().map(|part| part.parse::<u8>()).transpose();
        let (month, day) = (part().ok()?, part().ok()?);
        let date = Self::last(year, month, day);
        (date.exists() && parts.next().is_none()).then_some(date)
    }

    /// Whether the calendar has this day.
    #[must_use]
    pub fn exists(self) -> bool {
        (1..=12).contains(&self.month) && (1..=days_in(self.year, self.month)).contains(&self.day)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How many days a month has.
fn days_in(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_year_ends_on_its_last_day() {
        assert_eq!(Date::last(2021, None, None).to_string(), "2021-12-31");
        assert_eq!(Date::last(2020, Some(2), None).to_string(), "2020-02-29");
    }

    #[test]
    fn days_follow_each_other() {
        let day = |year, month, day| Date { year, month, day };
        for (one, next) in [
            (day(2020, 2, 28), day(2020, 2, 29)),
            (day(2021, 2, 28), day(2021, 3, 1)),
            (day(2021, 12, 31), day(2022, 1, 1)),
        ] {
            assert_eq!((one.next(), next.before()), (next, one));
        }
    }
}
