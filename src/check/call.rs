//! Calls: the language's own functions, the table of built-ins, and what packs declare.

use super::expression::broken;
use super::gather::GATHERS;
use super::scope::Env;
use super::types::{Type, Typed};
use super::{Checker, Named};
use crate::builtin::{self, Signature};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, Part, PartOf};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Argument, ArgumentValue, Expr, ExprKind, Name, Path, SetExpr};

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
        if function.text == super::record::RECORD {
            let message = "a record is an argument of a function that declares `record of (…)`";
            let help = "hand it over: `f(record(a: …, b: …))`";
            self.report(Diagnostic::error("function::record", function.span, message).help(help));
            return;
        }
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
        let message = format!("`{}` takes {}, here {}", function.text, counted(names.len()), are(given));
        let help = format!("write `{}({})`", function.text, names.join(", "));
        self.report(Diagnostic::error("function::arguments", function.span, message).help(help));
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

/// `1 argument`, `2 arguments`
pub(super) fn counted(count: usize) -> String {
    if count == 1 { "1 argument".to_owned() } else { format!("{count} arguments") }
}

/// `is 1`, `are 2`
fn are(count: usize) -> String {
    if count == 1 { "is 1".to_owned() } else { format!("are {count}") }
}
