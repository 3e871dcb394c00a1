//! The packs of the project: each loads alone without an error or a warning, and passes its own tests.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
use std::path::Path;

use indexmap::IndexMap;
use yardstick::Workspace;
use yardstick::author::run_tests;
use yardstick::diagnostic::{Severity, Style, render_text};
use yardstick::layer::{Place, Wanted};
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::{ItemKind, RuleBook, Target};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every pack, with a workspace that has read no other.
fn packs() -> Vec<(String, Workspace, RuleBook)> {
    let open = || Workspace::open(&[root().join("rules")]).unwrap();
    let names = open().all_packs().unwrap();
    assert!(names.len() >= 3, "{names:?}");
    let load = |name: String| {
        let mut workspace = open();
        let book = workspace.rule_book(&[Wanted { name: name.clone(), span: None }], &Place::unknown()).unwrap();
        let weighty: Vec<_> =
            book.findings.iter().filter(|finding| finding.severity != Severity::Advice).cloned().collect();
        assert!(weighty.is_empty(), "{name}:\n{}", render_text(&weighty, workspace.sources(), Style::default()));
        (name, workspace, book.value)
    };
    names.into_iter().map(load).collect()
}

#[test]
fn every_pack_loads_alone_without_error_or_warning() {
    for (name, _, book) in packs() {
        assert_eq!(book.packs.last().map(|pack| pack.name.as_str()), Some(name.as_str()));
        let pack = book.packs.last().unwrap();
        assert!(!pack.title.is_empty() && !pack.version.is_empty() && !pack.source.is_empty(), "{name}");
    }
}

#[test]
fn every_pack_passes_its_own_tests() {
    for (name, mut workspace, book) in packs() {
        let mut cities: IndexMap<String, Dataset> = IndexMap::new();
        for city in book.tests.iter().filter_map(|test| test.city.clone()) {
            if !cities.contains_key(&city) {
                let read = workspace.city(&root().join(&city)).unwrap();
                let data = workspace.dataset(&read.value, &book).value;
                cities.insert(city, data);
            }
        }
        let tested = run_tests(&book, workspace.sources(), &cities, &name);
        let failed: Vec<_> = tested.cases.iter().flat_map(|case| case.findings.clone()).collect();
        assert!(!tested.cases.is_empty(), "{name} has no tests");
        assert!(failed.is_empty(), "{name}:\n{}", render_text(&failed, workspace.sources(), Style::default()));
    }
}

#[test]
fn every_target_and_every_start_has_its_authority() {
    for (name, _, book) in packs() {
        for item in &book.items {
            let goals = item.targets.iter().filter(|case| matches!(case.value, Target::Goal(_))).map(|case| &case.note);
            for note in goals.chain(item.starts.iter().map(|case| &case.note)) {
                assert!(note.basis.is_some(), "{name}: a target or a start of {} has no basis", item.name);
                let natural = note.basis.as_deref() == Some("natural_maximum");
                assert!(note.source.is_some() || natural, "{name}: a target or a start of {} has no source", item.name);
            }
            for case in item.targets.iter().filter(|case| matches!(case.value, Target::NoBenchmark)) {
                assert!(case.note.because.is_some(), "{name}: {} does not say why it has no benchmark", item.name);
            }
        }
    }
}

#[test]
fn every_kpi_says_what_it_is_and_where_it_comes_from() {
    for (name, _, book) in packs() {
        for item in book.items.iter().filter(|item| item.kind == ItemKind::Kpi) {
            // What a country or a city adds is no KPI of the method: it has no code, and stays out of the method's facets.
            let method = book.packs.get(usize::from(item.layer)).is_some_and(|pack| pack.name == "u4ssc");
            let placed = if method { item.code.is_some() && item.facets.len() >= 5 } else { !item.facets.is_empty() };
            let whole = placed && item.about.is_some() && item.source.is_some();
            assert!(whole, "{name}: {} lacks its code, its about, its source or a facet", item.name);
        }
    }
}

#[test]
fn every_recommendation_has_evidence_and_something_to_do() {
    for (name, _, book) in packs() {
        for rule in &book.recommendations {
            assert!(!rule.actions.is_empty() && rule.note.source.is_some(), "{name}: {}", rule.name);
        }
    }
}

#[test]
fn no_formula_holds_a_scaling_factor() {
    let mut folders = vec![root().join("rules")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "kpi") {
                let text = std::fs::read_to_string(&path).unwrap();
                for (line, code) in text.lines().enumerate() {
                    let code = code.split('#').next().unwrap().trim_start();
                    let formula = code.strip_prefix("value ").unwrap_or("");
                    let scales = [
                        "100 *",
                        "* 100",
                        "/ 100",
                        "1_000 *",
                        "* 1_000",
                        "/ 1_000",
                        "100_000 *",
                        "* 100_000",
                        "/ 100_000",
                    ];
                    let found = scales.iter().find(|factor| formula.contains(*factor));
                    assert_eq!(found, None, "{}, line {}", path.display(), line + 1);
                }
            }
        }
    }
}
