//! The figures of many cities as the columns of a plan.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::evaluate::peers::Peers;
use crate::evaluate::{Options, reliance};
use crate::model::dataset::{Dataset, Figure};
use crate::model::formula::LeastGrade;
use crate::model::rules::{Item, RuleBook};
use crate::plan::{Ask, Column, Drawn, Plan, Problem, Results, Running, missing, to_be_asked};
use crate::value::{ItemId, MissingKind, Status, Value};

/// Cities with their figures, evaluated in one year.
#[derive(Debug)]
pub struct Panel<'a> {
    pub(super) book: &'a RuleBook,
    pub(super) cities: Vec<&'a Dataset>,
    columns: Vec<Column>,
    cells: Vec<Vec<f64>>,
    year: i32,
    /// Grades keep some figures out: then a plan, which knows of no grades, must ask.
    grades: Grades,
}

/// Which grades the rules ask for.
#[derive(Debug, Clone, Copy, Default)]
struct Grades {
    quality: bool,
    status: bool,
}

impl Grades {
    fn of(book: &RuleBook) -> Self {
        let all = || book.items.iter().flat_map(|item| &item.least).chain(&book.least);
        let quality = all().any(|case| matches!(case.value, LeastGrade::Quality(_)));
        let status = all().any(|case| matches!(case.value, LeastGrade::Status(_)));
        Self { quality, status }
    }
}

impl<'a> Panel<'a> {
    /// Reads the figures of cities into columns: one for each item and year of which some city has a figure.
    #[must_use]
    pub fn of(book: &'a RuleBook, cities: Vec<&'a Dataset>, year: i32) -> Self {
        let grades = Grades::of(book);
        let mut panel = Self { book, cities, columns: Vec::new(), cells: Vec::new(), year, grades };
        let mut found: IndexMap<(ItemId, Option<i32>), ()> = IndexMap::new();
        for figure in panel.cities.iter().flat_map(|city| &city.figures) {
            found.insert((figure.item, figure.year), ());
        }
        let always: Vec<ItemId> = found.keys().filter(|(_, year)| year.is_none()).map(|(item, _)| *item).collect();
        for (item, of) in found.into_keys() {
            // An item with a figure for every year has one column: where there are others too, the plan must ask.
            let single = always.contains(&item);
            if of.is_some() && single {
                continue;
            }
            let cells = panel.cities.iter().map(|city| panel.cell(city, item, of)).collect();
            panel.columns.push(Column {
                item: book.item_name(item).to_owned(),
                unit: String::new(),
                back: of.map(|of| year.saturating_sub(of)),
            });
            panel.cells.push(cells);
        }
        panel
    }

    /// The columns, for [`Plan::compile`].
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Their cells, one for each city, for [`Plan::run`].
    #[must_use]
    pub fn cells(&self) -> Vec<&[f64]> {
        self.cells.iter().map(Vec::as_slice).collect()
    }

