//! The language, case by case: rule files and sheets, each with its findings written on the line they speak of.
//!
//! A file in `tests/language` holds many cases. A line `#---- title` opens a case; what stands before the first one is
//! given to every case of the file. A line `#-- NAME` inside a case opens another file of it: `#-- city.kpi`,
//! `#-- data.csv`, `#-- other/pack.kpi` (a second pack), `#-- trial/targets.csv` (a sheet beside the rules), `#-- data.csv as latin-1` (written in that encoding). A case
//! without a `pack` gets one.
//!
//! `# error CODE: part of the message | part of the cure` at the end of a line (or `# warning …`, `# advice …`) is a
//! finding that is expected there; a line without such a comment has none. What stands on no line of the case is expected
//! on its title. The comments are taken away before the case is run. `UPDATE=1 cargo test --test language` rewrites them.
//!
//! The folders: `ok` has no errors, and its `test` blocks pass; `parse_error`, `check_error` and `data_error` hold what
//! goes wrong when a text is read, when rules are checked, and when figures are read or judged. A folder inside `ok` is
//! one pack, file by file.
//!
//! The design has 27 examples. Those that are not here rest on constructs of later issues:
//!   countries (layers, sheets, translations): norway, who_air; of `climate_budget` the sheet (its budgets stand in the
//!     table here); of `other_cities` the sheet (its averages stand in the reference here);
//!   methods (steps before the score, cohorts, effects): asem, asem_geometric, asem_steps, asem_z_scores;
//!     of `carbon_footprint` the clause `effect` and the order by it;
//!   records (second stage): sdg_budget.
//! `trondheim_part_v` is the pack `rules/recommendations`, and `enough_data` is tried on all 91 KPIs in `rules/u4ssc`.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "language/reading.rs"]
mod reading;
#[path = "language/running.rs"]
mod running;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use reading::{Case, Corpus, Wanted};
use running::{Found, run};
use yardstick::diagnostic::CODES;

/// Codes that no case can bring about, each with the reason.
const NO_CASE: &[(&str, &str)] = &[
    ("analysis::stopped", "it is about scripts that drive the engine: `tests/analyses.rs` has it"),
    ("data::file::more", "it takes more than a hundred findings in one file: a unit test of `data::findings` has it"),
    ("file::text::unreadable", "it takes a file that the system does not let anyone read"),
    (
        "sheet::more",
        "it takes more than a hundred findings in the sheets of one file: a unit test of `sheet::reader` has it",
    ),
    ("script::long", "it takes a script of a quarter of a megabyte: a unit test of `script` has it"),
    ("sheet::target::layers", "the command that writes a sheet says it: a test in `tests/sheets.rs` has it"),
    ("bands::points", "the grammar has no number below 0 there: the parser speaks first"),
    ("check::severity", "the grammar has only the three words: the parser speaks first"),
    ("clause::dates::none", "the parser speaks first: `syntax::date::impossible`"),
    ("data::programme::date", "the parser speaks first: `syntax::date::impossible`"),
    ("test::expect", "the parser speaks first: edges in words stand in targets, bands and expectations only"),
    ("translate::missing", "said by `check --lang`: a test of the program has it"),
    ("translate::words", "said by `check --lang`: a test of the program has it"),
    ("suppose::broken", "of the command line: `tests/whatif.rs` has it"),
    ("suppose::edge", "of the command line: `tests/whatif.rs` has it"),
    ("suppose::part", "of the command line: `tests/whatif.rs` has it"),
    ("suppose::side", "of the command line: `tests/whatif.rs` has it"),
    ("suppose::unknown", "of the command line: `tests/whatif.rs` has it"),
    ("suppose::weight", "of the command line: `tests/whatif.rs` has it"),
    ("suppose::what", "of the command line: `tests/whatif.rs` has it"),
    ("unit::text::unreadable", "in a rule the parser speaks first, in a sheet it is `data::unit::unknown`"),
];

/// Codes (or the beginnings of some) whose findings show what was seen and what was wanted; what to type is for the author
/// to decide.
const NO_CURE: &[&str] = &["test::expectation::failed", "test::given::no_value"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language")
}

/// The corpus files of a folder, in the order of their names.
fn corpora(folder: &str) -> Vec<Corpus> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.is_dir() || path.extension().is_some_and(|end| end == "kpi"))
        .map(|path| Corpus::read(path))
        .collect()
}

