//! Scripts as people meet them on the command line: what is missing is named, what is wrong has its place, and a change of
//! a script is a change.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "program/mod.rs"]
mod program;

use program::Folder;

const RULES: &str = r#"pack landfill "A landfill" { }
input room  "Room that is left"      { unit t }
input waste "Waste in the last year" { unit t per year }
input rise  "Growth of that waste"   { unit % }

function years_left(room: t, waste: t per year, rise: %) -> year in "landfill.rhai"

kpi landfill_life "Years until the landfill is full" {
  unit   year
  value  years_left(room, waste, rise)
  no benchmark
}
recommend new_site "Look for another site" {
  when    years_left(room, waste, rise) < 10 year
  action  search "Begin the search."
}
recommend less_waste "Make less waste" in "advice.rhai" {
  priority  high
  action    sort "Sort what is brought."
}
check plausible "Plausible figures" in "advice.rhai" { source "Our own" }
"#;

const FUNCTION: &str = "fn years_left(room, waste, rise) { room / (waste * (1 + rise / 100)) }\n";

const ADVICE: &str = r#"fn less_waste(card) {
    if card.value("rise") > 5 { action("sort", "rise") }
}
fn plausible(card) {
    if card.value("waste") > card.value("room") { finding("warn", "There is more waste than room.", ["waste", "room"]) }
}
"#;

const FIGURES: &str = "item,period,value,unit\nroom,2020,500,t\nwaste,2020,100,t per year\nrise,2020,10,%\n";

fn project(name: &str, figures: &str) -> Folder {
    Folder::of(
        name,
        &[
            ("rules/landfill/rules.kpi", RULES),
            ("rules/landfill/landfill.rhai", FUNCTION),
            ("rules/landfill/advice.rhai", ADVICE),
            ("cities/a/city.kpi", "city a \"A\" { uses landfill }\n"),
            ("cities/a/data.csv", figures),
        ],
    )
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn scripts_are_evaluated_and_explained() {
    let project = project("given", FIGURES);
    let checked = project.run(&["check"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let told = plain(&project.run(&["evaluate", "cities/a"]).out);
    assert!(told.contains("Make less waste (high priority)"), "{told}");
    assert!(told.contains("advice.rhai: Growth of that waste 10 %"), "{told}");
    let explained = plain(&project.run(&["explain", "cities/a", "less_waste"]).out);
    assert!(explained.contains("decided by"), "{explained}");
    assert!(explained.contains("rise is 10 %"), "{explained}");
    let explained = plain(&project.run(&["explain", "cities/a", "plausible"]).out);
    assert!(explained.contains("holds"), "{explained}");
    let shown = project.run(&["show"]).out;
    assert!(shown.contains("check plausible \"Plausible figures\" script \"\"\""), "{shown}");
}

#[test]
fn a_function_whose_argument_is_missing_leaves_the_trigger_undetermined_and_names_the_figure() {
    let project = project("missing", "item,period,value,unit\nroom,2020,500,t\nwaste,2020,100,t per year\n");
    let told = plain(&project.run(&["evaluate", "cities/a"]).out);
    assert!(told.contains("Undetermined (2)") || told.contains("undetermined (2)"), "{told}");
    assert!(told.contains("Look for another site: not reported: Growth of that waste"), "{told}");
    assert!(told.contains("Make less waste: not reported: Growth of that waste"), "{told}");
    let json = project.run(&["evaluate", "cities/a", "--format", "json"]).json();
    let open = json["recommendations"]["undetermined"].as_array().unwrap();
    for one in open {
        assert_eq!(one["reason"]["kind"], "not_reported", "{one}");
        assert_eq!(one["reason"]["items"], serde_json::json!(["rise"]), "{one}");
    }
    assert_eq!(open.len(), 2);
    let explained = plain(&project.run(&["explain", "cities/a", "new_site"]).out);
    assert!(explained.contains("undetermined") && explained.contains("rise"), "{explained}");
}

#[test]
fn a_slip_in_a_script_is_shown_in_the_script() {
    let project = project("slip", FIGURES);
    project.write("rules/landfill/advice.rhai", &ADVICE.replace("\"rise\") > 5", "\"rize\") > 5"));
    let checked = project.run(&["check"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    let said = plain(&(checked.err + &checked.out));
    assert!(said.contains("there is no item `rize`"), "{said}");
    assert!(said.contains("advice.rhai:2:"), "{said}");
    assert!(said.contains("did you mean `rise`?"), "{said}");
}

#[test]
fn a_script_that_is_stopped_leaves_everything_else() {
    let project = project("stopped", FIGURES);
    project.write(
        "rules/landfill/advice.rhai",
        &ADVICE.replace("if card.value(\"rise\") > 5", "card.value(\"rise\"); while true"),
    );
    let told = plain(&project.run(&["evaluate", "cities/a"]).out);
    assert!(told.contains("Look for another site"), "{told}");
    assert!(told.contains("Make less waste: not computable: the script takes "), "{told}");
}

#[test]
fn another_script_is_a_change_and_its_effect_is_told() {
    let old = project("old", FIGURES);
    let new = project("new", FIGURES);
    new.write("rules/landfill/advice.rhai", &ADVICE.replace("> 5", "> 50"));
    let told = old.run(&["diff", "rules", &new.path("rules"), "--cities", "cities"]);
    let said = plain(&(told.out + &told.err));
    assert!(said.contains("less_waste"), "{said}");
    assert!(said.contains("in \"advice.rhai\" (sha256"), "{said}");
    assert!(said.contains("outcome   given → not given [1]"), "{said}");
}
