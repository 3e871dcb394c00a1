//! Sentences made from the figures.

use super::facts::{Facts, State};
use super::order::{cut, listed};
use super::tree::{Branch, Group};
use super::view::View;
use crate::model::advice::{Comparison, Holder, NotGiven, Reason, Recommended};
use crate::model::exhibit::Evidence;
use crate::model::rules::RankBy;
use crate::value::MissingKind;

/// `Household Internet Access is 98 %; the target is at least 100 % (natural maximum): strong, score 98 %.`
pub(super) fn about_item(view: View<'_>, facts: &Facts<'_>) -> String {
    let spoken = facts.result.value.as_ref().map_or_else(|_| String::new(), |value| view.spoken(facts.item, value));
    let State::Band(band) = facts.state else {
        return view.say("sentence_value", &[("title", &facts.title), ("value", &spoken)]);
    };
    let target = facts.target.as_ref().map_or_else(String::new, |target| {
        let standing = target.standing();
        let holes = [("target", target.text.as_str()), ("basis", standing.as_str())];
        view.say(if standing.is_empty() { "sentence_target" } else { "sentence_target_basis" }, &holes)
    });
    let score = facts.score.as_ref().map_or_else(String::new, |score| view.say("sentence_score", &[("score", score)]));
    let name = view.band_name(band);
    let title = facts.title.as_str();
    view.say(
        "sentence_band",
        &[("title", title), ("value", &spoken), ("target", &target), ("band", &name), ("score", &score)],
    )
}

/// `Economy scores 81 % (good): 98 of 121 points, from 32 of 45 figures.`
pub(super) fn about_group(view: View<'_>, title: &str, group: Group<'_>) -> String {
    let found = group.result;
    let (scored, applicable) = (found.scored.to_string(), found.applicable.to_string());
    let Ok(score) = &found.score else {
        let why = found.score.as_ref().err().map_or_else(String::new, |missing| view.why(missing));
        return view.say("sentence_no_score", &[("title", title), ("why", &why)]);
    };
    let score = view.score(score, &group.rollup.metric);
    let band = found.band.as_ref().map_or_else(|_| String::new(), |band| format!(" ({})", view.band_name(*band)));
    let earned = match (found.points, found.max_points) {
        (Some(earned), Some(most)) => {
            view.say("sentence_points", &[("points", &view.points(earned)), ("most", &view.points(most))])
        }
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
    view.say("sentence_group", &holes)
}

/// The groups with the highest and the lowest scores, where there are at least two different ones.
pub(super) fn extremes(view: View<'_>, branches: &[&Branch<'_>]) -> Option<String> {
    let scored = ranked(view, branches);
    let ((best, top), (worst, low)) = (scored.first()?, scored.last()?);
    if top <= low {
        return None;
    }
    Some(view.say("sentence_extremes", &[("best", best), ("worst", worst)]))
}

