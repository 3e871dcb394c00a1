//! Replicates in a few numbers: medians, ranges, how often a band or a recommendation occurs, ranks.

use indexmap::IndexMap;

use super::design::Design;
use super::nominal::{Advised, Nominal, Over, Seen};
use super::replicate::Runs;
use super::statistics::{count, range};
use super::{AdviceReport, CityReport, GroupRanks, Of, Place, Range, RankReport, ScoreReport, Shown};
use crate::model::advice::Outcome;
use crate::model::rules::{Metric, RuleBook};
use crate::value::{BandRef, Value};

/// Each city with its scores and recommendations.
pub(super) fn cities(design: &Design<'_>, nominal: &[Nominal], runs: &Runs) -> Vec<CityReport> {
    let all = design.towns.iter().zip(nominal).enumerate();
    all.map(|(at, (town, nominal))| {
        let place = &town.place;
        let scores = nominal.outputs.iter().enumerate().map(|(output, of)| {
            let seen = |drawn: &Vec<super::tree::Drawn>| {
                drawn.get(at).and_then(|drawn| drawn.seen.get(output)).copied().unwrap_or_default()
            };
            let seen: Vec<Seen> = runs.drawn.iter().map(seen).collect();
            score(place.book, of, nominal.seen.get(output).copied().unwrap_or_default(), &seen)
        });
        CityReport {
            name: place.data.city.name.clone(),
            title: title_of(place),
            year: place.year,
            scores: scores.collect(),
            recommendations: advice(place, nominal, runs, at),
        }
    })
    .collect()
}

/// What a city is called.
fn title_of(place: &Place<'_>) -> String {
    let city = &place.data.city;
    if city.title.is_empty() { city.name.clone() } else { city.title.clone() }
}

fn score(book: &RuleBook, of: &Of, nominal: Seen, seen: &[Seen]) -> ScoreReport {
    let (name, title) = of.name(book);
    let (scale, metric, rollup) = match of {
        Of::Group(place, _) => {
            let rollup = book.rollups.get(*place as usize);
            let name = rollup.map_or_else(String::new, |rollup| rollup.name.clone());
            (rollup.and_then(|rollup| rollup.scale), rollup.map(|rollup| rollup.metric.clone()), name)
        }
        Of::Item(id) => {
            let item = book.item(*id);
            (item.and_then(|item| item.scale), item.map(|item| item.metric.clone()), String::new())
        }
    };
    let metric = metric.unwrap_or_default();
    let band = |index: u16| scale.map(|scale| book.band_name(BandRef { scale, index })).unwrap_or_default();
    let mut bands: IndexMap<u16, usize> = IndexMap::new();
    seen.iter().filter_map(|seen| seen.band).for_each(|band| *bands.entry(band).or_default() += 1);
    bands.sort_unstable_keys();
    let found = range(seen.iter().filter_map(|seen| seen.score));
    let missing = seen.iter().filter(|seen| seen.score.is_none()).count();
    ScoreReport {
        kind: if matches!(of, Of::Group(..)) { "group" } else { "item" },
        rollup,
        name,
        title,
        score: nominal.score,
        range: found,
        missing: u32::try_from(missing).unwrap_or(u32::MAX),
        unit: metric.unit().map_or_else(String::new, |unit| unit.written.to_string()),
        factor: metric.unit().map_or(1.0, |unit| unit.from_base(1.0)),
        shown: shown(book, &metric, nominal.score, found),
        band: nominal.band.map(band),
        bands: bands.into_iter().map(|(index, times)| (band(index), count(times) / count(seen.len()))).collect(),
    }
}

fn shown(book: &RuleBook, metric: &Metric, score: Option<f64>, range: Option<Range>) -> Shown {
    let number = |number: f64| book.show_score(&Value::Number(number), metric);
    let range = |part: fn(&Range) -> f64| range.as_ref().map_or_else(String::new, |range| number(part(range)));
    Shown {
        score: score.map_or_else(String::new, number),
        median: range(|range| range.median),
        low: range(|range| range.low),
        high: range(|range| range.high),
    }
}

fn advice(place: &Place<'_>, nominal: &Nominal, runs: &Runs, city: usize) -> Vec<AdviceReport> {
    let mut counts: IndexMap<Advised, [usize; 4]> = nominal.advice.keys().map(|key| (*key, [0; 4])).collect();
    for drawn in runs.drawn.iter().filter_map(|drawn| drawn.get(city)) {
        for (advised, outcome) in &drawn.advice {
            let [given, held, not, open] = counts.entry(*advised).or_default();
            let counted = match outcome {
                Outcome::Given => given,
                Outcome::HeldBack => held,
                Outcome::NotGiven => not,
                Outcome::Undetermined => open,
            };
            *counted += 1;
        }
    }
    // What is not given to any member of a set stands there without one: that is no recommendation.
    let over_set = |key: &Advised| {
        let rule = place.book.recommendations.get(key.0 as usize);
        key.1.is_none() && rule.is_some_and(|rule| rule.each.is_some())
    };
    // What is not there by the rules as they are comes after what is, in the order of the rules.
    let known = nominal.advice.len();
    let mut new = counts.split_off(known);
    new.sort_unstable_keys();
    counts.extend(new);
    let share = |times: usize| count(times) / count(runs.drawn.len());
    counts
        .into_iter()
        .filter(|(key, _)| !over_set(key))
        .map(|(key, [given, held, _, open])| AdviceReport {
            name: place.book.recommendations.get(key.0 as usize).map_or_else(String::new, |rule| rule.name.clone()),
            member: key.1.map(|member| place.book.item_name(member).to_owned()),
            outcome: nominal.advice.get(&key).map(|outcome| word(*outcome)),
            given: share(given),
            held_back: share(held),
            undetermined: share(open),
        })
        .collect()
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Given => "given",
        Outcome::HeldBack => "held back",
        Outcome::NotGiven => "not given",
        Outcome::Undetermined => "undetermined",
    }
}

/// Ranks in each group, where there are several cities.
pub(super) fn ranks(design: &Design<'_>, groups: &[Over], runs: &Runs) -> Vec<GroupRanks> {
    if design.towns.len() < 2 {
        return Vec::new();
    }
    let one = |(at, group): (usize, &Over)| {
        let cities = design.towns.iter().zip(&group.ranks).enumerate().filter_map(|(city, (town, rank))| {
            let own = || runs.ranks.iter().filter_map(|groups| groups.get(at)?.get(city).copied().flatten());
            let first = own().filter(|rank| *rank == 1).count();
            Some(RankReport {
                city: title_of(&town.place),
                rank: (*rank)?,
                range: range(own().map(f64::from))?,
                first: count(first) / count(runs.ranks.len()),
            })
        });
        let mut cities: Vec<RankReport> = cities.collect();
        cities.sort_by_key(|city| city.rank);
        GroupRanks { group: group.name.clone(), title: group.title.clone(), cities }
    };
    groups.iter().enumerate().map(one).collect()
}
