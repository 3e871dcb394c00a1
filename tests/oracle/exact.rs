//! Arithmetic of the second evaluator, written from the definitions in `docs/language.md` and `docs/reference`: nothing of
//! it is the engine's. Where the order of operations is stated it must give the same bits.

#![allow(clippy::cast_precision_loss, reason = "a few members")]

/// A number with its weight.
pub type Weighted = (f64, f64);

/// The sum of numbers in their order. What an addition loses is found out (by Knuth's two sums, whichever of the two is
/// larger), added up apart, and added at the end.
pub fn sum(numbers: &[f64]) -> f64 {
    let (mut total, mut lost) = (0.0, 0.0);
    for number in numbers {
        let next = total + number;
        let of_number = next - total;
        let of_total = next - of_number;
        lost += (total - of_total) + (number - of_number);
        total = next;
    }
    total + lost
}

fn sum_of(members: &[Weighted], of: impl Fn(f64, f64) -> f64) -> f64 {
    sum(&members.iter().map(|(x, w)| of(*x, *w)).collect::<Vec<_>>())
}

/// Two numbers are the same when they differ by at most one part in 10¹² of the larger one.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * if one.abs() > other.abs() { one.abs() } else { other.abs() }
}

/// Greater or the same.
pub fn reaches(one: f64, edge: f64) -> bool {
    same(one, edge) || one > edge
}

/// Greater and not the same.
pub fn exceeds(one: f64, edge: f64) -> bool {
    !same(one, edge) && one > edge
}

/// Σ w·x
pub fn total(members: &[Weighted]) -> f64 {
    sum_of(members, |x, w| w * x)
}

/// Σ w·x / Σ w
pub fn mean(members: &[Weighted]) -> f64 {
    total(members) / sum_of(members, |_, w| w)
}

/// exp(Σ w·ln x / Σ w); one member is its own number, and 0 makes it 0.
pub fn geometric_mean(members: &[Weighted]) -> Option<f64> {
    if members.iter().any(|(x, _)| *x < 0.0) {
        return None;
    }
    match members {
        // A zero has no sign here, be it the only one.
        _ if members.iter().any(|(x, _)| *x == 0.0) => Some(0.0),
        [(x, _)] => Some(*x),
        _ => Some(libm::exp(sum_of(members, |x, w| w * libm::log(x)) / sum_of(members, |_, w| w))),
    }
}

/// Σ w / Σ (w / x)
pub fn harmonic_mean(members: &[Weighted]) -> Option<f64> {
    let above = members.iter().all(|(x, _)| *x > 0.0);
    above.then(|| sum_of(members, |_, w| w) / sum_of(members, |x, w| w / x))
}

/// (Σ w·x^P / Σ w)^(1/P)
pub fn power_mean(members: &[Weighted], p: f64) -> Option<f64> {
    let refused = members.iter().any(|(x, _)| *x < 0.0 || *x == 0.0 && p < 0.0);
    (!refused).then(|| libm::pow(sum_of(members, |x, w| w * libm::pow(x, p)) / sum_of(members, |_, w| w), 1.0 / p))
}

/// √(Σ w·(x - mean)·(x - mean) / Σ w)
pub fn deviation(members: &[Weighted]) -> f64 {
    let middle = mean(members);
    (sum_of(members, |x, w| w * (x - middle) * (x - middle)) / sum_of(members, |_, w| w)).sqrt()
}

/// The numbers from the smallest on.
pub fn rising(members: &[Weighted]) -> Vec<f64> {
    let mut numbers: Vec<f64> = members.iter().map(|(x, _)| *x).collect();
    numbers.sort_by(|one, other| one.partial_cmp(other).unwrap());
    numbers
}

/// The middle one, or half of the sum of the two in the middle.
pub fn median(members: &[Weighted]) -> f64 {
    let numbers = rising(members);
    let many = numbers.len();
    (numbers[(many - 1) / 2] + numbers[many / 2]) / 2.0
}

/// The mean of the so many smallest; of all, where there are fewer.
pub fn mean_of_worst(members: &[Weighted], count: usize) -> f64 {
    let mut numbers = rising(members);
    numbers.truncate(count);
    sum(&numbers) / numbers.len() as f64
}

/// The functions of formulas, by their names; nothing where they fail.
pub fn call(name: &str, x: &[f64]) -> Option<f64> {
    let between = |low: f64, high: f64, value: f64| {
        if value < low {
            low
        } else if value > high {
            high
        } else {
            value
        }
    };
    let way = |x: f64, from: f64, to: f64| (from != to).then(|| between(0.0, 1.0, (x - from) / (to - from)));
    match (name, x) {
        ("abs", [x]) => Some(x.abs()),
        ("clamp", [x, least, most]) => (least <= most).then(|| between(*least, *most, *x)),
        ("linear", [x, from, to]) => way(*x, *from, *to),
        ("logarithmic", [x, from, to]) => {
            let above = *x > 0.0 && *from > 0.0 && *to > 0.0;
            above.then(|| way(libm::log(*x), libm::log(*from), libm::log(*to)))?
        }
        ("best_range", [x, a, low, high, b]) => {
            if !(a <= low && low <= high && high <= b) {
                return None;
            }
            match (x < low, x > high) {
                (true, _) => way(*x, *a, *low).or(Some(0.0)),
                (_, true) => way(*x, *b, *high).or(Some(0.0)),
                _ => Some(1.0),
            }
        }
        ("parity", [one, other]) => {
            let (less, more) = if one < other { (one, other) } else { (other, one) };
            (*less >= 0.0 && *more > 0.0).then(|| less / more)
        }
        ("scaled", [share, least, most]) => Some(least + share * (most - least)),
        ("sqrt", [x]) => (*x >= 0.0).then(|| x.sqrt()),
        ("ln", [x]) => (*x > 0.0).then(|| libm::log(*x)),
        ("exp", [x]) => Some(libm::exp(*x)),
        // What the frame of the random packs declares: the second one is a script.
        ("mix" | "mixed", [a, b]) => Some(if exceeds(*a, *b) { a * 2.0 - b } else { a + b / 2.0 }),
        _ => panic!("the oracle does not know {name} of {} numbers", x.len()),
    }
}
