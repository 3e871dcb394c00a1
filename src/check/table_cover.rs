//! Whether the rows of a table overlap, and whether they leave a gap; each with an example row.

use super::Checker;
use super::scope::Env;
use super::target::literal;
use crate::diagnostic::Diagnostic;
use crate::model::rules::{Case, Cell, Goal, Measure, Row, TableKey};
use crate::source::Span;
use crate::syntax::tree::ClauseKind;
use crate::value::{Date, GoalKind, ItemId, Joining, Symbol, at_least, equal, greater};

/// After so many steps the search for a gap is given up.
const MOST_STEPS: usize = 200_000;

/// One thing that an input can be.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sample {
    Word(Symbol),
    Answer(bool),
    Number(f64),
    /// Any word that no row names (of an open list such as `country`).
    Other,
}

impl Checker<'_> {
    /// No two rows fit the same case.
    pub(super) fn no_overlaps(&mut self, rows: &[Case<Row>], inputs: &[TableKey]) {
        let columns = self.columns(rows, inputs);
        for (place, later) in rows.iter().enumerate() {
            for first in rows.iter().take(place) {
                let replaced = self.replaces(later, first) || self.replaces(first, later);
                if later.when.is_some() || first.when.is_some() || replaced || !same_time(first, later) {
                    continue;
                }
                let shared: Option<Vec<Sample>> = columns
                    .iter()
                    .enumerate()
                    .map(|(column, samples)| {
                        let both = |sample: &&Sample| fits(first, column, **sample) && fits(later, column, **sample);
                        samples.iter().find(both).copied()
                    })
                    .collect();
                let told = [first, later].iter().all(|row| row.value.cells.iter().all(is_settled));
                if let Some(example) = shared.filter(|_| told) {
                    let finding = Diagnostic::error("table::overlap", later.note.span, "two rows fit the same case")
                        .here("this row")
                        .and(first.note.span, "and this one")
                        .help(format!(
                            "for example: {}; narrow one of them, or write `hits first` in the head",
                            self.example(&example, inputs)
                        ));
                    self.report(finding);
                }
            }
        }
    }

    /// In a table whose first fitting row is taken, each row has a case of its own.
    pub(super) fn all_reached(&mut self, rows: &[Case<Row>], inputs: &[TableKey]) {
        if !rows.iter().all(is_plain) {
            return;
        }
        let standing: Vec<Case<Row>> =
            rows.iter().filter(|row| !rows.iter().any(|other| self.replaces(other, row))).cloned().collect();
        let rows = standing.as_slice();
        let columns = self.columns(rows, inputs);
        for (place, row) in rows.iter().enumerate().skip(1) {
            let before: Vec<&Case<Row>> = rows.iter().take(place).collect();
            let mut search = Search { columns: &columns, within: Some(row), example: Vec::new(), steps: 0 };
            if search.gap(&before) != Found::None {
                continue;
            }
            let whole = before.iter().find(|first| covers(first, row));
            let finding =
                Diagnostic::warning("table::unreached", row.note.span, "the rows above take every case of this row");
            let finding = match whole {
                Some(first) => finding.here("never reached").and(first.note.span, "this one fits wherever it does"),
                None => finding.here("never reached"),
            };
            self.report(finding.help("move it up, or take it away"));
        }
    }

    /// Every case is fitted by a row, on every day on which the rows change.
    pub(super) fn no_gaps(&mut self, rows: &[Case<Row>], inputs: &[TableKey], span: Span) {
        // A table by year lists the years that it knows; others are missing when they are asked for.
        if inputs.contains(&TableKey::Year) || rows.is_empty() || rows.iter().any(|row| row.when.is_some()) {
            return;
        }
        if !rows.iter().all(|row| row.value.cells.iter().all(is_settled)) {
            let message = "whether the rows overlap or leave a gap cannot be told: an edge is a formula";
            let help = "write edges as figures, or try the table by tests";
            self.report(Diagnostic::advice("table::unsettled", span, message).help(help));
            return;
        }
        let columns = self.columns(rows, inputs);
        let days = days(rows);
        for day in &days {
            let valid: Vec<&Case<Row>> = rows.iter().filter(|row| is_valid(row, *day)).collect();
            let mut search = Search { columns: &columns, within: None, example: Vec::new(), steps: 0 };
            match search.gap(&valid) {
                Found::None => {}
                Found::Case => {
                    let example = self.example(&search.example, inputs);
                    let on = day.map_or_else(String::new, |day| format!(" on {day}"));
                    let help = format!("for example{on}: {example}; add a row for it");
                    return self.report(Diagnostic::warning("table::gap", span, "no row fits some cases").help(help));
                }
                Found::GaveUp => {
                    let message = "the table has too many cases to look for gaps in all of them";
                    let help = "divide it into tables with fewer inputs, or end it with a row of `any`";
                    return self.report(Diagnostic::advice("table::large", span, message).help(help));
                }
            }
        }
    }

    /// Whether a row of a narrower pack stands in the place of a row of a wider one.
    fn replaces(&self, row: &Case<Row>, other: &Case<Row>) -> bool {
        let over = self.book.packs.get(row.note.layer as usize).map(|pack| pack.over.as_slice()).unwrap_or_default();
        row.note.joining != Joining::Also && over.contains(&other.note.layer)
    }

    /// For each input what it can be: its words, or numbers at, below and above every edge that a row names.
    fn columns(&mut self, rows: &[Case<Row>], inputs: &[TableKey]) -> Vec<Vec<Sample>> {
        let mut columns = Vec::with_capacity(inputs.len());
        for (column, input) in inputs.iter().enumerate() {
            let mut samples = self.column(rows, column, *input);
            let expected = input.item().map(|input| self.expected(input)).unwrap_or_default();
            let plausible = |sample: &Sample| match sample {
                Sample::Number(number) => expected.iter().all(|goal| in_range(goal, *number)),
                _ => true,
            };
            if samples.iter().any(plausible) {
                samples.retain(plausible);
            }
            columns.push(samples);
        }
        columns
    }

    /// The ranges in which the figures of an input lie: what lies outside is withheld.
    fn expected(&mut self, input: ItemId) -> Vec<Goal> {
        let Some(measure) = self.book.item(input).map(|item| item.measure.clone()) else { return Vec::new() };
        let mut ranges = Vec::new();
        for clause in self.clauses_of(input) {
            if let ClauseKind::Expect { goal, reject: true } = &clause.kind
                && clause.modifiers.when.is_none()
            {
                ranges.extend(self.goal(goal, &measure, "the expected range", Env::of(input)));
            }
        }
        ranges
    }

    fn column(&self, rows: &[Case<Row>], column: usize, key: TableKey) -> Vec<Sample> {
        match key.item().and_then(|input| self.book.item(input)).map(|item| &item.measure) {
            Some(Measure::OneOf(words)) => words.iter().map(|word| Sample::Word(*word)).collect(),
            Some(Measure::YesNo) => vec![Sample::Answer(true), Sample::Answer(false)],
            Some(Measure::Text) => {
                let mut samples = vec![Sample::Other];
                for cell in rows.iter().filter_map(|row| row.value.cells.get(column)) {
                    if let Cell::OneOf(words) = cell {
                        samples.extend(words.iter().map(|word| Sample::Word(*word)));
                    }
                }
                samples
            }
            _ => numbers(rows, column),
        }
    }

    fn example(&self, samples: &[Sample], inputs: &[TableKey]) -> String {
        let parts = samples.iter().zip(inputs).map(|(sample, input)| {
            let Some(item) = input.item().and_then(|input| self.book.item(input)) else {
                return if let Sample::Number(year) = sample { format!("year = {year}") } else { String::new() };
            };
            let value = match sample {
                Sample::Word(word) => self.book.word(*word).to_owned(),
                Sample::Answer(answer) => if *answer { "yes" } else { "no" }.to_owned(),
                Sample::Number(number) => self.book.show_item_value(item, &crate::value::Value::Number(*number)),
                Sample::Other => "any other word".to_owned(),
            };
            format!("{} = {value}", item.name)
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// Numbers at every edge of a column, between them, and beyond them.
fn numbers(rows: &[Case<Row>], column: usize) -> Vec<Sample> {
    let mut edges: Vec<f64> = Vec::new();
    for cell in rows.iter().filter_map(|row| row.value.cells.get(column)) {
        match cell {
            Cell::Range(goal) => {
                edges.extend(literal(&goal.bound));
                edges.extend(goal.upper.as_ref().and_then(literal));
            }
            Cell::Years(years) => edges.extend(years.iter().copied().map(f64::from)),
            Cell::Any | Cell::OneOf(_) | Cell::YesNo(_) => {}
        }
    }
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    let mut samples: Vec<f64> = Vec::new();
    if let Some(first) = edges.first() {
        samples.push(first - first.abs().max(1.0));
    }
    for (place, edge) in edges.iter().enumerate() {
        samples.push(*edge);
        samples.push(edges.get(place + 1).map_or(edge + edge.abs().max(1.0), |next| f64::midpoint(*edge, *next)));
    }
    if samples.is_empty() {
        samples.push(0.0);
    }
    samples.into_iter().map(Sample::Number).collect()
}

/// What a search came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// There is no such case.
    None,
    /// There is one: the example.
    Case,
    /// There are too many to try.
    GaveUp,
}

/// The search for a case that no row fits.
struct Search<'s> {
    columns: &'s [Vec<Sample>],
    /// Only cases that this row fits.
    within: Option<&'s Case<Row>>,
    /// The beginning of the case at hand; in the end the example.
    example: Vec<Sample>,
    steps: usize,
}

impl Search<'_> {
    /// Looks for a case that none of the rows fits, which all fit what the case begins with.
    fn gap(&mut self, rows: &[&Case<Row>]) -> Found {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Found::GaveUp;
        }
        let column = self.example.len();
        let rest_any = |row: &&&Case<Row>| row.value.cells.iter().skip(column).all(|cell| *cell == Cell::Any);
        if rows.iter().any(|row| rest_any(&row)) {
            return Found::None;
        }
        let (columns, within) = (self.columns, self.within);
        let Some(samples) = columns.get(column) else { return Found::Case };
        for sample in samples.iter().filter(|sample| within.is_none_or(|row| fits(row, column, **sample))) {
            let left: Vec<&Case<Row>> = rows.iter().filter(|row| fits(row, column, *sample)).copied().collect();
            self.example.push(*sample);
            match self.gap(&left) {
                Found::None => self.example.pop(),
                found => return found,
            };
        }
        Found::None
    }
}

