//! Sentences made from the figures.

use super::facts::{Facts, State};
use super::numbers::points;
use super::order::{counted, listed, plain};
use super::tree::{Branch, Group};
use super::view::View;
use super::words::{W, fill};
use crate::model::advice::{Comparison, Holder, NotGiven, Reason, Recommended};
use crate::model::rules::RankBy;
use crate::value::MissingKind;

/// `Household Internet Access is 98 %; the target is at least 100 % (natural maximum): strong, score 98 %.`
pub(super) fn about_item(view: View<'_>, facts: &Facts<'_>) -> String {
    let spoken = facts.result.value.as_ref().map_or_else(|_| String::new(), |value| view.spoken(facts.item, value));
    let State::Band(band) = facts.state else {
        return fill(W.sentence_value, &[("title", &facts.title), ("value", &spoken)]);
    };
    let target = facts.target.as_ref().map_or_else(String::new, |target| {
        let standing = target.standing();
        let holes = [("target", target.text.as_str()), ("basis", standing.as_str())];
        fill(if standing.is_empty() { W.sentence_target } else { W.sentence_target_basis }, &holes)
    });
    let score = facts.score.as_ref().map_or_else(String::new, |score| fill(W.sentence_score, &[("score", score)]));
    let name = view.band_name(band);
    let title = facts.title.as_str();
    fill(
        W.sentence_band,
        &[("title", title), ("value", &spoken), ("target", &target), ("band", &name), ("score", &score)],
    )
}

/// `Economy scores 81 % (good): 98 of 121 points, from 32 of 45 figures.`
pub(super) fn about_group(view: View<'_>, title: &str, group: Group<'_>) -> String {
    let found = group.result;
    let (scored, applicable) = (found.scored.to_string(), found.applicable.to_string());
    let Ok(score) = &found.score else {
        let why = found.score.as_ref().err().map_or_else(String::new, |missing| view.why(missing));
        return fill(W.sentence_no_score, &[("title", title), ("why", &why)]);
    };
    let score = view.score(score, group.rollup.scale);
    let band = found.band.as_ref().map_or_else(|_| String::new(), |band| format!(" ({})", view.band_name(*band)));
    let earned = match (found.points, found.max_points) {
        (Some(earned), Some(most)) => fill(W.sentence_points, &[("points", &points(earned)), ("most", &points(most))]),
        _ => String::new(),
    };
    let holes = [
        ("title", title),
        ("score", score.as_str()),
        ("band", &band),
        ("points", &earned),
        ("scored", &scored),
        ("applicable", &applicable),
    ];
    fill(W.sentence_group, &holes)
}

/// The groups with the highest and the lowest scores, where there are at least two different ones.
pub(super) fn extremes(view: View<'_>, branches: &[&Branch<'_>]) -> Option<String> {
    let scored = ranked(view, branches);
    let ((best, top), (worst, low)) = (scored.first()?, scored.last()?);
    if top <= low {
        return None;
    }
    Some(fill(W.sentence_extremes, &[("best", best), ("worst", worst)]))
}

/// Groups with their score in words, the highest first; ties keep the order of the rules.
pub(super) fn ranked(view: View<'_>, branches: &[&Branch<'_>]) -> Vec<(String, f64)> {
    let mut scored: Vec<(String, f64)> = branches
        .iter()
        .filter_map(|branch| {
            let group = branch.group?;
            let score = group.result.score.as_ref().ok()?;
            let words = format!("{} ({})", branch.title, view.score(score, group.rollup.scale));
            Some((words, score.as_number()?))
        })
        .collect();
    scored.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    scored
}

