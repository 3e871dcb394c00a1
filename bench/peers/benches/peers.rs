//! One warm city in other engines, beside the plan and the method by hand: `cargo bench --manifest-path
//! bench/peers/Cargo.toml` prints the table; with `-- --write` it puts it into docs/dev/performance.md.
//!
//! All must first find what the method by hand finds. Time on the processor.

use std::fmt::Write;
use std::hint::black_box;

use yardstick_bench::{case, clock, table};
use yardstick_peers::{NOTHING, Peer, all};

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many cities are checked and measured.
const CITIES: usize = 2_000;

/// Microseconds for one city.
fn measured(peer: &mut Peer, cities: &[&[f64]]) -> f64 {
    let mut results = NOTHING;
    let time = clock::median(|| {
        for figures in cities {
            peer.run(black_box(figures), &mut results);
            black_box(&results);
        }
    });
    time.as_secs_f64() * 1e6 / cities.len() as f64
}

fn main() {
    let figures = case::figures(CITIES);
    let cities: Vec<&[f64]> = figures.chunks_exact(case::INPUTS).collect();
    let mut page = "| one warm city: 91 values, 91 shares | µs | to by hand | agrees with it | a missing figure |\n\
        |---|---|---|---|---|\n"
        .to_owned();
    let mut first = None;
    for mut peer in all() {
        let farthest = peer.agree(cities.iter().copied()).unwrap_or_else(|why| panic!("{why}"));
        let each = measured(&mut peer, &cities);
        let by_hand = *first.get_or_insert(each);
        eprintln!("{}: at most {farthest:e} away", peer.name);
        let (ratio, near, missing) = (each / by_hand, peer.near.words(), peer.missing.words());
        let _ = writeln!(page, "| {} | {each:.2} | {ratio:.1} | {near} | {missing} |", peer.name);
    }
    print!("{page}");
    if table::wanted() {
        table::put("peers", &page).expect("the page can be written");
    }
}
