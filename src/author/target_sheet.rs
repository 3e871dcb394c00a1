//! The targets in use as a sheet, which `targets from` reads back.

use super::listing::Listing;
use super::show::held_clauses;
use crate::diagnostic::{Checked, Diagnostic};
use crate::layer::Joined;
use crate::sheet::TARGET_COLUMNS;
use crate::syntax::print::{print_clause, print_expression};
use crate::syntax::tree::{Clause, ClauseKind, Expr, ExprKind, Item, ItemKind, Modifiers, Name, WrittenDate};
use crate::value::Date;

/// Writes the targets and starts of the packs in use, one row for each, with every column that some row needs.
///
/// Of several packs one sheet is made: what a narrower pack beats is left out. Where one pack cannot say what several say
/// together there is a finding.
#[must_use]
pub fn target_sheet(joined: &Joined) -> Checked<Listing> {
    let mut sheet = Sheet::default();
    for item in held_clauses(joined).iter().filter(|item| item.kind == ItemKind::Kpi) {
        if let Some(titled) = item.names.first() {
            sheet.of_item(item, &[titled.name.clone()]);
        }
    }
    sheet.finished()
}

/// A row, cell by cell in the order of [`TARGET_COLUMNS`].
type Row = Vec<String>;

#[derive(Default)]
struct Sheet {
    rows: Vec<Row>,
    findings: Vec<Diagnostic>,
}

impl Sheet {
    fn of_item(&mut self, item: &Item, path: &[Name]) {
        let mut points: Vec<(Name, Vec<Clause>)> = Vec::new();
        for clause in &item.clauses {
            let ClauseKind::Item(inner) = &clause.kind else { continue };
            for titled in inner.names.iter().filter(|_| inner.kind == ItemKind::Points) {
                match points.iter_mut().find(|(name, _)| name.text == titled.name.text) {
                    Some((_, clauses)) => clauses.extend(inner.clauses.iter().cloned()),
                    None => points.push((titled.name.clone(), inner.clauses.clone())),
                }
            }
        }
        self.of_clauses(&item.clauses, path);
        for (name, clauses) in points {
            self.of_clauses(&clauses, &[path, &[name]].concat());
        }
    }

    fn of_clauses(&mut self, clauses: &[Clause], path: &[Name]) {
        let targets = self.flat(clauses, |kind| {
            matches!(kind, ClauseKind::Target { .. } | ClauseKind::TargetAgainst(_) | ClauseKind::NoBenchmark)
        });
        let mut starts = self.flat(clauses, |kind| matches!(kind, ClauseKind::Start(_)));
        let item = path.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(".");
        for target in targets {
            let place = starts.iter().position(|start| goes_with(target, start));
            let start = place.map(|place| starts.remove(place));
            self.rows.push(row(&item, Some(target), start));
        }
        for start in starts {
            self.rows.push(row(&item, None, Some(start)));
        }
    }

    /// Clauses of several packs as those of one.
    fn flat<'c>(&mut self, clauses: &'c [Clause], wanted: impl Fn(&ClauseKind) -> bool) -> Vec<&'c Clause> {
        let all: Vec<&Clause> = clauses.iter().filter(|clause| wanted(&clause.kind)).collect();
        let mut kept = Vec::new();
        for clause in &all {
            let mut beaten = false;
            for above in all.iter().filter(|above| above.layer > clause.layer) {
                match together(clause, above) {
                    Together::Fit => {}
                    Together::Beaten => beaten = true,
                    Together::Apart => self.apart(clause, above),
                }
            }
            if !beaten {
                kept.push(*clause);
            }
        }
        kept
    }

    fn apart(&mut self, clause: &Clause, above: &Clause) {
        let message = "one pack cannot say what these two packs say together";
        self.findings.push(
            Diagnostic::warning("sheet::target::layers", clause.span, message)
                .here("of the wider pack")
                .and(above.span, "of the narrower one")
                .help("list the packs apart: `yardstick list targets PACK --format sheet`, or mend the rows by hand"),
        );
    }

    fn finished(self) -> Checked<Listing> {
        let used = |column: usize| {
            column < 3 || self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
        };
        let columns: Vec<usize> = (0..TARGET_COLUMNS.len()).filter(|column| used(*column)).collect();
        let names = columns.iter().filter_map(|column| TARGET_COLUMNS.get(*column)).copied();
        let mut listing = Listing::new(names);
        for row in &self.rows {
            listing.rows.push(columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect());
        }
        Checked { value: listing, findings: self.findings }
    }
}

/// How a clause of a wider pack and one of a narrower pack meet.
enum Together {
    /// In one pack they hold as they do in two.
    Fit,
    /// The wider one never holds.
    Beaten,
    /// In one pack they would hold otherwise.
    Apart,
}

fn together(below: &Clause, above: &Clause) -> Together {
    let (low, high) = (&below.modifiers, &above.modifiers);
    let (starts_low, starts_high) = (first_day(low), first_day(high));
    let covers = high.until.is_none() && starts_high <= starts_low;
    match (low.when.is_some(), high.when.is_some()) {
        (_, false) if covers => Together::Beaten,
        (false, true) => Together::Fit,
        (low_asks, high_asks) if low_asks == high_asks && starts_high > starts_low => Together::Fit,
        _ if ends_before(low, high) || ends_before(high, low) => Together::Fit,
        _ => Together::Apart,
    }
}

fn first_day(modifiers: &Modifiers) -> Option<Date> {
    modifiers.from.map(|date| Date::first(date.year, date.month, date.day))
}

