//! A million city-years and one warm city: the plan beside the same method written by hand, in one run.
//!
//! `cargo bench -p yardstick-bench --bench million` prints the table; with `--write` it puts it into
//! docs/dev/performance.md. `--rows N` takes another number of rows.

#![allow(clippy::indexing_slicing, reason = "a benchmark may fail")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use yardstick::plan::{Ask, Instructions, Keep, Plan, Running};
use yardstick_bench::clock::{by_clock, median};
use yardstick_bench::plans::{WHOLE, book, cells, columns};
use yardstick_bench::{case, hand, table};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Every result of the plan is that of the method by hand.
fn agree(plan: &Plan<'_>, columns: &[&[f64]], figures: &[f64]) {
    let results = plan.run(columns, Running::default()).expect("the columns fit");
    for (row, figures) in figures.chunks_exact(case::INPUTS).enumerate() {
        let by_hand = hand::row(&cells(figures));
        for place in 0..case::KPIS {
            let name = format!("k{place}");
            let bits = |number: Option<f64>| number.map(f64::to_bits);
            assert_eq!(bits(results.value(&name).and_then(|one| one.get(row).ok())), bits(by_hand.values[place]));
            assert_eq!(bits(results.score(&name).and_then(|one| one.get(row).ok())), bits(by_hand.scores[place]));
        }
        for place in 0..2 * case::GROUPS {
            let (facet, word, at) =
                if place < case::GROUPS { ("first", "f", place) } else { ("second", "s", place - case::GROUPS) };
            let group = results.group(facet, &[&format!("{word}{at}")]).expect("a group");
            assert_eq!(group.score.get(row).ok().map(f64::to_bits), by_hand.means[place].map(f64::to_bits));
        }
        for place in 0..case::TRIGGERS {
            let trigger = results.trigger(&format!("r{place}")).expect("a trigger");
            assert_eq!(trigger.get(row).ok(), by_hand.triggers[place], "trigger {place} in row {row}");
        }
    }
}

/// The method by hand over all rows; what is kept is written column by column into memory that is used again.
struct ByHand {
    numbers: Vec<Vec<f64>>,
    codes: Vec<Vec<u8>>,
}

impl ByHand {
    fn new(rows: usize, everything: bool) -> Self {
        let numbers = if everything { 2 * case::KPIS + 2 * case::GROUPS } else { 2 * case::GROUPS };
        Self { numbers: vec![vec![0.0; rows]; numbers], codes: vec![vec![0; rows]; case::TRIGGERS] }
    }

    fn run(&mut self, figures: &[f64]) {
        let everything = self.numbers.len() > 2 * case::GROUPS;
        for (row, figures) in figures.chunks_exact(case::INPUTS).enumerate() {
            let made = hand::row(&cells(figures));
            let kept: &[&[Option<f64>]] =
                if everything { &[&made.means, &made.values, &made.scores] } else { &[&made.means] };
            for (column, number) in self.numbers.iter_mut().zip(kept.iter().flat_map(|part| part.iter())) {
                column[row] = number.unwrap_or(f64::NAN);
            }
            for (column, truth) in self.codes.iter_mut().zip(made.triggers) {
                column[row] = truth.map_or(2, u8::from);
            }
        }
        black_box(&self.numbers);
    }
}

