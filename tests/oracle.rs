//! A second evaluator, slow and obvious, compared with the engine on random packs and random figures.
//!
//! It follows the language's own description, by plain recursion over the resolved rules, and shares no code with the
//! engine: no memory, no bounds, every value worked out anew whenever it is asked for. It knows arithmetic, conditions,
//! sums over points, targets, bands, points and roll-ups of all sorts in one year, scripts by the same functions in Rust,
//! and apart from them paths to targets with dates, year by year.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "oracle/generate.rs"]
mod generate;
#[path = "oracle/groups.rs"]
mod groups;
#[path = "oracle/paths.rs"]
mod paths;
#[path = "oracle/reckon.rs"]
mod reckon;
#[path = "oracle/scripted.rs"]
mod scripted;
#[path = "oracle/ways.rs"]
mod ways;
mod world;

use generate::{Plan, overlays, plans};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use reckon::{Oracle, Why};
use scripted::scripted_plans;
use ways::ways;
use world::World;
use yardstick::model::scorecard::{ItemResult, Scorecard};
use yardstick::panel::Panel;
use yardstick::plan::{Ask, GroupPart, Running, What, Why as Cell};
use yardstick::value::{Missing, MissingKind, Value};

fn sort(kind: MissingKind) -> Why {
    match kind {
        MissingKind::Failed => Why::Failed,
        MissingKind::NotApplicable => Why::NotApplicable,
        MissingKind::NoBenchmark => Why::NoBenchmark,
        _ => Why::NotReported,
    }
}

