//! Formulas and conditions: flat pairs to trees, by the binding of their operators.

use std::sync::LazyLock;

use pest::Parser;
use pest::iterators::Pair;
use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::build::Build;
use super::grammar::{Grammar, Rule};
use super::tree::{BinaryOp, CompareOp, Expr, ExprKind, IsWhat, Path};
use super::{call, message, scan, text};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// From the loosest to the tightest.
static PRATT: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(left(Rule::op_or_else))
        .op(left(Rule::op_or))
        .op(left(Rule::op_and))
        .op(Op::prefix(Rule::op_not))
        .op(left(Rule::op_within))
        .op(left(Rule::op_equal)
            | left(Rule::op_not_equal)
            | left(Rule::op_at_most)
            | left(Rule::op_less)
            | left(Rule::op_at_least)
            | left(Rule::op_greater)
            | Op::postfix(Rule::op_is))
        .op(Op::postfix(Rule::op_against))
        .op(left(Rule::op_add) | left(Rule::op_subtract))
        .op(left(Rule::op_multiply) | left(Rule::op_divide) | left(Rule::op_of))
        .op(Op::prefix(Rule::op_negate))
        .op(Op::infix(Rule::op_power, Assoc::Right))
        .op(left(Rule::op_at))
});

/// Parses an expression that stands alone, as in a hole.
pub(super) fn alone(source: SourceId, written: &str, offset: usize) -> Result<Expr, Box<Diagnostic>> {
    let mask: String = written.chars().map(|sign| if matches!(sign, '\n' | '\r') { ' ' } else { sign }).collect();
    let whole = 0..written.len();
    if let Some(finding) = scan::too_deep(source, mask.as_bytes(), &whole, offset) {
        return Err(Box::new(finding));
    }
    let build = Build::new(source, &mask, Vec::new());
    build.set_base(offset);
    let expr = match Grammar::parse(Rule::whole_expr, &mask) {
        Ok(mut pairs) => pairs.next().map(|pair| expr(&build, pair)),
        Err(error) => {
            let frame = message::Frame { what: message::HOLE, word: "" };
            return Err(Box::new(message::explain_at(source, &mask, (&whole, offset), &error, &frame)));
        }
    };
    match (build.into_findings().into_iter().next(), expr) {
        (Some(finding), _) => Err(Box::new(finding)),
        (None, Some(expr)) => Ok(expr),
        (None, None) => Err(Box::new(Diagnostic::error(
            "syntax::hole::broken",
            Span::new(source, offset, offset + written.len()),
            "a formula is missing here",
        ))),
    }
}

/// The first expression among the children of a pair.
pub(super) fn expr_in(build: &Build<'_>, pair: &Pair<'_, Rule>) -> Option<Expr> {
    let mut inner = pair.clone().into_inner();
    inner.find(|part| matches!(part.as_rule(), Rule::expr | Rule::arith)).map(|part| expr(build, part))
}

/// The tree of an `expr` or `arith`.
pub(super) fn expr(build: &Build<'_>, pair: Pair<'_, Rule>) -> Expr {
    let span = build.span(&pair);
    let parts = pair.into_inner();
    if parts.len() == 1 {
        return parts.into_iter().next().map_or_else(|| nothing(span), |part| operand(build, part));
    }
    PRATT
        .map_primary(|part| operand(build, part))
        .map_prefix(|operator, right| {
            let span = build.span(&operator).to(right.span);
            let right = Box::new(right);
            let negate = operator.as_rule() == Rule::op_negate;
            Expr { span, kind: if negate { ExprKind::Negate(right) } else { ExprKind::Not(right) } }
        })
        .map_postfix(|left, operator| postfix(build, left, operator))
        .map_infix(|left, operator, right| infix(build, left, &operator, right))
        .parse(parts)
}

/// Stands where the finding that was made leaves nothing to build.
pub(super) fn nothing(span: Span) -> Expr {
    Expr { span, kind: ExprKind::Path(Path { parts: Vec::new(), span }) }
}

