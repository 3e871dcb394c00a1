//! What can be told of a script before it runs: calls of functions that are not there, and what scripts may not do.

use std::collections::BTreeMap;

use rhai::{AST, ASTNode, Expr, FnCallExpr, Position, Stmt};

use super::natives::Native;
use super::problem::{Fault, Problem};
use crate::source::nearest;

/// A function that a script defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defined {
    /// Its name.
    pub name: String,
    /// The names of its arguments.
    pub parameters: Vec<String>,
    /// Line and column of the start of its body.
    pub place: Option<(usize, usize)>,
}

/// The literals of lists and records, with what goes before them.
pub(super) fn literals(ast: &AST) -> Vec<(Position, &'static str)> {
    let mut found = Vec::new();
    ast.walk(&mut |path| {
        match path.last() {
            Some(ASTNode::Expr(Expr::Array(_, place))) => found.push((*place, "list(")),
            Some(ASTNode::Expr(Expr::Map(_, place))) => found.push((*place, "record(")),
            _ => (),
        }
        true
    });
    found
}

/// The functions that a script defines, in the order of their places.
pub(super) fn functions(ast: &AST) -> Vec<Defined> {
    let mut found: Vec<Defined> = ast
        .shared_lib()
        .iter_script_fn_info()
        .map(|(_, _, name, _, definition)| Defined {
            name: name.to_owned(),
            parameters: definition.params.iter().map(ToString::to_string).collect(),
            place: place(definition.body.start_position()),
        })
        .collect();
    found.sort_by(|a, b| (a.place, &a.name).cmp(&(b.place, &b.name)));
    found
}

fn place(position: Position) -> Option<(usize, usize)> {
    position.line().map(|line| (line, position.position().unwrap_or(1)))
}

/// How deep the nodes of a script are nested, at the deepest.
pub(super) fn depth(ast: &AST) -> usize {
    let mut deepest = 0;
    ast.walk(&mut |path| {
        deepest = deepest.max(path.len());
        true
    });
    deepest
}

/// What is wrong with a script, in the order of its text.
pub(super) fn problems(ast: &AST, natives: &[Native], elsewhere: &[Native]) -> Vec<Problem> {
    let defined = functions(ast);
    let known = Known { defined: &defined, natives, elsewhere };
    let mut found = Vec::new();
    for function in &defined {
        if natives.iter().any(|native| native.name == function.name) {
            found.push(Problem { what: Fault::Overload(function.name.clone()), place: function.place });
        }
    }
    ast.walk(&mut |path| {
        found.extend(path.last().and_then(|node| known.problem(node)));
        true
    });
    found.sort_by_key(|problem| problem.place);
    found.dedup();
    found
}

/// The functions that can be called.
struct Known<'a> {
    defined: &'a [Defined],
    natives: &'a [Native],
    /// What only other scripts have.
    elsewhere: &'a [Native],
}

impl Known<'_> {
    fn problem(&self, node: &ASTNode) -> Option<Problem> {
        match node {
            ASTNode::Expr(Expr::FnCall(call, place)) | ASTNode::Stmt(Stmt::FnCall(call, place)) => {
                self.call(call, *place, 0)
            }
            ASTNode::Expr(Expr::MethodCall(call, place)) => self.call(call, *place, 1),
            ASTNode::Expr(Expr::ThisPtr(place)) => {
                Some(Problem::at(Fault::Refused("`this`", "hand the value over as an argument"), *place))
            }
            _ => None,
        }
    }

    /// Looks a call up; `before` counts the value that stands before the point.
    fn call(&self, call: &FnCallExpr, place: Position, before: usize) -> Option<Problem> {
        // A function without a name that uses a variable from outside gets it by `curry`, which no script can write.
        if call.is_operator_call() || call.name == "curry" {
            return None;
        }
        if call.capture_parent_scope {
            return Some(Problem::at(Fault::Refused("`!` after a function", "hand over what it needs"), place));
        }
        let (name, given) = (call.name.as_str(), call.args.len() + before);
        let takes = self.takes(name, before == 0);
        let what = match takes.values().next() {
            None if self.elsewhere.iter().any(|native| native.name == name) => return None,
            None => Fault::UnknownFunction(name.to_owned(), given, self.near(name)),
            Some(_) if takes.contains_key(&given) => return None,
            Some(form) => Fault::Arguments(name.to_owned(), list(takes.keys()), given, form.clone()),
        };
        Some(Problem::at(what, place))
    }

    /// The numbers of arguments that functions of a name take, with how they are written.
    fn takes(&self, name: &str, of_script: bool) -> BTreeMap<usize, String> {
        let defined = self.defined.iter().filter(|function| of_script && function.name == name);
        let forms = defined.map(|own| (own.parameters.len(), format!("{name}({})", own.parameters.join(", "))));
        let natives = self.natives.iter().filter(|native| native.name == name);
        let known = natives.flat_map(|native| native.arguments.iter().map(|count| (*count, native.form.clone())));
        forms.chain(known).collect()
    }

    fn near(&self, name: &str) -> Option<String> {
        let names = self.defined.iter().map(|function| function.name.as_str());
        nearest(name, names.chain(self.natives.iter().chain(self.elsewhere).map(|native| native.name.as_str())))
            .map(str::to_owned)
    }
}

/// `1 or 2`
fn list<'a>(counts: impl Iterator<Item = &'a usize>) -> String {
    counts.map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

/// Whether a script needs no more of the stack than a few nested expressions do: no function calls itself, not even
/// through others, and all that can be nested is no deeper than a bound.
pub(super) fn shallow(ast: &AST, bound: usize) -> bool {
    let defined = functions(ast);
    let mut calls = false;
    ast.walk(&mut |path| {
        if let Some(ASTNode::Expr(Expr::FnCall(call, _)) | ASTNode::Stmt(Stmt::FnCall(call, _))) = path.last() {
            calls |= defined.iter().any(|function| function.name == call.name.as_str());
        }
        true
    });
    !calls && depth(ast) <= bound
}
