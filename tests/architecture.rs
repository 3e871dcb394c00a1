//! The house: which room of `src` may import which, how large files may grow, and what stands nowhere.
//!
//! The table below is the picture in `docs/dev/architecture.md`. A room imports rooms that stand above it, and of those
//! only the ones that it names; no arrow runs up or sideways.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each room with those that it may import. The order is that of the house, the foundation first.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("cells", &["diagnostic", "source"]),
    ("unit", &[]),
    ("value", &["unit"]),
    ("builtin", &["unit", "value"]),
    ("speech", &["unit", "value"]),
    ("model", &["source", "speech", "unit", "value"]),
    ("script", &["builtin", "diagnostic", "model", "source", "unit", "value"]),
    ("formula", &["builtin", "model", "source", "unit", "value"]),
    ("cohort", &["builtin", "model"]),
    ("suppose", &["model", "source", "value"]),
    ("syntax", &["diagnostic", "source", "unit", "value"]),
    ("sheet", &["cells", "diagnostic", "source", "syntax", "unit", "value"]),
    ("layer", &["diagnostic", "source", "syntax", "value"]),
    ("check", &["builtin", "diagnostic", "layer", "model", "script", "source", "speech", "syntax", "unit", "value"]),
    ("data", &["cells", "diagnostic", "model", "source", "syntax", "unit", "value"]),
    ("evaluate", &["builtin", "cohort", "formula", "model", "source", "suppose", "unit", "value"]),
    ("plan", &["builtin", "cohort", "formula", "model", "unit", "value"]),
    ("advise", &["formula", "model", "source", "speech", "unit", "value"]),
    ("panel", &["advise", "evaluate", "formula", "model", "plan", "value"]),
    ("report", &["model", "source", "speech", "unit", "value"]),
    (
        "workspace",
        &["check", "data", "diagnostic", "layer", "model", "script", "sheet", "source", "speech", "syntax", "value"],
    ),
    (
        "author",
        &[
            "advise",
            "builtin",
            "check",
            "data",
            "diagnostic",
            "evaluate",
            "formula",
            "layer",
            "model",
            "panel",
            "plan",
            "report",
            "script",
            "sheet",
            "source",
            "speech",
            "suppose",
            "syntax",
            "unit",
            "value",
            "workspace",
        ],
    ),
];

/// What a room may take of another one, where that is not everything: the types in which things are handed on.
const ONLY: &[(&str, &str, &[&str])] = &[
    ("layer", "syntax", &["tree", "TRANSLATED_WORDS"]),
    ("check", "syntax", &["tree", "print", "RESERVED_WORDS"]),
    ("data", "syntax", &["tree"]),
    ("check", "layer", &["Joined", "Translated"]),
    ("author", "workspace", &["CityTexts", "Library", "SharedTexts"]),
];

/// The rooms that touch the world: they may import everything, and only the two files of the crate name them.
const OUTSIDE: &[&str] = &["cli"];

/// Lines of code at which a file is too long.
const LONGEST: usize = 400;

/// What makes a run differ from another, or end in the middle.
const NOWHERE: &[(&str, &str)] = &[
    (".unwrap()", "use `let … else`, `get`, `match`"),
    ("panic!(", "a wrong rule or figure is a finding"),
    ("unreachable!(", "a wrong rule or figure is a finding"),
    ("todo!(", "write it"),
    ("unimplemented!(", "write it"),
    ("dbg!(", "take it out"),
    ("HashMap", "its order changes from run to run: use `IndexMap`"),
    ("HashSet", "its order changes from run to run: use `IndexSet`"),
    ("SystemTime", "the year of an evaluation is an input"),
    (".powf(", "`libm` gives the same digits on every machine"),
    (".exp()", "`libm` gives the same digits on every machine"),
    (".ln()", "`libm` gives the same digits on every machine"),
    (".log10()", "`libm` gives the same digits on every machine"),
];

/// Where it stands all the same, and does no harm.
const EXCEPT: &[(&str, &str, &str)] =
    &[("data/repeats.rs", "HashMap", "figures are looked up in it, and nobody walks through it")];

/// Rooms of texts, which may be as long as they are.
const TEXTS: &[&str] = &["diagnostic/codes"];

/// Names that say nothing about what a module is for.
const NAMES: &[&str] = &["util", "utils", "helper", "helpers", "common", "manager", "misc", "types_and_more"];

