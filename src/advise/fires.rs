//! Whether a recommendation fires, without its words: what a whole table of cities needs.

use crate::formula::{Context, Scope, holds, pick, standing, truth};
use crate::model::formula::Node;
use crate::model::rules::{Case, Recommendation};
use crate::value::{Missing, MissingKind, Truth};

/// Whether one of its triggers fires, be it held back afterwards or not: what [`super::advise`] judges, as a truth. What
/// rests only on what does not apply is missing for that reason, and so is what a pack retired.
///
/// # Errors
/// What is missing.
pub fn fires(rule: &Recommendation, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    if pick(&rule.retired, scope, context)?.is_some() {
        return Err(Missing::of(MissingKind::NotApplicable));
    }
    let (mut open, mut exempt, mut failed): (Option<Missing>, Option<Missing>, bool) = (None, None, false);
    for case in standing(&rule.when, |_, _| true, scope, context)?.into_iter().filter_map(|at| rule.when.get(at)) {
        match one_fires(case, scope, context) {
            Ok(true) => return Ok(true),
            Ok(false) => failed |= case.value.is_some(),
            Err(missing) if missing.kind == MissingKind::NotApplicable && case.value.is_some() => {
                exempt = Some(missing)
            }
            Err(missing) => open = Some(open.map_or_else(|| missing.clone(), |known| known.join(missing.clone()))),
        }
    }
    match (open, exempt) {
        (Some(missing), _) => Err(missing),
        (None, Some(missing)) if !failed => Err(missing),
        _ => Ok(false),
    }
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
