//! `yardstick levers`

use std::path::PathBuf;

use super::Done;
use super::arguments::{Levers, TableFormat};
use super::exit::{Exit, Failure};
use super::project::{day, open, year};
use super::terminal::{Terminal, print};
use super::together::ground;
use crate::author::levers::{csv, json, levers, text};
use crate::author::whatif::{Among, Present};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Options;

pub(super) fn run(options: &Levers, rules: &[PathBuf], terminal: Terminal) -> Done {
    let mut workspace = open(rules, Some(&options.city))?.without_tests();
    let on = day(options.on.as_deref())?;
    let ground = ground(&mut workspace, &options.city, options.one.as_deref(), (on, options.year))?;
    let sources = workspace.sources();
    let errors = ground.findings().iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    terminal.show(&errors, sources);
    let Some((book, data)) = ground.half() else { return Ok(Exit::Findings) };
    let together = ground.together(Options { year: options.year, on });
    let among = together.as_ref().map(|(together, row)| Among { together, row: *row });
    let year = Some(together.as_ref().map_or_else(|| year(book, data, options.year), |(together, _)| together.year));
    let assessed = match &together {
        Some((together, row)) => together.assess(sources, *row),
        None => Some(crate::assess_with(book, sources, data, Options { year, on })),
    };
    let Some(assessed) = assessed else { return Ok(Exit::Findings) };
    let present = Present { book, sources, data, assessed: &assessed, among };
    let found = levers(&present, options.rollup.as_deref()).map_err(Failure::Usage)?;
    print(&match options.format {
        TableFormat::Text => text(&found, options.top, terminal.width),
        TableFormat::Json => json(&found)?,
        TableFormat::Csv => csv(&found),
    })?;
    Ok(Exit::of_errors(!errors.is_empty()))
}
