//! Scripts that recommend and check, whole: layers, reports, languages, changes, and laws that hold for all of them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use yardstick::author::Resolved;
use yardstick::layer::{Place, Wanted};
use yardstick::model::rules::RuleBook;
use yardstick::report::{Provenance, Style, View, html, scorecard_json, text};
use yardstick::script::Limits;
use yardstick::value::Language;
use yardstick::{Library, assess, year_of};

const RULES: &str = r#"
pack base "A method" {
  score  share_of_target(value, target)
  bands  performance
}
bands performance {
  good  "Half of the target or more"  at least 50 %  points 2
  low   "Less"                                       points 1
}
facet topic "Topic" { water "Water"; air "Air" }
kpi loss "Water loss" { unit %;          target at most 10 %;          start 60 % }
kpi dust "Fine dust"  { unit ug per m3;  target at most 10 ug per m3;  start 60 ug per m3 }
recommend fix_leaks "Lose less water" in "advice.rhai" {
  topic:    water
  priority  high
  action    renew "Renew the oldest pipes: {loss} is lost."
}
recommend clean_air "Clean the air" in "advice.rhai" { topic: air }
recommend plain "Look at the dust" { when dust > 20 ug per m3; action look "Look." }
check copied "The same figure twice" in "checks.rhai" { source "Our own" }
"#;

