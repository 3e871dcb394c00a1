//! `kpis from "indicators.csv"`: a KPI for each row; `amend kpis from "taxonomy.csv"`: clauses for KPIs that are there.

use indexmap::IndexMap;

use super::cell::{Read, number};
use super::figures::unit_of_all;
use super::reader::{Reader, Role};
use super::row::{Row, RowUnit, in_cell, place_of, split};
use super::targets::Grouped;
use crate::diagnostic::Diagnostic;
use crate::syntax::Piece;
use crate::syntax::tree::{
    Clause, ClauseKind, Expr, ExprKind, Goal, GoalKind, Item, ItemKind, Name, Path, TextWord, Titled,
};

/// What the columns of a sheet of KPIs can be, beside facets and the name of the KPI.
const ROLES: [&str; 15] = [
    "title",
    "about",
    "code",
    "unit",
    "better",
    "weight",
    "target",
    "start",
    "source",
    "value",
    "score",
    "expect",
    "per",
    "tolerance",
    "digits",
];

/// The column that names the KPI: a new one, or one that is there.
fn naming(item: &Item) -> &'static str {
    if item.amend { "match" } else { "id" }
}

/// What the columns of such a sheet can be, beside facets.
pub(super) fn roles(item: &Item) -> Vec<&'static str> {
    std::iter::once(naming(item)).chain(ROLES).collect()
}

/// The KPIs of a sheet, or the amendments in it.
pub(super) fn items(reader: &Reader<'_>, item: Item) -> Vec<Item> {
    let word = naming(&item);
    if reader.role(word).is_none() {
        let said = item
            .clauses
            .iter()
            .any(|clause| matches!(&clause.kind, ClauseKind::Column { role, .. } if role.text == word));
        if !said {
            let what = if item.amend { "which KPI a row amends" } else { "what the KPI of a row is called" };
            let finding = Diagnostic::error("sheet::role", item.word, format!("no column says {what}"));
            reader.slips.push(finding.help(format!("write `{word} column \"…\"` into the block")));
        }
        return Vec::new();
    }
    let sheet = Kpis { reader, item: &item, unit: unit_of_all(&item.clauses) };
    if item.amend { sheet.amendments() } else { reader.rows().filter_map(|row| sheet.declared(&row)).collect() }
}

/// A sheet of KPIs.
struct Kpis<'r, 'a> {
    reader: &'r Reader<'a>,
    item: &'r Item,
    /// The unit of all of them.
    unit: Option<RowUnit>,
}

