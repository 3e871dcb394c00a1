//! What names a sheet: the file, the rows that are read, and what its columns are.

use pest::iterators::Pair;

use super::build::Build;
use super::clause::Parts;
use super::formula;
use super::grammar::Rule;
use super::text::{self, Holes};
use super::tree::{CellValue, ClauseKind, Name, Rows, Sheet};

/// `from "sheet.csv" where …`
pub(super) fn sheet(build: &Build<'_>, pair: &Pair<'_, Rule>) -> Option<Sheet> {
    let file = text::text_in(build, pair, Holes::Literal)?;
    let rows = pair.clone().into_inner().find(|part| part.as_rule() == Rule::rows_any);
    let rows = rows.and_then(|rows| group(build, rows));
    Some(Sheet { file, rows, span: build.span(pair) })
}

/// `id column "iCode"`, `pillar: column "Parent"`
pub(super) fn column(build: &Build<'_>, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let role = parts.name()?;
    let facet = parts.has(Rule::colon);
    Some(ClauseKind::Column { role, facet, column: parts.text(build, Holes::Literal)? })
}

/// Conditions joined by `or`, or by `and`.
fn group(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Rows> {
    let all = pair.as_rule() == Rule::rows_all;
    let parts = pair.into_inner().filter(|part| matches!(part.as_rule(), Rule::rows_all | Rule::rows_one));
    let mut rows: Vec<Rows> = Vec::new();
    for part in parts {
        rows.push(if part.as_rule() == Rule::rows_all { group(build, part)? } else { one(build, part)? });
    }
    if rows.len() == 1 {
        return rows.pop();
    }
    Some(if all { Rows::All(rows) } else { Rows::Any(rows) })
}

fn one(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Rows> {
    let column = text::text_in(build, &pair, Holes::Literal);
    let parts: Vec<Pair<'_, Rule>> = pair.into_inner().collect();
    if let Some(inside) = parts.iter().find(|part| part.as_rule() == Rule::rows_any) {
        return group(build, inside.clone());
    }
    let column = column?;
    if let Some(empty) = parts.iter().find(|part| part.as_rule() == Rule::rows_empty) {
        return Some(Rows::Empty { column, negated: empty.as_str().contains("not") });
    }
    let op = parts.iter().find_map(|part| formula::comparison(part.as_rule()))?;
    let with = parts.iter().find(|part| part.as_rule() == Rule::rows_value)?.clone().into_inner().next()?;
    Some(Rows::Compared { column, op, with: value(build, &with) })
}

fn value(build: &Build<'_>, pair: &Pair<'_, Rule>) -> CellValue {
    let span = build.span(pair);
    match pair.as_rule() {
        Rule::signed => CellValue::Number(build.number(pair), span),
        Rule::name => CellValue::Text(build.name(pair)),
        _ => {
            let text = text::text(build, pair, Holes::Literal);
            CellValue::Text(Name { text: text.text, span })
        }
    }
}
