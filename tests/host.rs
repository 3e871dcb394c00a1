//! A program that embeds the library brings recommendations, checks and functions along.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use yardstick::model::exhibit::{Card, Remark, Suggestion, Telling};
use yardstick::model::rules::CheckWeight;
use yardstick::report::{Provenance, Style, View, html, scorecard_json, text};
use yardstick::value::{ItemId, MissingKind, Outcome};
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
facet topic "Topic" { water "Water" }
unit household households
input households "Households" { unit households }
input connected "Households with a connection" { unit households }
input metered "Households with a meter" { unit households }
kpi connection "Connection" {
  unit    %
  value   connected / households
  target  at least 100 %  basis natural_maximum
}
kpi metering "Metering" {
  unit    %
  value   metered / households
  target  at least 100 %  basis natural_maximum
}
recommend connect "Connect all households" in host {
  topic:    water
  priority  high
  because   "{connection} of the households are connected."
  action    extend "Extend the network."
}
check fewer_meters "Meters" in host { source "ours" }
"#;

const CITY: &str = "city springfield \"Springfield\" { uses demo }\n";

/// Recommends to connect households while less than half of them are, and to meter those that are.
fn connect(card: &Card, _: Option<ItemId>) -> Outcome<Vec<Suggestion>> {
    if card.number("connection")? >= 50.0 {
        return Ok(Vec::new());
    }
    let missing = card.number("households")? - card.number("connected")?;
    let many = Suggestion::action("plan")
        .text("Plan {missing} connections; {connection} are there.")
        .fill("missing", missing)
        .evidence("connection")
        .evidence("households");
    Ok(vec![Suggestion::action("extend").evidence("connection"), many])
}

fn fewer(card: &Card, _: Option<ItemId>) -> Outcome<Vec<Remark>> {
    if card.number("metered")? <= card.number("connected")? {
        return Ok(Vec::new());
    }
    let telling = Telling {
        text: Some("{metered} have a meter and {connected} a connection.".into()),
        fills: Vec::new(),
        evidence: vec!["metered".into(), "connected".into()],
    };
    Ok(vec![Remark { weight: Some(CheckWeight::Warn), telling }])
}

struct Told {
    text: String,
    page: String,
    json: String,
    findings: Vec<String>,
    missing: Option<(MissingKind, String)>,
}

fn told(figures: &str, bring: impl Fn(&mut Library)) -> Told {
    let mut library = Library::new();
    bring(&mut library);
    library.add_pack([("demo.kpi", RULES)]);
    let data = format!("item,period,value,unit\n{figures}");
    let city = library.add_city([("city.kpi", CITY), ("data.csv", &data)]).value;
    let book = library.rule_book(&city.uses, &city.place());
    let findings = book.findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect();
    let book = book.value;
    let data = library.dataset(&city, &book).value;
    let assessed = assess(&book, library.sources(), &data, year_of(&book, &data));
    let provenance = Provenance::of(&book, library.sources());
    let (card, advice, sources) = (&assessed.evaluation.card, &assessed.advice, library.sources());
    let view = View { book: &book, data: &data, card, advice, sources, provenance: &provenance, filter: None };
    let open = advice.undetermined.first().map(|open| (open.missing.kind, book.show_missing(&open.missing)));
    Told {
        text: text(&view, 100, Style::default()),
        page: html(&view).unwrap(),
        json: scorecard_json(&view).unwrap(),
        findings,
        missing: open,
    }
}

fn brought(library: &mut Library) {
    library.add_recommendation("connect", connect);
    library.add_check("fewer_meters", fewer);
}

const FEW: &str = "households,2020,1000,households\nconnected,2020,400,households\nmetered,2020,500,households\n";

#[test]
fn a_recommendation_of_the_host_is_given_with_its_evidence() {
    let told = told(FEW, brought);
    assert_eq!(told.findings, Vec::<String>::new());
    assert!(told.text.contains("1. Connect all households (high priority)"), "{}", told.text);
    assert!(
        told.text.contains("host: Connection 40\u{a0}% (low) and Households 1000\u{a0}households"),
        "{}",
        told.text
    );
    assert!(told.json.contains("Plan 600 connections; 40\u{a0}% are there."), "{}", told.json);
    assert!(told.json.contains("Extend the network."));
}

#[test]
fn what_it_would_have_to_know_and_is_missing_is_named() {
    let told = told("households,2020,1000,households\nmetered,2020,500,households\n", brought);
    assert_eq!(told.missing, Some((MissingKind::NotReported, "not reported: connected".to_owned())));
    assert!(told.text.contains("Connect all households: not reported"), "{}", told.text);
}

#[test]
fn enough_connections_are_no_reason_and_say_what_was_looked_at() {
    let told =
        told("households,2020,1000,households\nconnected,2020,900,households\nmetered,2020,5,households\n", brought);
    assert!(
        told.text.contains("Connect all households: host recommends nothing, having looked at Connection"),
        "{}",
        told.text
    );
}

#[test]
fn a_check_of_the_host_is_shown_like_any_other() {
    let told = told(FEW, brought);
    assert!(
        told.text.contains("warning: 500\u{a0}households have a meter and 400\u{a0}households a connection."),
        "{}",
        told.text
    );
    assert!(told.page.contains("On the ground of: Households with a meter 500\u{a0}households"), "{}", told.page);
    assert!(told.json.contains("\"printed\": \"500\u{a0}households\""), "{}", told.json);
}

#[test]
fn a_program_that_brings_nothing_along_is_told_what_to_do() {
    let told = told(FEW, |_| {});
    assert_eq!(
        told.findings,
        [
            "host::missing: this program brings no recommendation `connect` along",
            "host::missing: this program brings no check `fewer_meters` along",
        ]
    );
    let why = "not computable: this program brings no `connect` along".to_owned();
    assert_eq!(told.missing, Some((MissingKind::Failed, why)));
}

/// What goes wrong when a recommendation says this.
fn slip(suggestion: Suggestion) -> String {
    let bring = move |library: &mut Library| {
        let one = suggestion.clone();
        library.add_recommendation("connect", move |card: &Card, _: Option<ItemId>| {
            card.number("connection")?;
            Ok(vec![one.clone()])
        });
        library.add_check("fewer_meters", fewer);
    };
    let (kind, why) = told(FEW, bring).missing.unwrap();
    assert_eq!(kind, MissingKind::Failed);
    why.strip_prefix("not computable: `host`: ").unwrap_or(&why).to_owned()
}

#[test]
fn evidence_is_checked() {
    let renew = || Suggestion::action("extend");
    assert_eq!(slip(renew()), "no evidence is named: say which figures led to it");
    assert_eq!(slip(renew().evidence("conection")), "the evidence names no item: `conection` (`connection`?)");
    assert_eq!(slip(renew().evidence("metering")), "`metering` is given as evidence and was never looked at");
    let on = |suggestion: Suggestion| slip(suggestion.evidence("connection"));
    assert_eq!(on(renew().text("Extend.")), "the action `extend` has its text in the rules");
    assert_eq!(
        on(Suggestion::action("extent")),
        "the rules have no action `extent` (`extend`?), and no text came with it"
    );
    assert_eq!(on(Suggestion::action("new").text("Build {x}.")), "nothing fills the hole `x` of a text");
    assert_eq!(on(Suggestion::action("new").text("Build {x.")), "a text opens a hole and does not close it");
}
