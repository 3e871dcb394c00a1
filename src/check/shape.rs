//! What functions take and give: values, lists and records; and what a formula asks of a list or a record.

use super::Checker;
use super::expression::broken;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::Node;
use crate::model::rules::{FunctionArgument, Measure, Shape};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Expr, FunctionArgument as Written, Name, ShapeSpec};

impl Checker<'_> {
    /// What a function takes or gives.
    pub(super) fn shape(&mut self, written: &ShapeSpec) -> Shape {
        match written {
            ShapeSpec::One(unit) => Shape::One(self.measure(unit).unwrap_or(Measure::Text)),
            ShapeSpec::List(unit) => Shape::List(self.measure(unit).unwrap_or(Measure::Text)),
            ShapeSpec::Record(fields) => Shape::Record(self.named_shapes(fields)),
        }
    }

    /// Arguments, or the fields of a record: each has a name of its own.
    pub(super) fn named_shapes(&mut self, written: &[Written]) -> Vec<FunctionArgument> {
        let mut all: Vec<FunctionArgument> = Vec::with_capacity(written.len());
        for own in written {
            let shape = self.shape(&own.shape);
            let name = &own.name;
            if all.iter().any(|other| other.name == name.text) {
                let message = format!("there are two `{}` here", name.text);
                self.report(Diagnostic::error("function::twice", name.span, message).help("give one another name"));
            }
            all.push(FunctionArgument { name: name.text.clone(), shape });
        }
        all
    }

    /// `split(x).share`
    pub(super) fn field(&mut self, record: &Expr, name: &Name, env: Env<'_>, span: Span) -> Typed {
        let typed = self.shaped(record, env, None);
        let Type::Record(fields) = &typed.ty else {
            if !typed.ty.is_broken() {
                let words = self.in_words(&typed.ty);
                let message = format!("only a record has fields; this is {words}");
                let help = format!("take `.{}` away, or let the function give `record of (…)`", name.text);
                self.report(Diagnostic::error("function::field", name.span, message).help(help));
            }
            return broken(span);
        };
        let found = fields.iter().position(|(own, _)| *own == name.text);
        match found.and_then(|place| Some((u16::try_from(place).ok()?, fields.get(place)?))) {
            Some((place, (_, ty))) => Typed::new(Node::Field(Box::new(typed.node), place), ty.clone(), span),
            None => {
                let known = fields.iter().map(|(own, _)| own.as_str());
                let finding = no_field(name, known, "the record");
                self.report(finding);
                broken(span)
            }
        }
    }

    /// Says that a list or a record stands where a formula takes a value.
    pub(super) fn no_value(&mut self, typed: &Typed) {
        let written = self.written(typed.span);
        let (what, help) = match &typed.ty {
            Type::Record(fields) => {
                let first = fields.first().map_or("field", |(name, _)| name.as_str());
                ("a record", format!("ask for one of its fields: `{written}.{first}`"))
            }
            _ => ("a list", format!("make one value of it, as `sum({written})`, `max(…)` and `count(…)` do")),
        };
        let message = format!("a formula takes one value here; this is {what}");
        let words = self.in_words(&typed.ty);
        self.report(Diagnostic::error("function::list", typed.span, message).here(words).help(help));
    }
}

impl Checker<'_> {
    /// How something is written, where it is short enough to be said again.
    pub(super) fn written(&self, span: Span) -> &str {
        let text = self.sources.text(span);
        if text.is_empty() || text.contains('\n') || text.len() > 60 { "…" } else { text }
    }
}

/// A field that a record has not.
pub(super) fn no_field<'n>(name: &Name, known: impl Iterator<Item = &'n str> + Clone, of: &str) -> Diagnostic {
    let help = match nearest(&name.text, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {}", known.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    };
    Diagnostic::error("function::field", name.span, format!("{of} has no `{}`", name.text)).help(help)
}
