//! A rule book and a city's figures to a scorecard: every value, score and band, each with its reasons.
//!
//! Every item is looked up when somebody asks for it, once for each year, and kept. What went into it (figures, grades,
//! assumptions) is collected while its formula runs.

mod along;
mod check;
mod course;
mod exhibit;
mod figure;
mod frame;
mod grade;
mod group;
mod look;
mod memo;
mod notice;
pub mod peers;
mod result;
mod rollup;
mod scope;
mod score;
mod shape;
mod suppose;
#[cfg(test)]
mod trial;
mod value;

pub use figure::reliance;

use std::cell::OnceCell;
use std::sync::Arc;

use crate::formula::Context;
use crate::model::dataset::Dataset;
use crate::model::exhibit::Exhibit;
use crate::model::rules::{Item, RuleBook};
use crate::model::scorecard::Scorecard;
use crate::value::{Date, ItemId};
use memo::Memo;
use peers::Peers;
use shape::Shape;

/// What can be chosen for an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The year; where nothing is said the one that the rules fix, else the latest of all figures.
    pub year: Option<i32>,
    /// The day by whose rules everything is judged; where nothing is said every figure by the last day of its period.
    pub on: Option<Date>,
}

/// An evaluated city: its scorecard, and a scope in which further expressions can be evaluated.
pub struct Evaluation<'a> {
    /// The results.
    pub card: Scorecard,
    book: &'a RuleBook,
    shape: Arc<Shape>,
    data: &'a Dataset,
    year: i32,
    on: Option<Date>,
    memo: Memo,
    exhibit: OnceCell<Arc<Exhibit>>,
    /// Those with whom it is evaluated, where the rules look at others.
    peers: Option<Arc<Peers>>,
    /// Its place among them.
    row: Option<usize>,
}

impl std::fmt::Debug for Evaluation<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Evaluation").field("card", &self.card).finish_non_exhaustive()
    }
}

/// Evaluates cities by a rule book, one after another. What is the same for all of them (which rules say nothing, who
/// belongs to which group) is worked out once. It may be shared between threads.
#[derive(Debug, Clone)]
pub struct Evaluator<'a> {
    book: &'a RuleBook,
    shape: Arc<Shape>,
}

impl<'a> Evaluator<'a> {
    /// An evaluator by these rules.
    #[must_use]
    pub fn of(book: &'a RuleBook) -> Self {
        Self { book, shape: Arc::new(Shape::of(book)) }
    }

    /// Evaluates a city. Where the rules look at others, it stands alone, or before bounds that a cohort holds.
    #[must_use]
    pub fn evaluate(&self, data: &'a Dataset, options: Options) -> Evaluation<'a> {
        self.evaluate_among(data, options, alone(self.book, data, options))
    }

    /// Evaluates a city among others, at its place among them.
    #[must_use]
    pub fn evaluate_among(
        &self,
        data: &'a Dataset,
        options: Options,
        among: Option<(Arc<Peers>, usize)>,
    ) -> Evaluation<'a> {
        finished(Evaluation::prepared_among(self, data, options, among))
    }
}

/// Evaluates one city. Where its rules look at others, it stands alone, or before bounds that a cohort holds. For many
/// cities make one [`Evaluator`].
#[must_use]
pub fn evaluate<'a>(book: &'a RuleBook, data: &'a Dataset, options: Options) -> Evaluation<'a> {
    Evaluator::of(book).evaluate(data, options)
}

/// Evaluates one city among others, at its place among them.
#[must_use]
pub fn evaluate_among<'a>(
    book: &'a RuleBook,
    data: &'a Dataset,
    options: Options,
    among: Option<(Arc<Peers>, usize)>,
) -> Evaluation<'a> {
    Evaluator::of(book).evaluate_among(data, options, among)
}

/// The city as the only one, where the rules look at others.
fn alone(book: &RuleBook, data: &Dataset, options: Options) -> Option<(Arc<Peers>, usize)> {
    book.looks_at_others().then(|| (Arc::new(Peers::of(book, &[data], options)), 0))
}

/// Looks up everything.
fn finished(mut evaluation: Evaluation<'_>) -> Evaluation<'_> {
    let book = evaluation.book;
    let results = book.items.iter().map(|item| evaluation.result_of(item)).collect();
    let rollups =
        (0..book.rollups.len()).filter_map(|place| evaluation.rollup(u16::try_from(place).ok()?)).cloned().collect();
    // Checks in scripts see the results, so these stand before any check is made.
    evaluation.card.results = results;
    evaluation.card.rollups = rollups;
    evaluation.card.notices = evaluation.notices();
    evaluation.card.checks = evaluation.checks();
    evaluation
}

/// The year of an evaluation: the one that is asked for, else the one that the rules fix, else the latest of all figures.
fn year_for(book: &RuleBook, data: &Dataset, options: Options) -> i32 {
    let latest = || data.figures.iter().filter_map(|figure| figure.year).max();
    options.year.or(book.fixed_year).or_else(latest).unwrap_or(0)
}

impl<'a> Evaluation<'a> {
    /// An evaluation that has not looked at anything yet: its scorecard is empty, and what is asked of it is looked up
    /// then. Where the rules look at others, the city stands alone.
    #[must_use]
    pub fn begin(book: &'a RuleBook, data: &'a Dataset, options: Options) -> Self {
        Self::begin_among(book, data, options, alone(book, data, options))
    }

    /// The same among others, at its place among them.
    #[must_use]
    pub fn begin_among(
        book: &'a RuleBook,
        data: &'a Dataset,
        options: Options,
        among: Option<(Arc<Peers>, usize)>,
    ) -> Self {
        Self::prepared_among(&Evaluator::of(book), data, options, among)
    }

    fn prepared_among(
        evaluator: &Evaluator<'a>,
        data: &'a Dataset,
        options: Options,
        among: Option<(Arc<Peers>, usize)>,
    ) -> Self {
        let (book, shape) = (evaluator.book, Arc::clone(&evaluator.shape));
        let (peers, row) = among.unzip();
        let year = year_for(book, data, options);
        let card = Scorecard {
            year,
            on: options.on,
            results: Vec::new(),
            rollups: Vec::new(),
            checks: Vec::new(),
            notices: Vec::new(),
        };
        let memo = Memo::new(book, data, year);
        Self { card, book, shape, data, year, on: options.on, memo, exhibit: OnceCell::new(), peers, row }
    }
}

impl Evaluation<'_> {
    /// The context of an item's own clauses: the year of its figures, at the end of which it is judged.
    fn own_context(&self, item: &Item, year: Option<i32>) -> Context<'static> {
        self.clause_context(item.id, year.unwrap_or(self.year))
    }

    /// The context of clauses that hold in a year and look up the latest figures.
    fn clause_context(&self, item: ItemId, year: i32) -> Context<'static> {
        let date = self.on.unwrap_or_else(|| Context::at(year).date);
        Context { year, date, ..self.now() }.for_own(item)
    }

    /// The context of what belongs to no figure: the year of the evaluation.
    fn now(&self) -> Context<'static> {
        Context::at_day(self.year, self.on)
    }

    /// The context of figures of one year.
    fn in_year(&self, year: i32) -> Context<'static> {
        Context::exactly(year).on(self.on)
    }
}