/// Items in the highest band of their scale, in the order of the rules.
pub(super) fn strengths<'f, 'a>(view: View<'_>, facts: &'f [Facts<'a>]) -> Vec<&'f Facts<'a>> {
    facts.iter().filter(|each| each.rank(view).is_some_and(|(rank, bands)| rank == 0 && bands > 1)).collect()
}

/// Items in the lower half of their scale, the lowest score first.
pub(super) fn weaknesses<'f, 'a>(view: View<'_>, facts: &'f [Facts<'a>]) -> Vec<&'f Facts<'a>> {
    let low = |each: &&Facts<'_>| each.rank(view).is_some_and(|(rank, bands)| bands > 1 && rank * 2 >= bands);
    let mut found: Vec<&Facts<'_>> = facts.iter().filter(low).collect();
    found.sort_by(|a, b| {
        let key = |each: &Facts<'_>| (each.rank(view).map(|(rank, bands)| bands - rank), each.share().unwrap_or(2.0));
        let ((band, score), (other, beside)) = (key(a), key(b));
        band.cmp(&other).then(score.total_cmp(&beside))
    });
    found
}

/// A comparison with the values of both sides: `water_supply_loss (28.4 %) > loss_limit (20 %)`.
pub(super) fn comparison(each: &Comparison) -> String {
    let side = |written: &str, value: &str| {
        let same = written.replace(['\u{a0}', ' ', '_'], "") == value.replace(['\u{a0}', ' ', '_'], "");
        if same || value.is_empty() { value_or(written, value) } else { format!("{written} ({value})") }
    };
    format!("{} {} {}", side(&each.left, &each.left_value), each.sign, side(&each.right, &each.right_value))
}

fn value_or(written: &str, value: &str) -> String {
    if value.is_empty() { written.to_owned() } else { value.to_owned() }
}

/// A condition with its values; as written where it compares nothing.
pub(super) fn condition(reason: &Reason) -> String {
    if reason.comparisons.is_empty() {
        return reason.condition.clone();
    }
    listed(
        &reason.comparisons.iter().map(comparison).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>(),
    )
}

/// Why a recommendation is given.
pub(super) fn fired(given: &Recommended) -> Vec<String> {
    given.fired.iter().map(condition).collect()
}

/// A condition that failed, and the value at which it would fire.
pub(super) fn failed(reason: &Reason) -> String {
    let open: Vec<&Comparison> = turning(reason).collect();
    let turns: Vec<String> = match (open.as_slice(), reason.comparisons.len()) {
        ([only], 1) => vec![fill(W.fires, &[("at", at(only))])],
        _ => open.iter().map(|each| fill(W.fires_at, &[("left", &each.left), ("at", at(each))])).collect(),
    };
    if turns.is_empty() { condition(reason) } else { format!("{}; {}", condition(reason), turns.join("; ")) }
}

/// Comparisons that do not hold, and would at some value.
fn turning(reason: &Reason) -> impl Iterator<Item = &Comparison> {
    reason.comparisons.iter().filter(|each| each.holds != Some(true) && each.turns_at.is_some())
}

fn at(comparison: &Comparison) -> &str {
    comparison.turns_at.as_deref().unwrap_or("")
}

/// Why a recommendation is not given, in a few words: the value, and the one at which it would fire.
pub(super) fn why_not_briefly(view: View<'_>, each: &NotGiven) -> String {
    let first = each.failed.iter().find_map(|reason| turning(reason).next());
    match first {
        Some(comparison) => fill(W.is_now, &[("value", &comparison.left_value), ("at", at(comparison))]),
        None => why_not(view, each).join("; "),
    }
}

/// All of why a recommendation is not given.
pub(super) fn why_not(view: View<'_>, each: &NotGiven) -> Vec<String> {
    match &each.not_applicable {
        Some(missing) => vec![view.why(missing)],
        None => each.failed.iter().map(failed).collect(),
    }
}

/// What holds a recommendation back.
pub(super) fn held_by(view: View<'_>, holder: &Holder) -> String {
    holding(view, holder, false)
}

/// What holds a recommendation back, without the names of what outranked it.
pub(super) fn held_by_briefly(view: View<'_>, holder: &Holder) -> String {
    holding(view, holder, true)
}

fn holding(view: View<'_>, holder: &Holder, brief: bool) -> String {
    match holder {
        Holder::Limit { limit, rank, outranked_by } => {
            let found = view.book.limits.get(*limit as usize);
            let facet = found.and_then(|limit| limit.facet);
            let what = facet.map_or_else(String::new, |facet| view.facet_title(facet).to_lowercase());
            let count = found.map_or_else(String::new, |limit| limit.count.to_string());
            let rank = rank.to_string();
            let holes = [("what", what.as_str()), ("rank", &rank), ("count", &count)];
            let words = match (brief, facet) {
                (true, _) => W.held_briefly,
                (false, Some(_)) => W.held_by_limit,
                (false, None) => W.held_by_rank,
            };
            let said = fill(words, &holes);
            let names: Vec<&str> = outranked_by.iter().map(String::as_str).collect();
            if names.is_empty() || brief { said } else { format!("{said}: {}", listed(&names)) }
        }
        Holder::Unless { because: Some(because), .. } if brief => because.clone(),
        Holder::Unless { reason, because } => {
            let why = because.as_ref().map_or_else(String::new, |because| format!(" ({because})"));
            format!("{} {}{why}", W.held_by_unless, condition(reason))
        }
    }
}

/// How recommendations are ordered and limited, in one or two sentences.
pub(super) fn order(view: View<'_>) -> String {
    let limits = view.book.limits.iter().map(|limit| {
        let by: Vec<&str> = limit
            .by
            .iter()
            .map(|by| match by {
                RankBy::Priority => W.by_priority,
                RankBy::Shortfall => W.by_shortfall,
            })
            .collect();
        let what = limit.facet.map_or_else(
            || W.recommendations_counted.to_owned(),
            |facet| fill(W.groups_of, &[("facet", &view.facet_title(facet).to_lowercase())]),
        );
        let because = limit.note.because.as_ref().or(limit.note.source.as_ref());
        let because = because.map_or_else(String::new, |because| fill(W.order_because, &[("because", because)]));
        let count = limit.count.to_string();
        let by = if by.is_empty() { W.by_declaration.to_owned() } else { by.join(W.then) };
        fill(W.order_limit, &[("what", &what), ("count", &count), ("by", &by), ("because", &because)])
    });
    let limits: Vec<String> = limits.collect();
    if limits.is_empty() { W.order_plain.to_owned() } else { limits.join(" ") }
}

/// `3 KPIs, not reported`: how a group of gaps is headed.
pub(super) fn gap_heading(kind: MissingKind, count: usize) -> String {
    let words = kind.words();
    let mut letters = words.chars();
    let first = letters.next().map_or_else(String::new, |letter| letter.to_uppercase().to_string());
    format!("{first}{} ({})", letters.as_str(), counted(count, W.item_one, W.item_many))
}

/// The words of a status or a grade.
pub(super) fn standing(facts: &Facts<'_>) -> String {
    let mut parts = vec![plain(facts.result.status.word())];
    parts.extend(facts.result.quality.map(|quality| plain(quality.word())));
    if facts.result.value.is_ok() && matches!(facts.origin(), "computed" | "stated" | "assumed") {
        parts.push(facts.origin().to_owned());
    }
    parts.join(", ")
}
