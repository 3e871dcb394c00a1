//! Calls of functions that packs declare: an argument is one value, a list of them, or a record.

use super::Checker;
use super::call::{bare_set, plain_argument};
use super::expression::broken;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Gather, Node};
use crate::model::rules::{Function, FunctionArgument, Measure, Shape};
use crate::model::show::DIGITS;
use crate::source::Span;
use crate::syntax::tree::{Argument, ArgumentValue, Expr, ExprKind, Name, SetExpr};

/// An argument of a function, or a field of a record among them, as it is declared.
pub(super) struct Wanted<'f> {
    pub of: &'f Function,
    pub own: &'f FunctionArgument,
}

impl Wanted<'_> {
    /// What one value of it is.
    pub fn typed(&self) -> Typed {
        let ty = self.own.shape.measure().map_or(Type::Broken, |measure| Type::of(measure, DIGITS));
        Typed::new(Node::Year, ty, self.of.span)
    }

    pub fn other_kind(&self) -> String {
        format!("`{}` of `{}` is of another kind", self.own.name, self.of.name)
    }
}

impl Checker<'_> {
    pub(super) fn declared_call(
        &mut self,
        place: u16,
        (function, arguments): (&Name, &[Argument]),
        env: Env<'_>,
        span: Span,
    ) -> Typed {
        let Some(declared) = self.book.functions.get(place as usize).cloned() else { return broken(span) };
        let Some(given) = parted(&declared, arguments) else {
            let forms: Vec<String> = declared.parameters.iter().map(form).collect();
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            self.other_arguments(function, &forms, arguments.len());
            return broken(span);
        };
        let mut nodes = Vec::with_capacity(given.len());
        for (own, given) in declared.parameters.iter().zip(given) {
            nodes.push(self.handed(&Wanted { of: &declared, own }, given, env, span));
        }
        match nodes.into_iter().collect::<Option<Vec<Node>>>() {
            Some(nodes) => Typed::new(Node::Apply(place, nodes), Type::of_shape(&declared.result, DIGITS), span),
            None => broken(span),
        }
    }

    /// What is given for an argument, or for a field of a record.
    pub(super) fn handed(&mut self, wanted: &Wanted<'_>, given: &[Argument], env: Env<'_>, span: Span) -> Option<Node> {
        match (&wanted.own.shape, given) {
            (Shape::One(_), [only]) => self.one_value(wanted, only, env, span),
            (Shape::Record(fields), [only]) => self.record(wanted, fields, only, env, span),
            (_, given) => self.list_of_values(wanted, given, env, span),
        }
    }

    /// An argument that is one value.
    fn one_value(&mut self, wanted: &Wanted<'_>, argument: &Argument, env: Env<'_>, span: Span) -> Option<Node> {
        if let Some(expr) = plain_argument(argument) {
            return self.value_of(wanted, expr, env);
        }
        match &argument.value {
            ArgumentValue::Plain(_) | ArgumentValue::OverYears(..) | ArgumentValue::OverSpan(..)
                if argument.name.is_none() =>
            {
                self.one_value_alone(wanted, "a list", span);
            }
            _ => {
                let (name, function) = (&wanted.own.name, &wanted.of.name);
                let message = format!("`{name}` of `{function}` is a value and nothing else");
                let help = format!("write `{function}(…)` with values");
                self.report(Diagnostic::error("function::list", span, message).help(help));
            }
        }
        None
    }

    /// Says that several values stand where one is declared.
    fn one_value_alone(&mut self, wanted: &Wanted<'_>, what: &str, span: Span) {
        let (name, function) = (&wanted.own.name, &wanted.of.name);
        let unit = self.in_words(&wanted.typed().ty);
        let message = format!("`{name}` of `{function}` is one value, {unit}; this is {what}");
        let help = match what {
            "a list" => format!("make one of them, as `mean(…)` does, or declare `{name}: list of …`"),
            _ => format!("ask for one of its fields, or declare `{name}: record of (…)`"),
        };
        self.report(Diagnostic::error("function::list", span, message).help(help));
    }

    fn value_of(&mut self, wanted: &Wanted<'_>, expr: &Expr, env: Env<'_>) -> Option<Node> {
        let like = wanted.typed();
        let typed = self.shaped(expr, env, Some(&like.ty));
        self.fits(wanted, typed)
    }

    /// A value that fits into what is wanted. A band, a status and a grade go into a text by their names.
    pub(super) fn fits(&mut self, wanted: &Wanted<'_>, typed: Typed) -> Option<Node> {
        match &typed.ty {
            Type::List(_) => {
                self.one_value_alone(wanted, "a list", typed.span);
                None
            }
            Type::Record(_) => {
                self.one_value_alone(wanted, "a record", typed.span);
                None
            }
            Type::Band(_) | Type::Status | Type::Quality if wanted.own.shape.measure() == Some(&Measure::Text) => {
                Some(typed.node)
            }
            _ => self.same_kind(&wanted.typed(), &typed, &wanted.other_kind()).then_some(typed.node),
        }
    }

    /// An argument that is a list: a set, a figure over years, the members of a group, or values.
    fn list_of_values(&mut self, wanted: &Wanted<'_>, given: &[Argument], env: Env<'_>, span: Span) -> Option<Node> {
        match given {
            [only] if env.group.is_some() && super::ways::is_members(only) => self.members_of_group(wanted, env, span),
            [Argument { name: None, value: ArgumentValue::Plain(Expr { kind: ExprKind::Set(set), .. }) }] => {
                self.list_of_set(wanted, set, env)
            }
            [Argument { name: None, value: ArgumentValue::Plain(Expr { kind: ExprKind::Path(path), .. }) }]
                if bare_set(path).is_some() =>
            {
                self.list_of_set(wanted, &bare_set(path)?, env)
            }
            [
                Argument {
                    name: None,
                    value: value @ (ArgumentValue::OverYears(expr, _) | ArgumentValue::OverSpan(expr, ..)),
                },
            ] => self.list_over_years(wanted, (expr, value), env),
            [only] if plain_argument(only).is_some() => self.list_of_one(wanted, plain_argument(only)?, env),
            values if !values.is_empty() && values.iter().all(|value| plain_argument(value).is_some()) => {
                let nodes: Vec<Option<Node>> =
                    values.iter().filter_map(plain_argument).map(|expr| self.value_of(wanted, expr, env)).collect();
                Some(Node::OverList(Gather::Each, nodes.into_iter().collect::<Option<_>>()?))
            }
            _ => {
                let (name, function) = (&wanted.own.name, &wanted.of.name);
                let message = format!("`{name}` of `{function}` is a list: one set, one figure over years, or values");
                let help =
                    format!("write `{function}(points of x)`, `{function}(x over 5 years)` or `{function}(a, b)`");
                self.report(Diagnostic::error("function::list", span, message).help(help));
                None
            }
        }
    }

    /// The list that another function gives; else a list of one value.
    fn list_of_one(&mut self, wanted: &Wanted<'_>, expr: &Expr, env: Env<'_>) -> Option<Node> {
        let like = wanted.typed();
        let typed = self.shaped(expr, env, Some(&like.ty));
        match typed.ty {
            Type::List(each) => {
                let of_list = Typed::new(typed.node, *each, typed.span);
                self.same_kind(&like, &of_list, &wanted.other_kind()).then_some(of_list.node)
            }
            _ => Some(Node::OverList(Gather::Each, vec![self.fits(wanted, typed)?])),
        }
    }

    fn list_of_set(&mut self, wanted: &Wanted<'_>, set: &SetExpr, env: Env<'_>) -> Option<Node> {
        let (like, span) = (wanted.typed(), set.span);
        let set = self.set(set, env)?;
        for member in &set.members {
            let typed = self.item_value(*member, span);
            let name = self.book.item_name(*member).to_owned();
            let what = format!("`{name}` does not fit into `{}` of `{}`", wanted.own.name, wanted.of.name);
            if !self.same_kind(&like, &typed, &what) {
                return None;
            }
        }
        Some(Node::Over(Gather::Each, Box::new(set)))
    }

    fn list_over_years(
        &mut self,
        wanted: &Wanted<'_>,
        (expr, over): (&Expr, &ArgumentValue),
        env: Env<'_>,
    ) -> Option<Node> {
        let (first, last) = self.years_of(over, env);
        let like = wanted.typed();
        let typed = self.expression(expr, env, Some(&like.ty));
        if !self.same_kind(&like, &typed, &wanted.other_kind()) || !self.has_years(&typed) {
            return None;
        }
        let (first, last) = (Box::new(first), Box::new(last));
        Some(Node::OverYears { gather: Gather::Each, node: Box::new(typed.node), first, last })
    }

    /// `spread(members)` in the own formula of a roll-up.
    fn members_of_group(&mut self, wanted: &Wanted<'_>, env: Env<'_>, span: Span) -> Option<Node> {
        let members = env.group.and_then(|group| group.members.clone())?;
        let typed = Typed::new(Node::Members, members, span);
        self.same_kind(&wanted.typed(), &typed, &wanted.other_kind()).then_some(typed.node)
    }
}

/// How an argument is written in a call.
pub(super) fn form(own: &FunctionArgument) -> String {
    match &own.shape {
        Shape::One(_) | Shape::List(_) => own.name.clone(),
        Shape::Record(fields) => format!("record({})", fields_of(fields)),
    }
}

/// `car: …, bus: …`
pub(super) fn fields_of(fields: &[FunctionArgument]) -> String {
    fields.iter().map(|own| format!("{}: …", own.name)).collect::<Vec<_>>().join(", ")
}

/// Which arguments are for which of those that are declared: where the last of them is a list, it takes all that are left.
fn parted<'a>(declared: &Function, arguments: &'a [Argument]) -> Option<Vec<&'a [Argument]>> {
    let count = declared.parameters.len();
    let rest = declared.parameters.last().is_some_and(|own| matches!(own.shape, Shape::List(_)));
    if arguments.len() < count || (arguments.len() > count && !rest) {
        return None;
    }
    let (each, rest) = arguments.split_at_checked(count.saturating_sub(1))?;
    let last = (count > 0).then_some(rest);
    Some(each.chunks(1).chain(last).collect())
}
