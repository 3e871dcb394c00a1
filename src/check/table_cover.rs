//! Whether the rows of a table overlap, and whether they leave a gap; each with an example row.

use super::Checker;
use super::target::literal;
use crate::diagnostic::Diagnostic;
use crate::model::rules::{Case, Cell, Goal, Joining, Measure, Row};
use crate::source::Span;
use crate::value::{GoalKind, ItemId, Symbol, at_least, equal, greater};

/// More combinations than this are not tried.
const MOST_COMBINATIONS: usize = 20_000;

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
    pub(super) fn no_overlaps(&mut self, rows: &[Case<Row>], inputs: &[ItemId]) {
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
                if let Some(example) = shared {
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

    /// Every case is fitted by a row.
    pub(super) fn no_gaps(&mut self, rows: &[Case<Row>], inputs: &[ItemId], span: Span) {
        if rows.is_empty() || rows.iter().any(|row| row.when.is_some() || row.from.is_some() || row.until.is_some()) {
            return;
        }
        let standing: Vec<Case<Row>> =
            rows.iter().filter(|row| !rows.iter().any(|other| self.replaces(other, row))).cloned().collect();
        let rows = standing.as_slice();
        let columns = self.columns(rows, inputs);
        let combinations = columns.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
        if combinations.is_none_or(|count| count > MOST_COMBINATIONS) {
            return;
        }
        let mut example = Vec::new();
        if find_gap(rows, &columns, &mut example) {
            let message = "no row fits some cases";
            let help = format!("for example: {}; add a row for it", self.example(&example, inputs));
            self.report(Diagnostic::warning("table::gap", span, message).help(help));
        }
    }

    /// Whether a row of a narrower pack stands in the place of a row of a wider one.
    fn replaces(&self, row: &Case<Row>, other: &Case<Row>) -> bool {
        let over = self.book.packs.get(row.note.layer as usize).map(|pack| pack.over.as_slice()).unwrap_or_default();
        row.note.joining != Joining::Also && over.contains(&other.note.layer)
    }

    /// For each input what it can be: its words, or numbers at, below and above every edge that a row names.
    fn columns(&self, rows: &[Case<Row>], inputs: &[ItemId]) -> Vec<Vec<Sample>> {
        inputs.iter().enumerate().map(|(column, input)| self.column(rows, column, *input)).collect()
    }

    fn column(&self, rows: &[Case<Row>], column: usize, input: ItemId) -> Vec<Sample> {
        match self.book.item(input).map(|item| &item.measure) {
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

    fn example(&self, samples: &[Sample], inputs: &[ItemId]) -> String {
        let parts = samples.iter().zip(inputs).map(|(sample, input)| {
            let Some(item) = self.book.item(*input) else { return String::new() };
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
        if let Cell::Range(goal) = cell {
            edges.extend(literal(&goal.bound));
            edges.extend(goal.upper.as_ref().and_then(literal));
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

fn find_gap(rows: &[Case<Row>], columns: &[Vec<Sample>], example: &mut Vec<Sample>) -> bool {
    let Some(samples) = columns.get(example.len()) else {
        let fitted = |row: &Case<Row>| example.iter().enumerate().all(|(column, sample)| fits(row, column, *sample));
        return !rows.iter().any(fitted);
    };
    for sample in samples {
        example.push(*sample);
        if find_gap(rows, columns, example) {
            return true;
        }
        example.pop();
    }
    false
}

fn fits(row: &Case<Row>, column: usize, sample: Sample) -> bool {
    match (row.value.cells.get(column), sample) {
        (Some(Cell::Any), _) => true,
        (Some(Cell::OneOf(words)), Sample::Word(word)) => words.contains(&word),
        (Some(Cell::YesNo(wanted)), Sample::Answer(answer)) => *wanted == answer,
        (Some(Cell::Range(goal)), Sample::Number(number)) => in_range(goal, number),
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
