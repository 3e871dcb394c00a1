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

const PILLARS: &str = "pack small \"Small\" { language 1; score value }\n\
    facet pillar \"Pillar\" { one \"One\" weight 3; two \"Two\" }\n\
    facet index \"Index\" { all \"All\" }\n\
    rollup pillar { of kpis; by mean; by geometric_mean when pillar = two because \"No making up\" }\n\
    rollup total { of pillar; by mean }\n\
    rollup tonnes { of value of kpis for each index; by sum }\n\
    kpi a \"A\" { pillar: one; unit %; weight 3 }\n\
    kpi b \"B\" { pillar: one; unit % }\n\
    kpi gone \"Gone\" { pillar: one; unit %; weight 4 }\n\
    kpi c \"C\" { pillar: two; unit % }\n\
    kpi d \"D\" { pillar: two; unit % }\n\
    kpi e \"E\" { index: all; unit t; no benchmark because \"Shown\" }\n\
    kpi f \"F\" { index: all; unit kg; no benchmark because \"Shown\" }\n";

const FIGURES: &str =
    "item,period,value,unit\na,2020,40,%\nb,2020,80,%\nc,2020,10,%\nd,2020,90,%\ne,2020,2,t\nf,2020,500,kg\n";

#[test]
fn the_json_says_what_each_member_brings() {
    let world = World::small(PILLARS, FIGURES);
    let json: Json = serde_json::from_str(&world.json(&world.data)).unwrap();
    let group = |rollup: usize, at: usize| &json["rollups"][rollup]["groups"][at];
    let one = group(0, 0);
    let shares: Vec<Json> = one["shares"].as_array().unwrap().clone();
    let expected = serde_json::json!([
        { "member": "a", "number": 0.4, "weight": 3, "part": 0.75, "adds": 0.3 },
        { "member": "b", "number": 0.8, "weight": 1, "part": 0.25, "adds": 0.2 },
        { "member": "gone", "number": null, "weight": 4, "part": null, "adds": null },
    ]);
    assert_eq!((Json::from(shares), &one["score"]), (expected, &0.5.into()));
    let two = &group(0, 1)["shares"];
    assert_eq!((&two[0]["part"], &two[0]["adds"]), (&0.5.into(), &Json::Null), "a product has no summands");
    let total = &group(2, 0)["shares"];
    assert_eq!((&total[0]["member"], &total[1]["member"]), (&"pillar: one".into(), &"pillar: two".into()));
    assert_eq!((&total[0]["adds"], &total[1]["adds"]), (&0.375.into(), &0.075.into()));
    let tonnes = group(1, 0);
    assert_eq!(
        (&tonnes["unit"], &tonnes["score"], &tonnes["printed"]),
        (&"t".into(), &2.5.into(), &"2.5\u{a0}t".into())
    );
    assert_eq!((&tonnes["shares"][1]["number"], &tonnes["shares"][1]["part"]), (&0.5.into(), &Json::Null));
}

#[test]
fn an_explanation_of_a_group_goes_from_the_rule_to_each_member() {
    let world = World::small(PILLARS, FIGURES);
    let one = explained(&world, "pillar: one");
    for line in [
        "rule        weighted mean of KPIs (small,",
        "not chosen: weighted geometric mean; when pillar = two; because No making up",
        "    member  value  taken  weight  part  adds  without it",
        "    a        40\u{a0}%   40\u{a0}%       3  75\u{a0}%  30\u{a0}%        80\u{a0}%",
        "    b        80\u{a0}%   80\u{a0}%       1  25\u{a0}%  20\u{a0}%        40\u{a0}%",
        "    what is added makes the number",
        "left out    gone: not reported",
    ] {
        assert!(one.contains(line), "{line}\n{one}");
    }
    let two = explained(&world, "pillar: two");
    assert!(two.contains("the product of what is taken, each to the power of its part"), "{two}");
    let tonnes = explained(&world, "tonnes, index: all");
    assert!(tonnes.contains("sum of values of KPIs") && tonnes.contains("500\u{a0}kg"), "{tonnes}");
    let item = explained(&world, "b");
    assert!(item.contains("Pillar: One (50\u{a0}%): adds 20\u{a0}%; 25\u{a0}% of the weight"), "{item}");
}
