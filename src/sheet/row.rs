//! A row of a sheet, and what may follow every clause that is made of one.

use super::cell::{Read, decimal_points, number, with_unit};
use super::reader::{Reader, Role};
use crate::cells::Record;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{
    BinaryOp, Cell, Clause, ClauseKind, CompareOp, Expr, ExprKind, Goal, GoalKind, ModifierParts, Modifiers, Name,
    Path, Text, UnitSpec, WrittenDate,
};
use crate::syntax::{Piece, parse_cell, parse_clause, parse_text};
use crate::unit::UnitExpr;

/// A row with the meaning of its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r, 'a> {
    pub reader: &'r Reader<'a>,
    pub record: &'r Record<'a>,
}

impl<'r> Row<'r, '_> {
    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        self.reader.grid.span(self.record.start, self.record.end)
    }

    /// The cell in a column; nothing where it is empty.
    pub(super) fn piece_of(&self, role: &Role) -> Option<Piece<'r>> {
        self.reader.grid.piece(self.record, role.column)
    }

    /// The cell in the column of a word.
    pub(super) fn piece(&self, word: &str) -> Option<Piece<'r>> {
        self.piece_of(self.reader.role(word)?)
    }

    /// Where the cell of a word stands; the whole row where there is none.
    pub(super) fn place(&self, word: &str) -> Span {
        self.piece(word).map_or_else(|| self.span(), place_of)
    }

    /// Keeps a finding.
    pub(super) fn slip<T>(&self, finding: Diagnostic) -> Read<T> {
        self.reader.slips.push(finding);
        Err(super::cell::Broken)
    }

    fn kept<T>(&self, result: Result<T, Diagnostic>) -> Read<T> {
        result.or_else(|finding| self.slip(finding))
    }

    /// The clause that a word makes together with a cell.
    pub(super) fn clause(&self, word: &str, piece: Piece<'_>) -> Read<Clause> {
        let commas = !self.reader.grid.marks.comma_file || self.is_quoted(piece);
        let text = decimal_points(piece.text, commas);
        self.kept(parse_clause(word, Piece { text: &text, ..piece }))
    }

    fn is_quoted(&self, piece: Piece<'_>) -> bool {
        let at = |cell: &crate::cells::Cell<'_>| cell.start <= piece.offset && piece.offset <= cell.end;
        self.record.cells.iter().position(at).is_some_and(|column| self.reader.grid.quoted(self.record, column))
    }

    /// The cell of a word as an expression; a bare number takes the unit of its row.
    pub(super) fn expr(&self, word: &str, unit: Option<&RowUnit>) -> Read<Option<Expr>> {
        self.piece(word).map(|piece| self.expr_of(piece, unit)).transpose()
    }

    /// A cell as an expression.
    pub(super) fn expr_of(&self, piece: Piece<'_>, unit: Option<&RowUnit>) -> Read<Expr> {
        let expr = match number(piece, self.reader.grid.marks) {
            Some(read) => self.kept(read)?,
            None => match self.clause("value", piece)?.kind {
                ClauseKind::Value(expr) => expr,
                _ => return self.slip(broken(place_of(piece), "this is no formula")),
            },
        };
        let Some(unit) = unit else { return Ok(expr) };
        let fits = with_unit(expr, unit);
        fits.or_else(|expr| {
            let finding = Diagnostic::error("sheet::cell::unit", unit.span, "the unit follows no plain number")
                .and(expr.span, "this has a unit of its own, or is a formula")
                .help("empty the cell of the unit, and write units where the numbers stand");
            if unit.own { self.slip(finding) } else { Ok(expr) }
        })
    }

    /// The unit of the row's numbers, in its column `unit`.
    pub(super) fn unit(&self) -> Read<Option<RowUnit>> {
        let Some(piece) = self.piece("unit") else { return Ok(None) };
        match self.clause("unit", piece)?.kind {
            ClauseKind::Unit(UnitSpec::Of(unit, span)) => Ok(Some(RowUnit { unit, span, own: true })),
            ClauseKind::Unit(_) => Ok(None),
            _ => self.slip(broken(place_of(piece), "this is no unit")),
        }
    }

    /// The cell of a word as a text.
    pub(super) fn text(&self, word: &str, filled: bool) -> Option<Text> {
        self.piece(word).map(|piece| self.text_of(piece, filled))
    }

    /// A cell as a text.
    pub(super) fn text_of(&self, piece: Piece<'_>, filled: bool) -> Text {
        let text = parse_text(piece, filled);
        text.findings.into_iter().for_each(|finding| self.reader.slips.push(finding));
        text.value
    }

    /// A cell as a name, which may be any text.
    pub(super) fn name(&self, word: &str) -> Option<Name> {
        self.piece(word).map(|piece| Name { text: piece.text.to_owned(), span: place_of(piece) })
    }

    /// The cell of a word as a name of an item, with dots; a code where it is no name.
    pub(super) fn path(&self, word: &str) -> Read<Path> {
        match self.piece(word) {
            Some(piece) => Ok(super::cell::path(piece)),
            None => {
                let message = format!("the row says nothing in its column `{word}`");
                self.slip(
                    Diagnostic::error("sheet::cell::missing", self.span(), message)
                        .help("fill the cell, or take the row away"),
                )
            }
        }
    }

    /// The cell of a word as a date.
    pub(super) fn date(&self, word: &str) -> Read<Option<WrittenDate>> {
        let Some(piece) = self.piece(word) else { return Ok(None) };
        match self.clause(if word == "until" { "until" } else { "from" }, piece)?.kind {
            ClauseKind::From(date) | ClauseKind::Until(date) => Ok(Some(date)),
            _ => self.slip(broken(place_of(piece), "this is no date")),
        }
    }

    /// What follows the clause of this row: dates, condition, authority; `by` is the attribute that picks the row.
    pub(super) fn modifiers(&self, by: Option<&Name>) -> Read<Modifiers> {
        let when = match self.piece("when") {
            Some(piece) => match self.clause("when", piece)?.kind {
                ClauseKind::When(condition) => Some(condition),
                _ => return self.slip(broken(place_of(piece), "this is no condition")),
            },
            None => None,
        };
        let picked = by.map(|by| self.picked(by)).transpose()?.flatten();
        let over = self.name("over").into_iter().flat_map(|names| split(&names, ','));
        let modifiers = ModifierParts {
            from: self.date("from")?,
            until: self.date("until")?,
            when: both(picked, when),
            source: self.text("source", false),
            basis: self.name("basis"),
            because: self.text("because", true),
            evidence: self.name("evidence"),
            name: self.name("as"),
            over: over.collect(),
            ..ModifierParts::default()
        };
        Ok(modifiers.into())
    }

    /// The condition that the attribute is what the row says; none where it says nothing, or `any`.
    fn picked(&self, by: &Name) -> Read<Option<Expr>> {
        let Some(piece) = self.piece(&by.text) else { return Ok(None) };
        Ok(condition(by, self.kept(parse_cell(piece))?))
    }

    /// The cell of a decision table in the column of an input; an empty one fits everything.
    pub(super) fn table_cell(&self, word: &str) -> Read<Cell> {
        match self.piece(word) {
            Some(piece) => {
                let commas = !self.reader.grid.marks.comma_file || self.is_quoted(piece);
                let text = decimal_points(piece.text, commas);
                self.kept(parse_cell(Piece { text: &text, ..piece }))
            }
            None => Ok(Cell::Any(self.span())),
        }
    }
}

