//! The texts that a script hands to functions, as far as they stand in it: names that can be looked up before it runs,
//! and texts that can be translated.

use indexmap::IndexSet;
use rhai::{AST, ASTNode, Expr, FnCallExpr, Position, Stmt};

/// A text in a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The function that it is handed to.
    pub function: String,
    /// Which argument it is, or stands in a list of; the value before the point is none.
    pub argument: usize,
    /// How many arguments there are.
    pub of: usize,
    /// Whether the function is called on a value: `card.value("x")`.
    pub method: bool,
    /// What it says.
    pub text: String,
    /// Line and column.
    pub place: Option<(usize, usize)>,
    /// The function of the script in which it stands; nothing among the statements.
    inside: Option<String>,
}

/// What a script calls, and the texts that it hands over.
#[derive(Debug, Clone, Default)]
pub(super) struct Speech {
    spoken: Vec<Spoken>,
    /// Every call: the function in which it stands, the one that is called, and where.
    calls: Vec<(Option<String>, String, Position)>,
}

impl Speech {
    /// All of a script, in its order.
    pub(super) fn of(ast: &AST) -> Self {
        let extents = Extents::of(ast);
        let mut speech = Self::default();
        ast.walk(&mut |path| {
            match path.last() {
                Some(ASTNode::Expr(Expr::FnCall(call, place)) | ASTNode::Stmt(Stmt::FnCall(call, place))) => {
                    speech.hear((call, *place), false, extents.around(*place));
                }
                Some(ASTNode::Expr(Expr::MethodCall(call, place))) => {
                    speech.hear((call, *place), true, extents.around(*place));
                }
                _ => (),
            }
            true
        });
        speech.spoken.sort_by_key(|one| one.place);
        speech
    }

    fn hear(&mut self, (call, place): (&FnCallExpr, Position), method: bool, inside: Option<String>) {
        for (argument, expr) in call.args.iter().enumerate() {
            let mut add = |text: &str, place: Position| {
                self.spoken.push(Spoken {
                    function: call.name.to_string(),
                    argument,
                    of: call.args.len(),
                    method,
                    text: text.to_owned(),
                    place: place.line().map(|line| (line, place.position().unwrap_or(1))),
                    inside: inside.clone(),
                });
            };
            match expr {
                Expr::StringConstant(text, place) => add(text, *place),
                Expr::Array(items, _) => {
                    for item in items.iter() {
                        if let Expr::StringConstant(text, place) = item {
                            add(text, *place);
                        }
                    }
                }
                _ => {}
            }
        }
        self.calls.push((inside, call.name.to_string(), place));
    }

    /// The texts that are met where these functions of the script are called (its statements, where none is named).
    pub(super) fn from(&self, functions: &[&str]) -> Vec<&Spoken> {
        let reached = self.reached(functions);
        self.spoken.iter().filter(|one| reached.contains(&one.inside.as_deref())).collect()
    }

    /// How often a function is called in what is met so.
    pub(super) fn calls(&self, functions: &[&str], function: &str) -> usize {
        self.places(functions, function).count()
    }

    /// Where a function is called in what is met so.
    pub(super) fn places<'s>(
        &'s self,
        functions: &[&'s str],
        function: &'s str,
    ) -> impl Iterator<Item = Position> + 's {
        let reached: Vec<Option<String>> =
            self.reached(functions).into_iter().map(|name| name.map(str::to_owned)).collect();
        let met =
            move |(inside, name, _): &&(Option<String>, String, Position)| name == function && reached.contains(inside);
        self.calls.iter().filter(met).map(|(.., place)| *place)
    }

    fn reached<'s>(&'s self, functions: &[&'s str]) -> IndexSet<Option<&'s str>> {
        let mut reached: IndexSet<Option<&str>> = functions.iter().map(|name| Some(*name)).collect();
        if reached.is_empty() {
            reached.insert(None);
        }
        let mut at = 0;
        while let Some(inside) = reached.get_index(at).copied() {
            let called = self.calls.iter().filter(|(own, ..)| own.as_deref() == inside);
            reached.extend(called.map(|(_, name, _)| Some(name.as_str())));
            at += 1;
        }
        reached
    }
}

/// From where to where the functions of a script go.
struct Extents(Vec<(Position, Position, String)>);

impl Extents {
    fn of(ast: &AST) -> Self {
        let functions = ast.shared_lib().iter_script_fn_info();
        let extent =
            |definition: &rhai::ScriptFuncDef| (definition.body.start_position(), definition.body.end_position());
        Self(
            functions
                .map(|(_, _, name, _, definition)| {
                    let (start, end) = extent(definition);
                    (start, end, name.to_owned())
                })
                .collect(),
        )
    }

    fn around(&self, place: Position) -> Option<String> {
        let within = |(start, end, _): &&(Position, Position, String)| *start <= place && place <= *end;
        self.0.iter().find(within).map(|(_, _, name)| name.clone())
    }
}
