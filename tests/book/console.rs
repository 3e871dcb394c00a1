//! Console blocks: a page's own project, and what its commands print there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::page::{Page, root};

/// The folder in which a page's commands run, taken away at the end.
pub(super) struct Project(PathBuf);

impl Project {
    pub(super) fn of(page: &Page) -> Self {
        let name = page.name().replace(['/', '.'], "-");
        let folder = std::env::temp_dir().join(format!("yardstick-book-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        if !page.path.ends_with("tutorial.md") {
            for part in ["rules", "cities", "docs/analyses", "tests/asem/rules", "tests/asem/data"] {
                copy(&root().join(part), &folder.join(part));
            }
        }
        Self(folder)
    }

    pub(super) fn write(&self, path: &str, text: &str, add: bool) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let before = if add { fs::read_to_string(&path).unwrap() + "\n" } else { String::new() };
        fs::write(path, before + text).unwrap();
    }

    pub(super) fn edit(&self, path: &str, change: &str, place: &str) {
        let path = self.0.join(path);
        let text = fs::read_to_string(&path).unwrap();
        let of = |sign: char| -> String {
            change.lines().filter_map(|line| line.strip_prefix(sign)).map(|line| format!("{line}\n")).collect()
        };
        let (old, new) = (of('-'), of('+'));
        assert_eq!(
            text.matches(&old).count(),
            1,
            "{place}: these lines do not stand once in {}:\n{old}",
            path.display()
        );
        fs::write(path, text.replace(&old, &new)).unwrap();
    }

    /// What a command prints on a terminal, without colours and with plain spaces: the findings, then the result.
    pub(super) fn run(&self, command: &str) -> String {
        let arguments = command.strip_prefix("yardstick ").or_else(|| command.strip_prefix("cargo run --release -- "));
        let arguments = words(arguments.unwrap_or_else(|| panic!("no command of ours: {command}")));
        let done = Command::new(env!("CARGO_BIN_EXE_yardstick"))
            .args(["--color", "always"])
            .args(&arguments)
            .current_dir(&self.0)
            .env_remove("COLUMNS")
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        assert!(matches!(done.status.code(), Some(0..=2)), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        let text = String::from_utf8(done.stderr).unwrap() + &String::from_utf8(done.stdout).unwrap();
        let plain = without_colours(&text).replace(['\u{a0}', '\u{202f}'], " ");
        plain.lines().map(|line| line.trim_end().to_owned() + "\n").collect::<String>().trim_end().to_owned() + "\n"
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let goal = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &goal);
        } else {
            fs::copy(&path, goal).unwrap();
        }
    }
}

/// The words of a command; what stands in quotes is one.
pub(super) fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

pub(super) fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once(['m', '\\']).map_or("", |(_, rest)| rest))
}

/// Whether a text is as shown; a line `…` stands for any lines.
pub(super) fn as_shown(shown: &str, text: &str) -> bool {
    let text: Vec<&str> = text.lines().collect();
    let mut from = 0;
    let pieces: Vec<Vec<&str>> =
        shown.lines().collect::<Vec<_>>().split(|line| *line == "…").map(<[_]>::to_vec).collect();
    let last = pieces.len() - 1;
    for (at, piece) in pieces.iter().enumerate() {
        let places = from..=text.len().saturating_sub(piece.len());
        let found = places.clone().find(|place| {
            text.get(*place..).is_some_and(|rest| rest.starts_with(piece))
                && (at > 0 || *place == 0)
                && (at < last || piece.is_empty() || *place + piece.len() == text.len())
        });
        match found {
            Some(place) => from = place + piece.len(),
            None => return false,
        }
    }
    last > 0 || from == text.len()
}

/// An excerpt with what is printed now: every line is found again by how it begins. Nothing where one is gone.
pub(super) fn renewed(shown: &str, printed: &str) -> Option<String> {
    let mut printed = printed.lines();
    let mut excerpt = String::new();
    for line in shown.lines() {
        let beginning: String = line.chars().take(14).collect();
        let now = if line == "…" { line } else { printed.find(|now| now.starts_with(&beginning))? };
        excerpt += &format!("{now}\n");
    }
    Some(excerpt)
}

/// Runs a console block. The error is the block as it should be; or, where that cannot be told, what was printed.
pub(super) fn run_block(project: &Project, body: &str) -> Result<(), (String, bool)> {
    let (mut real, mut fine, mut told) = (String::new(), true, true);
    let mut lines = body.lines().peekable();
    while let Some(line) = lines.next() {
        let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {line}"));
        let mut shown = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            shown.push_str(line.trim_end());
            shown.push('\n');
        }
        let mut printed = project.run(command);
        if as_shown(&shown, &printed) {
            printed = shown;
        } else {
            fine = false;
            if shown.lines().any(|line| line == "…") {
                let excerpt = renewed(&shown, &printed);
                told &= excerpt.is_some();
                printed = excerpt.unwrap_or(printed);
            }
        }
        real += &format!("$ {command}\n{printed}");
    }
    if fine { Ok(()) } else { Err((real, told)) }
}

/// Goes through a page from top to bottom, as its reader does.
pub(super) fn walk(page: &Page, slips: &mut Vec<String>) {
    let project = Project::of(page);
    let mut text = page.text.clone();
    for fence in &page.fences {
        match fence.words().as_slice() {
            [_, "file", path] => project.write(path, &fence.body, false),
            [_, "add", path] => project.write(path, &fence.body, true),
            ["diff", "edit", path] => project.edit(path, &fence.body, &page.place(fence)),
            ["console", "run"] => {
                let Err((real, told)) = run_block(&project, &fence.body) else { continue };
                if crate::update() && told {
                    text = text
                        .replace(&format!("```console run\n{}```", fence.body), &format!("```console run\n{real}```"));
                } else {
                    slips.push(format!("{}: this is printed\n{real}", page.place(fence)));
                }
            }
            _ => {}
        }
    }
    if text != page.text {
        fs::write(&page.path, text).unwrap();
    }
}
