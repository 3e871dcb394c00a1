//! Functions in scripts, as rules and hosts use them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use yardstick::author::Resolved;
use yardstick::author::change::{Side, changes};
use yardstick::evaluate::{Options, evaluate};
use yardstick::formula::{Context, eval_in};
use yardstick::layer::{Place, Wanted};
use yardstick::model::dataset::Dataset;
use yardstick::model::exhibit::{Datum, Reckoner};
use yardstick::model::formula::Node;
use yardstick::model::rules::RuleBook;
use yardstick::report::Provenance;
use yardstick::script::{Limits, Origin, ScriptFunction, Scripts};
use yardstick::value::{ItemId, Missing, Outcome, Value};
use yardstick::{Library, assess};

const RULES: &str = r#"
pack calls "Calls" { language 1 }
input share "Share" { unit % }
input wait "Wait" { unit min }
"#;

const BALANCE: &str = "fn doubled(x) {\n    let steps = 0;\n    while steps < x { steps += 1; }\n    2 * x\n}\n\
                       fn endless(x) {\n    loop { x += 1; }\n}\n";

const CALLS: &str = r#"
function doubled(x: %) -> % in "calls.rhai"
function endless(x: %) -> % in "calls.rhai"
kpi twice "Twice" { unit %; value doubled(share) }
kpi never "Never" { unit %; value endless(share) }
kpi halves "Halves" { unit min; value wait / 2 }
recommend look "Look" { when endless(share) > 5 %; action look "Look." }
"#;

fn library(texts: &[(&str, &str)]) -> Library {
    let mut library = Library::new();
    library.add_pack(texts.iter().copied());
    library
}

fn book(library: &Library) -> RuleBook {
    let name = library.packs().next().unwrap().to_owned();
    let book = library.rule_book(&[Wanted { name, span: None }], &Place::unknown());
    assert_eq!(book.findings, []);
    book.value
}

fn data(library: &mut Library, book: &RuleBook, figures: &str) -> Dataset {
    let sheet = format!("item,period,value,unit\n{figures}");
    let uses = format!("city c \"C\" {{ uses {} }}", library.packs().next().unwrap());
    let city = library.add_city([("city.kpi", uses.as_str()), ("data.csv", sheet.as_str())]).value;
    let data = library.dataset(&city, book);
    assert_eq!(data.findings, []);
    data.value
}

/// The value of an item as it is printed, or why it is missing.
fn told(library: &Library, book: &RuleBook, data: &Dataset, name: &str) -> String {
    let assessed = assess(book, library.sources(), data, 2020);
    let item = book.item(book.item_names[name]).unwrap();
    match &assessed.evaluation.card.result(item.id).unwrap().value {
        Ok(value) => book.show_item_value(item, value),
        Err(missing) => book.show_missing(missing),
    }
}

fn pack() -> Library {
    library(&[("pack.kpi", RULES), ("calls.kpi", CALLS), ("calls.rhai", BALANCE)])
}

#[test]
fn a_script_that_breaks_a_limit_loses_its_own_result_alone() {
    let mut library = pack();
    let book = book(&library);
    let data = data(&mut library, &book, "share,2020,30,%\nwait,2020,8,min\n");
    assert_eq!(told(&library, &book, &data, "twice"), "60\u{a0}%");
    assert_eq!(told(&library, &book, &data, "halves"), "4\u{a0}min");
    let never = told(&library, &book, &data, "never");
    assert!(never.contains("`endless`: the script takes more steps than it may (calls.rhai:6:"), "{never}");
    let assessed = assess(&book, library.sources(), &data, 2020);
    assert_eq!(assessed.advice.undetermined.len(), 1);
}

#[test]
fn limits_are_the_hosts() {
    let mut library = pack();
    library.limit_scripts(Limits { operations: 50, ..Limits::default() });
    let book = book(&library);
    let data = data(&mut library, &book, "share,2020,30,%\nwait,2020,8,min\n");
    let twice = told(&library, &book, &data, "twice");
    assert!(twice.contains("more steps than it may"), "{twice}");
}

