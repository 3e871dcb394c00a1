//! Which of several clauses holds.

use smallvec::SmallVec;

use super::eval::{joined, truth_in};
use super::{Context, Scope};
use crate::model::formula::Node;
use crate::model::rules::{Case, Note, Pack};
use crate::value::{Date, Filling, Joining, Missing, Outcome, Phrase, Truth};

/// The place of the clause that holds, if one does.
///
/// Only clauses that are valid on the day count. The clauses of a pack come before those of the packs that it goes over.
/// Else the one that goes `over` the other counts; within one pack a condition beats none, and of two conditions that hold
/// (or two clauses without one) the later `from` is taken.
///
/// # Errors
/// A condition that is unknown and could matter, or two clauses that hold at once.
pub fn pick<T>(cases: &[Case<T>], scope: &dyn Scope, context: &Context<'_>) -> Outcome<Option<usize>> {
    match cases {
        [] => return Ok(None),
        [only] if only.when.is_none() => return Ok(valid(only, context.date).then_some(0)),
        _ => {}
    }
    pick_where(cases, |_| true, scope, context)
}

/// The same among those clauses only that a filter lets through.
///
/// # Errors
/// As [`pick`].
pub fn pick_where<T>(
    cases: &[Case<T>],
    wanted: impl Fn(&T) -> bool,
    scope: &dyn Scope,
    context: &Context<'_>,
) -> Outcome<Option<usize>> {
    let clauses: SmallVec<[Candidate<'_>; 4]> = candidates(cases, context.date)
        .filter(|one| cases.get(one.place).is_some_and(|case| wanted(&case.value)))
        .collect();
    pick_among(&clauses, scope, context)
}

/// Whether a clause that stands alone holds: it is valid on the day, and its condition is true.
///
/// # Errors
/// Its condition is unknown.
pub fn holds<T>(case: &Case<T>, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    match &case.when {
        _ if !valid(case, context.date) => Ok(false),
        None => Ok(true),
        Some(when) => truth_in(when, scope, context),
    }
}

/// A clause without what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'c> {
    /// Its place in the list that it comes from.
    pub place: usize,
    /// Its authority.
    pub note: &'c Note,
    /// Its first day.
    pub from: Option<Date>,
    /// Its condition.
    pub when: Option<&'c Node>,
}

/// Whether a clause is valid on a day.
pub(super) fn valid<T>(case: &Case<T>, date: Date) -> bool {
    case.from.is_none_or(|from| from <= date) && case.until.is_none_or(|until| date <= until)
}

/// The clause that holds among those that are valid on the day.
///
/// Conditions are asked from the top down, and only as far as the answer depends on them: what another clause that holds
/// (or may hold) goes over is not asked.
pub(super) fn pick_among(all: &[Candidate<'_>], scope: &dyn Scope, context: &Context<'_>) -> Outcome<Option<usize>> {
    match all {
        [] => return Ok(None),
        [only] => {
            let holds = only.when.map_or(Ok(true), |when| truth_in(when, scope, context))?;
            return Ok(holds.then_some(only.place));
        }
        _ => {}
    }
    let order = Order { all, packs: &scope.book().packs };
    let mut rest: Vec<Candidate<'_>> = all.to_vec();
    let mut holding: Vec<Candidate<'_>> = Vec::new();
    let mut missing: Option<Missing> = None;
    while !rest.is_empty() {
        let (top, below) = order.split(rest);
        rest = below;
        for one in top {
            match one.when.map_or(Ok(true), |when| truth_in(when, scope, context)) {
                Ok(true) => holding.push(one),
                Ok(false) => continue,
                Err(unknown) => missing = Some(joined(missing, unknown)),
            }
            rest.retain(|other| !order.beats(&one, other));
        }
    }
    match (missing, holding.as_slice()) {
        (Some(missing), _) => Err(missing),
        (None, []) => Ok(None),
        (None, [one]) => Ok(Some(one.place)),
        (None, [one, other, ..]) => Err(two_at_once(one, other)),
    }
}

/// Which of two clauses goes over the other.
struct Order<'a> {
    all: &'a [Candidate<'a>],
    packs: &'a [Pack],
}

