//! Targets with a date, as every report and `explain` tell them. All figures are made up.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod world;

use serde_json::Value as Json;
use world::World;
use yardstick::author::{Known, explain};
use yardstick::report::{Style, html, paths_csv, text, wheel_svg};

const RULES: &str = "pack small \"Small\" { language 1; bands performance }\n\
    bands performance { strong \"Strong\" at least 95 % points 4; low \"Low\" points 1 }\n\
    bands pace of progress { on_track \"On track\" at least 95 %; behind \"Behind\" at least 60 %; off_track \"Off track\" }\n\
    parameter open_year \"The baseline year\" { unit year }\n\
    input emitted \"Emitted <here>\" { unit t of CO2e }\n\
    kpi goal \"Emissions <goal>\" {\n  unit t of CO2e\n  value emitted\n\
    \x20 target 30 % below 2009 by 2023 basis law source \"Council\"\n\
    \x20 target 80 % below 2009 by 2030-06-30 basis judgement source \"Plan\"\n\
    \x20 score share_of_target(value, required)\n}\n\
    kpi open \"Without a baseline\" {\n  unit t of CO2e\n  value emitted\n  target 30 % below open_year by 2023\n\
    \x20 score share_of_target(value, required)\n}\n\
    kpi level \"Without a start\" {\n  unit %\n  target at most 5 % by 2030\n  score share_of_target(value, target)\n}\n";

const SHEET: &str = "item,period,value,unit\nemitted,2009,500000,t of CO2e\nemitted,2019,410000,t of CO2e\n\
    emitted,2020,400000,t of CO2e\nlevel,2020,8,%\n";

/// The same without the baseline.
const LATE: &str = "item,period,value,unit\nemitted,2020,400000,t of CO2e\nlevel,2020,8,%\n";

fn json(sheet: &str) -> Json {
    let world = World::small(RULES, sheet);
    serde_json::from_str(&world.json(&world.data)).unwrap()
}