#[test]
fn rules_without_scripts_make_no_engine() {
    let plain = "function twice(x: %) -> % = 2 * x\nkpi two \"Two\" { unit %; value twice(share) }\n";
    let mut library = library(&[("pack.kpi", RULES), ("calls.kpi", plain), ("unused.rhai", BALANCE)]);
    let book = book(&library);
    let data = data(&mut library, &book, "share,2020,30,%\n");
    assert_eq!(told(&library, &book, &data, "two"), "60\u{a0}%");
    assert!(!library.scripts().in_use());
    let with = pack();
    let _ = with.rule_book(&[Wanted { name: "calls".to_owned(), span: None }], &Place::unknown());
    assert!(with.scripts().in_use());
}

#[test]
fn a_script_is_read_once_for_all_rule_books() {
    let library = pack();
    let (first, second) = (book(&library), book(&library));
    assert_eq!(first.functions.len(), second.functions.len());
    let text: Arc<str> = BALANCE.into();
    assert!(Arc::ptr_eq(&library.scripts().functions(&text), &library.clone().scripts().functions(&text)));
}

#[test]
fn cities_side_by_side_see_nothing_of_each_other() {
    let mut library = pack();
    let book = book(&library);
    let cities: Vec<(u32, Dataset)> =
        (1..40).map(|share| (share, data(&mut library, &book, &format!("share,2020,{share},%\n")))).collect();
    std::thread::scope(|scope| {
        for start in 0..4 {
            let (cities, book, library) = (&cities, &book, &library);
            scope.spawn(move || {
                for turn in 0..cities.len() {
                    let (share, data) = &cities[(turn + start * 7) % cities.len()];
                    assert_eq!(told(library, book, data, "twice"), format!("{}\u{a0}%", 2 * share));
                }
            });
        }
    });
}

#[test]
fn what_the_host_brings_along_is_declared_and_checked() {
    let rules = "function rated(x: %, label: one of low, high) -> one of low, high in host\n\
                 function many(x: min) -> min takes missing in host\n\
                 kpi rate \"Rate\" { unit one of low, high; value rated(share, low) }\n\
                 kpi more \"More\" { unit min; value many(wait) }\n";
    let mut library = library(&[("pack.kpi", RULES), ("calls.kpi", rules)]);
    library.add_function("rated", 2, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        let share = arguments[0].clone()?.as_number();
        Ok(Datum::from(if share > Some(50.0) { "high" } else { "none" }))
    });
    library.add_function("many", 1, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        arguments[0].clone().or(Ok(Datum::from(f64::NAN)))
    });
    let book = book(&library);
    let high = data(&mut library, &book, "share,2020,70,%\nwait,2020,2,min\n");
    assert_eq!(told(&library, &book, &high, "rate"), "high");
    assert_eq!(told(&library, &book, &high, "more"), "2\u{a0}min");
    let low = data(&mut library, &book, "share,2020,7,%\n");
    let rate = told(&library, &book, &low, "rate");
    assert!(rate.contains("`rated`: it gives “none”, which is none of low, high"), "{rate}");
    let more = told(&library, &book, &low, "more");
    assert!(more.contains("`many`: it gives no finite number"), "{more}");
}

const LISTS: &str = "kpi modes \"Modes\" { points car \"Car\", bus \"Bus\", bike \"Bike\" { unit % } }\n\
    function total(values: list of %) -> % script \"sum(values)\"\n\
    function spread(values: list of %) -> % in \"lists.rhai\"\n\
    function widest(values: list of number, most: number) -> number takes missing in host\n\
    kpi by_script \"By a script\" { unit %; value total(points of modes) }\n\
    kpi by_rules \"By rules\" { unit %; value sum(points of modes) }\n\
    kpi reported_by_script \"By a script\" { unit %; value total(reported points of modes) }\n\
    kpi reported_by_rules \"By rules\" { unit %; value sum(reported points of modes) }\n\
    kpi large_by_script \"By a script\" { unit %; value total(points of modes where value > 20 %) }\n\
    kpi large_by_rules \"By rules\" { unit %; value sum(points of modes where value > 20 %) }\n\
    kpi apart \"Apart\" { unit %; value spread(points of modes) }\n\
    kpi wide \"Wide\" { unit number; value widest(points of modes, 3) }\n";

const SPREAD: &str = "fn spread(values) { max(values) - min(values) }\n";

