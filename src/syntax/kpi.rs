//! The clauses of packs, KPIs, points, inputs and parameters.

use super::build::Build;
use super::clause::Parts;
use super::grammar::Rule;
use super::tree::{Against, ClauseKind, Name, NamesWord, TextWord};
use super::{formula, goal, group, recommend, robustness, test_block, text, translation};
use crate::diagnostic::Diagnostic;

/// What a clause says; the clauses of groups, recommendations and tests are handed on.
pub(super) fn kind(build: &Build<'_>, rule: Rule, mut parts: Parts<'_>) -> Option<ClauseKind> {
    Some(match rule {
        Rule::text_clause => return text_clause(build, parts),
        Rule::formula_clause => return formula_clause(build, parts),
        Rule::facet_clause => return group::facet_clause(build, parts),
        Rule::unit_clause => ClauseKind::Unit(parts.rest.into_iter().find_map(|part| build.unit_spec(part))?),
        Rule::expect_clause => {
            ClauseKind::Expect { goal: goal::goal(build, parts.take(Rule::goal)?)?, reject: parts.has(Rule::k_reject) }
        }
        Rule::target_clause => return target(build, parts),
        Rule::plain_clause => {
            let words = parts.take(Rule::plain_words)?;
            if words.as_str().starts_with("not") { ClauseKind::NotApplicable } else { ClauseKind::NoBenchmark }
        }
        Rule::retired_clause => ClauseKind::Retired { by: parts.name() },
        Rule::counts_clause => counts(build, parts),
        Rule::prefer_clause => match parts.text(build, text::Holes::Literal) {
            Some(source) => ClauseKind::PreferSource(source),
            None => ClauseKind::PreferWay { reported: parts.take(Rule::prefer_way)?.as_str() == "reported" },
        },
        Rule::grade_clause => {
            let what = parts.take(Rule::grade_what)?;
            ClauseKind::RequireGrade { what: build.name(&what), least: parts.name()? }
        }
        Rule::also_clause => {
            ClauseKind::AlsoIn { unit: build.unit(parts.take(Rule::unit)?), times: parts.expr(build)? }
        }
        Rule::word_clause => return word_clause(parts),
        Rule::count_clause => return count_clause(build, parts),
        Rule::list_clause => return list_clause(parts),
        Rule::applies_clause => ClauseKind::Applies { attribute: parts.name()?, values: parts.names },
        Rule::period_clause => return period(build, parts),
        Rule::trend_clause => return trend(build, parts),
        Rule::date_clause => {
            let date = build.date(&parts.take(Rule::date)?)?;
            let from = parts.take(Rule::date_word)?.as_str() == "from";
            if from { ClauseKind::From(date) } else { ClauseKind::Until(date) }
        }
        Rule::use_bands
        | Rule::of_clause
        | Rule::by_clause
        | Rule::share_clause
        | Rule::band_entry
        | Rule::facet_entry
        | Rule::row
        | Rule::column_clause
        | Rule::screen_clause
        | Rule::years_clause
        | Rule::held
        | Rule::figure => return group::kind(build, rule, parts),
        Rule::vary_clause => return robustness::kind(build, parts),
        Rule::expect_outcome | Rule::expect_that => return test_block::kind(build, rule, parts),
        Rule::translation | Rule::translated_text => return translation::kind(build, rule, parts),
        _ => return recommend::kind(build, rule, parts),
    })
}

/// `counts`, `counts not in dimension, "dimension, category"`
fn counts(build: &Build<'_>, parts: Parts<'_>) -> ClauseKind {
    let mut not_in = parts.names;
    for part in parts.rest.iter().filter(|part| text::is_text(part)) {
        let text = text::text(build, part, text::Holes::Literal);
        not_in.push(Name { text: text.text, span: text.span });
    }
    not_in.sort_by_key(|name| name.span.start);
    ClauseKind::Counts { not_in }
}

