//! The program as people use it: exit codes, what goes where, files, and the round from an edited rule to a new score.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;

use std::fs;
use std::path::Path;

use program::{Folder, copy, yardstick};
use serde_json::Value;

const RULES: &str = r#"pack demo "A small method" {
  score  share_of_target(value, target)
  bands  performance
}
bands performance {
  good  "At least half of the target"  at least 50 %  points 2
  low   "Less"                                        points 1
}
facet topic "Topic" { digital "Digital"; water "Water" }
rollup topic { of points; by share_of_points }
unit household households
input households "Households" { unit households }
input connected "Households with internet access" { unit households }
kpi internet_access "Internet access" {
  topic: digital
  unit    %
  value   connected / households
  target  at least 100 %  basis natural_maximum
  start   0 %
}
recommend connect "Connect more households" {
  topic: digital
  when   internet_access < 70 %
  action cables "Lay cables where there are none."
}
test "most households are connected" {
  given   households = 1_000 households
  given   connected = 800 households
  expect  internet_access = 80 %
  expect  band(internet_access) = good
  expect  not given connect
}
"#;

const CITY: &str = "city springfield \"Springfield\" { uses demo }\n";
const DATA: &str =
    "item,period,value,unit,source\nhouseholds,2020,1000,households,Census\nconnected,2020,800,households,Survey\n";

/// A small method and a small city.
fn springfield(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules/demo/demo.kpi", RULES);
    folder.write("cities/springfield/city.kpi", CITY);
    folder.write("cities/springfield/data.csv", DATA);
    folder
}

/// The item of that name in a scorecard.
fn item<'c>(card: &'c Value, name: &str) -> &'c Value {
    fn find<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
        match value {
            Value::Object(fields) if fields.get("name").or(fields.get("id")) == Some(&Value::from(name)) => Some(value),
            Value::Object(fields) => fields.values().find_map(|inner| find(inner, name)),
            Value::Array(members) => members.iter().find_map(|inner| find(inner, name)),
            _ => None,
        }
    }
    find(card, name).unwrap_or_else(|| panic!("the scorecard has no `{name}`"))
}

