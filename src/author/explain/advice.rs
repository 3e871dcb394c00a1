//! A recommendation: why it is given, what held it back, why it is not given, or what is missing.

use super::Known;
use super::comparison::{evidence, reason};
use super::lines::Lines;
use super::show::{joined, percent};
use crate::author::wording;
use crate::model::advice::{HeldBack, Holder, Reason, Recommended, Subject};
use crate::model::rules::{Priority, Recommendation};
use crate::value::ItemId;

pub(super) fn explain(known: &Known<'_>, place: u16, lines: &mut Lines) {
    let Some(rule) = known.book.recommendations.get(place as usize) else { return };
    let advice = known.advice;
    lines.head(&format!("{}: {}", rule.name, wording::template(known.book, &rule.title)));
    lines.field("declared", &wording::origin(known.book, known.sources, &rule.note));
    lines.field("authority", &wording::authority(&rule.note));
    super::item::said(known, &format!("recommend {}", rule.name), lines);
    lines.field("decided by", rule.outside.as_ref().map_or("", |outside| &*outside.from));
    super::item::retired(known, &rule.retired, lines);
    let before = lines.count();
    for one in advice.given.iter().filter(|one| one.subject.recommendation == place) {
        lines.section(&format!("given, rank {}{}", one.rank, member(known, &one.subject)));
        recommended(known, one, lines);
    }
    for one in advice.held_back.iter().filter(|one| one.recommended.subject.recommendation == place) {
        lines.section(&format!("held back{}", member(known, &one.recommended.subject)));
        holder(known, one, lines);
        recommended(known, &one.recommended, lines);
    }
    for one in advice.not_given.iter().filter(|one| one.subject.recommendation == place) {
        lines.section(&format!("not given{}", member(known, &one.subject)));
        if let Some(missing) = &one.not_applicable {
            lines.field("because", &known.reason(missing));
        }
        reasons(known, "failed", &one.failed, lines);
    }
    for one in advice.undetermined.iter().filter(|one| one.subject.recommendation == place) {
        lines.section(&format!("undetermined{}", member(known, &one.subject)));
        lines.field("missing", &known.reason(&one.missing));
        let members: Vec<&str> = one.members.iter().map(|id| known.book.item_name(*id)).collect();
        lines.field("members", &members.join(", "));
        reasons(known, "open", &one.open, lines);
    }
    if lines.count() == before {
        lines.section("not given");
        lines.more(no_member(rule));
    }
}

fn no_member(rule: &Recommendation) -> &'static str {
    if rule.each.is_some() { "no member of its set fulfils the condition" } else { "no clause of it holds" }
}

fn member(known: &Known<'_>, subject: &Subject) -> String {
    subject.member.map(|id| format!(", for {}", known.book.item_name(id))).unwrap_or_default()
}

fn reasons(known: &Known<'_>, word: &str, all: &[Reason], lines: &mut Lines) {
    for (place, one) in all.iter().enumerate() {
        reason(known, if place == 0 { word } else { "" }, one, lines);
    }
}

fn holder(known: &Known<'_>, held: &HeldBack, lines: &mut Lines) {
    match &held.by {
        Holder::Limit { limit, rank, outranked_by } => {
            let rule = known.book.limits.get(*limit as usize);
            let count = rule.map_or(0, |rule| rule.count);
            lines.field("held by", &format!("a limit of {count}: its rank is {rank}"));
            lines.more(&format!("given instead: {}", outranked_by.join(", ")));
            if let Some(rule) = rule {
                let origin = wording::origin(known.book, known.sources, &rule.note);
                lines.more(&joined(&[&wording::authority(&rule.note), &format!("({origin})")], " "));
            }
        }
        Holder::Unless { reason: condition, because } => {
            reason(known, "unless", condition, lines);
            lines.more(because.as_deref().unwrap_or(""));
        }
    }
}

fn recommended(known: &Known<'_>, one: &Recommended, lines: &mut Lines) {
    let shortfall = one.shortfall.map(|shortfall| format!("shortfall {}", percent(shortfall))).unwrap_or_default();
    lines.field("priority", &joined(&[priority(one.priority), &shortfall], ", "));
    effect(known, one, lines);
    reasons(known, "fired", &one.fired, lines);
    reasons(known, "open", &one.open, lines);
    lines.field("because", &one.because.join(" "));
    for (place, action) in one.actions.iter().enumerate() {
        lines.field(if place == 0 { "actions" } else { "" }, &format!("{}: {}", action.name, action.text));
        for one in &action.evidence {
            lines.deeper(1, &evidence(known, one));
        }
    }
    let credits = one.credits.iter().filter_map(|at| known.data.city.programmes.get(*at));
    lines.field("credits", &credits.map(|programme| programme.title.as_str()).collect::<Vec<_>>().join("; "));
    let resources = one.resources.iter().filter_map(|at| known.book.resources.get(*at as usize));
    lines.field("resources", &resources.map(|resource| resource.title.as_str()).collect::<Vec<_>>().join("; "));
}

/// What it would change: how far, from what to what, and what is supposed for it.
fn effect(known: &Known<'_>, one: &Recommended, lines: &mut Lines) {
    let Some(effect) = &one.effect else { return };
    let book = known.book;
    match (&effect.before, &effect.after, &effect.gain) {
        (Ok(before), Ok(after), Ok(gain)) => {
            let (before, after) = (book.show_as(before, &effect.on_shown), book.show_as(after, &effect.on_shown));
            let gain = book.show_as(gain, &effect.shown);
            lines.field("effect", &format!("{gain} on {}: {before} now, {after} then", effect.on));
        }
        (.., Err(missing)) => lines.field("effect", &format!("on {}: {}", effect.on, known.reason(missing))),
        _ => {}
    }
    for (item, value) in &effect.with {
        let value = value.as_ref().map_or_else(|missing| known.reason(missing), Clone::clone);
        lines.more(&format!("with {item} = {value}"));
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "high",
        Priority::Medium => "medium",
        Priority::Low => "low",
    }
}

/// The recommendations whose conditions name an item, with their outcomes.
pub(super) fn that_name(known: &Known<'_>, item: ItemId) -> Vec<String> {
    let advice = known.advice;
    let names = |reasons: &[Reason]| reasons.iter().any(|reason| reason.items.contains(&item));
    let given = advice.given.iter().filter(|one| names(&one.fired) || names(&one.open));
    let held = advice.held_back.iter().map(|one| &one.recommended).filter(|one| names(&one.fired) || names(&one.open));
    let not_given = advice.not_given.iter().filter(|one| names(&one.failed));
    let open = advice.undetermined.iter().filter(|one| names(&one.open));
    let subjects = given
        .map(|one| (&one.subject, "given"))
        .chain(held.map(|one| (&one.subject, "held back")))
        .chain(not_given.map(|one| (&one.subject, "not given")))
        .chain(open.map(|one| (&one.subject, "undetermined")));
    let mut told: Vec<String> = Vec::new();
    for (subject, outcome) in subjects {
        let rule = known.book.recommendations.get(subject.recommendation as usize);
        let text = format!("{} ({outcome})", rule.map_or("", |rule| rule.name.as_str()));
        if !told.contains(&text) {
            told.push(text);
        }
    }
    told
}
