//! The method by hand and the plan.

use std::hint::black_box;

use yardstick::plan::{Ask, Keep, Plan, What};
use yardstick_bench::plans::{self, book, cells, columns};
use yardstick_bench::{case, hand};

use crate::Results;

/// All that the method by hand finds.
pub(crate) const WHOLE: Keep = plans::WHOLE;
/// Values and scores alone.
pub(crate) const SCORES: Keep = Keep { rollups: false, triggers: false, ..WHOLE };

fn put(values: &[Option<f64>], scores: &[Option<f64>], results: &mut Results) {
    results[..case::KPIS].copy_from_slice(values);
    results[case::KPIS..].copy_from_slice(scores);
}

/// Values and shares alone, by hand.
pub(crate) fn by_hand(figures: &[f64], results: &mut Results) {
    let (values, scores) = hand::scored(&cells(figures));
    put(&values, &scores, results);
}

/// The whole method by hand.
pub(crate) fn whole_by_hand(figures: &[f64], results: &mut Results) {
    let row = black_box(hand::row(&cells(figures)));
    put(&row.values, &row.scores, results);
}

/// The plan; it lives as long as the program.
pub(crate) fn plan(keep: Keep) -> Box<dyn FnMut(&[f64], &mut Results)> {
    let book = &*Box::leak(Box::new(book()));
    let plan = Plan::compile(book, &Ask::year(2020).keep(keep), &columns()).expect("the columns are known");
    let plan = &*Box::leak(Box::new(plan));
    let places: Vec<usize> = [What::Value, What::Score]
        .iter()
        .flat_map(|what| (0..case::KPIS).map(|place| what(book.item_names[&format!("k{place}")])))
        .map(|what| plan.kept().filter(is_number).position(|kept| *kept == what).expect("the plan keeps it"))
        .collect();
    let mut warm = plan.warm();
    Box::new(move |figures, results| {
        warm.run(figures);
        let numbers = warm.kept_numbers();
        for (result, place) in results.iter_mut().zip(&places) {
            let number = numbers[*place];
            *result = (!number.is_nan()).then_some(number);
        }
    })
}

/// Whether a result is kept as a number. Triggers are kept as codes; bands are not kept at all.
fn is_number(what: &&What) -> bool {
    !matches!(what, What::Trigger(_))
}
