//! Records as arguments: `record(car: …, bus: …)`, the members of a set by their names, and what another function gives.

use super::Checker;
use super::call::bare_set;
use super::declared::{Wanted, fields_of};
use super::scope::Env;
use super::shape::no_field;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::Node;
use crate::model::rules::FunctionArgument;
use crate::model::show::DIGITS;
use crate::source::{Span, nearest};
use crate::syntax::tree::{Argument, ArgumentValue, ExprKind, Name, SetExpr};
use crate::value::ItemId;

/// The word for a record in a formula.
pub(super) const RECORD: &str = "record";

impl Checker<'_> {
    /// An argument that is a record.
    pub(super) fn record(
        &mut self,
        wanted: &Wanted<'_>,
        fields: &[FunctionArgument],
        given: &Argument,
        env: Env<'_>,
        span: Span,
    ) -> Option<Node> {
        let Argument { name: None, value: ArgumentValue::Plain(expr) } = given else {
            return self.not_a_record(wanted, fields, "a list", span);
        };
        if let ExprKind::Path(path) = &expr.kind
            && let Some(set) = bare_set(path)
        {
            return self.record_of_set(wanted, fields, &set, env);
        }
        match &expr.kind {
            ExprKind::Set(set) => self.record_of_set(wanted, fields, set, env),
            ExprKind::Call { function, arguments } if function.text == RECORD && !self.is_own(RECORD) => {
                self.record_of_fields(wanted, fields, (function, arguments), env)
            }
            _ => {
                let typed = self.shaped(expr, env, None);
                match &typed.ty {
                    Type::Broken => None,
                    Type::Record(own) => self.same_fields(wanted, fields, own, typed.span).then_some(typed.node),
                    other => {
                        let words = self.in_words(other);
                        self.not_a_record(wanted, fields, &words, expr.span)
                    }
                }
            }
        }
    }

    fn not_a_record(
        &mut self,
        wanted: &Wanted<'_>,
        fields: &[FunctionArgument],
        words: &str,
        span: Span,
    ) -> Option<Node> {
        let message = format!("`{}` of `{}` is a record; this is {words}", wanted.own.name, wanted.of.name);
        let help = format!("write `record({})`, or a set whose members have these names", fields_of(fields));
        self.report(Diagnostic::error("function::record", span, message).help(help));
        None
    }

    /// `record(car: x, bus: y)`: each field once.
    fn record_of_fields(
        &mut self,
        wanted: &Wanted<'_>,
        fields: &[FunctionArgument],
        (function, arguments): (&Name, &[Argument]),
        env: Env<'_>,
    ) -> Option<Node> {
        let known = || fields.iter().map(|own| own.name.as_str());
        let mut whole = true;
        for argument in arguments {
            match &argument.name {
                Some(name) if known().any(|own| own == name.text) => {}
                Some(name) => {
                    let finding = no_field(name, known(), &format!("`{}` of `{}`", wanted.own.name, wanted.of.name));
                    self.report(finding);
                    whole = false;
                }
                None => {
                    let message = "each field of a record has its name before it";
                    let help = format!("write `record({})`", fields_of(fields));
                    self.report(Diagnostic::error("function::record", function.span, message).help(help));
                    return None;
                }
            }
        }
        let mut nodes = Vec::with_capacity(fields.len());
        for own in fields {
            let named = |argument: &&Argument| argument.name.as_ref().is_some_and(|name| name.text == own.name);
            let mut given = arguments.iter().filter(named);
            let Some(first) = given.next() else {
                if whole {
                    self.lacks(wanted, &own.name, function.span);
                }
                whole = false;
                continue;
            };
            if let Some(name) = given.next().and_then(|again| again.name.as_ref()) {
                let message = format!("`{}` stands twice in this record", own.name);
                self.report(Diagnostic::error("function::record", name.span, message).help("take one away"));
                whole = false;
            }
            let value = Argument { name: None, value: first.value.clone() };
            let place = first.name.as_ref().map_or(function.span, |name| name.span);
            nodes.push(self.handed(&Wanted { of: wanted.of, own }, &[value], env, place));
        }
        let nodes = nodes.into_iter().collect::<Option<Vec<Node>>>()?;
        whole.then_some(Node::Record(nodes))
    }

    /// Says that a field is left out.
    fn lacks(&mut self, wanted: &Wanted<'_>, field: &str, span: Span) {
        let message = format!("`{field}` of `{}` is left out", wanted.own.name);
        let help = format!("write `{field}: …` into the record");
        self.report(Diagnostic::error("function::record", span, message).help(help));
    }

    /// The members of a set, by the names under which their KPI knows them.
    fn record_of_set(
        &mut self,
        wanted: &Wanted<'_>,
        fields: &[FunctionArgument],
        written: &SetExpr,
        env: Env<'_>,
    ) -> Option<Node> {
        if written.reported || written.condition.is_some() {
            let message = "a record has all of its fields: this set leaves some out";
            let help = "take `reported` and `where …` away; a script that `takes missing` can ask each field";
            self.report(Diagnostic::error("function::record", written.span, message).help(help));
            return None;
        }
        let members = self.set(written, env)?.members;
        let names: Vec<String> = members.iter().map(|id| self.short_name(*id)).collect();
        let declared = |name: &str| fields.iter().any(|own| own.name == name);
        let more: Vec<&str> = names.iter().map(String::as_str).filter(|name| !declared(name)).collect();
        let less: Vec<&str> =
            fields.iter().map(|own| own.name.as_str()).filter(|name| !names.iter().any(|own| own == name)).collect();
        if !more.is_empty() || !less.is_empty() {
            self.other_names(wanted, fields, ("set", "member"), (&more, &less), written.span);
            return None;
        }
        let mut nodes = Vec::with_capacity(fields.len());
        for own in fields {
            let member = names.iter().zip(&members).find(|(name, _)| **name == own.name).map(|(_, id)| *id)?;
            let typed = self.item_value(member, written.span);
            if own.shape.is_one() {
                nodes.push(self.fits(&Wanted { of: wanted.of, own }, typed));
            } else {
                let words = self.in_words(&typed.ty);
                let message = format!("the member `{}` is {words}, and that field is no single value", own.name);
                let help = format!("write `record({})`", fields_of(fields));
                self.report(Diagnostic::error("function::record", written.span, message).help(help));
                return None;
            }
        }
        nodes.into_iter().collect::<Option<Vec<Node>>>().map(Node::Record)
    }

    /// Says which members and which fields have no counterpart.
    fn other_names(
        &mut self,
        wanted: &Wanted<'_>,
        fields: &[FunctionArgument],
        (given, part): (&str, &str),
        (more, less): (&[&str], &[&str]),
        span: Span,
    ) {
        let record = format!("`{}` of `{}`", wanted.own.name, wanted.of.name);
        let message = match (more, less) {
            ([], less) => format!("{record} has {}, and the {given} has no such {part}", listed("field", less)),
            (more, []) => format!("the {given} has {}, and {record} has no such field", listed(part, more)),
            (more, less) => {
                let (more, less) = (listed(part, more), listed("field", less));
                format!("the {given} has {more}, and {record} wants {less} instead")
            }
        };
        let near = less.first().and_then(|field| nearest(field, more.iter().copied()));
        let help = match (near, less.first()) {
            (Some(near), Some(field)) => format!("`{field}` and `{near}` have to be one name"),
            _ => format!("write `record({})` to pick them one by one", fields_of(fields)),
        };
        self.report(Diagnostic::error("function::record", span, message).help(help));
    }

    /// The name of an item within the one that it belongs to.
    fn short_name(&self, id: ItemId) -> String {
        let Some(item) = self.book.item(id) else { return String::new() };
        let parent = item.parent.map_or("", |parent| self.book.item_name(parent));
        let inside = item.name.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.'));
        inside.unwrap_or(&item.name).to_owned()
    }

    /// Whether a record that a function gives has the fields that are wanted, and no others, each of the same kind.
    fn same_fields(
        &mut self,
        wanted: &Wanted<'_>,
        fields: &[FunctionArgument],
        own: &[(String, Type)],
        span: Span,
    ) -> bool {
        let given: Vec<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
        let declared: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let more: Vec<&str> = given.iter().copied().filter(|name| !declared.contains(name)).collect();
        let less: Vec<&str> = declared.iter().copied().filter(|name| !given.contains(name)).collect();
        if !more.is_empty() || !less.is_empty() {
            self.other_names(wanted, fields, ("record", "field"), (&more, &less), span);
            return false;
        }
        fields.iter().all(|field| {
            let like = Typed::new(Node::Year, Type::of_shape(&field.shape, DIGITS), wanted.of.span);
            let Some((_, ty)) = own.iter().find(|(name, _)| *name == field.name) else { return false };
            let what = format!("`{}` of this record is of another kind", field.name);
            match (&like.ty, ty) {
                (Type::List(one), Type::List(other)) => {
                    let (one, other) = (one.as_ref().clone(), other.as_ref().clone());
                    let (one, other) = (Typed { ty: one, ..like.clone() }, Typed::new(Node::Year, other, span));
                    self.same_kind(&one, &other, &what)
                }
                (Type::Record(_), Type::Record(other)) => self.same_fields(wanted, field.shape.fields(), other, span),
                _ => self.same_kind(&like, &Typed::new(Node::Year, ty.clone(), span), &what),
            }
        })
    }
}

/// `the field car`, `the fields car, bus`
fn listed(what: &str, names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("the {what}{} {}", if names.len() == 1 { "" } else { "s" }, names.join(", "))
}