/// A library with functions that take lists, one of the host among them.
fn lists(texts: &[(&str, &str)]) -> Library {
    let mut library = library(texts);
    library.add_function("widest", 2, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        let values = arguments[0].clone()?;
        let there = values.as_list().unwrap().iter().flatten().filter_map(Datum::as_number);
        Ok(Datum::from(there.fold(0.0, f64::max) * arguments[1].clone()?.as_number().unwrap()))
    });
    library
}

#[test]
fn a_list_comes_to_the_host_as_a_slice_and_what_is_missing_in_it_is_named() {
    let texts = [("pack.kpi", RULES), ("lists.kpi", LISTS), ("lists.rhai", SPREAD)];
    let mut library = lists(&texts);
    let book = book(&library);
    let whole = data(&mut library, &book, "modes.car,2020,50,%\nmodes.bus,2020,30,%\nmodes.bike,2020,5,%\n");
    assert_eq!(told(&library, &book, &whole, "apart"), "45\u{a0}%");
    assert_eq!(told(&library, &book, &whole, "wide"), "1.5");
    let part = data(&mut library, &book, "modes.car,2020,50,%\nmodes.bike,2020,5,%\n");
    assert_eq!(told(&library, &book, &part, "apart"), "not reported: modes.bus");
    assert_eq!(told(&library, &book, &part, "wide"), "1.5");
}

#[test]
fn functions_that_take_lists_are_shown_and_give_the_same() {
    let texts = [("pack.kpi", RULES), ("lists.kpi", LISTS), ("lists.rhai", SPREAD)];
    let library = lists(&texts);
    let wanted = [Wanted { name: "calls".to_owned(), span: None }];
    let shown =
        Resolved::of(&library.joined(&wanted, &Place::unknown()), None, "").text(None, library.sources()).unwrap();
    assert!(shown.contains("function spread(values: list of %) -> % script"), "{shown}");
    let mut again = lists(&[("shown.kpi", shown.as_str())]);
    let after = book(&again);
    let figures = data(&mut again, &after, "modes.car,2020,50,%\nmodes.bus,2020,30,%\nmodes.bike,2020,5,%\n");
    assert_eq!(told(&again, &after, &figures, "apart"), "45\u{a0}%");
}

/// Rules with functions of the host that take and give lists and records, and texts.
const BOTH_WAYS: &str = r#"
kpi modes "Modes" { points car "Car", bus "Bus", bike "Bike" { unit % } }
function largest(values: list of %, count: number) -> list of % in host
function profile(of: record of (car: %, bus: %, bike: %)) -> record of (share: %, gap: pp, even: yes_no, word: one of low, high, all: list of %) in host
function filled(of: record of (car: %, bus: %, bike: %)) -> record of (car: %, rest: %) takes missing in host
function told(words: list of text) -> text in host
function names(of: record of (car: %, bus: %, bike: %)) -> list of text in host
kpi top "Top" { unit %; value mean(largest(points of modes, 2)) }
kpi portion "Share" { unit %; value profile(points of modes).share }
kpi gap "Gap" { unit pp; value profile(record(bus: modes.bus, bike: 10 %, car: modes.car)).gap }
kpi even "Even" { unit yes_no; value profile(points of modes).even }
kpi word "Word" { unit one of low, high; value profile(points of modes).word }
kpi all "All" { unit %; value sum(largest(profile(points of modes).all, 2)) }
kpi rest "Rest" { unit %; value filled(points of modes).rest }
kpi car "Car" { unit %; value filled(points of modes).car }
recommend say "Say" { when portion > 0 %; action say "Say: {told(names(points of modes))}." }
"#;

fn number(value: &Outcome<Datum>) -> Outcome<f64> {
    value.clone()?.as_number().ok_or_else(|| Missing::failed("why_only_numbers"))
}

