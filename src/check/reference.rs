//! References, functions, parameters.

use indexmap::IndexMap;

use super::Checker;
use super::clauses::Place;
use super::scope::Env;
use crate::model::formula::Node;
use crate::model::rules::{Case, Measure};
use crate::syntax::tree::{Clause, ClauseKind, Item};
use crate::value::ItemId;

impl<'a> Checker<'a> {
    /// References and functions, which formulas of items name.
    pub(super) fn resolve_references_and_functions(&mut self) {
        for (place, item) in self.trees.references.clone().into_iter().enumerate() {
            self.reference_scales(place, item);
        }
        for (place, item) in self.trees.references.clone().into_iter().enumerate() {
            self.reference_figures(place, item);
        }
        for (place, item) in self.trees.functions.clone().into_iter().enumerate() {
            self.function_body(place, item);
        }
    }

    fn reference_scales(&mut self, place: usize, item: &'a Item) {
        for clause in &item.clauses {
            let ClauseKind::UseBands { scale, only } = &clause.kind else { continue };
            let Some(scale) = self.scale_place(scale) else { continue };
            let items: Vec<_> = only.iter().filter_map(|path| self.expect_item(path, None)).collect();
            let Some(reference) = self.book.references.get_mut(place) else { continue };
            if only.is_empty() {
                reference.scale = Some(scale);
            }
            reference.scales.extend(items.into_iter().map(|item| (item, scale)));
        }
    }

    fn reference_figures(&mut self, place: usize, item: &'a Item) {
        for clause in &item.clauses {
            if !self.belongs(clause, Place::Reference) {
                continue;
            }
            let ClauseKind::Figure { item: path, value } = &clause.kind else { continue };
            let Some(id) = self.expect_item(path, None) else { continue };
            let Some(measure) = self.book.item(id).map(|item| item.measure.clone()) else { continue };
            let Some(node) = self.like_measure(value, &measure, "the figure of the reference", Env::default()) else {
                continue;
            };
            let case = self.case(node, clause, Env::default());
            if let Some(reference) = self.book.references.get_mut(place) {
                reference.figures.push((id, case));
            }
        }
        self.no_twins(place);
    }

    /// No item has two figures for the same time.
    fn no_twins(&mut self, place: usize) {
        let Some(figures) = self.book.references.get(place).map(|reference| reference.figures.clone()) else { return };
        let mut by_item: IndexMap<ItemId, Vec<Case<Node>>> = IndexMap::new();
        for (item, case) in figures {
            by_item.entry(item).or_default().push(case);
        }
        for (item, cases) in by_item {
            let what = format!("the figure of `{}`", self.book.item_name(item));
            self.no_ties(&cases, &what);
        }
    }

    /// Parameters and tables.
    pub(super) fn resolve_parameters_and_tables(&mut self) {
        for (place, item) in self.trees.parameters.clone().into_iter().enumerate() {
            self.parameter_values(place, item);
        }
        for (place, item) in self.trees.tables.clone().into_iter().enumerate() {
            self.table_rows(place, item);
        }
    }

    fn parameter_values(&mut self, place: usize, item: &'a Item) {
        let Some(measure) = self.book.parameters.get(place).map(|found| found.measure.clone()) else {
            return;
        };
        let mut cases = Vec::new();
        for clause in &item.clauses {
            if !self.belongs(clause, Place::Parameter) {
                continue;
            }
            if let Some(node) = self.parameter_value(clause, &measure) {
                cases.push(self.case(node, clause, Env::default()));
            }
        }
        if let Some(parameter) = self.book.parameters.get_mut(place) {
            parameter.values = cases;
        }
    }

    fn parameter_value(&mut self, clause: &Clause, measure: &Measure) -> Option<crate::model::formula::Node> {
        let ClauseKind::Value(expr) = &clause.kind else { return None };
        if *measure == Measure::Text {
            return None;
        }
        self.like_measure(expr, measure, "the value", Env::default())
    }
}
