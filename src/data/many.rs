//! Many cities in one sheet: a row for each city, or for each city and year, and a column for each item.

use indexmap::IndexMap;

use super::city::{Said, check_modifiers, foreign_clause, head, title};
use super::figure_value::{FigureValue, Written, figure_value};
use super::findings::Findings;
use super::lookup::find_item;
use super::period::{Period, read_period};
use super::problem::{CellPart, CellProblem};
use crate::cells::{Cell, Record, Table, any_of};
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::dataset::{City, Dataset, Figure};
use crate::model::rules::{Item as Entry, RuleBook};
use crate::source::{SourceId, Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Item, NamesWord, TextWord};
use crate::value::{ItemId, Status};

/// What columns can be besides items and attributes.
const ROLES: [&str; 3] = ["id", "title", "period"];

/// What is known of all cities of a sheet: their packs and attributes, without names.
#[must_use]
pub fn shared_city(item: &Item) -> Checked<City> {
    let mut findings = Vec::new();
    let mut city = City { name: head(item).text, title: title(item), ..City::default() };
    let mut said = Said::default();
    check_modifiers(&item.modifiers, "cities", &mut findings);
    for clause in &item.clauses {
        match &clause.kind {
            ClauseKind::Names { word: NamesWord::Uses, names } => {
                city.uses.extend(names.iter().map(|name| name.text.clone()));
            }
            ClauseKind::Facet { facet, values } if said.first(&format!("{}:", facet.text), facet.span, &mut findings) => {
                city.attributes.extend(values.first().map(|value| (facet.text.clone(), value.text.clone())));
            }
            ClauseKind::Text { word: TextWord::About, text } => city.about = Some(text.text.clone()),
            ClauseKind::Facet { .. }
            | ClauseKind::Column { .. }
            | ClauseKind::Year(_)
            | ClauseKind::Text { word: TextWord::Source, .. } => {}
            _ => findings.push(foreign_clause(
                clause,
                "cities",
                "`uses`, `id`, `title`, `period` and names of inputs with `column \"…\"`, `year`, `source`, `about`, and attributes with a colon",
            )),
        }
    }
    if city.uses.is_empty() {
        let finding = Diagnostic::warning("data::city::uses", head(item).span, "the cities name no packs");
        findings.push(finding.here("by which rules are they judged?").help("add `uses PACK` to the block"));
    }
    Checked { value: city, findings }
}

