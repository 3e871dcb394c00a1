//! `yardstick explain`

use std::path::PathBuf;

use super::Done;
use super::arguments::Explain;
use super::exit::{Exit, Failure};
use super::project::{day, load, open, rules_on, year};
use super::terminal::{Terminal, print};
use super::together::{Joint, load_all};
use crate::Together;
use crate::author::{Known, Unknown, explain, explain_code};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Options;
use crate::source::Sources;
use crate::value::Date;

pub(super) fn run(options: &Explain, rules: &[PathBuf], terminal: Terminal) -> Done {
    let unknown = |unknown: Unknown| Failure::Usage(unknown.to_string());
    let Some(city) = &options.city else {
        let code = options.code.as_deref().unwrap_or("");
        print(&explain_code(code, terminal.width).map_err(unknown)?)?;
        return Ok(Exit::Fine);
    };
    let mut workspace = open(rules, Some(city))?.without_tests();
    let on = day(options.on.as_deref())?;
    if let Some(joint) = load_all(&mut workspace, city, (on, options.year))? {
        return among(options, &joint, workspace.sources(), terminal, on);
    }
    if let Some(one) = &options.one {
        return Err(Failure::Usage(format!("`--city {one}` picks one of many, and this is one city")));
    }
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

/// Explains a result of one of many cities.
fn among(options: &Explain, joint: &Joint, sources: &Sources, terminal: Terminal, on: Option<Date>) -> Done {
    let errors: Vec<Diagnostic> =
        joint.findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect();
    terminal.show(&errors, sources);
    if joint.broken {
        return Ok(Exit::Findings);
    }
    let Some(name) = &options.one else {
        return Err(Failure::Usage("a result is of one city: pick it with `--city NAME`".to_owned()));
    };
    let together = Together::of(&joint.book, &joint.cities, Options { year: options.year, on });
    let (row, data) = joint.city(name)?;
    let Some(assessed) = together.assess(sources, row) else { return Ok(Exit::Findings) };
    let (card, advice) = (&assessed.evaluation.card, &assessed.advice);
    let known = Known { book: &joint.book, sources, data, card, advice, scope: &assessed.evaluation };
    let text = explain(&known, &options.item.join(" "), terminal.width);
    print(&text.map_err(|unknown| Failure::Usage(unknown.to_string()))?)?;
    Ok(Exit::of_errors(!errors.is_empty()))
}
