//! Tests written in the language.

use std::sync::Arc;

use super::Checker;
use super::clauses::Place;
use super::path::part_of_word;
use super::scope::Env;
use crate::diagnostic::Diagnostic;
use crate::model::advice::Outcome as AdviceOutcome;
use crate::model::formula::{Node, Part};
use crate::model::rules::{Expected, ExpectedKind, Given, Measure, Test};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Expr, Item, ItemKind, Name, Outcome, Path, TextWord};
use crate::unit::Unit;
use crate::value::ItemId;

impl<'a> Checker<'a> {
    pub(super) fn resolve_tests(&mut self, items: &'a [Arc<Item>]) {
        for item in items.iter().filter(|item| item.kind == ItemKind::Test) {
            let title = item.names.first().and_then(|titled| titled.title.as_ref()).map(|text| text.text.clone());
            let mut test = Test {
                title: title.unwrap_or_default(),
                city: None,
                givens: Vec::new(),
                expectations: Vec::new(),
                span: item.word,
                layer: item.layer,
            };
            for clause in &item.clauses {
                if self.belongs(clause, Place::Test) {
                    self.test_clause(&mut test, clause);
                }
            }
            let expects =
                |clause: &Clause| matches!(clause.kind, ClauseKind::ExpectThat(_) | ClauseKind::ExpectOutcome { .. });
            if !item.clauses.iter().any(expects) {
                let message = "this test expects nothing, so it cannot fail";
                self.report(Diagnostic::error("test::nothing", item.word, message).help("write `expect …`"));
            }
            self.book.tests.push(test);
        }
    }

    fn test_clause(&mut self, test: &mut Test, clause: &'a Clause) {
        match &clause.kind {
            ClauseKind::Text { word: TextWord::City, text } => test.city = Some(text.text.clone()),
            ClauseKind::Given { item, at, value } => {
                let year = at.map(|date| date.year);
                test.givens.extend(self.given(item, year, value, clause.span));
            }
            ClauseKind::ExpectThat(expr) => {
                if let Some(node) = self.condition(expr, Env::default()) {
                    test.expectations.push(Expected { kind: ExpectedKind::That(node), span: expr.span });
                }
            }
            ClauseKind::ExpectOutcome { outcome, name } => {
                if let Some(kind) = self.outcome(*outcome, name) {
                    test.expectations.push(Expected { kind, span: clause.span });
                }
            }
            ClauseKind::Expect { .. } => {
                let message = "in a test the item comes first";
                self.report(
                    Diagnostic::error("test::expect", clause.span, message).help("write `expect ITEM >= VALUE`"),
                );
            }
            _ => {}
        }
    }

    fn given(&mut self, path: &Path, year: Option<i32>, value: &Expr, span: Span) -> Option<Given> {
        let (id, rest) = match self.item_path(&path.parts, None) {
            Some(found) => found,
            None => {
                self.no_given(path);
                return None;
            }
        };
        let part = match rest {
            [] => Part::Value,
            [part] if matches!(part.text.as_str(), "points" | "score") => part_of_word(&part.text)?,
            [part, ..] => {
                let message = format!("`.{}` cannot be given", part.text);
                self.report(
                    Diagnostic::error("test::given", part.span, message).help("give the figure, `.points` or `.score`"),
                );
                return None;
            }
        };
        let value = match part {
            Part::Value => self.figure_like(id, value, "the given figure")?,
            _ => self.like_measure(value, &plain(), "the given figure", Env::default())?,
        };
        Some(Given { item: id, part, year, value, span })
    }

    /// A figure of an item, in its own kind or in another one that it takes.
    pub(super) fn figure_like(&mut self, id: ItemId, value: &Expr, what: &str) -> Option<Node> {
        let item = self.book.item(id)?;
        let (measure, also) = (item.measure.clone(), item.also_in.clone());
        match self.also_unit(value, &also) {
            Some(node) => Some(node),
            None => self.like_measure(value, &measure, what, Env::default()),
        }
    }

    /// What cannot be given: what the rules set, and what they do not know.
    fn no_given(&mut self, path: &Path) {
        let parameter = |name: &Name| self.book.parameters.iter().any(|known| known.name == name.text);
        match path.parts.first().filter(|name| parameter(name)) {
            Some(name) => {
                let message =
                    format!("`{}` is a parameter: its value stands in the rules and cannot be given", name.text);
                let help = "give a figure of an input, a KPI or a point";
                self.report(Diagnostic::error("test::given", name.span, message).help(help));
            }
            None => self.unknown_name(path, Env::default()),
        }
    }

    /// A figure given in another kind that the item takes.
    fn also_unit(
        &mut self,
        value: &Expr,
        also: &[crate::model::rules::Case<crate::model::rules::AlsoIn>],
    ) -> Option<Node> {
        let crate::syntax::tree::ExprKind::Quantity { number, unit: Some(written) } = &value.kind else { return None };
        let unit = self.book.units.resolve(written).ok()?;
        let found = also.iter().find(|case| case.value.unit.kind == unit.kind)?;
        Some(Node::Literal(crate::value::Value::Number(unit.to_base(*number) * found.value.factor)))
    }

    fn outcome(&mut self, outcome: Outcome, name: &Name) -> Option<ExpectedKind> {
        let check = |checker: &mut Self| {
            let known: Vec<String> = checker.book.checks.iter().map(|check| check.name.clone()).collect();
            checker.place_in(&known, name, "check")
        };
        let recommendations: Vec<String> = self.book.recommendations.iter().map(|found| found.name.clone()).collect();
        let advice = match outcome {
            Outcome::Finding => return Some(ExpectedKind::Finding(check(self)?, true)),
            Outcome::NoFinding => return Some(ExpectedKind::Finding(check(self)?, false)),
            Outcome::Undetermined if !recommendations.contains(&name.text) => {
                return Some(ExpectedKind::Undecided(check(self)?));
            }
            Outcome::Given => AdviceOutcome::Given,
            Outcome::HeldBack => AdviceOutcome::HeldBack,
            Outcome::NotGiven => AdviceOutcome::NotGiven,
            Outcome::Undetermined => AdviceOutcome::Undetermined,
        };
        Some(ExpectedKind::Advice(advice, self.place_in(&recommendations, name, "recommendation")?))
    }

    fn place_in(&mut self, known: &[String], name: &Name, what: &str) -> Option<u16> {
        if let Some(place) = known.iter().position(|known| *known == name.text) {
            return u16::try_from(place).ok();
        }
        let near = nearest(&name.text, known.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
        let message = format!("there is no {what} `{}`", name.text);
        self.report(Diagnostic::error("test::unknown", name.span, message).maybe_help(near));
        None
    }
}

fn plain() -> Measure {
    // `%` and plain numbers are of one kind: a score is given as `70 %`, points as `3`.
    Measure::Unit(Box::new(Unit::plain()))
}
