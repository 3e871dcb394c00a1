//! `over NAME`: the name must be that of one clause that sets the same, and nothing may go over itself.

use super::subject::{Placed, placed};
use crate::diagnostic::Diagnostic;
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Item, Name};

/// Whether any clause of an item goes over another by name.
pub(super) fn speaks(clauses: &[Clause]) -> bool {
    clauses.iter().any(|clause| {
        let inner = matches!(&clause.kind, ClauseKind::Item(inner) if speaks(&inner.clauses));
        inner || !clause.modifiers.over.is_empty()
    })
}

/// What is wrong with the names that the clauses of an item go over.
pub(super) fn check(item: &Item, findings: &mut Vec<Diagnostic>) {
    let all = placed(item);
    for one in &all {
        let alike: Vec<&Placed<'_>> = all.iter().filter(|other| other.same(one)).collect();
        for over in &one.clause.modifiers.over {
            let mut named = alike.iter().filter(|other| other.clause.span != one.clause.span && is_called(other, over));
            match (named.next(), named.next()) {
                (None, _) => findings.push(unknown(one, over, &alike)),
                (Some(first), Some(second)) => findings.push(ambiguous(over, first, second)),
                (Some(first), None) => findings.extend(circle(one, over, first, &alike)),
            }
        }
    }
}

fn is_called(one: &Placed<'_>, name: &Name) -> bool {
    one.clause.modifiers.name.as_ref().is_some_and(|own| own.text == name.text)
}

fn unknown(one: &Placed<'_>, over: &Name, alike: &[&Placed<'_>]) -> Diagnostic {
    let names = alike.iter().filter_map(|other| other.clause.modifiers.name.as_ref()).map(|name| name.text.as_str());
    let help = match nearest(&over.text, names) {
        Some(near) => format!("did you mean `over {near}`?"),
        None => format!("write `as {}` behind the clause that it goes over", over.text),
    };
    let message = format!("no other {} is called `{}`", one.subject.words(), over.text);
    Diagnostic::error("over::unknown", over.span, message).help(help)
}

fn ambiguous(over: &Name, first: &Placed<'_>, second: &Placed<'_>) -> Diagnostic {
    let message = format!("two clauses are called `{}`", over.text);
    Diagnostic::error("over::ambiguous", over.span, message)
        .here("which of them?")
        .and(first.clause.span, "this one")
        .and(second.clause.span, "or this one")
        .help("give each a name of its own")
}

/// The way from a clause over others back to itself; told once, by the first of them.
fn circle(one: &Placed<'_>, over: &Name, first: &Placed<'_>, alike: &[&Placed<'_>]) -> Option<Diagnostic> {
    let mut way = vec![first.clause];
    let mut at = first.clause;
    loop {
        let next = at.modifiers.over.iter().find_map(|name| {
            alike
                .iter()
                .map(|other| other.clause)
                .find(|other| other.modifiers.name.as_ref().is_some_and(|own| own.text == name.text))
        })?;
        if next.span == one.clause.span {
            break;
        }
        if way.iter().any(|seen| seen.span == next.span) {
            return None;
        }
        way.push(next);
        at = next;
    }
    let place = |clause: &Clause| (clause.span.source, clause.span.start);
    if way.iter().any(|other| place(other) < place(one.clause)) {
        return None;
    }
    let mut finding = Diagnostic::error("over::circle", over.span, "these clauses go over each other in a circle")
        .help("take one `over` away");
    for clause in way {
        finding = finding.and(clause.span, "goes over it in turn");
    }
    Some(finding)
}
