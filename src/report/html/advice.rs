//! Recommendations for the page: those given, by topic, with evidence; and the others, each with its reason.

use serde::Serialize;

use crate::model::advice::{Recommended, Subject};
use crate::model::dataset::Programme as Known;
use crate::model::rules::Resource as Listed;
use crate::report::gaps::{heading, heading_of};
use crate::report::sentences::{condition, effect, fired, grounds, held_by, why_not};
use crate::report::view::View;

/// Recommendations of one topic.
#[derive(Debug, Serialize)]
pub(super) struct Topic {
    /// Nothing where recommendations have no topics.
    title: Option<String>,
    given: Vec<Given>,
    sets: Vec<MemberSet>,
}

/// A recommendation that is given.
#[derive(Debug, Serialize)]
struct Given {
    rank: u32,
    title: String,
    priority: String,
    about: Option<String>,
    because: Vec<String>,
    fired: Vec<String>,
    open: Vec<String>,
    shortfall: Option<String>,
    effect: Option<String>,
    actions: Vec<Action>,
    credits: Vec<Programme>,
    resources: Vec<Resource>,
}

/// What is to be done, and what led a script or the host to it.
#[derive(Debug, Serialize)]
struct Action {
    text: String,
    evidence: Option<String>,
}

/// A recommendation over a set: one line for each member.
#[derive(Debug, Serialize)]
struct MemberSet {
    title: String,
    members: Vec<Member>,
    #[serde(skip)]
    rule: u16,
}

#[derive(Debug, Serialize)]
struct Member {
    title: String,
    reason: String,
}

#[derive(Debug, Serialize)]
struct Programme {
    title: String,
    time: String,
    budget: Option<String>,
    about: Option<String>,
    source: Option<String>,
}

#[derive(Debug, Serialize)]
struct Resource {
    title: String,
    publisher: Option<String>,
    year: Option<i32>,
    address: Option<String>,
}

/// Recommendations of one of the other outcomes.
#[derive(Debug, Serialize)]
pub(super) struct Others {
    id: &'static str,
    title: String,
    about: String,
    column: String,
    rows: Vec<OtherRow>,
}

#[derive(Debug, Serialize)]
struct OtherRow {
    title: String,
    topic: String,
    reasons: Vec<String>,
}

/// What is given, by topic, in the order of the ranks.
pub(super) fn topics(view: View<'_>) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for each in view.advice.given.iter().filter(|each| view.keeps_advice(&each.subject)) {
        let title = topic(view, &each.subject);
        let place = topics.iter().position(|topic| topic.title == title).unwrap_or_else(|| {
            topics.push(Topic { title: title.clone(), given: Vec::new(), sets: Vec::new() });
            topics.len() - 1
        });
        let Some(topic) = topics.get_mut(place) else { continue };
        if each.subject.member.is_some() {
            join(view, &mut topic.sets, each);
        } else {
            topic.given.push(given(view, each));
        }
    }
    topics
}

/// The topic of a recommendation: the facet that a limit counts, or else the first facet that it carries.
fn topic(view: View<'_>, subject: &Subject) -> Option<String> {
    let rule = view.recommendation(subject)?;
    let counted = view.book.limits.iter().find_map(|limit| limit.facet);
    let carried = match counted {
        Some(facet) => rule.facets.iter().find(|carried| carried.facet == facet)?,
        None => rule.facets.first()?,
    };
    let titles = carried.values.iter().map(|value| view.value_title(carried.facet, *value));
    Some(titles.collect::<Vec<_>>().join(", "))
}

fn join(view: View<'_>, sets: &mut Vec<MemberSet>, each: &Recommended) {
    let reason = each.because.first().cloned().unwrap_or_else(|| fired(view, each).join("; "));
    let member = Member { title: each.subject.member.map_or_else(String::new, |id| view.title_of(id)), reason };
    match sets.iter_mut().find(|set| set.rule == each.subject.recommendation) {
        Some(set) => set.members.push(member),
        None => sets.push(MemberSet {
            title: heading(view, &each.subject),
            members: vec![member],
            rule: each.subject.recommendation,
        }),
    }
}

fn given(view: View<'_>, each: &Recommended) -> Given {
    let share = |shortfall: f64| view.share(&crate::value::Value::Number(shortfall));
    Given {
        rank: each.rank,
        title: each.subject.title.clone(),
        priority: view.priority(each.priority),
        about: each.about.clone(),
        because: each.because.clone(),
        fired: fired(view, each),
        open: each.open.iter().map(|reason| condition(view, reason)).collect(),
        shortfall: each.shortfall.map(|shortfall| view.say("shortfall_is", &[("share", &share(shortfall))])),
        actions: each
            .actions
            .iter()
            .map(|action| Action { text: action.text.clone(), evidence: grounds(view, &action.evidence) })
            .collect(),
        effect: effect(view, each),
        credits: each
            .credits
            .iter()
            .filter_map(|at| view.data.city.programmes.get(*at))
            .map(|known| programme(view, known))
            .collect(),
        resources: each.resources.iter().filter_map(|at| view.book.resources.get(*at as usize)).map(resource).collect(),
    }
}

fn programme(view: View<'_>, known: &Known) -> Programme {
    let year = |date: Option<crate::value::Date>| date.map(|date| date.year.to_string());
    let time = match (year(known.from), year(known.until)) {
        (Some(from), Some(until)) => view.say("time_span", &[("from", &from), ("until", &until)]),
        (Some(from), None) => view.say("since", &[("year", &from)]),
        (None, Some(until)) => view.say("until", &[("year", &until)]),
        (None, None) => String::new(),
    };
    Programme {
        title: known.title.clone(),
        time,
        budget: known.budget.as_ref().map(|budget| budget.replace('_', "\u{a0}")),
        about: known.about.clone(),
        source: known.source.clone(),
    }
}

fn resource(listed: &Listed) -> Resource {
    Resource {
        title: listed.title.clone(),
        publisher: listed.publisher.clone(),
        year: listed.year,
        address: listed
            .address
            .clone()
            .filter(|address| address.starts_with("https://") || address.starts_with("http://")),
    }
}

/// What is held back, not given or undetermined. Outcomes without recommendations are left out.
pub(super) fn others(view: View<'_>) -> Vec<Others> {
    let row = |subject: &Subject, reasons: Vec<String>| {
        view.keeps_advice(subject).then(|| OtherRow {
            title: subject.title.clone(),
            topic: topic(view, subject).unwrap_or_default(),
            reasons,
        })
    };
    let held = view.advice.held_back.iter();
    let held = held.filter_map(|each| row(&each.recommended.subject, vec![held_by(view, &each.by)])).collect();
    let not = view.advice.not_given.iter().filter_map(|each| row(&each.subject, why_not(view, each))).collect();
    let open =
        view.advice.undetermined.iter().filter_map(|each| row(&heading_of(view, each), vec![view.why(&each.missing)]));
    let all = [
        Others {
            id: "held-back",
            title: view.word("held_back"),
            about: view.word("held_back_about"),
            column: view.word("held_back_column"),
            rows: held,
        },
        Others {
            id: "not-given",
            title: view.word("not_given"),
            about: view.word("not_given_about"),
            column: view.word("not_given_column"),
            rows: not,
        },
        Others {
            id: "undetermined",
            title: view.word("undetermined"),
            about: view.word("undetermined_about"),
            column: view.word("undetermined_column"),
            rows: open.collect(),
        },
    ];
    all.into_iter().filter(|others| !others.rows.is_empty()).collect()
}
