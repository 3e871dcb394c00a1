//! The book runs: every rule block in README and docs is checked, console blocks marked `run` are run and their output
//! compared, every link leads somewhere, and the generated pages are fresh.
//!
//! What may stand behind the three backticks:
//!
//! - `kpi`: a pack of its own where it declares one, a city where it declares one, else items behind
//!   `rules::PREAMBLE`. There must be no error, and its tests must pass.
//! - `kpi error CODE`: it must give that error and no other.
//! - `kpi file PATH`, `csv file PATH`, `rhai file PATH`: writes a file of the page's own project. `kpi add PATH` adds to it.
//! - `diff edit PATH`: the lines with `-` give way to those with `+`.
//! - `console run`: `$ yardstick …` (or `$ cargo run --release -- …`) is run in the page's project; what follows is what
//!   it prints. A line `…` stands for any lines. The project of the tutorial begins empty, all others with a copy of
//!   `rules`, `cities` and `docs/analyses`.
//!
//! `UPDATE=1 cargo test --test book` writes generated pages and console output anew.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "book/console.rs"]
mod console;
#[path = "book/page.rs"]
mod page;
#[path = "book/rules.rs"]
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use console::walk;
use page::{Page, anchors, book, files_below, links, root};
use rules::slip_of;
use yardstick::author::pages;
use yardstick::report::{Provenance, View, wheel_svg};
use yardstick::{Workspace, assess, year_of};

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn every_rule_block_runs() {
    let mut slips = Vec::new();
    for page in book() {
        for fence in &page.fences {
            if matches!(fence.words().as_slice(), ["kpi"] | ["kpi", "error", _])
                && let Some(slip) = slip_of(fence)
            {
                slips.push(format!("{}: {slip}", page.place(fence)));
            }
        }
    }
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

#[test]
fn every_command_prints_what_is_shown() {
    let mut slips = Vec::new();
    for page in book().iter().filter(|page| page.fences.iter().any(|fence| fence.info == "console run")) {
        walk(page, &mut slips);
    }
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for page in book() {
        for link in links(&page.text) {
            if link.starts_with("http") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let goal = if path.is_empty() { page.path.clone() } else { page.path.parent().unwrap().join(path) };
            let there = goal.exists()
                && (anchor.is_empty() || anchors(&fs::read_to_string(&goal).unwrap()).iter().any(|own| own == anchor));
            if !there {
                broken.push(format!("{}: {link}", page.name()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn generated_pages_are_fresh() {
    let docs = root().join("docs");
    let made = pages();
    let mut stale = Vec::new();
    for page in &made {
        let path = docs.join(&page.name);
        if update() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &page.text).unwrap();
        }
        if fs::read_to_string(&path).ok().as_ref() != Some(&page.text) {
            stale.push(page.name.clone());
        }
    }
    for folder in ["reference", "diagnostics"] {
        let there = files_below(&docs.join(folder), "md");
        let names = there.iter().map(|path| path.strip_prefix(&docs).unwrap().to_str().unwrap().to_owned());
        stale.extend(names.filter(|name| !made.iter().any(|page| page.name == *name)));
    }
    assert!(stale.is_empty(), "run `yardstick reference --out docs`; not as made: {}", stale.join(", "));
}

/// The picture that the README shows.
fn wheel() -> String {
    let mut workspace = Workspace::open(&[root().join("rules")]).unwrap();
    let city = workspace.city(&root().join("cities/trondheim")).unwrap().value;
    let book = workspace.rule_book(&city.uses, &city.place()).unwrap().value;
    let data = workspace.dataset(&city, &book).value;
    let assessed = assess(&book, workspace.sources(), &data, year_of(&book, &data));
    let provenance = Provenance::of(&book, workspace.sources());
    let (card, advice, sources) = (&assessed.evaluation.card, &assessed.advice, workspace.sources());
    wheel_svg(&View { book: &book, data: &data, card, advice, sources, provenance: &provenance, filter: None })
}

#[test]
fn the_picture_is_fresh() {
    let path = root().join("docs/wheel.svg");
    let made = wheel();
    if update() {
        fs::write(&path, &made).unwrap();
    }
    assert!(
        fs::read_to_string(&path).ok() == Some(made),
        "copy wheel.svg of `yardstick evaluate cities/trondheim --out DIR`"
    );
}

/// What the README shows of the library, line by line.
fn embedded() -> Result<Vec<String>, yardstick::workspace::WorldError> {
    let mut said = Vec::new();
    let mut workspace = Workspace::open(&[PathBuf::from("rules")])?;
    let city = workspace.city(Path::new("cities/trondheim"))?.value;
    let book = workspace.rule_book(&city.uses, &city.place())?.value;
    let data = workspace.dataset(&city, &book).value;
    let assessed = assess(&book, workspace.sources(), &data, year_of(&book, &data));
    for given in &assessed.advice.given {
        said.push(format!("{}. {}", given.rank, given.subject.title));
    }
    Ok(said)
}

#[test]
fn the_example_of_the_readme_runs() {
    let page = Page::read(root().join("README.md"));
    let example = page.fences.iter().find(|fence| fence.info == "rust").unwrap();
    for line in example.body.lines().map(str::trim).filter(|line| line.starts_with("let ") || line.starts_with("for "))
    {
        assert!(include_str!("book.rs").contains(line), "not as in tests/book.rs: {line}");
    }
    assert!(embedded().unwrap().iter().any(|line| line.starts_with("1. ")));
}
