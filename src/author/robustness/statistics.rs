//! Quantiles, means and variances, as their textbooks have them.

use super::Range;
use crate::builtin::sum;

/// The quantile of sorted numbers by linear interpolation between the two nearest (Hyndman and Fan, type 7).
#[must_use]
pub(super) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * count(last);
    let below = libm::floor(place);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let at = (below as usize).min(last);
    let (low, high) = (sorted.get(at)?, sorted.get((at + 1).min(last))?);
    Some(low + (place - below) * (high - low))
}

/// Median, 5 % and 95 % of numbers; nothing where there are none.
#[must_use]
pub(super) fn range(numbers: impl Iterator<Item = f64>) -> Option<Range> {
    let mut sorted: Vec<f64> = numbers.collect();
    sorted.sort_by(f64::total_cmp);
    Some(Range { median: quantile(&sorted, 0.5)?, low: quantile(&sorted, 0.05)?, high: quantile(&sorted, 0.95)? })
}

/// The mean; 0 of nothing.
#[must_use]
pub(super) fn mean(numbers: &[f64]) -> f64 {
    if numbers.is_empty() { 0.0 } else { sum(numbers.iter().copied()) / count(numbers.len()) }
}

/// The sample variance (divided by one less than the count); 0 of fewer than two.
#[must_use]
pub(super) fn variance(numbers: &[f64]) -> f64 {
    if numbers.len() < 2 {
        return 0.0;
    }
    let mean = mean(numbers);
    sum(numbers.iter().map(|number| (number - mean) * (number - mean))) / count(numbers.len() - 1)
}

/// A count as a number.
#[must_use]
pub(super) fn count(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a count of replicates is far below 2^53")]
    let number = count as f64;
    number
}

#[cfg(test)]
mod tests {
    use super::{quantile, range, variance};

    /// R: quantile(c(1, 2, 4, 8, 16), c(0.05, 0.5, 0.95)) gives 1.2, 4.0, 14.4.
    #[test]
    fn quantiles_are_those_of_type_seven() {
        let found = range([16.0, 1.0, 8.0, 2.0, 4.0].into_iter()).unwrap();
        assert!((found.low - 1.2).abs() < 1e-12 && (found.high - 14.4).abs() < 1e-12);
        assert_eq!(found.median, 4.0);
        assert_eq!(quantile(&[3.0], 0.95), Some(3.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn the_variance_is_that_of_a_sample() {
        assert_eq!(variance(&[1.0, 2.0, 3.0, 4.0]), 5.0 / 3.0);
    }
}
