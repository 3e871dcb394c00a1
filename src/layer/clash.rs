//! Clauses that set the same for one time: in one pack, in two packs of one rank; and times in which nothing holds.

use super::Layer;
use super::subject::{Merge, Placed, groups, placed, placed_as_read};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Clause, Item, Joining, Modifiers};
use crate::value::Date;

/// What is found among the clauses of one pack about one item: `items` is what the pack says of it, as it was read;
/// `of_pack` stands in the head of the pack.
pub(super) fn in_pack(items: &[&Item], of_pack: &Modifiers, findings: &mut Vec<Diagnostic>) {
    let mut all: Vec<Placed<'_>> = Vec::new();
    for item in items {
        placed_as_read(item, of_pack, &mut all);
    }
    for one in &all {
        findings.extend(timeless(one));
        findings.extend(out_of_place(one));
    }
    let name = items.first().map_or("", |item| super::amend::name_of(item));
    let amends = items.iter().any(|item| item.amend);
    for group in groups(&all) {
        let plain: Vec<&Placed<'_>> = group.into_iter().filter(|one| is_plain(one)).collect();
        twice(&plain, name, findings);
        if !amends {
            gaps(&plain, &plain, name, findings);
        }
    }
}

/// What is found among the clauses of several packs about one item.
pub(super) fn between(item: &Item, layers: &[Layer], findings: &mut Vec<Diagnostic>) {
    let all = placed(item);
    let name = super::amend::name_of(item);
    for group in groups(&all) {
        let plain: Vec<&Placed<'_>> = group.into_iter().filter(|one| is_plain(one)).collect();
        let first = plain.first().map(|one| one.clause.layer);
        if plain.iter().all(|one| Some(one.clause.layer) == first) {
            continue;
        }
        clashes(&plain, layers, name, findings);
        gaps(&plain, &plain, name, findings);
    }
}

/// Of what a rule book has one only, nothing can depend on a figure.
fn timeless(one: &Placed<'_>) -> Option<Diagnostic> {
    let when = one.time.when.filter(|_| one.subject.timeless)?;
    let message = format!("`{}` cannot depend on a condition", one.subject.word);
    Some(
        Diagnostic::error("clause::timeless", one.clause.word, message)
            .and(when.span, "the condition")
            .help("say for which places it holds in the pack's head: `applies to …`"),
    )
}

/// `also` and `only` where they mean nothing.
fn out_of_place(one: &Placed<'_>) -> Option<Diagnostic> {
    let subject = one.subject;
    let listed = subject.merge != Merge::Single || subject.word == "expect";
    let named = subject.merge == Merge::Named || subject.word == "action";
    let (word, help) = match one.clause.modifiers.joining {
        Joining::Also if !listed => ("also", "leave `also` out: the clause stands in the place of the one before"),
        Joining::Only if !named => {
            ("only", "leave `only` out: without `also` the clause stands in the place of the others")
        }
        _ => return None,
    };
    let message = format!("`{word}` says nothing before `{}`", subject.word);
    Some(Diagnostic::error("clause::joining", one.clause.word, message).help(help))
}

/// Holds without a condition, and stands in the place of its like.
fn is_plain(one: &Placed<'_>) -> bool {
    one.time.when.is_none() && one.replaces()
}

/// `the target of `water_supply_loss``
fn what(one: &Placed<'_>, name: &str) -> String {
    let within = one.within.iter().filter(|part| !part.is_empty());
    let whole: Vec<&str> = std::iter::once(name).chain(within.copied()).collect();
    format!("the {} of `{}`", one.subject.words(), whole.join("."))
}

