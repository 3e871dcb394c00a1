//! Scripts that see a scorecard: what they may ask, what they may say, and what is said of their slips.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use yardstick::script::{CardScript, Limits, Origin, Scripts};
use yardstick::{Library, assess, year_of};

const RULES: &str = r#"
pack demo "A small method" {
  score  share_of_target(value, target)
  bands  performance
}
bands performance {
  good  "At least half of the target"  at least 50 %  points 2
  low   "Less"                                        points 1
}
facet topic "Topic" { water "Water"; power "Power" }
rollup topic { of points; by share_of_points }
unit household households
input households "Households" { unit households }
input connected "Households with a connection" { unit households }
input metered "Households with a meter" { unit households }
input smart "Smart" { unit yes_no }
input terrain "Terrain" { unit one of flat, hilly }
parameter limit "Limit" { unit %; value 50 % }
reference average "the average" { bands comparison; connection: 80 % }
bands comparison { above "above" above 100 %; below "below" }
kpi connection "Connection" {
  topic:  water
  unit    %
  value   connected / households
  target  at least 100 %  basis natural_maximum
  start   10 %            basis judgement
}
kpi metering "Metering" {
  topic:  power
  unit    %
  value   metered / households
  target  at least 100 %  basis natural_maximum
}
recommend connect "Connect all households" in host {
  priority  high
  action    extend "Extend the network: {connection}."
}
"#;

const CITY: &str = "city springfield \"Springfield\" { uses demo; country: NO; terrain: hilly }\n";
const DATA: &str = "item,period,value,unit\nhouseholds,2020,1000,households\nconnected,2020,400,households\n";

/// What comes of a script, in a line.
fn told(script: &str) -> String {
    let limits = Limits { wall_time: std::time::Duration::from_secs(60), ..Limits::default() };
    let origin = Origin { file: "advice.rhai".into(), line: 1, column: 1 };
    let code = CardScript::named(&Scripts::new(limits), &script.into(), "connect", origin);
    if let Err(problems) = code.reading() {
        return format!("refused: {}", problems[0].what);
    }
    let mut library = Library::new();
    library.add_recommendation("connect", code);
    library.add_pack([("demo.kpi", RULES)]);
    let city = library.add_city([("city.kpi", CITY), ("data.csv", DATA)]).value;
    let book = library.rule_book(&city.uses, &city.place());
    assert_eq!(book.findings, []);
    let book = book.value;
    let data = library.dataset(&city, &book).value;
    let advice = assess(&book, library.sources(), &data, year_of(&book, &data)).advice;
    if let Some(given) = advice.given.first() {
        let actions: Vec<&str> = given.actions.iter().map(|action| action.text.as_str()).collect();
        let evidence =
            given.fired[0].evidence.iter().map(|one| book.item_name(one.item)).collect::<Vec<_>>().join(", ");
        return format!("{} {}on {evidence}", actions.join(" "), given.because.join(" "));
    }
    match advice.undetermined.first() {
        Some(open) => book.show_missing(&open.missing),
        None => "nothing".to_owned(),
    }
}

/// Runs the body of a function and compares what comes of it.
fn gives(body: &str, wanted: &str) {
    let told = told(&format!("fn connect(card) {{ {body} }}")).replace('\u{a0}', " ");
    assert_eq!(told, wanted, "{body}");
}

/// A condition that holds, or raises with this.
fn holds(condition: &str) {
    gives(
        &format!("card.value(\"connection\"); if {condition} {{ action(\"extend\", \"connection\") }}"),
        "Extend the network: 40 %. on connection",
    );
}

