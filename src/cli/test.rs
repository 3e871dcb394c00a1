//! `yardstick test`

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::Done;
use super::arguments::{FindingFormat, Test};
use super::exit::{Exit, Failure};
use super::project::{open, packs, wanted};
use super::terminal::{Terminal, print};
use crate::author::{Coverage, Reach, Tested, run_tests};
use crate::diagnostic::{Diagnostic, has_errors, render_json};
use crate::layer::Place;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::Sources;
use crate::workspace::{CityTexts, Workspace, default_rules};

pub(super) fn run(options: &Test, rules: &[PathBuf], terminal: Terminal) -> Done {
    let mut workspace = open(rules, None)?;
    let names = packs(&mut workspace, &options.packs)?;
    let mut cities = Cities { roots: roots(rules), read: IndexMap::new() };
    let mut all = Tested::default();
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut unread: Vec<&str> = Vec::new();
    for pack in &names {
        let book = workspace.rule_book(&wanted(std::slice::from_ref(pack)), &Place::unknown())?;
        if has_errors(&book.findings) {
            super::check::add(&mut findings, book.findings);
            unread.push(pack.as_str());
            continue;
        }
        let data = cities.of(&book.value, &mut workspace)?;
        let tested = run_tests(&book.value, workspace.sources(), &data, pack);
        all.cases.extend(tested.cases);
        all.coverage.join(tested.coverage);
    }
    let failed = has_errors(&findings) || all.cases.iter().any(|case| !case.passed());
    match options.format {
        FindingFormat::Json => print(&as_json(&names, &all, &findings, workspace.sources())?)?,
        FindingFormat::Text => {
            let seen = all.cases.iter().flat_map(|case| &case.findings);
            terminal.show(&findings.iter().chain(seen).cloned().collect::<Vec<_>>(), workspace.sources());
            print(&as_text(&names, &unread, &all))?;
        }
    }
    Ok(Exit::of_errors(failed))
}

/// The cities that tests name, each read once.
struct Cities {
    /// Folders from which their paths start.
    roots: Vec<PathBuf>,
    read: IndexMap<String, CityTexts>,
}

impl Cities {
    /// The figures of the cities that the tests of a rule book name. What the book does not know of them is left out:
    /// a pack that is tested alone knows less than all that the city uses.
    fn of(&mut self, book: &RuleBook, workspace: &mut Workspace) -> Result<IndexMap<String, Dataset>, Failure> {
        let mut known = IndexMap::new();
        for name in book.tests.iter().filter_map(|test| test.city.as_ref()) {
            if known.contains_key(name) {
                continue;
            }
            if !self.read.contains_key(name) {
                let found = self.roots.iter().map(|root| root.join(name)).find(|folder| folder.is_dir());
                let Some(folder) = found else { continue };
                self.read.insert(name.clone(), workspace.city(&folder)?.value);
            }
            if let Some(city) = self.read.get(name) {
                known.insert(name.clone(), workspace.dataset(city, book).value);
            }
        }
        Ok(known)
    }
}

/// Paths in tests start from the current folder, or from a folder above the rules.
fn roots(rules: &[PathBuf]) -> Vec<PathBuf> {
    let default = default_rules(None);
    let above = rules.iter().chain(&default).filter_map(|folder| folder.canonicalize().ok());
    let above = above.flat_map(|folder| folder.ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>());
    std::iter::once(PathBuf::new()).chain(above).collect()
}

fn sorts(coverage: &Coverage) -> [(&'static str, &Reach); 3] {
    [("KPIs and points", &coverage.kpis), ("bands", &coverage.bands), ("triggers", &coverage.triggers)]
}

fn as_text(packs: &[String], unread: &[&str], tested: &Tested) -> String {
    let mut text = String::new();
    for pack in packs {
        if unread.contains(&pack.as_str()) {
            text += &format!("{pack}: not run, since its rules have errors\n");
            continue;
        }
        let own = tested.cases.iter().filter(|case| case.pack == *pack);
        let (all, failed) = (own.clone().count(), own.filter(|case| !case.passed()).count());
        let verdict = if failed == 0 { "all pass".to_owned() } else { format!("{failed} fail") };
        text += &format!("{pack}: {all} tests, {verdict}\n");
    }
    for (sort, reach) in sorts(&tested.coverage) {
        let (all, missed) = reach.of(packs);
        let names = if missed.is_empty() { String::new() } else { format!(": {}", missed.join("; ")) };
        text += &format!("{sort} that no test reaches: {} of {all}{names}\n", missed.len());
    }
    text
}

fn as_json(packs: &[String], tested: &Tested, findings: &[Diagnostic], sources: &Sources) -> Result<String, Failure> {
    let parse = |findings: &[Diagnostic]| {
        serde_json::from_str::<Value>(&render_json(findings, sources))
            .map_err(|error| Failure::Fault(error.to_string()))
    };
    let mut tests = Vec::new();
    for case in &tested.cases {
        let found = parse(&case.findings)?;
        tests.push(json!({ "title": case.title, "pack": case.pack, "passed": case.passed(), "findings": found }));
    }
    let [kpis, bands, triggers] = sorts(&tested.coverage).map(|(_, reach)| {
        let (all, missed) = reach.of(packs);
        json!({ "all": all, "missed": missed })
    });
    let coverage = json!({ "kpis": kpis, "bands": bands, "triggers": triggers });
    let whole = json!({ "tests": tests, "coverage": coverage, "findings": parse(findings)? });
    Ok(format!("{whole:#}\n"))
}
