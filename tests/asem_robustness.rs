//! How sure the ASEM index is: every replicate is held to a calculation by hand; what a study must be whatever it finds.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "asem/by_hand.rs"]
mod by_hand;
mod program;

use std::path::Path;

use by_hand::{Chosen, Index, table};
use indexmap::IndexMap;
use program::yardstick;
use yardstick::author::robustness::{Asked, Evaluator, Place, Report, json, replicates_csv, study};
use yardstick::evaluate::Options;
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::RuleBook;
use yardstick::source::Sources;
use yardstick::{Together, Workspace};

const EXAMPLE: &str = "The example of COINr";

fn project() -> (RuleBook, Vec<Dataset>, Sources) {
    let mut workspace = Workspace::open(&["tests/asem/rules".into()]).unwrap();
    let many = workspace.cities(Path::new("tests/asem/data/sure.kpi")).unwrap().unwrap().value.unwrap();
    let book = workspace.rule_book(&many.uses, &many.place()).unwrap();
    assert_eq!(book.findings, []);
    let data = workspace.datasets(&many, &book.value).value;
    (book.value, data, workspace.sources().clone())
}

struct Wish<'a> {
    study: &'a str,
    rollup: &'a str,
    replicates: u32,
    seed: u32,
    threads: usize,
    by: Evaluator,
}

const USUAL: Wish<'_> =
    Wish { study: EXAMPLE, rollup: "index", replicates: 20, seed: 1, threads: 2, by: Evaluator::Plans };

fn run(wish: &Wish<'_>, (book, data, sources): (&RuleBook, &[&Dataset], &Sources)) -> Report {
    let places: Vec<Place<'_>> = data.iter().map(|data| Place { book, sources, data, year: 2018 }).collect();
    let asked = Asked {
        study: Some(wish.study),
        rollup: Some(wish.rollup),
        replicates: Some(wish.replicates),
        seed: Some(wish.seed),
        threads: wish.threads,
        keep: true,
        by: wish.by,
        step: &|_| {},
    };
    study(&places, &asked).unwrap()
}

