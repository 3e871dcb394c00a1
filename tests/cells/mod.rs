//! Results as bytes.

use yardstick::plan::{Results, What};

/// All cells of all results, as bytes.
pub fn bytes(results: &Results<'_>) -> Vec<(What, Vec<u8>)> {
    let cells = |what: &What| match (results.numbers(what), results.answers(what)) {
        (Some(numbers), _) => numbers.cells().iter().flat_map(|cell| cell.to_bits().to_le_bytes()).collect(),
        (None, Some(answers)) => answers.cells().to_vec(),
        (None, None) => Vec::new(),
    };
    results.kept().map(|what| (what.clone(), cells(what))).collect()
}