fn text_clause(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let word = match parts.take(Rule::text_word)?.as_str() {
        "about" => TextWord::About,
        "address" => TextWord::Address,
        "because" => TextWord::Because,
        "city" => TextWord::City,
        "code" => TextWord::Code,
        "note" => TextWord::Note,
        "publisher" => TextWord::Publisher,
        "source" => TextWord::Source,
        "title" => TextWord::Title,
        _ => TextWord::Version,
    };
    let filled = matches!(word, TextWord::About | TextWord::Because | TextWord::Note | TextWord::Title);
    let holes = if filled { text::Holes::Filled } else { text::Holes::Literal };
    Some(ClauseKind::Text { word, text: parts.text(build, holes)? })
}

fn formula_clause(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let expr = parts.expr(build)?;
    Some(match parts.take(Rule::formula_word)?.as_str() {
        "value" => ClauseKind::Value(expr),
        "score" => ClauseKind::Score(expr),
        "progress" => ClauseKind::Progress(expr),
        "start" => ClauseKind::Start(expr),
        "tolerance" => ClauseKind::Tolerance(expr),
        "assume" => ClauseKind::Assume(expr),
        "weight" => ClauseKind::Weight(expr),
        "per" => ClauseKind::Per(expr),
        "impute" => ClauseKind::Impute(expr),
        "treat" => ClauseKind::Treat(expr),
        _ => ClauseKind::Budget(expr),
    })
}

fn target(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let by = parts.take(Rule::date).and_then(|date| build.date(&date));
    let starting = parts.take(Rule::path_start).and_then(|start| formula::expr_in(build, &start));
    if let Some(against) = parts.take(Rule::path_goal) {
        let span = build.span(&against);
        let above = against.clone().into_inner().any(|part| part.as_rule() == Rule::above);
        let mut sides = against.into_inner().filter(|part| part.as_rule() == Rule::arith);
        let share = formula::expr(build, sides.next()?);
        let baseline = formula::expr(build, sides.next()?);
        return Some(ClauseKind::TargetAgainst(Box::new(Against { share, above, baseline, by, starting, span })));
    }
    let goal = goal::goal(build, parts.take(Rule::goal)?)?;
    Some(ClauseKind::Target { goal, by, starting })
}

fn trend(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let years =
        parts.take(Rule::trend_years).and_then(|years| years.into_inner().find(|part| part.as_rule() == Rule::integer));
    let years = years.map(|number| build.integer(&number));
    Some(ClauseKind::Trend { line: parts.name()?, years })
}

fn word_clause(mut parts: Parts<'_>) -> Option<ClauseKind> {
    let name = parts.name()?;
    Some(match parts.take(Rule::word_word)?.as_str() {
        "better" => ClauseKind::Better(name),
        "priority" => ClauseKind::Priority(name),
        "path" => ClauseKind::Path(name),
        "cohort" => ClauseKind::UseCohort(name),
        _ => ClauseKind::Subject(name),
    })
}

fn count_clause(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let count = build.integer(&parts.take(Rule::integer)?);
    Some(match parts.take(Rule::count_word)?.as_str() {
        "digits" => ClauseKind::Digits(count),
        "language" => ClauseKind::Language(count),
        "replicates" => ClauseKind::Replicates(count),
        "seed" => ClauseKind::Seed(count),
        _ => ClauseKind::Year(i32::try_from(count).unwrap_or(i32::MAX)),
    })
}

fn list_clause(mut parts: Parts<'_>) -> Option<ClauseKind> {
    let word = match parts.take(Rule::list_clause_word)?.as_str() {
        "extends" => NamesWord::Extends,
        "members" => NamesWord::Members,
        "uses" => NamesWord::Uses,
        "tags" => NamesWord::Tags,
        _ => return Some(ClauseKind::Resources(parts.names)),
    };
    Some(ClauseKind::Names { word, names: parts.names })
}

fn period(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let number = parts.take(Rule::integer).map(|number| build.integer(&number));
    if parts.has(Rule::latest) {
        return Some(ClauseKind::Period { year: None, within: number });
    }
    let year = number.and_then(|number| i32::try_from(number).ok());
    if year.is_none_or(|year| !(1000..=9999).contains(&year)) {
        build.fail(
            Diagnostic::error("syntax::date::impossible", parts.span, "a period is a year, or `latest`")
                .help("write `period 2018` or `period latest within 3 years`"),
        );
    }
    Some(ClauseKind::Period { year, within: None })
}