/// A file of `src` without comments, texts and tests.
struct Source {
    path: PathBuf,
    /// The path below `src`, without the ending.
    parts: Vec<String>,
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// How many `super` lead out of the room.
    fn depth(&self) -> usize {
        let own = self.parts.last().is_some_and(|name| name == "mod");
        self.parts.len() - usize::from(own)
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

/// All files but those that exist for tests only.
fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    files(&src(), &mut paths);
    let texts: Vec<(PathBuf, String)> =
        paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect();
    let for_tests: BTreeSet<PathBuf> = texts.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let kept = texts.into_iter().filter(|(path, _)| !for_tests.contains(&path.with_extension("")));
    kept.map(|(path, text)| {
        let below = path.strip_prefix(src()).unwrap().with_extension("");
        let parts = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        Source { parts, code: code_of(&text), path }
    })
    .collect()
}

/// The modules that a file declares for tests.
fn test_modules(path: &Path, text: &str) -> Vec<PathBuf> {
    let folder = if path.ends_with("mod.rs") || path.ends_with("lib.rs") {
        path.parent().unwrap().to_owned()
    } else {
        path.with_extension("")
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|(first, _)| **first == "#[cfg(test)]");
    pairs
        .filter_map(|(_, second)| second.trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(|name| folder.join(name))
        .collect()
}

/// The code alone: comments go, and so does what follows `#[cfg(test)]` at the margin.
fn code_of(text: &str) -> String {
    let own = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let lines = own.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or("").to_owned() + "\n").collect()
}

/// What a file imports of the crate: rooms, each with what is named after it.
fn imports(source: &Source) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let out = format!("{}::", vec!["super"; source.depth()].join("::"));
    for root in ["crate::", &out] {
        let mut rest = source.code.as_str();
        while let Some(at) = rest.find(root) {
            let before = rest[..at].chars().next_back();
            rest = &rest[at + root.len()..];
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$' || letter == ':')
            {
                continue;
            }
            let braced = rest.strip_prefix('{');
            let paths = braced.map_or(rest, |inside| inside.split('}').next().unwrap_or(""));
            for path in if braced.is_some() { paths.split(',').collect() } else { vec![paths] } {
                let mut words = path.trim().splitn(3, "::").map(|word| {
                    word.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>()
                });
                found.push((words.next().unwrap_or_default(), words.next().unwrap_or_default()));
            }
        }
    }
    found
}

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|(name, _)| *name == room)
}

#[test]
fn every_room_stands_in_the_table() {
    let rooms: BTreeSet<String> =
        sources().iter().filter(|source| source.parts.len() > 1).map(|source| source.room().to_owned()).collect();
    let known: BTreeSet<String> =
        ROOMS.iter().map(|(room, _)| *room).chain(OUTSIDE.iter().copied()).map(str::to_owned).collect();
    assert_eq!(rooms, known);
}

#[test]
fn arrows_run_down_in_the_table() {
    for (place, (room, may)) in ROOMS.iter().enumerate() {
        for other in *may {
            assert!(rank(other).is_some_and(|other| other < place), "{room} may not import {other}");
        }
    }
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut slips = Vec::new();
    for source in sources().iter().filter(|source| rank(source.room()).is_some()) {
        let may = ROOMS[rank(source.room()).unwrap()].1;
        for (room, part) in imports(source) {
            let known = rank(&room).is_some() || OUTSIDE.contains(&room.as_str());
            let whole = !known && source.room() != "author";
            if (known && room != source.room() && !may.contains(&room.as_str())) || (whole && !room.is_empty()) {
                slips.push(format!("{}: {room}", source.path.display()));
            }
            let only = ONLY.iter().find(|(from, to, _)| *from == source.room() && *to == room);
            if let Some((_, _, parts)) = only
                && !part.is_empty()
                && !parts.contains(&part.as_str())
            {
                slips.push(format!("{}: {room}::{part}", source.path.display()));
            }
        }
    }
    slips.sort();
    slips.dedup();
    assert!(slips.is_empty(), "imports that the house does not have:\n{}", slips.join("\n"));
}

#[test]
fn only_the_crate_itself_names_what_touches_the_world() {
    for source in sources().iter().filter(|source| source.parts.len() > 1 && !OUTSIDE.contains(&source.room())) {
        let named = imports(source).into_iter().find(|(room, _)| OUTSIDE.contains(&room.as_str()));
        assert_eq!(named, None, "{}", source.path.display());
    }
}

#[test]
fn the_disk_is_read_in_two_rooms() {
    for source in sources().iter().filter(|source| !["workspace", "cli", "main"].contains(&source.room())) {
        for word in ["std::fs", "std::env", "std::net", "std::process", "println!(", "eprintln!("] {
            assert!(!source.code.contains(word), "{}: {word}", source.path.display());
        }
    }
}

#[test]
fn no_file_is_too_long() {
    let mut long = Vec::new();
    for source in sources() {
        let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
        let texts = TEXTS.iter().any(|folder| source.path.parent().is_some_and(|path| path.ends_with(folder)));
        if lines > LONGEST && !texts {
            long.push(format!("{}: {lines} lines of code", source.path.display()));
        }
    }
    assert!(long.is_empty(), "more than {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn what_stands_nowhere() {
    let mut slips = Vec::new();
    for source in sources() {
        for (line, code) in source.code.lines().enumerate() {
            for (word, instead) in NOWHERE {
                let except = EXCEPT.iter().any(|(file, known, _)| source.path.ends_with(file) && known == word);
                if code.contains(word) && !except {
                    slips.push(format!("{} (line of code {}): `{word}`: {instead}", source.path.display(), line + 1));
                }
            }
            if code.trim_start().starts_with("use ") && code.contains("::*") {
                slips.push(format!("{}: `{}`: name what is used", source.path.display(), code.trim()));
            }
        }
        if source.parts.iter().any(|part| NAMES.contains(&part.as_str())) {
            slips.push(format!("{}: a name that says nothing", source.path.display()));
        }
    }
    assert!(slips.is_empty(), "\n{}", slips.join("\n"));
}

#[test]
fn every_module_says_what_lives_there() {
    let mut paths = Vec::new();
    files(&src(), &mut paths);
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{}: no word about what lives there", path.display());
    }
}
