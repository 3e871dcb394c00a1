//! What the benchmarks share: the project's own rules and city, read once.

pub mod by_hand;
#[cfg(feature = "grain")]
pub mod bytecode;
pub mod calls;
pub mod case;
pub mod clock;
#[allow(clippy::indexing_slicing, reason = "a benchmark may fail")]
pub mod cohort;
pub mod hand;
pub mod plans;
pub mod table;

use std::path::{Path, PathBuf};

use yardstick::layer::Wanted;
use yardstick::{CityTexts, Workspace};

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Name and text of every rule file, and of every sheet that rules are read from.
///
/// # Panics
/// When the files cannot be read.
pub fn rule_texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut folders = vec![root().join("rules")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder of rules is there") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "kpi" || end == "csv") {
                let text = std::fs::read_to_string(&path).expect("a rule file can be read");
                texts.push((path.display().to_string(), text));
            }
        }
    }
    texts.sort();
    texts
}

/// A workspace over the project's rules, and Trondheim.
///
/// # Panics
/// When the files cannot be read.
pub fn trondheim() -> (Workspace, CityTexts, Vec<Wanted>) {
    let mut workspace = Workspace::open(&[root().join("rules")]).expect("the rules are there");
    let city = workspace.city(&root().join("cities/trondheim")).expect("the city is there").value;
    let wanted = city.uses.clone();
    (workspace, city, wanted)
}

#[cfg(test)]
mod tests {
    /// `UPDATE=1 cargo test -p yardstick-bench` writes the case by hand anew.
    #[test]
    fn the_case_by_hand_is_the_case() {
        let path = super::root().join("bench/src/hand.rs");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, super::case::rust()).expect("the file can be written");
        }
        let words = |text: &str| -> String {
            text.chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect()
        };
        let written = std::fs::read_to_string(&path).expect("the file is there");
        assert!(words(&written) == words(&super::case::rust()), "the case by hand is another one");
    }
}
