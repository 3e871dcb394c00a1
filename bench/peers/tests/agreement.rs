//! All engines find what the method by hand finds, and one that does not is noticed.

use yardstick_bench::case;
use yardstick_peers::{Missing, NOTHING, Near, Peer, all};

fn cities(figures: &[f64]) -> impl Iterator<Item = &[f64]> {
    figures.chunks_exact(case::INPUTS)
}

#[test]
fn all_engines_agree() {
    let figures = case::figures(100);
    for mut peer in all() {
        peer.agree(cities(&figures)).unwrap_or_else(|why| panic!("{why}"));
    }
}

/// A fifth of the figures is missing, so that something is missing in the results, and something is there.
#[test]
fn some_results_are_there_and_some_are_not() {
    let figures = case::figures(100);
    let missing = figures.iter().filter(|figure| figure.is_nan()).count() as f64 / figures.len() as f64;
    assert!((0.19..0.21).contains(&missing), "{missing}");
    for mut peer in all() {
        let mut results = NOTHING;
        let mut there = 0;
        for figures in cities(&figures) {
            peer.run(figures, &mut results);
            there += results.iter().flatten().count();
        }
        assert!((5_000..18_200).contains(&there), "{}: {there}", peer.name);
    }
}

/// The first engine, with one result changed.
fn changed(near: Near, change: impl Fn(&mut Option<f64>) + 'static) -> Result<f64, String> {
    let mut by_hand = all().swap_remove(0);
    let mut peer = Peer::new("changed", Missing::None, near, move |figures, results| {
        by_hand.run(figures, results);
        results.iter_mut().filter(|result| result.is_some()).take(1).for_each(&change);
    });
    peer.agree(cities(&case::figures(1)))
}

#[test]
fn another_result_is_noticed() {
    let far = Near::Decimals(1e-14);
    let last_bit = |result: &mut Option<f64>| *result = result.map(f64::next_up);
    assert!(changed(Near::Same, last_bit).is_err());
    assert!(changed(far, last_bit).is_ok());
    let digit = |result: &mut Option<f64>| *result = result.map(|number| number * (1.0 + 1e-12));
    assert!(changed(far, digit).is_err());
    for near in [Near::Same, far] {
        assert!(changed(near, |result| *result = None).is_err());
        assert!(changed(near, |_| ()).is_ok());
    }
}
