//! `yardstick levers`

use std::path::PathBuf;

use super::Done;
use super::arguments::{Levers, TableFormat};
use super::exit::{Exit, Failure};
use super::project::{day, load, open, rules_on, year};
use super::terminal::{Terminal, print};
use crate::author::levers::{csv, json, levers, text};
use crate::author::whatif::Present;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Options;

pub(super) fn run(options: &Levers, rules: &[PathBuf], terminal: Terminal) -> Done {
    let mut workspace = open(rules, Some(&options.city))?.without_tests();
    let on = day(options.on.as_deref())?;
    let project = load(&mut workspace, &options.city, rules_on(on, options.year))?;
    let sources = workspace.sources();
    let errors = project.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    terminal.show(&errors, sources);
    if project.broken {
        return Ok(Exit::Findings);
    }
    let (book, data) = (&project.book, &project.data);
    let year = Some(year(book, data, options.year));
    let assessed = crate::assess_with(book, sources, data, Options { year, on });
    let present = Present { book, sources, data, assessed: &assessed };
    let found = levers(&present, options.rollup.as_deref()).map_err(Failure::Usage)?;
    print(&match options.format {
        TableFormat::Text => text(&found, options.top, terminal.width),
        TableFormat::Json => json(&found)?,
        TableFormat::Csv => csv(&found),
    })?;
    Ok(Exit::of_errors(!errors.is_empty()))
}
