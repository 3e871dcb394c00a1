//! Recommendations as JSON.

use serde_json::{Map, Value as Json};

use super::items::number;
use super::reason;
use super::schema::{
    Action, Comparison, Condition, Effect, EffectChange, Evidence, Given, HeldBack, Holder, NotGiven, Recommendations,
    Resource, Subject, Undetermined,
};
use crate::model::advice;
use crate::model::formula::Shown;
use crate::report::gaps::heading_of;
use crate::report::numbers::precise;
use crate::report::sentences::{held_by, order};
use crate::report::view::View;
use crate::value::{Outcome, Value};

/// All recommendations that are shown, by outcome.
pub(super) fn recommendations(view: View<'_>) -> Recommendations {
    let all = view.advice;
    let shown = |subject: &advice::Subject| view.keeps_advice(subject);
    Recommendations {
        order: order(view),
        given: all.given.iter().filter(|each| shown(&each.subject)).map(|each| given(view, each)).collect(),
        held_back: all
            .held_back
            .iter()
            .filter(|each| shown(&each.recommended.subject))
            .map(|each| HeldBack { recommendation: given(view, &each.recommended), held_back_by: holder(view, each) })
            .collect(),
        not_given: all
            .not_given
            .iter()
            .filter(|each| shown(&each.subject))
            .map(|each| NotGiven {
                subject: subject(view, &each.subject),
                failed: conditions(view, &each.failed),
                not_applicable: each.not_applicable.as_ref().map(|missing| reason(view, missing)),
            })
            .collect(),
        undetermined: all
            .undetermined
            .iter()
            .filter(|each| shown(&each.subject))
            .map(|each| Undetermined {
                subject: subject(view, &heading_of(view, each)),
                open: conditions(view, &each.open),
                reason: reason(view, &each.missing),
                members: names(view, &each.members),
            })
            .collect(),
    }
}

/// Items that led to something, with their figures.
pub(super) fn evidence(view: View<'_>, all: &[crate::model::exhibit::Evidence]) -> Vec<Evidence> {
    let told = all.iter().map(|one| Evidence {
        item: view.book.item_name(one.item).to_owned(),
        printed: one.figure.clone(),
        band: one.band.clone(),
    });
    told.collect()
}

fn names(view: View<'_>, items: &[crate::value::ItemId]) -> Vec<String> {
    items.iter().map(|id| view.book.item_name(*id).to_owned()).collect()
}

fn subject(view: View<'_>, subject: &advice::Subject) -> Subject {
    let rule = view.recommendation(subject);
    let mut facets: Map<String, Json> = Map::new();
    for carried in rule.iter().flat_map(|rule| &rule.facets) {
        let Some(facet) = view.book.facets.get(carried.facet as usize) else { continue };
        let words: Vec<&str> = carried.values.iter().map(|value| view.book.word(*value)).collect();
        facets.insert(facet.name.clone(), Json::from(words));
    }
    Subject {
        name: rule.map_or_else(String::new, |rule| rule.name.clone()),
        title: subject.title.clone(),
        member: subject.member.map(|member| view.book.item_name(member).to_owned()),
        facets,
    }
}

fn given(view: View<'_>, each: &advice::Recommended) -> Given {
    let programmes = each.credits.iter().filter_map(|at| view.data.city.programmes.get(*at));
    let resources = each.resources.iter().filter_map(|at| view.book.resources.get(*at as usize));
    Given {
        subject: subject(view, &each.subject),
        rank: each.rank,
        priority: each.priority,
        shortfall_percent: each.shortfall.map(|share| number(precise(share) * 100.0)),
        effect: each.effect.as_ref().map(|found| effect(view, found)),
        fired: conditions(view, &each.fired),
        open: conditions(view, &each.open),
        about: each.about.clone(),
        because: each.because.clone(),
        actions: each
            .actions
            .iter()
            .map(|action| Action {
                name: action.name.clone(),
                text: action.text.clone(),
                evidence: evidence(view, &action.evidence),
            })
            .collect(),
        credits: programmes.map(|programme| programme.name.clone()).collect(),
        resources: resources
            .map(|resource| Resource {
                name: resource.name.clone(),
                title: resource.title.clone(),
                publisher: resource.publisher.clone(),
                year: resource.year,
                address: resource.address.clone(),
            })
            .collect(),
    }
}

fn effect(view: View<'_>, found: &advice::EffectResult) -> Effect {
    let unit = match &found.on_shown {
        Shown::Number { unit, .. } => unit.written.to_string(),
        Shown::Words => String::new(),
    };
    let in_unit = |value: &Value| match (&found.on_shown, value.as_number()) {
        (Shown::Number { unit, .. }, Some(base)) => Some(number(precise(unit.from_base(base)))),
        _ => None,
    };
    let known = |value: &Outcome<Value>| value.as_ref().ok().and_then(in_unit);
    Effect {
        on: found.on.clone(),
        with: found
            .with
            .iter()
            .map(|(item, value)| EffectChange { item: item.clone(), value: value.as_ref().ok().cloned() })
            .collect(),
        unit,
        before: known(&found.before),
        after: known(&found.after),
        gain: known(&found.gain),
        printed: found.gain.as_ref().ok().map(|gain| view.book.show_as(gain, &found.shown)),
        reason: found.gain.as_ref().err().map(|missing| reason(view, missing)),
    }
}

fn holder(view: View<'_>, each: &advice::HeldBack) -> Holder {
    let text = held_by(view, &each.by);
    match &each.by {
        advice::Holder::Limit { rank, outranked_by, .. } => Holder {
            kind: "limit",
            text,
            rank: Some(*rank),
            outranked_by: outranked_by.clone(),
            condition: None,
            because: None,
        },
        advice::Holder::Unless { reason, because } => Holder {
            kind: "unless",
            text,
            rank: None,
            outranked_by: Vec::new(),
            condition: Some(condition(view, reason)),
            because: because.clone(),
        },
    }
}

fn conditions(view: View<'_>, reasons: &[advice::Reason]) -> Vec<Condition> {
    reasons.iter().map(|reason| condition(view, reason)).collect()
}

fn condition(view: View<'_>, each: &advice::Reason) -> Condition {
    let comparison = |comparison: &advice::Comparison| Comparison {
        left: comparison.left.clone(),
        left_value: comparison.left_value.clone(),
        sign: comparison.sign,
        right: comparison.right.clone(),
        right_value: comparison.right_value.clone(),
        holds: comparison.holds,
        by: comparison.by.clone(),
        turns_at: comparison.turns_at.clone(),
    };
    Condition {
        condition: each.condition.clone(),
        comparisons: each.comparisons.iter().map(comparison).collect(),
        items: names(view, &each.items),
        reason: each.missing.as_ref().map(|missing| reason(view, missing)),
        evidence: evidence(view, &each.evidence),
    }
}
