//! Texts with holes.

use super::{Context, Scope, eval::eval_in};
use crate::model::formula::{Node, Part, PartOf, Shown, Template, TemplatePiece};
use crate::value::Value;

/// The text with its holes filled. A hole that is missing says so in words: `[not reported: walking]`, `(not set)`.
#[must_use]
pub fn fill(template: &Template, scope: &dyn Scope, context: &Context<'_>) -> String {
    if let Some(text) = template.as_plain() {
        return text.to_owned();
    }
    let mut text = String::new();
    for piece in &template.pieces {
        match piece {
            TemplatePiece::Text(words) => text.push_str(words),
            TemplatePiece::Hole(node, shown) => match (eval_in(node, scope, context), node) {
                (Ok(value), node) => text.push_str(&show(&value, node, shown, scope, context)),
                (Err(_), Node::Parameter(_)) => text.push_str(&scope.book().voice.word("not_set")),
                (Err(missing), _) => {
                    text.push('[');
                    text.push_str(&scope.book().show_missing(&missing));
                    text.push(']');
                }
            },
        }
    }
    text
}

/// A value as it is printed: that of an item in the item's own unit, any other as its expression says.
fn show(value: &Value, node: &Node, shown: &Shown, scope: &dyn Scope, context: &Context<'_>) -> String {
    let item = match node {
        Node::Part(PartOf::Item(item), Part::Value | Part::Target | Part::Start) => Some(*item),
        Node::Part(PartOf::Member, Part::Value | Part::Target | Part::Start) => context.member,
        Node::Part(PartOf::Own, Part::Value | Part::Target | Part::Start) => context.own,
        _ => None,
    };
    match item.and_then(|item| scope.book().item(item)) {
        Some(item) => scope.book().show_item_value(item, value),
        None => scope.book().show_as(value, shown),
    }
}
