//! Paths, reckoned slowly: year by year, with nothing kept.

use crate::ways::{Shape, Way};

/// What is reckoned of a path. Nothing stands for "cannot be told".
#[derive(Debug, Clone, PartialEq)]
pub struct Reckoned {
    pub required: Option<f64>,
    pub progress: Option<f64>,
    /// How much of an error of the required level is in the progress.
    pub rounds: f64,
    pub arrival: Option<i32>,
    pub budget: Option<f64>,
}

/// All of a path in the year of its last figure, in tonnes.
pub fn reckon(way: &Way) -> Reckoned {
    let year = way.year();
    let last = way.stones.last().unwrap().0;
    let required = required(way, year);
    let progress = match (start(way), required) {
        (Some(start), Some(due)) if start != due => Some((start - value(way, year).unwrap()) / (start - due)),
        _ => None,
    };
    let rounds = match (start(way), required) {
        (Some(start), Some(due)) if start != due => (1.0 + progress.unwrap_or(0.0).abs()) / (start - due).abs(),
        _ => 0.0,
    };
    let years: Option<Vec<f64>> = (year + 1..=last).map(|year| self::required(way, year)).collect();
    let budget = years.filter(|years| !years.is_empty()).map(|years| years.iter().sum());
    Reckoned { required, progress, rounds, arrival: arrival(way, year), budget }
}

fn value(way: &Way, year: i32) -> Option<f64> {
    way.figures.get(&year).map(|tenths| f64::from(*tenths) / 10.0)
}

fn start(way: &Way) -> Option<f64> {
    value(way, way.start?)
}

fn level(way: &Way, stone: usize) -> Option<f64> {
    let written = f64::from(way.stones[stone].1);
    if !way.relative {
        return Some(written / 10.0);
    }
    let share = written / 100.0;
    Some(start(way)? * if way.up { 1.0 + share } else { 1.0 - share })
}

/// Walks from stone to stone, a year at a time.
fn required(way: &Way, year: i32) -> Option<f64> {
    let begins = way.start?;
    let (mut at, mut height) = (begins, start(way));
    for stone in 0..way.stones.len() {
        let (until, goal) = (way.stones[stone].0, level(way, stone));
        if year < until {
            if year == at || way.shape == Shape::Steps {
                return height;
            }
            let (from, goal) = (height?, goal?);
            let steps = f64::from(until - at);
            let mut now = from;
            for _ in at..year {
                now = match way.shape {
                    Shape::ConstantRate if from <= 0.0 || goal <= 0.0 => return None,
                    Shape::ConstantRate => now * (goal / from).powf(1.0 / steps),
                    _ => now + (goal - from) / steps,
                };
            }
            return Some(now);
        }
        (at, height) = (until, goal);
    }
    height
}

/// Follows the trend of five years until the last level is reached.
fn arrival(way: &Way, year: i32) -> Option<i32> {
    let goal = level(way, way.stones.len() - 1)?;
    let reached = |height: f64| if way.up { height >= goal - 1e-9 } else { height <= goal + 1e-9 };
    let now = value(way, year).unwrap();
    if if way.up { now >= goal } else { now <= goal } {
        return Some(year);
    }
    let known: Vec<(f64, f64)> =
        (year - 4..=year).filter_map(|each| Some((f64::from(each), value(way, each)?))).collect();
    if known.len() < 2 {
        return None;
    }
    let many = f64::from(u32::try_from(known.len()).unwrap());
    let sum = |part: fn(&(f64, f64)) -> f64| known.iter().map(part).sum::<f64>();
    // The two normal equations, with years counted from 2010 so that the squares stay small.
    let (x, y) = (sum(|one| one.0 - 2010.0), sum(|one| one.1));
    let (xx, xy) = (sum(|one| (one.0 - 2010.0) * (one.0 - 2010.0)), sum(|one| (one.0 - 2010.0) * one.1));
    let slope = (many * xy - x * y) / (many * xx - x * x);
    let height = |year: i32| (y - slope * x) / many + slope * f64::from(year - 2010);
    if slope.abs() < 1e-9 || (slope > 0.0) != way.up {
        return None;
    }
    (year + 1..=year + 1000).find(|year| reached(height(*year)))
}
