//! Levers: what each says of a figure is what a plain evaluation with that figure gives.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;
mod world;

use program::{Folder, yardstick};
use world::World;
use yardstick::author::levers::{Aim, Levers, levers};
use yardstick::author::whatif::{Present, read, what_if};

fn found(world: &World) -> Levers {
    let assessed = world.assess(&world.data);
    let present =
        Present { book: &world.book, sources: world.sources(), data: &world.data, assessed: &assessed, among: None };
    levers(&present, None).unwrap()
}

/// Each lever, typed into `whatif`, moves exactly the groups that it names, by exactly what it says.
#[test]
fn a_lever_gains_what_an_evaluation_with_its_figure_gives() {
    for city in ["trondheim", "stavanger"] {
        let world = World::city(city);
        let assessed = world.assess(&world.data);
        let levers = found(&world);
        assert!(levers.levers.len() > 10, "{city}: {}", levers.levers.len());
        for lever in &levers.levers {
            let mut sources = world.sources().clone();
            let text = format!("{} = {} {}", lever.figure, lever.needed, lever.unit);
            let supposed = read(&world.book, &mut sources, [text.as_str()]);
            assert_eq!(supposed.findings, [], "{text}");
            let present =
                Present { book: &world.book, sources: &sources, data: &world.data, assessed: &assessed, among: None };
            let moved = what_if(&present, &supposed.value).unwrap().moved;
            let part = |name: &str, part: &str| {
                let moved = moved.iter().find(|moved| moved.name == name)?;
                moved.parts.iter().find(|one| one.part == part).cloned()
            };
            for gain in &lever.groups {
                let score = part(&gain.name, "score").unwrap_or_else(|| panic!("{text}: {} stays", gain.name));
                assert_eq!((score.was_number, score.is_number), (Some(gain.before), Some(gain.after)), "{text}");
            }
            let groups = moved.iter().filter(|moved| {
                format!("{:?}", moved.kind) == "Group" && moved.parts.iter().any(|part| part.part == "score")
            });
            assert_eq!(groups.count(), lever.groups.len(), "{text}");
            let band = part(&lever.leaf, "band");
            assert_eq!(band.is_some(), lever.bands[0] != lever.bands[1], "{text}");
            assert!(lever.aim != Aim::Band || band.is_some(), "{text}");
        }
    }
}

/// A step of one in the last digit printed, back towards where the figure comes from, does not do.
#[test]
fn the_figure_needed_is_the_nearest_that_does() {
    let world = World::trondheim();
    let assessed = world.assess(&world.data);
    for lever in found(&world).levers.iter().filter(|lever| lever.aim == Aim::Band) {
        let digits = lever.needed.abs().log10().floor();
        let step = 10_f64.powf(digits - 2.0) * if lever.needed > lever.now { -1.0 } else { 1.0 };
        let mut sources = world.sources().clone();
        let text = format!("{} = {} {}", lever.figure, lever.needed + step, lever.unit);
        let supposed = read(&world.book, &mut sources, [text.as_str()]);
        let present =
            Present { book: &world.book, sources: &sources, data: &world.data, assessed: &assessed, among: None };
        let moved = what_if(&present, &supposed.value).unwrap().moved;
        let leaf = moved.iter().find(|moved| moved.name == lever.leaf);
        let better = leaf.and_then(|leaf| leaf.parts.iter().find(|part| part.part == "band"));
        assert_eq!(better.and_then(|part| part.is.clone()), None, "{text}");
    }
}

#[test]
fn the_largest_gain_stands_first_and_every_leaf_is_somewhere() {
    let world = World::trondheim();
    let levers = found(&world);
    for (one, next) in levers.levers.iter().zip(levers.levers.iter().skip(1)) {
        assert!(one.aim < next.aim || (one.aim == next.aim && one.gain >= next.gain));
    }
    for leaf in world.book.items.iter().filter(|item| item.is_leaf()) {
        let moved = levers.levers.iter().any(|lever| lever.leaf == leaf.name);
        let fixed = levers.fixed.iter().filter(|fixed| fixed.name == leaf.name).count();
        assert_eq!(usize::from(moved) + fixed, 1, "{}", leaf.name);
    }
    assert!(levers.fixed.iter().all(|fixed| !fixed.kind.is_empty() && !fixed.why.is_empty()));
}

/// A KPI that is computed moves through its inputs, and a method of means moves with every per cent.
#[test]
fn inputs_are_levers_of_what_they_go_into() {
    let rules = "pack small \"Small\" { version \"1\"; score share_of_target(value, target); bands marks }\n\
        bands marks { good \"Good\" at least 50 % points 2; low \"Low\" points 1 }\n\
        input lines \"Lines\" { unit number }\ninput people \"People\" { unit number }\n\
        kpi internet \"Internet\" { unit ratio; value lines / people; target at least 0.8 }\n\
        kpi calm \"Calm\" { unit %; target at most 10 %; start 50 % }\n\
        kpi roads \"Roads\" { unit number }\nrollup total { of kpis; by mean }\n";
    let place = Folder::of(
        "levers",
        &[
            ("rules/small/pack.kpi", rules),
            ("x/city.kpi", "city x \"X\" { uses small }\n"),
            ("x/data.csv", "item,period,value,unit\nlines,2024,30,\npeople,2024,100,\ncalm,2024,10,%\n"),
        ],
    );
    let json = place.run(&["levers", "x", "--format", "json"]).json();
    let all = json["levers"].as_array().unwrap();
    let needed = |aim: &str, figure: &str| {
        let one = all.iter().find(|one| one["aim"] == aim && one["figure"] == figure).unwrap();
        (one["needed"].as_f64().unwrap(), one["gain"].as_f64().unwrap())
    };
    assert_eq!(needed("band", "lines"), (40.0, 0.0625));
    assert_eq!(needed("band", "people"), (75.0, 0.0625));
    assert_eq!(needed("target", "lines"), (80.0, 0.3125));
    assert_eq!(needed("target", "people"), (37.5, 0.3125));
    let (figure, gain) = needed("percent", "lines");
    assert!((figure - 30.3).abs() < 1e-12 && (gain - 0.003 / 0.8 / 2.0).abs() < 1e-12, "{figure} {gain}");
    let fixed: Vec<(&str, &str)> = json["fixed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(fixed, [("calm", "at its best"), ("roads", "not reported")]);
    let csv = place.run(&["levers", "x", "--format", "csv"]).out;
    assert!(csv.lines().any(|line| line.starts_with("band,lines,Lines,internet,number,30,40,")), "{csv}");
}

#[test]
fn a_roll_up_that_is_not_there_is_told() {
    let ran = yardstick(&["levers", "cities/trondheim", "--rollup", "dimensions"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("there is no roll-up `dimensions`; did you mean `dimension`?"), "{}", ran.err);
}
