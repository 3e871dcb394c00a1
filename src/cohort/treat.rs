//! Outliers: told by the shape of a column, drawn in, or the whole column reshaped.

use crate::builtin::{Distribution, count, shape, sum};
use crate::model::rules::{Cure, Reshaped, Treat, Treatment};

/// Treats a column. Values that are not there are no part of it.
pub(super) fn treated(treat: &Treat, column: &Distribution) -> Treatment {
    let limits = (column.least().unwrap_or(f64::NEG_INFINITY), column.most().unwrap_or(f64::INFINITY));
    let before = column.shape();
    let as_it_came = Treatment { before, passed: true, drawn_in: 0, after: None, cured: true, limits, reshaped: None };
    match treat {
        Treat::Reshape(cure) => reshape(Treatment { passed: false, ..as_it_came }, *cure, column, |_| true),
        Treat::Winsorise { up_to, skewness, kurtosis, otherwise } => {
            let passes = |shape: Option<(f64, f64)>| {
                shape.is_none_or(|(skew, excess)| skew.abs() < *skewness || excess < *kurtosis)
            };
            if passes(before) {
                return as_it_came;
            }
            let drawn = winsorise(Treatment { passed: false, ..as_it_came }, column, *up_to as usize, passes);
            match otherwise {
                Some(cure) if !drawn.cured => {
                    reshape(Treatment { limits, drawn_in: 0, ..drawn }, *cure, column, passes)
                }
                _ => drawn,
            }
        }
    }
}

/// Draws in the outermost value on the side of the skew, with its equals, until the shape passes.
fn winsorise(
    came: Treatment,
    column: &Distribution,
    up_to: usize,
    passes: impl Fn(Option<(f64, f64)>) -> bool,
) -> Treatment {
    let (mut low, mut high) = came.limits;
    let mut now = came.before;
    let mut drawn_in = 0;
    while !passes(now) && drawn_in < up_to {
        let skew = now.map_or(0.0, |(skew, _)| skew);
        let next = if skew >= 0.0 {
            column.values().iter().rev().copied().find(|value| *value < high)
        } else {
            column.values().iter().copied().find(|value| *value > low)
        };
        let Some(next) = next else { break };
        if skew >= 0.0 {
            high = next
        } else {
            low = next
        }
        let values: Vec<f64> = column.values().iter().map(|value| value.max(low).min(high)).collect();
        drawn_in = column.values().iter().filter(|value| **value < low || **value > high).count();
        now = shape(&values);
    }
    Treatment { drawn_in, after: now, cured: passes(now), limits: (low, high), ..came }
}

fn reshape(
    came: Treatment,
    cure: Cure,
    column: &Distribution,
    passes: impl Fn(Option<(f64, f64)>) -> bool,
) -> Treatment {
    let (Some(least), Some(most)) = (column.least(), column.most()) else { return came };
    if least == most {
        return came;
    }
    let shift = 0.01 * (most - least) - least;
    let exponent = match cure {
        Cure::Logarithm => 0.0,
        Cure::BoxCox(Some(exponent)) => exponent,
        Cure::BoxCox(None) => likeliest(column, shift),
    };
    let reshaped = Reshaped { shift, exponent };
    let values: Vec<f64> = column.values().iter().filter_map(|value| reshaped.apply(*value)).collect();
    let after = shape(&values);
    Treatment { after, cured: passes(after), reshaped: Some(reshaped), ..came }
}

/// The exponent between -2 and 2 under which the column is most like a normal one: by golden section, to 10 digits.
fn likeliest(column: &Distribution, shift: f64) -> f64 {
    let logs: Vec<f64> = column.values().iter().map(|value| libm::log(value + shift)).collect();
    let total = sum(logs.iter().copied());
    let many = count(logs.len());
    let likelihood = |exponent: f64| {
        let reshaped = Reshaped { shift, exponent };
        let values: Vec<f64> = column.values().iter().filter_map(|value| reshaped.apply(*value)).collect();
        let mean = sum(values.iter().copied()) / many;
        let spread = sum(values.iter().map(|value| (value - mean) * (value - mean))) / many;
        (exponent - 1.0) * total - many / 2.0 * libm::log(spread)
    };
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (-2.0, 2.0);
    while high - low > 1e-10 {
        let (one, other) = (high - golden * (high - low), low + golden * (high - low));
        if likelihood(one) < likelihood(other) { low = one } else { high = other }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::{Cure, Treat, Treatment};

    const USUAL: Treat = Treat::Winsorise { up_to: 5, skewness: 2.0, kurtosis: 3.5, otherwise: Some(Cure::Logarithm) };

    fn treated(treat: &Treat, values: &[f64]) -> (Treatment, Vec<f64>) {
        let treatment = super::treated(treat, &crate::builtin::Distribution::of(values.to_vec()));
        let values = values.iter().filter_map(|value| treatment.apply(*value)).collect();
        (treatment, values)
    }

    #[test]
    fn an_outlier_is_drawn_in_to_its_neighbour() {
        let (treatment, values) = treated(&USUAL, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0]);
        assert!(!treatment.passed && treatment.cured && treatment.drawn_in == 1);
        assert_eq!(values[9], 9.0);
        let (left, values) = treated(&USUAL, &[-100.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        assert_eq!((left.drawn_in, values[0]), (1, 2.0));
    }

    #[test]
    fn where_drawing_in_does_not_help_the_logarithm_is_of_the_column_as_it_came() {
        let wild: Vec<f64> = (0..60).map(|power| libm::pow(10.0, f64::from(power))).collect();
        let (treatment, values) = treated(&USUAL, &wild);
        assert!(treatment.reshaped.is_some_and(|reshaped| reshaped.exponent == 0.0));
        assert_eq!((treatment.drawn_in, values.len()), (0, 60));
        assert_eq!(values[0], libm::log(1.0 + (0.01 * (1e59 - 1.0) - 1.0)));
        let left = Treat::Winsorise { up_to: 5, skewness: 2.0, kurtosis: 3.5, otherwise: None };
        assert!(!treated(&left, &wild).0.cured);
    }

    #[test]
    fn a_likely_exponent_takes_the_skew_away() {
        let squares: Vec<f64> = (1..40).map(|value| f64::from(value * value)).collect();
        let (treatment, _) = treated(&Treat::Reshape(Cure::BoxCox(None)), &squares);
        let (skew, _) = treatment.after.unwrap();
        assert!(skew.abs() < 0.3, "{skew}");
    }

    #[test]
    fn few_or_equal_values_stay_as_they_are() {
        for values in [&[1.0, 2.0, 1e9][..], &[4.0; 7], &[]] {
            assert_eq!(treated(&USUAL, values).1, values);
            assert_eq!(treated(&Treat::Reshape(Cure::Logarithm), &[4.0; 3]).1, [4.0; 3]);
        }
    }
}