/// The unit that bare numbers of a row are in.
#[derive(Debug, Clone)]
pub(super) struct RowUnit {
    /// The unit.
    pub unit: UnitExpr,
    /// Where it stands.
    pub span: Span,
    /// It stands in the row; else it is that of the whole sheet.
    pub own: bool,
}

/// Where a piece stands.
pub(super) fn place_of(piece: Piece<'_>) -> Span {
    Span::new(piece.source, piece.offset, piece.offset + piece.text.len())
}

/// A name that lists several, each with its place.
pub(super) fn split(names: &Name, sign: char) -> Vec<Name> {
    let mut start = 0;
    let mut all = Vec::new();
    for part in names.text.split(sign) {
        let blank = part.len() - part.trim_start().len();
        let first = names.span.start as usize + start + blank;
        let span = Span::new(names.span.source, first, first + part.trim().len());
        if !part.trim().is_empty() {
            all.push(Name { text: part.trim().to_owned(), span });
        }
        start += part.len() + sign.len_utf8();
    }
    all
}

/// A clause that stands in a cell.
pub(super) fn in_cell(kind: ClauseKind, span: Span, modifiers: Modifiers) -> Clause {
    Clause { span, word: span, kind, modifiers, layer: 0 }
}

fn broken(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error("sheet::cell::broken", span, message).help("look at the same clause in the text of a rule")
}

/// Two conditions that must both hold.
fn both(first: Option<Expr>, second: Option<Expr>) -> Option<Expr> {
    match (first, second) {
        (Some(left), Some(right)) => Some(binary(BinaryOp::And, left, right)),
        (one, other) => one.or(other),
    }
}

fn binary(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    Expr { span: left.span.to(right.span), kind: ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) } }
}

/// The condition that an attribute is what a cell says; none where the cell fits everything.
fn condition(by: &Name, cell: Cell) -> Option<Expr> {
    match cell {
        Cell::Any(_) => None,
        Cell::OneOf(words) => words
            .into_iter()
            .map(|word| compare(by, CompareOp::Equal, word_of(word)))
            .reduce(|left, right| binary(BinaryOp::Or, left, right)),
        Cell::Range(goal) => Some(in_range(by, goal)),
    }
}

/// A word of a choice, or a year.
fn word_of(word: Name) -> Expr {
    let span = word.span;
    match word.text.parse::<f64>() {
        Ok(number) => Expr { span, kind: ExprKind::Quantity { number, unit: None } },
        Err(_) => Expr { span, kind: ExprKind::Path(Path { parts: vec![word], span }) },
    }
}

fn in_range(by: &Name, goal: Goal) -> Expr {
    let op = match goal.kind {
        GoalKind::AtLeast | GoalKind::Between => CompareOp::AtLeast,
        GoalKind::Above => CompareOp::Greater,
        GoalKind::AtMost => CompareOp::AtMost,
        GoalKind::Below => CompareOp::Less,
        GoalKind::Equals => CompareOp::Equal,
    };
    let first = compare(by, op, goal.bound);
    match goal.upper {
        Some(upper) => binary(BinaryOp::And, first, compare(by, CompareOp::AtMost, upper)),
        None => first,
    }
}

fn compare(by: &Name, op: CompareOp, right: Expr) -> Expr {
    let span = right.span;
    let left = Expr { span: by.span, kind: ExprKind::Path(Path { parts: vec![by.clone()], span: by.span }) };
    Expr { span, kind: ExprKind::Compare { op, left: Box::new(left), right: Box::new(right), within: None } }
}
