//! The cities of the project: every figure says where it was read, every city evaluates without a finding, and what
//! comes out is kept beside this file (`cities/`; `UPDATE=1` writes it anew).

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod world;

use std::collections::BTreeSet;
use std::fs;

use world::{World, golden, root, rows};
use yardstick::assess_with;
use yardstick::evaluate::Options;
use yardstick::value::Date;

/// The cities whose results are kept here; Trondheim has a file of its own.
const CITIES: [&str; 6] = ["alesund", "bizerte", "karmoy", "kristiansund", "riyadh", "stavanger"];

#[test]
fn these_are_all_cities() {
    let folders = fs::read_dir(root().join("cities")).unwrap().map(|entry| entry.unwrap().path());
    let names: BTreeSet<String> = folders
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let known: BTreeSet<String> = CITIES.iter().chain(&["trondheim"]).map(|&name| name.to_owned()).collect();
    assert_eq!(names, known);
}

#[test]
fn every_figure_says_where_it_was_read() {
    for name in CITIES {
        for row in rows(&format!("cities/{name}/data.csv")) {
            let item = row.cell("item").to_owned();
            assert!(row.cell("source").starts_with("U4SSC "), "{name}: {item}");
            assert!(row.cell("place").starts_with("p. "), "{name}: {item}");
            assert!(
                row.cell("note").ends_with("year of the report") || row.cell("note").ends_with("year of the pilot")
            );
            let given = matches!(row.cell("status"), "verified") || row.cell("value").is_empty();
            assert!(given || row.cell("note").contains("could not be verified"), "{name}: {item}");
        }
    }
}

#[test]
fn the_scorecards_are_those_that_are_kept() {
    for name in CITIES {
        let world = World::city(name);
        golden(&format!("cities/{name}/scorecard.csv"), &world.csv(&world.data));
    }
}

#[test]
fn a_reported_value_is_the_value_that_comes_out() {
    for name in CITIES {
        let world = World::city(name);
        let assessed = world.assess(&world.data);
        for figure in &world.data.figures {
            let Some(value) = figure.value.as_ref().and_then(|value| value.as_number()) else { continue };
            let result = assessed.evaluation.card.result(figure.item).unwrap();
            let out = result.value.as_ref().unwrap().as_number().unwrap();
            assert!((out - value).abs() <= value.abs() * 1e-12, "{name}, line {}: {value} in, {out} out", figure.line);
        }
    }
}

/// The air of one city, word by word the same but for the year.
const AIR: &str = "\
item,period,value,unit
air_pollution.pm_2_5,YEAR,9,ug per m3
air_pollution.pm_10,YEAR,18,ug per m3
air_pollution.no2,YEAR,38,ug per m3
";

#[test]
fn the_date_alone_chooses_the_edition_of_the_air_guideline() {
    let bands = |city: &str, year: &str| {
        let world = World::city(city);
        let data = world.figures(&AIR.replace("YEAR", year));
        let card = world.assess(&data).evaluation.card;
        ["pm_2_5", "pm_10", "no2"].map(|point| world.band(&card, &format!("air_pollution.{point}")).unwrap().to_owned())
    };
    assert_eq!(bands("stavanger", "2020"), ["strong", "strong", "strong"]);
    assert_eq!(bands("stavanger", "2021"), ["good", "good", "low"]);
    // An interim target holds in Tunisia: the same air, the same year, other bands.
    assert_eq!(bands("bizerte", "2020"), ["strong", "strong", "strong"]);
    assert_eq!(bands("bizerte", "2021"), ["strong", "strong", "low"]);
}

#[test]
fn the_day_by_whose_rules_it_is_judged_chooses_it_as_well() {
    let world = World::city("stavanger");
    let data = world.figures(&AIR.replace("YEAR", "2020"));
    let band = |day: u8| {
        let on = Some(Date::last(2021, Some(9), Some(day)));
        let card = assess_with(&world.book, world.sources(), &data, Options { year: None, on }).evaluation.card;
        world.band(&card, "air_pollution.pm_2_5").unwrap().to_owned()
    };
    assert_eq!([band(21), band(22), band(23)], ["strong", "good", "good"]);
}