fn ends_before(one: &Modifiers, other: &Modifiers) -> bool {
    let last = one.until.map(|date| Date::last(date.year, date.month, date.day));
    matches!((last, first_day(other)), (Some(last), Some(first)) if last < first)
}

/// Whether a start may stand in the row of a target: they hold at the same time and under the same condition.
fn goes_with(target: &Clause, start: &Clause) -> bool {
    let (one, other) = (&target.modifiers, &start.modifiers);
    let when = |modifiers: &Modifiers| modifiers.when.as_ref().map(print_expression);
    let named = other.name.is_some() || !other.over.is_empty();
    first_day(one) == first_day(other)
        && day(one.until.as_ref()) == day(other.until.as_ref())
        && when(one) == when(other)
        && !named
}

fn row(item: &str, target: Option<&Clause>, start: Option<&Clause>) -> Row {
    let mut cells: Vec<(&str, String)> = vec![("item", item.to_owned())];
    let bounds: Vec<&Expr> = match target.map(|clause| &clause.kind) {
        Some(ClauseKind::Target { goal, .. }) => std::iter::once(&goal.bound).chain(&goal.upper).collect(),
        _ => Vec::new(),
    };
    let first = match start.map(|clause| &clause.kind) {
        Some(ClauseKind::Start(expr)) => Some(expr),
        _ => None,
    };
    let unit = shared_unit(bounds.iter().copied().chain(first));
    let value = |expr: &Expr| if unit.is_some() { bare(expr).0 } else { print_expression(expr) };
    if let Some(clause) = target {
        cells.extend(target_cells(clause, &value));
    }
    cells.extend(first.map(|expr| ("start", value(expr))));
    cells.extend(unit.clone().map(|unit| ("unit", unit)));
    if let Some(modifiers) = start.map(|clause| &clause.modifiers) {
        cells.push(("start_basis", word(modifiers.basis.as_ref())));
        cells.push(("start_source", modifiers.source.as_ref().map_or_else(String::new, |text| text.text.clone())));
        cells.push(("start_because", modifiers.because.as_ref().map_or_else(String::new, |text| text.text.clone())));
        cells.push(("start_evidence", word(modifiers.evidence.as_ref())));
    }
    if let Some(modifiers) = target.or(start).map(|clause| &clause.modifiers) {
        cells.push(("from", day(modifiers.from.as_ref())));
        cells.push(("until", day(modifiers.until.as_ref())));
        cells.push(("when", modifiers.when.as_ref().map(print_expression).unwrap_or_default()));
    }
    if let Some(modifiers) = target.map(|clause| &clause.modifiers) {
        cells.push(("basis", word(modifiers.basis.as_ref())));
        cells.push(("source", modifiers.source.as_ref().map_or_else(String::new, |text| text.text.clone())));
        cells.push(("because", modifiers.because.as_ref().map_or_else(String::new, |text| text.text.clone())));
        cells.push(("evidence", word(modifiers.evidence.as_ref())));
        cells.push(("as", word(modifiers.name.as_ref())));
        cells.push(("over", modifiers.over.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", ")));
    }
    let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map(|(_, cell)| cell.clone());
    TARGET_COLUMNS.iter().map(|column| cell(column).unwrap_or_default()).collect()
}

/// What a target itself says.
fn target_cells(clause: &Clause, value: &dyn Fn(&Expr) -> String) -> Vec<(&'static str, String)> {
    match &clause.kind {
        ClauseKind::NoBenchmark => vec![("kind", "no benchmark".to_owned())],
        ClauseKind::Target { goal, by, starting } => {
            let mut cells = vec![("kind", goal.kind.words().to_owned()), ("target", value(&goal.bound))];
            cells.extend(goal.upper.as_ref().map(|upper| ("upper", value(upper))));
            cells.push(("by", day(by.as_ref())));
            cells.extend(starting.as_ref().map(|starting| ("starting", print_expression(starting))));
            cells
        }
        ClauseKind::TargetAgainst(against) => {
            let mut whole = against.clone();
            let (by, starting) = (whole.by.take(), whole.starting.take());
            let bare =
                Clause { kind: ClauseKind::TargetAgainst(whole), modifiers: Modifiers::default(), ..clause.clone() };
            let said = print_clause(&bare);
            let mut cells = vec![("target", said.trim_start_matches("target ").to_owned()), ("by", day(by.as_ref()))];
            cells.extend(starting.as_ref().map(|starting| ("starting", print_expression(starting))));
            cells
        }
        _ => Vec::new(),
    }
}

/// The unit that all numbers of a row are in; nothing where one is a formula, or they differ.
fn shared_unit<'e>(mut numbers: impl Iterator<Item = &'e Expr>) -> Option<String> {
    let unit = bare(numbers.next()?).1?;
    numbers.all(|number| bare(number).1.as_ref() == Some(&unit)).then_some(unit)
}

/// The number of a plain quantity, and its unit.
fn bare(expr: &Expr) -> (String, Option<String>) {
    match &expr.kind {
        ExprKind::Quantity { number, unit } => (number.to_string(), unit.as_ref().map(ToString::to_string)),
        ExprKind::Negate(inner) => {
            let (number, unit) = bare(inner);
            (format!("-{number}"), unit)
        }
        _ => (print_expression(expr), None),
    }
}

fn word(name: Option<&Name>) -> String {
    name.map_or_else(String::new, |name| name.text.clone())
}

fn day(date: Option<&WrittenDate>) -> String {
    let Some(date) = date else { return String::new() };
    let parts = [date.month, date.day].into_iter().flatten().map(|part| format!("-{part:02}"));
    format!("{:04}{}", date.year, parts.collect::<String>())
}
