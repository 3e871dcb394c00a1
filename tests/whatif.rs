//! What if: a change of nothing moves nothing, what is supposed gives what plain figures and rules give, and where
//! nothing moves it is said why.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;
mod world;

use std::sync::atomic::{AtomicUsize, Ordering};

use program::{Folder, Ran, yardstick};
use world::World;
use yardstick::author::whatif::{Present, WhatIf, read, what_if};
use yardstick::source::Sources;
use yardstick::value::Value;

const TRONDHEIM: &str = "cities/trondheim";

fn suppose(world: &World, texts: &[&str]) -> WhatIf {
    let assessed = world.assess(&world.data);
    let mut sources: Sources = world.sources().clone();
    let supposed = read(&world.book, &mut sources, texts.iter().copied());
    assert_eq!(supposed.findings, [], "{texts:?}");
    let present = Present { book: &world.book, sources: &sources, data: &world.data, assessed: &assessed, among: None };
    what_if(&present, &supposed.value).unwrap()
}

#[test]
fn nothing_supposed_moves_nothing() {
    let world = World::trondheim();
    assert_eq!(suppose(&world, &[]).moved, []);
}

#[test]
fn what_is_already_there_moves_nothing() {
    let world = World::trondheim();
    let card = world.assess(&world.data).evaluation.card;
    let mut tried = 0;
    for item in &world.book.items {
        let there = matches!(card.result(item.id).unwrap().value, Ok(Value::Number(_) | Value::YesNo(_)));
        if there && item.name != "country" {
            let text = format!("{name} = {name}", name = item.name);
            let found = suppose(&world, &[&text]);
            assert_eq!(found.moved, [], "{text}");
            assert_eq!((found.supposed[0].moves, found.supposed[0].why.is_empty()), (0, false), "{text}");
            tried += 1;
        }
    }
    assert!(tried >= 50, "{tried}");
}

/// A town with a tree of roll-ups that weigh, a KPI that is computed and one that is reported.
fn town(loss: &str, economy: &str, target: &str) -> Folder {
    let rules = format!(
        r#"pack town "Town" {{
  version "1"
  score   share_of_target(value, target)
  bands   marks
}}
bands marks {{
  good  "Half"  at least 50 %  points 2
  low   "Less"                 points 1
}}
facet whole "Whole" {{ all "All" }}
facet part "Part" {{ economy "Economy" in all weight {economy}; nature "Nature" in all }}
rollup part {{ of kpis; by mean }}
rollup whole {{ of part; by mean }}
input people "People" {{ unit number }}
input lines "Lines" {{ unit number }}
kpi internet "Internet" {{ part: economy; unit ratio; value lines / people; target at least 1 }}
kpi loss "Loss" {{ part: nature; unit %; better lower; target at most {target}; start 40 % }}
kpi mood "Mood" {{ part: nature; unit %; better higher; no benchmark because "Nobody can say" }}
parameter limit "Limit" {{ unit %; value 25 % }}
recommend renew "Renew" {{ when loss > limit; action pipes "Renew." }}
"#
    );
    let figures =
        format!("item,period,value,unit\npeople,2020,100,\nlines,2020,40,\nloss,2020,{loss},%\nmood,2020,70,%\n");
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let folder = Folder::new(&format!("town{}", MADE.fetch_add(1, Ordering::Relaxed)));
    folder.write("rules/town/town.kpi", &rules);
    folder.write("city/city.kpi", "city x \"X\" { uses town }\n");
    folder.write("city/data.csv", &figures);
    folder
}

fn scores(ran: &Ran) -> Vec<(String, f64)> {
    let json = ran.json();
    let groups = json["rollups"].as_array().unwrap().iter().flat_map(|rollup| rollup["groups"].as_array().unwrap());
    groups.map(|group| (group["title"][0].as_str().unwrap().to_owned(), group["score"].as_f64().unwrap())).collect()
}

/// The numbers of groups after a supposition.
fn supposed_scores(ran: &Ran) -> Vec<(String, f64)> {
    let json = ran.json();
    let moved = json["moved"].as_array().unwrap().iter().filter(|moved| moved["kind"] == "group");
    let score = |moved: &serde_json::Value| {
        let parts = moved["parts"].as_array().unwrap().clone();
        parts.iter().find(|part| part["part"] == "score").unwrap()["is_number"].as_f64().unwrap()
    };
    moved.map(|moved| (moved["title"].as_str().unwrap().to_owned(), score(moved))).collect()
}

