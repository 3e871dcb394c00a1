//! Laws of paths to targets with dates.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use yardstick::model::scorecard::PathResult;
use yardstick::value::{Outcome, Value, equal};

use crate::ways::{Way, ways};
use crate::world::World;

fn path(way: &Way, unit: &str) -> PathResult {
    let world = World::small(&way.rules(unit), &way.sheet());
    let assessed = world.assess(&world.data);
    let result = world.result(&assessed.evaluation.card, "x");
    (**result.path.as_ref().unwrap()).clone()
}

fn number(value: &Outcome<Value>) -> Option<f64> {
    value.as_ref().ok().and_then(Value::as_number)
}

/// Equal up to what 64 bits lose on the way through another unit.
fn near(one: f64, other: f64) -> bool {
    equal(one, other) || (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, rng_seed: RngSeed::Fixed(2020), ..ProptestConfig::default() })]

    #[test]
    fn what_is_due_lies_between_neighbouring_milestones(way in ways()) {
        let path = path(&way, "t");
        let Ok((start, value)) = path.start else { return Ok(()) };
        let mut stones: Vec<(i32, f64)> = vec![(start, value)];
        stones.extend(path.milestones.iter().map(|stone| (stone.by.year, number(&stone.level).unwrap())));
        for year in &path.years {
            let Some(due) = number(&year.required) else { continue };
            let before = stones.iter().rev().find(|stone| stone.0 <= year.year).unwrap();
            let after = stones.iter().find(|stone| stone.0 >= year.year).unwrap();
            let (low, high) = (before.1.min(after.1), before.1.max(after.1));
            prop_assert!(due >= low - 1e-9 * low.abs() && due <= high + 1e-9 * high.abs(), "{year:?}: {low} to {high}");
            if before.0 == year.year {
                prop_assert!(near(due, before.1), "{year:?} has the level {}", before.1);
            }
        }
        prop_assert_eq!(path.years.last().map(|year| year.year), stones.last().map(|stone| stone.0));
    }

    #[test]
    fn the_budget_is_the_sum_of_what_is_due_in_each_year(way in ways()) {
        let path = path(&way, "t");
        let left: Vec<_> = path.years.iter().filter(|year| year.year > path.year).collect();
        let due: Option<Vec<f64>> = left.iter().map(|year| number(&year.required)).collect();
        let budget = path.budget.as_ref().and_then(number);
        match due.filter(|due| !due.is_empty()) {
            Some(due) => prop_assert!(near(budget.unwrap(), due.iter().sum()), "{budget:?} {due:?}"),
            None => prop_assert!(budget.is_none() || path.years.is_empty(), "{budget:?}"),
        }
    }

    #[test]
    fn another_unit_changes_no_progress_and_no_arrival(way in ways()) {
        let (one, other) = (path(&way, "t"), path(&way, "kg"));
        prop_assert_eq!(&one.arrival.as_ref().ok(), &other.arrival.as_ref().ok());
        match (number(&one.progress), number(&other.progress)) {
            (Some(one), Some(other)) => prop_assert!(near(one, other), "{one} {other}"),
            (one, other) => prop_assert_eq!(one, other),
        }
        prop_assert_eq!(one.years.len(), other.years.len());
    }
}