impl Order<'_> {
    /// Those that no other one goes over, and the others.
    fn split<'c>(&self, rest: Vec<Candidate<'c>>) -> (Vec<Candidate<'c>>, Vec<Candidate<'c>>) {
        let beaten = |one: &Candidate<'c>| rest.iter().any(|other| self.beats(other, one));
        let (below, top): (Vec<Candidate<'c>>, Vec<Candidate<'c>>) = rest.iter().copied().partition(beaten);
        // The checker refuses clauses that go over each other in a circle.
        if top.is_empty() { (below, top) } else { (top, below) }
    }

    /// The narrower pack first, then what is said with `over`, then a condition before none, then the later `from`.
    fn beats(&self, one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
        if one.place == other.place {
            return false;
        }
        let (own, theirs) = (one.note.layer, other.note.layer);
        if own != theirs && (layer_over(self.packs, own, theirs) || layer_over(self.packs, theirs, own)) {
            return layer_over(self.packs, own, theirs);
        }
        if goes_over(one.note, other.note, self.all) {
            return true;
        }
        if own != theirs || goes_over(other.note, one.note, self.all) {
            return false;
        }
        match (one.when.is_some(), other.when.is_some()) {
            (true, false) => true,
            (false, true) => false,
            _ => one.from > other.from,
        }
    }
}

/// Whether a pack goes over another one.
fn layer_over(packs: &[Pack], one: u16, other: u16) -> bool {
    match packs.get(one as usize) {
        Some(pack) => pack.over.contains(&other),
        None => one > other,
    }
}

/// The clauses that stand on a day where many may stand side by side. Those of a narrower pack stand in the place of those
/// of a wider one that `same` calls alike, unless they are added with `also`; with `only` they replace all. Whether a
/// clause that stands holds under its own condition is not asked here.
///
/// # Errors
/// It cannot be told whether a clause replaces another.
pub fn standing<T>(
    cases: &[Case<T>],
    same: impl Fn(&T, &T) -> bool,
    scope: &dyn Scope,
    context: &Context<'_>,
) -> Outcome<Vec<usize>> {
    let mut standing = Vec::new();
    for (place, over) in replacers(cases, same, context.date, &scope.book().packs) {
        let mut stands = true;
        for other in over.into_iter().filter_map(|place| cases.get(place)) {
            stands &= !other.when.as_ref().map_or(Ok(true), |when| truth_in(when, scope, context))?;
        }
        if stands {
            standing.push(place);
        }
    }
    Ok(standing)
}

/// The clauses that are valid on a day, each with those that replace it where they hold: see [`standing`].
pub fn replacers<T>(
    cases: &[Case<T>],
    same: impl Fn(&T, &T) -> bool,
    date: Date,
    packs: &[Pack],
) -> Vec<(usize, Vec<usize>)> {
    let valid_ones: Vec<(usize, &Case<T>)> = cases.iter().enumerate().filter(|(_, case)| valid(*case, date)).collect();
    let first = valid_ones.first().map(|(_, case)| case.note.layer);
    if valid_ones.iter().all(|(_, case)| Some(case.note.layer) == first) {
        return valid_ones.into_iter().map(|(place, _)| (place, Vec::new())).collect();
    }
    let replaces = |other: &Case<T>, case: &Case<T>| {
        let alike = match other.note.joining {
            Joining::Also => false,
            Joining::Only => true,
            Joining::Usual => same(&other.value, &case.value),
        };
        alike && other.note.layer != case.note.layer && layer_over(packs, other.note.layer, case.note.layer)
    };
    let over = |case: &Case<T>| -> Vec<usize> {
        valid_ones.iter().filter(|(_, other)| replaces(other, case)).map(|(place, _)| *place).collect()
    };
    valid_ones.iter().map(|(place, case)| (*place, over(case))).collect()
}

/// A clause in the order in which [`pick`] asks for conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its place in the list of clauses.
    pub place: usize,
    /// Those before it in this order that go over it: it is asked where none of them was asked and holds, or may hold.
    pub under: Vec<usize>,
}

