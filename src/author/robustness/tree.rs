//! Jobs by the tree evaluator: all rules and figures are set, then every city is evaluated.

use std::sync::Arc;

use super::Of;
use super::design::{Design, Numbers};
use super::nominal::{Advised, Nominal, Seen, advised, assessed, peers, score, seen};
use super::stage::Stage;
use crate::evaluate::{Evaluation, Options};
use crate::model::advice::Outcome;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;

/// What one city comes to in one replicate.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Drawn {
    /// One for each output.
    pub seen: Vec<Seen>,
    pub advice: Vec<(Advised, Outcome)>,
}

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

    /// Every city with everything that is looked at.
    pub fn whole(&mut self, numbers: &Numbers) -> Vec<Drawn> {
        self.each(numbers, |(book, data), town, nominal, among| {
            let assessed = assessed(book, data, &town.place, among);
            Drawn { seen: seen(&assessed.evaluation, &nominal.outputs), advice: advised(&assessed.advice) }
        })
    }

    /// Every city with the scores of the roll-up's groups, each at its place among the outputs.
    pub fn groups(&mut self, numbers: &Numbers) -> Vec<Vec<Option<f64>>> {
        self.each(numbers, |(book, data), town, nominal, among| {
            let options = Options { year: Some(town.place.year), on: None };
            let evaluation = Evaluation::begin_among(book, data, options, among);
            scores_of(&evaluation, nominal)
        })
    }

    fn each<T>(
        &mut self,
        numbers: &Numbers,
        make: impl Fn((&RuleBook, &Dataset), &super::design::Town<'a>, &Nominal, super::nominal::Among) -> T,
    ) -> Vec<T> {
        self.stage.set(self.design, numbers);
        let data: Vec<&Dataset> = self.stage.data.iter().collect();
        let peers = self.stage.books.first().and_then(|book| peers(self.design, book, &data));
        let towns = self.design.towns.iter().zip(self.nominal).zip(&self.stage.data).enumerate();
        let one = |(row, ((town, nominal), data))| {
            let town: &super::design::Town<'a> = town;
            let book = self.stage.books.get(town.ground).unwrap_or(town.place.book);
            make((book, data), town, nominal, peers.as_ref().map(|peers| (Arc::clone(peers), row)))
        };
        towns.map(one).collect()
    }
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
