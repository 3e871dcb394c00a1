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
    use super::{linear, logarithmic};

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
