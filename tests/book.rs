//! The book runs: every rule block in README and docs is checked, console blocks marked `run` are run and their output
//! compared, every link leads somewhere, and the generated pages are fresh.
//!
//! What may stand behind the three backticks:
//!
//! - `kpi`: a pack of its own where it declares one, a city where it declares one, else items behind [`PREAMBLE`]. There
//!   must be no error, and its tests must pass.
//! - `kpi error CODE`: it must give that error and no other.
//! - `kpi file PATH`, `csv file PATH`: writes a file of the page's own project. `kpi add PATH` adds to it.
//! - `diff edit PATH`: the lines with `-` give way to those with `+`.
//! - `console run`: `$ yardstick …` (or `$ cargo run --release -- …`) is run in the page's project; what follows is what
//!   it prints. A line `…` stands for any lines. The project of the tutorial begins empty, all others with a copy of
//!   `rules` and `cities`.
//!
//! `UPDATE=1 cargo test --test book` writes generated pages and console output anew.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail where it stands")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use indexmap::IndexMap;
use yardstick::author::{pages, run_tests};
use yardstick::diagnostic::{Diagnostic, Severity, Style, has_errors, render_text};
use yardstick::layer::Wanted;
use yardstick::report::{Provenance, View, wheel_svg};
use yardstick::{Library, Workspace, assess, year_of};

/// What stands before a block that declares no pack. A piece is left out where the block declares the same itself.
const PREAMBLE: &[&str] = &[
    "pack example \"Example\" {\n  language 1\n  score share_of_target(value, target)\n  bands performance\n}\n",
    "bands performance {\n  strong \"Strong\" at least 95 % points 4\n  good \"Good\" at least 66 % points 3\n  \
     partial \"Partial\" at least 33 % points 2\n  low \"Low\" points 1\n}\n",
    "facet dimension \"Dimension\" { economy \"Economy\"; environment \"Environment\"; society \"Society\" }\n",
    "facet topic \"Topic\" { water \"Water\"; safety \"Safety\" }\n",
    "rollup dimension { of points; by share_of_points }\n",
    "unit inhabitant inhabitants\n",
    "unit household households\n",
    "unit death deaths\n",
    "input population \"Population\" { unit inhabitants }\n",
    "input households \"Households\" { unit households }\n",
    "input households_online \"Households with internet\" { unit households }\n",
    "input terrain \"Terrain\" { unit one of flat, hilly, mountain }\n",
    "input water_supplied \"Water supplied\" { unit m3 per year }\n",
    "input water_billed \"Water billed\" { unit m3 per year }\n",
    "kpi water_supply_loss \"Water supply loss\" {\n  unit %\n  value (water_supplied - water_billed) / water_supplied\n  \
     target at most 10 %\n  start 50 %\n}\n",
    "kpi response_time \"Emergency response time\" {\n  unit min\n  target at most 9 min\n  start 30 min\n}\n",
    "kpi treatment \"Wastewater treatment\" {\n  points primary \"Primary\", secondary \"Secondary\" {\n    unit %\n    \
     target at least 100 %\n  }\n}\n",
];

/// A page of the book.
struct Page {
    path: PathBuf,
    text: String,
    fences: Vec<Fence>,
}

/// A block between two lines of three backticks.
#[derive(Clone)]
struct Fence {
    info: String,
    body: String,
    /// The line of its first backticks, from 1.
    line: usize,
}

impl Fence {
    fn words(&self) -> Vec<&str> {
        self.info.split_whitespace().collect()
    }
}

