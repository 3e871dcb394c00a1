//! `targets from "targets.csv"`: a target and a start for each row.

use indexmap::IndexMap;

use super::cell::Read;
use super::figures::stranger;
use super::reader::Reader;
use super::row::{Row, in_cell, place_of};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, nearest};
use crate::syntax::tree::{
    Clause, ClauseKind, Expr, Goal, GoalKind, Item, ItemKind, ModifierParts, Modifiers, Name, Path, Titled,
};

/// The columns, in the order in which they are written. `item` is needed, and `target` or `kind` or `start`.
pub const COLUMNS: &[&str] = &[
    "item",
    "kind",
    "target",
    "upper",
    "unit",
    "start",
    "start_basis",
    "start_source",
    "start_because",
    "start_evidence",
    "from",
    "until",
    "by",
    "starting",
    "when",
    "basis",
    "source",
    "because",
    "evidence",
    "as",
    "over",
];

/// What a row can say in its column `kind`.
pub(super) const KINDS: &[&str] =
    &["at least", "above", "at most", "below", "between", "equals", "no benchmark", "not applicable"];

/// An amendment for each KPI or input that the sheet names.
pub(super) fn items(reader: &Reader<'_>, item: Item) -> Vec<Item> {
    let ItemKind::Targets { by } = &item.kind else { return Vec::new() };
    if item.amend {
        let finding = Diagnostic::error("sheet::clause", item.word, "`targets from` amends already");
        reader.slips.push(finding.help("take `amend` away"));
    }
    if let Some(span) = stranger(&item.clauses) {
        let finding = Diagnostic::error("sheet::clause", span, "the block of `targets` says which column is which");
        reader.slips.push(finding.help("write for example `target column \"Goal\"`, or take the clause away"));
    }
    let there = by.as_ref().is_none_or(|by| reader.needs(&by.text));
    if !reader.needs("item") || !there {
        return Vec::new();
    }
    let mut grouped = Grouped::default();
    for row in reader.rows() {
        if let Ok((path, clauses)) = clauses(&row, by.as_ref()) {
            grouped.add(path, clauses);
        }
    }
    grouped.amendments(&item)
}

/// Clauses by the item that they belong to, in the order in which the items are named first.
#[derive(Debug, Default)]
pub(super) struct Grouped(IndexMap<String, Group>);

/// How an item is named first, and the clauses of its rows.
type Group = (Path, Vec<(Path, Vec<Clause>)>);

impl Grouped {
    /// Adds the clauses of a row.
    pub(super) fn add(&mut self, path: Path, clauses: Vec<Clause>) {
        let kpi = path.parts.first().map_or(String::new(), |name| name.text.clone());
        let (_, rows) = self.0.entry(kpi).or_insert_with(|| (path.clone(), Vec::new()));
        rows.push((path, clauses));
    }

    /// An amendment for each item, with what the head of the sheet says.
    pub(super) fn amendments(self, head: &Item) -> Vec<Item> {
        let one = |(_, (path, rows)): (String, Group)| {
            let name = path.parts.first()?.clone();
            let mut clauses = Vec::new();
            for (path, own) in rows {
                match path.parts.get(1..).unwrap_or_default() {
                    [] => clauses.extend(own),
                    parts => clauses.extend(inner(parts, own)),
                }
            }
            Some(amendment(ItemKind::Kpi, name, head.modifiers.clone(), clauses))
        };
        self.0.into_iter().filter_map(one).collect()
    }
}

/// The clauses of a point, in its block.
fn inner(parts: &[Name], clauses: Vec<Clause>) -> Option<Clause> {
    let (first, rest) = parts.split_first()?;
    let clauses = if rest.is_empty() { clauses } else { inner(rest, clauses).into_iter().collect() };
    let span = first.span;
    let mut point = amendment(ItemKind::Points, first.clone(), Modifiers::default(), clauses);
    point.amend = false;
    Some(in_cell(ClauseKind::Item(Box::new(point)), span, Modifiers::default()))
}

fn amendment(kind: ItemKind, name: Name, modifiers: Modifiers, clauses: Vec<Clause>) -> Item {
    let span = name.span;
    let names = vec![Titled { name, title: None }];
    Item { span, word: span, amend: true, kind, names, modifiers, sheet: None, clauses, layer: 0 }
}

/// What a row says: a target, a start, or both.
fn clauses(row: &Row<'_, '_>, by: Option<&Name>) -> Read<(Path, Vec<Clause>)> {
    let path = row.path("item")?;
    let unit = row.unit()?;
    let modifiers = row.modifiers(by)?;
    let start = row.expr("start", unit.as_ref())?;
    let mut clauses: Vec<Clause> = Vec::new();
    if let Some(target) = target(row, unit.as_ref(), &modifiers)? {
        clauses.push(target);
    }
    if let Some(start) = start {
        let span = start.span;
        let own = ModifierParts {
            source: row.text("start_source", false),
            basis: row.name("start_basis"),
            because: row.text("start_because", true),
            evidence: row.name("start_evidence"),
            name: None,
            over: Vec::new(),
            ..ModifierParts::clone(&modifiers)
        };
        clauses.push(in_cell(ClauseKind::Start(start), span, own.into()));
    }
    if clauses.is_empty() {
        let finding =
            Diagnostic::error("sheet::cell::missing", row.span(), "the row sets neither a target nor a start");
        return row.slip(finding.help("fill its cells `kind` and `target`, or take the row away"));
    }
    Ok((path, clauses))
}

