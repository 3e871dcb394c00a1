//! Whether a recommendation fires, without its words: what a whole table of cities needs.

use crate::formula::{Context, Scope, holds, membership, pick, standing, truth};
use crate::model::advice::Outcome;
use crate::model::formula::Node;
use crate::model::rules::{Case, Recommendation, RuleBook};
use crate::value::{ItemId, Missing, MissingKind, Truth};

/// Whether one of its triggers fires, be it held back afterwards or not: what [`super::advise`] judges, as a truth. What
/// rests only on what does not apply is missing for that reason, and so is what a pack retired.
///
/// # Errors
/// What is missing.
pub fn fires(rule: &Recommendation, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    if pick(&rule.retired, scope, context)?.is_some() {
        return Err(Missing::of(MissingKind::NotApplicable));
    }
    match fired(rule, scope, context) {
        Fired::Yes => Ok(true),
        Fired::No => Ok(false),
        Fired::Exempt(missing) | Fired::Open(missing) => Err(missing),
    }
}

/// How the triggers of a recommendation come out.
enum Fired {
    Yes,
    No,
    /// All that was asked does not apply.
    Exempt(Missing),
    Open(Missing),
}

fn fired(rule: &Recommendation, scope: &dyn Scope, context: &Context<'_>) -> Fired {
    let (mut open, mut exempt, mut failed): (Option<Missing>, Option<Missing>, bool) = (None, None, false);
    let places = match standing(&rule.when, |_, _| true, scope, context) {
        Ok(places) => places,
        Err(missing) => return Fired::Open(missing),
    };
    for case in places.into_iter().filter_map(|at| rule.when.get(at)) {
        match one_fires(case, scope, context) {
            Ok(true) => return Fired::Yes,
            Ok(false) => failed |= case.value.is_some(),
            Err(missing) if missing.kind == MissingKind::NotApplicable && case.value.is_some() => {
                exempt = Some(missing)
            }
            Err(missing) => open = Some(open.map_or_else(|| missing.clone(), |known| known.join(missing.clone()))),
        }
    }
    match (open, exempt) {
        (Some(missing), _) => Fired::Open(missing),
        (None, Some(missing)) if !failed => Fired::Exempt(missing),
        _ => Fired::No,
    }
}

/// What becomes of a recommendation, without a word: one outcome, or one for each member of its set. Nothing of it asks a
/// script or the host, and no limit is kept ([`has_outcomes`]).
#[must_use]
pub fn outcomes(rule: &Recommendation, scope: &dyn Scope, context: &Context<'_>) -> Vec<(Option<ItemId>, Outcome)> {
    match pick(&rule.retired, scope, context) {
        Ok(None) => {}
        Ok(Some(_)) => return vec![(None, Outcome::NotGiven)],
        Err(_) => return vec![(None, Outcome::Undetermined)],
    }
    let Some(set) = &rule.each else { return vec![(None, outcome(rule, scope, context))] };
    let members = membership(set, scope, context);
    let each = members.holding.iter();
    let mut all: Vec<(Option<ItemId>, Outcome)> =
        each.map(|member| (Some(*member), outcome(rule, scope, &context.for_member(*member)))).collect();
    if members.open.iter().any(|(_, missing)| missing.kind != MissingKind::NoBenchmark) {
        all.push((None, Outcome::Undetermined));
    } else if all.is_empty() {
        all.push((None, Outcome::NotGiven));
    }
    all
}

/// Whether outcomes can be told without a word: no limit ranks recommendations, and no code decides.
#[must_use]
pub fn has_outcomes(book: &RuleBook) -> bool {
    book.limits.is_empty() && book.recommendations.iter().all(|rule| rule.outside.is_none())
}

fn outcome(rule: &Recommendation, scope: &dyn Scope, context: &Context<'_>) -> Outcome {
    let fired = if rule.when.is_empty() && rule.each.is_some() { Fired::Yes } else { fired(rule, scope, context) };
    match fired {
        Fired::Yes if is_held(rule, scope, context) => Outcome::HeldBack,
        Fired::Yes => Outcome::Given,
        Fired::No | Fired::Exempt(_) => Outcome::NotGiven,
        Fired::Open(_) => Outcome::Undetermined,
    }
}

/// Whether something speaks against what fires.
#[must_use]
pub fn is_held(rule: &Recommendation, scope: &dyn Scope, context: &Context<'_>) -> bool {
    let places = standing(&rule.unless, |_, _| true, scope, context).unwrap_or_default();
    let mut cases = places.into_iter().filter_map(|place| rule.unless.get(place));
    cases.any(|case| both(case, &case.value, scope, context) == Ok(true))
}

/// A trigger without a condition of its own is one that always fires, where its block holds.
fn one_fires(case: &Case<Option<Node>>, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    match &case.value {
        Some(node) => both(case, node, scope, context),
        None => holds(case, scope, context),
    }
}

/// Whether a trigger fires: its own condition, and that of the block that it stands in.
pub(super) fn both<T>(case: &Case<T>, node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    match case.when.as_ref().map_or(Ok(true), |when| truth(when, scope, context)) {
        Ok(true) => truth(node, scope, context),
        Ok(false) => Ok(false),
        Err(missing) => match truth(node, scope, context) {
            Ok(false) => Ok(false),
            _ => Err(missing),
        },
    }
}
