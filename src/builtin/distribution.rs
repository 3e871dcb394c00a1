//! The values of many members: what bounds, ranks and spreads are told from.
//!
//! The values are sorted before anything is summed, so that the order of the members changes no digit.

use super::aggregate::sum;
use crate::value::equal;

/// The values of the members of a cohort that are there, ascending.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    sorted: Vec<f64>,
    members: usize,
    ends: Option<(f64, f64)>,
    mean: f64,
    deviation: f64,
}

impl Distribution {
    /// Of some finite values, in any order.
    #[must_use]
    pub fn of(mut values: Vec<f64>) -> Self {
        values.retain(|value| value.is_finite());
        values.sort_unstable_by(f64::total_cmp);
        let many = count(values.len());
        let mean = if values.is_empty() { 0.0 } else { sum(values.iter().copied()) / many };
        let squares = sum(values.iter().map(|value| (value - mean) * (value - mean)));
        let deviation = if values.len() > 1 { (squares / (many - 1.0)).sqrt() } else { 0.0 };
        let ends = values.first().copied().zip(values.last().copied());
        Self { members: values.len(), ends, sorted: values, mean, deviation }
    }

    /// Of values of which only the smallest, the largest and how many there are is known: enough for what looks at the ends
    /// alone ([`super::Looking::ends`]).
    #[must_use]
    pub fn between(ends: Option<(f64, f64)>, members: usize) -> Self {
        Self { members, ends, ..Self::default() }
    }

    /// The same with every value negated.
    #[must_use]
    pub fn turned(&self) -> Self {
        let sorted = self.sorted.iter().rev().map(|value| -value).collect();
        let ends = self.ends.map(|(least, most)| (-most, -least));
        Self { sorted, members: self.members, ends, mean: -self.mean, deviation: self.deviation }
    }

    /// The values, ascending.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.sorted
    }

    /// How many members have a value.
    #[must_use]
    pub fn members(&self) -> usize {
        self.members
    }

    /// The smallest value; nothing where no member has one.
    #[must_use]
    pub fn least(&self) -> Option<f64> {
        self.ends.map(|(least, _)| least)
    }

    /// The largest value.
    #[must_use]
    pub fn most(&self) -> Option<f64> {
        self.ends.map(|(_, most)| most)
    }

    /// Arithmetic mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Sample standard deviation (divided by one less than the members); 0 for one member.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        self.deviation
    }

    /// How many members lie below a value; equal values do not.
    #[must_use]
    pub fn below(&self, value: f64) -> usize {
        self.sorted.partition_point(|member| *member < value && !equal(*member, value))
    }

    /// The value below which a share of the members lies, by linear interpolation between neighbours (R type 7).
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.sorted.len().checked_sub(1)?;
        let at = share * count(last);
        let floor = at.floor().clamp(0.0, count(last));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "held between 0 and the last place"
        )]
        let place = floor as usize;
        let low = *self.sorted.get(place)?;
        let high = *self.sorted.get((place + 1).min(last))?;
        Some(low + (at - floor) * (high - low))
    }

    /// Skewness and excess kurtosis of the sample, corrected for bias (G1 and G2); nothing below four members or
    /// without spread.
    #[must_use]
    pub fn shape(&self) -> Option<(f64, f64)> {
        shape(&self.sorted)
    }
}

/// Skewness and excess kurtosis of some values, corrected for bias (G1 and G2); nothing below four values or without
/// spread.
#[must_use]
pub fn shape(values: &[f64]) -> Option<(f64, f64)> {
    if values.len() < 4 {
        return None;
    }
    let n = count(values.len());
    let mean = sum(values.iter().copied()) / n;
    let moment = |of: fn(f64) -> f64| sum(values.iter().map(|value| of(value - mean))) / n;
    let second = moment(|apart| apart * apart);
    if second <= 0.0 {
        return None;
    }
    let skewness = moment(|apart| apart * apart * apart) / (second * second.sqrt());
    let kurtosis = moment(|apart| apart * apart * (apart * apart)) / (second * second) - 3.0;
    let corrected = skewness * (n * (n - 1.0)).sqrt() / (n - 2.0);
    let excess = ((n + 1.0) * kurtosis + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0));
    (corrected.is_finite() && excess.is_finite()).then_some((corrected, excess))
}

/// A number of members as a number.
#[must_use]
pub(crate) fn count(members: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
    let many = members as f64;
    many
}

#[cfg(test)]
mod tests {
    use super::{Distribution, shape};

    #[test]
    fn order_changes_no_digit() {
        let one = Distribution::of(vec![0.1, 1e9, 0.3, -5.0]);
        let other = Distribution::of(vec![1e9, -5.0, 0.3, 0.1]);
        assert_eq!(one, other);
        assert_eq!(one.turned().turned(), one);
    }

    #[test]
    fn quantiles_are_of_type_7() {
        let ten = Distribution::of((1..=10).map(f64::from).collect());
        let near = |share: f64, wanted: f64| (ten.quantile(share).unwrap() - wanted).abs() < 1e-12;
        assert!(near(0.05, 1.45) && near(0.95, 9.55) && near(0.5, 5.5));
        assert_eq!((ten.quantile(0.0), ten.quantile(1.0)), (Some(1.0), Some(10.0)));
        assert_eq!(Distribution::default().quantile(0.5), None);
    }

    #[test]
    fn nobody_and_one_member() {
        let (none, one) = (Distribution::of(vec![f64::NAN]), Distribution::of(vec![3.0]));
        assert_eq!((none.members(), none.least()), (0, None));
        assert_eq!((one.mean(), one.deviation(), one.quantile(0.3)), (3.0, 0.0, Some(3.0)));
    }

    #[test]
    fn a_shape_needs_four_values_and_a_spread() {
        assert_eq!(shape(&[1.0, 2.0, 3.0]), None);
        assert_eq!(shape(&[2.0; 6]), None);
        let (skewness, kurtosis) = shape(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert!(skewness.abs() < 1e-15 && (kurtosis + 1.2).abs() < 1e-12);
    }
}
