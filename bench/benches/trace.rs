//! One warm city with its trace: the case of `case.rs` and Trondheim, with and without advice.
//!
//! `cargo bench -p yardstick-bench --bench trace` prints the table, beside the same case by hand. With `--once NAME` it
//! evaluates one of them a hundred times, for a counter of instructions:
//! `valgrind --tool=callgrind --toggle-collect='*Job::evaluate*' trace --once case`; with `case-advice`
//! and `*Job::assess*` it judges its recommendations too.

#![allow(clippy::indexing_slicing, reason = "a benchmark may fail")]

use std::hint::black_box;

use yardstick::evaluate::Evaluator;
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::RuleBook;
use yardstick::source::Sources;
use yardstick::{assess, evaluate, year_of};
use yardstick_bench::plans::cells;
use yardstick_bench::{case, clock, hand, trondheim};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many cities of the case are evaluated in turn.
const CITIES: usize = 100;

/// A rule book with cities.
struct Job {
    name: &'static str,
    book: RuleBook,
    sources: Sources,
    cities: Vec<Dataset>,
}

impl Job {
    fn case() -> Self {
        let (library, book) = case::book();
        let figures = case::figures(CITIES);
        let cities = figures.chunks_exact(case::INPUTS).map(|figures| case::dataset(&book, figures)).collect();
        Self { name: "case", book, sources: library.sources().clone(), cities }
    }

    fn trondheim() -> Self {
        let (mut workspace, city, wanted) = trondheim();
        let book = workspace.rule_book(&wanted, &city.place()).expect("the rules are there").value;
        let data = workspace.dataset(&city, &book).value;
        Self { name: "trondheim", book, sources: workspace.sources().clone(), cities: vec![data; CITIES] }
    }

    fn evaluate(&self) {
        let evaluator = Evaluator::of(&self.book);
        for data in &self.cities {
            let year = Some(year_of(&self.book, data));
            black_box(evaluator.evaluate(data, evaluate::Options { year, on: None }));
        }
    }

    fn assess(&self) {
        for data in &self.cities {
            black_box(assess(&self.book, &self.sources, data, year_of(&self.book, data)));
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let once = arguments.iter().position(|one| one == "--once").and_then(|at| arguments.get(at + 1));
    let jobs = [Job::case(), Job::trondheim()];
    if let Some(name) = once {
        let job = jobs.iter().find(|job| name.starts_with(job.name)).expect("a job of this name");
        if name.ends_with("-advice") {
            job.assess()
        } else {
            job.evaluate()
        }
        return;
    }
    let each = |time: std::time::Duration| time.as_nanos() as f64 / 1e3 / CITIES as f64;
    let figures = case::figures(CITIES);
    let rows: Vec<_> = figures.chunks_exact(case::INPUTS).map(cells).collect();
    let by_hand = each(clock::median(|| {
        for row in &rows {
            black_box(hand::row(black_box(row)));
        }
    }));
    println!("| one warm city | µs | to the case by hand |\n|---|---|---|");
    let line = |what: &str, time: f64| println!("| {what} | {time:.1} | {:.1} |", time / by_hand);
    line("the case by hand, without a trace", by_hand);
    for job in &jobs {
        line(&format!("{} with its trace", job.name), each(clock::median(|| job.evaluate())));
        line(&format!("{} with its trace and all advice", job.name), each(clock::median(|| job.assess())));
    }
}