/// The same kept row by row, as a list of rows.
fn rows_by_hand(figures: &[f64], into: &mut Vec<hand::Row>) {
    into.clear();
    into.extend(figures.chunks_exact(case::INPUTS).map(|figures| hand::row(&cells(figures))));
    black_box(into);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let rows = arguments.iter().position(|one| one == "--rows").and_then(|at| arguments.get(at + 1)?.parse().ok());
    let rows: usize = rows.unwrap_or(1_000_000);
    let book = book();
    let started = Instant::now();
    let all = Plan::compile(&book, &Ask::year(2020).keep(WHOLE), &columns()).expect("the columns are known");
    let compiled = started.elapsed();
    let summary =
        Plan::compile(&book, &Ask::year(2020).keep(Keep::SUMMARY), &columns()).expect("the columns are known");
    assert!(all.not_carried().is_empty(), "{:?}", all.reasons());
    eprintln!("steps and columns: {:?} of all, {:?} of the summary", all.size(), summary.size());
    if arguments.iter().any(|one| one == "--steps") {
        let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for op in format!("{summary:?}").split("op: ").skip(1) {
            *counts.entry(op.chars().take_while(|letter| letter.is_alphanumeric()).collect()).or_default() += 1;
        }
        eprintln!("{counts:?}");
    }
    let few = case::figures(2_000);
    let few_columns = case::columns(&few);
    let few_columns: Vec<&[f64]> = few_columns.iter().map(Vec::as_slice).collect();
    agree(&all, &few_columns, &few);

    let figures = case::figures(rows);
    let kept = case::columns(&figures);
    let columns: Vec<&[f64]> = kept.iter().map(Vec::as_slice).collect();
    let each = |time: Duration| time.as_nanos() as f64 / rows as f64;
    let mut table = table::Table::of(rows);

    let reading = median(|| {
        let sums: f64 = columns.iter().map(|column| column.iter().filter(|cell| !cell.is_nan()).sum::<f64>()).sum();
        black_box(sums);
    });
    table.line("reading the inputs", each(reading), None);
    let mut by_hand = ByHand::new(rows, false);
    let summary_hand = each(median(|| by_hand.run(&figures)));
    table.line("by hand, row by row; roll-ups and triggers kept", summary_hand, Some(summary_hand));
    let mut results = summary.results(rows);
    for (name, instructions) in [
        ("widest", Instructions::Widest),
        ("AVX-512", Instructions::Avx512),
        ("AVX2", Instructions::Avx2),
        ("SSE2", Instructions::Plain),
    ] {
        let how = Running { instructions, ..Running::alone() };
        let time = median(|| summary.run_into(&columns, how, &mut results).expect("the columns fit"));
        table.line(&format!("plan, {name}; roll-ups and triggers kept"), each(time), Some(summary_hand));
    }
    drop(results);
    drop(by_hand);
    let mut by_hand = ByHand::new(rows, true);
    let all_hand = each(median(|| by_hand.run(&figures)));
    drop(by_hand);
    let mut made: Vec<hand::Row> = Vec::with_capacity(rows);
    let rows_hand = each(median(|| rows_by_hand(&figures, &mut made)));
    drop(made);
    let best = all_hand.min(rows_hand);
    table.line("by hand, row by row; everything kept in columns", all_hand, Some(best));
    table.line("by hand, row by row; everything kept in rows", rows_hand, Some(best));
    let mut results = all.results(rows);
    let time = median(|| all.run_into(&columns, Running::alone(), &mut results).expect("the columns fit"));
    table.line("plan, widest; everything kept", each(time), Some(best));
    let alone = by_clock(|| all.run_into(&columns, Running::alone(), &mut results).expect("the columns fit"));
    let time = by_clock(|| all.run_into(&columns, Running::default(), &mut results).expect("the columns fit"));
    let faster = alone.as_secs_f64() / time.as_secs_f64();
    table.note(&format!("All cores take a {faster:.1}th of the time of one, by the clock."));
    drop(results);
    let time = median(|| {
        let mut seen = 0;
        all.stream(&columns, Running::alone(), |_, block| seen += black_box(block).rows()).expect("the columns fit");
        assert_eq!(seen, rows);
    });
    table.line("plan, widest; everything handed on block by block", each(time), Some(best));

    let one: Vec<[Option<f64>; case::INPUTS]> = few.chunks_exact(case::INPUTS).map(cells).collect();
    let many = one.len() as f64;
    let hand_one = median(|| {
        for cells in &one {
            black_box(hand::row(black_box(cells)));
        }
    });
    let hand_one = hand_one.as_nanos() as f64;
    let mut warm = all.warm();
    let warm_one = median(|| {
        for cells in few.chunks_exact(case::INPUTS) {
            warm.run(black_box(cells));
            black_box(warm.kept_numbers());
        }
    });
    table.city("by hand", hand_one / many / 1e3);
    table.city("plan, without a trace", warm_one.as_nanos() as f64 / many / 1e3);
    table.note(&format!("Compiling the plan takes {:.1} ms.", compiled.as_secs_f64() * 1e3));
    print!("{}", table.text());
    if table::wanted() {
        table.write().expect("the page can be written");
    }
}
