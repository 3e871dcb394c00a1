//! The scorecard as JSON: everything that an evaluation found, in a stable schema.
//!
//! Objects keep the order of the fields as declared in [`schema`] and of the rule book. There is no clock and no path
//! of this machine in it. A change of meaning raises [`SCHEMA_VERSION`]; new fields do not.

mod advice;
mod items;
mod paths;
mod schema;

use serde_json::{Map, Value as Json};

use super::ReportFault;
use super::view::View;
use crate::model::rules::{self, Aggregation, Metric, Way};
use crate::model::scorecard::{CheckOutcome, CheckResult, GroupResult, Notice};
use crate::value::{Missing, Symbol};
pub(super) use items::exact;
use items::{figure, item, number, score_value};
use schema::{Band, Check, City, Document, Filter, Finding, Group, Programme, Reason, Rollup, Schema, Share};

const POINTS: Way = Way::Fixed(Aggregation::ShareOfPoints);

/// Name of the schema.
pub const SCHEMA: &str = "yardstick.scorecard";
/// Version of the schema.
pub const SCHEMA_VERSION: u32 = 1;

/// The scorecard as pretty-printed JSON that ends with a line break.
///
/// # Errors
///
/// When it cannot be written.
pub fn scorecard_json(view: &View<'_>) -> Result<String, ReportFault> {
    let neutral = view.neutral();
    let view = neutral.as_ref().map_or(*view, |book| View { book, ..*view });
    let document = document(view);
    let mut text = serde_json::to_string_pretty(&document).map_err(|error| ReportFault(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

fn document<'a>(view: View<'a>) -> Document<'a> {
    Document {
        schema: Schema { name: SCHEMA, version: SCHEMA_VERSION },
        city: city(view),
        year: view.card.year,
        on: view.card.on.map(|day| day.to_string()),
        filter: view.filter.map(|filter| Filter {
            facet: view.book.facets.get(filter.facet as usize).map_or("", |facet| &facet.name),
            value: view.book.word(filter.value),
        }),
        packs: &view.provenance.packs,
        items: view.items().filter_map(|each| view.facts(each)).map(|facts| item(view, &facts)).collect(),
        rollups: rollups(view),
        checks: view.card.checks.iter().filter(|check| keeps(view, check)).map(|each| check(view, each)).collect(),
        notices: view
            .card
            .notices
            .iter()
            .filter(|each| view.keeps_id(each.item) || view.filter.is_none())
            .map(|each| notice(view, each))
            .collect(),
        recommendations: advice::recommendations(view),
        provenance: view.provenance,
    }
}

fn city(view: View<'_>) -> City<'_> {
    let city = &view.data.city;
    City {
        name: &city.name,
        title: view.city(),
        about: city.about.as_deref(),
        attributes: city.attributes.iter().map(|(name, value)| (name.clone(), Json::from(value.clone()))).collect(),
        programmes: city
            .programmes
            .iter()
            .map(|programme| Programme {
                name: &programme.name,
                title: &programme.title,
                tags: &programme.tags,
                from: programme.from.map(|date| date.to_string()),
                until: programme.until.map(|date| date.to_string()),
                budget: programme.budget.as_deref(),
                source: programme.source.as_deref(),
                about: programme.about.as_deref(),
            })
            .collect(),
    }
}

/// A reason with the names of what is missing.
fn reason(view: View<'_>, missing: &Missing) -> Reason {
    Reason {
        kind: super::csv::kind_word(missing.kind),
        items: missing.items().iter().map(|id| view.book.item_name(*id).to_owned()).collect(),
        why: missing.why().map(|why| view.phrase(why)),
        text: view.book.show_missing(missing),
    }
}

fn band(view: View<'_>, band: crate::value::BandRef) -> Band {
    Band { name: view.band_word(band), title: view.band_words(band), rank: band.index + 1, of: view.bands_beside(band) }
}

fn rollups(view: View<'_>) -> Vec<Rollup<'_>> {
    let mut all = Vec::new();
    for result in &view.card.rollups {
        let Some(rollup) = view.book.rollups.get(result.rollup as usize) else { continue };
        let name = |facet: &u16| view.book.facets.get(*facet as usize).map_or("", |facet| facet.name.as_str());
        all.push(Rollup {
            name: &rollup.name,
            facets: rollup.facets.iter().map(name).collect(),
            source: rollup.note.source.as_deref(),
            groups: result
                .groups
                .iter()
                .filter(|group| view.keeps_group(&rollup.facets, &group.key))
                .map(|each| group(view, rollup, each))
                .collect(),
        });
    }
    all
}

fn group(view: View<'_>, rollup: &rules::Rollup, result: &GroupResult) -> Group {
    Group {
        key: key(view, &rollup.facets, &result.key),
        title: titles(view, &rollup.facets, &result.key),
        score: result.score.as_ref().ok().and_then(|score| group_score(score, &rollup.metric)),
        unit: rollup.metric.unit().filter(|unit| !unit.kind.is_none()).map(|unit| unit.written.to_string()),
        printed: result.score.as_ref().ok().map(|score| view.score(score, &rollup.metric)),
        band: result.band.as_ref().ok().map(|each| band(view, *each)),
        points: result.points.map(number),
        max_points: result.max_points.map(number),
        applicable: result.applicable,
        reported: result.reported,
        scored: result.scored,
        reason: result.score.as_ref().err().map(|missing| reason(view, missing)),
        members: result.members.iter().map(|id| view.book.item_name(*id).to_owned()).collect(),
        shares: shares(view, rollup, result),
    }
}

fn shares(view: View<'_>, rollup: &rules::Rollup, result: &GroupResult) -> Vec<Share> {
    let points = result.way.and_then(|way| rollup.by.get(way)).is_none_or(|case| case.value == POINTS);
    let taken =
        |taken: f64| number(if points || rollup.metric.is_share() { taken } else { rollup.metric.printed(taken) });
    let adds = |adds: f64| number(if rollup.metric.is_share() { adds } else { rollup.metric.printed(adds) });
    let names = result.members.iter().map(|id| view.book.item_name(*id).to_owned());
    let names = names.chain(groups_below(view, rollup, result));
    let share = |(member, share): (String, &crate::model::scorecard::Share)| Share {
        member,
        number: share.number.map(taken),
        weight: number(share.weight),
        part: share.part.map(number),
        adds: share.adds.map(adds),
    };
    names.zip(&result.shares).map(share).collect()
}

/// The names of the groups that a group is made of: `pillar: physical`.
fn groups_below(view: View<'_>, rollup: &rules::Rollup, result: &GroupResult) -> Vec<String> {
    let rules::Members::Rollup(of) = rollup.of else { return Vec::new() };
    let results = view.card.rollups.iter().find(|below| below.rollup == of);
    let (Some(below), Some(results)) = (view.book.rollups.get(of as usize), results) else { return Vec::new() };
    let groups = result.groups.iter().filter_map(|at| results.groups.get(*at as usize));
    groups.map(|group| view.book.group_name(below, &group.key)).collect()
}

fn group_score(score: &crate::value::Value, metric: &Metric) -> Option<serde_json::Value> {
    if metric.is_share() { score_value(score) } else { items::on_scale(score, metric) }
}

fn key(view: View<'_>, facets: &[u16], key: &[Symbol]) -> Map<String, Json> {
    let name = |facet: &u16| view.book.facets.get(*facet as usize).map_or("", |facet| facet.name.as_str());
    facets.iter().zip(key).map(|(facet, value)| (name(facet).to_owned(), Json::from(view.book.word(*value)))).collect()
}

fn titles(view: View<'_>, facets: &[u16], key: &[Symbol]) -> Vec<String> {
    facets.iter().zip(key).map(|(facet, value)| view.value_title(*facet, *value).to_owned()).collect()
}

/// Whether a check is shown: its member carries what the filter asks for, or there is no filter.
fn keeps(view: View<'_>, check: &CheckResult) -> bool {
    view.filter.is_none() || check.member.is_some_and(|member| view.keeps_id(member))
}

fn check<'a>(view: View<'a>, result: &'a CheckResult) -> Check<'a> {
    let (outcome, weight, text) = match &result.outcome {
        CheckOutcome::Holds => ("holds", None, None),
        CheckOutcome::Finding { weight, text } => ("finding", Some(*weight), Some(text.clone())),
        CheckOutcome::Note(text) => ("note", None, Some(text.clone())),
        CheckOutcome::Undetermined(_) => ("undetermined", None, None),
        CheckOutcome::NotApplicable => ("not_applicable", None, None),
    };
    let missing = if let CheckOutcome::Undetermined(missing) = &result.outcome { Some(missing) } else { None };
    Check {
        name: view.book.checks.get(result.check as usize).map_or("", |check| &check.name),
        member: result.member.map(|member| view.book.item_name(member)),
        title: &result.title,
        outcome,
        weight,
        text,
        reason: missing.map(|missing| reason(view, missing)),
        evidence: advice::evidence(view, &result.evidence),
    }
}

fn notice<'a>(view: View<'a>, notice: &'a Notice) -> Finding<'a> {
    let figures = notice.figures.iter().filter_map(|at| view.data.figures.get(*at as usize));
    Finding {
        code: notice.code,
        weight: notice.weight,
        item: view.book.item_name(notice.item),
        text: &notice.text,
        figures: figures.map(|each| figure(view, each, false)).collect(),
    }
}
