//! Units as written: looked up, or said to be unknown.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::model::rules::Measure;
use crate::source::{Span, nearest};
use crate::syntax::tree::UnitSpec;
use crate::unit::{Unit, UnitExpr, UnitProblem};

impl Checker<'_> {
    /// How something is measured.
    pub(super) fn measure(&mut self, spec: &UnitSpec) -> Option<Measure> {
        match spec {
            UnitSpec::Of(written, span) => Some(Measure::Unit(Box::new(self.unit(written, *span)?))),
            UnitSpec::YesNo(_) => Some(Measure::YesNo),
            UnitSpec::OneOf(names, _) => {
                let mut words = Vec::with_capacity(names.len());
                for name in names {
                    let word = self.word(&name.text);
                    if words.contains(&word) {
                        let message = format!("`{}` is listed twice", name.text);
                        self.report(Diagnostic::error("unit::choice::twice", name.span, message).help("take one away"));
                    } else {
                        words.push(word);
                    }
                }
                Some(Measure::OneOf(words))
            }
            UnitSpec::Text(_) => Some(Measure::Text),
        }
    }

    /// A unit of measurement.
    pub(super) fn unit(&mut self, written: &UnitExpr, span: Span) -> Option<Unit> {
        match self.book.units.resolve(written) {
            Ok(unit) => Some(unit),
            Err(problem) => {
                let problem = problem.suggest(|name| nearest(name, self.book.units.names()));
                let finding = self.unit_finding(&problem, span);
                self.report(finding);
                None
            }
        }
    }

    /// A problem with a unit as a finding.
    pub(super) fn unit_finding(&self, problem: &UnitProblem, span: Span) -> Diagnostic {
        let place = problem.at().map_or(span, |(start, end)| Span { start, end, ..span });
        let place = if place.start < place.end { place } else { span };
        Diagnostic::error(problem.code(), place, problem.message()).maybe_help(problem.help())
    }
}
