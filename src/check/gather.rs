//! Functions over sets, lists and years.

use super::Checker;
use super::call::{bare_set, plain_argument};
use super::expression::broken;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Gather, Node, YearBound};
use crate::source::Span;
use crate::syntax::tree::{Argument, ArgumentValue, Expr, ExprKind, Name, SetExpr};

/// What they make, by their words.
pub(super) const GATHERS: &[(&str, Gather)] = &[
    ("sum", Gather::Sum),
    ("mean", Gather::Mean),
    ("min", Gather::Min),
    ("max", Gather::Max),
    ("median", Gather::Median),
    ("count", Gather::Count),
    ("list", Gather::List),
    ("growth", Gather::Growth),
];

impl Checker<'_> {
    pub(super) fn gather(
        &mut self,
        gather: Gather,
        function: &Name,
        arguments: &[Argument],
        env: Env<'_>,
        span: Span,
    ) -> Typed {
        if let [Argument { name: None, value: ArgumentValue::Plain(Expr { kind: ExprKind::Path(path), .. }) }] =
            arguments
            && let Some(set) = bare_set(path)
        {
            return self.gather_set(gather, &set, env, span);
        }
        match arguments {
            [Argument { name: None, value: ArgumentValue::Plain(Expr { kind: ExprKind::Set(set), .. }) }] => {
                self.gather_set(gather, set, env, span)
            }
            [
                Argument {
                    name: None,
                    value: value @ (ArgumentValue::OverYears(expr, _) | ArgumentValue::OverSpan(expr, ..)),
                },
            ] => {
                let years = self.years_of(value, env);
                self.gather_years(gather, expr, years, env, span)
            }
            list if !list.is_empty() && list.iter().all(|argument| plain_argument(argument).is_some()) => {
                self.gather_list(gather, function, list, env, span)
            }
            _ => {
                let name = &function.text;
                let message = format!("`{name}` takes a set, a list, or a figure over years");
                let help = format!("write `{name}(points of x)`, `{name}(a, b)` or `{name}(x over 5 years)`");
                self.report(Diagnostic::error("function::arguments", span, message).help(help));
                broken(span)
            }
        }
    }

    /// The first and the last year of `over`.
    pub(super) fn years_of(&mut self, value: &ArgumentValue, env: Env<'_>) -> (YearBound, YearBound) {
        match value {
            ArgumentValue::OverYears(_, years) => {
                let back = i32::try_from(*years).unwrap_or(i32::MAX).saturating_sub(1).max(0);
                (YearBound::Before(back), YearBound::Before(0))
            }
            ArgumentValue::OverSpan(_, first, last) => {
                let first = self.expression(first, env, None);
                let last = self.expression(last, env, None);
                (YearBound::Of(first.node), YearBound::Of(last.node))
            }
            _ => (YearBound::Before(0), YearBound::Before(0)),
        }
    }

    fn gather_set(&mut self, gather: Gather, set: &SetExpr, env: Env<'_>, span: Span) -> Typed {
        let Some(set) = self.set(set, env) else { return broken(span) };
        let like = self.all_alike(&set.members).map(|id| self.item_value(id, span));
        let ty = match (gather, like) {
            (Gather::Count, _) => Type::plain(),
            (Gather::List, _) => Type::Text,
            (Gather::Growth, _) => {
                let message = "`growth` takes a figure over years";
                self.report(
                    Diagnostic::error("function::arguments", span, message).help("write `growth(x over 5 years)`"),
                );
                return broken(span);
            }
            (_, Some(Typed { ty: Type::Number(unit, digits), .. })) => Type::Number(unit, digits),
            _ => {
                let message = "the members of this set are not of one kind";
                let help = "take members that share a unit, or use `count` or `list`";
                self.report(Diagnostic::error("set::kinds", set.span, message).help(help));
                return broken(span);
            }
        };
        Typed::new(Node::Over(gather, Box::new(set)), ty, span)
    }

    fn gather_years(
        &mut self,
        gather: Gather,
        expr: &Expr,
        (first, last): (YearBound, YearBound),
        env: Env<'_>,
        span: Span,
    ) -> Typed {
        let typed = self.expression(expr, env, None);
        if !self.expect_number(&typed, "over years only numbers can be taken together") || !self.has_years(&typed) {
            return broken(span);
        }
        let ty = match gather {
            Gather::Count => Type::plain(),
            Gather::Growth => Type::share(),
            Gather::List => {
                let message = "`list` takes a set";
                self.report(Diagnostic::error("function::arguments", span, message).help("write `list(kpis where …)`"));
                return broken(span);
            }
            _ => typed.ty,
        };
        let node = Node::OverYears { gather, node: Box::new(typed.node), first: Box::new(first), last: Box::new(last) };
        Typed::new(node, ty, span)
    }

    fn gather_list(&mut self, gather: Gather, function: &Name, list: &[Argument], env: Env<'_>, span: Span) -> Typed {
        if let [only] = list
            && let Some(given) = plain_argument(only).filter(|expr| is_given(expr))
        {
            let typed = self.shaped(given, env, None);
            return match typed.ty {
                Type::List(each) => self.gather_given(gather, function, (typed.node, *each), span),
                Type::Record(_) => {
                    self.no_value(&typed);
                    broken(span)
                }
                _ => self.gather_values(gather, function, &[typed], span),
            };
        }
        let typed: Vec<Typed> =
            list.iter().filter_map(plain_argument).map(|expr| self.expression(expr, env, None)).collect();
        self.gather_values(gather, function, &typed, span)
    }

    fn gather_values(&mut self, gather: Gather, function: &Name, typed: &[Typed], span: Span) -> Typed {
        if matches!(gather, Gather::List | Gather::Growth | Gather::Count) {
            let message = format!("`{}` takes a set", function.text);
            let help = format!("write for example `{}(kpis where status = not_reported)`", function.text);
            self.report(Diagnostic::error("function::arguments", function.span, message).help(help));
            return broken(span);
        }
        let why = format!("`{}` needs numbers", function.text);
        let Some(first) = typed.first().cloned() else { return broken(span) };
        for argument in typed {
            let what = format!("the arguments of `{}` are of one kind", function.text);
            if !self.expect_number(argument, &why) || !self.same_kind(&first, argument, &what) {
                return broken(span);
            }
        }
        Typed::new(Node::OverList(gather, typed.iter().map(|argument| argument.node.clone()).collect()), first.ty, span)
    }

    /// A function over the list that a function of a pack gives.
    fn gather_given(&mut self, gather: Gather, function: &Name, (list, each): (Node, Type), span: Span) -> Typed {
        let name = &function.text;
        let ty = match (gather, each) {
            (Gather::Count, _) => Type::plain(),
            (Gather::List, Type::Choice(_) | Type::Text) => Type::Text,
            (Gather::Sum | Gather::Mean | Gather::Min | Gather::Max | Gather::Median, each @ Type::Number(..)) => each,
            (_, Type::Broken) => return broken(span),
            (gather, each) => {
                let words = self.in_words(&each);
                let message = format!("`{name}` makes nothing of such a list: each is {words}");
                let help = match (gather, &each) {
                    (Gather::Growth, _) => "write `growth(x over 5 years)`",
                    (_, Type::Number(..)) => "take `sum`, `mean`, `median`, `min`, `max` or `count`",
                    (_, Type::YesNo) => "take `count`, or let the script give a number",
                    _ => "take `count`, or in a text `list`",
                };
                self.report(Diagnostic::error("function::kind", span, message).help(help));
                return broken(span);
            }
        };
        Typed::new(Node::OverGiven(gather, Box::new(list)), ty, span)
    }
}

/// Whether an expression may be what a function of a pack gives: a call, or a field of one.
fn is_given(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Call { .. } | ExprKind::Field { .. })
}
