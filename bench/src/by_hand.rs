//! What the case by hand is made of: the rules of the language for numbers that are there or not.

#[inline]
fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

/// `a / b`; nothing where one is missing or the divisor is 0.
#[inline]
#[must_use]
pub fn ratio(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    let (a, b) = (a?, b?);
    if b == 0.0 { None } else { finite(a / b) }
}

/// `(a + b) / c`
#[inline]
#[must_use]
pub fn sum_ratio(a: Option<f64>, b: Option<f64>, c: Option<f64>) -> Option<f64> {
    ratio(finite(a? + b?), c)
}

/// `(a - b) / c`
#[inline]
#[must_use]
pub fn difference_ratio(a: Option<f64>, b: Option<f64>, c: Option<f64>) -> Option<f64> {
    ratio(finite(a? - b?), c)
}

/// The share of the way from start to target.
#[inline]
#[must_use]
pub fn share(value: Option<f64>, start: f64, target: f64) -> Option<f64> {
    Some(((value? - start) / (target - start)).clamp(0.0, 1.0))
}

#[inline]
fn equal(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

/// Whether a number lies below an edge.
#[inline]
#[must_use]
pub fn below(value: Option<f64>, edge: f64) -> Option<bool> {
    value.map(|value| edge > value && !equal(value, edge))
}

/// Whether a number lies above an edge.
#[inline]
#[must_use]
pub fn over(value: Option<f64>, edge: f64) -> Option<bool> {
    value.map(|value| value > edge && !equal(value, edge))
}

/// Both; a no settles it.
#[inline]
#[must_use]
pub fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// One of both; a yes settles it.
#[inline]
#[must_use]
pub fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// A weighted mean of what is there, with a compensated sum (Neumaier).
#[derive(Debug, Clone, Copy, Default)]
pub struct Mean {
    sum: f64,
    lost: f64,
    weights: f64,
}

impl Mean {
    /// Adds a member, if it is there. The weights are halves: they add up without loss.
    #[inline]
    pub fn add(&mut self, value: Option<f64>, weight: f64) {
        let Some(value) = value else { return };
        let number = value * weight;
        let next = self.sum + number;
        self.lost +=
            if self.sum.abs() >= number.abs() { (self.sum - next) + number } else { (number - next) + self.sum };
        self.sum = next;
        self.weights += weight;
    }

    /// The mean; nothing where no member is there.
    #[inline]
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        (self.weights > 0.0).then(|| (self.sum + self.lost) / self.weights)
    }
}
