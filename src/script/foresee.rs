//! What can be told of a run before it: fields that a thing has not, and results of another sort than is declared.
//!
//! The script is walked as it would run, with sorts in the place of values. What a variable holds is followed as long as
//! nothing else is put into it; functions of the script are looked at with what they are given where they are called.
//! Where nothing can be told, nothing is said.

use std::collections::BTreeMap;

use rhai::{AST, ASTFlags, ASTNode, Expr, FnCallExpr, Position, Stmt, StmtBlock};

use super::changes::{Changes, breaks};
use super::problem::{Fault, Problem};
use super::sort::Sort;

/// How often the functions of a script are looked at, until nothing new is told of their arguments and results.
const ROUNDS: usize = 12;

/// A script that is nested deeper is not followed, so that it needs no more of the stack than anything else does.
const DEEPEST: usize = 128;

/// What a script is asked, and what it has to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question<'q> {
    /// The function that is called; nothing where the statements of the script run.
    pub function: Option<&'q str>,
    /// What it is given: for each argument, or variable, its name and its sort.
    pub given: Vec<(&'q str, Sort)>,
    /// What it has to give.
    pub wanted: Sort,
}

/// What is wrong with the answer to a question.
pub(super) fn foresee(outline: &Outline, question: &Question<'_>) -> Vec<Problem> {
    if outline.deepest > DEEPEST {
        return Vec::new();
    }
    let functions = &outline.functions;
    let mut told = Told::default();
    let given: Vec<Sort> = question.given.iter().map(|(_, sort)| sort.clone()).collect();
    for round in 0..=ROUNDS {
        let before = (told.given.clone(), told.results.clone());
        told.problems.clear();
        match question.function {
            Some(name) => {
                let key = (name.to_owned(), given.len());
                let Some(own) = functions.get(&key) else { return Vec::new() };
                told.given.insert(key, given.clone());
                let mut walk = Walk::of_function(own, &given, functions, &mut told);
                walk.answers = Some(&question.wanted);
                walk.body(&own.body, own.place);
            }
            None => {
                let variables = question.given.iter().map(|(name, sort)| ((*name).to_owned(), sort.clone())).collect();
                let mut walk = Walk::new(&outline.statements, variables, functions, &mut told);
                walk.answers = Some(&question.wanted);
                walk.body(&outline.statements, Position::NONE);
            }
        }
        let called: Vec<(String, usize)> = told.given.keys().cloned().collect();
        for key in called.into_iter().filter(|(name, _)| Some(name.as_str()) != question.function) {
            let Some(own) = functions.get(&key) else { continue };
            let given = told.given.get(&key).cloned().unwrap_or_default();
            let result = Walk::of_function(own, &given, functions, &mut told).body(&own.body, own.place);
            told.gives(key, result);
        }
        if (told.given.clone(), told.results.clone()) == before {
            break;
        }
        if round == ROUNDS {
            // It has not come to rest: what was told so far may be wrong.
            return Vec::new();
        }
    }
    let mut problems = told.problems;
    problems.sort_by_key(|problem| problem.place);
    problems.dedup();
    problems
}

/// A script as it was written, function by function.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    /// By name and number of arguments.
    functions: Functions,
    statements: Vec<Stmt>,
    /// How deep its nodes are nested, at the deepest.
    deepest: usize,
}

/// The functions of a script by name and number of arguments.
type Functions = BTreeMap<(String, usize), Outlined>;

#[derive(Debug, Clone)]
struct Outlined {
    parameters: Vec<String>,
    body: Vec<Stmt>,
    place: Position,
    end: Position,
}

impl Outline {
    /// The outline of a script.
    pub(super) fn of(ast: &AST) -> Self {
        let mut outline = Self { deepest: super::inspect::depth(ast), ..Self::default() };
        for (_, _, name, count, definition) in ast.shared_lib().iter_script_fn_info() {
            let (place, end) = (definition.body.start_position(), definition.body.end_position());
            let parameters = definition.params.iter().map(ToString::to_string).collect();
            outline.functions.insert((name.to_owned(), count), Outlined { parameters, body: Vec::new(), place, end });
        }
        ast.walk(&mut |path| {
            if let [ASTNode::Stmt(statement)] = path {
                let place = statement.position();
                let around = outline.functions.values_mut().find(|own| own.place <= place && place <= own.end);
                around.map_or(&mut outline.statements, |own| &mut own.body).push((*statement).clone());
            }
            true
        });
        outline
    }
}

