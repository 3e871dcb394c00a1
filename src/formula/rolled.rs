//! One number of many, as roll-ups make it: the number, and what each member brings to it.

use crate::builtin;
use crate::model::rules::Aggregation;

/// The number that a function makes of numbers with their weights. A weight of 0 takes a number out. For a share of points
/// a number is the points that are earned, and its weight those that could be.
///
/// # Errors
/// The key of the reason why there is none.
pub fn aggregate(by: Aggregation, all: &[(f64, f64)]) -> Result<f64, &'static str> {
    if by == Aggregation::ShareOfPoints {
        let most = builtin::sum(all.iter().map(|(_, most)| *most));
        let earned = || builtin::sum(all.iter().map(|(points, _)| *points));
        return if most > 0.0 { Ok(earned() / most) } else { Err("why_no_points_possible") };
    }
    if all.iter().all(|(_, weight)| *weight > 0.0) {
        return of_weighing(by, all);
    }
    let weighing: Vec<(f64, f64)> = all.iter().copied().filter(|(_, weight)| *weight > 0.0).collect();
    of_weighing(by, &weighing)
}

fn of_weighing(by: Aggregation, numbers: &[(f64, f64)]) -> Result<f64, &'static str> {
    let each = || numbers.iter().map(|(number, _)| *number);
    if numbers.is_empty() && by != Aggregation::Count {
        return Err("why_weights");
    }
    match by {
        Aggregation::ShareOfPoints | Aggregation::Mean => Ok(builtin::mean(numbers)),
        Aggregation::Sum => Ok(builtin::sum(numbers.iter().map(|(number, weight)| number * weight))),
        Aggregation::GeometricMean => builtin::geometric_mean(numbers),
        Aggregation::HarmonicMean => builtin::harmonic_mean(numbers),
        Aggregation::PowerMean(exponent) => builtin::power_mean(numbers, exponent),
        Aggregation::Median => Ok(builtin::median(numbers)),
        Aggregation::Min => Ok(each().fold(f64::INFINITY, f64::min)),
        Aggregation::Max => Ok(each().fold(f64::NEG_INFINITY, f64::max)),
        Aggregation::MeanOfWorst(count) => Ok(builtin::mean_of_worst(numbers, count as usize)),
        Aggregation::Deviation => Ok(builtin::deviation(numbers)),
        // What others have is not among these numbers.
        Aggregation::Copeland => Err("why_no_pair"),
        #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
        Aggregation::Count => Ok(numbers.len() as f64),
    }
}

/// What each number brings: its part of the whole, and what it adds, where numbers are added.
#[must_use]
pub fn parts(by: Aggregation, all: &[(f64, f64)]) -> Vec<(Option<f64>, Option<f64>)> {
    let total = builtin::sum(all.iter().map(|(_, weight)| *weight));
    match by {
        Aggregation::Sum => all.iter().map(|(number, weight)| (None, Some(number * weight))).collect(),
        Aggregation::ShareOfPoints => {
            all.iter().map(|(points, most)| (Some(most / total), Some(points / total))).collect()
        }
        Aggregation::Mean => {
            all.iter().map(|(number, weight)| (Some(weight / total), Some(number * weight / total))).collect()
        }
        Aggregation::GeometricMean | Aggregation::HarmonicMean | Aggregation::PowerMean(_) | Aggregation::Copeland => {
            all.iter().map(|(_, weight)| (Some(weight / total), None)).collect()
        }
        Aggregation::Deviation | Aggregation::Count => vec![(None, None); all.len()],
        _ => picked(by, all),
    }
}

/// The functions that pick some numbers, each of these counted alike.
fn picked(by: Aggregation, all: &[(f64, f64)]) -> Vec<(Option<f64>, Option<f64>)> {
    let mut order: Vec<usize> =
        all.iter().enumerate().filter(|(_, (_, weight))| *weight > 0.0).map(|(place, _)| place).collect();
    let number = |place: &usize| all.get(*place).map_or(f64::NAN, |(number, _)| *number);
    order.sort_by(|a, b| number(a).total_cmp(&number(b)));
    let many = order.len();
    let chosen = match by {
        Aggregation::Max => many.saturating_sub(1)..many,
        Aggregation::Median => many.saturating_sub(1) / 2..many / 2 + 1,
        Aggregation::MeanOfWorst(count) => 0..many.min(count.max(1) as usize),
        _ => 0..many.min(1),
    };
    let chosen = order.get(chosen).unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
    let part = 1.0 / chosen.len().max(1) as f64;
    let brings = |(place, (number, _)): (usize, &(f64, f64))| {
        let part = if chosen.contains(&place) { part } else { 0.0 };
        (Some(part), Some(number * part))
    };
    all.iter().enumerate().map(brings).collect()
}

#[cfg(test)]
mod tests {
    use super::{aggregate, parts};
    use crate::model::rules::Aggregation;

    const ALL: [Aggregation; 7] = [
        Aggregation::Sum,
        Aggregation::Mean,
        Aggregation::Median,
        Aggregation::Min,
        Aggregation::Max,
        Aggregation::MeanOfWorst(2),
        Aggregation::ShareOfPoints,
    ];

    #[test]
    fn what_is_added_adds_up() {
        for by in ALL {
            for many in 1..5 {
                let numbers: Vec<(f64, f64)> =
                    [(0.5, 2.0), (0.25, 1.0), (1.0, 4.0), (0.125, 1.0)].into_iter().take(many).collect();
                let added: f64 = parts(by, &numbers).iter().filter_map(|(_, adds)| *adds).sum();
                assert!((added - aggregate(by, &numbers).unwrap()).abs() < 1e-15, "{by:?} of {many}");
            }
        }
    }

    #[test]
    fn a_weight_of_zero_takes_a_number_out() {
        let numbers = [(0.0, 0.0), (0.5, 1.0)];
        assert_eq!(aggregate(Aggregation::GeometricMean, &numbers), Ok(0.5));
        assert_eq!(aggregate(Aggregation::Min, &numbers), Ok(0.5));
        assert_eq!(parts(Aggregation::Min, &numbers), [(Some(0.0), Some(0.0)), (Some(1.0), Some(0.5))]);
        assert_eq!(aggregate(Aggregation::Mean, &[(0.5, 0.0)]), Err("why_weights"));
    }
}