/// Runs all cases of a folder; with `UPDATE` writes down what came out.
fn check_folder(folder: &str, judge: impl Fn(&Case, &[Found]) -> Vec<String>) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut report = String::new();
    for mut corpus in corpora(folder) {
        let name = corpus.path.strip_prefix(root()).unwrap().display().to_string();
        for place in 0..corpus.cases.len() {
            let case = corpus.cases[place].clone();
            let found = run(&corpus.with_frame(&case));
            let mut slips = judge(&case, &found);
            if update {
                corpus.cases[place].expect(&found);
            } else {
                slips.extend(differences(&case, &found));
            }
            for slip in slips {
                writeln!(report, "{name}: {}: {slip}", case.title.text).unwrap();
            }
        }
        if update && corpus.path.is_file() {
            std::fs::write(&corpus.path, corpus.written()).unwrap();
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// What is wanted and not found, and what is found and not wanted.
fn differences(case: &Case, found: &[Found]) -> Vec<String> {
    let mut open: Vec<&Found> = found.iter().collect();
    let mut slips = Vec::new();
    let place_of = |one: &Found| one.place.filter(|(section, _)| *section < case.sections.len());
    for (place, wanted) in case.wanted() {
        match open.iter().position(|one| place_of(one) == place && wanted.fits(&one.says)) {
            Some(at) => {
                open.remove(at);
            }
            None => slips.push(format!("{} wanted: {}", case.shown(place), wanted.written())),
        }
    }
    slips.extend(open.iter().map(|one| format!("{} found: {}", case.shown(place_of(one)), one.says.written())));
    slips
}

fn is_error(found: &Found) -> bool {
    found.says.severity == "error"
}

#[test]
fn what_is_right_has_no_errors_and_its_tests_pass() {
    check_folder("ok", |case, found| {
        let mut slips: Vec<String> = found.iter().filter(|one| is_error(one)).map(|one| one.says.written()).collect();
        if !case.sections.iter().any(|section| section.lines.iter().any(|line| line.text.starts_with("test "))) {
            slips.push("the case has no `test`".to_owned());
        }
        slips
    });
}

/// In a case that goes wrong, something is found, and every error and warning says what to type.
fn goes_wrong(_: &Case, found: &[Found]) -> Vec<String> {
    let mut slips = Vec::new();
    if found.is_empty() {
        slips.push("nothing is found".to_owned());
    }
    let cured = |one: &&Found| NO_CURE.iter().all(|code| !one.says.code.starts_with(code));
    let weighty = found.iter().filter(|one| one.says.severity != "advice" && !one.notice).filter(cured);
    slips.extend(weighty.filter(|one| one.says.help.is_empty()).map(|one| format!("no cure: {}", one.says.written())));
    slips
}

#[test]
fn what_cannot_be_parsed_says_where_and_what_to_type() {
    check_folder("parse_error", goes_wrong);
}

#[test]
fn what_the_checker_finds_says_where_and_what_to_type() {
    check_folder("check_error", goes_wrong);
}

#[test]
fn what_is_wrong_with_figures_says_where_and_what_to_type() {
    check_folder("data_error", goes_wrong);
}

#[test]
fn every_code_has_a_case() {
    let folders = ["ok", "parse_error", "check_error", "data_error"];
    let cases: Vec<Case> = folders.iter().flat_map(|folder| corpora(folder)).flat_map(|corpus| corpus.cases).collect();
    let seen: BTreeSet<String> =
        cases.iter().flat_map(Case::wanted).map(|(_, wanted): (_, &Wanted)| wanted.code.clone()).collect();
    let known: BTreeSet<String> = CODES.iter().map(|code| code.code.to_owned()).collect();
    let excused: BTreeSet<String> = NO_CASE.iter().map(|(code, _)| (*code).to_owned()).collect();
    let without: Vec<&String> = known.difference(&seen).filter(|code| !excused.contains(*code)).collect();
    assert!(without.is_empty(), "codes without a case: {without:#?}");
    let unlisted: Vec<&String> = seen.difference(&known).collect();
    assert!(unlisted.is_empty(), "codes that are found and not listed in `diagnostic::CODES`: {unlisted:#?}");
}
