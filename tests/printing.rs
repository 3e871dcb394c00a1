//! The printer: what is printed reads back to the same tree, whatever the tree is.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "printing/layers.rs"]
mod layers;
#[path = "printing/random.rs"]
mod random;
#[path = "printing/results.rs"]
mod results;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use results::{results, same};
use yardstick::author::Resolved;
use yardstick::diagnostic::{has_errors, render_text};
use yardstick::source::SourceId;
use yardstick::syntax::print::{Noted, Style, print_expression, print_item, print_items};
use yardstick::syntax::tree::Item;
use yardstick::syntax::{parse, parse_expression};
use yardstick::value::Date;
use yardstick::{CityTexts, Library};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All rule files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.extension().is_some_and(|own| own == "kpi") {
            all.push(path);
        }
    }
    all.sort();
    all
}

fn our_files() -> Vec<PathBuf> {
    ["rules", "cities", "tests/language/ok"].iter().flat_map(|folder| files(&root().join(folder))).collect()
}

/// The tree without places and layers.
fn tree(items: &[Item]) -> String {
    scrubbed(&format!("{items:#?}"))
}

fn scrubbed(shown: &str) -> String {
    let mut whole = shown.to_owned();
    for (start, end) in [("Span {", "}"), ("at: (", ")")] {
        let mut left = String::new();
        let mut rest = whole.as_str();
        while let Some((before, after)) = rest.split_once(start) {
            left += before;
            rest = after.split_once(end).unwrap().1;
        }
        whole = left + rest;
    }
    whole
}

fn read(text: &str) -> Vec<Item> {
    let parsed = parse(SourceId(0), text);
    assert_eq!(parsed.findings, [], "{text}");
    parsed.value.items
}

/// Prints, reads back, compares; with comments as well.
fn returns(items: &[Item], from: &str) {
    let before = tree(items);
    let printed = print_items(items, Style::PLAIN);
    let again = read(&printed);
    let after = tree(&again);
    if before != after {
        let differ = before.lines().zip(after.lines()).position(|(one, other)| one != other).unwrap_or(0);
        let show = |text: &str| text.lines().skip(differ.saturating_sub(12)).take(24).collect::<Vec<_>>().join("\n");
        panic!("{from}: not the same tree\n{}\n---- is read as\n{}\n---- from\n{printed}", show(&before), show(&after));
    }
    assert_eq!(printed, print_items(&again, Style::PLAIN), "{from}: printed twice");
    let noted = |noted: Noted<'_>| match noted {
        Noted::Item(item) => Some(format!("{:?} {{ \"", item.word)),
        Noted::Clause(clause) => Some(format!("{:?} }} '", clause.word)),
    };
    let commented = print_items(items, Style { width: 80, comment: &noted });
    assert_eq!(tree(&read(&commented)), before, "{from}: with comments\n{commented}");
}

#[test]
fn our_own_files_print_and_read_back() {
    for path in our_files() {
        let text = fs::read_to_string(&path).unwrap();
        let parsed = parse(SourceId(0), &text);
        let from = path.strip_prefix(root()).unwrap().display().to_string();
        returns(&parsed.value.items, &from);
        for item in &parsed.value.items {
            let text = print_item(item, Style::PLAIN);
            for line in text.lines() {
                assert!(line.chars().count() <= 120 && line.trim_end() == line, "{from}: {line}");
            }
        }
    }
}

/// Trondheim under rules that went through a writer.
fn trondheim(written: impl Fn(&str) -> String) -> String {
    let mut library = Library::without_tests();
    let mut packs: Vec<PathBuf> =
        fs::read_dir(root().join("rules")).unwrap().map(|pack| pack.unwrap().path()).collect();
    packs.sort();
    for pack in packs {
        let name = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
        let rules = files(&pack).into_iter().map(|path| (name(&path), written(&fs::read_to_string(&path).unwrap())));
        let sheets = fs::read_dir(&pack).unwrap().map(|file| file.unwrap().path());
        let sheets = sheets.filter(|path| path.extension().is_some_and(|end| end == "csv"));
        let sheets = sheets.map(|path| (name(&path), fs::read_to_string(&path).unwrap()));
        let texts: Vec<(String, String)> = rules.chain(sheets).collect();
        library.add_pack(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    }
    let city = root().join("cities/trondheim");
    let text = |name: &str| fs::read_to_string(city.join(name)).unwrap();
    let (own, sheet) = (text("city.kpi"), text("data.csv"));
    let city = library.add_city([("city.kpi", own.as_str()), ("data.csv", sheet.as_str())]).value;
    let book = library.rule_book(&city.uses, &city.place());
    assert_eq!(book.findings, []);
    results(&library, &city, &book.value, None)
}

#[test]
fn printed_rules_give_trondheim_the_same_results() {
    let printed = |text: &str| print_items(&read(text), Style::PLAIN);
    same(&trondheim(str::to_owned), &trondheim(printed), "Trondheim");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(5), failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_prints_and_reads_back(items in random::items()) {
        returns(&items.0, "a random tree");
    }

    #[test]
    fn any_formula_prints_and_reads_back(expr in random::expression()) {
        let printed = print_expression(&expr);
        let read = parse_expression(SourceId(0), &printed, 0).map_err(|finding| finding.message);
        let before = scrubbed(&format!("{:#?}", Ok::<_, String>(expr)));
        prop_assert_eq!(scrubbed(&format!("{read:#?}")), before, "{}", printed);
    }
}

/// What a city comes to under packs: the library, and what it says.
fn under(packs: &[&str], uses: &str, sheet: &str, on: Option<Date>) -> (Library, CityTexts, Option<String>) {
    let mut library = Library::new();
    for (place, pack) in packs.iter().enumerate() {
        library.add_pack([(format!("{place}.kpi").as_str(), *pack)]);
    }
    let own = format!("city town \"Town\" {{ uses {uses}; country: NO }}\n");
    let city = library.add_city([("city.kpi", own.as_str()), ("data.csv", sheet)]).value;
    let book = library.rule_book(&city.uses, &city.place().on(on));
    let shown = render_text(&book.findings, library.sources(), Default::default());
    let said = (!has_errors(&book.findings)).then(|| results(&library, &city, &book.value, on));
    if said.is_none() {
        println!("{shown}");
    }
    (library, city, said)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, rng_seed: RngSeed::Fixed(3), failure_persistence: None, ..ProptestConfig::default() })]

    /// Test 3 of what the layers promise: printed, read back and evaluated, the resolved book gives the same results.
    #[test]
    fn shown_rules_give_the_same_results(overlays in layers::overlays(), sheet in layers::sheet(), on in prop::option::of(2018_i32..2023)) {
        let on = on.map(Date::end_of);
        let packs: Vec<&str> = std::iter::once(layers::BASE).chain(overlays.iter().map(String::as_str)).collect();
        let (library, city, layered) = under(&packs, "third", &sheet, on);
        prop_assert!(layered.is_some(), "{}", overlays.join("\n"));
        let resolved = Resolved::of(&library.joined(&city.uses, &city.place().on(on)), on, "");
        let shown = resolved.text(None, library.sources()).unwrap();
        let (_, _, read) = under(&[&shown], "third_resolved", &sheet, on);
        let from = format!("{}\n{sheet}\n{on:?}\n{shown}", overlays.join("\n"));
        prop_assert!(read.is_some(), "{}", from);
        same(&layered.unwrap(), &read.unwrap(), &from);
    }
}
