//! Functions over many numbers with their weights: what roll-ups are made of.
//!
//! Every function takes pairs of a number and its weight (above 0), in a fixed order, and sums with compensation
//! (Neumaier), so that the order of small and large numbers does not matter to the last digits. None of them takes an
//! empty list: that is missing before it gets here.

/// The compensated sum of numbers, in their order.
#[must_use]
pub fn sum(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut total = 0.0_f64;
    let mut lost = 0.0_f64;
    for number in numbers {
        let next = total + number;
        lost += if total.abs() >= number.abs() { (total - next) + number } else { (number - next) + total };
        total = next;
    }
    total + lost
}

fn weights(members: &[(f64, f64)]) -> f64 {
    sum(members.iter().map(|(_, weight)| *weight))
}

/// Weighted arithmetic mean.
#[must_use]
pub fn mean(members: &[(f64, f64)]) -> f64 {
    sum(members.iter().map(|(number, weight)| number * weight)) / weights(members)
}

/// Weighted geometric mean; fails where a number is not above 0, except that a 0 makes the mean 0.
///
/// # Errors
/// A number below 0.
pub fn geometric_mean(members: &[(f64, f64)]) -> Result<f64, &'static str> {
    if members.iter().any(|(number, _)| *number < 0.0) {
        return Err("why_geometric");
    }
    if members.iter().any(|(number, _)| *number == 0.0) {
        return Ok(0.0);
    }
    if let [(number, _)] = members {
        return Ok(*number);
    }
    let logs = sum(members.iter().map(|(number, weight)| libm::log(*number) * weight));
    Ok(libm::exp(logs / weights(members)))
}

/// Weighted harmonic mean.
///
/// # Errors
/// A number that is not above 0.
pub fn harmonic_mean(members: &[(f64, f64)]) -> Result<f64, &'static str> {
    if members.iter().any(|(number, _)| *number <= 0.0) {
        return Err("why_harmonic");
    }
    Ok(weights(members) / sum(members.iter().map(|(number, weight)| weight / number)))
}

/// Weighted power mean with an exponent other than 0.
///
/// # Errors
/// A number below 0, or 0 with a negative exponent, or the exponent 0.
pub fn power_mean(members: &[(f64, f64)], exponent: f64) -> Result<f64, &'static str> {
    if exponent == 0.0 {
        return geometric_mean(members);
    }
    let refused = |number: f64| number < 0.0 || (number == 0.0 && exponent < 0.0);
    if members.iter().any(|(number, _)| refused(*number)) {
        return Err("why_power_mean");
    }
    let powers = sum(members.iter().map(|(number, weight)| libm::pow(*number, exponent) * weight));
    Ok(libm::pow(powers / weights(members), 1.0 / exponent))
}

/// Weighted standard deviation around the mean, of a whole population: divided by the weights, not by one less.
#[must_use]
pub fn deviation(members: &[(f64, f64)]) -> f64 {
    let middle = mean(members);
    let squares = sum(members.iter().map(|(number, weight)| weight * (number - middle) * (number - middle)));
    (squares / weights(members)).sqrt()
}

/// Median of the numbers, each counted once: the middle one, or the mean of the two in the middle.
#[must_use]
pub fn median(members: &[(f64, f64)]) -> f64 {
    let mut sorted: Vec<f64> = members.iter().map(|(number, _)| *number).collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
    if sorted.len() % 2 == 1 { at(middle) } else { f64::midpoint(at(middle.wrapping_sub(1)), at(middle)) }
}

/// Mean of the so many lowest numbers; of all, if there are fewer.
#[must_use]
pub fn mean_of_worst(members: &[(f64, f64)], count: usize) -> f64 {
    let mut sorted: Vec<f64> = members.iter().map(|(number, _)| *number).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.truncate(count.max(1));
    let many = sorted.len();
    #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
    let many = many as f64;
    sum(sorted) / many
}

#[cfg(test)]
mod tests {
    use super::{geometric_mean, mean, mean_of_worst, median, sum};

    #[test]
    fn a_large_number_swallows_no_small_one() {
        assert_eq!(sum([1e16, 1.0, -1e16]), 1.0);
    }

    #[test]
    fn one_member_is_its_own_mean() {
        assert_eq!(mean(&[(0.3, 2.0)]), 0.3);
        assert_eq!(geometric_mean(&[(0.3, 2.0)]), Ok(0.3));
    }

    #[test]
    fn zero_makes_a_geometric_mean_zero_and_less_fails() {
        assert_eq!(geometric_mean(&[(0.0, 1.0), (1.0, 1.0)]), Ok(0.0));
        assert!(geometric_mean(&[(-0.1, 1.0)]).is_err());
    }

    #[test]
    fn median_and_worst() {
        assert_eq!(median(&[(3.0, 1.0), (1.0, 1.0), (2.0, 1.0)]), 2.0);
        assert_eq!(mean_of_worst(&[(0.9, 1.0), (0.1, 1.0), (0.3, 1.0)], 2), 0.2);
    }
}