/// Groups with their score in words, the highest first; ties keep the order of the rules.
pub(super) fn ranked(view: View<'_>, branches: &[&Branch<'_>]) -> Vec<(String, f64)> {
    let mut scored: Vec<(String, f64)> = branches
        .iter()
        .filter_map(|branch| {
            let group = branch.group?;
            let score = group.result.score.as_ref().ok()?;
            let words = format!("{} ({})", branch.title, view.score(score, &group.rollup.metric));
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

/// A comparison with the values of both sides: `water_supply_loss (28.4 %) > loss_limit (20 %)`; in another language
/// than that of the rules in words.
pub(super) fn comparison(view: View<'_>, each: &Comparison) -> String {
    let Some(words) = &each.words else {
        let (left, right) = (side(&each.left, &each.left_value), side(&each.right, &each.right_value));
        return format!("{left} {} {right}", each.sign);
    };
    let left = side(&words.left, &each.left_value);
    let right = match words.number_first {
        true => format!("{} ({})", each.right_value, view.say("quoted", &[("text", &words.right)])),
        false => side(&words.right, &each.right_value),
    };
    view.say(words.key, &[("left", &left), ("right", &right)])
}

/// One side of a comparison with its value, unless they say the same.
fn side(written: &str, value: &str) -> String {
    let bare = |text: &str| text.replace(['\u{a0}', ' ', '_', '“', '”', '«', '»'], "");
    match value {
        "" => written.to_owned(),
        value if bare(written) == bare(value) => value.to_owned(),
        value => format!("{written} ({value})"),
    }
}

/// How many items of evidence stand in a sentence.
const EVIDENCE: usize = 6;

/// The figures that led a script or the host to what it says: `Water Supply Loss 28.4 % (low)`.
pub(super) fn evidence(view: View<'_>, all: &[Evidence]) -> String {
    let told = all.iter().map(|one| {
        let title = view.title_of(one.item);
        match &one.band {
            Some(band) => view.say("evidence_item_band", &[("title", &title), ("figure", &one.figure), ("band", band)]),
            None => view.say("evidence_item", &[("title", &title), ("figure", &one.figure)]),
        }
    });
    cut(view, &told.collect::<Vec<_>>(), EVIDENCE)
}

/// What led to an action or a finding, in a sentence; nothing where only rules decide.
pub(super) fn grounds(view: View<'_>, all: &[Evidence]) -> Option<String> {
    (!all.is_empty()).then(|| view.say("evidence_is", &[("evidence", &evidence(view, all))]))
}

/// A condition with its values; as written where it compares nothing. Of a script or the host, what led to its answer.
pub(super) fn condition(view: View<'_>, reason: &Reason) -> String {
    if !reason.evidence.is_empty() {
        return view.say("code_says", &[("from", &reason.condition), ("evidence", &evidence(view, &reason.evidence))]);
    }
    if reason.comparisons.is_empty() {
        return reason.words.clone().unwrap_or_else(|| reason.condition.clone());
    }
    let all: Vec<String> = reason.comparisons.iter().map(|each| comparison(view, each)).collect();
    listed(view, &all.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Why a recommendation is given.
pub(super) fn fired(view: View<'_>, given: &Recommended) -> Vec<String> {
    given.fired.iter().map(|reason| condition(view, reason)).collect()
}

/// A condition that failed, and the value at which it would fire.
pub(super) fn failed(view: View<'_>, reason: &Reason) -> String {
    if reason.by_code {
        let from = [("from", reason.condition.as_str()), ("evidence", &evidence(view, &reason.evidence))];
        let nothing = reason.evidence.is_empty();
        return view.say(if nothing { "code_looked_at_nothing" } else { "code_says_nothing" }, &from);
    }
    let open: Vec<&Comparison> = turning(reason).collect();
    let left = |each: &Comparison| each.words.as_ref().map_or_else(|| each.left.clone(), |words| words.left.clone());
    let turns: Vec<String> = match (open.as_slice(), reason.comparisons.len()) {
        ([only], 1) => vec![view.say("fires", &[("at", at(only))])],
        _ => open.iter().map(|each| view.say("fires_at", &[("left", &left(each)), ("at", at(each))])).collect(),
    };
    let condition = condition(view, reason);
    if turns.is_empty() { condition } else { format!("{condition}; {}", turns.join("; ")) }
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
        Some(comparison) => view.say("is_now", &[("value", &comparison.left_value), ("at", at(comparison))]),
        None => why_not(view, each).join("; "),
    }
}

/// All of why a recommendation is not given.
pub(super) fn why_not(view: View<'_>, each: &NotGiven) -> Vec<String> {
    match &each.not_applicable {
        Some(missing) => vec![view.why(missing)],
        None => each.failed.iter().map(|reason| failed(view, reason)).collect(),
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
                (true, _) => "held_briefly",
                (false, Some(_)) => "held_by_limit",
                (false, None) => "held_by_rank",
            };
            let said = view.say(words, &holes);
            let names: Vec<&str> = outranked_by.iter().map(String::as_str).collect();
            if names.is_empty() || brief { said } else { format!("{said}: {}", listed(view, &names)) }
        }
        Holder::Unless { because: Some(because), .. } if brief => because.clone(),
        Holder::Unless { reason, because } => {
            let why = because.as_ref().map_or_else(String::new, |because| format!(" ({because})"));
            view.say("held_by_unless", &[("condition", &condition(view, reason))]) + &why
        }
    }
}

/// How recommendations are ordered and limited, in one or two sentences.
pub(super) fn order(view: View<'_>) -> String {
    let limits = view.book.limits.iter().map(|limit| {
        let by = limit.by.iter().map(|by| match by {
            RankBy::Priority => view.word("by_priority"),
            RankBy::Shortfall => view.word("by_shortfall"),
            RankBy::Effect => view.word("by_effect"),
        });
        let by = by.reduce(|first, next| view.say("then_by", &[("first", &first), ("next", &next)]));
        let what = limit.facet.map_or_else(
            || view.word("recommendations_counted"),
            |facet| view.say("groups_of", &[("facet", &view.facet_title(facet).to_lowercase())]),
        );
        let because = limit.note.because.as_ref().or(limit.note.source.as_ref());
        let because = because.map(|because| view.say("order_because", &[("because", because)]));
        let by = by.unwrap_or_else(|| view.word("by_declaration"));
        let said = view.say("order_limit", &[("what", &what), ("count", &limit.count.to_string()), ("by", &by)]);
        [Some(said), because].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let limits: Vec<String> = limits.collect();
    if limits.is_empty() { view.word("order_plain") } else { limits.join(" ") }
}

/// What a recommendation would change, in a few words; nothing where the rules do not say.
pub(super) fn effect(view: View<'_>, each: &Recommended) -> Option<String> {
    let effect = each.effect.as_ref()?;
    Some(match &effect.gain {
        Ok(gain) => {
            let gain = view.book.show_as(gain, &effect.shown);
            view.say("effect_is", &[("gain", &gain), ("on", &effect.on)])
        }
        Err(missing) => view.say("effect_open", &[("on", &effect.on), ("why", &view.why(missing))]),
    })
}

/// `3 KPIs, not reported`: how a group of gaps is headed.
pub(super) fn gap_heading(view: View<'_>, kind: MissingKind, count: usize) -> String {
    let words = view.word(kind.key());
    let mut letters = words.chars();
    let first = letters.next().map_or_else(String::new, |letter| letter.to_uppercase().to_string());
    let reason = format!("{first}{}", letters.as_str());
    view.voice().say("gap_heading", &[("reason", (&reason).into()), ("count", count.into())])
}

/// The words of a status or a grade.
pub(super) fn standing(view: View<'_>, facts: &Facts<'_>) -> String {
    let mut parts = vec![view.word(facts.result.status.key())];
    parts.extend(facts.result.quality.map(|quality| view.word(quality.key())));
    if facts.result.value.is_ok() {
        parts.extend(match facts.origin() {
            "computed" => Some(view.word("origin_computed")),
            "stated" => Some(view.word("origin_stated")),
            "assumed" => Some(view.word("origin_assumed")),
            "imputed" => Some(view.word("origin_imputed")),
            _ => None,
        });
    }
    parts.join(", ")
}
