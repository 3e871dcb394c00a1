//! How results are grouped: scales of bands, facets, roll-ups.

use super::formula::{Node, Shown};
use super::rules::{Case, Goal, Note};
use super::show::DIGITS;
use crate::source::Span;
use crate::unit::Unit;
use crate::value::Symbol;

/// A scale of bands.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Its name; for the scale of one KPI `KPI bands`.
    pub name: String,
    /// What is divided; the score where nothing is said.
    pub of: Option<Node>,
    /// How that is printed.
    pub shown: Shown,
    /// The bands, the highest first.
    pub bands: Vec<Band>,
    /// Its authority.
    pub note: Note,
}

impl Scale {
    /// The most points that a band earns; nothing where the bands earn none.
    #[must_use]
    pub fn max_points(&self) -> Option<f64> {
        self.bands.iter().filter_map(|band| band.points).reduce(f64::max)
    }
}

/// A band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its name.
    pub name: Symbol,
    /// Its words.
    pub title: String,
    /// Its edges: one without a condition, and those that hold under one. No edge means all the rest.
    pub edges: Vec<Case<Option<Goal>>>,
    /// The points that it earns.
    pub points: Option<f64>,
}

/// A facet of KPIs and recommendations.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// A KPI may carry several values.
    pub many: bool,
    /// Its values, in the order in which they are declared. An open facet (`sdg`) collects what KPIs carry.
    pub values: Vec<FacetValue>,
    /// Where it is declared.
    pub span: Span,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetValue {
    /// The word.
    pub symbol: Symbol,
    /// Its title.
    pub title: String,
    /// The value of another facet that it is a part of.
    pub parent: Option<Symbol>,
    /// Its weight there.
    pub weight: f64,
}

/// On what a number stands that is no value of an item: a score, or what a roll-up makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// How it is printed.
    pub shown: Shown,
    /// The least and the most that it can be, where the rules tell.
    pub ends: Option<(f64, f64)>,
}

impl Metric {
    /// Printed in a unit.
    #[must_use]
    pub fn in_unit(unit: Unit, ends: Option<(f64, f64)>) -> Self {
        Self { shown: Shown::Number { unit: Box::new(unit), digits: DIGITS }, ends }
    }

    /// Its unit.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match &self.shown {
            Shown::Number { unit, .. } => Some(unit),
            Shown::Words => None,
        }
    }

    /// A number as it is printed: shares in percent.
    #[must_use]
    pub fn printed(&self, number: f64) -> f64 {
        self.unit().map_or(number, |unit| unit.from_base(number))
    }

    /// Whether it is printed in percent.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.unit().is_some_and(Unit::is_percent)
    }

    /// Where a number lies between the ends: 0 at the least, 1 at the most. Nothing where the ends are not known.
    #[must_use]
    pub fn share(&self, number: f64) -> Option<f64> {
        let (least, most) = self.ends?;
        if least == 0.0 && most == 1.0 {
            return Some(number);
        }
        (most > least).then(|| (number - least) / (most - least))
    }
}

impl Default for Metric {
    /// A share of the target: from 0 to 100 %.
    fn default() -> Self {
        Self::in_unit(Unit::percent(), Some((0.0, 1.0)))
    }
}

/// A roll-up.
#[derive(Debug, Clone, PartialEq)]
pub struct Rollup {
    /// Its names joined by `, `: the facets, or a name of its own for one total.
    pub name: String,
    /// The facets that it groups by, in order; none for a total.
    pub facets: Vec<u16>,
    /// What is rolled up.
    pub of: Members,
    /// What is taken of each member.
    pub part: RollupPart,
    /// How: one clause for all groups, or several for some of them each. Share of points where there is none.
    pub by: Vec<Case<Way>>,
    /// How much must be there, so that there is a number.
    pub require: Vec<Case<Required>>,
    /// The scale of its bands.
    pub scale: Option<u16>,
    /// It names that scale itself.
    pub own_scale: bool,
    /// What its numbers are.
    pub metric: Metric,
    /// Where it is declared.
    pub note: Note,
}

impl Rollup {
    /// The one function of all its groups at all times; nothing where groups differ, or an author made it.
    #[must_use]
    pub fn only_way(&self) -> Option<Aggregation> {
        match self.by.as_slice() {
            [] => Some(Aggregation::ShareOfPoints),
            [only] if only.when.is_none() && only.from.is_none() && only.until.is_none() => match &only.value {
                Way::Fixed(by) => Some(*by),
                Way::Own(_) => None,
            },
            _ => None,
        }
    }

    /// Whether groups are compared with those of others, pair by pair.
    #[must_use]
    pub fn compares_pairs(&self) -> bool {
        self.by.iter().any(|case| case.value == Way::Fixed(Aggregation::Copeland))
    }

    /// Whether it is made of KPIs or points, so that one of them can be left out; else of groups.
    #[must_use]
    pub fn takes_items(&self) -> bool {
        !matches!(self.of, Members::Rollup(_))
    }
}

/// What a roll-up is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Members {
    /// Leaves: points, and KPIs without points.
    Leaves,
    /// KPIs.
    Kpis,
    /// The groups of another roll-up.
    Rollup(u16),
}

/// What a roll-up takes of each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RollupPart {
    /// Its score (or points, for `share_of_points`).
    Score,
    /// Its value.
    Value,
    /// Its progress along its path; what has none does not belong to it.
    Progress,
}

/// How the number of a group is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// By one of the functions of roll-ups.
    Fixed(Aggregation),
    /// By the author's own formula over them.
    Own(Box<Node>),
}

/// How much of a group must be there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Required {
    /// The least share.
    pub share: f64,
    /// Of what.
    pub of: Counted,
    /// It must be scored; else it is enough that something is reported.
    pub scored: bool,
}

/// What is counted for a required share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// The members of the group, whatever they are.
    Members,
    /// The KPIs at the bottom of it.
    Kpis,
    /// The leaves at the bottom of it: points, and KPIs without points.
    Leaves,
    /// The weights of the members.
    Weights,
}

/// How a roll-up makes one number of many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aggregation {
    /// Points earned over points that could be earned.
    ShareOfPoints,
    /// Sum.
    Sum,
    /// Weighted arithmetic mean.
    Mean,
    /// Weighted geometric mean.
    GeometricMean,
    /// Weighted harmonic mean.
    HarmonicMean,
    /// Weighted power mean with this exponent.
    PowerMean(f64),
    /// Median.
    Median,
    /// Smallest.
    Min,
    /// Largest.
    Max,
    /// Mean of the so many lowest.
    MeanOfWorst(u32),
    /// Weighted standard deviation around the mean, of a whole population. Only inside an own formula.
    Deviation,
    /// How many there are. Only inside an own formula.
    Count,
    /// Pairs won less pairs lost, against the same group of all others. Never inside an own formula.
    Copeland,
}
