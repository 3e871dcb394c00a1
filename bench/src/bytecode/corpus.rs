//! The scripts of the project: those of the documents, the rules, the tests and the corpus of the fuzz target.

use std::path::Path;

/// The texts, in the order of their files; a text may be no script at all.
///
/// # Panics
/// When the files cannot be read.
#[must_use]
pub fn texts() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["docs", "rules", "tests", "src/script/tests", "fuzz/corpus/scripts"] {
        collect(&crate::root().join(folder), &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            collect(&path, found);
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        match path.extension().and_then(|end| end.to_str()) {
            Some("rhai") => found.push(text),
            Some("kpi" | "md") => {
                found.extend(between(&text, "\"\"\"", "\"\"\"").chain(between(&text, "```rhai\n", "```")))
            }
            Some("rs") => {
                found.extend(between(&text, "\"\"\"", "\"\"\""));
                found.extend(literals(&text));
            }
            _ => (),
        }
    }
}

/// What stands between two marks, each time that it does.
fn between<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = String> + 'a {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once(open)?;
        let (inside, after) = behind.split_once(close)?;
        rest = after;
        Some(inside.to_owned())
    })
}

/// The texts in quotation marks of a file of Rust.
fn literals(text: &str) -> Vec<String> {
    let mut found: Vec<String> = between(text, "r#\"", "\"#").collect();
    let mut letters = text.chars();
    while letters.by_ref().any(|letter| letter == '"') {
        let mut literal = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => break,
                '\\' => match letters.next() {
                    Some('n') => literal.push('\n'),
                    Some(other) => literal.push(other),
                    None => (),
                },
                other => literal.push(other),
            }
        }
        found.push(literal);
    }
    found
}
