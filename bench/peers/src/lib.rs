//! One warm city in other engines, beside the plan and the method by hand.
//!
//! Each engine compiles the 91 formulas and the 91 shares of the way to a target once (`yardstick_bench::case`), and
//! evaluates them for one city after the other. It is handed a city's figures anew each time, in the form that it takes.
//! None of them knows missing figures as the language means them: [`Missing`] says how each is told. The bench holds shares
//! between 0 and 1 itself. What the plan and the method by hand do besides (40 means, 60 triggers, why something is missing)
//! the engines are not asked to do.

#![allow(clippy::indexing_slicing, reason = "a benchmark may fail")]

mod expressions;
mod own;
mod text;
mod zen;

use std::cmp::Ordering;

use yardstick_bench::case;

/// What became of a city: 91 values, then 91 shares; nothing where a figure is missing.
pub type Results = [Option<f64>; 2 * case::KPIS];

/// Nothing at all.
pub const NOTHING: Results = [None; 2 * case::KPIS];

/// How an engine is told that a figure is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The figure is `None` in Rust.
    None,
    /// The figure is no number, and the plan knows what that means.
    NoNumber,
    /// It is not told: the bench asks only for those formulas whose figures are there.
    NotAsked,
    /// The figure is `null`, and each expression asks first whether its figures are `null`.
    Null,
}

impl Missing {
    /// The words of the table.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "`None`",
            Self::NoNumber => "NaN",
            Self::NotAsked => "not asked",
            Self::Null => "`null`",
        }
    }
}

/// How near to the method by hand an engine has to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Near {
    /// The same bits.
    Same,
    /// The same number: a zero may have lost its sign, since whole numbers have none.
    Number,
    /// Equal within this part of the number, or of 1 where the number is smaller: decimals are rounded elsewhere than
    /// binary numbers.
    Decimals(f64),
}

impl Near {
    /// Whether a result is near enough to what the method by hand finds. What is missing is missing in both.
    #[must_use]
    pub fn holds(self, found: Option<f64>, by_hand: Option<f64>) -> bool {
        match (self, found, by_hand) {
            (Self::Same, found, by_hand) => found.map(f64::to_bits) == by_hand.map(f64::to_bits),
            (Self::Number, Some(found), Some(by_hand)) => found.partial_cmp(&by_hand).is_some_and(Ordering::is_eq),
            (Self::Decimals(part), Some(found), Some(by_hand)) => {
                (found - by_hand).abs() <= part * by_hand.abs().max(1.0)
            }
            (Self::Number | Self::Decimals(_), found, by_hand) => found.is_none() && by_hand.is_none(),
        }
    }

    /// The words of the table.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Same => "bit for bit".to_owned(),
            Self::Number => "bit for bit, but for the sign of 0".to_owned(),
            Self::Decimals(part) => format!("within {part:e}"),
        }
    }
}

/// One way to evaluate a city.
pub struct Peer {
    /// Its name in the table.
    pub name: &'static str,
    /// How it is told of missing figures.
    pub missing: Missing,
    /// How near it has to come.
    pub near: Near,
    run: Box<dyn FnMut(&[f64], &mut Results)>,
}

impl Peer {
    /// A way to evaluate a city: it is given the figures, no number where one is missing, and writes all results.
    pub fn new(
        name: &'static str,
        missing: Missing,
        near: Near,
        run: impl FnMut(&[f64], &mut Results) + 'static,
    ) -> Self {
        Self { name, missing, near, run: Box::new(run) }
    }

    /// Evaluates one city.
    pub fn run(&mut self, figures: &[f64], results: &mut Results) {
        (self.run)(figures, results);
    }

    /// Holds it to the method by hand over all these cities, and says how far it was away from it at most, as a part of the
    /// number or of 1.
    ///
    /// # Errors
    /// The first result that is another one.
    pub fn agree<'c>(&mut self, cities: impl IntoIterator<Item = &'c [f64]>) -> Result<f64, String> {
        let (mut found, mut by_hand) = (NOTHING, NOTHING);
        let mut farthest: f64 = 0.0;
        for (city, figures) in cities.into_iter().enumerate() {
            self.run(figures, &mut found);
            own::by_hand(figures, &mut by_hand);
            for (place, (found, by_hand)) in found.iter().zip(&by_hand).enumerate() {
                if !self.near.holds(*found, *by_hand) {
                    return Err(format!(
                        "{}: result {place} of city {city} is {found:?}, by hand {by_hand:?}",
                        self.name
                    ));
                }
                if let (Some(found), Some(by_hand)) = (found, by_hand) {
                    farthest = farthest.max((found - by_hand).abs() / by_hand.abs().max(1.0));
                }
            }
        }
        Ok(farthest)
    }
}

/// All of them; the first is the one that the others are compared with.
#[must_use]
pub fn all() -> Vec<Peer> {
    let exact = |name, missing, run| Peer { name, missing, near: Near::Same, run };
    let decimal = |name, missing, run| Peer { name, missing, near: Near::Decimals(1e-14), run };
    let number = |name, missing, run| Peer { name, missing, near: Near::Number, run };
    vec![
        exact("by hand, in Rust", Missing::None, Box::new(own::by_hand)),
        exact("by hand, with 40 means and 60 triggers", Missing::None, Box::new(own::whole_by_hand)),
        exact("plan", Missing::NoNumber, own::plan(own::SCORES)),
        exact("plan, with 40 means and 60 triggers", Missing::NoNumber, own::plan(own::WHOLE)),
        exact("exmex", Missing::NotAsked, expressions::exmex()),
        number("datalogic-rs", Missing::NotAsked, expressions::datalogic()),
        exact("Rhai", Missing::NotAsked, expressions::rhai()),
        exact("CEL", Missing::NotAsked, expressions::cel()),
        decimal("ZEN, expressions", Missing::NotAsked, zen::expressions()),
        decimal("ZEN, a graph", Missing::Null, zen::graph()),
    ]
}