impl<'a> Kpis<'_, 'a> {
    /// The KPI of a row.
    fn declared(&self, row: &Row<'_, 'a>) -> Option<Item> {
        let Some(name) = row.name("id") else {
            let finding = Diagnostic::error("sheet::cell::missing", row.span(), "the row names no KPI");
            self.reader.slips.push(finding.help("fill the cell, or take the row away"));
            return None;
        };
        if name.text.contains(['.', '\'', '\n']) {
            let finding = Diagnostic::error("sheet::name", name.span, "a name has no dots and no quotes");
            self.reader
                .slips
                .push(finding.help(format!("write for example `{}`", name.text.replace(['.', '\'', '\n'], "_"))));
            return None;
        }
        let title = row.text("title", true);
        let span = name.span;
        let mut clauses = self.constants();
        clauses.extend(self.cells(row));
        let names = vec![Titled { name, title }];
        let modifiers = self.item.modifiers.clone();
        Some(Item {
            span,
            word: span,
            amend: false,
            kind: ItemKind::Kpi,
            names,
            modifiers,
            sheet: None,
            clauses,
            layer: 0,
        })
    }

    /// An amendment for each KPI that the sheet names; several rows of one KPI or point are one.
    fn amendments(&self) -> Vec<Item> {
        let mut rows: IndexMap<String, (Path, Vec<Clause>)> = IndexMap::new();
        for row in self.reader.rows() {
            let Ok(path) = row.path("match") else { continue };
            let key = path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".");
            let (_, clauses) = rows.entry(key).or_insert_with(|| (path, self.constants()));
            for clause in self.cells(&row) {
                add(clauses, clause);
            }
        }
        let mut grouped = Grouped::default();
        for (_, (path, clauses)) in rows {
            grouped.add(path, clauses);
        }
        grouped.amendments(self.item)
    }

    /// The clauses that the block gives to all rows.
    fn constants(&self) -> Vec<Clause> {
        let own = self.item.clauses.iter().filter(|clause| !matches!(clause.kind, ClauseKind::Column { .. }));
        own.cloned().collect()
    }

    /// The clauses of a row. A cell that cannot be read is left out; it has been said.
    fn cells(&self, row: &Row<'_, 'a>) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for role in &self.reader.roles {
            let Some(piece) = row.piece_of(role) else { continue };
            let modifiers = role.clause.as_ref().map(|clause| clause.modifiers.clone()).unwrap_or_default();
            if let Ok(Some(kind)) = self.kind(row, role, piece) {
                clauses.push(in_cell(kind, place_of(piece), modifiers));
            }
        }
        clauses
    }

    /// What a cell says.
    fn kind(&self, row: &Row<'_, 'a>, role: &Role, piece: Piece<'_>) -> Read<Option<ClauseKind>> {
        if role.facet {
            return Ok(role.clause.as_ref().and_then(|clause| facet(clause, piece)));
        }
        let text = |word, filled| Ok(Some(ClauseKind::Text { word, text: row.text_of(piece, filled) }));
        match role.word.as_str() {
            "id" | "match" => Ok(None),
            "title" if !self.item.amend => Ok(None),
            "title" => text(TextWord::Title, true),
            "about" => text(TextWord::About, true),
            "code" => text(TextWord::Code, false),
            "source" => text(TextWord::Source, false),
            "better" => better(row, piece).map(Some),
            "weight" => row.expr_of(piece, None).map(|expr| Some(ClauseKind::Weight(expr))),
            "start" => row.expr_of(piece, self.unit_of(row)?.as_ref()).map(|expr| Some(ClauseKind::Start(expr))),
            "value" => row.expr_of(piece, self.unit_of(row)?.as_ref()).map(|expr| Some(ClauseKind::Value(expr))),
            "target" => self.target(row, piece).map(Some),
            "per" => Ok(Some(ClauseKind::Per(named(piece)))),
            word => row.clause(word, piece).map(|clause| Some(clause.kind)),
        }
    }

    /// The unit of bare numbers: that of the row, else that of all rows.
    fn unit_of(&self, row: &Row<'_, 'a>) -> Read<Option<RowUnit>> {
        let own = row.unit()?.map(|unit| RowUnit { own: false, ..unit });
        Ok(own.or_else(|| self.unit.clone()))
    }

    /// A whole target, or a number on the side that is better.
    fn target(&self, row: &Row<'_, 'a>, piece: Piece<'_>) -> Read<ClauseKind> {
        if number(piece, self.reader.grid.marks).is_none() {
            return row.clause("target", piece).map(|clause| clause.kind);
        }
        let bound = row.expr_of(piece, self.unit_of(row)?.as_ref())?;
        let constant = self.item.clauses.iter().find_map(|clause| match &clause.kind {
            ClauseKind::Better(word) => Some(word.text.clone()),
            _ => None,
        });
        let direction = match row.piece("better").map(|cell| better(row, cell)).transpose()? {
            Some(ClauseKind::Better(word)) => Some(word.text),
            _ => constant,
        };
        let kind = match direction.as_deref() {
            Some("higher") => GoalKind::AtLeast,
            Some("lower") => GoalKind::AtMost,
            _ => {
                let finding = Diagnostic::error("sheet::target", bound.span, "a target says which side of it is good");
                return row.slip(
                    finding.help("write `at least` or `at most` before the number, or name a column with `better`"),
                );
            }
        };
        let span = bound.span;
        Ok(ClauseKind::Target { goal: Goal { kind, bound, upper: None, span }, by: None, starting: None })
    }
}

/// The item that a cell names.
fn named(piece: Piece<'_>) -> Expr {
    let span = place_of(piece);
    let parts = piece.text.split('.').map(|part| Name { text: part.to_owned(), span }).collect();
    Expr { span, kind: ExprKind::Path(Path { parts, span }) }
}

/// Adds a clause; values of a facet that is there go to the others.
fn add(clauses: &mut Vec<Clause>, clause: Clause) {
    if let ClauseKind::Facet { facet, values } = &clause.kind {
        let same = clauses.iter_mut().find_map(|known| match &mut known.kind {
            ClauseKind::Facet { facet: known, values } if known.text == facet.text => Some(values),
            _ => None,
        });
        if let Some(known) = same {
            let fresh = values.iter().filter(|value| known.iter().all(|old| old.text != value.text));
            let fresh: Vec<Name> = fresh.cloned().collect();
            known.extend(fresh);
            return;
        }
    }
    clauses.push(clause);
}

/// The values of a facet in a cell, with `;` between them.
fn facet(clause: &Clause, piece: Piece<'_>) -> Option<ClauseKind> {
    let ClauseKind::Column { role, .. } = &clause.kind else { return None };
    let cell = Name { text: piece.text.to_owned(), span: place_of(piece) };
    let values = split(&cell, ';');
    (!values.is_empty()).then(|| ClauseKind::Facet { facet: role.clone(), values })
}

/// `1`, `-1`, `higher`, `lower`
fn better(row: &Row<'_, '_>, piece: Piece<'_>) -> Read<ClauseKind> {
    let span = place_of(piece);
    let word = match piece.text.to_lowercase().as_str() {
        "1" | "+1" | "higher" => "higher",
        "-1" | "\u{2212}1" | "lower" => "lower",
        _ => {
            let message = format!("`{}` is no direction", piece.text);
            let finding = Diagnostic::error("sheet::better", span, message);
            return row.slip(finding.help("write `higher` or `lower`, or 1 or -1"));
        }
    };
    Ok(ClauseKind::Better(Name { text: word.to_owned(), span }))
}
