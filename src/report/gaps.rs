//! What could not be scored, grouped by the sort of reason, and which recommendations wait for it.

use super::facts::{Facts, State};
use super::order::plain;
use super::view::View;
use crate::model::advice::{Subject, Undetermined};
use crate::model::formula::TemplatePiece;
use crate::value::{ItemId, MissingKind};

/// All items without a band for one sort of reason.
#[derive(Debug, Clone)]
pub(super) struct Gaps<'a> {
    /// The sort.
    pub kind: MissingKind,
    /// The items, in the order of the rules.
    pub gaps: Vec<Gap<'a>>,
}

/// An item without a band.
#[derive(Debug, Clone)]
pub(super) struct Gap<'a> {
    /// The item.
    pub facts: Facts<'a>,
    /// Titles of the recommendations that wait for it, each once.
    pub waiting: Vec<String>,
}

/// The sorts of reasons, in the order in which they are of use to a city: what it can mend comes first.
const ORDER: [MissingKind; 6] = [
    MissingKind::NotReported,
    MissingKind::Rejected,
    MissingKind::Failed,
    MissingKind::Undecided,
    MissingKind::NoBenchmark,
    MissingKind::NotApplicable,
];

/// The gaps of a view.
pub(super) fn gaps(view: View<'_>) -> Vec<Gaps<'_>> {
    let leaves: Vec<Facts<'_>> = view.leaves().filter_map(|item| view.facts(item)).collect();
    let of_kind = |kind: MissingKind| Gaps {
        kind,
        gaps: leaves
            .iter()
            .filter(|facts| facts.state == State::Missing(kind))
            .map(|facts| Gap { facts: facts.clone(), waiting: waiting(view, facts) })
            .collect(),
    };
    ORDER.into_iter().map(of_kind).filter(|gaps| !gaps.gaps.is_empty()).collect()
}

/// Recommendations that are undetermined for want of this item or of an input of it. One that is given for each member
/// of a set waits for each of them; that is not said again here.
fn waiting(view: View<'_>, facts: &Facts<'_>) -> Vec<String> {
    let mut wanted: Vec<ItemId> = vec![facts.item.id];
    wanted.extend(facts.item.parent);
    wanted.extend(facts.reason.iter().flat_map(|missing| missing.items().iter().copied()));
    let mut titles: Vec<String> = Vec::new();
    let over = |open: &&Undetermined| view.recommendation(&open.subject).is_some_and(|rule| rule.each.is_some());
    for open in view.advice.undetermined.iter().filter(|open| !over(open) && lacks(open, &wanted)) {
        let title = heading_of(view, open).title;
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

fn lacks(open: &Undetermined, wanted: &[ItemId]) -> bool {
    let named = open.missing.items().iter().chain(&open.members).chain(open.subject.member.as_ref());
    named.into_iter().any(|item| wanted.contains(item))
}

/// The title of a recommendation; for one of many members what their titles have in common.
pub(super) fn heading(view: View<'_>, subject: &Subject) -> String {
    let Some(rule) = view.recommendation(subject) else { return subject.title.clone() };
    if rule.each.is_none() && !subject.title.is_empty() {
        return subject.title.clone();
    }
    let lead: String = rule
        .title
        .pieces
        .iter()
        .map_while(|piece| match piece {
            TemplatePiece::Text(text) => Some(&**text),
            TemplatePiece::Hole(..) => None,
        })
        .collect();
    let lead = lead.trim().trim_end_matches(':').trim();
    if lead.is_empty() { plain(&rule.name) } else { lead.to_owned() }
}

/// The subject of an undetermined recommendation, with a title that people can read: `Focus on 41 KPIs`.
pub(super) fn heading_of(view: View<'_>, open: &Undetermined) -> Subject {
    let over = view.recommendation(&open.subject).is_some_and(|rule| rule.each.is_some());
    if !over || open.subject.member.is_some() {
        return open.subject.clone();
    }
    let title = heading(view, &open.subject);
    let fills = [("title", (&title).into()), ("count", open.members.len().into())];
    Subject { title: view.voice().say("of_members", &fills), ..open.subject.clone() }
}
