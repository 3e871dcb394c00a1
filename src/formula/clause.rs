//! Which of several clauses holds.

use super::{Context, Scope, eval::truth_in};
use crate::model::formula::Node;
use crate::model::rules::{Case, Note};
use crate::value::{Date, Missing, Outcome, Phrase, Truth};

/// The place of the clause that holds, if one does.
///
/// Only clauses that are valid on the day count. The clauses of a narrower pack (a higher layer) come before those of a
/// wider one. Among those of one pack a condition beats none; of several conditions that hold, the one that goes `over`
/// all others is taken, else the one with the latest `from`.
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
    let clauses: Vec<Candidate<'_>> = cases
        .iter()
        .enumerate()
        .filter(|(_, case)| valid(case, context.date) && wanted(&case.value))
        .map(|(place, case)| Candidate { place, note: &case.note, from: case.from, when: case.when.as_ref() })
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
pub(super) fn pick_among(all: &[Candidate<'_>], scope: &dyn Scope, context: &Context<'_>) -> Outcome<Option<usize>> {
    let mut below: Option<u16> = None;
    loop {
        let layers = all.iter().map(|one| one.note.layer).filter(|layer| below.is_none_or(|edge| *layer < edge));
        let Some(layer) = layers.max() else { return Ok(None) };
        let here: Vec<Candidate<'_>> = all.iter().copied().filter(|one| one.note.layer == layer).collect();
        if let Some(place) = pick_in_layer(&here, all, scope, context)? {
            return Ok(Some(place));
        }
        below = Some(layer);
    }
}

fn pick_in_layer(
    here: &[Candidate<'_>],
    all: &[Candidate<'_>],
    scope: &dyn Scope,
    context: &Context<'_>,
) -> Outcome<Option<usize>> {
    let mut holding: Vec<Candidate<'_>> = Vec::new();
    let mut open: Vec<(Candidate<'_>, Missing)> = Vec::new();
    for one in here {
        let Some(when) = one.when else { continue };
        match truth_in(when, scope, context) {
            Ok(true) => holding.push(*one),
            Ok(false) => {}
            Err(missing) => open.push((*one, missing)),
        }
    }
    let winner = winner(&holding, all)?;
    let undecided =
        |(one, _): &&(Candidate<'_>, Missing)| winner.is_none_or(|winner| !goes_over(winner.note, one.note, all));
    let missing = open.iter().filter(undecided).map(|(_, missing)| missing.clone()).reduce(Missing::join);
    match (missing, winner) {
        (Some(missing), _) => Err(missing),
        (None, Some(winner)) => Ok(Some(winner.place)),
        (None, None) => {
            latest(here.iter().filter(|one| one.when.is_none()).copied()).map(|one| one.map(|one| one.place))
        }
    }
}

/// Which of the clauses whose conditions hold is taken.
fn winner<'c>(holding: &[Candidate<'c>], all: &[Candidate<'_>]) -> Outcome<Option<Candidate<'c>>> {
    let over_all = |one: &&Candidate<'_>| {
        holding.iter().all(|other| other.place == one.place || goes_over(one.note, other.note, all))
    };
    match holding.iter().find(over_all) {
        Some(one) => Ok(Some(*one)),
        None => latest(holding.iter().copied()),
    }
}

/// The clause with the latest `from`; none of it counts as earliest.
fn latest<'c>(clauses: impl Iterator<Item = Candidate<'c>>) -> Outcome<Option<Candidate<'c>>> {
    let mut best: Option<Candidate<'c>> = None;
    let mut rival: Option<Candidate<'c>> = None;
    for one in clauses {
        match best {
            Some(known) if one.from == known.from => rival = Some(one),
            Some(known) if one.from < known.from => {}
            _ => (best, rival) = (Some(one), None),
        }
    }
    match (best, rival) {
        (Some(one), Some(other)) => Err(two_at_once(&one, &other)),
        _ => Ok(best),
    }
}

fn two_at_once(one: &Candidate<'_>, other: &Candidate<'_>) -> Missing {
    let (one, other) = (clause_name(one), clause_name(other));
    Missing::failed(Phrase::from("why_two_clauses").with("one", one).with("other", other))
}

/// What a clause is called in a message: its name, else its source, else its place among its like.
fn clause_name(one: &Candidate<'_>) -> String {
    match (&one.note.name, &one.note.source) {
        (Some(name), _) => name.clone(),
        (None, Some(source)) => source.clone(),
        (None, None) => format!("clause {}", one.place + 1),
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
