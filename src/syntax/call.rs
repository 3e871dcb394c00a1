//! What a name begins in a formula: calls with their arguments, and sets.

use pest::iterators::Pair;

use super::build::Build;
use super::grammar::Rule;
use super::tree::{Argument, ArgumentValue, Expr, ExprKind, Path, SetExpr};
use super::{formula, goal, later};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What a name begins: a path, a call or a set.
pub(super) fn reference(build: &Build<'_>, span: Span, pair: Pair<'_, Rule>) -> Expr {
    let mut parts = pair.clone().into_inner();
    let Some(first) = parts.next() else { return formula::nothing(span) };
    let path = build.path(&first);
    match parts.next() {
        Some(arguments) if arguments.as_rule() == Rule::arguments => {
            fields(build, call(build, span, path, arguments), parts)
        }
        Some(index) if index.as_rule() == Rule::index => {
            build.fail(later::finding("picking a point with `[…]`", span));
            formula::nothing(span)
        }
        Some(_) => set(build, span, pair, false).unwrap_or_else(|| formula::nothing(span)),
        None if matches!(first.as_str(), "kpis" | "leaves") => {
            set(build, span, pair, false).unwrap_or_else(|| formula::nothing(span))
        }
        None => Expr { span, kind: ExprKind::Path(path) },
    }
}

fn call(build: &Build<'_>, whole: Span, path: Path, arguments: Pair<'_, Rule>) -> Expr {
    let span = Span { start: whole.start, ..build.span(&arguments) };
    let mut parts = path.parts.into_iter();
    match (parts.next(), parts.next()) {
        (Some(function), None) => {
            Expr { span, kind: ExprKind::Call { function, arguments: self::arguments(build, arguments) } }
        }
        _ => {
            build.fail(
                Diagnostic::error("syntax::call::form", path.span, "a part of an item is no function")
                    .help("a function has a plain name: `band(kpi.point)`, not `kpi.band(…)`"),
            );
            formula::nothing(span)
        }
    }
}

/// `.share` behind a call, and what may stand behind that.
fn fields<'p>(build: &Build<'_>, call: Expr, parts: impl Iterator<Item = Pair<'p, Rule>>) -> Expr {
    parts.filter(|part| part.as_rule() == Rule::field).fold(call, |record, field| {
        let span = record.span.to(build.span(&field));
        match field.into_inner().next().map(|name| build.name(&name)) {
            Some(name) => Expr { span, kind: ExprKind::Field { record: Box::new(record), name } },
            None => record,
        }
    })
}

/// The arguments of a call.
pub(super) fn arguments(build: &Build<'_>, pair: Pair<'_, Rule>) -> Vec<Argument> {
    pair.into_inner().filter(|part| part.as_rule() == Rule::argument).filter_map(|part| argument(build, part)).collect()
}

fn argument(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Argument> {
    let mut name = None;
    let mut plain = None;
    let mut tail = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::step => return step(build, part),
            Rule::argument_name => name = build.names(part).into_iter().next(),
            Rule::expr => plain = Some(formula::expr(build, part)),
            _ => tail = Some(part),
        }
    }
    let plain = plain?;
    let value = match tail {
        Some(tail) if tail.as_rule() == Rule::in_scale => {
            ArgumentValue::In(plain, build.names(tail).into_iter().next()?)
        }
        Some(tail) if tail.as_rule() == Rule::over_years => over(build, plain, tail)?,
        Some(tail) => {
            build.fail(later::finding("a sum `for each` member", build.span(&tail)));
            return None;
        }
        None => ArgumentValue::Plain(plain),
    };
    Some(Argument { name, value })
}

/// `at least 50 % => 100`, `any => 0`
fn step(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<Argument> {
    let mut goal = None;
    let mut result = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::goal => goal = Some(Box::new(goal::goal(build, part)?)),
            Rule::arith => result = Some(formula::expr(build, part)),
            _ => {}
        }
    }
    Some(Argument { name: None, value: ArgumentValue::Step(goal, result?) })
}

/// `x over 5 years`, `x over 2015 to year`
fn over(build: &Build<'_>, item: Expr, tail: Pair<'_, Rule>) -> Option<ArgumentValue> {
    let span = build.span(&tail);
    let mut parts =
        tail.into_inner().filter(|part| part.as_rule() == Rule::arith).map(|part| formula::expr(build, part));
    let first = parts.next()?;
    if let Some(last) = parts.next() {
        return Some(ArgumentValue::OverSpan(item, first, last));
    }
    if let ExprKind::Quantity { number, unit: Some(unit) } = &first.kind
        && let [factor] = unit.factors.as_slice()
        && matches!(factor.name.as_str(), "year" | "years")
        && number.fract() == 0.0
        && (1.0..=1000.0).contains(number)
    {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number up to 1000")]
        return Some(ArgumentValue::OverYears(item, *number as u32));
    }
    build.fail(
        Diagnostic::error("syntax::call::form", span, "`over` wants a number of years, or two years")
            .help("write `over 5 years` or `over 2015 to year`"),
    );
    None
}

/// `reported points of x where …`; the pair holds a path, perhaps `of` and `where`.
pub(super) fn set(build: &Build<'_>, span: Span, pair: Pair<'_, Rule>, reported: bool) -> Option<Expr> {
    let set = set_expr(build, span, pair, reported)?;
    Some(Expr { span, kind: ExprKind::Set(Box::new(set)) })
}

/// The set that a pair describes.
pub(super) fn set_expr(build: &Build<'_>, span: Span, pair: Pair<'_, Rule>, reported: bool) -> Option<SetExpr> {
    let mut members = None;
    let mut of = None;
    let mut condition = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::path => members = Some(build.path(&part)),
            Rule::set_of => {
                let path = part.into_inner().find(|inner| inner.as_rule() == Rule::path);
                of = path.map(|inner| build.path(&inner));
            }
            Rule::set_where => condition = formula::expr_in(build, &part).map(Box::new),
            _ => {}
        }
    }
    let mut parts = members?.parts.into_iter();
    let first = parts.next()?;
    if parts.next().is_some() {
        build.fail(
            Diagnostic::error("syntax::call::form", first.span, "a set is named by one word")
                .help("write for example `points of air_pollution where band <= partial`"),
        );
        return None;
    }
    Some(SetExpr { reported, members: first, of, condition, span })
}

/// The set of `for each kpi where …`.
pub(super) fn each(build: &Build<'_>, pair: Pair<'_, Rule>) -> Option<SetExpr> {
    let set = pair.into_inner().find(|part| part.as_rule() == Rule::each_set)?;
    let span = build.span(&set);
    set_expr(build, span, set, false)
}
