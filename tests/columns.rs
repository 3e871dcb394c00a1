//! Plans over columns: what they find is what the tree evaluator finds, bit for bit, whatever the order of the cities, the
//! number of threads, the size of a batch and the instructions of the machine.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "columns/agree.rs"]
mod agree;
mod cells;
#[path = "oracle/generate.rs"]
mod generate;
mod world;

use agree::{differences, share_carried};
use cells::bytes;
use generate::plans;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use world::{World, root};
use yardstick::panel::Panel;
use yardstick::plan::{Ask, Instructions, Running, What};
use yardstick::year_of;

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, rng_seed: RngSeed::Fixed(2021), ..ProptestConfig::default() })]

    #[test]
    fn a_plan_finds_what_the_tree_evaluator_finds(plan in plans(), sheets in proptest::collection::vec(plans(), 3)) {
        let world = World::small(&plan.rules, &plan.sheet);
        let mut cities = vec![world.data.clone()];
        // The figures of other random packs fit these rules as far as their names are known.
        for other in &sheets {
            if let Ok(data) = world.read(&other.sheet) {
                cities.push(data);
            }
        }
        let panel = Panel::of(&world.book, cities.iter().collect(), 2020);
        let found = differences(&panel, (&world.book, world.sources()), &cities, 2020);
        prop_assert!(found.is_empty(), "{}\n{}", found.join("\n"), plan);
    }
}

#[test]
fn all_cities_come_out_as_one_by_one_and_nearly_all_is_carried() {
    let mut shares = Vec::new();
    let mut reasons = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(root().join("cities")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !root().join("cities").join(&name).join("city.kpi").exists() {
            continue;
        }
        let world = World::city(&name);
        let year = year_of(&world.book, &world.data);
        let cities = [world.data.clone()];
        let panel = Panel::of(&world.book, cities.iter().collect(), year);
        let found = differences(&panel, (&world.book, world.sources()), &cities, year);
        assert!(found.is_empty(), "{name}\n{}", found.join("\n"));
        let plan = panel.plan(&Ask::year(year)).unwrap();
        let (carried, all) = share_carried(&plan, &panel);
        shares.push((name, carried, all));
        reasons.extend(plan.reasons().to_vec());
    }
    shares.sort();
    let (carried, all) = shares.iter().fold((0, 0), |sum, one| (sum.0 + one.1, sum.1 + one.2));
    for (name, carried, all) in &shares {
        println!("{name}: {carried} of {all} results are carried by columns");
    }
    println!("not carried: {reasons:?}");
    assert!(carried * 100 >= all * 90, "{carried} of {all} are carried; not carried: {reasons:?}");
}

/// Many cities: Trondheim with some of its figures left out, others moved.
fn many(world: &World, count: usize) -> Vec<yardstick::model::dataset::Dataset> {
    let varied = |seed: usize| {
        let mut data = yardstick::model::dataset::Dataset { city: world.data.city.clone(), ..Default::default() };
        data.by_item.resize(world.book.items.len(), Vec::new());
        for (place, figure) in world.data.figures.iter().enumerate() {
            let mut figure = figure.clone();
            if (place * 7 + seed * 13).is_multiple_of(11) {
                continue;
            }
            if let Some(yardstick::value::Value::Number(number)) = &mut figure.value {
                *number *= 1.0 + ((place * 31 + seed * 17) % 100) as f64 / 250.0;
            }
            data.push(figure);
        }
        data
    };
    (0..count).map(varied).collect()
}

#[test]
fn nothing_about_how_a_plan_is_run_changes_a_byte() {
    let world = World::trondheim();
    let year = year_of(&world.book, &world.data);
    let cities = many(&world, 150);
    let panel = Panel::of(&world.book, cities.iter().collect(), year);
    let plan = panel.plan(&Ask::year(year)).unwrap();
    let usual = bytes(&plan.run(&panel.cells(), Running::alone()).unwrap());
    for threads in [0, 2, 5] {
        for batch in [1, 7, 16, 64, 1000] {
            for instructions in [Instructions::Plain, Instructions::Avx2, Instructions::Avx512, Instructions::Widest] {
                let how = Running { threads, batch, instructions };
                assert!(bytes(&plan.run(&panel.cells(), how).unwrap()) == usual, "{how:?}");
            }
        }
    }
    let mut streamed: Vec<(What, Vec<u8>)> = usual.iter().map(|(what, _)| (what.clone(), Vec::new())).collect();
    let how = Running { batch: 37, ..Running::alone() };
    plan.stream(&panel.cells(), how, |_, block| {
        for ((_, all), (_, part)) in streamed.iter_mut().zip(bytes(block)) {
            all.extend(part);
        }
    })
    .unwrap();
    assert!(streamed == usual, "block by block");
}

