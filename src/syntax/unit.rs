//! Units as they are written.

use pest::iterators::Pair;

use super::build::Build;
use super::grammar::Rule;
use super::tree::UnitSpec;
use crate::unit::{UnitExpr, UnitFactor};

impl Build<'_> {
    /// A unit of measurement.
    pub(super) fn unit(&self, pair: Pair<'_, Rule>) -> UnitExpr {
        let mut factors = Vec::new();
        for part in pair.into_inner() {
            let per = part.as_rule() == Rule::unit_per;
            if per {
                let mut number = 1.0;
                for inner in part.into_inner() {
                    if inner.as_rule() == Rule::number {
                        number = self.number(&inner);
                    } else {
                        self.factor(inner, (true, number), &mut factors);
                    }
                }
            } else {
                self.factor(part, (false, 1.0), &mut factors);
            }
        }
        UnitExpr { factors }
    }

    /// One token of a factor: its name opens it, its substance belongs to the last one.
    fn factor(&self, pair: Pair<'_, Rule>, (per, number): (bool, f64), factors: &mut Vec<UnitFactor>) {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::unit_name | Rule::percent => factors.push(UnitFactor {
                per,
                number,
                name: pair.as_str().to_owned(),
                substance: None,
                at: (span.start, span.end),
            }),
            Rule::substance => {
                if let Some(last) = factors.last_mut() {
                    last.substance = Some(pair.as_str().to_owned());
                }
            }
            _ => {}
        }
    }

    /// `unit …` as written: the pair is one of `yes_no`, `one_of`, `unit` and `plain_text`.
    pub(super) fn unit_spec(&self, pair: Pair<'_, Rule>) -> Option<UnitSpec> {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::yes_no => Some(UnitSpec::YesNo(span)),
            Rule::one_of => Some(UnitSpec::OneOf(self.names(pair), span)),
            Rule::unit => Some(UnitSpec::Of(self.unit(pair), span)),
            Rule::plain_text => Some(UnitSpec::Text(span)),
            _ => None,
        }
    }
}
