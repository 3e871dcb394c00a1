//! The pages of the reference that are made from the tables which the program itself uses.

use super::functions::{GATHERING, PARTS, Word, form, kinds, rollup_form};
use crate::builtin::{BUILTINS, LOOKING, ROLLUPS, STEP_WAYS};
use crate::check::clauses::CLAUSES;
use crate::diagnostic::{CODES, Code};
use crate::unit::{UnitRow, UnitTable};

/// A page: its path below `docs`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below `docs`, with `/` between its parts.
    pub name: String,
    /// Its text, in Markdown.
    pub text: String,
}

/// Said at the top of each page.
const MADE: &str =
    "<!-- Made by `yardstick reference --out docs`. Change the table in the source, not this page. -->\n\n";

/// All pages: the reference of clauses, functions and units, and a page for each diagnostic code with a list of all.
#[must_use]
pub fn pages() -> Vec<Page> {
    let tables = [
        ("analyses", super::analysis::page()),
        ("clauses", clauses()),
        ("diagnostics", diagnostics()),
        ("functions", functions()),
        ("units", units()),
    ];
    let tables = tables.into_iter().map(|(name, text)| (format!("reference/{name}.md"), text));
    let codes = CODES.iter().map(|code| (format!("diagnostics/{}", file_of(code)), diagnostic(code)));
    tables.chain(codes).map(|(name, text)| Page { name, text: MADE.to_owned() + &text }).collect()
}

fn clauses() -> String {
    let mut text = "# Clauses\n\nEvery clause ends with its line, and may carry `from`, `until`, `when`, `source`, `basis`, \
                    `because`, `evidence`, `as` and `over`.\n\n| clause | stands in | meaning | example |\n|---|---|---|---|\n"
        .to_owned();
    for row in CLAUSES {
        let places: Vec<String> = row.places.iter().map(|place| format!("`{}`", place.word())).collect();
        text += &line([&code(row.word), &places.join(", "), row.meaning, &code(row.example)]);
    }
    text
}

fn functions() -> String {
    let mut text = "# Functions\n\n## Over numbers\n\n| function | meaning | at the edges | kinds | example | gives | source |\n|---|---|---|---|---|---|---|\n"
        .to_owned();
    for row in BUILTINS {
        let (example, result) = row.example;
        text +=
            &line([&code(&form(row)), row.about, row.edges, kinds(row.signature), &code(example), result, row.source]);
    }
    text += &looking();
    text += &steps();
    text += "\n## In roll-ups\n\nAfter `by`, or over `members` in a formula. Everywhere one member is its own number (but with `copeland`), none is no \
             number, and a weight of 0 takes a member out.\n\n| function | meaning | at the edges | of 20 % (weight 1) and 80 % (weight 3) | source |\n|---|---|---|---|---|\n";
    for row in ROLLUPS {
        text += &line([&code(&rollup_form(row)), row.about, row.edges, row.example, row.source]);
    }
    text += "\n## Over sets, lists and years\n\nIn the place of a set may stand the list that a script or the host gives: \
             `sum(largest(points of modes, 2))`. See [lists](../scripts.md#lists).\n\n";
    text += &words(GATHERING);
    text += "\n## Parts of results\n\n";
    text += &words(PARTS);
    text
}

fn looking() -> String {
    let head = "\n## That look at others\n\nThey compare a city with the members of a cohort: all cities at hand, or those \
                that `cohort: NAME` names. Where lower is better, everything is negated first.\n\n\
                | function | meaning | at the edges | example | gives | source |\n|---|---|---|---|---|---|\n";
    LOOKING.iter().fold(head.to_owned(), |text, row| {
        let capped = if row.capped { ", most: SHARE" } else { "" };
        let form = format!("{}({}{capped}, cohort: NAME)", row.name, row.arguments.join(", "));
        let (example, result) = row.example;
        text + &line([&code(&form), row.about, row.edges, &code(example), result, row.source])
    })
}

fn steps() -> String {
    let head = "\n## Steps before the score\n\n| clause | meaning | at the edges | source |\n|---|---|---|---|\n";
    STEP_WAYS.iter().fold(head.to_owned(), |text, way| {
        let named = way.optional.iter().map(|(name, usual)| format!(", {name}: {usual}"));
        let plain = way.arguments.iter().map(|name| format!(", {}", name.to_uppercase()));
        let form = format!("{} {}(value{})", way.clause.word(), way.name, plain.chain(named).collect::<String>());
        text + &line([&code(&form), way.about, way.edges, way.source])
    })
}

fn words(table: &[Word]) -> String {
    let head = "| function | meaning | example |\n|---|---|---|\n".to_owned();
    table.iter().fold(head, |text, word| text + &line([&code(word.form), word.about, &code(word.example)]))
}

fn units() -> String {
    let mut text = "# Units\n\nA figure may come in any unit of the same kind; it is converted. Counted things are declared by \
                    packs: `unit household households`.\n\n| unit | what it is | what it measures | one of it is | example |\n|---|---|---|---|---|\n"
        .to_owned();
    for UnitRow { name, plural, what, kind, factor, example } in UnitTable::builtin().rows() {
        let names = plural.map_or(code(&name), |plural| format!("{}, {}", code(&name), code(&plural)));
        text += &line([&names, &what, &kind, &factor, &code(&example)]);
    }
    text
}

fn diagnostics() -> String {
    let head = "# Diagnostics\n\nEvery finding has a code. `yardstick explain --code CODE` prints its page.\n\n\
                | code | what is wrong |\n|---|---|\n";
    CODES.iter().fold(head.to_owned(), |text, code| {
        text + &line([&format!("[`{}`](../diagnostics/{})", code.code, file_of(code)), code.title])
    })
}

fn diagnostic(code: &Code) -> String {
    let Code { code, title, explanation, wrong, cure } = code;
    format!("# {code}\n\n{}\n\n{explanation}\n\n```text\n{}\n```\n\n{cure}\n", sentence(title), wrong.trim_end())
}

fn file_of(code: &Code) -> String {
    format!("{}.md", code.code.replace("::", "_"))
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A row of a Markdown table.
fn line<const N: usize>(cells: [&str; N]) -> String {
    let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
    format!("| {} |\n", cells.join(" | "))
}
