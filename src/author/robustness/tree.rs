//! Jobs by the tree evaluator: all rules and figures are set, then every city is evaluated.

use std::sync::Arc;

use super::Of;
use super::design::{Design, Numbers};
use super::nominal::{Advised, Nominal, Seen, advised, assessed, peers, score, seen};
use super::stage::Stage;
use crate::advise::{has_outcomes, is_held, outcomes};
use crate::evaluate::{Evaluation, Options};
use crate::formula::Context;
use crate::model::advice::Outcome;
use crate::model::dataset::Dataset;
use crate::model::rules::{Recommendation, RuleBook};

/// What one city comes to in one replicate.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Drawn {
    /// One for each output.
    pub seen: Vec<Seen>,
    pub advice: Advices,
}

/// What becomes of recommendations.
pub(super) type Advices = Vec<(Advised, Outcome)>;

/// The evaluator over rules of which the ways are picked.
pub(super) struct Tree<'d, 'a> {
    design: &'d Design<'a>,
    nominal: &'d [Nominal],
    stage: Stage,
}

impl<'d, 'a> Tree<'d, 'a> {
    pub fn new(design: &'d Design<'a>, nominal: &'d [Nominal], books: &[RuleBook]) -> Self {
        Self { design, nominal, stage: Stage::new(design, books) }
    }

    /// Every city with everything that is looked at. Only what is looked at is evaluated, where outcomes need no words.
    pub fn whole(&mut self, numbers: &Numbers) -> Vec<Drawn> {
        let lazily = self.stage.books.iter().all(has_outcomes);
        self.each(numbers, |_, (book, data), town, nominal, among| {
            if !lazily {
                let assessed = assessed(book, data, &town.place, among);
                let seen = seen(&assessed.evaluation, &nominal.outputs);
                return Drawn { seen, advice: advised(&assessed.advice) };
            }
            let year = town.place.year;
            let evaluation = Evaluation::begin_among(book, data, Options { year: Some(year), on: None }, among);
            Drawn { seen: seen(&evaluation, &nominal.outputs), advice: advices(&evaluation, book, year, |_| None) }
        })
    }

    /// Every city with the scores of the roll-up's groups, each at its place among the outputs.
    pub fn groups(&mut self, numbers: &Numbers) -> Vec<Vec<Option<f64>>> {
        self.each(numbers, |_, (book, data), town, nominal, among| {
            let options = Options { year: Some(town.place.year), on: None };
            let evaluation = Evaluation::begin_among(book, data, options, among);
            scores_of(&evaluation, nominal)
        })
    }

    /// What becomes of the recommendations of a city; `fires` says of a rule whether it fires, where that is known.
    pub fn advice(&mut self, numbers: &Numbers, fires: impl Fn(usize, usize) -> Option<bool>) -> Vec<Advices> {
        if !self.stage.books.iter().all(has_outcomes) {
            return self.each(numbers, |_, (book, data), town, _, among| {
                advised(&assessed(book, data, &town.place, among).advice)
            });
        }
        self.each(numbers, |city, (book, data), town, _, among| {
            let year = town.place.year;
            let evaluation = Evaluation::begin_among(book, data, Options { year: Some(year), on: None }, among);
            advices(&evaluation, book, year, |rule| fires(city, rule))
        })
    }

    fn each<T>(
        &mut self,
        numbers: &Numbers,
        make: impl Fn(usize, (&RuleBook, &Dataset), &super::design::Town<'a>, &Nominal, super::nominal::Among) -> T,
    ) -> Vec<T> {
        self.stage.set(self.design, numbers);
        let data: Vec<&Dataset> = self.stage.data.iter().collect();
        let peers = self.stage.books.first().and_then(|book| peers(self.design, book, &data));
        let towns = self.design.towns.iter().zip(self.nominal).zip(&self.stage.data).enumerate();
        let one = |(row, ((town, nominal), data))| {
            let town: &super::design::Town<'a> = town;
            let book = self.stage.books.get(town.ground).unwrap_or(town.place.book);
            make(row, (book, data), town, nominal, peers.as_ref().map(|peers| (Arc::clone(peers), row)))
        };
        towns.map(one).collect()
    }
}

/// What becomes of all recommendations, without a word.
fn advices(evaluation: &Evaluation<'_>, book: &RuleBook, year: i32, fires: impl Fn(usize) -> Option<bool>) -> Advices {
    let context = Context::at_day(year, None);
    let one = |(place, rule): (usize, &Recommendation)| -> Advices {
        let number = u16::try_from(place).unwrap_or(u16::MAX);
        let all = match fires(place) {
            Some(false) => vec![(None, Outcome::NotGiven)],
            Some(true) if is_held(rule, evaluation, &context) => vec![(None, Outcome::HeldBack)],
            Some(true) => vec![(None, Outcome::Given)],
            None => outcomes(rule, evaluation, &context),
        };
        all.into_iter().map(|(member, outcome)| ((number, member), outcome)).collect()
    };
    book.recommendations.iter().enumerate().flat_map(one).collect()
}

/// The scores of the groups of the roll-up, each at its place among the outputs; the others are left out.
pub(super) fn scores_of(evaluation: &Evaluation<'_>, nominal: &Nominal) -> Vec<Option<f64>> {
    let last = nominal.groups.iter().map(|(_, output)| output + 1).max().unwrap_or(0);
    let mut scores = vec![None; last];
    for (_, output) in &nominal.groups {
        let of: Option<&Of> = nominal.outputs.get(*output);
        if let (Some(slot), Some(of)) = (scores.get_mut(*output), of) {
            *slot = score(evaluation, of);
        }
    }
    scores
}
