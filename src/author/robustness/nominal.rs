//! The cities by the rules and figures as they are, and what is looked at in every replicate.

use std::sync::Arc;

use indexmap::IndexMap;

use super::design::Design;
use super::{Group, Of, Place};
use crate::Assessed;
use crate::evaluate::peers::Peers;
use crate::evaluate::{Evaluation, Options};
use crate::formula::Scope;
use crate::model::advice::{Advice, Outcome};
use crate::model::dataset::Dataset;
use crate::model::formula::Part;
use crate::model::rules::RuleBook;
use crate::model::scorecard::Scorecard;
use crate::value::{ItemId, Value, ranks};

/// A score with its band.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Seen {
    pub score: Option<f64>,
    pub band: Option<u16>,
}

/// A recommendation, and its member.
pub(super) type Advised = (u16, Option<ItemId>);

/// A city by the rules as they are.
pub(super) struct Nominal {
    pub outputs: Vec<Of>,
    pub seen: Vec<Seen>,
    pub advice: IndexMap<Advised, Outcome>,
    /// The groups of the roll-up: name, title, and the place among the outputs.
    pub groups: Vec<(Group, usize)>,
}

/// A group of the roll-up over all cities.
pub(super) struct Over {
    pub name: String,
    pub title: String,
    /// For each city its place among the outputs, where the city has it.
    pub places: Vec<Option<usize>>,
    /// Its scores by the rules as they are.
    pub scores: Vec<Option<f64>>,
    /// The ranks of these.
    pub ranks: Vec<Option<u32>>,
}

/// Those with whom a city is evaluated, and its place among them.
pub(super) type Among = Option<(Arc<Peers>, usize)>;

/// Evaluates every city by the rules as they are.
pub(super) fn nominal(design: &Design<'_>) -> Vec<Nominal> {
    let data: Vec<&Dataset> = design.towns.iter().map(|town| town.place.data).collect();
    let peers = design.grounds.first().and_then(|ground| peers(design, ground.book, &data));
    let one = |(row, town): (usize, &super::design::Town<'_>)| {
        let place = &town.place;
        let among = peers.as_ref().map(|peers| (Arc::clone(peers), row));
        let assessed = assessed(place.book, place.data, place, among);
        let card = &assessed.evaluation.card;
        let outputs = outputs(place, card);
        let seen = seen(&assessed.evaluation, &outputs);
        let groups = outputs.iter().enumerate().filter_map(|(at, of)| {
            let Of::Group(rollup, _) = of else { return None };
            let named = place.book.rollups.get(*rollup as usize).is_some_and(|rollup| rollup.name == design.rollup);
            let (name, title) = of.name(place.book);
            named.then_some((Group { name, title }, at))
        });
        Nominal { groups: groups.collect(), seen, advice: advised(&assessed.advice).into_iter().collect(), outputs }
    };
    design.towns.iter().enumerate().map(one).collect()
}

/// The groups of the roll-up that any city has, in their order.
pub(super) fn groups(nominal: &[Nominal]) -> Vec<Over> {
    let mut names: IndexMap<&str, &str> = IndexMap::new();
    for (group, _) in nominal.iter().flat_map(|nominal| &nominal.groups) {
        names.entry(&group.name).or_insert(&group.title);
    }
    let over = |(name, title): (&str, &str)| {
        let place =
            |nominal: &Nominal| nominal.groups.iter().find(|(known, _)| known.name == name).map(|(_, output)| *output);
        let places: Vec<Option<usize>> = nominal.iter().map(place).collect();
        let score = |(nominal, place): (&Nominal, &Option<usize>)| nominal.seen.get((*place)?)?.score;
        let scores: Vec<Option<f64>> = nominal.iter().zip(&places).map(score).collect();
        Over { name: name.to_owned(), title: title.to_owned(), ranks: ranks(&scores), places, scores }
    };
    names.into_iter().map(|(name, title)| over((name, title))).collect()
}

/// What scores look at, where they look at other cities.
pub(super) fn peers(design: &Design<'_>, book: &RuleBook, data: &[&Dataset]) -> Option<Arc<Peers>> {
    let year = design.towns.first()?.place.year;
    let of = || Arc::new(Peers::of(book, data, Options { year: Some(year), on: None }));
    design.together.then(of)
}

/// A city with its recommendations, perhaps among others.
pub(super) fn assessed<'a>(book: &'a RuleBook, data: &'a Dataset, place: &Place<'_>, among: Among) -> Assessed<'a> {
    let options = Options { year: Some(place.year), on: None };
    let evaluation = crate::evaluate::evaluate_among(book, data, options, among);
    crate::advised(book, place.sources, data, evaluation)
}

/// What is looked at: all groups, then all KPIs and points that are scored.
fn outputs(place: &Place<'_>, card: &Scorecard) -> Vec<Of> {
    let groups = card
        .rollups
        .iter()
        .flat_map(|result| result.groups.iter().map(|group| Of::Group(result.rollup, group.key.clone())));
    let scored = |id: &ItemId| card.result(*id).is_some_and(|result| result.score.is_ok());
    let leaves = place.book.items.iter().filter(|item| item.is_leaf()).map(|item| item.id).filter(scored);
    groups.chain(leaves.map(Of::Item)).collect()
}

pub(super) fn seen(evaluation: &Evaluation<'_>, outputs: &[Of]) -> Vec<Seen> {
    outputs.iter().map(|of| Seen { score: score(evaluation, of), band: band(evaluation, of) }).collect()
}

/// The score of an output.
pub(super) fn score(evaluation: &Evaluation<'_>, of: &Of) -> Option<f64> {
    part(evaluation, of, Part::Score)?.as_number()
}

fn band(evaluation: &Evaluation<'_>, of: &Of) -> Option<u16> {
    match part(evaluation, of, Part::Band) {
        Some(Value::Band(band)) => Some(band.index),
        _ => None,
    }
}

fn part(evaluation: &Evaluation<'_>, of: &Of, part: Part) -> Option<Value> {
    match of {
        Of::Group(rollup, key) => evaluation.group(*rollup, key, part).ok(),
        Of::Item(id) => evaluation.part(*id, part).ok(),
    }
}

pub(super) fn advised(advice: &Advice) -> Vec<(Advised, Outcome)> {
    let of = |subject: &crate::model::advice::Subject| (subject.recommendation, subject.member);
    let given = advice.given.iter().map(|one| (of(&one.subject), Outcome::Given));
    let held = advice.held_back.iter().map(|one| (of(&one.recommended.subject), Outcome::HeldBack));
    let not = advice.not_given.iter().map(|one| (of(&one.subject), Outcome::NotGiven));
    let open = advice.undetermined.iter().map(|one| (of(&one.subject), Outcome::Undetermined));
    given.chain(held).chain(not).chain(open).collect()
}
