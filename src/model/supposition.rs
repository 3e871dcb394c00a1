//! What is supposed of a city and its rules: "what if this figure, weight or target were another one?"

use super::formula::Node;
use super::rules::Goal;
use crate::source::Span;
use crate::value::{ItemId, Symbol, Value};

/// One thing that is supposed, as an expression that waits for the figures of a city.
#[derive(Debug, Clone, PartialEq)]
pub enum Supposed {
    /// A figure of an input, a KPI or a point.
    Figure {
        /// Whose figure.
        item: ItemId,
        /// Its year; where nothing is said that of the figure which counts now.
        year: Option<i32>,
        /// The figure.
        value: Node,
        /// Where that is said.
        span: Span,
    },
    /// A parameter, in all years and under all conditions.
    Parameter {
        /// Its place in the rule book's list.
        place: u16,
        /// Its value.
        value: Node,
        /// Where that is said.
        span: Span,
    },
    /// A weight in roll-ups.
    Weight {
        /// Of what.
        of: Weighted,
        /// The weight.
        weight: f64,
    },
    /// A target, in all years and under all conditions.
    Target {
        /// Whose.
        item: ItemId,
        /// The target.
        goal: Goal,
    },
    /// The value that earns nothing, in all years and under all conditions.
    Start {
        /// Whose.
        item: ItemId,
        /// The start.
        value: Node,
    },
}

/// What has a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weighted {
    /// A KPI or a point.
    Item(ItemId),
    /// A value of a facet.
    FacetValue {
        /// Place of the facet in the rule book's list.
        facet: u16,
        /// The value.
        value: Symbol,
    },
}

/// What is supposed of the rules and the figures of one city, ready to be applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Supposition {
    /// Figures.
    pub figures: Vec<SupposedFigure>,
    /// Parameters, by their places in the rule book's list.
    pub parameters: Vec<(u16, Value)>,
    /// Weights.
    pub weights: Vec<(Weighted, f64)>,
    /// Targets.
    pub targets: Vec<(ItemId, Goal)>,
    /// Starts.
    pub starts: Vec<(ItemId, Node)>,
}

/// A figure that is supposed.
#[derive(Debug, Clone, PartialEq)]
pub struct SupposedFigure {
    /// Whose.
    pub item: ItemId,
    /// The figure in the dataset whose place it takes; nothing where there is none.
    pub place: Option<u32>,
    /// Its year, where it takes no other one's place; nothing for every year.
    pub year: Option<i32>,
    /// The value, in base units.
    pub value: Value,
    /// The currency, where the value names one.
    pub currency: Option<String>,
}

impl Supposition {
    /// Whether nothing is supposed of the rules.
    #[must_use]
    pub fn leaves_rules(&self) -> bool {
        self.parameters.is_empty() && self.weights.is_empty() && self.targets.is_empty() && self.starts.is_empty()
    }
}
