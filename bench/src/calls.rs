//! Functions of numbers in scripts, called for a million rows, and what the calls cost in each of several ways.

use std::hint::black_box;

use crate::clock::spent;

/// Rounds, and calls in each: a million calls.
const ROUNDS: usize = 20;
/// Calls in a round.
pub const CALLS: u32 = 50_000;

/// A name, and a script with a function `balance` of two numbers.
pub const FUNCTIONS: [(&str, &str); 3] = [
    ("formula", "fn balance(car, bus) { 100.0 * (car - bus) / (car + bus) }"),
    (
        "branches",
        "fn balance(car, bus) {
    let lower = if car < bus { car } else { bus };
    let upper = if car < bus { bus } else { car };
    if upper == 0.0 { 0.0 } else { 100.0 * lower / upper }
}",
    ),
    (
        "loop of ten",
        "fn balance(car, bus) {
    let total = 0.0;
    let step = 0.0;
    while step < 10.0 { total += car * step / (bus + 1.0); step += 1.0; }
    total
}",
    ),
];

/// What stands between the braces of such a function: its statements over `car` and `bus`.
#[must_use]
pub fn statements(function: &str) -> &str {
    let body = function.split_once('{').and_then(|(_, rest)| rest.rsplit_once('}'));
    body.map_or(function, |(body, _)| body.trim())
}

/// The rows of a round.
pub fn rows() -> impl Iterator<Item = (f64, f64)> {
    (0..CALLS).map(|row| (f64::from(row % 97) + 1.0, f64::from(row % 89) + 1.0))
}

/// A way to call a function for the rows of a round: its name, and the sum of the results.
pub type Way<'a> = (&'a str, &'a mut dyn FnMut() -> f64);

/// Runs all ways in turn, so that what else the machine does falls on each of them: a row for each with the median of its
/// time on the processor, and the ratio to the first.
///
/// # Panics
/// Two ways come to different results.
pub fn in_turn(name: &str, ways: &mut [Way]) -> String {
    let mut times = vec![Vec::new(); ways.len()];
    for _ in 0..ROUNDS {
        let mut first = None;
        for ((way, run), times) in ways.iter_mut().zip(&mut times) {
            let before = spent();
            let sum = black_box(run());
            times.push((spent() - before).as_secs_f64() * 1e9 / f64::from(CALLS));
            assert_eq!(*first.get_or_insert(sum), sum, "{name}: {way}");
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    let row = |(way, _): &Way, median: &f64| format!("| {name} | {way} | {median:.0} | {:.2} |\n", median / medians[0]);
    ways.iter().zip(&medians).map(|(way, median)| row(way, median)).collect()
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
