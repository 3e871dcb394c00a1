//! The design of a study: which numbers are drawn, for which rules and cities, and which evaluations are made of them.

use indexmap::IndexMap;

use super::draw::Sample;
use super::variable::{Variable, of_figures, of_rules};
use super::{Choice, Place};
use crate::model::robustness::Robustness;
use crate::model::rules::RuleBook;

/// A rule book with what a study varies in it. Cities that share their rules share a ground.
pub(super) struct Ground<'a> {
    pub book: &'a RuleBook,
    pub variables: Vec<Variable<'a>>,
}

/// A city with what a study varies of its figures.
pub(super) struct Town<'a> {
    pub place: Place<'a>,
    /// Its rules, by their place among the grounds.
    pub ground: usize,
    pub variables: Vec<Variable<'a>>,
}

/// A study over some cities.
pub(super) struct Design<'a> {
    pub grounds: Vec<Ground<'a>>,
    pub towns: Vec<Town<'a>>,
    /// The roll-up whose groups are the outputs.
    pub rollup: &'a str,
    pub replicates: u32,
    pub seed: u32,
    /// How many things are varied.
    pub things: usize,
    /// Scores look at others: all cities are evaluated together.
    pub together: bool,
}

/// One evaluation of all cities: a replicate, of one of the samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Job {
    pub replicate: u32,
    /// 0: the first sample. 1: the second. From 2 on: the first, with one thing taken from the second.
    pub sample: usize,
}

impl Job {
    /// From which sample the numbers of a thing are.
    pub fn of(self, varied: usize) -> Sample {
        match self.sample {
            0 => Sample::A,
            1 => Sample::B,
            sample if sample == varied + 2 => Sample::B,
            _ => Sample::A,
        }
    }
}

/// The numbers of one job: for each ground, and for each town, one for each of its variables.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Numbers {
    pub grounds: Vec<Vec<f64>>,
    pub towns: Vec<Vec<f64>>,
}

/// Which ways a job takes: for each ground the place of each way.
pub(super) type Ways = Vec<Vec<usize>>;

impl<'a> Design<'a> {
    pub fn new(
        places: &[Place<'a>],
        studies: &[&'a Robustness],
        (rollup, replicates, seed): (&'a str, u32, u32),
    ) -> Self {
        let together = places.iter().any(|place| place.book.looks_at_others());
        let mut grounds: Vec<Ground<'a>> = Vec::new();
        let mut towns = Vec::with_capacity(places.len());
        for (place, study) in places.iter().zip(studies) {
            // Cities that are judged together are judged by the rules of the first.
            let known = grounds.iter().position(|ground| together || std::ptr::eq(ground.book, place.book));
            let ground = known.unwrap_or_else(|| {
                grounds.push(Ground { book: place.book, variables: of_rules(place.book, study) });
                grounds.len() - 1
            });
            let variables = of_figures(place.book, place.data, study);
            towns.push(Town { place: *place, ground, variables });
        }
        let things = studies.first().map_or(0, |study| study.varied.len());
        Self { grounds, towns, rollup, replicates, seed, things, together }
    }

    /// How many evaluations one replicate takes.
    pub fn samples(&self) -> usize {
        self.things + 2
    }

    /// What one sample of a replicate draws.
    pub fn sample(&self, replicate: u32, sample: Sample) -> Numbers {
        let of = |variables: &[Variable<'_>]| -> Vec<f64> {
            variables.iter().map(|variable| variable.drawn(self.seed, sample, replicate)).collect()
        };
        Numbers {
            grounds: self.grounds.iter().map(|ground| of(&ground.variables)).collect(),
            towns: self.towns.iter().map(|town| of(&town.variables)).collect(),
        }
    }

    /// The numbers of a job, out of both samples of its replicate.
    pub fn numbers(&self, job: Job, (a, b): (&Numbers, &Numbers), into: &mut Numbers) {
        fn mixed(variables: &[Variable<'_>], job: Job, a: &[f64], b: &[f64], into: &mut Vec<f64>) {
            into.clear();
            let both = variables.iter().zip(a.iter().zip(b));
            into.extend(both.map(|(variable, (a, b))| if job.of(variable.varied) == Sample::A { *a } else { *b }));
        }
        into.grounds.resize(self.grounds.len(), Vec::new());
        into.towns.resize(self.towns.len(), Vec::new());
        let of_grounds = self.grounds.iter().zip(a.grounds.iter().zip(&b.grounds)).zip(&mut into.grounds);
        of_grounds.for_each(|((ground, (a, b)), into)| mixed(&ground.variables, job, a, b, into));
        let of_towns = self.towns.iter().zip(a.towns.iter().zip(&b.towns)).zip(&mut into.towns);
        of_towns.for_each(|((town, (a, b)), into)| mixed(&town.variables, job, a, b, into));
    }

    /// All jobs by the ways that they take, in the order in which these first occur; jobs of one replicate stand side by
    /// side.
    pub fn jobs(&self) -> IndexMap<Ways, Vec<Job>> {
        let mut all: IndexMap<Ways, Vec<Job>> = IndexMap::new();
        for replicate in 0..self.replicates {
            let drawn = |variable: &Variable<'_>, job: Job| {
                super::variable::place_of(variable.drawn(self.seed, job.of(variable.varied), replicate))
            };
            for sample in 0..self.samples() {
                let job = Job { replicate, sample };
                let ways = self.grounds.iter().map(|ground| {
                    let ways = ground.variables.iter().filter(|variable| variable.is_way());
                    ways.map(|variable| drawn(variable, job)).collect()
                });
                all.entry(ways.collect()).or_default().push(job);
            }
        }
        all
    }

    /// Every choice of a replicate, city by city in the order of the study. A weight is the same choice in every city.
    pub fn choices(&self, replicate: u32) -> Vec<Choice> {
        let drawn = self.sample(replicate, Sample::A);
        let mut all = indexmap::IndexSet::new();
        let none: &[f64] = &[];
        for (town, own) in self.towns.iter().zip(&drawn.towns) {
            let (rules, numbers) = match (self.grounds.get(town.ground), drawn.grounds.get(town.ground)) {
                (Some(ground), Some(numbers)) => (ground.variables.as_slice(), numbers.as_slice()),
                _ => (&[] as &[_], none),
            };
            for at in 0..self.things {
                let both = rules.iter().zip(numbers).chain(town.variables.iter().zip(own));
                all.extend(both.filter(|(variable, _)| variable.varied == at).map(|(variable, number)| Choice {
                    varied: at,
                    name: variable.name.clone(),
                    value: variable.said(*number),
                }));
            }
        }
        all.into_iter().collect()
    }
}
