//! Calls: the language's own functions, the table of built-ins, and what packs declare.

use super::expression::broken;
use super::scope::Env;
use super::types::{Type, Typed};
use super::{Checker, Named};
use crate::builtin::{self, Signature};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Gather, Node, Part, PartOf, YearBound};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Argument, ArgumentValue, Expr, ExprKind, Name, Path, SetExpr};

/// Functions over sets, lists and years.
const GATHERS: &[(&str, Gather)] = &[
    ("sum", Gather::Sum),
    ("mean", Gather::Mean),
    ("min", Gather::Min),
    ("max", Gather::Max),
    ("median", Gather::Median),
    ("count", Gather::Count),
    ("list", Gather::List),
    ("growth", Gather::Growth),
];

/// Functions that take a part of an item or of a group.
const PART_CALLS: &[&str] = &["band", "score", "points", "coverage"];

impl Checker<'_> {
    /// `f(x, y)`
    pub(super) fn call(&mut self, function: &Name, arguments: &[Argument], env: Env<'_>, span: Span) -> Typed {
        let name = function.text.as_str();
        if let Some(grouped) = env.group
            && arguments.first().is_some_and(super::ways::is_members)
            && !self.is_own(name)
        {
            return self.over_members(grouped, function, arguments, span);
        }
        if PART_CALLS.contains(&name) {
            return self.part_call(function, arguments, env, span);
        }
        if let Some((_, gather)) = GATHERS.iter().find(|(word, _)| *word == name) {
            return self.gather(*gather, function, arguments, env, span);
        }
        if name == "steps" && !self.is_own(name) {
            return self.steps(function, arguments, env, span);
        }
        if name == "share_of_target" {
            return self.share_of_target(function, arguments, env, span);
        }
        if let Some((place, row)) = builtin::find_looking(name) {
            return self.look(place, row, (function, arguments), env, span);
        }
        if let Some((place, row)) = builtin::find(name) {
            return self.builtin_call(place, row, (function, arguments), env, span);
        }
        if let Some((Named::Function(place), _)) = self.names.get(name).copied() {
            return self.declared_call(place, (function, arguments), env, span);
        }
        self.unknown_function(function);
        broken(span)
    }

    fn unknown_function(&mut self, function: &Name) {
        let own = self.book.functions.iter().map(|function| function.name.as_str());
        let known = builtin::BUILTINS.iter().map(|row| row.name).chain(PART_CALLS.iter().copied());
        let known = known.chain(builtin::LOOKING.iter().map(|row| row.name));
        let known = known.chain(GATHERS.iter().map(|(word, _)| *word)).chain(["share_of_target", "steps"]).chain(own);
        let help = match nearest(&function.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`yardstick list functions` shows all functions".to_owned(),
        };
        let message = format!("there is no function `{}`", function.text);
        self.report(Diagnostic::error("function::unknown", function.span, message).help(help));
    }

    /// `band(x)`, `score(dimension: society)`, `band(x in scale)`
    fn part_call(&mut self, function: &Name, arguments: &[Argument], env: Env<'_>, span: Span) -> Typed {
        let Some(part) = super::path::part_of_word(&function.text) else { return broken(span) };
        if arguments.iter().all(|argument| argument.name.is_some()) && !arguments.is_empty() {
            return self.group_of(part, None, arguments, span);
        }
        if let [first, rest @ ..] = arguments
            && !rest.is_empty()
            && rest.iter().all(|argument| argument.name.is_some())
            && let Some(rollup) = self.named_rollup(first)
        {
            return self.group_of(part, Some(rollup), rest, span);
        }
        match arguments {
            [Argument { name: None, value: ArgumentValue::In(expr, scale) }] if part == Part::Band => {
                self.band_in(expr, scale, env, span)
            }
            [Argument { name: None, value: ArgumentValue::Plain(Expr { kind: ExprKind::Path(path), .. }) }] => {
                if let Some((id, [])) = self.item_path(&path.parts, env.own) {
                    return self.part_typed(PartOf::Item(id), part, span);
                }
                match path.parts.as_slice() {
                    [one] if env.loop_name == Some(one.text.as_str()) => self.part_typed(PartOf::Member, part, span),
                    [one] if matches!(self.names.get(&one.text), Some((Named::Rollup(_), _))) => {
                        let Some((Named::Rollup(rollup), _)) = self.names.get(&one.text).copied() else {
                            return broken(span);
                        };
                        if !self.is_total(rollup, span) {
                            return broken(span);
                        }
                        self.part_typed(PartOf::Group { rollup, key: Vec::new() }, part, span)
                    }
                    _ => {
                        self.unknown_name(path, env);
                        broken(span)
                    }
                }
            }
            _ => {
                let name = &function.text;
                let message = format!("`{name}` takes one KPI, point or group");
                let help = format!("write `{name}(water_supply_loss)` or `{name}(dimension: society)`");
                self.report(Diagnostic::error("function::arguments", span, message).help(help));
                broken(span)
            }
        }
    }

    fn band_in(&mut self, expr: &Expr, scale: &Name, env: Env<'_>, span: Span) -> Typed {
        let typed = self.expression(expr, env, None);
        let Some(place) = self.scale_place(scale) else { return broken(span) };
        if typed.ty.is_broken() {
            return broken(span);
        }
        Typed::new(Node::BandIn(Box::new(typed.node), place), Type::Band(Some(place)), span)
    }

    /// The place of a named scale; says so if there is none.
    pub(super) fn scale_place(&mut self, scale: &Name) -> Option<u16> {
        let known = self.book.scales.iter().map(|scale| scale.name.as_str());
        if let Some(place) = known.clone().position(|name| name == scale.text) {
            return u16::try_from(place).ok();
        }
        let help = match nearest(&scale.text, known.clone().filter(|name| !name.contains(' '))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare it: `bands NAME { … }`".to_owned(),
        };
        let message = format!("there is no scale of bands `{}`", scale.text);
        self.report(Diagnostic::error("bands::unknown", scale.span, message).help(help));
        None
    }

    fn share_of_target(&mut self, function: &Name, arguments: &[Argument], env: Env<'_>, span: Span) -> Typed {
        let plain: Vec<&Expr> = arguments.iter().filter_map(plain_argument).collect();
        let against = |word| plain.get(1).is_some_and(|expr| is_name(expr, word));
        let required = against("required");
        if let ([value, _], true) = (plain.as_slice(), required || against("target")) {
            let typed = self.expression(value, env, None);
            if typed.ty.is_broken() {
                return broken(span);
            }
            let value = Box::new(typed.node);
            let node = if required { Node::ShareOfRequired(value) } else { Node::ShareOfTarget(value) };
            return Typed::new(node, Type::share(), span);
        }
        let message = "`share_of_target` takes a value, and `target` or `required`";
        let help = "write `share_of_target(value, target)`";
        self.report(Diagnostic::error("function::arguments", function.span, message).help(help));
        broken(span)
    }

    fn builtin_call(
        &mut self,
        place: u16,
        row: &builtin::Builtin,
        (function, arguments): (&Name, &[Argument]),
        env: Env<'_>,
        span: Span,
    ) -> Typed {
        let Some(typed) = self.plain_arguments(function, arguments, row.arguments, env) else {
            return broken(span);
        };
        let why = format!("`{}` needs numbers", row.name);
        for argument in &typed {
            if !self.expect_number(argument, &why) {
                return broken(span);
            }
        }
        let Some((first, rest)) = typed.split_first() else { return broken(span) };
        let fits = match row.signature {
            Signature::Plain => self.plain_kind(first, row.name),
            Signature::Same | Signature::Share => {
                let what = format!("the arguments of `{}` are of one kind", row.name);
                rest.iter().all(|other| self.same_kind(first, other, &what))
            }
            Signature::Scaled => {
                let what = format!("both ends of `{}` are of one kind", row.name);
                let ends = rest.first().zip(rest.last());
                self.plain_kind(first, row.name) && ends.is_some_and(|(one, other)| self.same_kind(one, other, &what))
            }
        };
        if !fits {
            return broken(span);
        }
        let ty = match row.signature {
            Signature::Plain => Type::plain(),
            Signature::Same => first.ty.clone(),
            Signature::Share => Type::share(),
            Signature::Scaled => rest.first().map_or_else(Type::plain, |end| end.ty.clone()),
        };
        Typed::new(Node::Call(place, typed.into_iter().map(|argument| argument.node).collect()), ty, span)
    }

    fn plain_kind(&mut self, typed: &Typed, name: &str) -> bool {
        let plain = typed.ty.kind().is_some_and(crate::unit::Kind::is_none);
        if !plain {
            let words = self.in_words(&typed.ty);
            let message = format!("`{name}` takes a plain number; this is {words}");
            self.report(
                Diagnostic::error("function::kind", typed.span, message)
                    .help("divide it by a quantity of its own kind first"),
            );
        }
        plain
    }

    fn plain_arguments(
        &mut self,
        function: &Name,
        arguments: &[Argument],
        names: &[&str],
        env: Env<'_>,
    ) -> Option<Vec<Typed>> {
        let plain: Vec<&Expr> = arguments.iter().filter_map(plain_argument).collect();
        if plain.len() != names.len() || arguments.len() != names.len() {
            self.other_arguments(function, names, arguments.len());
            return None;
        }
        Some(plain.into_iter().map(|expr| self.expression(expr, env, None)).collect())
    }

    /// Says how many arguments a function takes.
    pub(super) fn other_arguments(&mut self, function: &Name, names: &[&str], given: usize) {
        let message = format!("`{}` takes {} arguments, here are {given}", function.text, names.len());
        let help = format!("write `{}({})`", function.text, names.join(", "));
        self.report(Diagnostic::error("function::arguments", function.span, message).help(help));
    }

    fn gather(&mut self, gather: Gather, function: &Name, arguments: &[Argument], env: Env<'_>, span: Span) -> Typed {
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
        if matches!(gather, Gather::List | Gather::Growth | Gather::Count) {
            let message = format!("`{}` takes a set", function.text);
            let help = format!("write for example `{}(kpis where status = not_reported)`", function.text);
            self.report(Diagnostic::error("function::arguments", function.span, message).help(help));
            return broken(span);
        }
        let typed: Vec<Typed> =
            list.iter().filter_map(plain_argument).map(|expr| self.expression(expr, env, None)).collect();
        let why = format!("`{}` needs numbers", function.text);
        let Some(first) = typed.first().cloned() else { return broken(span) };
        for argument in &typed {
            let what = format!("the arguments of `{}` are of one kind", function.text);
            if !self.expect_number(argument, &why) || !self.same_kind(&first, argument, &what) {
                return broken(span);
            }
        }
        Typed::new(Node::OverList(gather, typed.into_iter().map(|argument| argument.node).collect()), first.ty, span)
    }
}

/// `count(points)`: the name of a set on its own.
pub(super) fn bare_set(path: &Path) -> Option<SetExpr> {
    match path.parts.as_slice() {
        [name] if matches!(name.text.as_str(), "points" | "inputs") => {
            Some(SetExpr { reported: false, members: name.clone(), of: None, condition: None, span: path.span })
        }
        _ => None,
    }
}

pub(super) fn plain_argument(argument: &Argument) -> Option<&Expr> {
    match argument {
        Argument { name: None, value: ArgumentValue::Plain(expr) } if !matches!(expr.kind, ExprKind::Set(_)) => {
            Some(expr)
        }
        _ => None,
    }
}

fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, ExprKind::Path(path) if path.parts.len() == 1 && path.parts.iter().all(|part| part.text == name))
}
