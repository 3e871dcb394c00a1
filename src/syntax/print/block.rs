//! Blocks: clauses lined up, nested items, and what fits on one line.

use super::super::tree::{Clause, ClauseKind, Item, ItemKind};
use super::clause::{self, Laid, Row};
use super::head;
use super::name::{self, Stands};
use super::pieces::long;
use super::text;
use super::{Noted, Style};

/// A printed line with the comment behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) comment: Option<String>,
}

impl Line {
    fn new(text: String) -> Self {
        Self { text, comment: None }
    }
}

/// So many columns stand between the words of a block and what they say, at most.
const WIDEST_WORD: usize = 40;
/// So wide may a block on one line be inside its braces.
const SHORT_BLOCK: usize = 64;

/// The lines of an item at an indentation.
pub(super) fn item(item: &Item, indent: usize, style: &Style<'_>) -> Vec<Line> {
    if let Some(line) = one_line(item, indent, style) {
        return vec![line.alone(indent)];
    }
    let own = (style.comment)(Noted::Item(item));
    let room = style.width.saturating_sub(2);
    let next = indent + long(&head::opening(item)) + 1;
    let head = head::head(item).lines(indent, next, room, false);
    let mut lines: Vec<Line> = indented(head, indent, next).map(Line::new).collect();
    let block = !item.clauses.is_empty() || !without_block(item, indent);
    if let Some(last) = lines.last_mut() {
        last.comment = own;
        if block {
            last.text += if item.clauses.is_empty() { " { }" } else { " {" };
        }
    }
    if !item.clauses.is_empty() {
        lines.extend(clauses(item, indent + 2, style));
        lines.push(Line::new(format!("{}}}", " ".repeat(indent))));
    }
    lines
}

/// Items that say all in their head.
fn without_block(item: &Item, indent: usize) -> bool {
    let always = matches!(item.kind, ItemKind::Unit { .. } | ItemKind::Limit { .. } | ItemKind::Function { .. });
    always || indent == 0 && matches!(item.kind, ItemKind::Facet { .. } | ItemKind::Rollup)
}

/// Printed lines with their indentation; the first has its own.
fn indented(lines: Vec<String>, first: usize, rest: usize) -> impl Iterator<Item = String> {
    lines.into_iter().enumerate().map(move |(place, line)| match line.as_str() {
        "" => line,
        _ => format!("{}{line}", " ".repeat(if place == 0 { first } else { rest })),
    })
}

/// The clauses of a block, in stretches that are lined up.
fn clauses(parent: &Item, indent: usize, style: &Style<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let airy = parent.kind == ItemKind::Kpi && indent == 2;
    for stretch in stretches(&parent.clauses, airy) {
        let printed = match stretch.first().map(|clause| &clause.kind) {
            Some(ClauseKind::Item(_)) => items(stretch, indent, style),
            _ => lined_up(stretch, indent, style),
        };
        if airy && !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(printed);
    }
    lines
}

/// Clauses that belong together: nested items of one kind, what describes, what rules.
fn stretches(clauses: &[Clause], apart: bool) -> Vec<&[Clause]> {
    let group = |clause: &Clause| match &clause.kind {
        ClauseKind::Item(item) => 3 + usize::from(item.kind == ItemKind::Input) + item.names.len().min(2) * 2,
        ClauseKind::Text { .. } | ClauseKind::Facet { .. } if apart => 0,
        ClauseKind::Band { .. } | ClauseKind::FacetValue { .. } => 1,
        _ => 2,
    };
    let mut found = Vec::new();
    let mut rest = clauses;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|clause| group(clause) == group(first)).count();
        let (stretch, after) = rest.split_at(count);
        found.push(stretch);
        rest = after;
    }
    found
}

fn lined_up(stretch: &[Clause], indent: usize, style: &Style<'_>) -> Vec<Line> {
    let laid: Vec<Laid> = stretch.iter().map(clause::lay).collect();
    let columns = Columns::of(&laid, indent);
    let mut lines = Vec::new();
    for (clause, laid) in stretch.iter().zip(laid) {
        let mut printed: Vec<Line> = clause_lines(&laid, &columns, style.width).into_iter().map(Line::new).collect();
        if let Some(last) = printed.last_mut() {
            last.comment = (style.comment)(Noted::Clause(clause));
        }
        lines.extend(printed);
    }
    lines
}

