//! Yardstick: a rule language and engine for methods that measure cities.
//!
//! Rules are texts: KPIs with units, formulas and targets, bands, roll-ups, recommendations, checks and tests. A city is
//! a text that names its packs, and sheets with its figures. The engine gives every value, score and recommendation
//! together with where it comes from. What is missing stays missing, with its reason.
//!
//! A [`Library`] holds texts in memory; a [`workspace::Workspace`] fills one from folders. Wrong rules and wrong figures
//! are findings ([`diagnostic::Diagnostic`]), never panics or Rust errors.
//!
//! ```
//! use yardstick::{Library, assess, year_of};
//!
//! let mut library = Library::new();
//! library.add_pack([("demo.kpi", r#"
//! pack demo "A small method" {
//!   score  share_of_target(value, target)
//!   bands  performance
//! }
//! bands performance {
//!   good  "At least half of the target"  at least 50 %  points 2
//!   low   "Less"                                        points 1
//! }
//! unit household households
//! input households "Households" { unit households }
//! input connected "Households with internet access" { unit households }
//! kpi internet_access "Internet access" {
//!   unit    %
//!   value   connected / households
//!   target  at least 100 %  basis natural_maximum
//! }
//! "#)]);
//! let city = library.add_city([
//!     ("city.kpi", "city springfield \"Springfield\" { uses demo }\n"),
//!     ("data.csv", "item,period,value,unit\nhouseholds,2020,1000,households\nconnected,2020,800,households\n"),
//! ]).value;
//!
//! let book = library.rule_book(&city.uses, &city.place());
//! assert_eq!(book.findings, []);
//! let data = library.dataset(&city, &book.value);
//! assert_eq!(data.findings, []);
//! let (book, data) = (book.value, data.value);
//! let assessed = assess(&book, library.sources(), &data, year_of(&book, &data));
//!
//! let kpi = book.item(book.item_names["internet_access"]).unwrap();
//! let result = assessed.evaluation.card.result(kpi.id).unwrap();
//! assert_eq!(book.show_item_value(kpi, result.value.as_ref().unwrap()), "80\u{a0}%");
//! assert_eq!(book.band(*result.band.as_ref().unwrap()).unwrap().0, "good");
//! ```

// The parser that pest makes without `std` names it.
extern crate alloc;

pub mod advise;
pub mod author;
pub mod builtin;
pub mod cells;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod cohort;
pub mod data;
pub mod diagnostic;
pub mod evaluate;
pub mod formula;
pub mod layer;
pub mod model;
pub mod panel;
pub mod plan;
pub mod report;
pub mod script;
pub mod sheet;
pub mod source;
pub mod speech;
pub mod suppose;
pub mod syntax;
pub mod unit;
pub mod value;
pub mod workspace;

pub use workspace::{CityTexts, Library, ManyTexts, SharedTexts, Workspace};

/// The examples of the page on scripts run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/scripts.md")]
pub struct PageOnScripts;

use std::sync::Arc;

use evaluate::peers::Peers;
use evaluate::{Evaluation, Evaluator, Options};
use model::advice::Advice;
use model::dataset::Dataset;
use model::rules::RuleBook;
use source::Sources;

/// A city evaluated in one year, with its recommendations.
pub struct Assessed<'a> {
    /// The year.
    pub year: i32,
    /// The scorecard, and where expressions look up what they name.
    pub evaluation: Evaluation<'a>,
    /// What is recommended, and why or why not.
    pub advice: Advice,
}

/// Evaluates a city in a year, every figure by the rules that hold at the end of its period.
#[must_use]
pub fn assess<'a>(book: &'a RuleBook, sources: &Sources, data: &'a Dataset, year: i32) -> Assessed<'a> {
    assess_with(book, sources, data, Options { year: Some(year), on: None })
}

/// Evaluates a city in a year, perhaps by the rules of one day.
#[must_use]
pub fn assess_with<'a>(book: &'a RuleBook, sources: &Sources, data: &'a Dataset, options: Options) -> Assessed<'a> {
    let year = options.year.unwrap_or_else(|| year_of(book, data));
    advised(book, sources, data, evaluate::evaluate(book, data, Options { year: Some(year), ..options }))
}

fn advised<'a>(book: &'a RuleBook, sources: &Sources, data: &'a Dataset, evaluation: Evaluation<'a>) -> Assessed<'a> {
    let exhibit = book.asks_outside().then(|| evaluation.exhibit());
    let (card, exhibit) = (&evaluation.card, exhibit.as_ref());
    let material = advise::Material { book, sources, data, card, scope: &evaluation, exhibit };
    let advice = advise::advise(material);
    Assessed { year: evaluation.card.year, evaluation, advice }
}

/// Cities that are evaluated together.
pub struct Together<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// The year of all of them.
    pub year: i32,
    /// The day by whose rules everything is judged.
    pub on: Option<value::Date>,
    /// Their figures.
    pub cities: &'a [Dataset],
    /// What scores look at.
    pub peers: Arc<Peers>,
    evaluator: Evaluator<'a>,
}

impl<'a> Together<'a> {
    /// Gathers what scores look at. All cities are evaluated in one year: the one that is asked for, else the one that
    /// the rules fix, else the latest in which one of them has figures.
    #[must_use]
    pub fn of(book: &'a RuleBook, cities: &'a [Dataset], options: Options) -> Self {
        let latest = || cities.iter().map(|data| year_of(book, data)).max();
        let year = options.year.or_else(latest).unwrap_or(0);
        let all: Vec<&Dataset> = cities.iter().collect();
        let peers = match book.looks_at_others() {
            true => Peers::of(book, &all, Options { year: Some(year), ..options }),
            false => Peers::default(),
        };
        Self { book, year, on: options.on, cities, peers: Arc::new(peers), evaluator: Evaluator::of(book) }
    }

    /// The evaluation of the city at a place; nothing where there is none.
    #[must_use]
    pub fn evaluate(&self, row: usize) -> Option<Evaluation<'a>> {
        let among = self.book.looks_at_others().then(|| (Arc::clone(&self.peers), row));
        let options = Options { year: Some(self.year), on: self.on };
        Some(self.evaluator.evaluate_among(self.cities.get(row)?, options, among))
    }

    /// The options of the evaluation of each of them.
    #[must_use]
    pub fn options(&self) -> Options {
        Options { year: Some(self.year), on: self.on }
    }

    /// The cities, of which the one at a place has these figures instead.
    #[must_use]
    pub fn cities_with<'d>(&'d self, row: usize, data: &'d Dataset) -> Vec<&'d Dataset> {
        self.cities.iter().enumerate().map(|(at, own)| if at == row { data } else { own }).collect()
    }

    /// The city at a place with its recommendations; nothing where there is none.
    #[must_use]
    pub fn assess(&self, sources: &Sources, row: usize) -> Option<Assessed<'a>> {
        Some(advised(self.book, sources, self.cities.get(row)?, self.evaluate(row)?))
    }
}

/// The year in which a city is evaluated when nobody asks for another: the one that the rules fix, else the latest with
/// figures; 0 where no year is known.
#[must_use]
pub fn year_of(book: &RuleBook, data: &Dataset) -> i32 {
    let latest = || data.figures.iter().filter_map(|figure| figure.year).max();
    book.fixed_year.or_else(latest).unwrap_or(0)
}
