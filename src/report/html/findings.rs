//! What the checks found, and what was noticed about figures.

use serde::Serialize;

use super::Cited;
use crate::model::rules::CheckWeight;
use crate::model::scorecard::CheckOutcome;
use crate::report::sentences::grounds;
use crate::report::view::View;

/// The checks of a view.
#[derive(Debug, Serialize)]
pub(super) struct Checks {
    /// Findings, the heaviest first.
    findings: Vec<Line>,
    /// What the verifier is to do.
    notes: Vec<Line>,
    /// What could not be told.
    open: Vec<Line>,
    /// How many hold.
    holds: usize,
    /// How many rest on what does not apply.
    apart: usize,
}

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    title: String,
    weight: String,
    text: String,
    evidence: Option<String>,
    sources: Vec<Cited>,
}

/// What the checks found.
pub(super) fn checks(view: View<'_>) -> Checks {
    let mut checks = Checks { findings: Vec::new(), notes: Vec::new(), open: Vec::new(), holds: 0, apart: 0 };
    let mut findings: Vec<(CheckWeight, Line)> = Vec::new();
    for check in &view.card.checks {
        if view.filter.is_some() && !check.member.is_some_and(|member| view.keeps_id(member)) {
            continue;
        }
        let line = |weight: String, text: String| {
            let evidence = grounds(view, &check.evidence);
            Line { title: check.title.clone(), weight, text, evidence, sources: Vec::new() }
        };
        match &check.outcome {
            CheckOutcome::Holds => checks.holds += 1,
            CheckOutcome::NotApplicable => checks.apart += 1,
            CheckOutcome::Finding { weight, text } => {
                findings.push((*weight, line(view.weight(*weight), text.clone())))
            }
            CheckOutcome::Note(text) => checks.notes.push(line(view.word("info"), text.clone())),
            CheckOutcome::Undetermined(missing) => checks.open.push(line(String::new(), view.why(missing))),
        }
    }
    findings.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    checks.findings = findings.into_iter().map(|(_, line)| line).collect();
    checks
}

/// What was noticed about figures.
pub(super) fn notices(view: View<'_>) -> Vec<Line> {
    let shown = view.card.notices.iter().filter(|notice| view.filter.is_none() || view.keeps_id(notice.item));
    shown
        .map(|notice| Line {
            title: view.title_of(notice.item),
            weight: view.weight(notice.weight),
            text: notice.text.clone(),
            evidence: None,
            sources: notice
                .figures
                .iter()
                .filter_map(|at| view.data.figures.get(*at as usize))
                .map(|figure| {
                    let (written, source) = (view.written(figure), view.data.source_of(figure));
                    let text = format!("{written}: {source}, {}", figure.place);
                    Cited { text, foreign: view.is_foreign(source) }
                })
                .collect(),
        })
        .collect()
}