/// How clauses are lined up.
struct Columns {
    indent: usize,
    /// Where clauses go on after their words, counted from the indentation.
    column: usize,
    /// How wide each column behind the words is.
    widths: Vec<usize>,
    /// Several clauses have such columns.
    many: bool,
}

impl Columns {
    fn of(laid: &[Laid], indent: usize) -> Self {
        let many = laid.iter().filter(|laid| !laid.lead.is_empty()).count() > 1;
        Self { indent, column: word_column(laid), widths: lead_widths(laid), many }
    }
}

/// The column, counted from the indentation, at which clauses go on after their words.
fn word_column(laid: &[Laid]) -> usize {
    let wide = laid.iter().filter(|laid| !matches!(laid.row, Row::Words | Row::Figure)).map(|laid| {
        let gap = if laid.word.ends_with(':') || laid.row == Row::Table { 1 } else { 2 };
        long(&laid.word) + gap
    });
    wide.filter(|wide| *wide <= WIDEST_WORD).max().unwrap_or(2)
}

/// How wide each column behind the words is.
fn lead_widths(laid: &[Laid]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for laid in laid {
        for (place, cell) in laid.lead.iter().enumerate() {
            let wide = Some(long(cell)).filter(|wide| *wide <= SHORT_BLOCK).unwrap_or(0);
            match widths.get_mut(place) {
                Some(width) => *width = (*width).max(wide),
                None => widths.push(wide),
            }
        }
    }
    widths
}

fn clause_lines(laid: &Laid, columns: &Columns, width: usize) -> Vec<String> {
    let Columns { indent, column, widths, many } = columns;
    let (indent, column) = (*indent, *column);
    let mut first = " ".repeat(indent) + &laid.word;
    let bare = laid.body.is_empty() && laid.lead.is_empty();
    let words = laid.row == Row::Words;
    if !bare && !words {
        pad(&mut first, if laid.row == Row::Figure { 0 } else { indent + column });
    }
    let gap = if laid.row == Row::Entry || *many { 2 } else { 1 };
    for (cell, wide) in laid.lead.iter().zip(widths) {
        let until = long(&first) + wide;
        first += cell;
        if *wide > 0 || !cell.is_empty() {
            pad(&mut first, until + gap);
        }
    }
    if words {
        first += "  ";
    }
    if laid.body.is_empty() {
        return vec![first.trim_end().to_owned()];
    }
    let next = match laid.row {
        Row::Words => indent + 2,
        Row::Entry | Row::Table | Row::Figure => indent + 4,
        _ => indent + column,
    };
    let mut lines = laid.body.lines(long(&first), next, width, words).into_iter();
    let mut printed = vec![(first + &lines.next().unwrap_or_default()).trim_end().to_owned()];
    printed.extend(lines.map(|line| if line.is_empty() { line } else { " ".repeat(next) + &line }));
    printed
}

/// Fills up to a column; a blank stands in any case where something was written.
fn pad(text: &mut String, column: usize) {
    let there = long(text);
    let gap = column.saturating_sub(there).max(usize::from(there > 0));
    text.push_str(&" ".repeat(gap));
}

/// Nested items, those on one line lined up.
fn items(stretch: &[Clause], indent: usize, style: &Style<'_>) -> Vec<Line> {
    let items: Vec<&Item> = stretch
        .iter()
        .filter_map(|clause| match &clause.kind {
            ClauseKind::Item(item) => Some(&**item),
            _ => None,
        })
        .collect();
    many(&items, indent, style)
}

/// Items one after the other; runs of those on one line are lined up.
pub(super) fn many(items: &[&Item], indent: usize, style: &Style<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some(first) = items.get(at) {
        let run: Vec<OneLine> = items
            .iter()
            .skip(at)
            .take_while(|item| head::word(item) == head::word(first))
            .map_while(|item| one_line(item, indent, style).filter(|line| line.columns.is_some()))
            .collect();
        if !run.is_empty() {
            at += run.len();
            lines.extend(in_columns(run, indent, style.width));
        } else {
            lines.extend(item(first, indent, style));
            at += 1;
        }
    }
    lines
}

/// An item that fits on one line.
struct OneLine {
    /// Head and block.
    flat: String,
    /// Name, title and block apart, where the head says no more.
    columns: Option<[String; 3]>,
    comment: Option<String>,
}

impl OneLine {
    fn alone(self, indent: usize) -> Line {
        Line { text: " ".repeat(indent) + &self.flat, comment: self.comment }
    }
}

