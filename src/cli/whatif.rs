//! `yardstick whatif`

use super::Done;
use super::arguments::{TableFormat, WhatIf};
use super::exit::{Exit, Failure};
use super::project::{day, open, year};
use super::terminal::{Terminal, print};
use super::together::ground;
use crate::author::whatif::{self, Among, Present, what_if};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::evaluate::Options;

pub(super) fn run(options: &WhatIf, rules: &[std::path::PathBuf], terminal: Terminal) -> Done {
    let mut workspace = open(rules, Some(&options.city))?.without_tests();
    let on = day(options.on.as_deref())?;
    let ground = ground(&mut workspace, &options.city, options.one.as_deref(), (on, options.year))?;
    let errors = ground.findings().iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    terminal.show(&errors, workspace.sources());
    let Some((book, data)) = ground.half() else { return Ok(Exit::Findings) };
    let mut sources = workspace.sources().clone();
    let supposed = whatif::read(book, &mut sources, options.set.iter().map(String::as_str));
    terminal.show(&supposed.findings, &sources);
    if has_errors(&supposed.findings) {
        return Ok(Exit::Usage);
    }
    let together = ground.together(Options { year: options.year, on });
    let among = together.as_ref().map(|(together, row)| Among { together, row: *row });
    let year = Some(together.as_ref().map_or_else(|| year(book, data, options.year), |(together, _)| together.year));
    let assessed = match &together {
        Some((together, row)) => together.assess(&sources, *row),
        None => Some(crate::assess_with(book, &sources, data, Options { year, on })),
    };
    let Some(assessed) = assessed else { return Ok(Exit::Findings) };
    let present = Present { book, sources: &sources, data, assessed: &assessed, among };
    let missing = |missing| Failure::Usage(format!("what is supposed has no value: {}", book.show_missing(&missing)));
    let found = what_if(&present, &supposed.value).map_err(missing)?;
    print(&match options.format {
        TableFormat::Text => whatif::text(&found, terminal.width),
        TableFormat::Json => whatif::json(&found)?,
        TableFormat::Csv => whatif::csv(&found),
    })?;
    Ok(Exit::of_errors(!errors.is_empty()))
}
