//! Ranges of whole numbers, `0..10` and `1..=10`: what loops run over.

use rhai::{Engine, EvalAltResult};

use super::problem::Fault;

/// The numbers from one up to another, one apart.
#[derive(Debug, Clone)]
pub(super) struct Series {
    next: f64,
    end: f64,
    inclusive: bool,
}

impl Iterator for Series {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        let inside = if self.inclusive { self.next <= self.end } else { self.next < self.end };
        let now = self.next;
        self.next += 1.0;
        inside.then_some(now)
    }
}

/// Beyond this, one more is no longer another number.
const LARGEST: f64 = 9_007_199_254_740_992.0;

fn series(from: f64, to: f64, inclusive: bool) -> Result<Series, Box<EvalAltResult>> {
    let whole = |x: f64| x.trunc() == x && x.abs() < LARGEST;
    if whole(from) && whole(to) {
        return Ok(Series { next: from, end: to, inclusive });
    }
    Err(Fault::Other("a range runs from one whole number to another".to_owned()).into())
}

pub(super) fn register(engine: &mut Engine) {
    engine.register_fn("..", |from: f64, to: f64| series(from, to, false));
    engine.register_fn("..=", |from: f64, to: f64| series(from, to, true));
    engine.register_iterator::<Series>();
}