fn in_columns(run: Vec<OneLine>, indent: usize, width: usize) -> Vec<Line> {
    let widest = |place: usize| {
        let cells = run.iter().filter_map(|line| line.columns.as_ref().and_then(|columns| columns.get(place)));
        cells.map(|cell| long(cell)).max().unwrap_or(0)
    };
    let (names, titles) = (widest(0), widest(1));
    let fits = indent + names + titles + widest(2) + 4 <= width;
    run.into_iter()
        .map(|line| match &line.columns {
            Some([name, title, block]) if fits => {
                let mut text = " ".repeat(indent) + name;
                pad(&mut text, indent + names + if titles > 0 || block.starts_with('=') { 2 } else { 1 });
                if titles > 0 {
                    text += title;
                    pad(&mut text, indent + names + titles + 4);
                }
                Line { text: (text + block).trim_end().to_owned(), comment: line.comment }
            }
            _ => line.alone(indent),
        })
        .collect()
}

/// The item on one line, if it is one of those that read well so, and all of it has one comment.
fn one_line(item: &Item, indent: usize, style: &Style<'_>) -> Option<OneLine> {
    let most = match &item.kind {
        ItemKind::Input | ItemKind::Points | ItemKind::Rollup | ItemKind::Resource => 2,
        ItemKind::Facet { .. } => 4,
        ItemKind::Unit { .. } => 0,
        _ => return None,
    };
    if item.clauses.len() > most || item.clauses.is_empty() && !without_block(item, indent) {
        return None;
    }
    let comment = (style.comment)(Noted::Item(item));
    let head = head::head(item).flat()?;
    let mut inside = Vec::new();
    for clause in &item.clauses {
        let same = (style.comment)(Noted::Clause(clause)) == comment;
        let nested = matches!(clause.kind, ClauseKind::Item(_));
        inside.push(Some(flat(&clause::lay(clause))?).filter(|_| same && !nested)?);
    }
    let inside = inside.join("; ");
    let block = if inside.is_empty() { String::new() } else { format!("{{ {inside} }}") };
    let whole = if block.is_empty() { head } else { format!("{head} {block}") };
    let short = (item.clauses.len() == 1 || long(&inside) <= SHORT_BLOCK) && indent + long(&whole) <= style.width;
    short.then(|| OneLine { columns: columns(item, block), flat: whole, comment })
}

fn columns(item: &Item, block: String) -> Option<[String; 3]> {
    let [titled] = item.names.as_slice() else { return unit_columns(item) };
    let plain = item.modifiers == super::super::tree::Modifiers::default();
    let simple = matches!(item.kind, ItemKind::Input | ItemKind::Points);
    let title = titled.title.as_ref().map_or(Some(String::new()), |title| text::short(&title.text))?;
    let name = format!("{} {}", head::opening(item), name::name(&titled.name, Stands::Declared));
    match &item.kind {
        ItemKind::Unit { .. } => unit_columns(item),
        _ => (plain && simple).then_some([name, title, block]),
    }
}

/// `unit live_birth    live_births  = …`
fn unit_columns(item: &Item) -> Option<[String; 3]> {
    let ItemKind::Unit { alias } = &item.kind else { return None };
    let mut names = item.names.iter().map(|titled| name::name(&titled.name, Stands::Declared));
    let single = format!("unit {}", names.next()?);
    let plural = names.next().unwrap_or_default();
    let alias = alias.as_ref().map_or_else(String::new, |unit| format!("= {unit}"));
    (item.modifiers == super::super::tree::Modifiers::default()).then_some([single, plural, alias])
}

/// A clause alone, over several lines.
pub(super) fn clause(laid: &Laid, width: usize) -> Vec<Line> {
    let laid = std::slice::from_ref(laid);
    let columns = Columns::of(laid, 0);
    laid.iter().flat_map(|laid| clause_lines(laid, &columns, width)).map(Line::new).collect()
}

/// A clause on one line, with one blank behind its word.
pub(super) fn flat(laid: &Laid) -> Option<String> {
    let mut parts = vec![laid.word.clone()];
    parts.extend(laid.lead.iter().filter(|cell| !cell.is_empty()).cloned());
    if !laid.body.is_empty() {
        let gap = if matches!(laid.row, Row::Words | Row::Entry) { " " } else { "" };
        parts.push(format!("{gap}{}", laid.body.flat()?));
    }
    Some(parts.join(" "))
}
