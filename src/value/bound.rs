//! A number of which only bounds are known, and what can still be computed with it.

/// All numbers from `low` to `high`; an open end does not belong to it. `< 60` is everything below 60.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// Lower end, `-inf` if there is none.
    pub low: f64,
    /// Upper end, `inf` if there is none.
    pub high: f64,
    /// The lower end itself does not belong to it.
    pub low_open: bool,
    /// The upper end itself does not belong to it.
    pub high_open: bool,
}

impl Bound {
    /// One number exactly.
    #[must_use]
    pub fn exact(number: f64) -> Self {
        Self { low: number, high: number, low_open: false, high_open: false }
    }

    /// Everything below a number (`open`) or up to it.
    #[must_use]
    pub fn up_to(high: f64, open: bool) -> Self {
        Self { low: f64::NEG_INFINITY, high, low_open: true, high_open: open }
    }

    /// Everything above a number (`open`) or from it on.
    #[must_use]
    pub fn from(low: f64, open: bool) -> Self {
        Self { low, high: f64::INFINITY, low_open: open, high_open: true }
    }

    /// The number, if only one is possible.
    #[must_use]
    pub fn single(self) -> Option<f64> {
        (self.low == self.high && self.low.is_finite()).then_some(self.low)
    }

    /// Applies a function that keeps the order of numbers (or turns it round).
    #[must_use]
    pub fn map(self, rule: impl Fn(f64) -> f64) -> Self {
        let (a, b) = (rule(self.low), rule(self.high));
        if a <= b {
            Self { low: a, high: b, ..self }
        } else {
            Self { low: b, high: a, low_open: self.high_open, high_open: self.low_open }
        }
    }

    /// Held between two numbers: what lies outside counts as the nearer edge.
    #[must_use]
    pub fn clamp(self, least: f64, most: f64) -> Self {
        let low_cut = self.low < least || self.low > most;
        let high_cut = self.high < least || self.high > most;
        Self {
            low: self.low.clamp(least, most),
            high: self.high.clamp(least, most),
            low_open: self.low_open && !low_cut,
            high_open: self.high_open && !high_cut,
        }
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
            low_open: self.low_open || other.low_open,
            high_open: self.high_open || other.high_open,
        }
    }

    /// The product of two, or nothing where an end would be `0 × infinity`.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.corners(other, |a, b| a * b)
    }

    /// The quotient of two, or nothing where the divisor may be 0.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        (other.low > 0.0 || other.high < 0.0).then_some(())?;
        self.corners(other, |a, b| a / b)
    }

    fn corners(self, other: Self, rule: impl Fn(f64, f64) -> f64) -> Option<Self> {
        let (a, b) = ((self.low, self.low_open), (self.high, self.high_open));
        let (c, d) = ((other.low, other.low_open), (other.high, other.high_open));
        let pairs = [(a, c), (a, d), (b, c), (b, d)];
        let ends = pairs.map(|((x, x_open), (y, y_open))| (rule(x, y), x_open || y_open));
        if ends.iter().any(|(end, _)| end.is_nan()) {
            return None;
        }
        let mut low = (f64::INFINITY, true);
        let mut high = (f64::NEG_INFINITY, true);
        for end in ends {
            if end.0 < low.0 || (end.0 == low.0 && !end.1) {
                low = end;
            }
            if end.0 > high.0 || (end.0 == high.0 && !end.1) {
                high = end;
            }
        }
        Some(Self { low: low.0, high: high.0, low_open: low.1, high_open: high.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::Bound;

    #[test]
    fn less_than_an_hour_over_two_is_less_than_half_an_hour() {
        let half = Bound::up_to(60.0, true).over(Bound::exact(2.0)).unwrap();
        assert_eq!((half.high, half.high_open), (30.0, true));
    }

    #[test]
    fn what_is_cut_off_at_an_edge_reaches_it() {
        let share = Bound::up_to(0.2, true).clamp(0.0, 1.0);
        assert_eq!((share.low, share.low_open, share.high, share.high_open), (0.0, false, 0.2, true));
    }

    #[test]
    fn a_divisor_that_may_be_zero_gives_nothing() {
        assert!(Bound::exact(1.0).over(Bound::up_to(3.0, true)).is_none());
    }
}