fn postfix(build: &Build<'_>, left: Expr, operator: Pair<'_, Rule>) -> Expr {
    let span = left.span.to(build.span(&operator));
    let item = Box::new(left);
    if operator.as_rule() == Rule::op_against {
        let reference = build.names(operator).into_iter().next();
        return reference
            .map_or_else(|| nothing(span), |reference| Expr { span, kind: ExprKind::Against { item, reference } });
    }
    let negated = operator.as_str().split_whitespace().nth(1) == Some("not");
    let what = if operator.as_str().ends_with("applicable") { IsWhat::Applicable } else { IsWhat::Reported };
    Expr { span, kind: ExprKind::Is { item, negated, what } }
}

fn infix(build: &Build<'_>, left: Expr, operator: &Pair<'_, Rule>, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    let binary = |op, left: Expr, right: Expr| Expr {
        span,
        kind: ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) },
    };
    match operator.as_rule() {
        Rule::op_add => binary(BinaryOp::Add, left, right),
        Rule::op_subtract => binary(BinaryOp::Subtract, left, right),
        Rule::op_multiply => binary(BinaryOp::Multiply, left, right),
        Rule::op_divide => binary(BinaryOp::Divide, left, right),
        Rule::op_power => binary(BinaryOp::Power, left, right),
        Rule::op_and => binary(BinaryOp::And, left, right),
        Rule::op_or => binary(BinaryOp::Or, left, right),
        Rule::op_or_else => binary(BinaryOp::OrElse, left, right),
        Rule::op_of => binary(BinaryOp::Of, left, right),
        Rule::op_at => Expr { span, kind: ExprKind::At { item: Box::new(left), year: Box::new(right) } },
        Rule::op_within => within(build, span, left, operator, right),
        _ => compare(build, span, left, operator, right),
    }
}

/// The comparison that an operator stands for.
pub(super) fn comparison(rule: Rule) -> Option<CompareOp> {
    Some(match rule {
        Rule::op_equal => CompareOp::Equal,
        Rule::op_not_equal => CompareOp::NotEqual,
        Rule::op_at_most => CompareOp::AtMost,
        Rule::op_less => CompareOp::Less,
        Rule::op_at_least => CompareOp::AtLeast,
        Rule::op_greater => CompareOp::Greater,
        _ => return None,
    })
}

fn compare(build: &Build<'_>, span: Span, left: Expr, operator: &Pair<'_, Rule>, right: Expr) -> Expr {
    let op = comparison(operator.as_rule()).unwrap_or(CompareOp::Greater);
    if matches!(left.kind, ExprKind::Compare { .. }) {
        build.fail(
            Diagnostic::error("syntax::operator::chain", build.span(operator), "comparisons do not chain")
                .here("the second comparison")
                .and(left.span, "is a comparison already")
                .help("write two comparisons joined with `and`: `a <= b and b <= c`"),
        );
    }
    let (left, right) = (Box::new(left), Box::new(right));
    Expr { span, kind: ExprKind::Compare { op, left, right, within: None } }
}

fn within(build: &Build<'_>, span: Span, left: Expr, operator: &Pair<'_, Rule>, margin: Expr) -> Expr {
    match left.kind {
        ExprKind::Compare { op, left, right, within: None } => {
            let within = Some(Box::new(margin));
            Expr { span, kind: ExprKind::Compare { op, left, right, within } }
        }
        _ => {
            build.fail(
                Diagnostic::error(
                    "syntax::operator::within",
                    build.span(operator),
                    "`within` stands after a comparison",
                )
                .help("write for example `a = 100 % within 2 pp`"),
            );
            nothing(span)
        }
    }
}

fn operand(build: &Build<'_>, pair: Pair<'_, Rule>) -> Expr {
    let span = build.span(&pair);
    match pair.as_rule() {
        Rule::quantity => quantity(build, span, pair),
        Rule::long_text | Rule::short_text => {
            Expr { span, kind: ExprKind::Text(text::text(build, &pair, text::Holes::Literal)) }
        }
        Rule::group => Expr { span, ..expr_in(build, &pair).unwrap_or_else(|| nothing(span)) },
        Rule::choice => choice(build, span, pair),
        Rule::reported_set => call::set(build, span, pair, true).unwrap_or_else(|| nothing(span)),
        Rule::reference => call::reference(build, span, pair),
        _ => nothing(span),
    }
}

