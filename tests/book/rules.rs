//! Rule blocks: each is checked as it stands, or behind a small pack.

use std::fs;
use std::path::Path;

use indexmap::IndexMap;
use yardstick::Library;
use yardstick::author::run_tests;
use yardstick::diagnostic::{Diagnostic, Severity, Style, has_errors, render_text};
use yardstick::layer::{Place, Wanted};

use crate::page::{Fence, files_below, root};

/// What stands before a block that declares no pack. A piece is left out where the block declares the same itself.
const PREAMBLE: &[&str] = &[
    "pack example \"Example\" {\n  language 1\n  score share_of_target(value, target)\n  bands performance\n}\n",
    "bands performance {\n  strong \"Strong\" at least 95 % points 4\n  good \"Good\" at least 66 % points 3\n  \
     partial \"Partial\" at least 33 % points 2\n  low \"Low\" points 1\n}\n",
    "facet dimension \"Dimension\" { economy \"Economy\"; environment \"Environment\"; society \"Society\" }\n",
    "facet topic \"Topic\" { water \"Water\"; safety \"Safety\" }\n",
    "rollup dimension { of points; by share_of_points }\n",
    "unit inhabitant inhabitants\n",
    "unit household households\n",
    "unit death deaths\n",
    "input population \"Population\" { unit inhabitants }\n",
    "input households \"Households\" { unit households }\n",
    "input households_online \"Households with internet\" { unit households }\n",
    "input terrain \"Terrain\" { unit one of flat, hilly, mountain }\n",
    "input water_supplied \"Water supplied\" { unit m3 per year }\n",
    "input water_billed \"Water billed\" { unit m3 per year }\n",
    "kpi water_supply_loss \"Water supply loss\" {\n  unit %\n  value (water_supplied - water_billed) / water_supplied\n  \
     target at most 10 %\n  start 50 %\n}\n",
    "kpi response_time \"Emergency response time\" {\n  unit min\n  target at most 9 min\n  start 30 min\n}\n",
    "kpi treatment \"Wastewater treatment\" {\n  points primary \"Primary\", secondary \"Secondary\" {\n    unit %\n    \
     target at least 100 %\n  }\n}\n",
];

/// Whether a block declares something of that sort at the beginning of a line.
pub(super) fn declares(text: &str, word: &str) -> bool {
    text.lines().any(|line| line.starts_with(word) && line[word.len()..].starts_with([' ', '\n']) || line == word)
}

/// The first two words of a text: what it declares.
pub(super) fn declared(text: &str) -> String {
    text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

pub(super) fn preamble_for(block: &str) -> String {
    let kept = PREAMBLE.iter().filter(|piece| !declares(block, &declared(piece)));
    kept.copied().collect::<Vec<_>>().join("\n")
}

/// All that is found in a block, its failed tests included, with the library that knows its text.
pub(super) fn checked(block: &str) -> (Vec<Diagnostic>, Library) {
    let mut library = Library::new();
    if declares(block, "cities") {
        let read = library.add_cities([("cities.kpi", block), ("countries.csv", "code\n")]);
        return (read.findings, library);
    }
    if declares(block, "city") {
        let read = library.add_city([("city.kpi", block)]);
        return (read.findings, library);
    }
    if block.contains("  extends ") {
        add_our_packs(&mut library);
    }
    let preamble = if declares(block, "pack") { String::new() } else { preamble_for(block) };
    let sheets = sheets();
    let texts = sheets.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let own = [("preamble.kpi", preamble.as_str()), ("block.kpi", block)];
    let pack = library.add_pack(own.into_iter().chain(texts)).unwrap();
    let book = library.rule_book(&[Wanted { name: pack.clone(), span: None }], &Place::unknown());
    let mut findings = book.findings;
    if !has_errors(&findings) {
        let tested = run_tests(&book.value, library.sources(), &IndexMap::new(), &pack);
        findings.extend(tested.cases.into_iter().flat_map(|case| case.findings));
    }
    (findings, library)
}

/// The sheets that the page on the language shows: blocks that open with `csv NAME.csv`.
fn sheets() -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join("docs/language.md")).unwrap();
    let blocks = page.split("\n```csv ").skip(1).filter_map(|rest| rest.split_once("\n"));
    let named = blocks.filter(|(name, _)| name.ends_with(".csv") && !name.contains(' '));
    named.map(|(name, rest)| (name.to_owned(), rest.split("```").next().unwrap_or("").to_owned())).collect()
}

pub(super) fn add_our_packs(library: &mut Library) {
    for entry in fs::read_dir(root().join("rules")).unwrap() {
        let folder = entry.unwrap().path();
        let files = ["kpi", "csv"].into_iter().flat_map(|end| files_below(&folder, end));
        let named = |path: &Path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        let texts: Vec<(String, String)> =
            files.map(|path| (named(&path), fs::read_to_string(&path).unwrap())).collect();
        library.add_pack(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    }
}

pub(super) fn slip_of(block: &Fence) -> Option<String> {
    let (findings, library) = checked(&block.body);
    let errors: Vec<&str> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code).collect();
    let fine = match block.words().as_slice() {
        ["kpi", "error", code] => !errors.is_empty() && errors.iter().all(|error| error == code),
        _ => errors.is_empty(),
    };
    let style = Style { color: false, unicode: true, width: 100, narrated: false };
    (!fine).then(|| format!("{}\n{}", block.info, render_text(&findings, library.sources(), style)))
}
