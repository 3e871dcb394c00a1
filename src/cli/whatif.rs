//! `yardstick whatif`

use super::Done;
use super::arguments::{TableFormat, WhatIf};
use super::exit::{Exit, Failure};
use super::project::{day, load, open, rules_on, year};
use super::terminal::{Terminal, print};
use crate::author::whatif::{self, Present, what_if};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::evaluate::Options;

pub(super) fn run(options: &WhatIf, rules: &[std::path::PathBuf], terminal: Terminal) -> Done {
    let mut workspace = open(rules, Some(&options.city))?.without_tests();
    let on = day(options.on.as_deref())?;
    let project = load(&mut workspace, &options.city, rules_on(on, options.year))?;
    let errors = project.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    terminal.show(&errors, workspace.sources());
    if project.broken {
        return Ok(Exit::Findings);
    }
    let (book, data) = (&project.book, &project.data);
    let mut sources = workspace.sources().clone();
    let supposed = whatif::read(book, &mut sources, options.set.iter().map(String::as_str));
    terminal.show(&supposed.findings, &sources);
    if has_errors(&supposed.findings) {
        return Ok(Exit::Usage);
    }
    let year = Some(year(book, data, options.year));
    let assessed = crate::assess_with(book, &sources, data, Options { year, on });
    let present = Present { book, sources: &sources, data, assessed: &assessed };
    let missing = |missing| Failure::Usage(format!("what is supposed has no value: {}", book.show_missing(&missing)));
    let found = what_if(&present, &supposed.value).map_err(missing)?;
    print(&match options.format {
        TableFormat::Text => whatif::text(&found, terminal.width),
        TableFormat::Json => whatif::json(&found)?,
        TableFormat::Csv => whatif::csv(&found),
    })?;
    Ok(Exit::of_errors(!errors.is_empty()))
}
