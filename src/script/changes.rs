//! Which variables of a script are changed after they were made: of those, less can be told before it runs.

use std::collections::BTreeSet;

use rhai::{ASTNode, Expr, Stmt, StmtBlock};

use super::sort::Sort;

/// Whether a loop is left with `break`, which may give a value.
pub(super) fn breaks(body: &StmtBlock) -> bool {
    let mut found = false;
    for statement in body.statements() {
        statement.walk(&mut Vec::new(), &mut |path| {
            found |= matches!(path.last(), Some(ASTNode::Stmt(Stmt::BreakLoop(Some(_), ..))));
            true
        });
    }
    found
}

/// What a function does to its variables.
#[derive(Default)]
pub(super) struct Changes {
    /// Variables that get another value somewhere: nothing is told of them.
    replaced: BTreeSet<String>,
    /// Variables of which a part is changed somewhere.
    changed: BTreeSet<String>,
}

impl Changes {
    /// What these statements do.
    pub(super) fn of(body: &[Stmt]) -> Self {
        let mut changes = Self::default();
        for statement in body {
            statement.walk(&mut Vec::new(), &mut |path| {
                changes.note(path.last());
                true
            });
        }
        changes
    }

    /// What can still be told of a variable that once held something of this sort.
    pub(super) fn left_of(&self, name: &str, sort: Sort) -> Sort {
        if self.replaced.contains(name) {
            Sort::Unknown
        } else if self.changed.contains(name) {
            sort.changed()
        } else {
            sort
        }
    }

    fn note(&mut self, node: Option<&ASTNode<'_>>) {
        let Self { replaced, changed } = self;
        match node {
            Some(ASTNode::Stmt(Stmt::Assignment(parts))) => {
                let (operator, sides) = parts.as_ref();
                match &sides.lhs {
                    Expr::Variable(name, ..) if operator.is_op_assignment() => {
                        changed.insert(name.1.to_string());
                    }
                    Expr::Variable(name, ..) => {
                        replaced.insert(name.1.to_string());
                    }
                    other => changed.extend(root(other)),
                }
            }
            Some(ASTNode::Expr(Expr::Dot(sides, ..))) if changing(&sides.rhs) => changed.extend(root(&sides.lhs)),
            Some(ASTNode::Expr(Expr::FnCall(call, _)) | ASTNode::Stmt(Stmt::FnCall(call, _)))
                if CHANGING.contains(&call.name.as_str()) =>
            {
                changed.extend(call.args.first().and_then(root));
            }
            _ => {}
        }
    }
}

/// What changes the list or record that it is called on.
const CHANGING: &[&str] = &["pop", "push", "remove"];

/// Whether what stands behind a point changes what stands before it.
fn changing(rest: &Expr) -> bool {
    match rest {
        Expr::MethodCall(call, _) => CHANGING.contains(&call.name.as_str()),
        Expr::Dot(sides, ..) | Expr::Index(sides, ..) => changing(&sides.lhs) || changing(&sides.rhs),
        _ => false,
    }
}

/// The variable whose part an expression is.
fn root(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Variable(name, ..) => Some(name.1.to_string()),
        Expr::Dot(sides, ..) | Expr::Index(sides, ..) => root(&sides.lhs),
        _ => None,
    }
}
