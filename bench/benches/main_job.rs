//! Parsing and checking all rules; evaluating one city with its full trace; the cold command.

use std::hint::black_box;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};
use yardstick::diagnostic::has_errors;
use yardstick::layer::Place;
use yardstick::source::Sources;
use yardstick::{Library, assess, evaluate, syntax, year_of};
use yardstick_bench::{root, rule_texts, trondheim};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn rules(criterion: &mut Criterion) {
    let texts = rule_texts();
    criterion.bench_function("parse all of rules/", |bencher| {
        bencher.iter(|| {
            let mut sources = Sources::new();
            for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".kpi")) {
                let id = sources.add(name.as_str(), text.as_str());
                black_box(syntax::parse(id, text));
            }
        });
    });
    criterion.bench_function("parse, join and check all of rules/", |bencher| {
        bencher.iter(|| {
            let mut library = Library::new();
            for pack in ["u4ssc", "reference_targets", "recommendations"] {
                let of_pack = texts.iter().filter(|(name, _)| name.contains(&format!("/{pack}/")));
                library.add_pack(of_pack.map(|(name, text)| (name.as_str(), text.as_str())));
            }
            let book = library.rule_book(&wanted(), &Place::unknown());
            assert!(!has_errors(&book.findings));
            black_box(book.value)
        });
    });
}

fn wanted() -> Vec<yardstick::layer::Wanted> {
    let names = ["u4ssc", "reference_targets", "recommendations"];
    names.map(|name| yardstick::layer::Wanted { name: name.to_owned(), span: None }).to_vec()
}

fn city(criterion: &mut Criterion) {
    let (mut workspace, city, wanted) = trondheim();
    let book = workspace.rule_book(&wanted, &city.place()).expect("the rules are there").value;
    let data = workspace.dataset(&city, &book).value;
    let year = year_of(&book, &data);
    criterion.bench_function("evaluate one city with its trace", |bencher| {
        bencher.iter(|| black_box(evaluate::evaluate(&book, &data, evaluate::Options { year: Some(year), on: None })));
    });
    criterion.bench_function("evaluate one city and its advice", |bencher| {
        bencher.iter(|| black_box(assess(&book, workspace.sources(), &data, year)));
    });
}

fn command(criterion: &mut Criterion) {
    let binary = root().join("target/release/yardstick");
    if !binary.exists() {
        eprintln!("build the command first: cargo build --release");
        return;
    }
    let mut group = criterion.benchmark_group("cold command");
    group.sample_size(30);
    for format in ["text", "json"] {
        group.bench_function(format, |bencher| {
            bencher.iter(|| {
                let done = Command::new(&binary)
                    .current_dir(root())
                    .args(["evaluate", "cities/trondheim", "--format", format])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status();
                assert!(done.is_ok_and(|status| status.success()));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, rules, city, command);
criterion_main!(benches);
