//! The one rule for comparisons at a threshold.
//!
//! Two numbers are equal when they differ by at most one part in 10^12 of the larger one: what a person who adds
//! 10 %, 20 % and 30 % means by "60 %". `at least` is "greater or equal" and `above` is "greater and not equal", so that
//! exactly one of `x >= y` and `x < y` holds. Zero is equal to zero only.

/// Largest difference, relative to the larger number, at which two numbers still are the same.
const SAME: f64 = 1e-12;

/// Whether two numbers are the same at a threshold.
#[must_use]
pub fn equal(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= SAME * a.abs().max(b.abs()) && a.is_finite() && b.is_finite()
}

/// Whether `a` lies above `b` and is not the same.
#[must_use]
pub fn greater(a: f64, b: f64) -> bool {
    a > b && !equal(a, b)
}

/// Whether `a` reaches `b`.
#[must_use]
pub fn at_least(a: f64, b: f64) -> bool {
    a > b || equal(a, b)
}

#[cfg(test)]
mod tests {
    use super::{at_least, equal, greater};

    #[test]
    fn sums_of_decimals_meet_their_threshold() {
        assert!(equal(0.1 + 0.2, 0.3));
        assert!(at_least(0.7 + 0.25, 0.95));
        assert!(!greater(0.1 + 0.2, 0.3));
    }

    #[test]
    fn what_differs_in_the_ninth_digit_differs() {
        assert!(!equal(1.0, 1.000_000_001));
        assert!(!equal(0.0, 1e-300));
    }
}