/// A number with its unit.
fn quantity(build: &Build<'_>, span: Span, pair: Pair<'_, Rule>) -> Expr {
    let mut number = 0.0;
    let mut unit = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::number => number = build.number(&part),
            Rule::unit => unit = Some(build.unit(part)),
            _ => {}
        }
    }
    Expr { span, kind: ExprKind::Quantity { number, unit } }
}

fn choice(build: &Build<'_>, span: Span, pair: Pair<'_, Rule>) -> Expr {
    let mut parts = pair.into_inner().filter(|part| part.as_rule() == Rule::expr).map(|part| expr(build, part));
    let (Some(condition), Some(then), Some(otherwise)) = (parts.next(), parts.next(), parts.next()) else {
        return nothing(span);
    };
    let kind = ExprKind::If { condition: Box::new(condition), then: Box::new(then), otherwise: Box::new(otherwise) };
    Expr { span, kind }
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Expr, ExprKind};
    use super::alone;
    use crate::source::SourceId;

    /// The formula with all its brackets.
    fn shown(expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Quantity { number, unit } => {
                unit.as_ref().map_or_else(|| number.to_string(), |unit| format!("{number} {unit}"))
            }
            ExprKind::Path(path) => path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("."),
            ExprKind::Negate(right) => format!("(- {})", shown(right)),
            ExprKind::Not(right) => format!("(not {})", shown(right)),
            ExprKind::Binary { op, left, right } => format!("({} {op:?} {})", shown(left), shown(right)),
            ExprKind::Compare { op, left, right, within } => {
                let within = within.as_ref().map_or_else(String::new, |margin| format!(" within {}", shown(margin)));
                format!("({} {op:?} {}{within})", shown(left), shown(right))
            }
            ExprKind::Is { item, negated, what } => format!("({} is {negated} {what:?})", shown(item)),
            ExprKind::Against { item, reference } => format!("({} against {})", shown(item), reference.text),
            ExprKind::At { item, year } => format!("({} at {})", shown(item), shown(year)),
            ExprKind::Call { function, arguments } => format!("{}({})", function.text, arguments.len()),
            other => format!("{other:?}"),
        }
    }

    fn bound(written: &str) -> String {
        alone(SourceId(0), written, 0).map_or_else(|finding| finding.message, |expr| shown(&expr))
    }

    #[test]
    fn operators_bind_as_the_reference_says() {
        assert_eq!(bound("a or else b or c and d"), "(a OrElse (b Or (c And d)))");
        assert_eq!(bound("a and not b = c"), "(a And (not (b Equal c)))");
        assert_eq!(bound("-a ^ 2 * b + c"), "(((- (a Power 2)) Multiply b) Add c)");
        assert_eq!(bound("a ^ b ^ c"), "(a Power (b Power c))");
        assert_eq!(bound("x against ref >= higher"), "((x against ref) AtLeast higher)");
        assert_eq!(bound("x = 100 % within 2 pp and y"), "((x Equal 100 % within 2 pp) And y)");
        assert_eq!(bound("20 % of x <= y"), "((20 % Of x) AtMost y)");
        assert_eq!(bound("value at 2009 - b"), "((value at 2009) Subtract b)");
        assert_eq!(bound("a is not reported or b"), "((a is true Reported) Or b)");
    }

    #[test]
    fn a_unit_takes_what_belongs_to_it_and_no_more() {
        assert_eq!(bound("70 deaths per 100_000 live_births"), "70 deaths per 100_000 live_births");
        assert_eq!(bound("1_900 ug per m3 per ppm + a"), "(1900 ug per m3 per ppm Add a)");
        assert_eq!(bound("2 t of CO2e per year and b"), "(2 t of CO2e per year And b)");
        assert_eq!(bound("324 per 100_000 inhabitants"), "324 per 100_000 inhabitants");
    }

    #[test]
    fn comparisons_do_not_chain() {
        assert_eq!(bound("a < b < c"), "comparisons do not chain");
    }

    #[test]
    fn a_bracket_belongs_to_the_span_of_its_formula() {
        let span = alone(SourceId(0), "(a + b) * c", 10).map(|expr| (expr.span.start, expr.span.end));
        assert_eq!(span, Ok((10, 21)));
    }
}