/// Two clauses of one pack that hold on one day.
fn twice(plain: &[&Placed<'_>], name: &str, findings: &mut Vec<Diagnostic>) {
    for (place, later) in plain.iter().enumerate() {
        if later.subject.merge == Merge::Many {
            continue;
        }
        let met = plain.iter().take(place).find(|first| ambiguous(first, later));
        let Some(first) = met else { continue };
        let message = format!("{} is set twice for the same time", what(later, name));
        findings.push(
            Diagnostic::error("clause::twice", later.clause.span, message)
                .here("and again here")
                .and(first.clause.span, "set here")
                .help("take one away, or say when each holds: `from DATE`, `until DATE`, `when CONDITION`"),
        );
    }
}

/// Both hold on one day, and no later `from` decides.
fn ambiguous(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let (own, theirs) = (one.time, other.time);
    if own.from == theirs.from {
        return true;
    }
    let (earlier, later) = if own.from < theirs.from { (own, theirs) } else { (theirs, own) };
    let reaches = earlier.until.zip(later.from).is_some_and(|(until, from)| from <= until);
    reaches && !named_over(one.clause, other.clause) && !named_over(other.clause, one.clause)
}

fn named_over(one: &Clause, other: &Clause) -> bool {
    let name = other.modifiers.name.as_ref();
    name.is_some_and(|name| one.modifiers.over.iter().any(|over| over.text == name.text))
}

/// Two packs of one rank that set the same for one time.
fn clashes(plain: &[&Placed<'_>], layers: &[Layer], name: &str, findings: &mut Vec<Diagnostic>) {
    let over = |one: u16, other: u16| layers.get(one as usize).is_some_and(|layer| layer.over.contains(&other));
    let mut told: Vec<(u16, u16)> = Vec::new();
    for (place, later) in plain.iter().enumerate() {
        for first in plain.iter().take(place) {
            // Two lists clash once, not row by row.
            let pair = (first.clause.layer, later.clause.layer);
            if later.subject.merge == Merge::Many && told.contains(&pair) {
                continue;
            }
            let (one, other) = (first.clause, later.clause);
            let ranked = one.layer == other.layer || over(one.layer, other.layer) || over(other.layer, one.layer);
            if ranked || !overlap(first, later) || named_over(one, other) || named_over(other, one) {
                continue;
            }
            let settled = plain.iter().any(|third| {
                let layer = third.clause.layer;
                over(layer, one.layer) && over(layer, other.layer) && covers(third, first, later)
            });
            if settled {
                continue;
            }
            told.push(pair);
            let pack = |layer: u16| layers.get(layer as usize).map_or("", |layer| layer.name.as_str());
            let (own, theirs) = (pack(other.layer), pack(one.layer));
            let message = format!("{} is set by two packs of one rank, `{theirs}` and `{own}`", what(later, name));
            findings.push(
                Diagnostic::error("layer::clash", other.span, message)
                    .here(format!("set by `{own}`"))
                    .and(one.span, format!("set by `{theirs}`"))
                    .help(format!(
                        "let one pack extend the other (`extends {theirs}` in `{own}`), or name one clause with `as NAME` \
                         and write `over NAME` behind the other"
                    )),
            );
        }
    }
}

fn overlap(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let before = |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end < start);
    !before(one.time.until, other.time.from) && !before(other.time.until, one.time.from)
}

/// Whether a clause holds throughout the time that two others share.
fn covers(third: &Placed<'_>, one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let starts = one.time.from.max(other.time.from);
    let ends = [one.time.until, other.time.until].into_iter().flatten().min();
    let early = third.time.from.is_none() || starts.is_some_and(|starts| third.time.from <= Some(starts));
    let late = match (third.time.until, ends) {
        (None, _) => true,
        (Some(until), Some(ends)) => ends <= until,
        (Some(_), None) => false,
    };
    early && late
}

/// A time between two clauses in which none holds.
fn gaps(plain: &[&Placed<'_>], all: &[&Placed<'_>], name: &str, findings: &mut Vec<Diagnostic>) {
    let mut ordered: Vec<&&Placed<'_>> = plain.iter().filter(|one| one.subject.merge == Merge::Single).collect();
    ordered.sort_by_key(|one| one.time.from);
    for pair in ordered.windows(2) {
        let [one, next] = pair else { continue };
        let (Some(until), Some(from)) = (one.time.until, next.time.from) else { continue };
        let day = until.next();
        if day >= from || all.iter().any(|other| holds_on(other, day)) {
            continue;
        }
        let message =
            format!("{} is set until {until} and again from {from}; between them it is not set", what(next, name));
        findings.push(
            Diagnostic::warning("clause::dates::gap", next.clause.span, message)
                .here("from here on")
                .and(one.clause.span, "until here")
                .help("let one of them reach the other, or say what holds between them"),
        );
    }
}

fn holds_on(one: &Placed<'_>, day: Date) -> bool {
    one.clause.modifiers.joining != Joining::Also
        && one.time.from.is_none_or(|from| from <= day)
        && one.time.until.is_none_or(|until| day <= until)
}