/// The host's side of them.
fn both_ways() -> Library {
    let mut library = library(&[("pack.kpi", RULES), ("both.kpi", BOTH_WAYS)]);
    library.add_function("largest", 2, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        let values = arguments[0].clone()?;
        let mut values = values.as_list().unwrap_or_default().iter().map(number).collect::<Outcome<Vec<f64>>>()?;
        values.sort_by(|one, other| other.total_cmp(one));
        let count = number(&arguments[1])?;
        Ok(Datum::list(values.into_iter().enumerate().filter(|(place, _)| (*place as f64) < count).map(|(_, one)| one)))
    });
    library.add_function("profile", 1, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        let of = arguments[0].clone()?;
        let shares = ["car", "bus", "bike"].map(|name| number(&of.field(name)));
        let shares = shares.into_iter().collect::<Outcome<Vec<f64>>>()?;
        let (most, least) =
            shares.iter().fold((0.0_f64, 100.0_f64), |(most, least), one| (most.max(*one), least.min(*one)));
        Ok(Datum::record([
            ("share", Ok(most.into())),
            ("gap", Ok((most - least).into())),
            ("even", Ok((most - least < 30.0).into())),
            ("word", Ok(if most > 40.0 { "high" } else { "low" }.into())),
            ("all", Ok(Datum::list(shares))),
        ]))
    });
    library.add_function("filled", 1, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        let of = arguments[0].clone()?;
        let rest = number(&of.field("bus")).unwrap_or(0.0) + number(&of.field("bike")).unwrap_or(0.0);
        Ok(Datum::record([("car", of.field("car")), ("rest", Ok(rest.into()))]))
    });
    library.add_function("names", 1, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        let Datum::Record(fields) = arguments[0].clone()? else { return Err(Missing::failed("why_no_value")) };
        Ok(Datum::list(fields.iter().map(|(name, _)| &**name)))
    });
    library.add_function("told", 1, |arguments: &[Outcome<Datum>]| -> Outcome<Datum> {
        let words = arguments[0].clone()?;
        let words = words.as_list().unwrap_or_default().iter().flatten();
        let words = words.map(|word| if let Datum::Text(text) = word { text.to_string() } else { String::new() });
        Ok(words.collect::<Vec<_>>().join(" and ").into())
    });
    library
}

#[test]
fn lists_and_records_go_both_ways_between_rules_and_the_host() {
    let mut library = both_ways();
    let book = book(&library);
    let whole = data(&mut library, &book, "modes.car,2020,50,%\nmodes.bus,2020,30,%\nmodes.bike,2020,20,%\n");
    for (name, wanted) in
        [("top", "40\u{a0}%"), ("portion", "50\u{a0}%"), ("even", "no"), ("word", "high"), ("all", "80\u{a0}%")]
    {
        assert_eq!(told(&library, &book, &whole, name), wanted, "{name}");
    }
    assert_eq!(told(&library, &book, &whole, "gap"), "40\u{a0}pp");
    let assessed = assess(&book, library.sources(), &whole, 2020);
    assert_eq!(assessed.advice.given[0].actions[0].text, "Say: car and bus and bike.");
    let part = data(&mut library, &book, "modes.bus,2020,30,%\nmodes.bike,2020,20,%\n");
    assert_eq!(told(&library, &book, &part, "portion"), "not reported: modes.car");
    assert_eq!(told(&library, &book, &part, "rest"), "50\u{a0}%");
    assert_eq!(told(&library, &book, &part, "car"), "not reported: modes.car");
}