#[test]
fn the_json_has_the_path_in_the_unit_of_the_item() {
    let found = json(SHEET);
    let goal = &found["items"][0];
    let path = &goal["path"];
    assert_eq!(goal["target"]["by"], "2023-12-31");
    assert_eq!(
        (&path["start_year"], &path["start"], &path["shape"]),
        (&2009.into(), &500_000.into(), &"linear".into())
    );
    assert_eq!(path["required"], 382_142.857_142_857);
    assert_eq!(path["progress_percent"], 84.848_484_848_484_8);
    assert_eq!((&path["pace"]["name"], &path["arrival"]), (&"behind".into(), &2050.into()));
    assert_eq!(path["milestones"][1]["by"], "2030-06-30");
    assert_eq!(path["milestones"][1]["source"], "Plan");
    assert_eq!(path["years"].as_array().unwrap().len(), 22);
    assert_eq!(path["years"][10]["difference"], 17_142.857_142_857_1);
    assert!(path["needed"].is_null() && path["reasons"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_needed_names_the_figure_and_its_year() {
    let found = json(LATE);
    let path = &found["items"][0]["path"];
    assert_eq!(path["needed"]["year"], 2009);
    assert_eq!(path["needed"]["why"], "the value of 2009, the baseline, is not reported");
    assert_eq!(path["needed"]["items"][0], "goal");
    let parts: Vec<&str> =
        path["reasons"].as_array().unwrap().iter().map(|one| one["part"].as_str().unwrap()).collect();
    assert_eq!(parts, ["start", "required", "progress", "pace", "arrival", "budget"]);
    let open = &found["items"][1]["path"];
    let why = "the baseline year is not stated: the parameter `open_year` is not set";
    assert_eq!((&open["needed"]["year"], &open["needed"]["why"]), (&Json::Null, &why.into()));
    let level = &found["items"][2]["path"];
    assert_eq!(level["reasons"][0]["why"], "the start of the path is not said");
    assert!(level["budget"].is_null() && level["years"].as_array().unwrap().is_empty());
}

#[test]
fn the_tables_have_their_columns_where_a_target_has_a_date() {
    let world = World::small(RULES, SHEET);
    let table = world.csv(&world.data);
    assert!(table.lines().next().unwrap().ends_with("target_by,required,progress_percent,pace,arrival,budget,needed"));
    let years = world.viewed(&world.data, |view| paths_csv(view).unwrap().unwrap());
    assert!(
        years.contains("goal,Emissions <goal>,2020,382142.857142857,400000,17857.1428571429,t of CO2e,\n"),
        "{years}"
    );
    assert!(years.contains("goal,Emissions <goal>,2030,100000,,,t of CO2e,yes\n"));
    let plain = "pack small \"Small\" { language 1 }\nkpi x \"X\" { unit % }\n";
    let plain = World::small(plain, "item,period,value,unit\nx,2020,1,%\n");
    assert!(plain.csv(&plain.data).lines().next().unwrap().ends_with(",notes"));
    assert_eq!(plain.viewed(&plain.data, |view| paths_csv(view).unwrap()), None);
    let page = plain.viewed(&plain.data, |view| html(view).unwrap());
    assert!(!page.contains("id=\"paths\"") && !page.contains("#paths"));
}

#[test]
fn the_summary_tells_a_reason_once() {
    let world = World::small(RULES, LATE);
    let summary = world.viewed(&world.data, |view| text(view, 400, Style { colour: false }));
    let line = "Emissions <goal>: value: 400\u{a0}000\u{a0}t of CO2e; due in 2020, progress, pace, arrives in: cannot be told; \
                still needed: the value of 2009, the baseline, is not reported";
    assert!(summary.contains(line), "{summary}");
    assert!(
        summary.contains("due in 2020: the start of the path is not said; progress, pace, arrives in: cannot be told; still needed: a trend needs a second figure, of 2016 to 2019"),
        "{summary}"
    );
    let world = World::small(RULES, SHEET);
    let summary = world.viewed(&world.data, |view| text(view, 400, Style { colour: false }));
    let line = "due in 2020: 382\u{a0}143\u{a0}t of CO2e; progress: 84.8\u{a0}%; pace: Behind; arrives in: 2050; \
                still allowed: 2\u{a0}532\u{a0}143\u{a0}t of CO2e from 2021 to 2030";
    assert!(summary.contains(line), "{summary}");
}

#[test]
fn the_page_has_a_picture_and_a_table_that_says_the_same() {
    let world = World::small(RULES, SHEET);
    let page = world.viewed(&world.data, |view| html(view).unwrap());
    assert!(
        page.contains("<a href=\"#paths\">") && page.contains("<section id=\"paths\" aria-labelledby=\"paths-h\">")
    );
    let start = page.find("<figure class=\"course\">").unwrap();
    let picture = &page[start..start + page[start..].find("</figure>").unwrap()];
    assert!(picture.contains("role=\"img\" aria-labelledby=\"path1-title path1-about\""));
    assert!(picture.contains("<title id=\"path1-title\">The path of Emissions &lt;goal&gt;</title>"));
    // Three figures and one in the legend, two milestones and one in the legend.
    assert_eq!((picture.matches("<circle").count(), picture.matches("Z\"").count()), (4, 3));
    assert!(
        picture.contains("<title>2023 · 350\u{a0}000</title>")
            && picture.contains("<title>2030-06-30 · 100\u{a0}000</title>")
    );
    assert!(page.contains("<th scope=\"row\">2023 <small>milestone</small></th>"));
    assert!(page.contains("<td class=\"num\">+17\u{a0}857\u{a0}t of CO2e</td>"));
    assert!(page.contains("id=\"wheel-b3\""), "the pattern of `behind` is there");
    assert_eq!(page.matches("<figure class=\"course\">").count(), 1, "no picture of a path whose start is not known");
    let wheel = world.viewed(&world.data, wheel_svg);
    assert!(!wheel.contains("path1"));
}

#[test]
fn an_explanation_goes_from_the_milestones_to_each_year() {
    let world = World::small(RULES, SHEET);
    let told = |name: &str| {
        let assessed = world.assess(&world.data);
        world.viewed(&world.data, |view| {
            let (book, sources, data, card, advice) = (view.book, view.sources, view.data, view.card, view.advice);
            let known = Known { book, sources, data, card, advice, scope: &assessed.evaluation };
            explain(&known, name, 400).unwrap()
        })
    };
    let goal = told("goal");
    for line in [
        "target      at most 350\u{a0}000\u{a0}t of CO2e by 2023",
        "path        from 500\u{a0}000\u{a0}t of CO2e in 2009, in a straight line",
        "by 2023: at most 350\u{a0}000\u{a0}t of CO2e; 30 % below 2009 by 2023; basis law; source: Council (small,",
        "by 2030-06-30: at most 100\u{a0}000\u{a0}t of CO2e; 80 % below 2009 by 2030-06-30; basis judgement",
        "due         382\u{a0}143\u{a0}t of CO2e in 2020",
        "progress    84.8\u{a0}% (the change made over the change due)",
        "arrives in  2050",
        "    2020  382\u{a0}143\u{a0}t of CO2e  400\u{a0}000\u{a0}t of CO2e  17\u{a0}857\u{a0}t of CO2e",
    ] {
        assert!(goal.contains(line), "{line}\n{goal}");
    }
    let open = told("open");
    assert_eq!(open.matches("the baseline year is not stated").count(), 4, "target, path, needed, score\n{open}");
}

#[test]
fn a_milestone_without_a_level_is_no_bound_of_nothing() {
    let world = World::small(RULES, LATE);
    let page = world.viewed(&world.data, |view| html(view).unwrap());
    assert!(page.contains("<strong>cannot be told</strong>"), "{page}");
    assert!(!page.contains("at most cannot be told"));
}

#[test]
fn what_does_not_apply_has_no_path() {
    let rules = "pack small \"Small\" { language 1 }\ninput far \"Far from the sea\" { unit yes_no }\n\
        kpi x \"X\" {\n  unit %\n  not applicable when far = yes because \"No coast\"\n  target at most 5 % by 2030 starting 2010\n}\n";
    let world = World::small(rules, "item,period,value,unit\nx,2010,10,%\nx,2020,8,%\nfar,2020,yes,\nfar,2010,no,\n");
    let found: Json = serde_json::from_str(&world.json(&world.data)).unwrap();
    assert!(found["items"][0].get("path").is_none());
    let summary = world.viewed(&world.data, |view| text(view, 100, Style { colour: false }));
    assert!(!summary.contains("Targets with a date"), "{summary}");
}