#[test]
fn a_script_asks_for_everything_in_the_units_of_the_rules() {
    holds(r#"card.value("connection") == 40 && card.value("households") == 1000"#);
    holds(r#"card.score("connection") == 100 / 3"#);
    holds(r#"card.target("connection") == 100 && card.item("connection").start == 10"#);
    holds(r#"card.item("connection").target_kind == "at least" && !card.item("connection").met"#);
    holds(r#"card.parameter("limit") == 50 && card.reference("average", "connection") == 80"#);
    holds(r#"card.value("terrain") == "hilly" && card.attribute("country") == "NO""#);
    holds(r#"card.year == 2020 && card.city == "springfield" && card.title == "Springfield""#);
    holds(r#"card.item("connection").unit == "%" && card.item("connection").facet("topic") == "water""#);
    holds(r#"card.item("connection").points == 1 && card.item("connection").max_points == 2"#);
    holds(r#"card.group("topic", "water").coverage == 100 && card.group("topic", "water").score == 50"#);
    holds(r#"card.groups("topic")[0].members[0].name == "connection" && card.groups("topic").len() == 2"#);
    holds(r#"card.kpis().len() == 2 && card.leaves().len() == 2 && card.points().len() == 0"#);
    holds(r#"card.item("connection").leaves[0].kpi.title == "Connection""#);
}

#[test]
fn bands_compare_as_in_rules() {
    holds(r#"card.band("connection") < "good" && card.band("connection") == "low""#);
    holds(r#""good" > card.band("connection") && card.band("connection") <= card.item("connection").band"#);
    gives(
        r#"card.band("connection") < "gold""#,
        "not computable: `gold` is no band here (`good`?); there are good, low (advice.rhai:1:44)",
    );
}

#[test]
fn what_is_missing_must_be_asked() {
    holds(r#"is_missing(card.value("metering")) && reason(card.value("metering")) == "not_reported""#);
    holds(r#"!card.item("metering").reported && is_missing(card.score("metering"))"#);
    for raises in [
        r#"card.value("metering") < 50"#,
        r#"card.score("metering") < 50"#,
        r#"card.band("metering") < "good""#,
        r#"card.value("connection") < 50 && card.item("metering").met"#,
        r#"card.value("metered") + 1 > 0"#,
        r#"!card.item("metering").met"#,
        r#"[card.value("metering")].sum() > 0"#,
    ] {
        gives(&format!("if {raises} {{ action(\"extend\", \"connection\") }}"), "not reported: metered");
    }
    gives(r#"if card.value("smart") { action("extend", "connection") }"#, "not reported: smart");
}

#[test]
fn texts_are_filled() {
    gives(
        r#"let low = []; for kpi in card.kpis() { if kpi.reported && kpi.score < 50 { low.push(kpi); } }
           [because("It is {connection}, {half} of it.", low, #{half: card.value("connection") / 2}),
            action("look", "Look at {n} of {title}: {band}.", low, #{n: low.len(), title: card.title, band: low[0].band})]"#,
        "Look at 1 of Springfield: low. It is 40 %, 20 of it.on connection",
    );
    gives(
        r#"card.value("connection"); action("look", "{n}", "connection", #{n: card.value("metered")})"#,
        "not reported: metered",
    );
    gives(
        r#"card.value("connection"); action("look", "Meters: {metered}.", "connection")"#,
        "Meters: [not reported: metered]. on connection",
    );
}

#[test]
fn slips_are_told_with_their_place() {
    gives("card.valu(\"x\")", "refused: there is no function `valu`");
    gives("card.value()", "refused: `value` takes 2 arguments, not 1");
    gives(
        "card.value(\"conection\")",
        "not computable: there is no item `conection` (`connection`?) (advice.rhai:1:25)",
    );
    gives(
        "card.kpis()[0].valu",
        "not computable: there is no `valu` in what is called `item` (`value`?) (advice.rhai:1:35)",
    );
    gives(
        "card.item(\"connection\") > 5",
        "not computable: `>` cannot be used with an item and a number (advice.rhai:1:44)",
    );
    gives("5", "not computable: the script gives a number (advice.rhai)");
    gives("throw \"no luck\"", "not computable: no luck (advice.rhai:1:20)");
    gives(
        "finding(\"warn\", \"x\", \"connection\")",
        "not computable: a recommendation gives `action` and `because`, not `finding` or `note` (advice.rhai)",
    );
    gives(
        "finding(\"fatal\", \"x\", \"connection\")",
        "not computable: `fatal` is no severity: write \"info\", \"warn\" or \"reject\" (advice.rhai:1:20)",
    );
    gives("action(\"extend\", 5)", "not computable: evidence is the name of an item, not a number (advice.rhai:1:20)");
    gives(
        "action(\"extend\", \"connection\")",
        "not computable: `host`: `connection` is given as evidence and was never looked at",
    );
    gives("loop { }", "not computable: the script takes more steps than it may (advice.rhai:1:18)");
}

#[test]
fn a_scorecard_cannot_be_changed() {
    gives(
        "card.year = 1999; if card.year == 1999 { throw \"kept\" }",
        "not computable: `year` can be read and not changed (advice.rhai:1:25)",
    );
}
