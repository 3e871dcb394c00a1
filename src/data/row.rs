//! One row of the long form as a figure.

use super::columns::{Column, Columns};
use super::figure_value::{FigureValue, Written, figure_value};
use super::findings::Findings;
use super::lookup::{find_item, unknown_item};
use super::mark::Mark;
use super::measured::torn_number;
use super::period::{Period, read_period};
use super::problem::{CellPart, CellProblem, quoted};
use crate::cells::Marks;
use crate::cells::{Cell, Record, Slip};
use crate::cells::{any_of, as_name};
use crate::diagnostic::Diagnostic;
use crate::model::dataset::Figure;
use crate::model::rules::{Item, RuleBook};
use crate::source::{SourceId, Span, nearest};
use crate::value::{Quality, Status};

/// What is the same for all rows of a file.
#[derive(Debug)]
pub(super) struct Rows<'b> {
    pub book: &'b RuleBook,
    pub columns: Columns,
    pub source: SourceId,
    pub marks: Marks,
}

/// A row that could be read.
#[derive(Debug)]
pub(super) struct Read {
    pub figure: Figure,
    /// The period as written.
    pub period: String,
    /// The unit was taken from the rules.
    pub unit_assumed: bool,
}

/// The cells of a row that say how far its figure can be relied on.
struct Grades {
    status: Option<Status>,
    quality: Option<Quality>,
}