#[test]
fn a_result_of_another_shape_says_where_it_is_wrong() {
    let rules = "function f(x: %) -> record of (share: %, all: list of %) in host\n\
                 kpi portion \"Share\" { unit %; value f(share_of_it).share }\n\
                 kpi all \"All\" { unit %; value sum(f(share_of_it).all) }\n\
                 input share_of_it \"S\" { unit % }\n";
    let results: [(Datum, &str, &str); 7] = [
        (
            Datum::Number(1.0),
            "`f`: it gives a number, where a record is declared",
            "`f`: it gives a number, where a record is declared",
        ),
        (Datum::record([("share", Ok(1.0.into()))]), "1\u{a0}%", "`f`: it gives no `all`"),
        (
            Datum::record([("share", Ok(1.0.into())), ("al", Ok(Datum::list([1.0])))]),
            "it gives a field `al` that is not declared (`all`?)",
            "(`all`?)",
        ),
        (
            Datum::record([("share", Ok("x".into())), ("all", Ok(Datum::list([1.0, 2.0])))]),
            "in `share`, it gives a text, where a number is declared",
            "3\u{a0}%",
        ),
        (
            Datum::record([("share", Ok(1.0.into())), ("all", Ok(Datum::list(["x"])))]),
            "1\u{a0}%",
            "in `all`, in element 1, it gives a text, where a number is declared",
        ),
        (
            Datum::record([("share", Ok(f64::NAN.into())), ("all", Ok(Datum::list([1.0, f64::INFINITY])))]),
            "in `share`, it gives no finite number",
            "in `all`, in element 2, it gives no finite number",
        ),
        (
            Datum::record([("share", Err(Missing::failed("why_no_number"))), ("all", Ok(1.0.into()))]),
            "`f`: ",
            "in `all`, it gives a number, where a list is declared",
        ),
    ];
    for (given, share, all) in results {
        let mut library = library(&[("pack.kpi", RULES), ("calls.kpi", rules)]);
        let answer = given.clone();
        library.add_function("f", 1, move |_: &[Outcome<Datum>]| -> Outcome<Datum> { Ok(answer.clone()) });
        let book = book(&library);
        let data = data(&mut library, &book, "share_of_it,2020,30,%\n");
        let (one, other) = (told(&library, &book, &data, "portion"), told(&library, &book, &data, "all"));
        assert!(one.contains(share), "{given:?}: {one}, wanted {share}");
        assert!(other.contains(all), "{given:?}: {other}, wanted {all}");
    }
}

#[test]
fn what_is_handed_in_counts_as_memory_of_the_script() {
    let origin = || Origin { file: "f.rhai".into(), line: 1, column: 1 };
    let numbers = |count: u32| Datum::list((0..count).map(f64::from));
    let long = || Datum::from("x".repeat(40_000));
    let record = || Datum::record([("list", Ok(numbers(1_000))), ("text", Ok(long()))]);
    let scripts = |memory| Scripts::new(Limits { memory, ..Limits::default() });
    for (given, takes) in
        [(numbers(1_000), 32_000), (long(), 40_000), (record(), 72_000), (Datum::list([numbers(500)]), 16_000)]
    {
        let asked = |memory: usize, text: &str| {
            let names = ["x".to_owned()];
            ScriptFunction::statements(&scripts(memory), &text.into(), &names, origin()).reckon(&[Ok(given.clone())])
        };
        assert_eq!(asked(2 * takes, "1"), Ok(Datum::Number(1.0)));
        let few = asked(takes, "1").unwrap_err();
        let why = format!("{:?}", few.why());
        assert!(why.contains("script_limit_memory"), "{why}");
        let named = |memory: usize| {
            ScriptFunction::named(&scripts(memory), &"fn f(x) { 1 }".into(), "f", origin()).reckon(&[Ok(given.clone())])
        };
        assert_eq!(named(2 * takes), Ok(Datum::Number(1.0)));
        assert!(named(takes).is_err());
    }
}

#[test]
fn a_script_may_hold_functions_beside_recommendations() {
    let rules = "function doubled(x: %) -> % in \"both.rhai\"\n\
                 kpi twice \"Twice\" { unit %; value doubled(share); no benchmark }\n\
                 recommend look \"Look\" in \"both.rhai\" { action look \"Look.\" }\n\
                 check large \"Large\" in \"both.rhai\"\n";
    let script = "fn doubled(x) { twofold(x) }\nfn twofold(x) { 2 * x }\n\
                  fn look(card) { if twofold(card.value(\"share\")) > 50 { action(\"look\", \"share\") } }\n\
                  fn large(card) { if card.value(\"share\") > 50 { finding(\"warn\", \"Large.\", \"share\") } }\n";
    let mut library = library(&[("pack.kpi", RULES), ("both.kpi", rules), ("both.rhai", script)]);
    let whole = book(&library);
    let figures = data(&mut library, &whole, "share,2020,30,%\n");
    assert_eq!(told(&library, &whole, &figures, "twice"), "60\u{a0}%");
    assert_eq!(assess(&whole, library.sources(), &figures, 2020).advice.given.len(), 1);
    // Whoever takes the recommendation out keeps the functions.
    let without = rules.lines().filter(|line| line.starts_with("function") || line.starts_with("kpi"));
    let without = without.map(|line| format!("{line}\n")).collect::<String>();
    let alone = self::library(&[("pack.kpi", RULES), ("both.kpi", without.as_str()), ("both.rhai", script)]);
    assert_eq!(book(&alone).functions.len(), 1);
}