/// What is known of the functions of a script, and what was found.
#[derive(Default)]
struct Told {
    /// What they are given, wherever they are called.
    given: BTreeMap<(String, usize), Vec<Sort>>,
    /// What they give.
    results: BTreeMap<(String, usize), Sort>,
    problems: Vec<Problem>,
}

impl Told {
    /// A function is called with these.
    fn calls(&mut self, name: &str, given: Vec<Sort>) {
        let given = given.into_iter().map(|sort| sort.bounded(0));
        match self.given.get_mut(&(name.to_owned(), given.len())) {
            Some(known) => {
                for (known, sort) in known.iter_mut().zip(given) {
                    *known = std::mem::replace(known, Sort::Unknown).join(sort);
                }
            }
            None => {
                let given: Vec<Sort> = given.collect();
                self.given.insert((name.to_owned(), given.len()), given);
            }
        }
    }

    fn gives(&mut self, function: (String, usize), result: Sort) {
        let result = result.bounded(0);
        let known = self.results.remove(&function);
        self.results.insert(function, known.map_or(result.clone(), |known| known.join(result)));
    }
}

/// A walk through one function, or through the statements.
struct Walk<'w> {
    functions: &'w Functions,
    told: &'w mut Told,
    variables: BTreeMap<String, Sort>,
    changes: Changes,
    /// What it has to give, where somebody outside asks.
    answers: Option<&'w Sort>,
    /// What `return` gives.
    returned: Vec<Sort>,
}

impl<'w> Walk<'w> {
    fn new(body: &[Stmt], variables: BTreeMap<String, Sort>, functions: &'w Functions, told: &'w mut Told) -> Self {
        let changes = Changes::of(body);
        let mut walk =
            Self { functions, told, variables: BTreeMap::new(), changes, answers: None, returned: Vec::new() };
        variables.into_iter().for_each(|(name, sort)| walk.put(name, sort));
        walk
    }

    fn of_function(own: &Outlined, given: &[Sort], functions: &'w Functions, told: &'w mut Told) -> Self {
        let variables = own.parameters.iter().cloned().zip(given.iter().cloned()).collect();
        Self::new(&own.body, variables, functions, told)
    }

    /// A variable holds this.
    fn put(&mut self, name: String, sort: Sort) {
        let sort = self.changes.left_of(&name, sort);
        self.variables.insert(name, sort);
    }

    fn found(&mut self, what: Fault, place: Position) {
        self.told.problems.push(Problem::at(what, place));
    }

    /// All of a function; what it gives.
    fn body(&mut self, statements: &[Stmt], place: Position) -> Sort {
        let last = self.block(statements, true);
        let mut given: Vec<Sort> = std::mem::take(&mut self.returned);
        if last == Sort::Nothing {
            let silent = self.answers.filter(|wanted| !matches!(wanted, Sort::Said | Sort::Unknown));
            if silent.is_some() && given.is_empty() {
                let place = statements.last().map_or(place, Stmt::position);
                self.found(Fault::GivesNothing, place);
            }
        }
        given.push(last);
        given.into_iter().reduce(Sort::join).unwrap_or(Sort::Unknown)
    }

    /// Statements in their order; what the last one gives, where that counts.
    fn block(&mut self, statements: &[Stmt], counts: bool) -> Sort {
        let Some((last, before)) = statements.split_last() else { return Sort::Nothing };
        for statement in before {
            self.statement(statement, false);
        }
        self.statement(last, counts)
    }

    fn inner(&mut self, block: &StmtBlock, counts: bool) -> Sort {
        self.block(block.statements(), counts)
    }

