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
    let mut packs: Vec<Vec<(&str, &str)>> = Vec::new();
    for (name, text) in &texts {
        let same = packs.last().and_then(|pack| pack.first()).is_some_and(|(first, _)| folder(first) == folder(name));
        if !same {
            packs.push(Vec::new());
        }
        packs.last_mut().expect("one was added").push((name, text));
    }
    let place = Place::unknown().with("country", "NO").with("city", "trondheim");
    let book = |mut library: Library| {
        library.add_packs(packs.iter().map(|pack| pack.iter().copied()));
        let book = library.rule_book(&wanted(), &place);
        assert!(!has_errors(&book.findings) && book.value.packs.len() == 7);
        book.value
    };
    criterion.bench_function("parse, resolve and check all of rules/", |bencher| bencher.iter(|| book(Library::new())));
    criterion.bench_function("parse, resolve and check the rules for one city", |bencher| {
        bencher.iter(|| book(Library::without_tests().in_original()));
    });
}

/// The folder of a pack.
fn folder(name: &str) -> Option<&str> {
    name.rsplit_once("/rules/")?.1.split('/').next()
}

fn wanted() -> Vec<yardstick::layer::Wanted> {
    let names = ["u4ssc", "reference_targets", "recommendations", "pace"];
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
