//! What is supposed of a city and its rules: looked up in a rule book that is made already, with units as everywhere.

use super::scope::Env;
use super::{Checker, Means, Named};
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::rules::{Better, Goal, Measure, RuleBook, Target};
use crate::model::supposition::{Supposed, Weighted};
use crate::source::{Sources, Span, nearest};
use crate::syntax::tree::{Expr, Goal as WrittenGoal, Name, Path, Supposed as Written, SupposedOf, SupposedValue};
use crate::value::{GoalKind, ItemId};

/// Resolves what is supposed. What is wrong is left out, and the findings say so.
#[must_use]
pub fn suppose(book: &RuleBook, sources: &Sources, written: &[Written]) -> Checked<Vec<Supposed>> {
    let means = Means::default();
    let mut checker = Checker::new(sources, &means);
    checker.book = book.clone();
    checker.name_again();
    let value = written.iter().filter_map(|one| checker.supposed(one)).collect();
    Checked { value, findings: checker.findings }
}

impl Checker<'_> {
    /// The names of a rule book that is made already.
    fn name_again(&mut self) {
        let items = self.book.item_names.iter().map(|(name, item)| (name.clone(), Named::Item(*item)));
        let mut all: Vec<(String, Named)> = items.collect();
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        let mut add = |names: Vec<&String>, named: fn(u16) -> Named| {
            all.extend(names.into_iter().enumerate().map(|(at, name)| (name.clone(), named(place(at)))));
        };
        let book = &self.book;
        add(book.parameters.iter().map(|one| &one.name).collect(), Named::Parameter);
        add(book.tables.iter().map(|one| &one.name).collect(), Named::Table);
        add(book.references.iter().map(|one| &one.name).collect(), Named::Reference);
        add(book.functions.iter().map(|one| &one.name).collect(), Named::Function);
        add(book.rollups.iter().map(|one| &one.name).collect(), Named::Rollup);
        for (name, named) in all {
            self.names.entry(name).or_insert((named, Span::default()));
        }
    }

    fn supposed(&mut self, written: &Written) -> Option<Supposed> {
        match written.of {
            SupposedOf::Weight => {
                let of = self.weighted(&written.path, written.facet_value.as_ref())?;
                let value = self.plain_value(written)?;
                let weight = self.weight(value)?;
                Some(Supposed::Weight { of, weight })
            }
            SupposedOf::Target => {
                let item = self.expect_item(&written.path, None)?;
                let goal = self.supposed_goal(item, &written.value)?;
                Some(Supposed::Target { item, goal })
            }
            SupposedOf::Start => {
                let item = self.expect_item(&written.path, None)?;
                let measure = self.book.item(item)?.measure.clone();
                let value = self.plain_value(written)?;
                let value = self.like_measure(value, &measure, "the start", Env::default())?;
                Some(Supposed::Start { item, value })
            }
            SupposedOf::Figure => self.supposed_figure(written),
        }
    }

    /// An expression; a goal is refused.
    fn plain_value<'w>(&mut self, written: &'w Written) -> Option<&'w Expr> {
        match &written.value {
            SupposedValue::Value(value) => Some(value),
            SupposedValue::Goal(goal) => {
                let message = "a figure, a weight or a start is one value, not an edge";
                let help = "write the value alone; an edge belongs to `target of ITEM=at most 8 %`";
                self.report(Diagnostic::error("suppose::edge", goal.span, message).help(help));
                None
            }
        }
    }

    /// A figure, or the value of a parameter.
    fn supposed_figure(&mut self, written: &Written) -> Option<Supposed> {
        let path = &written.path;
        if let Some((item, [])) = self.item_path(&path.parts, None) {
            let value = self.plain_value(written)?;
            let value = self.figure_like(item, value, "what is supposed")?;
            return Some(Supposed::Figure { item, year: written.at, value, span: written.span });
        }
        if let Some((_, [part, ..])) = self.item_path(&path.parts, None) {
            let message = format!("`.{}` follows from the figures and cannot be supposed", part.text);
            let help = "suppose a figure (`ITEM=VALUE`), a target or a start (`target of ITEM=…`)";
            self.report(Diagnostic::error("suppose::part", part.span, message).help(help));
            return None;
        }
        if let Some(place) = self.parameter_of(path) {
            let measure = self.book.parameters.get(place as usize)?.measure.clone();
            let value = self.plain_value(written)?;
            let value = self.like_measure(value, &measure, "what is supposed", Env::default())?;
            return Some(Supposed::Parameter { place, value, span: written.span });
        }
        match path.parts.first().and_then(|name| self.names.get(&name.text)) {
            Some((Named::Item(_), _)) | None => self.nothing_of_that_name(path),
            Some(_) => {
                let message = format!("`{}` is no figure and no parameter", written_path(path));
                let help = "suppose a figure of an input, a KPI or a point, or a parameter";
                self.report(Diagnostic::error("suppose::what", path.span, message).help(help));
            }
        }
        None
    }

    /// The parameter that a path names.
    pub(super) fn parameter_of(&self, path: &Path) -> Option<u16> {
        let name = path.parts.first().filter(|_| path.parts.len() == 1)?;
        match self.names.get(&name.text)? {
            (Named::Parameter(place), _) => Some(*place),
            _ => None,
        }
    }

    fn nothing_of_that_name(&mut self, path: &Path) {
        let written = written_path(path);
        let known = self.names.keys().chain(self.book.item_names.keys()).map(String::as_str);
        let help = match nearest(&written, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`yardstick list kpis` shows what there is".to_owned(),
        };
        let message = format!("there is no figure and no parameter `{written}`");
        self.report(Diagnostic::error("suppose::unknown", path.span, message).help(help));
    }

    /// A goal as written; a bare value keeps the direction that the target has now.
    fn supposed_goal(&mut self, item: ItemId, value: &SupposedValue) -> Option<Goal> {
        let entry = self.book.item(item)?;
        let measure = entry.measure.clone();
        let bare = match value {
            SupposedValue::Goal(goal) => return self.goal(goal, &measure, "the target", Env::default()),
            SupposedValue::Value(bare) => bare,
        };
        let kinds = entry.targets.iter().rev().filter_map(|case| match &case.value {
            Target::Goal(goal) => Some(goal.kind),
            _ => None,
        });
        let words = !matches!(measure, Measure::Unit(_));
        let by_direction = match entry.better {
            Some(Better::Higher) => Some(GoalKind::AtLeast),
            Some(Better::Lower) => Some(GoalKind::AtMost),
            None => words.then_some(GoalKind::Equals),
        };
        let kind = kinds.clone().next().filter(|kind| *kind != GoalKind::Between).or(by_direction);
        let Some(kind) = kind else {
            let message = format!("it is not said on which side of this value `{}` meets its target", entry.name);
            let help = "write `at least`, `above`, `at most` or `below` before the value";
            self.report(Diagnostic::error("suppose::side", bare.span, message).help(help));
            return None;
        };
        let goal = WrittenGoal { kind, bound: bare.clone(), upper: None, span: bare.span };
        self.goal(&goal, &measure, "the target", Env::default())
    }

    /// What has a weight: a KPI, a point, or a value of a facet.
    fn weighted(&mut self, path: &Path, value: Option<&Name>) -> Option<Weighted> {
        let values = |facet: usize, word: &str| {
            let symbol = self.known_word(word)?;
            let known = self.book.facets.get(facet)?.values.iter().any(|one| one.symbol == symbol);
            known.then_some(Weighted::FacetValue { facet: u16::try_from(facet).ok()?, value: symbol })
        };
        let facets = || 0..self.book.facets.len();
        let name = written_path(path);
        let found: Vec<Weighted> = match value {
            Some(value) => {
                let of = facets().filter(|at| self.book.facets.get(*at).is_some_and(|facet| facet.name == name));
                of.filter_map(|at| values(at, &value.text)).collect()
            }
            None => match self.item_path(&path.parts, None) {
                Some((item, [])) => vec![Weighted::Item(item)],
                _ => facets().filter_map(|at| values(at, &name)).collect(),
            },
        };
        match found.as_slice() {
            [one] => Some(*one),
            [] => {
                self.no_weight(path, value, &name);
                None
            }
            _ => {
                let message = format!("`{name}` is a value of several facets");
                let facets = found.iter().filter_map(|one| match one {
                    Weighted::FacetValue { facet, .. } => self.book.facets.get(*facet as usize),
                    Weighted::Item(_) => None,
                });
                let ways: Vec<String> = facets.map(|facet| format!("`weight of {}: {name}=2`", facet.name)).collect();
                let help = format!("name the facet: {}", ways.join(" or "));
                self.report(Diagnostic::error("suppose::weight", path.span, message).help(help));
                None
            }
        }
    }

    fn no_weight(&mut self, path: &Path, value: Option<&Name>, name: &str) {
        let facets = self.book.facets.iter().filter(|facet| value.is_none() || facet.name == name);
        let words: Vec<String> =
            facets.flat_map(|facet| facet.values.iter().map(|one| self.book.word(one.symbol).to_owned())).collect();
        let asked = value.map_or(name, |value| value.text.as_str());
        let near = nearest(asked, words.iter().map(String::as_str).chain(self.names.keys().map(String::as_str)));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a KPI, a point or a value of a facet has a weight".to_owned(),
        };
        let span = value.map_or(path.span, |value| value.span);
        let message = format!("nothing that has a weight is called `{asked}`");
        self.report(Diagnostic::error("suppose::weight", span, message).help(help));
    }
}

fn written_path(path: &Path) -> String {
    path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
}
