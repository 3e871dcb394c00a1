//! Texts with holes.

use super::{Context, Scope, eval::eval_in};
use crate::model::formula::{Node, Template, TemplatePiece};

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
                (Ok(value), _) => text.push_str(&scope.book().show_as(&value, shown)),
                (Err(_), Node::Parameter(_)) => text.push_str("(not set)"),
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
