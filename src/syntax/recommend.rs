//! The clauses of recommendations and checks.

use super::build::Build;
use super::clause::Parts;
use super::formula;
use super::grammar::Rule;
use super::text;
use super::tree::ClauseKind;

/// The clauses of recommendations and checks.
pub(super) fn kind(build: &Build<'_>, rule: Rule, mut parts: Parts<'_>) -> Option<ClauseKind> {
    Some(match rule {
        Rule::always_clause => ClauseKind::WhenAlways,
        Rule::condition_clause => {
            let condition = parts.expr(build)?;
            let when = parts.take(Rule::condition_word)?.as_str() == "when";
            if when { ClauseKind::When(condition) } else { ClauseKind::Unless(condition) }
        }
        Rule::action_clause => {
            let text = parts.text(build, text::Holes::Filled)?;
            ClauseKind::Action { name: parts.name()?, text }
        }
        Rule::credit_clause => ClauseKind::Credit { tags: parts.names },
        Rule::effect_clause => effect(build, parts)?,
        Rule::require_clause => ClauseKind::Require {
            condition: parts.expr(build)?,
            severity: parts.take(Rule::severity).map(|word| build.name(&word)),
            text: parts.text(build, text::Holes::Filled),
        },
        _ => return None,
    })
}

fn effect(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let on = build.path(&parts.take(Rule::path)?);
    let mut with = Vec::new();
    while let Some(change) = parts.take(Rule::change) {
        let value = formula::expr_in(build, &change)?;
        let path = change.into_inner().find(|part| part.as_rule() == Rule::path)?;
        with.push((build.path(&path), value));
    }
    Some(ClauseKind::Effect { on, with })
}