#[test]
fn a_city_is_evaluated() {
    let folder = springfield("evaluate");
    let ran = folder.run(&["evaluate", "cities/springfield"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("Springfield, 2020"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "colours only where they are seen");
}

#[test]
fn a_pack_of_one_file_is_named_as_a_file() {
    let folder = springfield("one_file");
    folder.write("else/demo.kpi", RULES);
    folder.write("else/broken.kpi", "pack broken {\n");
    let ran = folder.run(&["evaluate", "cities/springfield", "--rules", "else/demo.kpi", "--format", "csv"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, folder.run(&["evaluate", "cities/springfield", "--format", "csv"]).out);
    let ran = folder.run(&["check", "--rules", "else/broken.kpi"]);
    assert!(ran.code == 1 && ran.err.contains("else/broken.kpi"), "{}", ran.err);
}

#[test]
fn four_files_are_written_whole() {
    let folder = springfield("out");
    let (city, out) = ("cities/springfield", "report");
    let ran = folder.run(&["evaluate", city, "--out", out]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(folder.names("report"), ["report.html", "scorecard.csv", "scorecard.json", "wheel.svg"]);
    let first = fs::read(folder.path("report/scorecard.json")).unwrap();
    folder.run(&["evaluate", city, "--out", out]);
    assert_eq!(fs::read(folder.path("report/scorecard.json")).unwrap(), first, "same input, same bytes");
    for format in ["json", "csv", "svg", "html"] {
        assert!(!folder.run(&["evaluate", city, "--format", format]).out.is_empty());
    }
}

#[test]
fn nothing_is_written_where_a_file_cannot_be() {
    let folder = springfield("blocked");
    folder.write("report/wheel.svg/in_the_way", "");
    let ran = folder.run(&["evaluate", "cities/springfield", "--out", "report"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("wheel.svg"), "{}", ran.err);
    assert_eq!(folder.names("report"), ["wheel.svg"]);
}

#[test]
fn what_does_not_exist_is_wrong_usage() {
    let folder = springfield("usage");
    let city = "cities/springfield";
    for arguments in [
        &["evaluate", "no/such/city"][..],
        &["evaluate", city, "--rules", "no/such/rules"],
        &["evaluate", city, "--year", "soon"],
        &["evaluate", "rules"],
        &["explain", city],
        &["frobnicate"],
        &[],
    ] {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn a_filter_that_is_misspelt_is_corrected() {
    let folder = springfield("where");
    let city = "cities/springfield";
    for (filter, near) in [("topik=digital", "topic"), ("topic=digtal", "digital")] {
        let ran = folder.run(&["evaluate", city, "--where", filter]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(near), "{}", ran.err);
    }
    assert_eq!(folder.run(&["evaluate", city, "--where", "topic=digital"]).code, 0);
}

#[test]
fn wrong_figures_are_left_out_and_wrong_rules_stop() {
    let folder = springfield("errors");
    let city = "cities/springfield";
    folder.write("cities/springfield/data.csv", &DATA.replace("connected,2020,800", "conected,2020,800"));
    let ran = folder.run(&["evaluate", city]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("connected"), "the nearest name is told: {}", ran.err);
    assert!(ran.out.contains("Springfield"), "the rest is evaluated");
    folder.write("rules/demo/demo.kpi", &RULES.replace("connected / households", "connected / housholds"));
    let ran = folder.run(&["evaluate", city]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("housholds") && ran.err.contains("`households`"), "{}", ran.err);
}

#[test]
fn slips_in_three_places_are_all_found() {
    let folder = springfield("three");
    let rules = RULES
        .replace("unit    %", "unit    % %% %")
        .replace("internet_access < 70 %", "internet_access < < 70 %")
        .replace("given   households =", "given   households ==");
    folder.write("rules/demo/demo.kpi", &rules);
    let ran = folder.run(&["check", "demo", "--rules", "rules", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let findings = ran.json();
    let mut lines: Vec<u64> = findings.as_array().unwrap().iter().filter_map(|one| one["line"].as_u64()).collect();
    lines.dedup();
    assert!(lines.len() >= 3, "{findings:#}");
    assert!(findings[0]["file"].as_str().unwrap().ends_with("rules/demo/demo.kpi"));
}

#[test]
fn files_that_are_no_text_are_findings() {
    let folder = springfield("bytes");
    let check = || folder.run(&["check", "--city", "cities/springfield", "--format", "json"]);
    fs::write(folder.path("cities/springfield/data.csv"), b"item,period,value,unit\nh\xe5,2020,1,households\n")
        .unwrap();
    let ran = check();
    assert_eq!((ran.code, ran.json()[0]["code"].as_str()), (1, Some("data::file::encoding")));
    folder.write("cities/springfield/data.csv", "");
    assert!(!check().json().as_array().unwrap().is_empty());
    folder.write("cities/springfield/data.csv", DATA);
    folder.write("rules/demo/more.kpi", "\n");
    let ran = check();
    assert_eq!((ran.code, ran.json()[0]["code"].as_str()), (0, Some("file::text::empty")));
}

#[test]
fn a_pack_that_is_misspelt_is_corrected() {
    let folder = springfield("pack");
    let ran = folder.run(&["check", "dmo", "--rules", "rules"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`demo`"), "{}", ran.err);
}

#[test]
fn tests_in_the_language_are_run() {
    let folder = springfield("test");
    let rules = "rules";
    let ran = folder.run(&["test", "--rules", rules]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("demo: 1 tests, all pass"), "{}", ran.out);
    assert!(ran.out.contains("connect"), "its trigger was never true: {}", ran.out);
    assert!(ran.out.contains("performance.low"), "no test lands there: {}", ran.out);
    folder.write("rules/demo/demo.kpi", &RULES.replace("internet_access = 80 %", "internet_access = 81 %"));
    let ran = folder.run(&["test", "demo", "--rules", rules, "--format", "json"]);
    assert_eq!(ran.code, 1);
    let finding = &ran.json()["tests"][0]["findings"][0];
    assert_eq!(finding["code"], "test::expectation::failed");
    assert_eq!(finding["message"], "seen: 80\u{a0}%; wanted: = 81\u{a0}%");
}

#[test]
fn a_result_is_explained() {
    let folder = springfield("explain");
    let city = "cities/springfield";
    let ran = folder.run(&["explain", city, "internet_access"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for part in [
        "connected / households",
        "Survey",
        "data.csv:3",
        "demo.kpi:17",
        "at least 100\u{a0}%",
        "natural maximum",
        "2 of 2",
        "Topic: Digital",
        "the band stays",
        "connect (not given)",
    ] {
        assert!(ran.out.contains(part), "`{part}` is missing in\n{}", ran.out);
    }
    assert!(folder.run(&["explain", city, "topic:", "digital"]).out.contains("internet_access"));
    let ran = folder.run(&["explain", city, "connect"]);
    assert!(ran.out.contains("not given") && ran.out.contains("70\u{a0}%"), "{}", ran.out);
    let ran = folder.run(&["explain", city, "internet_acces"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("did you mean `internet_access`?"), "{}", ran.err);
}

#[test]
fn edges_and_figures_of_references_are_explained_with_what_they_went_over() {
    let folder = springfield("edges");
    folder.write("cities/springfield/city.kpi", "city springfield \"Springfield\" { uses demo; country: NO }\n");
    let own = "pack norway \"Norway\" { extends demo; applies to country NO }\n\
               amend bands performance because \"Stricter\" { good \"Good\" at least 90 % points 2 }\n\
               amend kpi internet_access because \"A list\" source \"An office\" { topic: water; weight 2; digits 2 }\n\
               reference others \"the others\" {\n  bands performance\n  internet_access: 50 %  source \"Old\"\n  \
               internet_access: 60 %  from 2019  source \"New\"\n}\n";
    folder.write("rules/norway/norway.kpi", own);
    let ran = folder.run(&["explain", "cities/springfield", "internet_access"]);
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "edge of `good` \"Good\" at least 90 % points 2 because Stricter (norway, rules/norway/norway.kpi:2)",
        "not chosen: \"At least half of the target\" at least 50 % points 2; (demo, rules/demo/demo.kpi:",
        "reference others: 60 % (the others)",
        "source: New (norway, rules/norway/norway.kpi:7)",
        "not chosen: 50 %; source: Old (norway, rules/norway/norway.kpi:6)",
        "facet `topic` topic: water; because A list; source: An office (norway, rules/norway/norway.kpi:3)",
        "weight 2; because A list; source: An office (norway, rules/norway/norway.kpi:3)",
        "digits 2 (as above)",
    ] {
        assert!(words.contains(said), "{said}\n{}", ran.out);
    }
}

#[test]
fn rules_are_shown_with_their_places() {
    let ran = yardstick(&["show", "water_supply_loss", "--on", "2020-06-30"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let line = |word: &str| ran.out.lines().find(|line| line.trim_start().starts_with(word)).unwrap_or_default();
    assert!(line("kpi ").contains("# u4ssc, rules/u4ssc/water_and_sanitation.kpi:"), "{}", ran.out);
    assert!(line("because ").contains("# reference_targets, rules/reference_targets/economy.kpi:"), "{}", ran.out);

    let rows = yardstick(&["show", "transportation_mode_share.para", "reference_targets", "--format", "json"]).json();
    let rows = rows.as_array().unwrap();
    let row = rows.iter().find(|row| row["layer"] == "reference_targets").unwrap();
    assert_eq!(row["item"], "kpi transportation_mode_share, point para");
    assert!(row["text"].as_str().unwrap().starts_with("no benchmark"), "{row}");
    assert!(row["line"].as_u64().unwrap() > 0);
}

#[test]
fn what_cannot_be_shown_is_told() {
    let told = |arguments: &[&str], text: &str| {
        let ran = yardstick(arguments);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains(text), "{}", ran.err);
    };
    told(&["show", "water_suply_loss"], "did you mean `water_supply_loss`?");
    told(&["show", "water_supply_loss", "u4sc"], "there is no pack `u4sc`; did you mean `u4ssc`?");
    told(&["check", "u4sc"], "there is no pack `u4sc`; did you mean `u4ssc`?");
    told(&["test", "rules"], "there is no pack `rules`; for the packs in it type `--rules rules`");
    told(&["show", "water_supply_loss", "--on", "2020-02-30"], "`2020-02-30` is no day");
}

#[test]
fn what_is_shown_is_a_pack_with_the_same_results() {
    let folder = Folder::new("show");
    let shown = yardstick(&["show", "--city", "cities/trondheim"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let name = shown.out.lines().find_map(|line| line.strip_prefix("pack ")).unwrap();
    let name = name.split(' ').next().unwrap();
    folder.write("rules/all.kpi", &shown.out);
    let own = fs::read_to_string("cities/trondheim/city.kpi").unwrap();
    let uses = own.lines().find(|line| line.trim_start().starts_with("uses")).unwrap();
    folder.write("town/city.kpi", &own.replace(uses, &format!("  uses {name}")));
    folder.write("town/data.csv", &fs::read_to_string("cities/trondheim/data.csv").unwrap());
    let under_one = folder.run(&["evaluate", "town", "--format", "csv"]);
    let under_all = yardstick(&["evaluate", "cities/trondheim", "--format", "csv"]);
    // Where an added KPI does not count is told by the packs that there are: of one pack, by its roll-ups.
    let told = |out: &str| -> Vec<String> {
        let before = |line: &str| line.split("not in the ").next().unwrap_or(line).to_owned();
        out.lines().map(before).collect()
    };
    assert_eq!(told(&under_one.out), told(&under_all.out));
}

#[test]
fn a_code_is_explained() {
    assert!(yardstick(&["explain", "--code", "unit::name::unknown"]).out.contains("there is no such unit"));
    let ran = yardstick(&["explain", "--code", "unit::name::unknwon"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`unit::name::unknown`"));
}

#[test]
fn an_edited_target_changes_the_score() {
    let folder = Folder::new("edit");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&here.join("rules"), &folder.0.join("rules"));
    copy(&here.join("cities/trondheim"), &folder.0.join("cities/trondheim"));
    let evaluate = || {
        yardstick(&["evaluate", &folder.path("cities/trondheim"), "--format", "json", "--rules", &folder.path("rules")])
    };
    let before = evaluate();
    assert_eq!(before.code, 0, "{}", before.err);
    let text = fs::read_to_string(here.join("rules/reference_targets/economy.kpi")).unwrap();
    let at = text.find("amend kpi water_supply_loss").unwrap();
    let target = at + text[at..].find("at most").unwrap();
    let end = target + text[target..].find('%').unwrap();
    folder.write("rules/reference_targets/economy.kpi", &format!("{}at most 20 {}", &text[..target], &text[end..]));
    let after = evaluate();
    assert_eq!(after.code, 0, "{}", after.err);
    let (before, after) = (before.json(), after.json());
    assert_ne!(item(&before, "water_supply_loss"), item(&after, "water_supply_loss"));
    assert_eq!(item(&before, "adult_literacy"), item(&after, "adult_literacy"));
}

#[test]
fn all_kpis_are_listed() {
    let ran = yardstick(&["list", "kpis", "u4ssc", "--format", "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|known| known == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let (id, point) = (column("id"), column("point"));
    let kpis: Vec<&str> = rows.iter().filter(|row| row[point].is_empty()).map(|row| &row[id]).collect();
    assert_eq!((kpis.len(), rows.len() - kpis.len()), (91, 28));
    let with_points =
        kpis.iter().filter(|kpi| rows.iter().any(|row| &row[id] == **kpi && !row[point].is_empty())).count();
    assert_eq!(rows.len() - with_points, 112, "leaves");
    for name in
        ["code", "title", "unit", "dimension", "subdimension", "category", "level", "type", "sdg", "formula", "source"]
    {
        let column = column(name);
        let filled = rows.iter().filter(|row| !row[column].is_empty()).count();
        assert!(filled > 50, "{name} is filled in {filled} rows");
    }
}

#[test]
fn every_list_has_its_forms() {
    for what in ["kpis", "targets", "recommendations", "units", "functions"] {
        for format in ["table", "csv", "json"] {
            let ran = yardstick(&["list", what, "--format", format]);
            assert_eq!(ran.code, 0, "{what} {format}: {}", ran.err);
            assert!(ran.out.lines().count() > 3, "{what} {format}");
        }
    }
}

/// The pages of the reference are what the tables say. `UPDATE=1` writes them.
#[test]
fn the_reference_is_fresh() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    if std::env::var_os("UPDATE").is_some() {
        assert_eq!(yardstick(&["reference", "--out", docs.to_str().unwrap()]).code, 0);
    }
    let pages = yardstick::author::pages();
    for page in &pages {
        let text = fs::read_to_string(docs.join(&page.name)).unwrap_or_default();
        assert!(text == page.text, "docs/{} is out of date: run `UPDATE=1 cargo test --test cli reference`", page.name);
    }
    for entry in fs::read_dir(docs.join("diagnostics")).unwrap() {
        let name = format!("diagnostics/{}", entry.unwrap().file_name().into_string().unwrap());
        assert!(pages.iter().any(|page| page.name == name), "docs/{name} belongs to no code");
    }
}

#[test]
fn cities_are_ranked_by_a_facet_of_one_value() {
    let rules = "pack whole \"Whole\" { language 1 }\n\
                 facet part \"Part\" { calm \"Calm\" in index; clean \"Clean\" in index }\n\
                 facet whole \"Whole\" { index \"Index\" }\n\
                 rollup part { of kpis; by mean }\n\
                 rollup whole { of part; by mean }\n\
                 kpi quiet \"Quiet\" { part: calm; unit %; score value }\n\
                 kpi air \"Air\" { part: clean; unit %; score value }\n";
    let folder = Folder::of("whole", &[("rules/whole.kpi", rules)]);
    for (name, quiet, air) in [("aa", 10, 90), ("bb", 60, 60), ("cc", 0, 20)] {
        folder.write(&format!("towns/{name}/city.kpi"), &format!("city {name} \"{name}\" {{ uses whole }}\n"));
        let figures = format!("item,period,value,unit\nquiet,2020,{quiet},%\nair,2020,{air},%\n");
        folder.write(&format!("towns/{name}/data.csv"), &figures);
    }
    let all = yardstick(&["evaluate", &folder.path("towns"), "--rules", &folder.path("rules")]);
    let lines: Vec<Vec<&str>> = all.out.lines().take(4).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["rank", "city", "Index", "Calm", "Clean"], "{}{}", all.out, all.err);
    assert_eq!(
        [lines[1][..3].join(" "), lines[2][..3].join(" "), lines[3][..3].join(" ")],
        ["1 bb 60", "2 aa 50", "3 cc 10"]
    );
}

#[test]
fn many_cities_are_evaluated_together_and_one_of_them_among_the_others() {
    let folder = Folder::new("together");
    let rules = "pack side \"Side by side\" { language 1 }\n\
                 kpi noise \"People in noise\" { unit %; better lower; score min_max(value, 0, 100) }\n\
                 rollup total { of kpis; by mean }\n";
    folder.write("rules/side.kpi", rules);
    for (name, value) in [("aa", 0), ("bb", 50), ("cc", 25)] {
        folder.write(&format!("towns/{name}/city.kpi"), &format!("city {name} \"{name}\" {{ uses side }}\n"));
        folder.write(&format!("towns/{name}/data.csv"), &format!("item,period,value,unit\nnoise,2020,{value},%\n"));
    }
    let (rules, towns) = (folder.path("rules"), folder.path("towns"));
    let ran = |arguments: &[&str]| yardstick(&[arguments, &["--rules", &rules]].concat());
    let all = ran(&["evaluate", &towns, "--out", &folder.path("out")]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    let first = |text: &str| text.lines().nth(1).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(first(&all.out), "1 aa 100");
    assert_eq!(
        fs::read_to_string(folder.path("out/scores.csv")).unwrap(),
        "city,title,year,noise,total\naa,aa,2020,100,100\nbb,bb,2020,0,0\ncc,cc,2020,50,50\n"
    );
    assert!(fs::read_to_string(folder.path("out/ranks.csv")).unwrap().ends_with("bb,bb,2020,3\ncc,cc,2020,2\n"));
    let one = ran(&["evaluate", &towns, "--city", "cc", "--format", "json"]);
    let card: Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!(item(&card, "noise")["score"], 50);
    let told = ran(&["explain", &towns, "--city", "cc", "noise"]);
    assert!(told.out.contains("from 0\u{a0}% to 50\u{a0}%"), "{}", told.out);
    let nobody = ran(&["evaluate", &towns, "--city", "dd"]);
    assert!(nobody.code == 2 && nobody.err.contains("there is no city `dd`"), "{}", nobody.err);
    let alone = ran(&["evaluate", &folder.path("towns/cc"), "--format", "csv"]);
    assert!(alone.out.contains("yardstick bounds"), "{}", alone.out);

    let written = ran(&["bounds", &towns, "--name", "edition"]);
    folder.write("rules/edition.kpi", &written.out);
    folder.write("towns/cc/city.kpi", "city cc \"cc\" { uses edition }\n");
    let frozen = ran(&["evaluate", &folder.path("towns/cc"), "--format", "json"]);
    let card: Value = serde_json::from_str(&frozen.out).unwrap();
    assert_eq!(item(&card, "noise")["score"], 50);
    assert_eq!(item(&card, "noise")["compared"]["bounds"]["cohort"], "edition");
    let unlike = ran(&["evaluate", &towns]);
    assert!(unlike.code == 2 && unlike.err.contains("judged by the same packs"), "{}", unlike.err);
}
