//! `yardstick explain`

use std::path::PathBuf;

use super::Done;
use super::arguments::Explain;
use super::exit::{Exit, Failure};
use super::project::{day, load, open, rules_on, year};
use super::terminal::{Terminal, print};
use crate::author::{Known, Unknown, explain, explain_code};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Options;

pub(super) fn run(options: &Explain, rules: &[PathBuf], terminal: Terminal) -> Done {
    let unknown = |unknown: Unknown| Failure::Usage(unknown.to_string());
    let Some(city) = &options.city else {
        let code = options.code.as_deref().unwrap_or("");
        print(&explain_code(code, terminal.width).map_err(unknown)?)?;
        return Ok(Exit::Fine);
    };
    let mut workspace = open(rules, Some(city))?.without_tests();
    let on = day(options.on.as_deref())?;
    let project = load(&mut workspace, city, rules_on(on, options.year))?;
    let errors = project.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    let sources = workspace.sources();
    terminal.show(&errors, sources);
    if project.broken {
        return Ok(Exit::Findings);
    }
    let (book, data) = (&project.book, &project.data);
    let assessed = crate::assess_with(book, sources, data, Options { year: Some(year(book, data, options.year)), on });
    let (card, advice) = (&assessed.evaluation.card, &assessed.advice);
    let known = Known { book, sources, data, card, advice, scope: &assessed.evaluation };
    print(&explain(&known, &options.item.join(" "), terminal.width).map_err(unknown)?)?;
    Ok(Exit::of_errors(!errors.is_empty()))
}
