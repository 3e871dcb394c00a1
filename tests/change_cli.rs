//! `yardstick diff` and `yardstick compare` as people use them, with a small method and two small cities.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;
mod world;

use std::process::Command;

use program::{Folder, Ran, run_in};
use world::golden;

/// A folder with a small method, a country's pack over it, and two cities.
struct Project(Folder);

const METHOD: &str = r#"pack demo "A small method" {
  version "1"
  score   share_of_target(value, target)
  bands   performance
}
bands performance {
  good  "At least half of the target"  at least 50 %  points 2
  low   "Less"                                        points 1
}
facet topic "Topic" { digital "Digital"; water "Water" }
rollup topic { of points; by share_of_points }
unit household households
input households "Households" { unit households }
kpi internet_access "Internet access" {
  topic:  digital
  input connected "Households with internet access" { unit households }
  unit    %
  value   connected / households
  better  higher
  target  at least 100 %  basis natural_maximum
}
kpi water_loss "Water loss" {
  topic:  water
  unit    %
  better  lower
  target  at most 20 %  basis judgement
  start   40 %
}
parameter loss_limit "Loss that calls for action" { unit %; value 25 % }
recommend renew "Renew the network" {
  topic:  water
  when    water_loss > loss_limit
  action  pipes "Renew {water_loss} of the pipes."
}
"#;

const COUNTRY: &str = r#"pack norway "Norway" { extends demo; applies to country NO }
amend kpi water_loss because "Cold winters" { target at most 30 % basis law source "An act" }
"#;

const FIGURES: &str = "item,period,value,unit,source\nhouseholds,2020,1000,households,Census\n";

impl Project {
    fn new(name: &str) -> Self {
        let project = Self(Folder::new(name));
        project.write("rules/demo/demo.kpi", METHOD);
        project.city(
            "springfield",
            "Springfield",
            "NO",
            "connected,2020,400,households,Survey\nwater_loss,2020,28,%,Works\n",
        );
        project.city(
            "shelbyville",
            "Shelbyville",
            "US",
            "connected,2020,800,households,Survey\nwater_loss,2020,32,%,Works\n",
        );
        project
    }

    fn city(&self, name: &str, title: &str, country: &str, rows: &str) {
        let city = format!("city {name} \"{title}\" {{ uses demo; country: {country} }}\n");
        self.write(&format!("cities/{name}/city.kpi"), &city);
        self.write(&format!("cities/{name}/data.csv"), &format!("{FIGURES}{rows}"));
    }

    /// The rules once more in a folder of their own, with one text for another.
    fn changed(&self, folder: &str, from: &str, to: &str) {
        assert!(METHOD.contains(from), "{from}");
        self.write(&format!("{folder}/demo/demo.kpi"), &METHOD.replace(from, to));
    }

    fn write(&self, name: &str, text: &str) {
        self.0.write(name, text);
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run_in(&self.0.0, arguments, Some("90"))
    }

