//! What groups: facets and their values, band scales, roll-ups, tables and references.

use pest::iterators::Pair;

use super::build::Build;
use super::clause::Parts;
use super::grammar::Rule;
use super::tree::{Cell, ClauseKind, Name};
use super::{formula, goal, sheet, text};
use crate::diagnostic::Diagnostic;

/// The clauses of roll-ups, scales, facets, tables and references.
pub(super) fn kind(build: &Build<'_>, rule: Rule, mut parts: Parts<'_>) -> Option<ClauseKind> {
    Some(match rule {
        Rule::use_bands => {
            let paths = parts.rest.iter().filter(|part| part.as_rule() == Rule::path);
            let only = paths.map(|path| build.path(path)).collect();
            ClauseKind::UseBands { scale: parts.name()?, only }
        }
        Rule::of_clause => of(build, parts)?,
        Rule::by_clause => by(build, parts)?,
        Rule::share_clause => {
            let scored = parts.take(Rule::k_scored).is_some();
            ClauseKind::RequireShare { share: parts.expr(build)?, scored }
        }
        Rule::screen_clause => ClauseKind::Screen(parts.expr(build)?),
        Rule::years_clause => years(build, parts)?,
        Rule::held => held(build, parts)?,
        Rule::band_entry => band(build, parts)?,
        Rule::facet_entry => facet_value(build, parts)?,
        Rule::row => row(build, parts)?,
        Rule::column_clause => sheet::column(build, parts)?,
        Rule::figure => {
            let item = build.path(&parts.take(Rule::path)?);
            ClauseKind::Figure { item, value: parts.expr(build)? }
        }
        _ => return None,
    })
}

/// `dimension: economy`, `sdg: "1.2", "10.2"`
pub(super) fn facet_clause(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let facet = parts.name()?;
    let mut values = parts.names;
    for part in parts.rest {
        match part.as_rule() {
            Rule::short_text | Rule::long_text => {
                let text = text::text(build, &part, text::Holes::Literal);
                values.push(Name { text: text.text, span: text.span });
            }
            Rule::number => {
                let (span, number) = (build.span(&part), part.as_str());
                build.fail(
                    Diagnostic::error("syntax::code::unquoted", span, format!("the code {number} is a text"))
                        .here("as a number 16.10 would be 16.1")
                        .help(format!("write it in quotes: `\"{number}\"`"))
                        .fix(span, format!("\"{number}\"")),
                );
            }
            _ => {}
        }
    }
    values.sort_by_key(|value| value.span.start);
    Some(ClauseKind::Facet { facet, values })
}

/// `years 2015 to 2023`
fn years(build: &Build<'_>, parts: Parts<'_>) -> Option<ClauseKind> {
    let numbers = parts.rest.iter().filter(|part| part.as_rule() == Rule::integer);
    let mut years = numbers.map(|part| i32::try_from(build.integer(part)).unwrap_or(i32::MAX));
    Some(ClauseKind::Years { first: years.next()?, last: years.next()? })
}

/// `LPI: 2.1, 3.4`
fn held(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let item = build.path(&parts.take(Rule::path)?);
    let numbers = parts.rest.iter().filter(|part| part.as_rule() == Rule::signed);
    Some(ClauseKind::Held { item, values: numbers.map(|part| build.number(part)).collect() })
}

fn of(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let each = parts.take(Rule::each_facet).and_then(|each| build.names(each).into_iter().next());
    let first = parts.name()?;
    Some(match parts.name() {
        Some(members) => ClauseKind::Of { part: Some(first), members, each },
        None => ClauseKind::Of { part: None, members: first, each },
    })
}

fn by(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    if let Some(pair) = parts.take(Rule::sheet) {
        let sheet = Box::new(sheet::sheet(build, &pair)?);
        return Some(ClauseKind::FromSheet { by: parts.name()?, sheet });
    }
    Some(ClauseKind::By(parts.expr(build)?))
}

fn band(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let title = parts.text(build, text::Holes::Filled);
    let edge = match parts.take(Rule::goal) {
        Some(edge) => Some(goal::goal(build, edge)?),
        None => None,
    };
    let points = parts.take(Rule::band_points).and_then(|points| points.into_inner().last());
    let points = points.map(|number| build.number(&number));
    Some(ClauseKind::Band { name: parts.name()?, title, edge, points })
}

fn facet_value(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let title = parts.text(build, text::Holes::Filled);
    let parent = parts.take(Rule::facet_parent).and_then(|parent| build.names(parent).into_iter().next());
    let weight = parts.take(Rule::facet_weight).and_then(|weight| formula::expr_in(build, &weight));
    Some(ClauseKind::FacetValue { name: parts.name()?, title, parent, weight })
}

fn row(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let mut cells = Vec::new();
    while let Some(pair) = parts.take(Rule::row_cell) {
        cells.push(cell(build, pair)?);
    }
    Some(ClauseKind::Row { cells, value: parts.expr(build)? })
}

pub(super) fn cell(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Cell> {
    let first = pair.clone().into_inner().next()?;
    match first.as_rule() {
        Rule::any_cell => Some(Cell::Any(build.span(&first))),
        Rule::goal => goal::goal(build, first).map(Cell::Range),
        Rule::cell_year => {
            let years = pair.into_inner().filter(|part| part.as_rule() == Rule::cell_year);
            Some(Cell::OneOf(
                years.map(|year| Name { text: year.as_str().to_owned(), span: build.span(&year) }).collect(),
            ))
        }
        _ => Some(Cell::OneOf(build.names(pair))),
    }
}
