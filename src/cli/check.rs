//! `yardstick check`

use super::Done;
use super::arguments::{Check, FindingFormat};
use super::exit::Exit;
use super::project::{Folders, load, open, packs, wanted};
use super::terminal::{Terminal, print};
use crate::diagnostic::{Diagnostic, Severity, has_errors, render_json};
use crate::layer::Place;

/// Warnings that `--strict` takes as errors.
const STRICT: [&str; 3] = ["amend::unfounded", "clause::dates::gap", "pack::elsewhere"];

pub(super) fn run(options: &Check, folders: Folders<'_>, terminal: Terminal) -> Done {
    if let Some(language) = &options.lang {
        return super::translation::run(options, language, folders, terminal);
    }
    let mut workspace = open(folders.rules, options.city.as_deref())?;
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut checked = Vec::new();
    if !options.packs.is_empty() || options.city.is_none() {
        for pack in packs(&mut workspace, &options.packs)? {
            let asked = wanted(std::slice::from_ref(&pack));
            add(&mut findings, workspace.rule_book(&asked, &Place::unknown())?.findings);
            // What else holds where this pack holds may contradict it.
            for place in workspace.places_of(&pack) {
                add(&mut findings, workspace.rule_book(&asked, &place)?.findings);
            }
            checked.push(pack);
        }
    }
    if let Some(city) = &options.city {
        add(&mut findings, load(&mut workspace, city, None)?.findings);
        checked.push(crate::workspace::shown(city));
    }
    if options.strict {
        strict(&mut findings);
    }
    match options.format {
        FindingFormat::Json => print(&(render_json(&findings, workspace.sources()) + "\n"))?,
        FindingFormat::Text => {
            terminal.show(&findings, workspace.sources());
            print(&format!("checked {}: {}\n", checked.join(", "), summary(&findings)))?;
        }
    }
    Ok(Exit::of_errors(has_errors(&findings)))
}

/// Takes warnings about layers as errors.
pub(super) fn strict(findings: &mut [Diagnostic]) {
    findings.iter_mut().filter(|finding| STRICT.contains(&finding.code)).for_each(|finding| {
        finding.severity = Severity::Error;
    });
}

/// Adds what was not found before: packs share what they extend.
pub(super) fn add(findings: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    for finding in more {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

pub(super) fn summary(findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let worded = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Advice, "piece of advice")];
    let told = worded.into_iter().filter_map(|(severity, word)| match count(severity) {
        0 => None,
        1 => Some(format!("1 {word}")),
        many if severity == Severity::Advice => Some(format!("{many} pieces of advice")),
        many => Some(format!("{many} {word}s")),
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { "nothing to say".to_owned() } else { told.join(", ") }
}