#[test]
fn a_host_function_with_another_number_of_arguments_is_told() {
    let mut library = library(&[("pack.kpi", RULES), ("calls.kpi", "function f(x: %, y: %) -> % in host\n")]);
    library.add_function("f", 1, |_: &[Outcome<Datum>]| -> Outcome<Datum> { Err(Missing::failed("why_no_value")) });
    let book = library.rule_book(&[Wanted { name: "calls".to_owned(), span: None }], &Place::unknown());
    assert_eq!(book.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["script::arguments"]);
}

#[test]
fn what_is_shown_needs_no_file_beside_it_and_gives_the_same() {
    let mut library = pack();
    let wanted = [Wanted { name: "calls".to_owned(), span: None }];
    let before = book(&library);
    let figures = "share,2020,30,%\nwait,2020,8,min\n";
    let data_before = data(&mut library, &before, figures);
    let shown =
        Resolved::of(&library.joined(&wanted, &Place::unknown()), None, "").text(None, library.sources()).unwrap();
    assert!(shown.contains("script \"\"\""), "{shown}");
    let mut again = self::library(&[("shown.kpi", shown.as_str())]);
    let after = book(&again);
    let data_after = data(&mut again, &after, figures);
    for name in ["twice", "halves"] {
        assert_eq!(told(&again, &after, &data_after, name), told(&library, &before, &data_before, name), "{name}");
    }
}

#[test]
fn a_change_of_a_script_is_a_change_of_its_functions() {
    let old = pack();
    let mut new = old.beside();
    let other = BALANCE.replace("2 * x", "3 * x");
    new.add_pack([("pack.kpi", RULES), ("calls.kpi", CALLS), ("calls.rhai", other.as_str())]);
    let packs = ["calls".to_owned()];
    let told = changes(Side { library: &old, packs: &packs }, Side { library: &new, packs: &packs });
    let names: Vec<String> = told.list.iter().map(|change| format!("{} {}", change.word, change.name)).collect();
    assert_eq!(names, ["function doubled", "function endless"]);
}

#[test]
fn the_hash_of_a_pack_covers_its_scripts() {
    let hash = |script: &str| {
        let library = library(&[("calls/pack.kpi", RULES), ("calls/calls.kpi", CALLS), ("calls/calls.rhai", script)]);
        let book = book(&library);
        Provenance::of(&book, library.sources()).packs[0].sha256.clone()
    };
    assert_ne!(hash(BALANCE), hash(&BALANCE.replace("2 * x", "3 * x")));
}

