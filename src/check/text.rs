//! Texts with holes.

use super::Checker;
use super::scope::Env;
use super::types::Type;
use crate::model::formula::{Template, TemplatePiece};
use crate::syntax::tree::{Piece, Text};

impl Checker<'_> {
    /// A text whose holes are resolved. A hole that is broken is left out; what is wrong has been said.
    pub(super) fn template(&mut self, text: &Text, env: Env<'_>) -> Template {
        let mut pieces = Vec::with_capacity(text.pieces.len());
        for piece in &text.pieces {
            match piece {
                Piece::Literal(literal) => pieces.push(TemplatePiece::Text(literal.as_str().into())),
                Piece::Hole(expr) => {
                    let typed = self.expression(expr, env, None);
                    if typed.ty != Type::Broken {
                        pieces.push(TemplatePiece::Hole(typed.node, typed.ty.shown()));
                    }
                }
            }
        }
        Template { pieces }
    }
}
