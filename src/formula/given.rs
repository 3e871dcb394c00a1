//! What code outside of the language takes and gives: values, lists of them, records.

use super::eval::eval_in;
use super::{Context, Scope, code, gather};
use crate::model::formula::Node;
use crate::model::rules::{Body, FunctionArgument, Shape};
use crate::value::{Missing, Outcome, Value};

/// A value, several values, or values with names.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    /// A value.
    One(Value),
    /// Several values in their order.
    List(Vec<Outcome<Value>>),
    /// Fields with their names, in the order in which whoever gives them has declared them.
    Record(Vec<(Box<str>, Outcome<Given>)>),
}

impl Given {
    /// The value, if it is one.
    pub(super) fn value(self) -> Outcome<Value> {
        match self {
            Self::One(value) => Ok(value),
            _ => Err(no_value()),
        }
    }

    /// The values, if it is a list.
    pub(super) fn list(self) -> Outcome<Vec<Outcome<Value>>> {
        match self {
            Self::List(values) => Ok(values),
            _ => Err(no_value()),
        }
    }

    /// The field at a place, if it is a record.
    fn field(self, place: u16) -> Outcome<Self> {
        match self {
            Self::Record(mut fields) if usize::from(place) < fields.len() => fields.swap_remove(usize::from(place)).1,
            _ => Err(no_value()),
        }
    }
}

/// The checker lets no list and no record stand where a value is wanted.
fn no_value() -> Missing {
    Missing::failed("why_no_value")
}

/// What a call, or a field of one, gives.
///
/// # Errors
/// Why it is missing.
pub(super) fn given(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Given> {
    match node {
        Node::Apply(function, arguments) => apply(*function, arguments, scope, context),
        Node::Field(record, place) => given(record, scope, context)?.field(*place),
        other => eval_in(other, scope, context).map(Given::One),
    }
}

/// What stands for an argument, or for a field of a record.
fn argument(own: &FunctionArgument, node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Given> {
    match (&own.shape, node) {
        (Shape::One(_), node) => eval_in(node, scope, context).map(Given::One),
        (Shape::List(_), node) => gather::each(node, scope, context).map(Given::List),
        (Shape::Record(fields), Node::Record(nodes)) => {
            let each = fields.iter().zip(nodes);
            let each = each.map(|(own, node)| (own.name.as_str().into(), argument(own, node, scope, context)));
            Ok(Given::Record(each.collect()))
        }
        (Shape::Record(_), node) => given(node, scope, context),
    }
}

/// What a function of a pack gives.
fn apply(function: u16, arguments: &[Node], scope: &dyn Scope, context: &Context<'_>) -> Outcome<Given> {
    let Some(function) = scope.book().functions.get(function as usize) else {
        return Err(Missing::failed("why_no_function"));
    };
    match &function.body {
        Body::Formula(body) => {
            let arguments: Vec<Outcome<Value>> = arguments.iter().map(|node| eval_in(node, scope, context)).collect();
            eval_in(body, scope, &Context { arguments: &arguments, ..*context }).map(Given::One)
        }
        Body::Code(code) => {
            let each = function.parameters.iter().zip(arguments);
            let given = each.map(|(own, node)| argument(own, node, scope, context)).collect();
            code::called(function, code, given, scope.book())
        }
    }
}
