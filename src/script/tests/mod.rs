//! The sandbox as scripts find it.

mod attacks;
mod calls;
mod stack;
mod traps;
mod words;

use rhai::Dynamic;

use super::{Form, Limits, Problem, Sandbox};

/// Runs statements.
pub(super) fn run(text: &str) -> Result<Dynamic, Problem> {
    run_in(&Sandbox::new(Limits::default()), text)
}

pub(super) fn run_in(sandbox: &Sandbox, text: &str) -> Result<Dynamic, Problem> {
    let program = sandbox.compile(text, Form::Statements(&[])).map_err(|mut found| found.remove(0))?;
    sandbox.run(&program, Vec::new())
}

/// What the statements come to, in letters, or what is wrong, with its place.
pub(super) fn said(text: &str) -> String {
    shown(run(text))
}

pub(super) fn shown(result: Result<Dynamic, Problem>) -> String {
    match result {
        Ok(value) if value.is_float() => value.as_float().unwrap_or_default().to_string(),
        Ok(value) if value.is_bool() => if value.as_bool().unwrap_or_default() { "yes" } else { "no" }.to_owned(),
        Ok(value) => value.to_string(),
        Err(problem) => match problem.place {
            Some((line, column)) => format!("{line}:{column} {}", problem.what),
            None => problem.what.to_string(),
        },
    }
}
