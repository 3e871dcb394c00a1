//! What can be said of an item without the rest of the rule book.

use super::formula::Template;
use super::rules::{Item, ItemKind, Measure};
use crate::source::Span;
use crate::unit::Unit;
use crate::value::ItemId;

impl Item {
    /// An item of which nothing but its name is known yet.
    #[must_use]
    pub fn bare(id: ItemId, kind: ItemKind, name: impl Into<String>) -> Self {
        Self {
            id,
            kind,
            name: name.into(),
            title: Template::default(),
            parent: None,
            points: Vec::new(),
            inputs: Vec::new(),
            code: None,
            about: None,
            source: None,
            evidence: Vec::new(),
            measure: Measure::Text,
            facets: Vec::new(),
            values: Vec::new(),
            expects: Vec::new(),
            targets: Vec::new(),
            starts: Vec::new(),
            not_applicable: Vec::new(),
            retired: Vec::new(),
            scores: Vec::new(),
            scale: None,
            tolerance: Vec::new(),
            prefer_reported: Vec::new(),
            prefer_source: Vec::new(),
            least: Vec::new(),
            also_in: Vec::new(),
            assume: Vec::new(),
            better: None,
            digits: super::show::DIGITS,
            weight: 1.0,
            span: Span::default(),
            layer: 0,
        }
    }

    /// Whether it is a leaf: what roll-ups of points count. A point, or a KPI without points.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        match self.kind {
            ItemKind::Point => true,
            ItemKind::Kpi => self.points.is_empty(),
            ItemKind::Input => false,
        }
    }

    /// The unit in which it is measured, if it is a quantity.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match &self.measure {
            Measure::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}