impl Rows<'_> {
    /// Reads a row. Nothing where something in it is wrong; all that is wrong is among the findings.
    pub(super) fn read(&self, record: &Record<'_>, findings: &mut Findings) -> Option<Read> {
        let errors = findings.errors();
        if !self.is_whole(record, findings) {
            return None;
        }
        let item = self.item(record, findings);
        let period = read_period(self.text(record, Column::Period));
        let period = period.map_err(|problem| findings.push(self.located(problem, record))).ok();
        let grades = self.grades(record, findings);
        let kept_out = grades.status.is_some_and(|status| !status.counts());
        let value = self.value(record, item?, (period, kept_out), findings);
        let (item, period, value) = (item?, period?, value?);
        if findings.errors() > errors {
            return None;
        }
        Some(self.figure(record, item, (period, value, grades), findings))
    }

    fn text<'r>(&self, record: &'r Record<'_>, column: Column) -> &'r str {
        self.columns.cell(record, column).map_or("", |cell| cell.text.as_ref())
    }

    /// Where a cell stands; the end of the row where it has no such cell.
    fn span(&self, record: &Record<'_>, column: Column) -> Span {
        let (start, end) =
            self.columns.cell(record, column).map_or((record.end, record.end), |cell| (cell.start, cell.end));
        Span::new(self.source, start, end)
    }

    fn located(&self, problem: CellProblem, record: &Record<'_>) -> Diagnostic {
        let column = match problem.part {
            CellPart::Item => Column::Item,
            CellPart::Value => Column::Value,
            CellPart::Unit => Column::Unit,
            CellPart::Period => Column::Period,
        };
        let label = format!("column `{}`", problem.part.column());
        problem.at(self.span(record, column), label)
    }

    /// Whether the row has its cells where they belong.
    fn is_whole(&self, record: &Record<'_>, findings: &mut Findings) -> bool {
        let quote = |at: usize| Span::new(self.source, at, at + 1);
        match record.slip {
            Some(Slip::Unclosed(at)) => {
                let finding = Diagnostic::error("data::row::quote", quote(at), "the quote is never closed");
                findings.push(
                    finding.here("opened here; the row is left out").help("close it with `\"` at the end of the cell"),
                );
                return false;
            }
            Some(Slip::Within(at)) => {
                let finding = Diagnostic::warning("data::row::quote", quote(at), "text follows a closing quote");
                findings.push(
                    finding.here("the cell should end here").help("double the quotes that belong to the text: `\"\"`"),
                );
            }
            None => {}
        }
        let extra = record.cells.iter().skip(self.columns.count).find(|cell| !cell.text.is_empty());
        let finding = self.torn(record, extra.is_some()).or_else(|| extra.map(|extra| self.too_long(record, extra)));
        let whole = finding.is_none();
        finding.into_iter().for_each(|finding| findings.push(finding));
        whole
    }

    fn too_long(&self, record: &Record<'_>, extra: &Cell<'_>) -> Diagnostic {
        let message = format!("the row has {} cells, the header {}", record.cells.len(), self.columns.count);
        let span = Span::new(self.source, extra.start, record.end);
        Diagnostic::error("data::row::cells", span, message)
            .here("too much")
            .help("put double quotes around a text that holds the sign between cells")
    }

    /// A decimal comma without quotes, which has pushed all further cells to the right.
    fn torn(&self, record: &Record<'_>, too_long: bool) -> Option<Diagnostic> {
        let place = self.columns.place(Column::Value)?;
        if !too_long && self.columns.place(Column::Unit) != Some(place + 1) {
            return None;
        }
        let (whole, fraction) = (record.cells.get(place)?, record.cells.get(place + 1)?);
        let written = Written { marks: self.marks, ..Written::new(&whole.text, &fraction.text) };
        let span = Span::new(self.source, whole.start, fraction.end);
        let plain = format!("{}.{}", whole.text, fraction.text);
        Some(torn_number(&written)?.at(span, "column `value`").fix(span, plain))
    }

    fn item(&self, record: &Record<'_>, findings: &mut Findings) -> Option<&Item> {
        let text = self.text(record, Column::Item);
        let found = find_item(text, self.book);
        if found.is_none() {
            let problem = if findings.full() {
                CellProblem::error("data::item::unknown", CellPart::Item, "no such item")
            } else {
                unknown_item(text, self.book)
            };
            findings.push(self.located(problem, record));
        }
        found
    }

    fn value(
        &self,
        record: &Record<'_>,
        item: &Item,
        (period, kept_out): (Option<Period>, bool),
        findings: &mut Findings,
    ) -> Option<FigureValue> {
        let written = Written {
            value: self.text(record, Column::Value),
            unit: self.text(record, Column::Unit),
            year: period.and_then(|period| period.year),
            whole_year: period.is_none_or(|period| period.whole_year),
            marks: self.marks,
        };
        let named = |finding: Diagnostic| {
            let label = finding.labels.first().map(|label| label.text.clone()).unwrap_or_default();
            finding.here(format!("{label}, `{}`", item.name))
        };
        match figure_value(&written, item, self.book) {
            Ok(mut value) => {
                let remarks = std::mem::take(&mut value.remarks);
                remarks.into_iter().for_each(|remark| findings.push(named(self.located(remark, record))));
                Some(value)
            }
            // The status keeps it out of every formula: it is shown as it was written.
            Err(_) if kept_out => Some(FigureValue::plain(None, None, written.unit)),
            Err(problems) => {
                problems.into_iter().for_each(|problem| findings.push(named(self.located(problem, record))));
                None
            }
        }
    }

    fn grades(&self, record: &Record<'_>, findings: &mut Findings) -> Grades {
        let (status, quality) = (self.text(record, Column::Status), self.text(record, Column::Quality));
        let grades =
            Grades { status: Status::from_word(&as_name(status)), quality: Quality::from_word(&as_name(quality)) };
        if grades.status.is_none() && !status.is_empty() {
            findings.push(self.unknown_word(record, Column::Status, &Status::ALL.map(Status::word)));
        }
        if grades.quality.is_none() && !quality.is_empty() {
            findings.push(self.unknown_word(record, Column::Quality, &Quality::ALL.map(Quality::word)));
        }
        grades
    }

    fn unknown_word(&self, record: &Record<'_>, column: Column, known: &[&str]) -> Diagnostic {
        let (what, code) = match column {
            Column::Status => ("status", "data::status::unknown"),
            _ => ("quality", "data::quality::unknown"),
        };
        let (text, span) = (self.text(record, column), self.span(record, column));
        let near = if text.len() < 100 { nearest(&as_name(text), known.iter().copied()) } else { None };
        let finding =
            Diagnostic::error(code, span, format!("{} is no {what}", quoted(text))).here(format!("column `{what}`"));
        match near {
            Some(word) => finding.help(format!("did you mean `{word}`?")).fix(span, word),
            None => finding.help(format!("write {}, or leave the cell empty", any_of(known.iter().copied()))),
        }
    }

    fn figure(
        &self,
        record: &Record<'_>,
        item: &Item,
        (period, value, grades): (Period, FigureValue, Grades),
        findings: &mut Findings,
    ) -> Read {
        let status = self.status(record, item, &value, grades.status, findings);
        let owned = |column| self.text(record, column).to_owned();
        let written_period = owned(Column::Period);
        let mut note = owned(Column::Note);
        if value.mark == Some(Mark::Suppressed) && note.is_empty() {
            note = format!("suppressed by the office that publishes it (`{}`)", self.text(record, Column::Value));
        }
        if period.finer {
            let gap = if note.is_empty() { "" } else { "; " };
            note = format!("period {written_period}{gap}{note}");
        }
        let figure = Figure {
            item: item.id,
            year: period.year,
            value: value.value,
            printed: owned(Column::Value),
            unit: value.unit,
            status,
            quality: grades.quality,
            source: owned(Column::Source),
            place: owned(Column::Place),
            note,
            currency: value.currency,
            converted: value.converted,
            line: record.line,
            span: self.span(record, Column::Value),
        };
        Read { figure, period: written_period, unit_assumed: value.unit_assumed }
    }

    /// The status of a figure, with what is to be said where status and value do not go together. A verification report
    /// withholds a figure that could not be verified: without a value, `not_verified` is a refusal.
    fn status(
        &self,
        record: &Record<'_>,
        item: &Item,
        value: &FigureValue,
        written: Option<Status>,
        findings: &mut Findings,
    ) -> Status {
        if value.mark == Some(Mark::Hyphen) && written.is_none_or(Status::counts) {
            let span = self.span(record, Column::Value);
            let message = format!("a hyphen stands for the value of `{}`; it is read as not available", item.name);
            findings.push(
                Diagnostic::advice("data::value::hyphen", span, message)
                    .here("column `value`")
                    .help("write `0` if it is none"),
            );
        } else if value.value.is_none()
            && let Some(counting) = written.filter(|status| status.counts() && *status != Status::NotVerified)
        {
            let span = self.span(record, Column::Status);
            let message = format!("`{}` has the status `{}` and no value", item.name, counting.word());
            findings.push(
                Diagnostic::warning("data::status::no_value", span, message)
                    .here("column `status`")
                    .and(self.span(record, Column::Value), "no value")
                    .help("write the value, or the status `not_reported`"),
            );
        }
        if written == Some(Status::NotApplicable) && self.text(record, Column::Note).is_empty() {
            let message = format!("it is not said why `{}` is not applicable", item.name);
            findings.push(
                Diagnostic::warning("data::status::no_reason", self.span(record, Column::Status), message)
                    .here("column `status`")
                    .help("write the reason in the column `note`"),
            );
        }
        match written {
            Some(Status::NotVerified) if value.value.is_none() => Status::Rejected,
            Some(status) if value.value.is_some() || !status.counts() => status,
            None if value.value.is_some() => Status::Reported,
            _ => Status::NotReported,
        }
    }
}
