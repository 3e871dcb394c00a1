//! A hardened engine, and the scripts that it reads and runs.

use rhai::{AST, Dynamic, Engine, EvalAltResult, EvalContext, FnArgsVec, Position, Scope};

use super::foresee::{Outline, Question, foresee};
use super::harden::harden;
use super::inspect::{self, Defined};
use super::limits::Limits;
use super::literal::{Inserted, with_brackets, wrapped};
use super::lookup::{Lookup, Stock};
use super::meter::{Spent, counted, measured};
use super::natives::{Native, rows};
use super::problem::{Fault, Problem};
use super::spoken::{Speech, Spoken};

/// The stack of a thread on which a script runs that may go deep.
const STACK: usize = 64 << 20;

/// Up to how deep a script may be nested to run on the stack of whoever calls it.
const SHALLOW: usize = 24;

/// What a script may consist of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form<'a> {
    /// Functions, and nothing beside them.
    Functions,
    /// Statements over these variables, and functions.
    Statements(&'a [&'a str]),
}

/// A script that was read: it can run as often as wanted, on many threads at once, and keeps nothing from run to run.
#[derive(Debug, Clone)]
pub struct Program {
    ast: AST,
    lookup: Lookup,
    inserted: Inserted,
    functions: Vec<Defined>,
    speech: Speech,
    variables: Vec<String>,
    shallow: bool,
    /// Names of functions that only scripts have which see a scorecard.
    elsewhere: Vec<String>,
    /// The script as it was written, to be looked at before it runs.
    outline: Outline,
}

impl Program {
    /// The functions that the script defines, in the order of its text.
    #[must_use]
    pub fn functions(&self) -> &[Defined] {
        &self.functions
    }

    /// The texts that are handed to functions where these functions of the script are called; where its statements run,
    /// if none is named.
    #[must_use]
    pub fn spoken(&self, functions: &[&str]) -> Vec<&Spoken> {
        self.speech.from(functions)
    }

    /// How often a function is called there.
    #[must_use]
    pub fn calls(&self, functions: &[&str], function: &str) -> usize {
        self.speech.calls(functions, function)
    }

    /// What goes wrong whenever this is asked, as far as that can be told before: fields that a thing has not, a result of
    /// another sort, calls of what only other scripts have.
    #[must_use]
    pub fn foresee(&self, question: &Question<'_>) -> Vec<Problem> {
        let asked: Vec<&str> = question.function.into_iter().collect();
        let own = |name: &str| self.functions.iter().any(|function| function.name == name);
        let elsewhere = self.elsewhere.iter().filter(|name| !own(name));
        let calls = elsewhere.flat_map(|name| self.speech.places(&asked, name).map(|place| (name.clone(), place)));
        let mut found: Vec<Problem> = calls.map(|(name, place)| Problem::at(Fault::Elsewhere(name), place)).collect();
        found.extend(foresee(&self.outline, question));
        found
    }

    /// The script as it is run: with its literals as lists and records of our own. Places in it are not those of the text.
    #[must_use]
    pub fn tree(&self) -> &AST {
        &self.ast
    }

    fn settle(&self, error: Box<EvalAltResult>) -> Problem {
        self.inserted.settle(Problem::from(error))
    }
}

impl Inserted {
    /// A problem with its place in the script as it was written.
    fn settle(&self, problem: Problem) -> Problem {
        Problem { place: problem.place.map(|(line, column)| self.original(line, column)), ..problem }
    }
}