/// Whether a row has neither dates nor a condition, and edges that are figures.
fn is_plain(row: &Case<Row>) -> bool {
    row.when.is_none() && row.from.is_none() && row.until.is_none() && row.value.cells.iter().all(is_settled)
}

/// Whether a cell can be judged before anything is evaluated.
fn is_settled(cell: &Cell) -> bool {
    match cell {
        Cell::Range(goal) => {
            literal(&goal.bound).is_some() && goal.upper.as_ref().is_none_or(|upper| literal(upper).is_some())
        }
        _ => true,
    }
}

/// Whether a row plainly fits wherever another one does: cell by cell it is the same, or `any`.
fn covers(first: &Case<Row>, row: &Case<Row>) -> bool {
    let pairs = first.value.cells.iter().zip(&row.value.cells);
    pairs.into_iter().all(|(first, own)| *first == Cell::Any || first == own)
}

/// The days on which the rows change; one without a date where they never do.
fn days(rows: &[Case<Row>]) -> Vec<Option<Date>> {
    let mut days: Vec<Option<Date>> = rows.iter().flat_map(|row| [row.from, row.until]).flatten().map(Some).collect();
    days.sort_unstable();
    days.dedup();
    if days.is_empty() { vec![None] } else { days }
}

fn is_valid(row: &Case<Row>, day: Option<Date>) -> bool {
    day.is_none_or(|day| row.from.is_none_or(|from| from <= day) && row.until.is_none_or(|until| day <= until))
}