/// What is supposed gives the scores of a town whose rules and figures say it.
#[test]
fn a_supposition_is_what_the_same_figures_and_rules_give() {
    let place = town("30", "1", "20 %");
    for (set, other) in [
        ("loss = 25 %", town("25", "1", "20 %")),
        ("weight of economy = 3", town("30", "3", "20 %")),
        ("weight of part: economy = 3", town("30", "3", "20 %")),
        ("target of loss = 10 %", town("30", "1", "10 %")),
        ("target of loss = at most 10 %", town("30", "1", "10 %")),
    ] {
        let supposed = supposed_scores(&place.run(&["whatif", "city", "--set", set, "--format", "json"]));
        let plain = scores(&other.run(&["evaluate", "city", "--format", "json"]));
        assert!(!supposed.is_empty(), "{set}");
        for moved in &supposed {
            assert!(
                plain.iter().any(|plain| plain.0 == moved.0 && (plain.1 - moved.1).abs() < 1e-12),
                "{set}: {moved:?}"
            );
        }
    }
}

#[test]
fn recommendations_come_and_go() {
    let place = town("30", "1", "20 %");
    let gone = place.run(&["whatif", "city", "--set", "loss = 25 %"]);
    assert!(gone.out.contains("Renew (renew)\n  outcome   given → not given"), "{}", gone.out);
    let still = place.run(&["whatif", "city", "--set", "loss = 25 %", "--set", "limit = 20 %"]);
    assert!(!still.out.contains("outcome"), "{}", still.out);
    let rows = place.run(&["whatif", "city", "--set", "limit = 31 %", "--format", "csv"]);
    assert_eq!(
        rows.out.lines().collect::<Vec<_>>()[..2],
        ["kind,name,title,part,was,is,was_number,is_number", "recommendation,renew,Renew,outcome,given,not given,,"]
    );
}

#[test]
fn where_nothing_moves_it_is_said_why() {
    let place = town("30", "1", "20 %");
    for (set, why) in [
        ("internet = 0.9", "`internet` is computed from `lines`, `people`, and that goes before a reported figure"),
        ("mood = 75 %", "`mood` is not scored: no benchmark: Nobody can say"),
        ("loss = 30 %", "it is that already"),
        ("loss at 2019 = 10 %", "the figure of 2020 counts, not that of 2019"),
        ("weight of mood = 3", "it counts in no group of `part` that has another scored member"),
        ("limit = 26 %", "nothing that is evaluated here rests on it"),
        ("target of mood = 70 %", ""),
    ] {
        let ran = place.run(&["whatif", "city", "--set", set]);
        let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(text.contains(why), "{set}: {text}");
        assert_eq!(text.contains("moves nothing else"), !why.is_empty(), "{set}: {text}");
    }
}