const ADVICE: &str = r#"
fn fix_leaks(card) {
    let loss = card.value("loss");
    if loss > 20 { [because("The score is {score} %.", "loss", #{score: card.score("loss")}), action("renew", "loss")] }
}

fn clean_air(card) {
    if card.value("dust") > 20 {
        action("plant", "Plant {trees} trees against {dust}.", card.item("dust"), #{trees: card.value("dust") * 100})
    }
}
"#;

const CHECKS: &str = r#"
fn copied(card) {
    if card.value("loss") == card.value("dust") { finding("warn", "Both are {loss}.", ["loss", "dust"]) }
}
"#;

const BASE: &[(&str, &str)] = &[("base/rules.kpi", RULES), ("base/advice.rhai", ADVICE), ("base/checks.rhai", CHECKS)];

/// All reports of a city, its findings, and what comes of each recommendation.
struct Told {
    text: String,
    page: String,
    json: String,
    findings: Vec<String>,
    fates: Vec<String>,
}

/// Limits that no busy machine can reach by the clock: steps and memory decide.
fn limits() -> Limits {
    Limits { wall_time: std::time::Duration::from_secs(60), ..Limits::default() }
}

fn library(packs: &[&[(&str, &str)]]) -> Library {
    let mut library = Library::new();
    library.limit_scripts(limits());
    packs.iter().for_each(|pack| drop(library.add_pack(pack.iter().copied())));
    library
}

fn city(library: &mut Library, name: &str, uses: &str, figures: &str) -> Told {
    let rules = format!("city {name} \"{name}\" {{ uses {uses} }}\n");
    let data = format!("item,period,value,unit\n{figures}");
    let city = library.add_city([("city.kpi", rules.as_str()), ("data.csv", data.as_str())]).value;
    let book = library.rule_book(&city.uses, &city.place());
    let findings = book.findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect();
    let book = book.value;
    let dataset = library.dataset(&city, &book).value;
    let assessed = assess(&book, library.sources(), &dataset, year_of(&book, &dataset));
    let (card, advice, sources) = (&assessed.evaluation.card, &assessed.advice, library.sources());
    let provenance = Provenance::default();
    let view = View { book: &book, data: &dataset, card, advice, sources, provenance: &provenance, filter: None };
    let name = |subject: u16| book.recommendations[subject as usize].name.clone();
    let given = advice.given.iter().map(|one| {
        let actions = one.actions.iter().map(|action| action.text.clone()).collect::<Vec<_>>().join(" ");
        format!("{}: {actions}{}", name(one.subject.recommendation), one.because.join(" "))
    });
    let open = advice.undetermined.iter();
    let open = open.map(|one| format!("{}? {}", name(one.subject.recommendation), book.show_missing(&one.missing)));
    let not = advice.not_given.iter().map(|one| match &one.not_applicable {
        Some(missing) => format!("{}! {}", name(one.subject.recommendation), book.show_missing(missing)),
        None => format!("not {}", name(one.subject.recommendation)),
    });
    Told {
        text: text(&view, 100, Style::default()).replace('\u{a0}', " "),
        page: html(&view).unwrap().replace('\u{a0}', " "),
        json: scorecard_json(&view).unwrap().replace('\u{a0}', " "),
        findings,
        fates: given.chain(open).chain(not).map(|fate| fate.replace('\u{a0}', " ")).collect(),
    }
}

const BOTH: &str = "loss,2020,35,%\ndust,2020,35,ug per m3\n";

#[test]
fn all_reports_show_what_scripts_recommend_and_on_what_ground() {
    let told = city(&mut library(&[BASE]), "a", "base", BOTH);
    assert_eq!(told.findings, Vec::<String>::new());
    assert_eq!(
        told.fates,
        [
            "fix_leaks: Renew the oldest pipes: 35 % is lost.The score is 50 %.",
            "clean_air: Plant 3500 trees against 35 ug per m3.",
            "plain: Look."
        ]
    );
    assert!(told.text.contains("1. Lose less water (high priority)\n     advice.rhai: Water loss 35 % (good)"));
    assert!(told.text.contains("warning: Both are 35 %."), "{}", told.text);
    assert!(told.page.contains("On the ground of: Fine dust 35 ug per m3 (good)"));
    assert!(told.page.contains("On the ground of: Water loss 35 % (good) and Fine dust 35 ug per m3 (good)"));
    let json: serde_json::Value = serde_json::from_str(&told.json).unwrap();
    let given = &json["recommendations"]["given"][0];
    assert_eq!(given["fired"][0]["condition"], "advice.rhai");
    assert_eq!(given["actions"][0]["evidence"][0]["item"], "loss");
    assert_eq!(given["actions"][0]["evidence"][0]["printed"], "35 %");
    assert_eq!(json["checks"][0]["evidence"][1]["item"], "dust");
}

#[test]
fn what_a_script_asks_and_is_missing_is_named_and_nothing_else_is_touched() {
    let told = city(&mut library(&[BASE]), "a", "base", "dust,2020,35,ug per m3\n");
    assert_eq!(
        told.fates,
        ["clean_air: Plant 3500 trees against 35 ug per m3.", "plain: Look.", "fix_leaks? not reported: loss"]
    );
    assert!(told.text.contains("Lose less water: not reported: Water loss"), "{}", told.text);
}

#[test]
fn what_goes_wrong_in_a_script_leaves_out_this_one_result() {
    for (slip, said) in [
        ("loop { }", "the script takes more steps than it may (base/advice.rhai:1:20)"),
        (
            "let s = \"x\"; loop { s += s; }",
            "the script makes more texts, lists and records than it may (base/advice.rhai:1:20)",
        ),
        ("fix_leaks(card)", "functions of the script call each other deeper than they may (base/advice.rhai:1:20)"),
        ("1 / (card.value(\"loss\") - 35)", "/ has no finite result here (base/advice.rhai:1:24)"),
        ("action(\"renew\", \"dust\")", "`advice.rhai`: `dust` is given as evidence and was never looked at"),
        ("throw \"the model has no answer\"", "the model has no answer (base/advice.rhai:1:22)"),
    ] {
        let script = format!("fn fix_leaks(card) {{ {slip} }}\nfn clean_air(card) {{ }}\n");
        let pack = [("base/rules.kpi", RULES), ("base/advice.rhai", script.as_str()), ("base/checks.rhai", CHECKS)];
        let told = city(&mut library(&[&pack]), "a", "base", BOTH);
        let wanted = format!("fix_leaks? not computable: {said}");
        assert_eq!(told.fates, ["plain: Look.", wanted.as_str(), "not clean_air"], "{slip}");
        assert!(told.text.contains("1 found something"), "{slip}");
    }
}

#[test]
fn the_host_sets_the_limits() {
    let script = "fn fix_leaks(card) { let n = 0; for i in 0..1000 { n += i; } card.value(\"loss\"); action(\"renew\", \"loss\") }\nfn clean_air(card) { }";
    let pack = [("base/rules.kpi", RULES), ("base/advice.rhai", script), ("base/checks.rhai", CHECKS)];
    let mut usual = library(&[&pack]);
    assert!(city(&mut usual, "a", "base", BOTH).fates[0].starts_with("fix_leaks: Renew"));
    let mut narrow = Library::new();
    narrow.limit_scripts(Limits { operations: 500, ..limits() });
    narrow.add_pack(pack);
    let fates = city(&mut narrow, "a", "base", BOTH).fates;
    assert_eq!(fates[1], "fix_leaks? not computable: the script takes more steps than it may (base/advice.rhai:1:20)");
}

#[test]
fn an_overlay_amends_retires_and_replaces() {
    let told = |overlay: &[(&str, &str)]| {
        let told = city(&mut library(&[BASE, overlay]), "a", "nation", BOTH);
        assert_eq!(told.findings, Vec::<String>::new());
        told.fates
    };
    let head = "pack nation \"National\" { extends base }\n";
    let text = format!(
        "{head}amend recommend fix_leaks because \"national words\" {{ action renew \"Follow the national plan.\" }}"
    );
    assert_eq!(told(&[("nation/rules.kpi", &text)])[0], "fix_leaks: Follow the national plan.The score is 50 %.");
    let retired = format!("{head}retire recommend fix_leaks because \"the networks are new\"");
    let fates = told(&[("nation/rules.kpi", &retired)]);
    assert!(fates[2].starts_with("fix_leaks! not applicable: "), "{fates:?}");
    assert!(fates[2].contains("the networks are new"), "{fates:?}");
    let other =
        format!("{head}amend recommend fix_leaks in \"own.rhai\" because \"another threshold\" {{ priority low }}");
    let script = "fn fix_leaks(card) { if card.value(\"loss\") > 40 { action(\"renew\", \"loss\") } }";
    assert_eq!(told(&[("nation/rules.kpi", &other), ("nation/own.rhai", script)])[2], "not fix_leaks");
    let check = format!("{head}retire check copied because \"they are the same here\"");
    let pack = [("nation/rules.kpi", check.as_str())];
    let told = city(&mut library(&[BASE, &pack]), "a", "nation", BOTH);
    assert!(told.text.contains("0 found something"), "{}", told.text);
}

fn resolved(library: &Library) -> String {
    let wanted = [Wanted { name: "base".into(), span: None }];
    Resolved::of(&library.joined(&wanted, &Place::unknown()), None, "").text(None, library.sources()).unwrap()
}

#[test]
fn what_is_shown_is_a_pack_that_needs_no_script_beside_it() {
    let shown = resolved(&library(&[BASE]));
    assert!(shown.contains("recommend fix_leaks \"Lose less water\" script \"\"\""), "{shown}");
    let shown = shown.replace("pack base_resolved", "pack base");
    let again = [("shown.kpi", shown.as_str())];
    let mut again = library(&[&again]);
    let one = city(&mut again, "a", "base", BOTH);
    let other = city(&mut library(&[BASE]), "a", "base", BOTH);
    assert_eq!(one.findings, other.findings);
    assert_eq!(one.fates, other.fates);
    assert_eq!(resolved(&again).replace("base_resolved", "base").matches("script \"\"\"").count(), 3);
}

#[test]
fn texts_of_scripts_are_translated() {
    let words = r#"translate nb {
  recommend fix_leaks "Mist mindre vann"
  action fix_leaks.renew "Forny de eldste rørene: {loss} går tapt."
  text "The score is {score} %." "Skåren er {score} %."
  text "Plant {trees} trees against {dust}." "Plant {trees} trær mot {dust}."
  text "Both are {loss}." "Begge er {loss}."
}
"#;
    let pack: Vec<(&str, &str)> = BASE.iter().copied().chain([("base/nb.kpi", words)]).collect();
    let mut library = Library::new();
    library.speak(Language::of_code("nb").unwrap(), &[]);
    library.add_pack(pack.iter().copied());
    let told = city(&mut library, "a", "base", BOTH);
    assert_eq!(told.findings, Vec::<String>::new());
    assert_eq!(
        told.fates[..2],
        [
            "fix_leaks: Forny de eldste rørene: 35 % går tapt.Skåren er 50 %.",
            "clean_air: Plant 3 500 trær mot 35 ug per m3."
        ]
    );
    assert!(told.text.contains("Begge er 35 %."), "{}", told.text);
}

#[test]
fn a_translator_is_asked_for_the_texts_of_scripts() {
    let mut asked = library(&[BASE]);
    city(&mut asked, "a", "base", BOTH);
    let untranslated = asked.untranslated("base", &Language::of_code("nb").unwrap()).unwrap();
    for line in ["text \"The score is {score} %.\" \"\"", "text \"Both are {loss}.\" \"\""] {
        assert!(untranslated.lines.iter().any(|known| known == line), "{:?}", untranslated.lines);
    }
    let idle = [("base/nb.kpi", "translate nb { text \"The score is {score}.\" \"Skåren er {score}.\" }\n")];
    let pack: Vec<(&str, &str)> = BASE.iter().copied().chain(idle).collect();
    let told = city(&mut library(&[&pack]), "a", "base", BOTH);
    assert_eq!(told.findings, ["translate::idle: no text of the rules says this"]);
}

/// The figures of some cities, no two alike.
fn figures(at: usize) -> String {
    match at % 5 {
        4 => format!("dust,2020,{},ug per m3\n", at),
        _ => format!("loss,2020,{},%\ndust,2020,{},ug per m3\n", 3 * at, 90 - 2 * at),
    }
}

fn page(book: &RuleBook, library: &Library, city: &yardstick::CityTexts) -> String {
    let data = library.dataset(city, book).value;
    let assessed = assess(book, library.sources(), &data, 2020);
    let (card, advice, sources) = (&assessed.evaluation.card, &assessed.advice, library.sources());
    let provenance = Provenance::default();
    scorecard_json(&View { book, data: &data, card, advice, sources, provenance: &provenance, filter: None }).unwrap()
}

#[test]
fn the_order_of_cities_and_the_threads_change_nothing() {
    let mut library = library(&[BASE]);
    let cities: Vec<_> = (0..30)
        .map(|at| {
            let rules = format!("city c{at} \"C{at}\" {{ uses base }}\n");
            let data = format!("item,period,value,unit\n{}", figures(at));
            library.add_city([("city.kpi", rules.as_str()), ("data.csv", data.as_str())]).value
        })
        .collect();
    let book = library.rule_book(&cities[0].uses, &Place::unknown()).value;
    let forward: Vec<String> = cities.iter().map(|city| page(&book, &library, city)).collect();
    let mut backward: Vec<String> = cities.iter().rev().map(|city| page(&book, &library, city)).collect();
    backward.reverse();
    assert_eq!(forward, backward);
    let (book, library, cities) = (&book, &library, &cities);
    let side_by_side: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..cities.len()).map(|at| scope.spawn(move || page(book, library, &cities[at]))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(forward, side_by_side);
    assert!(forward.iter().any(|page| page != &forward[0]));
}
