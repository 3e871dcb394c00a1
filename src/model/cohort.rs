//! With whom a city is compared, and the steps before the score that need others.

use indexmap::IndexMap;

use super::formula::Look;
use super::rules::{Item, Note, Rollup, RuleBook, Target};
use crate::value::{GoalKind, ItemId};

use super::rules::Better;

/// Those with whom a city is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Who belongs to it, by name; all at hand where nobody is named.
    pub members: Vec<String>,
    /// The years whose values are taken together, first and last.
    pub years: Option<(i32, i32)>,
    /// The values that it holds, by item, in base units. A cohort that holds values looks at nobody else.
    pub held: IndexMap<ItemId, Vec<f64>>,
    /// Where it comes from.
    pub note: Note,
}

impl Cohort {
    /// Whether its bounds are frozen: it holds values, and looks at nobody.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        !self.held.is_empty()
    }
}

/// What stands in for a missing value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impute {
    /// The mean of the cohort.
    Mean,
    /// The median of the cohort.
    Median,
    /// The mean of those whose input has the same word.
    GroupMean(ItemId),
    /// The median of those.
    GroupMedian(ItemId),
    /// From the city's other KPIs with the same value of a facet.
    FacetMean(u16),
    /// The city's latest value before the year.
    Latest,
    /// On a straight line between the city's values before and after the year.
    Linear,
}

/// What is done with outliers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Treat {
    /// The outermost values are drawn in, one after the other, until the shape passes.
    Winsorise {
        /// At most so many values.
        up_to: u32,
        /// A shape passes below this skewness …
        skewness: f64,
        /// … or below this excess kurtosis.
        kurtosis: f64,
        /// What is done where that does not help.
        otherwise: Option<Cure>,
    },
    /// The whole column is reshaped.
    Reshape(Cure),
}

/// What reshapes a whole column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cure {
    /// The logarithm of the distance from just below the least value.
    Logarithm,
    /// A Box-Cox transformation with this exponent; with the most likely one where none is said.
    BoxCox(Option<f64>),
}

/// What was done with a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Treatment {
    /// Skewness and excess kurtosis as it came; nothing where they cannot be told.
    pub before: Option<(f64, f64)>,
    /// Whether it passed as it came.
    pub passed: bool,
    /// How many values were drawn in.
    pub drawn_in: usize,
    /// Skewness and excess kurtosis in the end, where something was done.
    pub after: Option<(f64, f64)>,
    /// Whether it passes in the end.
    pub cured: bool,
    /// Between which values all others are drawn in.
    pub limits: (f64, f64),
    /// How it was reshaped.
    pub reshaped: Option<Reshaped>,
}

/// How a column was reshaped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reshaped {
    /// What is added to a value, so that all are above 0.
    pub shift: f64,
    /// The exponent; 0 stands for the logarithm.
    pub exponent: f64,
}

impl Reshaped {
    /// What becomes of a value; nothing where it lies too far below.
    #[must_use]
    pub fn apply(self, value: f64) -> Option<f64> {
        let above = value + self.shift;
        if above <= 0.0 {
            return None;
        }
        Some(if self.exponent == 0.0 {
            libm::log(above)
        } else {
            (libm::pow(above, self.exponent) - 1.0) / self.exponent
        })
    }
}

impl Treatment {
    /// What becomes of a value; nothing where it lies too far below for a logarithm.
    #[must_use]
    pub fn apply(&self, value: f64) -> Option<f64> {
        match self.reshaped {
            Some(reshaped) => reshaped.apply(value),
            None if self.drawn_in > 0 => Some(self.drawn(value)),
            None => Some(value),
        }
    }

    /// A value drawn in. Of a zero and one below zero none is the larger, so that it comes out as it went in.
    fn drawn(&self, value: f64) -> f64 {
        let (low, high) = self.limits;
        if value < low {
            low
        } else if value > high {
            high
        } else {
            value
        }
    }
}

impl RuleBook {
    /// On which side of the values that are looked at better lies: as the item says whose values they are; where it says
    /// nothing, as an input does, as the one says whose score asks.
    #[must_use]
    pub fn direction_of(&self, look: &Look) -> Option<Better> {
        let of = |id| self.item(id).and_then(Item::direction);
        of(look.item).or_else(|| look.of.and_then(of))
    }
}

impl Item {
    /// Whether more is better: as the rules say it, else as all its targets agree; nothing where neither says it.
    #[must_use]
    pub fn direction(&self) -> Option<Better> {
        if self.better.is_some() {
            return self.better;
        }
        let mut found = None;
        for case in &self.targets {
            let side = match &case.value {
                Target::Goal(goal) => match goal.kind {
                    GoalKind::AtLeast | GoalKind::Above => Better::Higher,
                    GoalKind::AtMost | GoalKind::Below => Better::Lower,
                    GoalKind::Between | GoalKind::Equals => return None,
                },
                Target::Path(_) | Target::NoBenchmark => continue,
            };
            if found.is_some_and(|known| known != side) {
                return None;
            }
            found = Some(side);
        }
        found
    }

    /// Whether a step before the score needs others.
    #[must_use]
    pub fn is_prepared(&self) -> bool {
        self.impute.is_some() || self.treat.is_some()
    }
}

impl RuleBook {
    /// Whether anything in it looks at others: then cities are evaluated together.
    #[must_use]
    pub fn looks_at_others(&self) -> bool {
        !self.looks.is_empty()
            || self.screen.is_some()
            || self.items.iter().any(Item::is_prepared)
            || self.rollups.iter().any(Rollup::compares_pairs)
    }

    /// Whether what cities have of an item is gathered before scores: something is done with it, looks at it, or stands in
    /// from it.
    #[must_use]
    pub fn gathers(&self, item: &Item) -> bool {
        let looked = || self.looks.iter().any(|(looked, _)| *looked == item.id);
        let stands_in = || {
            let by_facet =
                |other: &Item| matches!(other.impute.as_ref().map(|case| &case.value), Some(Impute::FacetMean(_)));
            item.is_leaf() && item.unit().is_some() && self.items.iter().any(by_facet)
        };
        item.is_prepared() || looked() || stands_in()
    }

    /// The cohort at a place of the list, or the default one; nothing for all cities at hand.
    #[must_use]
    pub fn cohort_of(&self, named: Option<u16>) -> Option<(u16, &Cohort)> {
        let place = named.or(self.cohort)?;
        Some((place, self.cohorts.get(place as usize)?))
    }
}