fn near(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

/// Whether the engine found what the oracle reckons.
fn agree(found: &Result<Value, Missing>, reckoned: &Result<Value, Why>) -> bool {
    match (found, reckoned) {
        (Ok(Value::Number(one)), Ok(Value::Number(other))) => near(*one, *other),
        (Ok(one), Ok(other)) => one == other,
        (Err(one), Err(other)) => sort(one.kind) == *other,
        _ => false,
    }
}

fn item_agrees(oracle: &Oracle<'_>, result: &ItemResult, plan: &Plan) -> Result<(), TestCaseError> {
    let name = oracle.name(result.item);
    let value = oracle.value(result.item);
    prop_assert!(agree(&result.value, &value), "the value of {name}: {:?}, reckoned {value:?}\n{plan}", result.value);
    let score = oracle.score(result.item);
    prop_assert!(agree(&result.score, &score), "the score of {name}: {:?}, reckoned {score:?}\n{plan}", result.score);
    let band = oracle.band(result.item).ok();
    let found = result.band.as_ref().ok().map(|band| usize::from(band.index));
    prop_assert_eq!(found, band, "the band of {}\n{}", name, plan);
    let points = oracle.points(result.item);
    prop_assert_eq!(result.points.as_ref().ok().copied(), points, "the points of {}\n{}", name, plan);
    Ok(())
}

/// Whether every group of every roll-up is what the oracle reckons.
fn groups_agree(oracle: &Oracle<'_>, card: &Scorecard, plan: &Plan) -> Result<(), TestCaseError> {
    for rollup in &card.rollups {
        let rule = &oracle.book.rollups[usize::from(rollup.rollup)];
        for group in &rollup.groups {
            let reckoned = oracle.group(rollup.rollup, &group.key);
            let picked = groups::is_picked(group.way.and_then(|way| rule.by.get(way)).map(|case| &case.value));
            let found = (group.score.as_ref().ok().and_then(Value::as_number), group.scored, group.applicable);
            let same = match (found.0, reckoned.score) {
                (Some(one), Some(other)) => near(one, other),
                (one, other) => one == other,
            };
            let picks = |score: f64| {
                group.shares.iter().any(|share| share.number.is_some_and(|own| own.to_bits() == score.to_bits()))
            };
            prop_assert!(!picked || found.0.is_none_or(picks), "what is picked is picked as it is\n{plan}");
            let shown = format!("{found:?}, reckoned {reckoned:?}\n{plan}");
            prop_assert!(same && found.1 == reckoned.scored && found.2 == reckoned.applicable, "{}", shown);
        }
    }
    Ok(())
}

/// Whether a column holds what the oracle reckons.
fn cell_agrees(cell: Result<f64, Cell>, reckoned: Result<f64, Why>) -> bool {
    match (cell, reckoned) {
        (Ok(one), Ok(other)) => near(one, other),
        (Err(Cell::Missing(one)), Err(other)) => sort(one) == other,
        _ => false,
    }
}

/// Whether the columns of a plan hold what the oracle reckons: values, scores, points and roll-ups.
fn columns_agree(oracle: &Oracle<'_>, world: &World, plan: &Plan) -> Result<(), TestCaseError> {
    let panel = Panel::of(&world.book, vec![&world.data], 2020);
    let made = panel.plan(&Ask::year(2020)).unwrap();
    let results = panel.evaluate(&made, Running::alone()).unwrap();
    let number = |value: Result<Value, Why>| value.map(|value| value.as_number().unwrap());
    for what in results.kept() {
        let Some(column) = results.numbers(what) else { continue };
        let cell = column.get(0);
        let reckoned = match what {
            What::Value(item) => number(oracle.value(*item)),
            What::Score(item) => number(oracle.score(*item)),
            What::Group { rollup, key, part: GroupPart::Score } => {
                let score = oracle.group(*rollup, key).score;
                prop_assert_eq!(cell.ok().is_some(), score.is_some(), "{:?}\n{}", what, plan);
                let Some(score) = score else { continue };
                Ok(score)
            }
            _ => continue,
        };
        prop_assert!(cell_agrees(cell, reckoned), "{:?}: {:?}, reckoned {:?}\n{}", what, cell, reckoned, plan);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, rng_seed: RngSeed::Fixed(2020), ..ProptestConfig::default() })]

    #[test]
    fn the_engine_finds_what_the_oracle_reckons(plan in plans()) {
        let world = World::small(&plan.rules, &plan.sheet);
        let assessed = world.assess(&world.data);
        let card = &assessed.evaluation.card;
        let oracle = Oracle::new(&world.book, &world.data);
        for result in &card.results {
            item_agrees(&oracle, result, &plan)?;
        }
        groups_agree(&oracle, card, &plan)?;
        columns_agree(&oracle, &world, &plan)?;
    }

    #[test]
    fn scripts_give_what_the_oracle_reckons(plan in scripted_plans()) {
        let world = World::small(&plan.rules, &plan.sheet);
        let assessed = world.assess(&world.data);
        let oracle = Oracle::new(&world.book, &world.data);
        for result in &assessed.evaluation.card.results {
            item_agrees(&oracle, result, &plan)?;
        }
        groups_agree(&oracle, &assessed.evaluation.card, &plan)?;
        columns_agree(&oracle, &world, &plan)?;
    }

    #[test]
    fn what_is_added_counts_where_the_oracle_counts_it(plan in plans(), over in overlays()) {
        let world = World::layered(&[("small", &plan.rules), ("upper", &over)], "country: NO", &plan.sheet);
        let assessed = world.assess(&world.data);
        let oracle = Oracle::new(&world.book, &world.data);
        groups_agree(&oracle, &assessed.evaluation.card, &Plan { rules: plan.rules + &over, ..plan })?;
    }

    #[test]
    fn a_path_is_what_the_oracle_reckons(way in ways()) {
        let (rules, sheet) = (way.rules("t"), way.sheet());
        let world = World::small(&rules, &sheet);
        let assessed = world.assess(&world.data);
        let path = world.result(&assessed.evaluation.card, "x").path.clone().unwrap();
        let reckoned = paths::reckon(&way);
        let tonnes = |value: &Result<Value, Missing>| value.as_ref().ok().and_then(Value::as_number);
        let kilos = tonne(&world);
        let shown = format!("{path:?}, reckoned {reckoned:?}\n{rules}\n{sheet}");
        let same = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => near(one, other),
            (one, other) => one == other,
        };
        prop_assert!(same(tonnes(&path.required).map(|due| due / kilos), reckoned.required), "required: {}", shown);
        prop_assert!(same(tonnes(&path.progress), reckoned.progress), "progress: {}", shown);
        prop_assert_eq!(path.arrival.as_ref().ok().copied(), reckoned.arrival, "arrival: {}", &shown);
        let budget = path.budget.as_ref().and_then(tonnes).map(|budget| budget / kilos);
        prop_assert!(same(budget, reckoned.budget), "budget: {}", shown);
    }
}

/// How many base units a tonne has.
fn tonne(world: &World) -> f64 {
    let item = world.book.items.iter().find(|item| item.name == "x").unwrap();
    item.unit().unwrap().to_base(1.0)
}