fn target(row: &Row<'_, '_>, unit: Option<&super::row::RowUnit>, modifiers: &Modifiers) -> Read<Option<Clause>> {
    let kind = row.piece("kind").map(|piece| Name { text: piece.text.to_owned(), span: place_of(piece) });
    let Some(kind) = kind else { return whole(row, unit, modifiers) };
    let word = kind.text.to_lowercase().replace('_', " ");
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
    let made = match word.as_str() {
        "no benchmark" => ClauseKind::NoBenchmark,
        "not applicable" => ClauseKind::NotApplicable,
        _ => return goal(row, &kind, &word, unit).and_then(|kind| dated(row, kind, modifiers)),
    };
    if let Some(piece) = row.piece("target") {
        let message = format!("`{word}` has no target");
        let finding = Diagnostic::error("sheet::target", place_of(piece), message);
        return row.slip(finding.help("empty the cell, or write another kind"));
    }
    Ok(Some(in_cell(made, kind.span, modifiers.clone())))
}

/// The whole target in one cell: `at least 5 %`.
fn whole(row: &Row<'_, '_>, unit: Option<&super::row::RowUnit>, modifiers: &Modifiers) -> Read<Option<Clause>> {
    let Some(piece) = row.piece("target") else { return Ok(None) };
    if super::cell::number(piece, row.reader.grid.marks).is_some() {
        let finding = Diagnostic::error("sheet::target", place_of(piece), "a target says which side of it is good");
        return row.slip(finding.help("write `at least` or `at most` into the cell `kind`"));
    }
    if let Some(unit) = unit.filter(|unit| unit.own && row.piece("start").is_none()) {
        let finding = Diagnostic::error("sheet::cell::unit", unit.span, "the unit follows no plain number");
        return row.slip(
            finding
                .and(place_of(piece), "the whole target stands here")
                .help("write the unit there, or the kind into the cell `kind`"),
        );
    }
    let clause = row.clause("target", piece)?;
    let span = clause.span;
    dated(row, clause.kind, modifiers).map(|clause| clause.map(|clause| Clause { span, word: span, ..clause }))
}

fn goal(row: &Row<'_, '_>, kind: &Name, word: &str, unit: Option<&super::row::RowUnit>) -> Read<ClauseKind> {
    let goal_kind = match word {
        "at least" => GoalKind::AtLeast,
        "above" => GoalKind::Above,
        "at most" => GoalKind::AtMost,
        "below" => GoalKind::Below,
        "between" => GoalKind::Between,
        "equals" => GoalKind::Equals,
        _ => {
            let help = match nearest(word, KINDS.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write {}", crate::cells::any_of(KINDS.iter().copied())),
            };
            let message = format!("`{}` is no kind of target", kind.text);
            return row.slip(Diagnostic::error("sheet::target", kind.span, message).help(help));
        }
    };
    let bound = super::figures::filled(row, "target", unit)?;
    let upper = row.expr("upper", unit)?;
    if (goal_kind == GoalKind::Between) != upper.is_some() {
        let (message, help) = match &upper {
            Some(_) => ("only `between` has an upper bound", "empty the cell, or write `between` into the cell `kind`"),
            None => ("`between` has two bounds", "write the second one into the cell `upper`"),
        };
        let span = upper.map_or(kind.span, |upper| upper.span);
        return row.slip(Diagnostic::error("sheet::target", span, message).help(help));
    }
    let span = kind.span.to(upper.as_ref().map_or(bound.span, |upper: &Expr| upper.span));
    Ok(ClauseKind::Target { goal: Goal { kind: goal_kind, bound, upper, span }, by: None, starting: None })
}

/// The target with the date in the column `by`.
fn dated(row: &Row<'_, '_>, mut kind: ClauseKind, modifiers: &Modifiers) -> Read<Option<Clause>> {
    let date = row.date("by")?;
    let from = row.expr("starting", None)?;
    let span = match &mut kind {
        ClauseKind::Target { goal, by, starting } => {
            *by = date.or(*by);
            *starting = from.or(starting.take());
            goal.span
        }
        ClauseKind::TargetAgainst(against) => {
            against.by = date.or(against.by);
            against.starting = from.or(against.starting.take());
            against.span
        }
        _ => Span::default(),
    };
    Ok(Some(in_cell(kind, span, modifiers.clone())))
}
