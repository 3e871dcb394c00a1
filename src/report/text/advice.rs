//! Recommendations: those given with their reason, and a line for each of the others.

use super::lines::Sheet;
use crate::model::advice::{Recommended, Subject};
use crate::report::gaps::{heading, heading_of};
use crate::report::order::cut;
use crate::report::sentences::{effect, fired, held_by_briefly, why_not_briefly};
use crate::report::view::View;

/// How many lines a list of what is not given takes.
const LINES: usize = 7;
/// How many members of a set are named.
const MEMBERS: usize = 4;

/// Writes all four outcomes.
pub(super) fn draw(view: View<'_>, sheet: &mut Sheet) {
    sheet.heading(&view.word("recommendations"));
    given(view, sheet);
    let shown = |subject: &Subject| view.keeps_advice(subject);
    let held = view.advice.held_back.iter().filter(|each| shown(&each.recommended.subject));
    list(
        view,
        sheet,
        &view.word("held_back"),
        held.map(|each| (each.recommended.subject.clone(), held_by_briefly(view, &each.by))),
    );
    let not = view.advice.not_given.iter().filter(|each| shown(&each.subject));
    list(view, sheet, &view.word("not_given"), not.map(|each| (each.subject.clone(), why_not_briefly(view, each))));
    let open = view.advice.undetermined.iter().filter(|each| shown(&each.subject));
    list(view, sheet, &view.word("undetermined"), open.map(|each| (heading_of(view, each), view.why(&each.missing))));
    sheet.rule("");
}

fn given(view: View<'_>, sheet: &mut Sheet) {
    let shown: Vec<&Recommended> = view.advice.given.iter().filter(|each| view.keeps_advice(&each.subject)).collect();
    if shown.is_empty() {
        sheet.line(&format!("  {}", view.word("nothing_given")));
    }
    let mut number = 0;
    for each in shown.iter().filter(|each| each.subject.member.is_none()) {
        number += 1;
        sheet.wrapped(&format!("  {number}. {} ({})", each.subject.title, view.priority(each.priority)), 3);
        if let Some(why) = fired(view, each).first() {
            sheet.cut(&format!("     {}", spaces(why)));
        }
        if let Some(effect) = effect(view, each) {
            sheet.wrapped(&format!("     {}", spaces(&effect)), 5);
        }
    }
    for (title, members) in over_members(view, shown.iter().map(|each| &each.subject)) {
        number += 1;
        sheet.wrapped(&format!("  {number}. {title}: {}", cut(view, &members, MEMBERS)), 3);
    }
}

/// Recommendations over a set, each with the titles of its members.
fn over_members<'s>(view: View<'_>, subjects: impl Iterator<Item = &'s Subject>) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(u16, String, Vec<String>)> = Vec::new();
    for subject in subjects {
        let Some(member) = subject.member else { continue };
        let name = view.title_of(member);
        match groups.iter_mut().find(|(rule, ..)| *rule == subject.recommendation) {
            Some((_, _, names)) => names.push(name),
            None => groups.push((subject.recommendation, heading(view, subject), vec![name])),
        }
    }
    let counted =
        |title: &str, count: usize| view.voice().say("of_members", &[("title", title.into()), ("count", count.into())]);
    groups.into_iter().map(|(_, title, names)| (counted(&title, names.len()), names)).collect()
}

/// One line for each; those over a set in one line together.
fn list(view: View<'_>, sheet: &mut Sheet, title: &str, all: impl Iterator<Item = (Subject, String)>) {
    let all: Vec<(Subject, String)> = all.collect();
    if all.is_empty() {
        return;
    }
    let single: Vec<&(Subject, String)> = all.iter().filter(|(subject, _)| subject.member.is_none()).collect();
    sheet.line(&format!("  {title} ({})", all.len()));
    for (subject, why) in single.iter().take(LINES) {
        sheet.cut(&format!("    {}: {}", subject.title, spaces(why)));
    }
    if single.len() > LINES {
        sheet.line(&format!("    {}", view.voice().say("and_more", &[("count", (single.len() - LINES).into())])));
    }
    for (title, members) in over_members(view, all.iter().map(|(subject, _)| subject)) {
        sheet.cut(&format!("    {title}: {}", cut(view, &members, MEMBERS)));
    }
}

/// Line breaks and runs of spaces as one space; no-break spaces stay.
fn spaces(text: &str) -> String {
    text.split(['\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