    /// One statement. `counts` where what it gives is what the function gives.
    fn statement(&mut self, statement: &Stmt, counts: bool) -> Sort {
        match statement {
            Stmt::Expr(expr) => self.answer(expr, counts),
            Stmt::FnCall(call, place) => {
                let sort = self.call(call, None);
                self.told_result(sort, *place, counts)
            }
            Stmt::Block(block) => self.inner(block, counts),
            Stmt::If(flow, _) => {
                self.expr(&flow.expr);
                let one = self.inner(&flow.body, counts && !flow.body.is_empty());
                if flow.branch.is_empty() {
                    return Sort::Unknown;
                }
                one.join(self.inner(&flow.branch, counts))
            }
            Stmt::Switch(switch, _) => {
                let (asked, cases) = switch.as_ref();
                self.expr(asked);
                for case in &cases.expressions {
                    self.expr(&case.lhs);
                }
                let each: Vec<Sort> = cases.expressions.iter().map(|case| self.answer(&case.rhs, counts)).collect();
                let whole = cases.def_case.is_some();
                each.into_iter().reduce(Sort::join).filter(|_| whole).unwrap_or(Sort::Unknown)
            }
            Stmt::While(..) | Stmt::Do(..) | Stmt::For(..) => self.looped(statement),
            Stmt::Var(parts, ..) => {
                let (name, expr, _) = parts.as_ref();
                let sort = self.expr(expr);
                self.put(name.name.to_string(), sort);
                Sort::Nothing
            }
            Stmt::Assignment(parts) => {
                let (_, sides) = parts.as_ref();
                self.expr(&sides.rhs);
                self.expr(&sides.lhs);
                Sort::Nothing
            }
            Stmt::Return(expr, flags, _) => {
                let thrown = flags.contains(ASTFlags::BREAK);
                if let Some(expr) = expr {
                    let sort = self.answer(expr, !thrown);
                    if !thrown {
                        self.returned.push(sort);
                    }
                }
                Sort::Unknown
            }
            Stmt::BreakLoop(expr, ..) => {
                expr.iter().for_each(|expr| {
                    self.expr(expr);
                });
                Sort::Unknown
            }
            Stmt::Noop(_) => Sort::Nothing,
            _ => Sort::Unknown,
        }
    }

    /// A loop. `loop` has no condition, and ends by `break`, perhaps with a value.
    fn looped(&mut self, statement: &Stmt) -> Sort {
        let (flow, endless) = match statement {
            Stmt::While(flow, _) | Stmt::Do(flow, ..) => {
                self.expr(&flow.expr);
                (flow.as_ref(), matches!(flow.expr, Expr::Unit(_)))
            }
            Stmt::For(parts, _) => {
                let (name, counter, flow) = parts.as_ref();
                let element = self.expr(&flow.expr).element();
                self.put(name.name.to_string(), element);
                if let Some(counter) = counter {
                    self.put(counter.name.to_string(), Sort::Number);
                }
                (flow, false)
            }
            _ => return Sort::Unknown,
        };
        self.inner(&flow.body, false);
        if endless || breaks(&flow.body) { Sort::Unknown } else { Sort::Nothing }
    }

    /// An expression whose value may be what the function gives.
    fn answer(&mut self, expr: &Expr, counts: bool) -> Sort {
        if let Expr::Stmt(block) = expr {
            return self.inner(block, counts);
        }
        let sort = self.expr(expr);
        self.told_result(sort, expr.start_position(), counts)
    }

    /// Compares a result with what is wanted.
    fn told_result(&mut self, sort: Sort, place: Position, counts: bool) -> Sort {
        if let Some(wanted) = self.answers.filter(|_| counts)
            && sort != Sort::Nothing
            && let Some(fault) = wanted.unfit(&sort)
        {
            self.found(fault, place);
        }
        sort
    }

