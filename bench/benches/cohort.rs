//! 10,000 units with 50 indicators: min-max over all units, then three levels of weighted means. The plan beside the same
//! method written by hand, in one run.
//!
//! `cargo bench -p yardstick-bench --bench cohort` prints the table; with `--write` it puts it into
//! docs/dev/performance.md. `--rows N` takes another number of units, `--score "z_score(value)"` another score (then
//! nothing is compared).

#![allow(clippy::indexing_slicing, reason = "a benchmark may fail")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use yardstick::Library;
use yardstick::layer::{Place, Wanted};
use yardstick::model::rules::RuleBook;
use yardstick::plan::{Ask, Column, Instructions, Keep, Plan, Running};
use yardstick_bench::cohort::{self, GROUPS, INDICATORS, Made};
use yardstick_bench::{clock, table};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn book(score: &str) -> RuleBook {
    let mut library = Library::new();
    let rules = cohort::rules(score);
    library.add_pack([("case.kpi", rules.as_str())]);
    let book = library.rule_book(&[Wanted { name: "case".to_owned(), span: None }], &Place::unknown());
    assert!(!yardstick::diagnostic::has_errors(&book.findings), "{:?}", book.findings);
    book.value
}

/// The median time of a run in milliseconds.
fn median(run: impl FnMut()) -> f64 {
    clock::median(run).as_secs_f64() * 1e3
}

/// Every score and every mean of the plan is that of the method by hand.
fn agree(plan: &Plan<'_>, columns: &[&[f64]], made: &Made) {
    let results = plan.run(columns, Running::default()).expect("the columns fit");
    let same = |found: &[f64], wanted: &[f64], what: &str| {
        for (row, (found, wanted)) in found.iter().zip(wanted).enumerate() {
            let missing = found.is_nan() && wanted.is_nan();
            assert!(missing || found.to_bits() == wanted.to_bits(), "{what} in row {row}: {found}, by hand {wanted}");
        }
    };
    for (place, wanted) in made.scores.iter().enumerate() {
        let name = format!("k{place}");
        same(results.score(&name).expect("a score").cells(), wanted, &name);
    }
    let mut means = made.means.iter();
    for (rollup, letter, groups) in [("pillar", "p", GROUPS[0]), ("part", "q", GROUPS[1])] {
        for group in 0..groups {
            let word = format!("{letter}{group}");
            let found = results.group(rollup, &[&word]).expect("a group");
            same(found.score.cells(), means.next().expect("a mean"), &word);
        }
    }
    same(results.group("total", &[]).expect("a group").score.cells(), means.next().expect("a mean"), "total");
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |word: &str| arguments.iter().position(|one| one == word).and_then(|at| arguments.get(at + 1));
    let rows: usize = after("--rows").and_then(|rows| rows.parse().ok()).unwrap_or(10_000);
    let score = after("--score").map_or("min_max(value, 0, 100)", String::as_str);
    let book = book(score);
    let columns: Vec<Column> = (0..INDICATORS).map(|place| Column::new(format!("k{place}"), "number")).collect();
    let keep = Keep { values: false, bands: false, points: false, coverage: false, ..Keep::ALL };
    let started = Instant::now();
    let plan = Plan::compile(&book, &Ask::year(2020).keep(keep), &columns).expect("the columns are known");
    let compiled = started.elapsed();
    let whole = Plan::compile(&book, &Ask::year(2020), &columns).expect("the columns are known");
    assert!(whole.not_carried().is_empty(), "{:?}", whole.reasons());
    let kept = cohort::figures(rows);
    let cells: Vec<&[f64]> = kept.iter().map(Vec::as_slice).collect();
    let mut made = Made::of(rows);
    let mut text = format!("| {rows} units, {INDICATORS} indicators | ms | to by hand |\n|---|---|---|\n");
    let mut line = |what: &str, time: f64, beside: f64| {
        let _ = writeln!(text, "| {what} | {time:.2} | {:.2} |", time / beside);
    };
    let by_hand = median(|| {
        made.run(black_box(&cells));
        black_box(&made);
    });
    if after("--score").is_none() {
        agree(&plan, &cells, &made);
    }
    line("by hand, column by column; scores and means kept", by_hand, by_hand);
    let mut results = plan.results(rows);
    for (name, instructions) in
        [("widest", Instructions::Widest), ("AVX2", Instructions::Avx2), ("SSE2", Instructions::Plain)]
    {
        let how = Running { instructions, ..Running::alone() };
        let time = median(|| plan.run_into(&cells, how, &mut results).expect("the columns fit"));
        line(&format!("plan, {name}; scores and means kept"), time, by_hand);
    }
    let mut results = whole.results(rows);
    let time = median(|| whole.run_into(&cells, Running::alone(), &mut results).expect("the columns fit"));
    line("plan, widest; values and coverage kept too", time, by_hand);
    let _ = writeln!(text, "\nCompiling the plan takes {:.1} ms.", compiled.as_secs_f64() * 1e3);
    print!("{text}");
    if arguments.iter().any(|one| one == "--write") {
        table::put("cohort", &text).expect("the page can be written");
    }
}
