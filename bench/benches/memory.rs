//! How much memory a plan holds beyond its inputs and its kept results, over a million rows: `cargo bench -p
//! yardstick-bench --bench memory`; with `--write` the table is put into docs/dev/performance.md.
//!
//! Each case is a process of its own. It makes the inputs column by column, with nothing beside them, and runs the plan
//! once. Of the most memory that it ever had in use, as the system tells, the cells of inputs and results are taken away.
//! What is left is all else: the program itself, rules, plan, and the blocks of rows on which each thread works.

use std::hint::black_box;
use std::process::Command;

use yardstick::plan::{Ask, Keep, Plan, Results, Running};
use yardstick_bench::plans::{WHOLE, book, columns};
use yardstick_bench::{case, table};

/// A name, what is kept, whether all cores work, and whether results are handed on instead of kept.
const CASES: [(&str, Keep, bool, bool); 5] = [
    ("roll-ups and triggers kept, one thread", Keep::SUMMARY, false, false),
    ("roll-ups and triggers kept, all cores", Keep::SUMMARY, true, false),
    ("everything kept, one thread", WHOLE, false, false),
    ("everything kept, all cores", WHOLE, true, false),
    ("everything handed on block by block, one thread", WHOLE, false, true),
];

/// The number behind a word of the command line.
fn number(word: &str) -> Option<usize> {
    let words: Vec<String> = std::env::args().collect();
    words.iter().position(|one| one == word).and_then(|at| words.get(at + 1)?.parse().ok())
}

/// The most memory that this process has had in use, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("the system tells");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("it tells the most that was in use");
    let kilobytes: usize = line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).expect("a number");
    kilobytes * 1024
}

/// How many bytes the cells of results take.
fn bytes(results: &Results) -> usize {
    let cells = |what| {
        let numbers = results.numbers(what).map(|column| size_of_val(column.cells()));
        numbers.or_else(|| results.answers(what).map(|column| size_of_val(column.cells()))).expect("it has a column")
    };
    results.kept().map(cells).sum()
}

/// Runs a case, and prints the bytes of inputs, kept results, and all else.
fn child(case: usize, rows: usize) {
    let (_, keep, all_cores, streams) = CASES[case];
    let inputs = case::drawn(rows);
    let given: Vec<&[f64]> = inputs.iter().map(Vec::as_slice).collect();
    let of_inputs: usize = given.iter().map(|column| size_of_val(*column)).sum();
    let book = book();
    let plan = Plan::compile(&book, &Ask::year(2020).keep(keep), &columns()).expect("the columns are known");
    let how = if all_cores { Running::default() } else { Running::alone() };
    let kept = if streams {
        let mut seen = 0;
        plan.stream(&given, how, |_, block| seen += black_box(block).rows()).expect("the columns fit");
        assert_eq!(seen, rows);
        0
    } else {
        bytes(black_box(&plan.run(&given, how).expect("the columns fit")))
    };
    println!("{of_inputs} {kept} {}", peak().saturating_sub(of_inputs + kept));
}

fn main() {
    let rows = number("--rows").unwrap_or(1_000_000);
    if let Some(case) = number("--case") {
        return child(case, rows);
    }
    let mut page =
        format!("| {rows} city-years, in MB of 10⁶ bytes | inputs | kept results | all else |\n|---|---|---|---|\n");
    for (case, (name, ..)) in CASES.iter().enumerate() {
        let program = std::env::current_exe().expect("the program knows where it is");
        let told = Command::new(program).args(["--case", &case.to_string(), "--rows", &rows.to_string()]).output();
        let told = String::from_utf8(told.expect("the case runs").stdout).expect("it is text");
        let sizes: Vec<f64> = told.split_whitespace().map(|word| word.parse().expect("a number")).collect();
        let [inputs, kept, rest] = sizes[..] else { panic!("{name}: {told}") };
        page += &format!("| {name} | {:.0} | {:.0} | {:.1} |\n", inputs / 1e6, kept / 1e6, rest / 1e6);
    }
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    page += &format!("\nThe machine has {cores} cores.\n");
    print!("{page}");
    if table::wanted() {
        table::put("memory", &page).expect("the page can be written");
    }
}