    fn expr(&mut self, expr: &Expr) -> Sort {
        match expr {
            Expr::BoolConstant(..) => Sort::YesNo,
            Expr::IntegerConstant(..) | Expr::FloatConstant(..) => Sort::Number,
            Expr::StringConstant(text, _) => Sort::Text(Some(text.to_string())),
            Expr::CharConstant(letter, _) => Sort::Text(Some(letter.to_string())),
            Expr::InterpolatedString(parts, _) => {
                parts.iter().for_each(|part| {
                    self.expr(part);
                });
                Sort::Text(None)
            }
            Expr::Array(items, _) => {
                let each: Vec<Sort> = items.iter().map(|item| self.expr(item)).collect();
                Sort::list(each.into_iter().reduce(Sort::join).unwrap_or(Sort::Unknown)).bounded(0)
            }
            Expr::Map(entries, _) => {
                let entries = entries.0.iter().map(|(name, value)| (name.name.to_string(), self.expr(value)));
                Sort::Record(Some(entries.collect())).bounded(0)
            }
            Expr::Unit(_) => Sort::Nothing,
            Expr::Variable(name, ..) => self.variables.get(name.1.as_str()).cloned().unwrap_or(Sort::Unknown),
            Expr::Stmt(block) => self.inner(block, false),
            Expr::FnCall(call, _) => self.call(call, None),
            Expr::Dot(sides, flags, _) => {
                let base = self.expr(&sides.lhs);
                self.chain(base, &sides.rhs, (true, *flags))
            }
            Expr::Index(sides, flags, _) => {
                let base = self.expr(&sides.lhs);
                self.chain(base, &sides.rhs, (false, *flags))
            }
            Expr::And(all, _) | Expr::Or(all, _) => {
                all.iter().for_each(|part| {
                    self.expr(part);
                });
                Sort::YesNo
            }
            _ => Sort::Unknown,
        }
    }

    /// What stands behind a point or in square brackets, and what follows that.
    fn chain(&mut self, base: Sort, rest: &Expr, (dot, flags): (bool, ASTFlags)) -> Sort {
        match rest {
            Expr::Dot(sides, next, _) if dot || !flags.contains(ASTFlags::BREAK) => {
                let part = self.part(&base, &sides.lhs, dot);
                self.chain(part, &sides.rhs, (true, *next))
            }
            Expr::Index(sides, next, _) if dot || !flags.contains(ASTFlags::BREAK) => {
                let part = self.part(&base, &sides.lhs, dot);
                self.chain(part, &sides.rhs, (false, *next))
            }
            last => self.part(&base, last, dot),
        }
    }

    fn part(&mut self, base: &Sort, part: &Expr, dot: bool) -> Sort {
        match part {
            Expr::Property(names, place) if dot => self.field(base, &names.2, *place),
            Expr::MethodCall(call, _) if dot => self.call(call, Some(base)),
            Expr::StringConstant(name, place) if !dot && matches!(base, Sort::Record(_)) => {
                self.field(base, name, *place)
            }
            index => {
                self.expr(index);
                base.element()
            }
        }
    }

    fn field(&mut self, base: &Sort, name: &str, place: Position) -> Sort {
        base.field(name).unwrap_or_else(|fault| {
            self.found(fault, place);
            Sort::Unknown
        })
    }

    /// What a call gives. `base` stands before the point.
    fn call(&mut self, call: &FnCallExpr, base: Option<&Sort>) -> Sort {
        let arguments: Vec<Sort> = call.args.iter().map(|argument| self.expr(argument)).collect();
        let name = call.name.as_str();
        if call.is_operator_call() {
            return operator(name, &arguments);
        }
        let key = (name.to_owned(), arguments.len());
        if base.is_none() && self.functions.contains_key(&key) {
            self.told.calls(name, arguments);
            return self.told.results.get(&key).cloned().unwrap_or(Sort::Unknown);
        }
        let given: Vec<&Sort> = base.into_iter().chain(&arguments).collect();
        super::natives::gives(name, &given)
    }
}

/// What an operator gives: numbers give numbers, and comparisons answers. Texts can be put together with anything.
fn operator(sign: &str, given: &[Sort]) -> Sort {
    match sign {
        "==" | "!=" | "<" | "<=" | ">" | ">=" | "!" => Sort::YesNo,
        "+" if given.iter().any(|one| matches!(one, Sort::Text(_) | Sort::OneOf(_))) => Sort::Text(None),
        "+" if given.iter().any(|one| matches!(one, Sort::List(_))) => Sort::list(Sort::Unknown),
        "+" if given.iter().all(|one| *one == Sort::Number) => Sort::Number,
        "-" | "*" | "/" | "%" | "**" => Sort::Number,
        _ => Sort::Unknown,
    }
}