    /// The names of the cities, for [`Plan::named`].
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.cities.iter().map(|city| city.city.name.as_str()).collect()
    }

    /// A plan for these columns.
    ///
    /// # Errors
    /// None that rules and cities read together could have.
    pub fn plan(&self, ask: &Ask) -> Result<Plan<'a>, Problem> {
        Plan::compile(self.book, &Ask { year: self.year, ..*ask }, &self.columns)
    }

    /// The same with numbers of the rules that are other ones in each run.
    ///
    /// # Errors
    /// As [`Panel::plan`].
    pub fn plan_drawing(&self, ask: &Ask, drawn: &[Drawn]) -> Result<Plan<'a>, Problem> {
        Plan::compile_drawing(self.book, &Ask { year: self.year, ..*ask }, &self.columns, drawn)
    }

    /// The figures of a city that stand in a column as numbers: the place of each in the city's list, and its column.
    #[must_use]
    pub fn places(&self, row: usize) -> Vec<(u32, usize)> {
        let Some(city) = self.cities.get(row) else { return Vec::new() };
        let place = |(at, column): (usize, &Column)| {
            let item = *self.book.item_names.get(&column.item)?;
            let year = column.back.map(|back| self.year.saturating_sub(back));
            let (place, _) = self.counting(city, item, year).flatten()?;
            let cell = self.cells.get(at)?.get(row)?;
            (!cell.is_nan()).then_some((place, at))
        };
        self.columns.iter().enumerate().filter_map(place).collect()
    }

    /// Runs a plan over the cities; what it does not carry is evaluated by the tree evaluator, so that every result is
    /// there.
    ///
    /// # Errors
    /// A plan of other columns.
    pub fn evaluate(&self, plan: &Plan<'a>, how: Running) -> Result<Results<'a>, Problem> {
        let mut results = plan.named(&self.names()).run(&self.cells(), how)?;
        let open = results.open_rows();
        let options = Options { year: Some(self.year), on: plan.ask().on };
        let looks = !open.is_empty() && self.book.looks_at_others();
        let peers = looks.then(|| Arc::new(Peers::of(self.book, &self.cities, options)));
        for row in open {
            if let Some(city) = self.cities.get(row) {
                let among = peers.clone().map(|peers| (peers, row));
                self.fill(&mut results, (row, city), among, options);
            }
        }
        Ok(results)
    }

    /// What a city says of an item in a year.
    fn cell(&self, city: &Dataset, item: ItemId, year: Option<i32>) -> f64 {
        match (self.counting(city, item, year), self.book.item(item)) {
            (Some(Some((_, figure))), Some(item)) => self.of_figure(item, figure),
            (Some(None), _) => missing(MissingKind::NotReported),
            _ => to_be_asked(),
        }
    }

    /// The figure that counts for an item in a year, with its place in the city's list, if there is one; nothing where only
    /// the tree evaluator can tell.
    fn counting<'c>(&self, city: &'c Dataset, item: ItemId, year: Option<i32>) -> Option<Option<(u32, &'c Figure)>> {
        let figures = || city.figures_of(item).filter(|(_, one)| one.year == year);
        let others = year.is_none() && city.figures_of(item).any(|(_, figure)| figure.year.is_some());
        let item = self.book.item(item).filter(|_| !others && city.set_scores.is_empty())?;
        let apart = |one: &Figure| !one.status.counts() || one.value.is_none();
        match figures().count() {
            0 | 1 => Some(figures().next()),
            _ if figures().any(|(_, one)| apart(one))
                || !item.prefer_source.is_empty()
                || !self.book.prefer_source.is_empty() =>
            {
                None
            }
            _ => {
                let preferred = city.city.prefer_source.as_ref().map(|(source, _)| source.as_str());
                Some(figures().min_by_key(|(_, figure)| reliance(figure, preferred)))
            }
        }
    }

    fn of_figure(&self, item: &Item, figure: &Figure) -> f64 {
        let graded = self.grades.quality && figure.quality.is_some();
        if graded || self.grades.status && figure.status != Status::Reported {
            return to_be_asked();
        }
        match (figure.status, &figure.value) {
            (Status::NotApplicable, _) => missing(MissingKind::NotApplicable),
            (Status::Rejected, _) => missing(MissingKind::Rejected),
            (Status::NotReported, None) | (_, None) if figure.note.is_empty() || item.values.is_empty() => {
                missing(MissingKind::NotReported)
            }
            (Status::NotReported, _) if item.values.is_empty() => missing(MissingKind::NotReported),
            (Status::NotReported, _) | (_, None) => to_be_asked(),
            (_, Some(value)) if figure.currency.is_none() => self.of_value(value),
            _ => to_be_asked(),
        }
    }

    fn of_value(&self, value: &Value) -> f64 {
        match value {
            Value::Number(number) => *number,
            Value::YesNo(answer) => f64::from(u8::from(*answer)),
            Value::Choice(symbol) => f64::from(symbol.0),
            Value::Text(text) => {
                let symbol = self.book.words.get_index_of(&**text).and_then(|place| u32::try_from(place).ok());
                symbol.map_or(-2.0, f64::from)
            }
            _ => to_be_asked(),
        }
    }
}
