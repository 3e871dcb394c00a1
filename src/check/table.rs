//! Decision tables: rows, their results, and whether they cover everything once.

use super::Checker;
use super::clauses::Place;
use super::scope::Env;
use super::types::Type;
use crate::diagnostic::Diagnostic;
use crate::model::rules::{Case, Cell, Measure, Row, TableKey};
use crate::syntax::tree::{Cell as WrittenCell, Clause, ClauseKind, Expr, Item, ItemKind, Name, Path};
use crate::unit::Unit;

impl<'a> Checker<'a> {
    pub(super) fn table_rows(&mut self, place: usize, item: &'a Item) {
        let ItemKind::Table { by, first } = &item.kind else { return };
        let inputs = self.table_keys(by);
        if inputs.len() != by.len() {
            return;
        }
        self.infer_measure(place, item);
        let Some(measure) = self.book.tables.get(place).map(|table| table.measure.clone()) else { return };
        let mut rows = Vec::new();
        for clause in &item.clauses {
            if self.belongs(clause, Place::Table)
                && let ClauseKind::Row { cells, value } = &clause.kind
                && let Some(row) = self.row(cells, value, &inputs, &measure, clause)
            {
                rows.push(row);
            }
        }
        if *first {
            self.all_reached(&rows, &inputs);
        } else {
            self.no_overlaps(&rows, &inputs);
        }
        self.no_gaps(&rows, &inputs, item.word);
        if let Some(table) = self.book.tables.get_mut(place) {
            table.by = inputs;
            table.rows = rows;
        }
    }

    fn table_keys(&mut self, by: &[Name]) -> Vec<TableKey> {
        by.iter()
            .filter_map(|name| match name.text.as_str() {
                "year" => Some(TableKey::Year),
                _ => {
                    let path = Path { parts: vec![name.clone()], span: name.span };
                    self.expect_item(&path, None).map(TableKey::Item)
                }
            })
            .collect()
    }

    /// A table without `unit` is measured like its first result.
    fn infer_measure(&mut self, place: usize, item: &'a Item) {
        let open = self.book.tables.get(place).is_some_and(|table| table.measure == Measure::Text);
        let first = item.clauses.iter().find_map(|clause| match &clause.kind {
            ClauseKind::Row { value, .. } => Some(value),
            _ => None,
        });
        let (true, Some(first)) = (open, first) else { return };
        let typed = self.expression(first, Env::default(), None);
        let measure = match typed.ty {
            Type::Number(unit, _) => Measure::Unit(unit),
            Type::YesNo => Measure::YesNo,
            _ => return,
        };
        if let Some(table) = self.book.tables.get_mut(place) {
            table.measure = measure;
        }
    }

    fn row(
        &mut self,
        cells: &'a [WrittenCell],
        value: &Expr,
        inputs: &[TableKey],
        measure: &Measure,
        clause: &'a Clause,
    ) -> Option<Case<Row>> {
        if cells.len() != inputs.len() {
            let message = format!("this row has {} cells, the table has {} inputs", cells.len(), inputs.len());
            let help = "write one cell for each input; `any` fits everything";
            self.report(Diagnostic::error("table::cells", clause.span, message).help(help));
            return None;
        }
        let value = self.like_measure(value, measure, "the result", Env::default())?;
        let mut resolved = Vec::with_capacity(cells.len());
        for (cell, input) in cells.iter().zip(inputs) {
            resolved.push(self.cell(cell, *input)?);
        }
        Some(self.case(Row { cells: resolved, value }, clause, Env::default()))
    }

    fn cell(&mut self, cell: &'a WrittenCell, key: TableKey) -> Option<Cell> {
        let measure = match key {
            TableKey::Item(input) => self.book.item(input)?.measure.clone(),
            TableKey::Year => Measure::Unit(Box::new(Unit::plain())),
        };
        match cell {
            WrittenCell::OneOf(names) if key == TableKey::Year => self.cell_years(names),
            WrittenCell::Any(_) => Some(Cell::Any),
            WrittenCell::Range(goal) => self.goal(goal, &measure, "the cell", Env::default()).map(Cell::Range),
            WrittenCell::OneOf(names) => self.cell_words(names, &measure),
        }
    }

    fn cell_years(&mut self, names: &'a [Name]) -> Option<Cell> {
        let mut years = Vec::with_capacity(names.len());
        for name in names {
            let year = name.text.parse::<i32>().ok().filter(|year| (1000..=9999).contains(year));
            if year.is_none() {
                let message = format!("`{}` is no year", name.text);
                let help = "write for example `2020`, `2020 or 2021`, `at least 2022`";
                self.report(Diagnostic::error("table::year", name.span, message).help(help));
            }
            years.push(year?);
        }
        Some(Cell::Years(years))
    }

    fn cell_words(&mut self, names: &'a [Name], measure: &Measure) -> Option<Cell> {
        match measure {
            Measure::YesNo => match names {
                [name] if name.text == "yes" || name.text == "no" => Some(Cell::YesNo(name.text == "yes")),
                _ => {
                    let span = names.first().map(|name| name.span).unwrap_or_default();
                    self.report(
                        Diagnostic::error("table::cell", span, "this cell is yes or no")
                            .help("write `yes`, `no` or `any`"),
                    );
                    None
                }
            },
            Measure::Text => Some(Cell::OneOf(names.iter().map(|name| self.word(&name.text)).collect())),
            Measure::OneOf(words) => {
                let mut symbols = Vec::with_capacity(names.len());
                for name in names {
                    symbols.push(self.known_choice(name, words)?);
                }
                Some(Cell::OneOf(symbols))
            }
            Measure::Unit(_) => {
                let span = names.first().map(|name| name.span).unwrap_or_default();
                let message = "this cell is a range of numbers";
                self.report(
                    Diagnostic::error("table::cell", span, message).help("write for example `at least 5 km`, or `any`"),
                );
                None
            }
        }
    }

    /// A word of a choice; an unknown one is named with the words that there are.
    pub(super) fn known_choice(&mut self, name: &Name, words: &[crate::value::Symbol]) -> Option<crate::value::Symbol> {
        if let Some(symbol) = self.known_word(&name.text).filter(|symbol| words.contains(symbol)) {
            return Some(symbol);
        }
        let known: Vec<&str> = words.iter().map(|word| self.book.word(*word)).collect();
        let help = match crate::source::nearest(&name.text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the words are {}", known.join(", ")),
        };
        let message = format!("`{}` is none of the words that this can be", name.text);
        self.report(Diagnostic::error("word::unknown", name.span, message).help(help));
        None
    }
}
