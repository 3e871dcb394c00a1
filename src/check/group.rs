//! Groups of roll-ups as formulas name them: `score(dimension: society)`, `score(worst, goal: g3)`, `score(overall)`.

use super::call::plain_argument;
use super::expression::broken;
use super::types::Typed;
use super::{Checker, Named};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Part, PartOf};
use crate::model::rules::Rollup;
use crate::source::Span;
use crate::syntax::tree::{Argument, ArgumentValue, Expr, ExprKind};
use crate::value::Symbol;

impl Checker<'_> {
    /// The roll-up with a name of its own that an argument names.
    pub(super) fn named_rollup(&self, argument: &Argument) -> Option<u16> {
        let name = plain_argument(argument).and_then(super::ways::name_of)?;
        match self.names.get(name) {
            Some((Named::Rollup(rollup), _)) => Some(*rollup),
            _ => None,
        }
    }

    /// Whether a roll-up has one group only, so that its name alone says which; says so if not.
    pub(super) fn is_total(&mut self, rollup: u16, span: Span) -> bool {
        let Some(rule) = self.book.rollups.get(rollup as usize).filter(|rule| !rule.facets.is_empty()) else {
            return true;
        };
        let facets = rule.facets.iter().filter_map(|facet| self.book.facets.get(*facet as usize));
        let groups: Vec<String> = facets.map(|facet| format!("{}: …", facet.name)).collect();
        let message = format!("`{}` has many groups", rule.name);
        let help = format!("name one: `score({}, {})`", rule.name, groups.join(", "));
        self.report(Diagnostic::error("rollup::group", span, message).help(help));
        false
    }

    /// A group of a roll-up, named by its facets; where several roll-ups group by them, that which is called so.
    pub(super) fn group_of(&mut self, part: Part, named: Option<u16>, arguments: &[Argument], span: Span) -> Typed {
        let mut wanted: Vec<(u16, Symbol)> = Vec::new();
        for argument in arguments {
            let Some(found) = self.facet_value(argument) else { return broken(span) };
            wanted.push(found);
        }
        let fits = |rollup: &Rollup| {
            rollup.facets.len() == wanted.len() && wanted.iter().all(|(facet, _)| rollup.facets.contains(facet))
        };
        let called = |rollup: &Rollup| match named {
            Some(named) => self.book.rollups.get(named as usize).is_some_and(|own| own.name == rollup.name),
            None => !self.book.has_own_name(rollup),
        };
        let rollups = &self.book.rollups;
        let place = rollups.iter().position(|rollup| fits(rollup) && called(rollup));
        let place = place.or_else(|| rollups.iter().position(|rollup| named.is_none() && fits(rollup)));
        let Some(rollup) = place.and_then(|place| self.book.rollups.get(place)) else {
            let names: Vec<&str> = self.book.rollups.iter().map(|rollup| rollup.name.as_str()).collect();
            let help = match names.as_slice() {
                [] => "declare one: `rollup FACET { of points; by share_of_points }`".to_owned(),
                names => format!("the roll-ups are: {}", names.join("; ")),
            };
            let message = "no roll-up groups by these facets";
            self.report(Diagnostic::error("rollup::unknown", span, message).help(help));
            return broken(span);
        };
        let value_of = |facet: &u16| wanted.iter().find(|(other, _)| other == facet).map(|(_, symbol)| *symbol);
        let key = rollup.facets.iter().filter_map(value_of).collect();
        let rollup = u16::try_from(place.unwrap_or_default()).unwrap_or(u16::MAX);
        self.part_typed(PartOf::Group { rollup, key }, part, span)
    }

    fn facet_value(&mut self, argument: &Argument) -> Option<(u16, Symbol)> {
        let name = argument.name.as_ref()?;
        let place = self.facet_place(name)?;
        let ArgumentValue::Plain(Expr { kind: ExprKind::Path(path), .. }) = &argument.value else {
            let message = "a facet has words as values";
            self.report(
                Diagnostic::error("facet::value", name.span, message).help("write for example `dimension: society`"),
            );
            return None;
        };
        let [value] = path.parts.as_slice() else { return None };
        let symbol = self.facet_word(place, value)?;
        Some((place, symbol))
    }
}