fn fits(row: &Case<Row>, column: usize, sample: Sample) -> bool {
    match (row.value.cells.get(column), sample) {
        (Some(Cell::Any), _) => true,
        (Some(Cell::OneOf(words)), Sample::Word(word)) => words.contains(&word),
        (Some(Cell::YesNo(wanted)), Sample::Answer(answer)) => *wanted == answer,
        (Some(Cell::Range(goal)), Sample::Number(number)) => in_range(goal, number),
        (Some(Cell::Years(years)), Sample::Number(number)) => years.iter().any(|year| f64::from(*year) == number),
        _ => false,
    }
}

/// Whether a number lies in a range; a range whose edge is no figure is taken to fit.
fn in_range(goal: &Goal, number: f64) -> bool {
    let Some(bound) = literal(&goal.bound) else { return true };
    match goal.kind {
        GoalKind::AtLeast => at_least(number, bound),
        GoalKind::Above => greater(number, bound),
        GoalKind::AtMost => at_least(bound, number),
        GoalKind::Below => greater(bound, number),
        GoalKind::Equals => equal(number, bound),
        GoalKind::Between => {
            let upper = goal.upper.as_ref().and_then(literal).unwrap_or(bound);
            at_least(number, bound) && at_least(upper, number)
        }
    }
}

fn same_time(a: &Case<Row>, b: &Case<Row>) -> bool {
    let starts_after =
        |x: &Case<Row>, y: &Case<Row>| matches!((x.from, y.until), (Some(from), Some(until)) if from > until);
    !starts_after(a, b) && !starts_after(b, a)
}
