//! The clauses of tests: what is given and what must come out.

use super::build::Build;
use super::clause::Parts;
use super::formula;
use super::grammar::Rule;
use super::item::Words;
use super::tree::{ClauseKind, Outcome};
use crate::source::Span;

/// Whether `expect` speaks of an outcome or of a condition.
pub(super) fn expect_rule(words: &Words<'_>) -> Rule {
    let outcome = matches!(
        (words.second, words.third),
        ("not", "given") | ("no", "finding") | ("held", "back") | ("given" | "undetermined" | "finding", _)
    );
    if outcome { Rule::expect_outcome } else { Rule::expect_that }
}

/// The clauses of tests.
pub(super) fn kind(build: &Build<'_>, rule: Rule, mut parts: Parts<'_>) -> Option<ClauseKind> {
    if rule == Rule::expect_that {
        return parts.expr(build).map(ClauseKind::ExpectThat);
    }
    let words = parts.take(Rule::outcome)?;
    let mut written = words.as_str().split_whitespace();
    let outcome = match (written.next(), written.next()) {
        (Some("given"), _) => Outcome::Given,
        (Some("held"), _) => Outcome::HeldBack,
        (Some("not"), _) => Outcome::NotGiven,
        (Some("undetermined"), _) => Outcome::Undetermined,
        (Some("finding"), _) => Outcome::Finding,
        _ => Outcome::NoFinding,
    };
    Some(ClauseKind::ExpectOutcome { outcome, name: parts.name()? })
}

/// Each `a = 1` of `given a = 1, b = 2`, with its place.
pub(super) fn givens(build: &Build<'_>, parts: Parts<'_>) -> std::vec::IntoIter<(Span, ClauseKind)> {
    let mut givens = Vec::new();
    for pair in parts.rest.into_iter().filter(|part| part.as_rule() == Rule::given) {
        let span = build.span(&pair);
        let value = formula::expr_in(build, &pair);
        let mut item = None;
        let mut at = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::path => item = Some(build.path(&part)),
                Rule::given_at => {
                    let date = part.into_inner().find(|inner| inner.as_rule() == Rule::date);
                    at = date.and_then(|date| build.date(&date));
                }
                _ => {}
            }
        }
        if let (Some(item), Some(value)) = (item, value) {
            givens.push((span, ClauseKind::Given { item, at, value }));
        }
    }
    givens.into_iter()
}