impl Page {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let fences = fences(&text);
        Self { path, text, fences }
    }

    fn name(&self) -> String {
        self.path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned()
    }

    fn place(&self, fence: &Fence) -> String {
        format!("{}:{}", self.name(), fence.line)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn book() -> Vec<Page> {
    let mut paths = vec![root().join("README.md")];
    paths.extend(files_below(&root().join("docs"), "md"));
    paths.into_iter().map(Page::read).collect()
}

fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
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

fn fences(text: &str) -> Vec<Fence> {
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

// ---- rule blocks ---------------------------------------------------------------------------------------------------

/// Whether a block declares something of that sort at the beginning of a line.
fn declares(text: &str, word: &str) -> bool {
    text.lines().any(|line| line.starts_with(word) && line[word.len()..].starts_with([' ', '\n']) || line == word)
}

/// The first two words of a text: what it declares.
fn declared(text: &str) -> String {
    text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

fn preamble_for(block: &str) -> String {
    let kept = PREAMBLE.iter().filter(|piece| !declares(block, &declared(piece)));
    kept.copied().collect::<Vec<_>>().join("\n")
}

/// All that is found in a block, its failed tests included, with the library that knows its text.
fn checked(block: &str) -> (Vec<Diagnostic>, Library) {
    let mut library = Library::new();
    if declares(block, "city") {
        let read = library.add_city([("city.kpi", block)]);
        return (read.findings, library);
    }
    if block.contains("  extends ") {
        add_our_packs(&mut library);
    }
    let preamble = if declares(block, "pack") { String::new() } else { preamble_for(block) };
    let pack = library.add_pack([("preamble.kpi", preamble.as_str()), ("block.kpi", block)]).unwrap();
    let book = library.rule_book(&[Wanted { name: pack.clone(), span: None }]);
    let mut findings = book.findings;
    if !has_errors(&findings) {
        let tested = run_tests(&book.value, library.sources(), &IndexMap::new(), &pack);
        findings.extend(tested.cases.into_iter().flat_map(|case| case.findings));
    }
    (findings, library)
}

fn add_our_packs(library: &mut Library) {
    for entry in fs::read_dir(root().join("rules")).unwrap() {
        let folder = entry.unwrap().path();
        let texts: Vec<(String, String)> = files_below(&folder, "kpi")
            .iter()
            .map(|path| (path.to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
            .collect();
        library.add_pack(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    }
}

fn slip_of(block: &Fence) -> Option<String> {
    let (findings, library) = checked(&block.body);
    let errors: Vec<&str> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code).collect();
    let fine = match block.words().as_slice() {
        ["kpi", "error", code] => !errors.is_empty() && errors.iter().all(|error| error == code),
        _ => errors.is_empty(),
    };
    let style = Style { color: false, unicode: true, width: 100, narrated: false };
    (!fine).then(|| format!("{}\n{}", block.info, render_text(&findings, library.sources(), style)))
}

#[test]
fn every_rule_block_runs() {
    let mut slips = Vec::new();
    for page in book() {
        for fence in &page.fences {
            if matches!(fence.words().as_slice(), ["kpi"] | ["kpi", "error", _])
                && let Some(slip) = slip_of(fence)
            {
                slips.push(format!("{}: {slip}", page.place(fence)));
            }
        }
    }
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

// ---- console blocks ------------------------------------------------------------------------------------------------

/// The folder in which a page's commands run, taken away at the end.
struct Project(PathBuf);

impl Project {
    fn of(page: &Page) -> Self {
        let name = page.name().replace(['/', '.'], "-");
        let folder = std::env::temp_dir().join(format!("yardstick-book-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        if !page.path.ends_with("tutorial.md") {
            for part in ["rules", "cities"] {
                copy(&root().join(part), &folder.join(part));
            }
        }
        Self(folder)
    }

    fn write(&self, path: &str, text: &str, add: bool) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let before = if add { fs::read_to_string(&path).unwrap() + "\n" } else { String::new() };
        fs::write(path, before + text).unwrap();
    }

    fn edit(&self, path: &str, change: &str, place: &str) {
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

    /// What a command prints on a terminal without colours: the findings, then the result.
    fn run(&self, command: &str) -> String {
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
        let plain = without_colours(&text);
        plain.lines().map(|line| line.trim_end().to_owned() + "\n").collect::<String>().trim_end().to_owned() + "\n"
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
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
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once(['m', '\\']).map_or("", |(_, rest)| rest))
}

/// Whether a text is as shown; a line `…` stands for any lines.
fn as_shown(shown: &str, text: &str) -> bool {
    let text: Vec<&str> = text.lines().collect();
    let mut from = 0;
    let pieces: Vec<Vec<&str>> =
        shown.lines().collect::<Vec<_>>().split(|line| *line == "…").map(<[_]>::to_vec).collect();
    let last = pieces.len() - 1;
    for (at, piece) in pieces.iter().enumerate() {
        let places = from..=text.len().saturating_sub(piece.len());
        let found = places.clone().find(|place| {
            text[*place..].starts_with(piece)
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
fn renewed(shown: &str, printed: &str) -> Option<String> {
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
fn run_block(project: &Project, body: &str) -> Result<(), (String, bool)> {
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
fn walk(page: &Page, slips: &mut Vec<String>) {
    let project = Project::of(page);
    let mut text = page.text.clone();
    for fence in &page.fences {
        match fence.words().as_slice() {
            [_, "file", path] => project.write(path, &fence.body, false),
            [_, "add", path] => project.write(path, &fence.body, true),
            ["diff", "edit", path] => project.edit(path, &fence.body, &page.place(fence)),
            ["console", "run"] => {
                let Err((real, told)) = run_block(&project, &fence.body) else { continue };
                if update() && told {
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

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn every_command_prints_what_is_shown() {
    let mut slips = Vec::new();
    for page in book().iter().filter(|page| page.fences.iter().any(|fence| fence.info == "console run")) {
        walk(page, &mut slips);
    }
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

// ---- links and generated pages -------------------------------------------------------------------------------------

/// The text of a page without its blocks.
fn prose(text: &str) -> String {
    let mut open = false;
    let lines = text.lines().filter(|line| {
        let fence = line.starts_with("```");
        open ^= fence;
        !open && !fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect()
}

/// The anchors of a page's headings.
fn anchors(text: &str) -> Vec<String> {
    let prose = prose(text);
    let headings = prose.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let slug = |heading: &str| {
        let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    headings.map(slug).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for page in book() {
        for link in links(&page.text) {
            if link.starts_with("http") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let goal = if path.is_empty() { page.path.clone() } else { page.path.parent().unwrap().join(path) };
            let there = goal.exists()
                && (anchor.is_empty() || anchors(&fs::read_to_string(&goal).unwrap()).iter().any(|own| own == anchor));
            if !there {
                broken.push(format!("{}: {link}", page.name()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn generated_pages_are_fresh() {
    let docs = root().join("docs");
    let made = pages();
    let mut stale = Vec::new();
    for page in &made {
        let path = docs.join(&page.name);
        if update() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &page.text).unwrap();
        }
        if fs::read_to_string(&path).ok().as_ref() != Some(&page.text) {
            stale.push(page.name.clone());
        }
    }
    for folder in ["reference", "diagnostics"] {
        let there = files_below(&docs.join(folder), "md");
        let names = there.iter().map(|path| path.strip_prefix(&docs).unwrap().to_str().unwrap().to_owned());
        stale.extend(names.filter(|name| !made.iter().any(|page| page.name == *name)));
    }
    assert!(stale.is_empty(), "run `yardstick reference --out docs`; not as made: {}", stale.join(", "));
}

// ---- Trondheim through the library: the picture, and the example of the README -------------------------------------

/// The picture that the README shows.
fn wheel() -> String {
    let mut workspace = Workspace::open(&[root().join("rules")]).unwrap();
    let city = workspace.city(&root().join("cities/trondheim")).unwrap().value;
    let book = workspace.rule_book(&city.uses).unwrap().value;
    let data = workspace.dataset(&city, &book).value;
    let assessed = assess(&book, workspace.sources(), &data, year_of(&book, &data));
    let provenance = Provenance::of(&book, workspace.sources());
    let (card, advice, sources) = (&assessed.evaluation.card, &assessed.advice, workspace.sources());
    wheel_svg(&View { book: &book, data: &data, card, advice, sources, provenance: &provenance, filter: None })
}

#[test]
fn the_picture_is_fresh() {
    let path = root().join("docs/wheel.svg");
    let made = wheel();
    if update() {
        fs::write(&path, &made).unwrap();
    }
    assert!(
        fs::read_to_string(&path).ok() == Some(made),
        "copy wheel.svg of `yardstick evaluate cities/trondheim --out DIR`"
    );
}

/// What the README shows of the library, line by line.
fn embedded() -> Result<Vec<String>, yardstick::workspace::WorldError> {
    let mut said = Vec::new();
    let mut workspace = Workspace::open(&[PathBuf::from("rules")])?;
    let city = workspace.city(Path::new("cities/trondheim"))?.value;
    let book = workspace.rule_book(&city.uses)?.value;
    let data = workspace.dataset(&city, &book).value;
    let assessed = assess(&book, workspace.sources(), &data, year_of(&book, &data));
    for given in &assessed.advice.given {
        said.push(format!("{}. {}", given.rank, given.subject.title));
    }
    Ok(said)
}

#[test]
fn the_example_of_the_readme_runs() {
    let page = Page::read(root().join("README.md"));
    let example = page.fences.iter().find(|fence| fence.info == "rust").unwrap();
    for line in example.body.lines().map(str::trim).filter(|line| line.starts_with("let ") || line.starts_with("for "))
    {
        assert!(include_str!("book.rs").contains(line), "not as in tests/book.rs: {line}");
    }
    assert!(embedded().unwrap().iter().any(|line| line.starts_with("1. ")));
}