#[test]
fn an_endless_script_ends_soon() {
    let mut library = pack();
    let book = book(&library);
    let data = data(&mut library, &book, "share,2020,30,%\n");
    let start = Instant::now();
    told(&library, &book, &data, "never");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

fn compared(script: bool) -> RuleBook {
    let signs =
        [("equal", "=", "=="), ("less", "<", "<"), ("most", "<=", "<="), ("more", ">", ">"), ("least", ">=", ">=")];
    let rules: String = signs
        .iter()
        .map(|(name, rule, rhai)| {
            let body = if script { format!("script \"a {rhai} b\"") } else { format!("= a {rule} b") };
            format!("function {name}(a: number, b: number) -> yes_no {body}\nkpi is_{name} \"{name}\" {{ unit yes_no; value {name}(one, other) }}\n")
        })
        .collect();
    let rules = format!("input one \"One\" {{ unit number }}\ninput other \"Other\" {{ unit number }}\n{rules}");
    book(&library(&[("pack.kpi", RULES), ("calls.kpi", rules.as_str())]))
}

/// Values of any shape, as they go into a script.
fn datum() -> impl Strategy<Value = Datum> {
    let missing = Just(Err::<Datum, _>(Missing::not_reported(ItemId(0))));
    let leaf = prop_oneof![
        4 => (-1e9_f64..1e9).prop_map(Datum::Number),
        1 => any::<bool>().prop_map(Datum::YesNo),
        1 => "[a-zæø ]{0,8}".prop_map(Datum::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let value = prop_oneof![6 => inner.prop_map(Ok), 1 => missing.clone()];
        let fields = proptest::collection::btree_map("[a-z]{1,6}", value.clone(), 0..4);
        prop_oneof![
            proptest::collection::vec(value, 0..5).prop_map(|values| Datum::List(values.into())),
            fields.prop_map(Datum::record),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    /// What goes in comes out as it was, by a script that hands it on, that takes it apart and puts it together again.
    #[test]
    fn what_goes_into_a_script_comes_out_of_it(given in datum()) {
        let origin = Origin { file: "f.rhai".into(), line: 1, column: 1 };
        let scripts = Scripts::default();
        let handed_on = ScriptFunction::statements(&scripts, &"x".into(), &["x".to_owned()], origin.clone());
        prop_assert_eq!(handed_on.reckon(&[Ok(given.clone())]), Ok(given.clone()));
        let copied = "fn f(x) { let held = #{one: [x]}; for one in held.one { return one; } }";
        let copied = ScriptFunction::named(&scripts, &copied.into(), "f", origin.clone());
        prop_assert_eq!(copied.reckon(&[Ok(given.clone())]), Ok(given.clone()));
        if matches!(given, Datum::Record(_)) {
            let apart = "fn f(x) { let again = #{}; for name in keys(x) { again[name] = x[name]; } again }";
            let apart = ScriptFunction::named(&scripts, &apart.into(), "f", origin);
            prop_assert_eq!(apart.reckon(&[Ok(given.clone())]), Ok(given));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]
    /// The sum of a list in a script is the sum in rules: the same but for the rounding of percent, or the same things missing.
    #[test]
    fn sums_of_lists_in_scripts_are_those_of_rules(values in proptest::collection::vec(proptest::option::of(0..1000_u32), 3)) {
        let mut library = lists(&[("pack.kpi", RULES), ("lists.kpi", LISTS), ("lists.rhai", SPREAD)]);
        let book = book(&library);
        let rows = ["car", "bus", "bike"].iter().zip(&values).filter_map(|(name, value)| {
            value.map(|value| format!("modes.{name},2020,{},%\n", f64::from(value) / 10.0))
        });
        let figures: String = rows.collect();
        let data = data(&mut library, &book, &format!("share,2020,1,%\n{figures}"));
        let assessed = assess(&book, library.sources(), &data, 2020);
        let value = |name: &str| {
            let item = book.item(book.item_names[name]).unwrap();
            let value = assessed.evaluation.card.result(item.id).unwrap().value.clone();
            // Where nothing is there at all, the KPI names itself.
            value.map_err(|missing| (missing.kind, missing.items().iter().copied().filter(|named| *named != item.id).collect::<Vec<_>>()))
        };
        for sort in ["by", "reported_by", "large_by"] {
            match (value(&format!("{sort}_script")), value(&format!("{sort}_rules"))) {
                (Ok(Value::Number(one)), Ok(Value::Number(other))) => {
                    prop_assert!((one - other).abs() <= 1e-12 * other.abs(), "{} {}", one, other);
                }
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    /// Scripts and rules agree at thresholds.
    #[test]
    fn comparisons_in_scripts_are_those_of_rules(base in -1e6..1e6_f64, part in -20..20_i32, small in any::<bool>()) {
        thread_local! {
            static BOOKS: (RuleBook, RuleBook) = (compared(false), compared(true));
        }
        let other = base * (1.0 + f64::from(part) * if small { 1e-13 } else { 1e-3 });
        BOOKS.with(|(rules, scripts)| {
            for name in ["equal", "less", "most", "more", "least"] {
                let value = |book: &RuleBook| {
                    let nothing = Dataset::default();
                    let scope = evaluate(book, &nothing, Options { year: Some(2020), on: None });
                    let place = book.functions.iter().position(|function| function.name == name).unwrap();
                    let number = |x: f64| Node::Literal(Value::Number(x));
                    let node = Node::Apply(u16::try_from(place).unwrap(), vec![number(base), number(other)]);
                    eval_in(&node, &scope, &Context::at(2020))
                };
                assert_eq!(value(rules), value(scripts), "{name}: {base} {other}");
            }
        });
    }
}
