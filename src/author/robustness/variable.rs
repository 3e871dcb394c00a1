//! What a study draws, laid out once: each number with its name, how it is drawn, and what it sets.

use super::draw::{Sample, choice, fnv, uniform};
use super::spread::{Slot, Spread, of_figure, of_starts, of_targets};
use crate::model::dataset::Dataset;
use crate::model::robustness::{Robustness, RollupWay, ScoreWay, Step, StepWay, Variation};
use crate::model::rules::RuleBook;
use crate::model::supposition::Weighted;
use crate::suppose::weight_of;
use crate::value::{ItemId, Value};

/// A number that is drawn in each replicate.
pub(super) struct Variable<'a> {
    /// The thing that is varied: its place in the study.
    pub varied: usize,
    /// What it is called where choices are written out.
    pub name: String,
    /// The name by which it is drawn, as a number.
    hash: u64,
    /// How far to both sides.
    by: f64,
    /// What it sets.
    pub sets: Sets<'a>,
}

/// What a number sets.
pub(super) enum Sets<'a> {
    /// A weight, which is this much.
    Weight(Weighted, f64),
    /// One of several scores, by its place.
    Scores(&'a [ScoreWay]),
    /// One of several ways of a step.
    Steps(&'a [StepWay]),
    /// One of several functions of roll-ups.
    Rollups(&'a [u16], &'a [RollupWay]),
    /// A figure, by its place in the city's list.
    Figure(usize, Spread),
    /// The targets of an item.
    Targets(ItemId, Vec<Slot>),
    /// Its starts.
    Starts(ItemId, Vec<Slot>),
    /// A factor before a parameter.
    Parameter(u16),
}

impl Variable<'_> {
    /// What is drawn: a weight or a figure itself, the place of a way, the share of the way that targets and starts are
    /// moved, a factor.
    pub fn drawn(&self, seed: u32, sample: Sample, replicate: u32) -> f64 {
        let even = uniform(seed, sample, replicate, self.hash);
        let around = self.by * (2.0 * even - 1.0);
        let of_ways = |ways: usize| super::statistics::count(choice(even, ways));
        match &self.sets {
            Sets::Weight(_, weight) => weight * (1.0 + around),
            Sets::Scores(ways) => of_ways(ways.len()),
            Sets::Steps(ways) => of_ways(ways.len()),
            Sets::Rollups(_, ways) => of_ways(ways.len()),
            Sets::Figure(_, spread) => spread.at(around),
            Sets::Targets(..) | Sets::Starts(..) => around,
            Sets::Parameter(_) => 1.0 + around,
        }
    }

    /// Whether it picks one of several ways: then it changes which rules hold, not how large a number is.
    pub fn is_way(&self) -> bool {
        matches!(self.sets, Sets::Scores(_) | Sets::Steps(_) | Sets::Rollups(..))
    }

    /// The choice as it is written out.
    pub fn said(&self, number: f64) -> String {
        let place = place_of(number);
        let way = match &self.sets {
            Sets::Scores(ways) => ways.get(place).map(|way| &way.written),
            Sets::Steps(ways) => ways.get(place).map(|way| &way.written),
            Sets::Rollups(_, ways) => ways.get(place).map(|way| &way.written),
            _ => return number.to_string(),
        };
        way.cloned().unwrap_or_default()
    }
}

/// The place of a way as a number.
pub(super) fn place_of(number: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the place of a way")]
    let place = number as usize;
    place
}

/// What a study draws for a rule book.
pub(super) fn of_rules<'a>(book: &RuleBook, study: &'a Robustness) -> Vec<Variable<'a>> {
    let mut all: Vec<Variable<'a>> = Vec::new();
    for (varied, thing) in study.varied.iter().enumerate() {
        let mut add = |key: String, name: String, by: f64, sets: Sets<'a>| {
            all.push(Variable { varied, name, hash: fnv(&key), by, sets });
        };
        match &thing.what {
            Variation::Weights(of, by) => of.iter().for_each(|of| {
                let name = weight_name(book, *of);
                add(format!("weight {name}"), name, *by, Sets::Weight(*of, weight_of(book, *of)));
            }),
            Variation::Scores(ways) if ways.is_empty() => {}
            Variation::Scores(ways) => add("score".to_owned(), "score".to_owned(), 0.0, Sets::Scores(ways)),
            Variation::Steps(ways) => {
                let Some(first) = ways.first() else { continue };
                let word = if matches!(first.step, Step::Treat(_)) { "treat" } else { "impute" }.to_owned();
                add(word.clone(), word, 0.0, Sets::Steps(ways));
            }
            Variation::Rollups(places, ways) => {
                let names = places.iter().filter_map(|place| book.rollups.get(usize::from(*place)));
                let names = names.map(|rollup| rollup.name.as_str()).collect::<Vec<_>>().join(", ");
                add(format!("rollup {names}"), names, 0.0, Sets::Rollups(places, ways));
            }
            Variation::Data(_) => {}
            Variation::Targets(by) => {
                for item in &book.items {
                    if let Some(slots) = of_targets(item) {
                        let sets = Sets::Targets(item.id, slots);
                        add(format!("target {}", item.name), item.name.clone(), *by, sets);
                    }
                }
            }
            Variation::Starts(by) => {
                for item in book.items.iter().filter(|item| !item.starts.is_empty()) {
                    let sets = Sets::Starts(item.id, of_starts(item));
                    add(format!("start {}", item.name), item.name.clone(), *by, sets);
                }
            }
            Variation::Parameter(place, by) => {
                let Some(parameter) = book.parameters.get(usize::from(*place)) else { continue };
                let name = parameter.name.clone();
                add(format!("parameter {name}"), name, *by, Sets::Parameter(*place));
            }
        }
    }
    all
}

/// What a study draws for the figures of a city.
pub(super) fn of_figures<'a>(book: &RuleBook, data: &Dataset, study: &'a Robustness) -> Vec<Variable<'a>> {
    let city = &data.city.name;
    let mut all = Vec::new();
    for (varied, thing) in study.varied.iter().enumerate() {
        let Variation::Data(errors) = &thing.what else { continue };
        for (place, figure) in data.figures.iter().enumerate() {
            let (Some(Value::Number(number)), Some(by)) = (&figure.value, errors.of(figure.quality)) else { continue };
            let Some(item) = book.item(figure.item) else { continue };
            let year = figure.year.map_or_else(String::new, |year| year.to_string());
            let key = format!("data {city} {} {year} {}", item.name, figure.source);
            let name = format!("{city}: {} {year}", item.name).trim_end().to_owned();
            let sets = Sets::Figure(place, of_figure(item, *number));
            all.push(Variable { varied, name, hash: fnv(&key), by, sets });
        }
    }
    all
}

fn weight_name(book: &RuleBook, of: Weighted) -> String {
    match of {
        Weighted::Item(id) => book.item_name(id).to_owned(),
        Weighted::FacetValue { facet, value } => {
            let facet = book.facets.get(facet as usize).map_or("", |facet| facet.name.as_str());
            format!("{facet}: {}", book.word(value))
        }
    }
}
