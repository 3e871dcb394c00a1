//! Goals: the edges of targets, bands, expectations and table cells.

use pest::iterators::Pair;

use super::build::Build;
use super::formula;
use super::grammar::Rule;
use super::tree::{Goal, GoalKind};

/// The goal that a pair describes.
pub(super) fn goal(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Goal> {
    let span = build.span(&pair);
    let mut kind = None;
    let mut bounds = Vec::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::at_least => kind = Some(GoalKind::AtLeast),
            Rule::at_most => kind = Some(GoalKind::AtMost),
            Rule::above => kind = Some(GoalKind::Above),
            Rule::below => kind = Some(GoalKind::Below),
            Rule::between => kind = Some(GoalKind::Between),
            Rule::equals => kind = Some(GoalKind::Equals),
            Rule::arith => bounds.push(formula::expr(build, part)),
            _ => {}
        }
    }
    let mut bounds = bounds.into_iter();
    Some(Goal { kind: kind?, bound: bounds.next()?, upper: bounds.next(), span })
}