/// Reads the cities of a sheet. What is broken is left out with a finding that points at its cell.
#[must_use]
pub fn read_cities(
    item: &Item,
    (source, table): (SourceId, &Table<'_>),
    book: &RuleBook,
    shared: &City,
) -> Checked<Vec<Dataset>> {
    let mut findings = Findings::default();
    let columns = Columns::read(item, table, book, &mut findings);
    let mut cities: IndexMap<String, Seen> = IndexMap::new();
    if let Some(columns) = columns {
        let sheet = Wide { source, table, columns, book, shared };
        for record in &table.rows {
            if findings.enough() {
                break;
            }
            sheet.row(record, &mut cities, &mut findings);
        }
    }
    Checked { value: cities.into_values().map(|seen| seen.data).collect(), findings: findings.finish() }
}

/// A city of which some rows were read.
struct Seen {
    data: Dataset,
    /// The periods of its rows, with the places of their first cells.
    periods: Vec<(Option<i32>, Span)>,
}

/// What the columns of a sheet are.
struct Columns<'b> {
    id: usize,
    title: Option<usize>,
    period: Option<usize>,
    year: Option<i32>,
    source: String,
    attributes: Vec<(String, usize)>,
    items: Vec<(&'b Entry, usize)>,
}

impl<'b> Columns<'b> {
    fn read(item: &Item, table: &Table<'_>, book: &'b RuleBook, findings: &mut Findings) -> Option<Self> {
        let mut columns = Self {
            id: usize::MAX,
            title: None,
            period: None,
            year: None,
            source: String::new(),
            attributes: Vec::new(),
            items: Vec::new(),
        };
        let mut taken: Vec<usize> = Vec::new();
        for clause in &item.clauses {
            columns.clause(clause, table, (book, &mut taken), findings);
        }
        let unnamed = columns.id == usize::MAX;
        let said = item
            .clauses
            .iter()
            .any(|clause| matches!(&clause.kind, ClauseKind::Column { role, .. } if role.text == "id"));
        if unnamed && !said {
            let finding =
                Diagnostic::error("data::cities::id", item.word, "no column says what the city of a row is called");
            findings.push(finding.help("write `id column \"…\"` into the block"));
        }
        columns.by_custom(table, (item.word, &taken), book, findings);
        (!unnamed).then_some(columns)
    }

    fn clause(
        &mut self,
        clause: &Clause,
        table: &Table<'_>,
        (book, taken): (&'b RuleBook, &mut Vec<usize>),
        findings: &mut Findings,
    ) {
        match &clause.kind {
            ClauseKind::Year(year) => self.year = Some(*year),
            ClauseKind::Text { word: TextWord::Source, text } => self.source.clone_from(&text.text),
            ClauseKind::Column { role, facet, column } => {
                let Some(place) = table.column(&column.text) else {
                    let names = table.header.cells.iter().map(|cell| cell.text.as_ref());
                    let finding = Diagnostic::error(
                        "data::cities::column",
                        column.span,
                        format!("the sheet has no column `{}`", column.text),
                    );
                    findings.push(match nearest(&column.text, names.filter(|name| name.len() < 100)) {
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None => finding.help("name one of its columns as its first line has it"),
                    });
                    return;
                };
                taken.push(place);
                match role.text.as_str() {
                    _ if *facet => self.attributes.push((role.text.clone(), place)),
                    "id" => self.id = place,
                    "title" => self.title = Some(place),
                    "period" => self.period = Some(place),
                    name => match find_item(name, book) {
                        Some(item) => self.items.push((item, place)),
                        None => {
                            let known = ROLES.into_iter().chain(book.item_names.keys().map(String::as_str));
                            let message = format!("`{name}` is no input, KPI or point, nor {}", any_of(ROLES));
                            let finding = Diagnostic::error("data::cities::role", role.span, message);
                            findings.push(match nearest(name, known) {
                                Some(near) => finding.help(format!("did you mean `{near}`?")),
                                None => finding.help("with a colon behind it, it is an attribute of the city"),
                            });
                        }
                    },
                }
            }
            _ => {}
        }
    }

    /// Columns that are called as an item is; the others are told, all at once.
    fn by_custom(
        &mut self,
        table: &Table<'_>,
        (word, taken): (Span, &[usize]),
        book: &'b RuleBook,
        findings: &mut Findings,
    ) {
        let mut unread: Vec<&Cell<'_>> = Vec::new();
        for (place, cell) in table.header.cells.iter().enumerate() {
            if taken.contains(&place) || cell.text.is_empty() {
                continue;
            }
            match find_item(&cell.text, book) {
                Some(item) => self.items.push((item, place)),
                None => unread.push(cell),
            }
        }
        if unread.is_empty() {
            return;
        }
        let names: Vec<&str> = unread.iter().take(20).map(|cell| cell.text.as_ref()).collect();
        let message = match unread.as_slice() {
            [one] => format!("the column `{}` is not read", one.text),
            all => format!("{} columns are not read: {}", all.len(), names.join(", ")),
        };
        let finding = Diagnostic::advice("data::cities::unread", word, message);
        findings.push(finding.help("a column is read that is called as an item of the packs in use"));
    }
}

/// A sheet with a column for each item.
struct Wide<'s, 'b> {
    source: SourceId,
    table: &'s Table<'s>,
    columns: Columns<'b>,
    book: &'b RuleBook,
    shared: &'s City,
}

impl Wide<'_, '_> {
    fn row(&self, record: &Record<'_>, cities: &mut IndexMap<String, Seen>, findings: &mut Findings) {
        let text = |place: usize| record.cells.get(place).map_or("", |cell| cell.text.trim());
        let name = text(self.columns.id);
        let start = self.span(record, self.columns.id);
        if name.is_empty() {
            findings.push(
                Diagnostic::error("data::cities::unnamed", start, "the row names no city")
                    .help("fill the cell, or take the row away"),
            );
            return;
        }
        let period = match self.columns.period.map(|place| read_period(text(place)).map_err(|problem| (problem, place)))
        {
            None => Period { year: self.columns.year, whole_year: true, finer: false },
            Some(Ok(period)) => period,
            Some(Err((problem, place))) => {
                findings.push(problem.at(self.span(record, place), "the period of the row"));
                return;
            }
        };
        let fresh = |findings: &mut Findings| Seen { data: self.city(name, record, findings), periods: Vec::new() };
        let seen = cities.entry(name.to_owned()).or_insert_with(|| fresh(findings));
        if let Some((_, earlier)) = seen.periods.iter().find(|(year, _)| *year == period.year) {
            let message = format!("`{name}` is there twice in one period");
            let finding = Diagnostic::error("data::cities::twice", start, message)
                .here("left out")
                .and(*earlier, "the first one");
            findings.push(
                finding.help("keep one of the two rows, or name the column of the period: `period column \"…\"`"),
            );
            return;
        }
        seen.periods.push((period.year, start));
        for (item, place) in &self.columns.items {
            if let Some(figure) = self.figure(record, (item, *place), period, findings) {
                seen.data.push(figure);
            }
        }
    }

    fn span(&self, record: &Record<'_>, place: usize) -> Span {
        let (start, end) = record.cells.get(place).map_or((record.end, record.end), |cell| (cell.start, cell.end));
        Span::new(self.source, start, end)
    }

    fn city(&self, name: &str, record: &Record<'_>, findings: &mut Findings) -> Dataset {
        let text = |place: usize| record.cells.get(place).map_or("", |cell| cell.text.trim());
        let title = self.columns.title.map(text).filter(|title| !title.is_empty()).unwrap_or(name);
        let mut city = City { name: name.to_owned(), title: title.to_owned(), ..self.shared.clone() };
        for (attribute, place) in self.columns.attributes.iter().filter(|(_, place)| !text(*place).is_empty()) {
            city.attributes.push((attribute.clone(), text(*place).to_owned()));
        }
        let mut data = Dataset::default();
        data.by_item.resize(self.book.items.len(), Vec::new());
        let found = super::attach_attributes(&city, self.book, &mut data, self.span(record, self.columns.id));
        found.into_iter().for_each(|finding| findings.push(finding));
        data.city = city;
        data
    }

    /// The figure of a cell; nothing where it is empty or cannot be read.
    fn figure(
        &self,
        record: &Record<'_>,
        (item, place): (&Entry, usize),
        period: Period,
        findings: &mut Findings,
    ) -> Option<Figure> {
        let cell = record.cells.get(place).filter(|cell| !cell.text.trim().is_empty())?;
        let span = Span::new(self.source, cell.start, cell.end);
        let written = Written {
            value: &cell.text,
            unit: "",
            year: period.year,
            whole_year: period.whole_year,
            marks: self.table.marks,
        };
        let at = |problem: CellProblem| {
            let problem = CellProblem { part: CellPart::Value, ..problem };
            problem.at(span, format!("`{}`", item.name))
        };
        match figure_value(&written, item, self.book) {
            Ok(value) => {
                value.remarks.iter().cloned().for_each(|remark| findings.push(at(remark)));
                Some(self.as_figure(item.id, (&cell.text, value), period, (record.line, span)))
            }
            Err(problems) => {
                problems.into_iter().for_each(|problem| findings.push(at(problem)));
                None
            }
        }
    }

    fn as_figure(
        &self,
        item: ItemId,
        (printed, value): (&str, FigureValue),
        period: Period,
        (line, span): (u32, Span),
    ) -> Figure {
        let status = if value.value.is_some() { Status::Reported } else { Status::NotReported };
        Figure {
            item,
            year: period.year,
            value: value.value,
            printed: printed.trim().to_owned(),
            unit: value.unit,
            status,
            quality: None,
            source: self.columns.source.clone(),
            place: String::new(),
            note: String::new(),
            currency: value.currency,
            converted: value.converted,
            line,
            span,
        }
    }
}
