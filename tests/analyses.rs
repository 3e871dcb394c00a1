//! Analyses: the scripts of `docs/analyses` on all cities of the project, what scripts can call, and how slips are told.
//! What the scripts give back is kept in `tests/analyses` (`UPDATE=1` writes it anew).

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;

use std::fs;
use std::path::PathBuf;

use program::{Folder, Ran, copy, run_in, yardstick};
use yardstick::script::analysis::entries;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares with the file that is kept, or writes it.
fn golden(name: &str, text: &str) {
    let path = root().join("tests/analyses").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name} is not as it was kept; UPDATE=1 writes it anew");
}

/// Runs a script of a few lines in the folder of the project.
fn script(name: &str, text: &str, arguments: &[&str]) -> Ran {
    let folder = Folder::of(name, &[("own.rhai", text)]);
    let path = folder.path("own.rhai");
    yardstick(&[&["run", path.as_str()], arguments].concat())
}

/// What a script prints; it must run through.
fn prints(name: &str, text: &str) -> String {
    let ran = script(name, text, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{text}");
    ran.out
}

/// What is said of a script that cannot run through.
fn slips(name: &str, text: &str) -> String {
    let ran = script(name, text, &[]);
    assert_eq!(ran.code, 1, "{text}\n{}{}", ran.out, ran.err);
    ran.err
}

#[test]
fn the_scripts_of_the_docs_give_what_is_kept() {
    let scripts = fs::read_dir(root().join("docs/analyses")).unwrap();
    let mut names: Vec<String> = scripts.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["ranking.rhai", "steps.rhai", "undetermined.rhai"]);
    for name in names {
        let path = format!("docs/analyses/{name}");
        let stem = name.trim_end_matches(".rhai");
        for format in ["csv", "json"] {
            let ran = yardstick(&["run", &path, "--format", format]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
            golden(&format!("{stem}.{format}"), &ran.out);
        }
        let ran = run_in(&root(), &["run", &path], Some("120"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        golden(&format!("{stem}.txt"), &ran.out);
    }
}

/// One script with all examples of the reference, each behind its number.
#[test]
fn every_example_of_the_reference_gives_what_it_says() {
    let mut text = "let trondheim = city(\"cities/trondheim\");\nlet all = cities(\"cities\");\n".to_owned();
    for (at, entry) in entries().enumerate() {
        text += &format!("print(\"@{at}\");\nprint({{ {} }});\n", entry.example.0);
    }
    let ran = script("examples", &text, &["cities"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let given: Vec<&str> = ran.out.split('@').skip(1).map(|part| part.split_once('\n').unwrap().1.trim_end()).collect();
    let mut slips = Vec::new();
    for (entry, given) in entries().zip(&given) {
        let (example, said) = entry.example;
        if said != *given {
            slips.push(format!("{example}\n  says   {said}\n  gives  {given}"));
        }
    }
    assert_eq!(given.len(), entries().count());
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

#[test]
fn the_order_in_which_folders_were_made_changes_nothing() {
    let folder = Folder::new("order");
    copy(&root().join("rules"), &folder.0.join("rules"));
    let mut names = folder_names("cities");
    names.reverse();
    for name in names {
        copy(&root().join("cities").join(&name), &folder.0.join("cities").join(&name));
    }
    let script = root().join("docs/analyses/undetermined.rhai");
    let ran = folder.run(&["run", script.to_str().unwrap(), "--format", "csv"]);
    assert!(ran.out == fs::read_to_string(root().join("tests/analyses/undetermined.csv")).unwrap(), "{}", ran.err);
}

fn folder_names(name: &str) -> Vec<String> {
    let inside = fs::read_dir(root().join(name)).unwrap();
    let mut names: Vec<String> = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_missing_must_be_asked_and_comes_last() {
    let text = "
        let list = [3, missing(\"no\"), 1, 2];
        let same = |x| x;
        print(list.highest_first(same).map(|x| shown(x)).join(\" \"));
        print(list.lowest_first(same).map(|x| shown(x)).join(\" \"));
        let places = [2, 1, missing(\"no\"), 2, 1 + 1e-15].ranked(same);
        print(places.map(|place| shown(place.rank)).join(\" \"));
        print([2, 1, 2].ranked(same, \"lowest\").map(|place| shown(place.rank)).join(\" \"));
        print(shown(list.reported().mean()) + \" of \" + list.len());";
    assert_eq!(prints("missing", text), "3 2 1 no\n1 2 3 no\n1 1 3 3 no\n1 2 2\n2 of 4\n");
    for (name, text, said) in [
        ("compared", "missing(\"nobody knows\") < 1", "`<` cannot be used with a missing value (nobody knows)"),
        ("mean", "[1, missing(\"nobody knows\")].mean()", "nobody knows"),
        ("filtered", "[1].filter(|x| missing(\"nobody knows\"))", "neither yes nor no; ask with `is_missing(x)` first"),
        ("read", "missing(\"nobody knows\").score", "`.score` cannot be used with a missing value (nobody knows)"),
        ("decided", "if missing(\"nobody knows\") { 1 }", "`if` cannot be used with a missing value"),
        ("named", "city(missing(\"nobody knows\"))", "missing (nobody knows)"),
    ] {
        let err = slips(name, text).split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn a_supposition_changes_a_copy() {
    let text = "
        let city = city(\"cities/trondheim\");
        let mended = city.what_if(\"water_supply_loss\", 10).what_if(\"target of noise_exposure\", \"at most 50 %\");
        print([city.value(\"water_supply_loss\"), mended.value(\"water_supply_loss\")].map(|x| shown(x)).join(\" \"));
        print([city, mended].map(|one| shown(one.item(\"noise_exposure\").target)).join(\" \"));
        let computed = city.leaves().filter(|leaf| leaf.reported && !is_missing(leaf.next_band));
        for leaf in computed {
            let next = leaf.next_band;
            let after = city.what_if(leaf.name, next.value).item(leaf.name);
            if after.band != next.band { print(leaf.name + \": \" + after.band + \", not \" + next.band); }
            if after.points <= leaf.points { print(leaf.name + \" gains nothing\"); }
        }
        print(computed.len() > 20);
        print(is_missing(city.without(\"water_supply_loss\").score(\"water_supply_loss\")));
        let strict = \"amend kpi water_supply_loss because \\\"a try\\\" { target at most 1 %; start 20 % }\";
        print(city.what_if_rules(strict).band(\"water_supply_loss\"));
        print(city.what_if_rules(strict).what_if(\"water_supply_loss\", 1).band(\"water_supply_loss\"));
        print(city.what_if(\"water_supply_loss\", 1).at(2019).what_if_rules(strict).year);";
    let printed = prints("supposed", text);
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("28.4 10"));
    assert!(lines.next().unwrap().ends_with(" 50"));
    assert_eq!(lines.collect::<Vec<_>>(), ["yes", "yes", "low", "strong", "2019"]);
}

/// `levers` finds the next band by trying figures, an analysis by turning the score round: they must agree. Levers are
/// rounded to the digits that are printed, to the far side.
#[test]
fn the_next_band_is_where_levers_find_it() {
    let text = "let t = table([\"leaf\", \"needed\"]);
        for leaf in city(\"cities/trondheim\").leaves().filter(|leaf| !is_missing(leaf.next_band)) {
            t.row([leaf.name, leaf.next_band.value]);
        }
        t";
    let ran = script("steps", text, &["--format", "csv"]);
    let steps: Vec<(&str, f64)> = ran
        .out
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .map(|(leaf, at)| (leaf, at.parse().unwrap()))
        .collect();
    let levers = yardstick(&["levers", "cities/trondheim", "--format", "json"]).json();
    let own = levers["levers"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|lever| lever["aim"] == "band" && lever["leaf"] == lever["figure"]);
    let mut compared = 0;
    for lever in own {
        let leaf = lever["leaf"].as_str().unwrap();
        let needed = lever["needed"].as_f64().unwrap();
        let step = steps.iter().find(|(name, _)| *name == leaf).unwrap_or_else(|| panic!("{leaf}"));
        assert!((step.1 - needed).abs() <= needed.abs() * 0.01, "{leaf}: {} and {needed}", step.1);
        compared += 1;
    }
    assert!(compared > 20 && compared <= steps.len(), "{compared} of {}", steps.len());
}

/// The ASEM index: 51 countries in one sheet, each scored among the others. The published ranks come out, and what is
/// supposed of one country moves it among the others.
#[test]
fn countries_are_ranked_among_each_other() {
    let folder = Folder::of(
        "asem",
        &[(
            "own.rhai",
            "let all = together(\"data\");
             let ranks = table([\"country\", \"rank\"]);
             for place in all.ranked(|country| country.score(\"index\")) { ranks.row([place.of.name, place.rank]); }
             let first = all.filter(|country| country.name == \"deu\" || country.name == \"DEU\")[0];
             let leaf = first.leaves().filter(|leaf| leaf.reported && leaf.score == 100)[0];
             let worse = first.what_if(leaf.name, leaf.value / 2);
             print(worse.item(leaf.name).score < 100 && worse.score(\"index\") < first.score(\"index\"));
             print(first.item(leaf.name).score == 100);
             ranks",
        )],
    );
    let ran = run_in(&root().join("tests/asem"), &["run", &folder.path("own.rhai"), "--format", "csv"], None);
    assert_eq!((ran.code, ran.err.as_str()), (0, "yes\nyes\n"));
    let mine: Vec<(String, String)> = ran
        .out
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .map(|(country, rank)| (country.to_uppercase(), rank.to_owned()))
        .collect();
    let published = fs::read_to_string(root().join("tests/asem/expected/raw_minmax0-100_amean__ranks.csv")).unwrap();
    let mut compared = 0;
    for line in published.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        let own = mine.iter().find(|(country, _)| country == cells[0]).unwrap();
        assert_eq!(own.1, cells[11], "{}", cells[0]);
        compared += 1;
    }
    assert_eq!(compared, 51);
}

#[test]
fn what_cannot_be_supposed_is_told_at_its_place() {
    for (name, call, said) in [
        ("unknown", "what_if(\"water_suply_loss\", 1)", "`water_supply_loss`"),
        ("unit", "what_if(\"water_supply_loss\", \"3 km\")", "km"),
        ("without", "without(\"water_suply_loss\")", "`water_supply_loss`"),
        ("rules", "what_if_rules(\"amend kpi water_suply_loss { target at most 1 % }\")", "`water_supply_loss`"),
        ("broken", "what_if_rules(\"amend kpi\")", "the rules that are supposed are wrong"),
        ("value", "what_if(\"water_supply_loss\", [1])", "not a list"),
        ("day", "on(\"yesterday\")", "`yesterday` is no day"),
        ("facet", "kpis(\"categry: transport\")", "did you mean `category`?"),
        ("facet_value", "kpis(\"category: transprt\")", "did you mean `transport`?"),
        ("outcome", "recommendations(\"maybe\")", "there is no outcome `maybe`"),
        ("field", "titel", "did you mean `title`?"),
        ("changed", "year = 2019", "`year` can be read and not changed"),
        ("finer", "score(\"category: transport\")", "did you mean `dimension: economy, category: transport`?"),
        ("band", "band(\"water_supply_loss\") >= \"partail\"", "`partail` is no band here (`partial`?)"),
        ("called", "leaves", "is called: write `leaves(…)`"),
    ] {
        let err = slips(name, &format!("let city = city(\"cities/trondheim\");\ncity.{call}"));
        let plain = err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(plain.contains(said), "{call}: {err}");
        assert!(err.contains("own.rhai:2:"), "{err}");
    }
}

#[test]
fn cities_come_in_years_by_days_and_by_other_rules() {
    let folder = Folder::new("rules");
    for part in ["rules", "cities/trondheim"] {
        fs::create_dir_all(folder.0.join(part).parent().unwrap()).unwrap();
        copy(&root().join(part), &folder.0.join(part));
    }
    copy(&root().join("rules"), &folder.0.join("other"));
    let targets = folder.read("other/reference_targets/economy.kpi");
    let line = targets.lines().skip_while(|line| !line.starts_with("amend kpi water_supply_loss")).nth(1).unwrap();
    assert!(line.trim_start().starts_with("target"), "{line}");
    folder.write(
        "other/reference_targets/economy.kpi",
        &targets.replacen(line, "  target  at most 27 %  basis judgement", 1),
    );
    let script = folder.write(
        "own.rhai",
        "let own = city(\"cities/trondheim\");
         let other = city(\"cities/trondheim\", #{rules: \"other\"});
         print(shown(other.item(\"water_supply_loss\").target) + \" \" + (own.item(\"water_supply_loss\").target < 27));
         print(city(\"cities/trondheim\", #{year: \"2019\", on: 2020}).year);
         city(\"cities/trondheim\", #{yaer: 2019})",
    );
    let ran = folder.run(&["run", &script]);
    assert_eq!(ran.out, "27 yes\n2019\n");
    assert!(ran.err.contains("`yaer`") && ran.err.contains("`year`"), "{}", ran.err);
}

#[test]
fn a_script_reads_the_project_and_nothing_else() {
    let folder = Folder::new("outside");
    let script = folder.write("project/own.rhai", "cities(args[0])");
    fs::create_dir_all(folder.0.join("project/rules")).unwrap();
    copy(&root().join("cities/trondheim"), &folder.0.join("secret"));
    fs::create_dir_all(folder.0.join("project/cities")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("secret"), folder.0.join("project/cities/linked")).unwrap();
    for name in ["../secret", "cities/../../secret", folder.path("secret").as_str(), "cities/linked"] {
        let ran = folder.run(&["run", &script, name]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}");
        let plain = ran.err.replace("  │ ", "").replace('\n', " ");
        assert!(
            plain.contains("lies outside of the project") || plain.contains("no such") && cfg!(not(unix)),
            "{plain}"
        );
    }
    copy(&root().join("cities/trondheim"), &folder.0.join("project/cities/trondheim"));
    let ran = folder.run(&["run", &script, "towns"]);
    assert!(ran.err.contains("there is no folder `towns` in the project"), "{}", ran.err);
    let ran = folder.run(&["run", &script, "trondheim"]);
    assert!(ran.err.contains("did you mean"), "{}", ran.err);
    let ran = folder.run(&["run", &script]);
    assert!(ran.err.contains("the script wants a first argument; none is given"), "{}", ran.err);
}

#[test]
fn limits_end_a_script() {
    let endless = "let rows = table([\"n\"]); let n = 0; loop { n += 1; rows.row([n]); }";
    for (name, text, limit, said) in [
        ("time", "loop { }", ["--seconds", "1"], "takes longer than it may"),
        ("rows", endless, ["--memory", "16"], "makes more texts, lists and records than it may"),
        ("lines", "loop { print(\"more\"); }", ["--memory", "16"], "makes more texts, lists and records than it may"),
        (
            "cities",
            "let kept = []; let city = city(\"cities/trondheim\"); loop { kept.push(city.at(2019)); }",
            ["--memory", "8"],
            "makes more texts, lists and records than it may",
        ),
    ] {
        let ran = script(name, text, &limit);
        assert_eq!(ran.code, 1, "{name}");
        let plain = ran.err.replace("\n  │ ", " ");
        assert!(plain.contains(said), "{name}: {plain}");
        assert!(plain.contains("analysis::stopped"), "{name}: {plain}");
    }
}

#[test]
fn tables_are_written_by_the_command() {
    let folder = Folder::new("written");
    let two = "print(\"said\"); print(table([\"a\"], \"first\").row([1])); [table([\"b\"]).row([2.5])]";
    let script = folder.write("two.rhai", two);
    let run = |arguments: &[&str]| yardstick(&[&["run", script.as_str()], arguments].concat());
    assert_eq!(run(&[]).out, "said\n\nfirst\n\na\n1\n\nb  \n2.5\n".replace("b  \n", "  b\n"));
    let csv = run(&["--format", "csv"]);
    assert_eq!((csv.code, csv.out.as_str()), (2, ""));
    assert!(csv.err.contains("2 tables") && csv.err.contains("--table"), "{}", csv.err);
    let csv = run(&["--format", "csv", "--table", "2"]);
    assert_eq!((csv.code, csv.out.as_str(), csv.err.as_str()), (0, "b\n2.5\n", ""));
    assert!(run(&["--table", "3"]).err.contains("no table 3: the analysis gives back 2 tables"));
    let json = run(&["--format", "json"]);
    assert_eq!(json.err, "said\n");
    assert_eq!(json.json()["tables"][1]["rows"][0]["b"], 2.5);
    let out = folder.path("out.csv");
    let done = run(&["--table", "1", "--out", &out]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    assert_eq!(folder.read("out.csv"), "a\n1\n");
    let broken = folder.write("broken.rhai", "print(\"so far\"); throw \"no more\"");
    let ran = yardstick(&["run", &broken, "--out", &out]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("so far\n") && ran.err.contains("no more"), "{}", ran.err);
    assert_eq!(folder.read("out.csv"), "a\n1\n");
    let records = prints("records", "[#{b: 1, a: \"x\"}, #{b: missing(\"none\"), a: \"y\"}]");
    assert_eq!(records, "a     b\nx     1\ny  none\n");
    let rows = slips("cells", "table([\"a\", \"b\"]).row([1])");
    assert!(rows.contains("the row has 1 cell, and the table 2 columns: a, b"), "{rows}");
    let rows = slips("columns", "table([\"city\", \"b\"]).row(#{ctiy: 1})");
    assert!(rows.contains("did you mean `city`?"), "{rows}");
}
