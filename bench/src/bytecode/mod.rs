//! Scripts by Rhai's tree walker and by its bytecode, on the same hardened engine: what they give, what is wrong, and what
//! is counted.

pub mod corpus;
pub mod random;

use rhai::grain::{Compiler, Vm};
use rhai::{CallFnOptions, Dynamic, EvalAltResult, Scope};
use yardstick::script::{Fault, Form, Program, Sandbox, Spent, datum};

/// The variables that statements may use.
pub const VARIABLES: [&str; 2] = ["gone", "price"];

/// A script in both forms.
pub struct Script {
    /// Its text.
    pub text: String,
    /// As the tree that is walked.
    pub program: Program,
    /// As bytecode.
    pub bytecode: rhai::grain::Program<'static>,
}

impl Script {
    /// Reads a script of functions, or else of statements. Nothing where it is no script.
    #[must_use]
    pub fn read(sandbox: &Sandbox, text: &str) -> Option<Self> {
        let functions = sandbox.compile(text, Form::Functions).ok().filter(|program| !program.functions().is_empty());
        let program = functions.or_else(|| sandbox.compile(text, Form::Statements(&VARIABLES)).ok())?;
        let bytecode = Compiler::new().compile(program.tree());
        Some(Self { text: text.to_owned(), program, bytecode })
    }
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Ran {
    /// Its result as the rules see it, to the last bit; or what is wrong, with its place. The calls that an error came
    /// through are no part of it.
    pub result: Result<String, (Fault, Option<(usize, usize)>)>,
    /// What was counted.
    pub spent: Spent,
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The tree walker.
    Tree,
    /// The bytecode, with a machine of its own for the run.
    Bytecode,
}

/// Calls a function of a script; runs its statements over [`VARIABLES`] where none is named.
///
/// # Panics
/// No thread can be had.
#[must_use]
pub fn run(sandbox: &Sandbox, script: &Script, way: Way, function: Option<&str>, given: Vec<Dynamic>) -> Ran {
    let (result, spent) = sandbox
        .within(|engine| -> Result<Dynamic, Box<EvalAltResult>> {
            let options = CallFnOptions::new().eval_ast(false);
            let tree = script.program.tree();
            let mut scope = Scope::new();
            let Some(function) = function else {
                for (name, value) in VARIABLES.iter().zip(given) {
                    scope.push_dynamic(*name, value);
                }
                return match way {
                    Way::Tree => engine.eval_ast_with_scope(&mut scope, tree),
                    Way::Bytecode => Vm::new(engine).eval_with_scope(&mut scope, &script.bytecode),
                };
            };
            match way {
                Way::Tree => engine.call_fn_with_options(options, &mut scope, tree, function, given),
                Way::Bytecode => {
                    Vm::new(engine).call_fn_with_options(options, &mut scope, &script.bytecode, function, given)
                }
            }
        })
        .expect("a thread can be had");
    let result = result.map(|value| format!("{:?}", datum(&value))).map_err(|error| {
        let problem = yardstick::script::Problem::from(error);
        (problem.what, problem.place)
    });
    Ran { result, spent }
}

/// How many runs agree, and in what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Scripts.
    pub scripts: usize,
    /// Scripts of which some part is left to the tree walker.
    pub partly: usize,
    /// Runs.
    pub runs: usize,
    /// Runs in which both give a result or both go wrong within their limits, and how many of them give the same.
    pub results: [usize; 2],
    /// Runs in which both go wrong without a limit that is broken; how many of them say the same, and how many at the same
    /// place.
    pub faults: [usize; 3],
    /// Runs in which one of the two breaks a limit, and how many in which both break the same.
    pub limits: [usize; 2],
    /// Runs that both end within their limits in which the same steps are counted, fewer by the bytecode, and more.
    pub steps: [usize; 3],
    /// The same of bytes.
    pub memory: [usize; 3],
    /// Runs that differ in more than what is counted or in the place of an error.
    pub slips: Vec<String>,
    /// The first runs whose errors have another place.
    pub places: Vec<String>,
    /// The first runs in which only one of the two breaks a limit.
    pub broken: Vec<String>,
}

impl Tally {
    /// Compares all entries of a script.
    pub fn add(&mut self, sandbox: &Sandbox, script: &Script, draws: &mut random::Draw) {
        self.scripts += 1;
        self.partly += usize::from(script.bytecode.residual_count() > 0);
        if script.program.functions().is_empty() {
            self.entry(sandbox, script, None, &[random::gone(), Dynamic::from_float(2.5)]);
        }
        for function in script.program.functions() {
            for _ in 0..6 {
                let given: Vec<Dynamic> = function.parameters.iter().map(|_| draws.value()).collect();
                self.entry(sandbox, script, Some(&function.name), &given);
            }
        }
    }

    fn entry(&mut self, sandbox: &Sandbox, script: &Script, function: Option<&str>, given: &[Dynamic]) {
        let [tree, bytecode] =
            [Way::Tree, Way::Bytecode].map(|way| run(sandbox, script, way, function, given.to_vec()));
        self.runs += 1;
        let told = || format!("{}\n{function:?} {given:?}\ntree {tree:?}\nbytecode {bytecode:?}", script.text);
        let limit = |ran: &Ran| match ran.result {
            Err((Fault::Limit(limit), _)) => Some(limit),
            _ => None,
        };
        if limit(&tree).or(limit(&bytecode)).is_some() {
            self.limits[0] += 1;
            if limit(&tree) == limit(&bytecode) {
                self.limits[1] += 1;
            } else {
                self.broken.push(told());
            }
            return;
        }
        count(&mut self.steps, tree.spent.operations.cmp(&bytecode.spent.operations));
        count(&mut self.memory, tree.spent.memory.cmp(&bytecode.spent.memory));
        match (&tree.result, &bytecode.result) {
            (Ok(one), Ok(other)) => {
                self.results[0] += 1;
                self.results[1] += usize::from(one == other);
            }
            (Err((one, at)), Err((other, place))) => {
                self.faults[0] += 1;
                self.faults[1] += usize::from(one == other);
                self.faults[2] += usize::from(one == other && at == place);
                if one == other && at != place {
                    self.places.push(told());
                }
            }
            _ => (),
        }
        let what = |ran: &Ran| ran.result.clone().map_err(|(fault, _)| fault);
        if what(&tree) != what(&bytecode) {
            self.slips.push(told());
        }
    }
}

/// The same; fewer or more by the second.
fn count(tallies: &mut [usize; 3], order: std::cmp::Ordering) {
    let place = match order {
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Less => 2,
    };
    tallies[place] += 1;
}
