//! The clauses of a study of robustness.

use pest::iterators::Pair;

use super::build::Build;
use super::clause::Parts;
use super::grammar::Rule;
use super::tree::{ClauseKind, Expr, Name, Vary};
use super::{formula, text};

/// `vary …`
pub(super) fn kind(build: &Build<'_>, parts: Parts<'_>) -> Option<ClauseKind> {
    let varied = parts.rest.into_iter().find(|part| part.as_rule() != Rule::vary_word)?;
    vary(build, varied).map(|vary| ClauseKind::Vary(Box::new(vary)))
}

fn vary(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Vary> {
    let rule = pair.as_rule();
    let mut names: Vec<Name> = Vec::new();
    let mut values: Vec<Expr> = Vec::new();
    let mut grades: Vec<(Option<Name>, Expr)> = Vec::new();
    let (mut targets, mut treats) = (false, false);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::name => names.push(build.name(&part)),
            Rule::expr | Rule::arith => values.push(formula::expr(build, part)),
            Rule::grade_error => grades.extend(grade(build, part)),
            Rule::vary_goals_word => targets = part.as_str() == "targets",
            Rule::vary_step_word => treats = part.as_str() == "treat",
            _ if text::is_text(&part) => {
                let written = text::text(build, &part, text::Holes::Literal);
                names.push(Name { text: written.text, span: written.span });
            }
            _ => {}
        }
    }
    let mut names = names.into_iter();
    let mut values = values.into_iter();
    Some(match rule {
        Rule::vary_weight => Vary::Weight { of: names.next()?, value: names.next(), by: values.next()? },
        Rule::vary_score => Vary::Score { among: values.collect() },
        Rule::vary_rollup => Vary::Rollup { rollups: names.collect(), among: values.collect() },
        Rule::vary_step => Vary::Step { treats, among: values.collect() },
        Rule::vary_data => Vary::Data { by: values.next(), grades },
        Rule::vary_goals => Vary::Goals { targets, by: values.next()? },
        Rule::vary_parameter => Vary::Parameter { name: names.next()?, by: values.next()? },
        _ => return None,
    })
}

fn grade(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<(Option<Name>, Expr)> {
    let value = formula::expr_in(build, &pair)?;
    let name = pair.into_inner().find(|part| part.as_rule() == Rule::name);
    Some((name.map(|name| build.name(&name)), value))
}
