//! How long it takes to resolve, check and evaluate one city in each of 200 countries that has an overlay of its own.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::{Duration, Instant};

use yardstick::diagnostic::has_errors;
use yardstick::layer::{Place, Wanted};
use yardstick::{Library, assess, year_of};
use yardstick_bench::{root, rule_texts};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const COUNTRIES: usize = 200;
const THREADS: usize = 2;

/// The folder of `rules/` in which a file stands.
fn folder(name: &str) -> Option<&str> {
    name.rsplit_once("/rules/")?.1.split('/').next()
}

fn code(place: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).unwrap_or(0));
    [letter(place / 26), letter(place % 26)].iter().collect()
}

fn overlay(place: usize) -> String {
    let code = code(place);
    let mut text = format!(
        "pack p_{code} \"Country {code}\" {{ language 1; extends u4ssc, reference_targets, recommendations; applies to country {code} }}\n"
    );
    for kpi in ["water_supply_loss", "household_internet_access", "unemployment_rate"] {
        let _ = writeln!(text, "amend kpi {kpi} because \"A law\" {{ title \"In {code}\"; weight 2 }}");
    }
    let _ = writeln!(
        text,
        "amend kpi water_supply_loss because \"A law\" {{ target at most {} %  from 2015 }}",
        place % 9 + 1
    );
    let _ = writeln!(text, "retire kpi informal_settlements because \"None exist\"");
    text
}

/// Runs a part of the work for each country on two threads, and says how long it took.
fn timed(what: &str, work: impl Fn(usize) + Sync) -> Duration {
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let work = &work;
            scope.spawn(move || (thread..COUNTRIES).step_by(THREADS).for_each(work));
        }
    });
    let took = begin.elapsed();
    println!("{what}: {:.0} ms", took.as_secs_f64() * 1e3);
    took
}

fn main() {
    let texts = rule_texts();
    let begin = Instant::now();
    let mut library = Library::without_tests().in_original();
    let packs: BTreeSet<&str> = texts.iter().filter_map(|(name, _)| folder(name)).collect();
    library.add_packs(packs.iter().map(|pack| {
        let of_pack = texts.iter().filter(|(name, _)| folder(name) == Some(*pack));
        of_pack.map(|(name, text)| (name.as_str(), text.as_str()))
    }));
    for place in 0..COUNTRIES {
        library.add_pack([(format!("{place}.kpi").as_str(), overlay(place).as_str())]);
    }
    let sheet = std::fs::read_to_string(root().join("cities/trondheim/data.csv")).expect("the city is there");
    let cities: Vec<_> = (0..COUNTRIES)
        .map(|place| {
            let city = format!(
                "city c{place} \"City\" {{ uses u4ssc, reference_targets, recommendations; country: {}; terrain: hilly; recipient: less_sensitive }}\n",
                code(place)
            );
            library.add_city([("city.kpi", city.as_str()), ("data.csv", sheet.as_str())]).value
        })
        .collect();
    println!("parse all rules, {COUNTRIES} overlays and cities: {:.0} ms", begin.elapsed().as_secs_f64() * 1e3);

    let wanted: Vec<Wanted> = cities.first().map(|city| city.uses.clone()).unwrap_or_default();
    let one = |place: usize| library.joined(&wanted, &Place::unknown().with("country", &code(place)));
    assert!(one(0).packs.iter().any(|layer| layer.applies == format!("country {}", code(0))), "its own overlay holds");
    let begin = Instant::now();
    (0..COUNTRIES).for_each(|place| drop(one(place)));
    println!(
        "resolve all layers for one country, one core: {:.2} ms",
        begin.elapsed().as_secs_f64() * 1e3 / COUNTRIES as f64
    );
    timed("resolve and check", |place| {
        let book = library.rule_book(&wanted, &cities[place].place());
        assert!(!has_errors(&book.findings));
    });
    timed("resolve, check and evaluate, with figures and advice", |place| {
        let city = &cities[place];
        let book = library.rule_book(&wanted, &city.place()).value;
        let data = library.dataset(city, &book).value;
        let year = year_of(&book, &data);
        let assessed = assess(&book, library.sources(), &data, year);
        assert!(!assessed.advice.given.is_empty());
    });
}
