//! `yardstick run`: an analysis in Rhai. What it reads is read here, and what it gives back is written here; the script
//! itself reaches neither.

mod shelf;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::Done;
use super::arguments::{Run, RunFormat};
use super::exit::{Exit, Failure};
use super::output::write_file;
use super::terminal::{Terminal, print};
use crate::author::analysis::{Bench, Format, lines, show};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::script::analysis::{Analysis, LIMITS, Output};
use crate::script::{Limits, Problem};
use crate::source::{Sources, Span};
use crate::workspace::{WorldError, shown};
use shelf::Folders;
use watch::Watch;

/// Width of a text that goes into a file.
const PAPER: usize = 160;

pub(super) fn run(options: &Run, rules: &[PathBuf], terminal: Terminal) -> Done {
    let text = std::fs::read_to_string(&options.script).map_err(|error| unreadable(&options.script, &error))?;
    let watch = Watch::begin();
    let folders = Folders::new(&options.script, rules, watch.counter())?;
    let told = folders.told();
    let limits = Limits {
        wall_time: Duration::from_secs(options.seconds),
        memory: options.memory.saturating_mul(1 << 20),
        ..LIMITS
    };
    let desk = Arc::new(Bench::new(folders));
    let analysis = Analysis { text: &text, arguments: &options.arguments, limits, desk };
    let ran = analysis.run();
    drop(watch);
    let mut errors = false;
    for (findings, sources) in told.take() {
        errors |= has_errors(&findings);
        terminal.show(&findings, &sources);
    }
    match ran {
        Ok(outputs) => write(&chosen(outputs, options)?, options, terminal).map(|()| Exit::of_errors(errors)),
        Err((problems, outputs)) => {
            // What it had said until then helps to find what went wrong.
            if options.out.is_none() && options.format.is_none_or(|format| format == RunFormat::Text) {
                print(&show(&outputs, Format::Text(terminal.width)).map_err(Failure::Usage)?)?;
            } else {
                terminal.say(&lines(&outputs));
            }
            let mut sources = Sources::new();
            let findings = findings(&problems, &options.script, &text, &mut sources);
            terminal.show(&findings, &sources);
            Ok(Exit::Findings)
        }
    }
}

fn unreadable(script: &Path, error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::InvalidData => Failure::World(WorldError::new(script, "this is no text in UTF-8")),
        _ => Failure::World(WorldError::system(script, error)),
    }
}

/// What is wrong with a script, at its places.
fn findings(problems: &[Problem], script: &Path, text: &str, sources: &mut Sources) -> Vec<Diagnostic> {
    let source = sources.add(shown(script), text);
    let finding = |problem: &Problem| {
        let range = problem.range(text);
        let span = Span::new(source, range.start, range.end);
        Diagnostic::error("analysis::stopped", span, problem.what.to_string()).maybe_help(problem.what.help())
    };
    problems.iter().map(finding).collect()
}

/// The table that is asked for, or everything.
fn chosen(outputs: Vec<Output>, options: &Run) -> Result<Vec<Output>, Failure> {
    let Some(wanted) = options.table else { return Ok(outputs) };
    let tables: Vec<Output> = outputs.into_iter().filter(|output| matches!(output, Output::Table(_))).collect();
    let count = tables.len();
    let table = wanted.checked_sub(1).and_then(|at| tables.into_iter().nth(at));
    table.map(|table| vec![table]).ok_or_else(|| {
        let noun = if count == 1 { "table" } else { "tables" };
        Failure::Usage(format!("there is no table {wanted}: the analysis gives back {count} {noun}"))
    })
}

fn write(outputs: &[Output], options: &Run, terminal: Terminal) -> Result<(), Failure> {
    let format = options.format.unwrap_or_else(|| by_name(options.out.as_deref()));
    let width = if options.out.is_some() { PAPER } else { terminal.width };
    let format = match format {
        RunFormat::Text => Format::Text(width),
        RunFormat::Csv => Format::Csv,
        RunFormat::Json => Format::Json,
    };
    let text = show(outputs, format).map_err(Failure::Usage)?;
    if !matches!(format, Format::Text(_)) {
        terminal.say(&lines(outputs));
    }
    match &options.out {
        Some(file) => Ok(write_file(file, text)?),
        None => print(&text),
    }
}

/// The format that the name of a file asks for.
fn by_name(file: Option<&Path>) -> RunFormat {
    let end = file.and_then(Path::extension).and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    match end.as_deref() {
        Some("csv") => RunFormat::Csv,
        Some("json") => RunFormat::Json,
        _ => RunFormat::Text,
    }
}
