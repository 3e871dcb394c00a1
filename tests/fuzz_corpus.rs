//! The corpora of the fuzz targets, run as plain tests: none of them makes the program panic or hang.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "../fuzz/probe.rs"]
mod probe;

use std::path::Path;

fn each(corpus: &str, run: fn(&str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(corpus);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 20, "the corpus {corpus} has only {} files", files.len());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        if let Ok(text) = yardstick::data::decode(&bytes) {
            run(&text);
        }
    }
}

#[test]
fn rule_files() {
    each("rules", probe::rules);
}

#[test]
fn sheets() {
    each("sheets", probe::sheet);
    each("city_data", probe::sheet);
}

#[test]
fn city_data() {
    each("city_data", probe::city_data);
}

#[test]
fn scripts() {
    each("scripts", probe::script);
}

/// Every prefix of a script, and every script with one sign left out.
#[test]
fn scripts_with_slips() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/scripts");
    for name in ["nested.rhai", "comments.rhai", "loops.rhai"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        for (at, letter) in text.char_indices().step_by(3) {
            probe::script(&text[..at]);
            probe::script(&format!("{}{}", &text[..at], &text[at + letter.len_utf8()..]));
        }
    }
}

/// Every prefix of a rule file, as it is while somebody types it, can be read.
#[test]
fn every_prefix_of_a_rule_file() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/u4ssc/energy.kpi")).unwrap();
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(37).collect();
    for end in ends {
        probe::rules(&format!("pack p \"P\" {{ language 1 }}\n{}", &text[..end]));
    }
}