#[test]
fn the_order_of_cities_changes_no_byte_and_one_city_comes_out_as_in_a_table() {
    let world = World::trondheim();
    let year = year_of(&world.book, &world.data);
    let cities = many(&world, 40);
    let panel = Panel::of(&world.book, cities.iter().collect(), year);
    let plan = panel.plan(&Ask::year(year)).unwrap();
    let results = plan.run(&panel.cells(), Running::default()).unwrap();
    let turned: Vec<Vec<f64>> = panel.cells().iter().map(|cells| cells.iter().rev().copied().collect()).collect();
    let turned: Vec<&[f64]> = turned.iter().map(Vec::as_slice).collect();
    let back = plan.run(&turned, Running::default()).unwrap();
    let mut warm = plan.warm();
    for row in 0..cities.len() {
        let cells: Vec<f64> = panel.cells().iter().map(|column| column[row]).collect();
        warm.run(&cells);
        for what in results.kept() {
            let (there, other) = (cities.len() - 1 - row, row);
            match (results.numbers(what), results.answers(what)) {
                (Some(numbers), _) => {
                    let bits = |cell: Result<f64, _>| cell.map(f64::to_bits);
                    assert_eq!(bits(numbers.get(row)), bits(back.numbers(what).unwrap().get(there)), "{what:?}");
                    assert_eq!(bits(numbers.get(other)), bits(warm.get(what)), "{what:?}");
                }
                (None, Some(answers)) => {
                    assert_eq!(answers.cells()[row], back.answers(what).unwrap().cells()[there], "{what:?}");
                    let code = warm.get(what).map(|code| code as u8);
                    assert_eq!(code.ok(), Some(answers.cells()[other]).filter(|code| *code < 128), "{what:?}");
                }
                (None, None) => panic!("{what:?}"),
            }
        }
    }
}

#[test]
fn figures_of_several_years_count_as_the_rules_say() {
    let rules = "pack small \"Small\" { language 1; score share_of_target(value, target); period latest within 3 years }\n\
        input a \"A\" { unit number }\ninput b \"B\" { unit number }\n\
        kpi ratio \"Ratio\" { unit number; value a / b; target at least 2 }\n\
        kpi before \"Before\" { unit number; value a at 2018 }\n\
        kpi added \"Added\" { unit number; value sum(a over 2018 to 2020) }\n\
        kpi fixed \"Fixed\" { unit number; value 5 until 2019 }\n\
        rollup total { of kpis; by mean }\n";
    let sheets = [
        "item,period,value,unit\na,2020,1,number\nb,2020,2,number\n",
        "item,period,value,unit\na,2019,1,number\nb,2019,4,number\na,2020,9,number\n",
        "item,period,value,unit\na,2018,3,number\nb,2018,4,number\na,2019,1,number\na,2020,9,number\n",
        "item,period,value,unit\na,2017,3,number\nb,2017,4,number\n",
        "item,period,value,unit\nb,2020,0,number\na,2020,4,number\na,2019,1,number\nb,2019,1,number\n",
    ];
    let world = World::small(rules, sheets[0]);
    let cities: Vec<_> = sheets.iter().map(|sheet| world.figures(sheet)).collect();
    let panel = Panel::of(&world.book, cities.iter().collect(), 2020);
    let found = differences(&panel, (&world.book, world.sources()), &cities, 2020);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let plan = panel.plan(&Ask::year(2020)).unwrap();
    assert!(plan.not_carried().is_empty(), "{:?}: {:?}", plan.not_carried(), plan.reasons());
}

#[test]
fn roll_ups_that_are_made_in_several_ways_are_carried() {
    let rules = "pack small \"Small\" { language 1; score share_of_target(value, target) }\n\
        facet part \"Part\" { one \"One\" in all; two \"Two\" in all; three \"Three\" in all }\nfacet whole \"Whole\" { all \"All\" }\n\
        rollup part { of kpis; by mean; by max when part = two; by min when part = three }\n\
        rollup whole { of part; by sum; by median when whole = all }\n\
        kpi a \"A\" { part: one; unit number; target at least 10 }\nkpi b \"B\" { part: one; unit number; target at least 10 }\n\
        kpi c \"C\" { part: two; unit number; target at least 10 }\nkpi d \"D\" { part: two; unit number; target at least 10 }\n\
        kpi e \"E\" { part: three; unit number; target at least 10 }\nkpi f \"F\" { part: three; unit number; target at least 10 }\n";
    let head = "item,period,value,unit\n";
    let sheets = [
        format!(
            "{head}a,2020,1,number\nb,2020,2,number\nc,2020,3,number\nd,2020,7,number\ne,2020,5,number\nf,2020,9,number\n"
        ),
        format!("{head}a,2020,4,number\nd,2020,8,number\n"),
    ];
    let world = World::small(rules, &sheets[0]);
    let cities: Vec<_> = sheets.iter().map(|sheet| world.figures(sheet)).collect();
    let panel = Panel::of(&world.book, cities.iter().collect(), 2020);
    let found = differences(&panel, (&world.book, world.sources()), &cities, 2020);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let plan = panel.plan(&Ask::year(2020)).unwrap();
    assert!(plan.not_carried().is_empty(), "{:?}: {:?}", plan.not_carried(), plan.reasons());
    let results = plan.run(&panel.cells(), Running::alone()).unwrap();
    let of = |part: &str| results.group("part", &[part]).unwrap().score.get(0).unwrap();
    assert_eq!((of("two"), of("three")), (0.7, 0.5));
    assert_eq!(results.group("whole", &["all"]).unwrap().score.get(0), Ok(0.5));
}
