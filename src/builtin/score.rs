//! Bodies of the functions that scores are made of.

use super::ARGUMENTS;

/// Held between two edges.
pub fn clamp(x: &[f64]) -> Result<f64, &'static str> {
    match x {
        [x, least, most] if least <= most => Ok(x.clamp(*least, *most)),
        [_, _, _] => Err("why_edges"),
        _ => Err(ARGUMENTS),
    }
}

/// Share of the way from start to goal.
pub fn linear(x: &[f64]) -> Result<f64, &'static str> {
    match x {
        [_, start, goal] if start == goal => Err("why_start_is_goal"),
        [x, start, goal] => Ok(((x - start) / (goal - start)).clamp(0.0, 1.0)),
        _ => Err(ARGUMENTS),
    }
}

/// Share of the way between logarithms.
pub fn logarithmic(x: &[f64]) -> Result<f64, &'static str> {
    match x {
        [x, start, goal] if *x > 0.0 && *start > 0.0 && *goal > 0.0 => {
            linear(&[libm::log(*x), libm::log(*start), libm::log(*goal)])
        }
        [_, _, _] => Err("why_logarithms"),
        _ => Err(ARGUMENTS),
    }
}

/// Share of the way into a range, from either side.
pub fn best_range(x: &[f64]) -> Result<f64, &'static str> {
    match x {
        [x, worst_low, low, high, worst_high] if worst_low <= low && low <= high && high <= worst_high => {
            if x >= low && x <= high {
                return Ok(1.0);
            }
            let (start, goal) = if x < low { (worst_low, low) } else { (worst_high, high) };
            Ok(if start == goal { 0.0 } else { ((x - start) / (goal - start)).clamp(0.0, 1.0) })
        }
        [_, _, _, _, _] => Err("why_range"),
        _ => Err(ARGUMENTS),
    }
}

/// The smaller of two over the larger.
pub fn parity(x: &[f64]) -> Result<f64, &'static str> {
    match x {
        [x, other] if *x >= 0.0 && *other >= 0.0 && *x + *other > 0.0 => Ok(x.min(*other) / x.max(*other)),
        [_, _] => Err("why_parity"),
        _ => Err(ARGUMENTS),
    }
}

/// A share on another scale.
pub fn scaled(x: &[f64]) -> Result<f64, &'static str> {
    match x {
        [share, least, most] => Ok(least + share * (most - least)),
        _ => Err(ARGUMENTS),
    }
}

/// To the nearest multiple.
pub fn round(x: &[f64]) -> Result<f64, &'static str> {
    match x {
        [_, step] if *step <= 0.0 => Err("why_step"),
        [x, step] => Ok((x / step).round() * step),
        _ => Err(ARGUMENTS),
    }
}

#[cfg(test)]
mod tests {
    use super::{best_range, linear, logarithmic, parity, scaled};

    #[test]
    fn a_range_is_reached_from_both_sides() {
        let share = |x| best_range(&[x, 0.0, 40.0, 60.0, 70.0]);
        assert_eq!([share(20.0), share(40.0), share(60.0), share(65.0)], [Ok(0.5), Ok(1.0), Ok(1.0), Ok(0.5)]);
        assert_eq!([share(-5.0), share(71.0)], [Ok(0.0), Ok(0.0)]);
        assert_eq!(best_range(&[39.0, 40.0, 40.0, 60.0, 60.0]), Ok(0.0));
        assert!(best_range(&[1.0, 40.0, 30.0, 60.0, 70.0]).is_err());
    }

    #[test]
    fn parity_is_the_same_whoever_is_ahead() {
        assert_eq!([parity(&[4.0, 5.0]), parity(&[5.0, 4.0])], [Ok(0.8), Ok(0.8)]);
        assert_eq!(parity(&[0.0, 5.0]), Ok(0.0));
        assert!(parity(&[0.0, 0.0]).is_err() && parity(&[-1.0, 5.0]).is_err());
    }

    #[test]
    fn a_scale_may_run_either_way() {
        assert_eq!([scaled(&[0.5, 1.0, 100.0]), scaled(&[0.25, 10.0, 0.0])], [Ok(50.5), Ok(7.5)]);
    }

    #[test]
    fn the_goal_may_lie_below_the_start() {
        assert_eq!(linear(&[50.0, 80.0, 30.0]), Ok(0.6));
        assert_eq!(linear(&[90.0, 80.0, 30.0]), Ok(0.0));
    }

    #[test]
    fn equal_goalposts_fail_rather_than_divide_by_zero() {
        assert!(linear(&[1.0, 5.0, 5.0]).is_err());
    }

    #[test]
    fn a_logarithm_of_zero_fails() {
        assert!(logarithmic(&[0.0, 1.0, 100.0]).is_err());
        let half = logarithmic(&[10.0, 1.0, 100.0]).unwrap();
        assert!((half - 0.5).abs() < 1e-15);
    }
}
