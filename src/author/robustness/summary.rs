//! Replicates in a few numbers: medians, ranges, how often a band or a recommendation occurs, ranks.

use indexmap::IndexMap;

use super::replicate::{Advised, Nominal, Plan, Runs, Seen};
use super::statistics::{count, range};
use super::{AdviceReport, CityReport, GroupRanks, Of, Place, Range, RankReport, ScoreReport, Shown};
use crate::author::compare::ranks as ranks_of;
use crate::model::advice::Outcome;
use crate::model::rules::{Metric, RuleBook};
use crate::value::{BandRef, Value};

/// Each city with its scores and recommendations.
pub(super) fn cities(plan: &Plan<'_>, nominal: &[Nominal], runs: &Runs) -> Vec<CityReport> {
    let all = plan.places.iter().zip(nominal).enumerate();
    all.map(|(at, (place, nominal))| {
        let city = &place.data.city;
        CityReport {
            name: city.name.clone(),
            title: title_of(place),
            year: place.year,
            scores: nominal
                .outputs
                .iter()
                .enumerate()
                .map(|(output, of)| {
                    let seen = |drawn: &Vec<super::replicate::Drawn>| {
                        drawn.get(at).and_then(|drawn| drawn.seen.get(output)).copied().unwrap_or_default()
                    };
                    let seen: Vec<Seen> = runs.drawn.iter().map(seen).collect();
                    score(place.book, of, nominal.seen.get(output).copied().unwrap_or_default(), &seen)
                })
                .collect(),
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

/// The names of the groups of the roll-up that any city has, in their order.
pub(super) fn group_names(nominal: &[Nominal]) -> IndexMap<String, String> {
    let groups = nominal.iter().flat_map(|nominal| nominal.groups.iter().map(|(group, _)| group));
    let mut names: IndexMap<String, String> = IndexMap::new();
    for group in groups {
        names.entry(group.name.clone()).or_insert_with(|| group.title.clone());
    }
    names
}

/// For each city the place of a group among its groups.
pub(super) fn places_of(nominal: &[Nominal], group: &str) -> Vec<Option<usize>> {
    nominal.iter().map(|nominal| nominal.groups.iter().position(|(known, _)| known.name == group)).collect()
}

/// The scores of a group by the rules as they are, city by city.
pub(super) fn nominal_scores(nominal: &[Nominal], places: &[Option<usize>]) -> Vec<Option<f64>> {
    let score = |(nominal, place): (&Nominal, &Option<usize>)| {
        let (_, output) = nominal.groups.get((*place)?)?;
        nominal.seen.get(*output)?.score
    };
    nominal.iter().zip(places).map(score).collect()
}

/// The scores of a group in one replicate of the first sample, city by city.
pub(super) fn drawn_scores(
    drawn: &[super::replicate::Drawn],
    nominal: &[Nominal],
    places: &[Option<usize>],
) -> Vec<Option<f64>> {
    let score = |((drawn, nominal), place): ((&super::replicate::Drawn, &Nominal), &Option<usize>)| {
        let (_, output) = nominal.groups.get((*place)?)?;
        drawn.seen.get(*output)?.score
    };
    drawn.iter().zip(nominal).zip(places).map(score).collect()
}

/// Ranks in each group, where there are several cities.
pub(super) fn ranks(plan: &Plan<'_>, nominal: &[Nominal], runs: &Runs) -> Vec<GroupRanks> {
    if nominal.len() < 2 {
        return Vec::new();
    }
    let names = group_names(nominal);
    let titles: Vec<String> = plan.places.iter().map(|place| title_of(place)).collect();
    names
        .into_iter()
        .map(|(group, title)| {
            let places = places_of(nominal, &group);
            let now = ranks_of(&nominal_scores(nominal, &places));
            let drawn: Vec<Vec<Option<u32>>> =
                runs.drawn.iter().map(|drawn| ranks_of(&drawn_scores(drawn, nominal, &places))).collect();
            let mut cities: Vec<RankReport> = now
                .iter()
                .enumerate()
                .filter_map(|(city, rank)| {
                    let own = || drawn.iter().filter_map(|ranks| ranks.get(city).copied().flatten());
                    let first = own().filter(|rank| *rank == 1).count();
                    Some(RankReport {
                        city: titles.get(city).cloned().unwrap_or_default(),
                        rank: (*rank)?,
                        range: range(own().map(f64::from))?,
                        first: count(first) / count(drawn.len()),
                    })
                })
                .collect();
            cities.sort_by_key(|city| city.rank);
            GroupRanks { group, title, cities }
        })
        .collect()
}