#[test]
fn slips_are_told_in_the_words_of_the_method() {
    for (set, code, help) in [
        ("emergency_respons_time = 9 min", "suppose::unknown", "did you mean `emergency_response_time`?"),
        ("emergency_response_time = 9 kg", "kpi::unit::mismatch", "write it in `min`"),
        ("emergency_response_time = 9", "kpi::unit::mismatch", "write it in `min`"),
        ("emergency_response_time 9 min", "suppose::broken", "write `ITEM=VALUE`"),
        ("emergency_response_time = at most 9 min", "suppose::edge", "write the value alone"),
        ("emergency_response_time.score = 9 %", "suppose::part", "suppose a figure"),
        ("weight of economi = 2", "suppose::weight", "did you mean `economy`?"),
        ("weight of economy = 2", "suppose::weight", "`weight of dimension: economy=2`"),
        ("weight of dimension: economy = -2", "weight::below_zero", "write for example"),
        ("dimension = 2", "suppose::what", "suppose a figure"),
        ("target of population = 2 inhabitants", "suppose::side", "write `at least`"),
        ("target of emergency_response_tim = 9 min", "name::unknown", "did you mean `emergency_response_time`?"),
    ] {
        let ran = yardstick(&["whatif", TRONDHEIM, "--set", set]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{set}: {}", ran.err);
        assert!(ran.err.contains(code) && ran.err.contains(help), "{set}: {}", ran.err);
    }
}

#[test]
fn a_figure_that_is_not_there_can_be_supposed() {
    let world = World::trondheim();
    let card = world.assess(&world.data).evaluation.card;
    let item = &world.book.items[world.book.item_names["drainage_ict_monitoring"].0 as usize];
    assert!(card.result(item.id).unwrap().value.is_err(), "choose another one");
    let found = suppose(&world, &["drainage_ict_monitoring = 60 %"]);
    assert_eq!((found.supposed[0].was.as_deref(), found.supposed[0].is.as_str()), (None, "60\u{a0}%"));
    assert!(found.moved.iter().any(|moved| moved.name == "dimension: economy"), "{:?}", found.moved);
}

/// What each suggestion of the carbon footprint saves: it ranks them and stands in their texts.
#[test]
fn effects_rank_and_print_what_a_recommendation_would_change() {
    let corpus = std::fs::read_to_string("tests/language/ok/carbon_footprint.kpi").unwrap();
    let household = Folder::of(
        "household",
        &[
            ("rules/footprint/pack.kpi", corpus.split_once("#---- carbon_footprint\n").unwrap().1),
            ("home/city.kpi", "city home \"A household of two\" { uses footprint }\n"),
            (
                "home/data.csv",
                "item,period,value,unit\npeople,2024,2,persons\ncar_distance,2024,12000,km per year\n\
                 flight_hours,2024,10,h per year\ndiet,2024,mixed,\n",
            ),
        ],
    );
    let ran = household.run(&["evaluate", "home", "--format", "json"]);
    let json = ran.json();
    let given = json["recommendations"]["given"].as_array().unwrap();
    let told: Vec<(&str, f64, &str)> = given
        .iter()
        .map(|one| {
            let effect = &one["effect"];
            assert_eq!(effect["unit"], "t of CO2e per year per person");
            let because = one["because"][0].as_str().unwrap();
            (one["name"].as_str().unwrap(), effect["gain"].as_f64().unwrap(), because)
        })
        .collect();
    let wanted = [("electric_car", 0.84, "0.84"), ("one_flight_less", 0.36, "0.36"), ("leave_the_car", 0.228, "0.228")];
    assert_eq!(told.len(), wanted.len());
    for ((name, gain, because), (wanted, saved, printed)) in told.into_iter().zip(wanted) {
        assert_eq!(name, wanted);
        assert!((gain - saved).abs() < 1e-12, "{name}: {gain}");
        assert!(because.contains(&format!("saves {printed}\u{a0}t of CO2e per year per person.")), "{because}");
    }
    let explained = household.run(&["explain", "home", "leave_the_car"]).out;
    let text = explained.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("with car_distance = 9600 km per year"), "{text}");
    for format in ["text", "html"] {
        let shown = household.run(&["evaluate", "home", "--format", format]).out;
        assert!(shown.contains("gain 0.36"), "{format}");
    }
    // The same through what-if: the effect is the plain difference.
    let moved = household.run(&["whatif", "home", "--set", "car_fuel = electric", "--format", "json"]).json();
    let footprint = moved["moved"].as_array().unwrap().iter().find(|one| one["name"] == "personal_footprint").unwrap();
    let value = footprint["parts"].as_array().unwrap().iter().find(|part| part["part"] == "value").unwrap();
    let (was, is) = (value["was_number"].as_f64().unwrap(), value["is_number"].as_f64().unwrap());
    assert!(((was - is) - given[0]["effect"]["gain"].as_f64().unwrap() * 1000.0 / (365.0 * 86_400.0)).abs() < 1e-12);
}

/// An effect that cannot be told says why, ranks last, and stands in the text with its reason.
#[test]
fn an_effect_without_its_figures_says_what_is_missing() {
    let rules = "pack small \"Small\" { version \"1\" }\n\
        input used \"Used\" { unit t }\ninput people \"People\" { unit number }\n\
        kpi each \"Each\" { unit t; value used / people; better lower }\n\
        recommend spare \"Spare\" { when used > 1 t; effect on each with used = 0.5 * used; because \"{effect} less.\" }\n\
        recommend less \"Less\" { when used > 1 t; effect on used with used = 0.9 * used; because \"{effect} less.\" }\n\
        limit recommendations 1 by effect\n";
    let place = Folder::of(
        "open-effect",
        &[
            ("rules/small/pack.kpi", rules),
            ("x/city.kpi", "city x \"X\" { uses small }\n"),
            ("x/data.csv", "item,period,value,unit\nused,2024,10,t\n"),
        ],
    );
    let json = place.run(&["evaluate", "x", "--format", "json"]).json();
    let advice = &json["recommendations"];
    assert_eq!(advice["given"][0]["name"], "less");
    assert_eq!(advice["given"][0]["because"][0], "-1\u{a0}t less.", "no side of `used` is better: how far it grows");
    let held = &advice["held_back"][0];
    assert_eq!((&held["name"], held["effect"]["gain"].is_null()), (&"spare".into(), true));
    assert_eq!(held["because"][0], "[not reported: people] less.");
    assert_eq!(held["effect"]["reason"]["items"][0], "people");
}
