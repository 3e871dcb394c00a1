//! Units and facets: what every other declaration needs.

use std::sync::Arc;

use super::Checker;
use super::clauses::Place;
use super::declare::{title_of, twice};
use crate::diagnostic::Diagnostic;
use crate::model::rules::{Facet, FacetValue};
use crate::source::nearest;
use crate::syntax::tree::{ClauseKind, Item, ItemKind};

impl<'a> Checker<'a> {
    /// Units first, since every measure needs them; then facets.
    pub(super) fn declare_units_and_facets(&mut self, items: &'a [Arc<Item>]) {
        for alias in [false, true] {
            for item in items {
                if let ItemKind::Unit { alias: of } = &item.kind
                    && of.is_some() == alias
                {
                    self.declare_unit(item, of.as_ref());
                }
            }
        }
        for item in items {
            if let ItemKind::Facet { many } = item.kind {
                self.declare_facet(item, many);
            }
        }
        for item in items.iter().filter(|item| matches!(item.kind, ItemKind::Facet { .. })) {
            self.check_parents(item);
        }
    }

    /// What a value of a facet is a part of is a value of a facet.
    fn check_parents(&mut self, item: &Item) {
        for clause in &item.clauses {
            let ClauseKind::FacetValue { parent: Some(parent), .. } = &clause.kind else { continue };
            let known = |text: &str| self.known_word(text);
            let values = || self.book.facets.iter().flat_map(|facet| &facet.values);
            if known(&parent.text).is_some_and(|symbol| values().any(|value| value.symbol == symbol)) {
                continue;
            }
            let names: Vec<&str> = values().map(|value| self.book.word(value.symbol)).collect();
            let help = match nearest(&parent.text, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a value of another facet".to_owned(),
            };
            let message = format!("`{}` is no value of any facet", parent.text);
            self.report(Diagnostic::error("facet::value", parent.span, message).help(help));
        }
    }

    fn declare_unit(&mut self, item: &Item, of: Option<&crate::unit::UnitExpr>) {
        let mut names = item.names.iter().map(|titled| &titled.name);
        let Some(singular) = names.next() else { return };
        let plural = names.next().map(|name| name.text.as_str());
        let done = match of {
            None => self.book.units.declare(&singular.text, plural),
            Some(of) => self.book.units.declare_alias(&singular.text, plural, of),
        };
        if let Err(problem) = done {
            let finding = self.unit_finding(&problem, singular.span);
            self.report(finding);
        }
    }

    fn declare_facet(&mut self, item: &'a Item, many: bool) {
        let Some(titled) = item.names.first() else { return };
        if let Some(old) = self.book.facets.iter().find(|facet| facet.name == titled.name.text) {
            let finding = twice(&titled.name.text, titled.name.span, old.span);
            self.report(finding);
            return;
        }
        let mut values: Vec<FacetValue> = Vec::new();
        for clause in &item.clauses {
            let ClauseKind::FacetValue { name, title, parent, weight } = &clause.kind else {
                self.belongs(clause, Place::Facet);
                continue;
            };
            let symbol = self.word(&name.text);
            let parent = parent.as_ref().map(|parent| self.word(&parent.text));
            let weight = weight.as_ref().and_then(|expr| self.weight(expr));
            let title = title.as_ref().map(|text| text.text.clone());
            // What an amendment does not say of a value stays as it was.
            if let Some(known) = values.iter_mut().find(|known| known.symbol == symbol) {
                known.title = title.unwrap_or_else(|| std::mem::take(&mut known.title));
                known.parent = parent.or(known.parent);
                known.weight = weight.unwrap_or(known.weight);
                continue;
            }
            let title = title.unwrap_or_else(|| name.text.clone());
            values.push(FacetValue { symbol, title, parent, weight: weight.unwrap_or(1.0) });
        }
        let facet =
            Facet { name: titled.name.text.clone(), title: title_of(titled), many, values, span: titled.name.span };
        self.book.facets.push(facet);
    }
}