    fn git(&self, arguments: &[&str]) {
        let set = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"];
        let done = Command::new("git").args(set).args(arguments).current_dir(&self.0.0).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn a_new_target_moves_a_city_and_its_recommendation() {
    let project = Project::new("target");
    project.write("rules/norway/pack.kpi", COUNTRY);
    let ran = project.run(&["diff", "demo", "norway", "--cities", "cities"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    golden("change/overlay.txt", &ran.out);
}

#[test]
fn a_folder_of_packs_over_those_of_another_tells_what_it_changes() {
    let project = Project::new("laid_over");
    project.write("local/norway/pack.kpi", COUNTRY);
    let ran = project.run(&["diff", "rules", "local", "--cities", "cities"]);
    let said = "yardstick: local extends packs of rules: what it changes in them is told, and what it adds\n";
    assert_eq!((ran.code, ran.err.as_str()), (0, said));
    assert!(!ran.out.contains("removed"), "{}", ran.out);
    // As if both folders held the packs of one place.
    project.write("rules/norway/pack.kpi", COUNTRY);
    let named = project.run(&["diff", "demo", "norway", "--cities", "cities"]).out;
    let changes = |text: &str| {
        let text = text.replace("local/norway", "rules/norway");
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(changes(&ran.out), changes(&named));
}

#[test]
fn what_an_amendment_replaces_as_a_whole_is_told() {
    let project = Project::new("whole");
    let country = "amend recommend renew because \"Cold\" { when water_loss > 35 %; action plan \"Plan.\" }\n";
    project.write("rules/norway/pack.kpi", &format!("{COUNTRY}{country}"));
    let ran = project.run(&["diff", "demo", "norway", "--cities", "cities"]);
    assert!(ran.out.contains("- when water_loss > loss_limit\n              + when water_loss > 35 %"), "{}", ran.out);
    assert!(ran.out.contains("+ action plan \"Plan.\""), "{}", ran.out);
    assert!(ran.out.contains("outcome   given → not given [2]"), "{}", ran.out);
    let retired = format!("{COUNTRY}retire kpi internet_access because \"Everyone has it\"\n");
    project.write("rules/norway/pack.kpi", &retired);
    let ran = project.run(&["diff", "demo", "norway", "--cities", "cities/springfield"]);
    assert!(ran.out.contains("retired added") && ran.out.contains("not applicable: retired by"), "{}", ran.out);
}

#[test]
fn folders_are_compared_clause_by_clause() {
    let project = Project::new("folders");
    let changed = METHOD
        .replace("value 25 %", "value 35 % from 2019 because \"Made up\"")
        .replace("\"Less\" ", "\"Less than half\" ")
        .replace("at least 50 %  points 2", "at least 60 %  points 3")
        .replace("of points; by share_of_points", "of points; by mean")
        .replace("  start   40 %\n", "")
        .replace("connected / households", "connected/households")
        .replace(
            "when    water_loss > loss_limit",
            "when    water_loss >= loss_limit\n  unless  internet_access < 10 %",
        )
        .replace(
            "facet topic \"Topic\" { digital \"Digital\"; water \"Water\" }",
            "facet topic \"Subject\" { digital \"Digital\"; water \"Waters\"; air \"Air\" }",
        );
    project.write("later/demo/demo.kpi", &(changed + "kpi noise \"Noise\" { topic: air; unit % }\n"));
    let ran = project.run(&["diff", "rules", "later", "--cities", "cities/springfield"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    golden("change/folders.txt", &ran.out);
}

#[test]
fn json_has_a_schema_and_whole_clauses() {
    let project = Project::new("json");
    project.changed("later", "at most 20 %", "at most 30 %");
    let document = project.run(&["diff", "rules", "later", "--cities", "cities", "--format", "json"]).json();
    assert_eq!(document["schema"], serde_json::json!({ "name": "yardstick.difference", "version": 1 }));
    let change = &document["changes"][0];
    assert_eq!(
        (&change["aspect"], &change["kind"], &change["items"][0]),
        (&"target".into(), &"kpi".into(), &"water_loss".into())
    );
    assert_eq!(change["new"]["text"], "target at most 30 %");
    assert_eq!((&change["old"]["file"], &change["old"]["line"]), (&"rules/demo/demo.kpi".into(), &26.into()));
    assert_eq!(change["new"]["file"], "later/demo/demo.kpi");
    let moved = &document["cities"][1]["moved"][0];
    assert_eq!(moved["name"], "water_loss");
    let score = moved["parts"].as_array().unwrap().iter().find(|part| part["part"] == "score").unwrap();
    assert_eq!((&score["old"], &score["new"]), (&"60\u{a0}%".into(), &"100\u{a0}%".into()));
    assert_eq!(score["causes"], serde_json::json!([1]));
}

#[test]
fn ranks_of_cities_move_with_their_scores() {
    let project = Project::new("ranks");
    project.changed("later", "at least 50 %", "at least 20 %");
    let ran = project.run(&["diff", "rules", "later", "--cities", "cities", "--format", "json"]);
    let ranks = ran.json()["ranks"].clone();
    let found = ranks.as_array().unwrap().iter().find(|rank| rank["city"] == "Springfield").unwrap().clone();
    assert_eq!((&found["group"], &found["old"], &found["new"]), (&"topic: digital".into(), &2.into(), &1.into()));
    assert_eq!(found["causes"], serde_json::json!([1]));
}

#[test]
fn the_page_needs_nothing_from_outside() {
    let project = Project::new("html");
    project.write("rules/norway/pack.kpi", COUNTRY);
    let ran =
        project.run(&["diff", "demo", "norway", "--cities", "cities", "--format", "html", "--out", "out/change.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let page = project.0.read("out/change.html");
    for outside in ["http", "src=", "<script", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    for wanted in
        ["<html lang=\"en\">", "id=\"c1\"", "href=\"#c1\"", "<caption", "scope=\"col\"", "@media print", "Springfield"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_revision_of_git_is_a_side() {
    let project = Project::new("git");
    project.git(&["init", "--quiet"]);
    project.git(&["add", "."]);
    project.git(&["commit", "--quiet", "--message", "The rules"]);
    let same = project.run(&["diff", "HEAD:rules", "rules"]);
    assert_eq!((same.code, same.out.as_str()), (0, "HEAD:rules → rules: nothing was changed\n"));
    project.changed("rules", "at most 20 %", "at most 30 %");
    let ran = project.run(&["diff", "HEAD:rules", "rules", "--cities", "cities/springfield"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("demo, HEAD:rules/demo/demo.kpi:26 → demo, rules/demo/demo.kpi:26"), "{}", ran.out);
    assert!(
        ran.out.contains("score     60 % → 100 % [1]") || ran.out.contains("score     60\u{a0}% → 100\u{a0}% [1]"),
        "{}",
        ran.out
    );
    for (revision, said) in [
        ("HEAD~7:rules", "git knows no revision `HEAD~7`"),
        ("HEAD:roles", "in the revision `HEAD` there is no folder `roles`"),
        ("--output=x:rules", "git knows no revision `--output=x`"),
    ] {
        let ran = project.run(&["diff", "--", revision, "rules"]);
        assert!(ran.code == 2 && ran.err.contains(said), "{revision}: {} {}", ran.code, ran.err);
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let project = Project::new("wrong");
    project.write("empty/readme.md", "nothing");
    let wrong: [(&[&str], i32, &str); 5] = [
        (&["diff", "dema", "rules"], 2, "there is no pack and no folder `dema`; did you mean `demo`?"),
        (&["diff", "empty", "rules"], 2, "no pack was found in empty"),
        (&["diff", "HEAD:rules", "rules"], 2, "this folder is in no git repository"),
        (&["diff", "demo", "rules", "--cities", "empty"], 2, "no city was found in empty"),
        (&["diff", "demo", "rules", "--year", "2020"], 2, "--cities"),
    ];
    for (arguments, code, said) in wrong {
        let ran = project.run(arguments);
        assert!(ran.code == code && ran.err.contains(said), "{arguments:?}: {} {}", ran.code, ran.err);
    }
}

#[test]
fn rules_that_do_not_parse_or_check_are_shown() {
    let project = Project::new("broken");
    project.write("broken/demo/demo.kpi", &METHOD.replace("start   40 %", "start   40 % %"));
    let ran = project.run(&["diff", "broken", "rules"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("broken/demo/demo.kpi:27"), "{}", ran.err);
    project.changed("unsound", "connected / households", "connected / household_s");
    let ran = project.run(&["diff", "unsound", "rules", "--cities", "cities/springfield"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("formula changed"), "{}", ran.out);
    assert!(
        ran.err.contains("unsound/demo/demo.kpi:18")
            && ran.err.contains("springfield is not compared: the old rules have errors"),
        "{}",
        ran.err
    );
}

#[test]
fn a_city_may_use_what_only_one_side_has() {
    let project = Project::new("uses");
    project.write("later/demo/demo.kpi", METHOD);
    project.write(
        "later/more/more.kpi",
        "pack more \"More\" { extends demo }\namend kpi water_loss because \"x\" { target at most 30 % }\n",
    );
    project.write("cities/springfield/city.kpi", "city springfield \"Springfield\" { uses demo, more }\n");
    let ran = project.run(&["diff", "rules", "later", "--cities", "cities/springfield"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("springfield uses `more`: only the new rules have it"), "{}", ran.err);
    assert!(ran.out.contains("demo → demo, more"), "{}", ran.out);
    project.write("cities/springfield/city.kpi", "city springfield \"Springfield\" { uses more }\n");
    let ran = project.run(&["diff", "rules", "later", "--cities", "cities/springfield"]);
    assert!(ran.code == 1 && ran.err.contains("the old rules have none of the packs"), "{} {}", ran.code, ran.err);
}

#[test]
fn cities_stand_side_by_side() {
    let project = Project::new("compare");
    let ran = project.run(&["compare", "cities/springfield", "cities/shelbyville"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    golden("change/compare.txt", &ran.out);
    let csv = project.run(&["compare", "cities/springfield", "cities/shelbyville", "--format", "csv"]);
    golden("change/compare.csv", &csv.out);
    let document = project.run(&["compare", "cities/springfield", "cities/shelbyville", "--format", "json"]).json();
    assert_eq!(document["schema"]["name"], "yardstick.comparison");
    let page = project.run(&["compare", "cities/springfield", "cities/shelbyville", "--format", "html"]).out;
    assert!(page.contains("<caption") && !page.contains("http") && !page.contains("<script"));
}

#[test]
fn what_has_another_target_is_ranked_by_its_value() {
    let project = Project::new("targets");
    project.write("rules/norway/pack.kpi", COUNTRY);
    let document = project.run(&["compare", "cities/springfield", "cities/shelbyville", "--format", "json"]).json();
    let loss = document["items"].as_array().unwrap().iter().find(|item| item["name"] == "water_loss").unwrap().clone();
    assert_eq!(loss["by"], "value");
    assert!(loss["notes"][0].as_str().unwrap().starts_with("different targets: Springfield at most 30"), "{loss}");
    assert_eq!((&loss["cells"][0]["rank"], &loss["cells"][1]["rank"]), (&1.into(), &2.into()));
    let water =
        document["groups"].as_array().unwrap().iter().find(|group| group["name"] == "topic: water").unwrap().clone();
    assert!(water["notes"][0].as_str().unwrap().contains("different standards: 1 of 1"), "{water}");
    assert!(document["notes"][0].as_str().unwrap().contains("norway"), "{}", document["notes"]);
}

#[test]
fn one_city_over_two_years() {
    let project = Project::new("years");
    project.city("springfield", "Springfield", "NO", "connected,2020,400,households,Survey\nwater_loss,2020,28,%,Works\nhouseholds,2019,1000,households,Census\nconnected,2019,300,households,Survey\nwater_loss,2019,32,%,Works\n");
    let ran = project.run(&["compare", "cities/springfield@2019", "cities/springfield@2020"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    golden("change/years.txt", &ran.out);
    let same = project.run(&["compare", "cities/springfield", "--years", "2019,2020"]);
    assert_eq!(same.out, ran.out);
    let grid = project
        .run(&["compare", "cities/springfield", "cities/shelbyville", "--years", "2019,2020", "--format", "json"])
        .json();
    let access =
        grid["items"].as_array().unwrap().iter().find(|item| item["name"] == "internet_access").unwrap().clone();
    assert_eq!((&access["cells"][1]["rank"], &access["cells"][3]["rank"]), (&2.into(), &1.into()), "within 2020");
}

#[test]
fn a_comparison_needs_two_and_says_so() {
    let project = Project::new("one");
    let wrong: [(&[&str], &str); 5] = [
        (&["compare", "cities/springfield"], "nothing to compare it with"),
        (&["compare", "cities/springfield", "cities/springfield"], "nothing to compare it with"),
        (&["compare", "cities/springfield@last", "cities/shelbyville"], "`last` is no year"),
        (&["compare", "cities/springfield@2019", "cities/shelbyville", "--years", "2020"], "use one of them"),
        (&["compare", "cities/springfield", "cities/shelbyville", "--where", "topic=fire"], "fire"),
    ];
    for (arguments, said) in wrong {
        let ran = project.run(arguments);
        assert!(ran.code == 2 && ran.err.contains(said), "{arguments:?}: {} {}", ran.code, ran.err);
    }
    let only = project.run(&["compare", "cities/springfield", "cities/shelbyville", "--where", "topic=water"]);
    assert!(only.out.contains("Water loss") && !only.out.contains("Internet access"), "{}", only.out);
}
