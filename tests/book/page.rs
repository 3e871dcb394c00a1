//! The pages of the book: their blocks, links and headings.

use std::fs;
use std::path::{Path, PathBuf};

/// A page of the book.
pub(super) struct Page {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) fences: Vec<Fence>,
}

/// A block between two lines of three backticks.
#[derive(Clone)]
pub(super) struct Fence {
    pub(super) info: String,
    pub(super) body: String,
    /// The line of its first backticks, from 1.
    pub(super) line: usize,
}

impl Fence {
    pub(super) fn words(&self) -> Vec<&str> {
        self.info.split_whitespace().collect()
    }
}

impl Page {
    pub(super) fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let fences = fences(&text);
        Self { path, text, fences }
    }

    pub(super) fn name(&self) -> String {
        self.path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned()
    }

    pub(super) fn place(&self, fence: &Fence) -> String {
        format!("{}:{}", self.name(), fence.line)
    }
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn book() -> Vec<Page> {
    let mut paths = vec![root().join("README.md")];
    paths.extend(files_below(&root().join("docs"), "md"));
    paths.into_iter().map(Page::read).collect()
}

pub(super) fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path, ending));
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub(super) fn fences(text: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(info) => {
                open = true;
                found.push(Fence { info: info.trim().to_owned(), body: String::new(), line: at + 1 });
            }
            None if open => {
                let body = &mut found.last_mut().unwrap().body;
                body.push_str(line);
                body.push('\n');
            }
            None => {}
        }
    }
    assert!(!open, "a block is not closed");
    found
}

/// The text of a page without its blocks.
pub(super) fn prose(text: &str) -> String {
    let mut open = false;
    let lines = text.lines().filter(|line| {
        let fence = line.starts_with("```");
        open ^= fence;
        !open && !fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

pub(super) fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect()
}

/// The anchors of a page's headings.
pub(super) fn anchors(text: &str) -> Vec<String> {
    let prose = prose(text);
    let headings = prose.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let slug = |heading: &str| {
        let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    headings.map(slug).collect()
}