/// The quantile by linear interpolation.
fn quantile(numbers: &[f64], share: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = share * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

fn near(what: &str, mine: f64, wanted: f64) {
    assert!((mine - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{what}: {mine} and {wanted}");
}

#[test]
fn every_replicate_is_what_its_choices_give_by_hand() {
    let (book, data, sources) = project();
    let all: Vec<&Dataset> = data.iter().collect();
    let report = run(&USUAL, (&book, &all, &sources));
    let index = Index::read();
    let replicates: Vec<Vec<f64>> = report
        .choices
        .iter()
        .map(|choices| {
            let chosen = |varied: usize| &choices.iter().find(|choice| choice.varied == varied).unwrap().value;
            let weights = choices.iter().filter(|choice| choice.name.contains(": "));
            let weights: IndexMap<String, f64> = weights
                .map(|choice| (choice.name.split_once(": ").unwrap().1.to_owned(), choice.value.parse().unwrap()))
                .collect();
            assert_eq!(weights.len(), 10);
            assert!(weights.values().all(|weight| (0.75..=1.25).contains(weight)));
            let digit = chosen(0).chars().find(char::is_ascii_digit).unwrap();
            index.scores(&Chosen {
                up_to: digit.to_digit(10).unwrap() as usize,
                z_scores: chosen(1).contains("z_score"),
                geometric: chosen(4) == "geometric_mean",
                weights,
            })
        })
        .collect();
    let countries: Vec<String> = table("tests/asem/expected/example_amean.csv").keys().cloned().collect();
    assert_eq!((report.cities.len(), countries.len(), replicates.len()), (51, 51, 20));
    for (at, country) in countries.iter().enumerate() {
        let city = report.cities.iter().find(|city| city.name == *country).unwrap();
        let own: Vec<f64> = replicates.iter().map(|scores| scores[at]).collect();
        let score = city.scores.iter().find(|score| score.rollup == "index").unwrap();
        let range = score.range.unwrap();
        let rank = |scores: &Vec<f64>| 1.0 + scores.iter().filter(|other| **other > scores[at]).count() as f64;
        let ranks: Vec<f64> = replicates.iter().map(rank).collect();
        let ranked = report.ranks[0].cities.iter().find(|one| one.city == city.title).unwrap();
        let first = ranks.iter().filter(|rank| **rank == 1.0).count() as f64 / 20.0;
        for (part, mine, ranked, share) in [
            ("5 %", range.low, ranked.range.low, 0.05),
            ("median", range.median, ranked.range.median, 0.5),
            ("95 %", range.high, ranked.range.high, 0.95),
        ] {
            near(&format!("{country}, {part}"), mine, quantile(&own, share));
            near(&format!("{country}, rank, {part}"), ranked, quantile(&ranks, share));
        }
        assert_eq!((score.missing, ranked.first), (0, first), "{country}");
    }
}

#[test]
fn the_rules_as_they_are_give_the_published_index_and_ranks_add_up() {
    let (book, data, sources) = project();
    let all: Vec<&Dataset> = data.iter().collect();
    let report = run(&Wish { rollup: "pillar", replicates: 2, ..USUAL }, (&book, &all, &sources));
    let published = table("tests/asem/expected/example_amean.csv");
    let together = Together::of(&book, &data, Options::default());
    let mut compared = 0;
    for (row, own) in data.iter().enumerate() {
        let city = report.cities.iter().find(|city| city.name == own.city.name).unwrap();
        let card = together.evaluate(row).unwrap().card;
        let groups = card.rollups.iter().flat_map(|rollup| rollup.groups.iter());
        let plain: Vec<f64> = groups.map(|group| group.score.as_ref().unwrap().as_number().unwrap()).collect();
        let studied: Vec<f64> =
            city.scores.iter().filter(|score| score.kind == "group").map(|score| score.score.unwrap()).collect();
        assert_eq!(plain, studied, "{}", own.city.name);
        let index = city.scores.iter().find(|score| score.rollup == "index").unwrap();
        near(&own.city.name, index.score.unwrap(), published[&own.city.name]["Index"].parse().unwrap());
        compared += studied.len();
    }
    assert_eq!(compared, 51 * 11);
    assert_eq!(report.ranks.len(), 8);
    for group in &report.ranks {
        // Who ties shares the better rank: with the mean of the places that they take the ranks add up.
        let mut taken: IndexMap<u32, usize> = IndexMap::new();
        group.cities.iter().for_each(|city| *taken.entry(city.rank).or_default() += 1);
        let sum: f64 =
            taken.iter().map(|(rank, many)| *many as f64 * (f64::from(*rank) + (*many as f64 - 1.0) / 2.0)).sum();
        assert_eq!((group.cities.len(), sum), (51, 51.0 * 52.0 / 2.0), "{}", group.group);
    }
}

/// The weights of pillars and of sub-indices come after the pillars: of their ranks they explain nothing at all.
#[test]
fn what_comes_later_explains_nothing_of_what_comes_before() {
    let (book, data, sources) = project();
    let all: Vec<&Dataset> = data.iter().collect();
    let report = run(&Wish { rollup: "pillar", replicates: 12, ..USUAL }, (&book, &all, &sources));
    for output in &report.sensitivity {
        assert_eq!((output.size, output.indices.len()), (12, 5));
        for (at, index) in output.indices.iter().enumerate() {
            let none = (index.first, index.total, index.first_error, index.total_error);
            let none = none == (0.0, 0.0, 0.0, 0.0);
            // Outliers may be in none of a pillar's columns.
            assert!(none == (at == 2 || at == 3) || at == 0, "{}: {index:?}", output.output);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_whatever_the_threads_and_the_order_of_countries() {
    let (book, data, sources) = project();
    let all: Vec<&Dataset> = data.iter().collect();
    for study in [EXAMPLE, "Everything"] {
        let wish = Wish { study, replicates: 3, ..USUAL };
        let bytes = |wish: &Wish<'_>, data: &[&Dataset]| {
            let report = run(wish, (&book, data, &sources));
            (json(&report).unwrap(), replicates_csv(&report))
        };
        let usual = bytes(&wish, &all);
        for threads in [1, 5] {
            assert!(bytes(&Wish { threads, ..wish }, &all) == usual, "{study}, {threads} threads");
        }
        assert!(bytes(&Wish { seed: 2, ..wish }, &all) != usual);
        let turned: Vec<&Dataset> = all.iter().rev().copied().collect();
        let [straight, turned] = [&all, &turned].map(|data| run(&wish, (&book, data, &sources)));
        for city in &straight.cities {
            let other = turned.cities.iter().find(|other| other.name == city.name).unwrap();
            assert!(city.scores == other.scores, "{study}, {}", city.name);
        }
        assert_eq!(straight.sensitivity, turned.sensitivity);
    }
}

/// Figures, weights, steps, scores and functions of roll-ups: by columns all comes out as by the evaluator of one country.
#[test]
fn plans_find_what_the_tree_evaluator_finds() {
    let (book, data, sources) = project();
    let all: Vec<&Dataset> = data.iter().collect();
    for (study, rollup) in [(EXAMPLE, "pillar"), ("Everything", "index")] {
        let of = |by| run(&Wish { study, rollup, by, replicates: 4, ..USUAL }, (&book, &all, &sources));
        let (plans, tree) = (of(Evaluator::Plans), of(Evaluator::Tree));
        assert_eq!((plans.evaluations[1], tree.evaluations[1]), (0, tree.evaluations[0]), "{study}");
        assert!(json(&plans).unwrap() == json(&tree).unwrap(), "{study}");
    }
}

#[test]
fn one_sheet_of_countries_is_studied_by_the_program() {
    let place = ["robustness", "tests/asem/data/sure.kpi", "--rules", "tests/asem/rules", "--rollup", "index"];
    let of = |more: &[&str]| yardstick(&[&place, more].concat());
    let ran = of(&["--replicates", "3"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for part in ["The example of COINr: 3 replicates from seed 1", "Switzerland", "Leave one out"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!ran.out.contains("recommendation"), "these rules recommend nothing: {}", ran.out);
    let svg = of(&["--replicates", "3", "--format", "svg"]);
    assert_eq!(svg.out.matches("<title>").count(), 51, "one row for each country");
}