/// A hardened engine. To make one takes some tenths of a millisecond; so one is made when the first script asks for it,
/// and kept.
pub struct Sandbox {
    engine: Engine,
    limits: Limits,
    natives: Vec<Native>,
    /// What only scripts have which see a scorecard. A script may hold such functions beside those for rules: what they
    /// call is told where a rule asks them.
    elsewhere: Vec<Native>,
    stock: Stock,
    /// Whether literals become lists and records of our own; they always do, but for a test.
    own: bool,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// An engine for functions of rules: it has been hardened, and has the functions that every script has.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { elsewhere: super::card::all_rows().collect(), ..Self::plain(limits) }
    }

    /// An engine that has been hardened, for those who add functions of their own.
    pub(super) fn plain(limits: Limits) -> Self {
        let mut engine = Engine::new_raw();
        harden(&mut engine, &limits);
        Self::of(engine, limits, rows(), true)
    }

    /// A sandbox of an engine that somebody has hardened.
    pub(super) fn of(engine: Engine, limits: Limits, natives: Vec<Native>, own: bool) -> Self {
        Self { engine, limits, natives, elsewhere: Vec::new(), stock: Stock::new(), own }
    }

    /// The limits of every run.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The functions that scripts may call.
    #[must_use]
    pub fn natives(&self) -> &[Native] {
        &self.natives
    }

    /// Adds functions of the host: their rows, so that the checker of names knows them, and how they are registered.
    ///
    /// What a function makes of texts, lists and records has to be counted: [`super::List::new`] and
    /// [`super::Record::new`] do.
    pub fn extend(&mut self, rows: impl IntoIterator<Item = Native>, register: impl FnOnce(&mut Engine)) {
        self.natives.extend(rows);
        register(&mut self.engine);
        self.stock = Stock::new();
    }

    /// Reads a script and looks for what can be told before it runs.
    ///
    /// # Errors
    /// All that is wrong with it: the first slip of syntax, or all calls of unknown functions and all that scripts may
    /// not use.
    pub fn compile(&self, text: &str, form: Form) -> Result<Program, Vec<Problem>> {
        if text.len() > self.limits.source {
            return Err(vec![Problem { what: Fault::Long(self.limits.source), place: None }]);
        }
        on_own_stack(|| self.read(text, form)).unwrap_or_else(|problem| Err(vec![problem]))
    }

    fn read(&self, text: &str, form: Form) -> Result<Program, Vec<Problem>> {
        let (functions_only, variables) = match form {
            Form::Functions => (true, &[][..]),
            Form::Statements(variables) => (false, variables),
        };
        let mut scope = Scope::new();
        for variable in variables {
            scope.push_dynamic(*variable, Dynamic::UNIT);
        }
        let (first, pairs) = with_brackets(|| self.engine.compile_with_scope(&scope, text));
        let first = first.map_err(|error| vec![self.named(Problem::from(error), text, variables)])?;
        let mut found = inspect::problems(&first, &self.natives, &self.elsewhere);
        if let Some(statement) = first.statements().first().filter(|_| functions_only) {
            let what = Fault::Refused("statements outside of a function", "put them into a function");
            found.insert(0, Problem::at(what, statement.position()));
        }
        if !found.is_empty() {
            return Err(found);
        }
        let literals = if self.own { inspect::literals(&first) } else { Vec::new() };
        let (second, inserted) = wrapped(text, &literals, &pairs);
        let ast = self.engine.compile_with_scope(&scope, &second);
        let ast = ast.map_err(|error| vec![inserted.settle(Problem::from(error))])?;
        Ok(Program {
            functions: inspect::functions(&first),
            speech: Speech::of(&first),
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
            shallow: inspect::shallow(&ast, SHALLOW),
            ast,
            lookup: Lookup::new(self.stock),
            inserted,
            elsewhere: self.elsewhere.iter().map(|native| native.name.clone()).collect(),
            outline: Outline::of(&first),
        })
    }

    /// An unknown variable with the nearest name that the text has.
    fn named(&self, problem: Problem, text: &str, variables: &[&str]) -> Problem {
        let Fault::UnknownVariable(name, None) = &problem.what else { return problem };
        let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let known = words.filter(|word| word.starts_with(|letter: char| letter.is_alphabetic()) && word != name);
        let near = crate::source::nearest(name, variables.iter().copied().chain(known)).map(str::to_owned);
        Problem { what: Fault::UnknownVariable(name.clone(), near), ..problem }
    }

    /// Calls a function of a script.
    ///
    /// # Errors
    /// What the script does wrong, or the limit that it breaks.
    pub fn call(&self, program: &Program, function: &str, arguments: Vec<Dynamic>) -> Result<Dynamic, Problem> {
        self.call_with(program, function, || Ok(arguments))
    }

    /// The same with arguments that are made within the limits of the script: what they take is counted.
    ///
    /// # Errors
    /// What the script does wrong, or the limit that it breaks.
    pub fn call_with(
        &self,
        program: &Program,
        function: &str,
        arguments: impl FnOnce() -> Result<Vec<Dynamic>, Box<EvalAltResult>> + Send,
    ) -> Result<Dynamic, Problem> {
        let run = move || measured(&self.limits, || self.call_function(program, function, arguments()?));
        // Rhai tells limits where the function is called. Where that is the host, the function itself is named.
        self.somewhere(program, run).map_err(|problem| {
            let own = program.functions.iter().find(|own| own.name == function);
            Problem { place: problem.place.or(own.and_then(|own| own.place)), ..problem }
        })
    }

    /// Calls it with what was found in earlier runs, and with nothing else of them.
    fn call_function(
        &self,
        program: &Program,
        function: &str,
        mut arguments: Vec<Dynamic>,
    ) -> Result<Dynamic, Box<EvalAltResult>> {
        let count = arguments.len();
        if !program.functions.iter().any(|own| own.parameters.len() == count && own.name == function) {
            return Err(EvalAltResult::ErrorFunctionNotFound(function.to_owned(), Position::NONE).into());
        }
        program.lookup.with(self.stock, |caches| {
            let mut global = self.engine.new_global_runtime_state();
            global.lib.push(program.ast.shared_lib().clone());
            let mut scope = Scope::new();
            let mut arguments: FnArgsVec<&mut Dynamic> = arguments.iter_mut().collect();
            let mut context = EvalContext::new(&self.engine, &mut global, caches, &mut scope, None);
            context.call_fn_raw(function, false, false, &mut arguments)
        })
    }

    /// Runs the statements of a script, with the values of its variables in their order.
    ///
    /// # Errors
    /// What the script does wrong, or the limit that it breaks.
    pub fn run(&self, program: &Program, values: Vec<Dynamic>) -> Result<Dynamic, Problem> {
        self.run_with(program, || Ok(values))
    }

    /// The same with values that are made within the limits of the script.
    ///
    /// # Errors
    /// What the script does wrong, or the limit that it breaks.
    pub fn run_with(
        &self,
        program: &Program,
        values: impl FnOnce() -> Result<Vec<Dynamic>, Box<EvalAltResult>> + Send,
    ) -> Result<Dynamic, Problem> {
        let run = move || {
            measured(&self.limits, || {
                let mut scope = Scope::new();
                for (variable, value) in program.variables.iter().zip(values()?) {
                    scope.push_dynamic(variable.as_str(), value);
                }
                self.engine.eval_ast_with_scope(&mut scope, &program.ast)
            })
        };
        self.somewhere(program, run)
    }

    /// Runs something on the engine, on a stack of its own and within the limits of one run, and says what it has used: for
    /// hosts that run a [`Program::tree`] in a way of their own.
    ///
    /// # Errors
    /// No thread can be had.
    pub fn within<T: Send>(&self, run: impl FnOnce(&Engine) -> T + Send) -> Result<(T, Spent), Problem> {
        on_own_stack(|| counted(&self.limits, || run(&self.engine)))
    }

    /// Runs on the caller's stack, or on one of its own where the script may go deep.
    fn somewhere(
        &self,
        program: &Program,
        run: impl FnOnce() -> Result<Dynamic, Box<EvalAltResult>> + Send,
    ) -> Result<Dynamic, Problem> {
        let result = if program.shallow { run() } else { on_own_stack(run)? };
        result.map_err(|error| program.settle(error))
    }
}

/// Runs something on a thread with a stack of a known size. What panics there, panics here.
fn on_own_stack<T: Send>(run: impl FnOnce() -> T + Send) -> Result<T, Problem> {
    let none = |_| Problem { what: Fault::Other("no thread can be had for the script".to_owned()), place: None };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).map_err(none)?;
        thread.join().or_else(|panic| std::panic::resume_unwind(panic))
    })
}