/// The clauses that are valid on a day and that a filter lets through, in the order in which [`pick`] asks for their
/// conditions.
pub fn asking<T>(cases: &[Case<T>], wanted: impl Fn(&T) -> bool, date: Date, packs: &[Pack]) -> Vec<Asked> {
    let wanted = |one: &Candidate<'_>| cases.get(one.place).is_some_and(|case| wanted(&case.value));
    let all: Vec<Candidate<'_>> = candidates(cases, date).filter(wanted).collect();
    let order = Order { all: &all, packs };
    let (mut rest, mut sorted): (Vec<Candidate<'_>>, Vec<Candidate<'_>>) = (all.clone(), Vec::new());
    while !rest.is_empty() {
        let (top, below) = order.split(rest);
        sorted.extend(top);
        rest = below;
    }
    let before = |last: usize| sorted.iter().take(last).enumerate();
    let under = |place: usize, one: &Candidate<'_>| {
        before(place).filter(|(_, other)| order.beats(other, one)).map(|(at, _)| at).collect()
    };
    sorted.iter().enumerate().map(|(at, one)| Asked { place: one.place, under: under(at, one) }).collect()
}

/// The clauses of which one holds, and those that are added with `also` and hold beside it.
///
/// # Errors
/// As [`pick`], and a condition of an added clause that is unknown.
pub fn pick_and_added<T>(cases: &[Case<T>], scope: &dyn Scope, context: &Context<'_>) -> Outcome<Vec<usize>> {
    let added = |case: &Case<T>| case.note.joining == Joining::Also;
    if !cases.iter().any(added) {
        return Ok(pick(cases, scope, context)?.into_iter().collect());
    }
    let clauses: Vec<Candidate<'_>> =
        candidates(cases, context.date).filter(|one| one.note.joining != Joining::Also).collect();
    let mut places: Vec<usize> = pick_among(&clauses, scope, context)?.into_iter().collect();
    let winner = places.first().and_then(|place| cases.get(*place)).map(|case| case.note.layer);
    for (place, case) in cases.iter().enumerate().filter(|(_, case)| added(case)) {
        let replaced = winner.is_some_and(|winner| {
            winner != case.note.layer && layer_over(&scope.book().packs, winner, case.note.layer)
        });
        if !replaced && holds(case, scope, context)? {
            places.push(place);
        }
    }
    Ok(places)
}

fn candidates<T>(cases: &[Case<T>], date: Date) -> impl Iterator<Item = Candidate<'_>> {
    let valid = cases.iter().enumerate().filter(move |(_, case)| valid(*case, date));
    valid.map(|(place, case)| Candidate { place, note: &case.note, from: case.from, when: case.when.as_ref() })
}

fn two_at_once(one: &Candidate<'_>, other: &Candidate<'_>) -> Missing {
    let (one, other) = (clause_name(one), clause_name(other));
    Missing::failed(Phrase::from("why_two_clauses").with("one", one).with("other", other))
}

/// What a clause is called in a message: its name, else its source, else its place among its like.
fn clause_name(one: &Candidate<'_>) -> Filling {
    match (&one.note.name, &one.note.source) {
        (Some(name), _) => name.clone().into(),
        (None, Some(source)) => source.clone().into(),
        (None, None) => Phrase::from("clause_number").with("number", one.place + 1).into(),
    }
}

/// Whether a clause goes over another, be it through others.
fn goes_over(one: &Note, other: &Note, all: &[Candidate<'_>]) -> bool {
    let Some(goal) = &other.name else { return false };
    let mut seen: Vec<&str> = Vec::new();
    let mut open: Vec<&str> = one.over.iter().map(String::as_str).collect();
    while let Some(name) = open.pop() {
        if name == goal {
            return true;
        }
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let named = all.iter().filter(|candidate| candidate.note.name.as_deref() == Some(name));
        open.extend(named.flat_map(|candidate| candidate.note.over.iter().map(String::as_str)));
    }
    false
}
