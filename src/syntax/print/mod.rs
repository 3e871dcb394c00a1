//! Tree to text: items in the style of our own rule files.
//!
//! What is printed reads back to the same tree, apart from places and layers. Blocks are indented by two blanks, what
//! belongs together is lined up, long lines are broken where the scanner carries a clause on, long texts stand between
//! `"""`. Brackets are printed where a formula needs them.

mod block;
mod clause;
mod formula;
mod head;
mod listing;
mod name;
mod pieces;
mod robustness;
mod sheet;
mod text;

use super::tree::{Clause, Expr, Item, ItemKind, Path};
use block::Line;

/// What a comment speaks of.
#[derive(Debug, Clone, Copy)]
pub enum Noted<'t> {
    /// The head of an item.
    Item(&'t Item),
    /// A clause.
    Clause(&'t Clause),
}

/// How items are printed.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// Columns of a line, comments aside.
    pub width: usize,
    /// The comment behind a head or a clause, on its last line.
    pub comment: &'a dyn Fn(Noted<'_>) -> Option<String>,
}

impl Style<'_> {
    /// As our own files are written: no comments.
    pub const PLAIN: Self = Self { width: 120, comment: &|_| None };
}

/// So far to the right comments are lined up; behind longer lines they just follow.
const FARTHEST_COMMENT: usize = 100;

/// Prints an item. The text ends with a line end.
#[must_use]
pub fn print_item(item: &Item, style: Style<'_>) -> String {
    joined(block::item(item, 0, &style))
}

/// Prints items one below the other; those on one line stand together, others apart.
#[must_use]
pub fn print_items(items: &[Item], style: Style<'_>) -> String {
    let mut text = String::new();
    let mut rest = items;
    let mut before: Option<bool> = None;
    while let Some(first) = rest.first() {
        let same = |item: &&Item| std::mem::discriminant(&item.kind) == std::mem::discriminant(&first.kind);
        let count = if first.clauses.is_empty() {
            rest.iter().take_while(same).take_while(|item| item.clauses.is_empty()).count()
        } else {
            1
        };
        let (run, after) = rest.split_at(count.max(1));
        let lines = block::many(&run.iter().collect::<Vec<_>>(), 0, &style);
        let small = lines.len() == run.len() && first.kind != ItemKind::Pack;
        if before.is_some_and(|before| !(before && small)) {
            text.push('\n');
        }
        text += &joined(lines);
        before = Some(small);
        rest = after;
    }
    text
}

/// Prints a clause on its own, from its word on. A nested item is printed whole.
#[must_use]
pub fn print_clause(clause: &Clause) -> String {
    if let super::tree::ClauseKind::Item(item) = &clause.kind {
        return print_item(item, Style::PLAIN).trim_end().to_owned();
    }
    let laid = clause::lay(clause);
    block::flat(&laid).unwrap_or_else(|| joined(block::clause(&laid, Style::PLAIN.width)).trim_end().to_owned())
}

/// Prints a formula on one line.
#[must_use]
pub fn print_expression(expr: &Expr) -> String {
    formula::formula(expr).flat().unwrap_or_default()
}

/// The head of an item on one line, as far as it goes there.
#[must_use]
pub fn print_head(item: &Item) -> String {
    let pieces = head::head(item);
    pieces.flat().unwrap_or_else(|| pieces.lines(0, 4, Style::PLAIN.width, false).join("\n    "))
}

/// What an item is called: its words and its names, `kpi noise_exposure`.
#[must_use]
pub fn print_name(item: &Item) -> String {
    let names = item.names.iter().map(|titled| match (&titled.title, titled.name.text.as_str()) {
        (Some(title), "") => text::inline(&title.text),
        _ => name::name(&titled.name, name::Stands::Declared),
    });
    format!("{} {}", head::opening(item), names.collect::<Vec<_>>().join(", ")).trim_end().to_owned()
}

/// Prints a name with its dots.
#[must_use]
pub fn print_path(path: &Path) -> String {
    name::path(path)
}

/// Lines with their comments, which are lined up.
fn joined(lines: Vec<Line>) -> String {
    let commented = lines.iter().filter(|line| line.comment.is_some()).map(|line| pieces::long(&line.text));
    let column = commented.filter(|wide| *wide <= FARTHEST_COMMENT).max().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        text += &line.text;
        if let Some(comment) = line.comment {
            let gap = column.saturating_sub(pieces::long(&line.text)) + 2;
            text += &" ".repeat(gap);
            text += "# ";
            text += &comment.replace(['\n', '\r'], " ");
        }
        text.push('\n');
    }
    text
}
