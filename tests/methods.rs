//! Methods that score otherwise than in percent, as every report and `explain` tell them. All figures are made up.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod world;

use serde_json::Value as Json;
use world::World;
use yardstick::author::{Known, explain};
use yardstick::report::{Style, html, text};

const MARKS: &str = "pack small \"Small\" { language 1; bands grades }\n\
    bands grades { good \"Good\" at least 7; poor \"Poor\" }\n\
    facet field \"Field\" { reading \"Reading\" }\n\
    rollup field { of kpis; by mean }\n\
    kpi fluent \"Fluent\" { field: reading; unit %; score scaled(linear(value, 20 %, 100 %), 0, 10) }\n\
    kpi books \"Books\" { field: reading; unit number; score clamp(value, 0, 10) }\n\
    recommend read \"Read more\" { when fluent.score < 7; because \"Scored {fluent.score}.\" }\n";

const SCHOOL: &str = "item,period,value,unit\nfluent,2020,60,%\nbooks,2020,9,number\n";

#[test]
fn marks_are_marks_in_every_report() {
    let world = World::small(MARKS, SCHOOL);
    let json: Json = serde_json::from_str(&world.json(&world.data)).unwrap();
    assert_eq!((&json["items"][0]["score"], &json["items"][0]["score_percent"]), (&5.into(), &Json::Null));
    assert_eq!(json["rollups"][0]["groups"][0]["score"], 7);
    assert_eq!(json["rollups"][0]["groups"][0]["printed"], "7");
    let table = world.csv(&world.data);
    let cell = |line: usize, name: &str| {
        let column = table.lines().next().unwrap().split(',').position(|head| head == name).unwrap();
        table.lines().nth(line).unwrap().split(',').nth(column).unwrap().to_owned()
    };
    assert_eq!((cell(1, "score"), cell(1, "score_percent")), ("5".to_owned(), String::new()));
    let page = world.viewed(&world.data, |view| html(view).unwrap());
    assert!(page.contains("Scored 5.") && !page.contains("500\u{a0}%") && !page.contains("700\u{a0}%"));
    let shown = world.viewed(&world.data, |view| text(view, 400, Style { colour: false }));
    assert!(!shown.contains("700 %") && shown.contains("good"), "{shown}");
}

#[test]
fn an_explanation_tells_marks() {
    let world = World::small(MARKS, SCHOOL);
    let told = explained(&world, "fluent");
    assert!(told.contains("score") && told.contains('5') && !told.contains("500"), "{told}");
}

fn explained(world: &World, name: &str) -> String {
    let assessed = world.assess(&world.data);
    world.viewed(&world.data, |view| {
        let (book, sources, data, card, advice) = (view.book, view.sources, view.data, view.card, view.advice);
        let known = Known { book, sources, data, card, advice, scope: &assessed.evaluation };
        explain(&known, name, 400).unwrap()
    })
}
