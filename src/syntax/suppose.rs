//! What is supposed, as people type it: `water_loss = 9 %`, `weight of economy = 2`, `target of water_loss = at most 8 %`.

use pest::Parser;

use super::build::Build;
use super::grammar::{Grammar, Rule};
use super::message::{self, Frame};
use super::tree::{Supposed, SupposedOf, SupposedValue};
use super::{formula, goal, scan};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Parses one thing that is supposed; it is the whole of its source text.
///
/// # Errors
/// What is wrong with it, at its place.
#[expect(clippy::result_large_err, reason = "a slip is rare, and callers keep the finding as it is")]
pub fn parse_supposed(source: SourceId, text: &str) -> Result<Supposed, Diagnostic> {
    let mask: String = text.chars().map(|sign| if matches!(sign, '\n' | '\r' | '\t') { ' ' } else { sign }).collect();
    let whole = 0..mask.len();
    if let Some(finding) = scan::too_deep(source, mask.as_bytes(), &whole, 0) {
        return Err(finding);
    }
    let build = Build::new(source, &mask, Vec::new());
    let read = match Grammar::parse(Rule::supposed, &mask) {
        Ok(mut pairs) => pairs.next().and_then(|pair| supposed(&build, pair)),
        Err(error) => {
            let frame = Frame { what: message::SUPPOSED, word: "" };
            let finding = message::explain_at(source, &mask, (&whole, 0), &error, &frame);
            return Err(if finding.help.is_some() { finding } else { finding.help(CURE) });
        }
    };
    match (build.into_findings().into_iter().next(), read) {
        (Some(finding), _) => Err(finding),
        (None, Some(read)) => Ok(read),
        (None, None) => {
            let message = "this supposes nothing";
            Err(Diagnostic::error("suppose::broken", Span::new(source, 0, text.len()), message).help(CURE))
        }
    }
}

/// What to type where nothing better is known.
const CURE: &str = "write `ITEM=VALUE`, `weight of ITEM=2` or `target of ITEM=at most 8 %`";

fn supposed(build: &Build<'_>, pair: pest::iterators::Pair<'_, Rule>) -> Option<Supposed> {
    let span = build.span(&pair);
    let (mut of, mut at, mut path, mut facet_value, mut value) = (SupposedOf::Figure, None, None, None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::supposed_of => of = sort(part.as_str()),
            Rule::path => path = Some(build.path(&part)),
            Rule::name => facet_value = Some(build.name(&part)),
            Rule::given_at => {
                let date = part.into_inner().find(|inner| inner.as_rule() == Rule::date);
                at = date.and_then(|date| build.date(&date)).map(|date| date.year);
            }
            Rule::goal => value = goal::goal(build, part).map(SupposedValue::Goal),
            Rule::arith => value = Some(SupposedValue::Value(formula::expr(build, part))),
            _ => {}
        }
    }
    Some(Supposed { of, path: path?, facet_value, at, value: value?, span })
}

fn sort(words: &str) -> SupposedOf {
    match words.split_whitespace().next() {
        Some("weight") => SupposedOf::Weight,
        Some("target") => SupposedOf::Target,
        Some("start") => SupposedOf::Start,
        _ => SupposedOf::Figure,
    }
}
