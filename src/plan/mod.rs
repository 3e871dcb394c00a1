//! Many cities at once: a rule book as a program over columns.
//!
//! A [`Plan`] is compiled once from a rule book, for a year and for the columns that a host has. It is then run over as
//! many rows as there are: a row is a city and a period. Results are columns too. What the tree evaluator
//! ([`crate::evaluate`]) finds for the same figures, the plan finds bit for bit, with the sort of reason where something is
//! missing; words for reasons, notices and advice are made by the tree evaluator for the rows that somebody looks at.
//!
//! What a plan means by a row: every cell that holds a number is one figure of its item, reported, in the plan's year (or
//! so many years before it), without a grade of quality. A cell that holds [`f64::NAN`] is not reported.
//! [`missing`] makes cells that say something else.
//!
//! Where the rules look at others, the rows of one run are those who are evaluated together; they have names where the rules
//! name members of a cohort ([`Plan::named`]).
//!
//! What a plan cannot carry it names ([`Plan::not_carried`]). The cells of such results, and of what depends on them, say
//! [`Why::NotCarried`]; [`crate::panel`] has the tree evaluator fill them in, so that every result is there.
//!
//! ```
//! use yardstick::Library;
//! use yardstick::layer::{Place, Wanted};
//! use yardstick::plan::{Ask, Column, Plan, Running, Why};
//! use yardstick::value::MissingKind;
//!
//! let mut library = Library::new();
//! library.add_pack([("demo.kpi", r#"
//! pack demo "A small method" { score share_of_target(value, target); bands performance }
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
//! rollup total { of kpis; by mean }
//! "#)]);
//! let book = library.rule_book(&[Wanted { name: "demo".to_owned(), span: None }], &Place::unknown()).value;
//!
//! // Compile once: the year, and the columns with the units that they are in.
//! let columns = [Column::new("households", "households"), Column::new("connected", "households")];
//! let plan = Plan::compile(&book, &Ask::year(2020), &columns)?;
//! assert!(plan.not_carried().is_empty());
//!
//! // Feed columns, one cell for each city, and get columns.
//! let households = [1000.0, 500.0, 0.0, 800.0];
//! let connected = [800.0, 100.0, 0.0, f64::NAN];
//! let results = plan.run(&[&households, &connected], Running::default())?;
//! let share = results.value("internet_access").unwrap();
//! assert_eq!(share.get(0), Ok(0.8));
//! assert_eq!(share.get(2), Err(Why::Missing(MissingKind::Failed)));
//! assert_eq!(share.get(3), Err(Why::Missing(MissingKind::NotReported)));
//! assert_eq!(results.band("internet_access").unwrap().get(1), Ok("low"));
//! assert_eq!(results.group("total", &[]).unwrap().score.get(1), Ok(0.2));
//! # Ok::<(), yardstick::plan::Problem>(())
//! ```

mod again;
mod among;
mod band;
mod block;
mod builder;
mod drawn;
mod ends;
mod formula;
mod gathered;
mod graph;
mod group;
mod instructions;
mod kernel;
mod kpi;
mod line;
mod lookup;
mod machine;
mod op;
mod operand;
mod pass;
mod problem;
mod program;
mod recommend;
mod results;
mod row;
mod run;
mod set;
mod setting;
mod single;
mod stand_in;
mod standing;
mod step;
mod survey;
mod tag;
mod target;
mod warm;
mod what;

pub use again::Again;
pub use drawn::Drawn;
pub use instructions::Instructions;
pub use problem::Problem;
pub use results::{Answers, Bands, Group, Numbers, Results, Why};
pub use run::Running;
pub use setting::Setting;
pub use warm::Warm;
pub use what::{GroupPart, What};

use crate::model::rules::{Measure, RuleBook};
use crate::unit::read_unit;
use crate::value::{Date, ItemId, MissingKind};
use builder::Builder;
use op::Sort;
use program::Program;

/// What a plan is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The year of the evaluation.
    pub year: i32,
    /// The day by whose rules everything is judged; where nothing is said every figure by the last day of its year.
    pub on: Option<Date>,
    /// Which results are kept.
    pub keep: Keep,
}

impl Ask {
    /// All results of a year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Self { year, on: None, keep: Keep::ALL }
    }

    /// The same with other results.
    #[must_use]
    pub fn keep(self, keep: Keep) -> Self {
        Self { keep, ..self }
    }
}

/// Which results are kept. What nobody keeps and nothing depends on is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Keep {
    /// Values of items.
    pub values: bool,
    /// Scores of KPIs and points.
    pub scores: bool,
    /// Their bands.
    pub bands: bool,
    /// Their points.
    pub points: bool,
    /// Scores and bands of groups.
    pub rollups: bool,
    /// How many members of groups are scored, apply and are reported.
    pub coverage: bool,
    /// Whether recommendations fire.
    pub triggers: bool,
}

impl Keep {
    /// Everything.
    pub const ALL: Self =
        Self { values: true, scores: true, bands: true, points: true, rollups: true, coverage: true, triggers: true };

    /// Roll-ups and triggers.
    pub const SUMMARY: Self = Self {
        values: false,
        scores: false,
        bands: false,
        points: false,
        rollups: true,
        coverage: false,
        triggers: true,
    };
}

/// A column that a host has: of which item, in which unit, of which year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The full name of the item: an input, a KPI or a point.
    pub item: String,
    /// The unit of its numbers; empty where they are in base units already, and for answers (0 and 1) and words (see
    /// [`Plan::word`]).
    pub unit: String,
    /// How many years before the plan's year; nothing for what holds in every year.
    pub back: Option<i32>,
}

impl Column {
    /// A column of the plan's year.
    #[must_use]
    pub fn new(item: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { item: item.into(), unit: unit.into(), back: Some(0) }
    }

    /// The same of an earlier year.
    #[must_use]
    pub fn back(self, years: i32) -> Self {
        Self { back: Some(years), ..self }
    }

    /// The same for what holds in every year.
    #[must_use]
    pub fn always(self) -> Self {
        Self { back: None, ..self }
    }
}

/// A column whose names have been looked up.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fed {
    item: ItemId,
    back: Option<i32>,
    up: f64,
    down: f64,
}

/// A rule book as a program over columns.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    book: &'a RuleBook,
    ask: Ask,
    columns: Vec<Fed>,
    program: Program,
    reasons: Vec<&'static str>,
    /// How many numbers are drawn.
    drawn: usize,
}

impl<'a> Plan<'a> {
    /// Makes a plan of a rule book for the columns that a host has.
    ///
    /// # Errors
    /// A column that the rules do not know, or in a unit of another kind.
    pub fn compile(book: &'a RuleBook, ask: &Ask, columns: &[Column]) -> Result<Self, Problem> {
        Self::compile_drawing(book, ask, columns, &[])
    }

    /// The same, with numbers of the rules that are other ones in each run ([`Setting::drawing`]).
    ///
    /// # Errors
    /// As [`Plan::compile`].
    pub fn compile_drawing(
        book: &'a RuleBook,
        ask: &Ask,
        columns: &[Column],
        drawn: &[Drawn],
    ) -> Result<Self, Problem> {
        let mut fed: Vec<Fed> = Vec::with_capacity(columns.len());
        for column in columns {
            let one = looked_up(book, column)?;
            let always = |other: &Fed| other.back.is_none() || one.back.is_none() || other.back == one.back;
            if fed.iter().any(|other| other.item == one.item && always(other)) {
                return Err(Problem::Twice { item: column.item.clone() });
            }
            fed.push(one);
        }
        let mut builder = Builder::new(book, ask, &fed);
        builder.ask_drawn = drawn.iter().copied().collect();
        let program = program::program(&mut builder, ask.keep);
        let mut reasons = builder.refused;
        reasons.sort_unstable();
        reasons.dedup();
        Ok(Self { book, ask: *ask, columns: fed, program, reasons, drawn: drawn.len() })
    }

    /// What the plan carries in no row.
    #[must_use]
    pub fn not_carried(&self) -> &[What] {
        &self.program.left
    }

    /// What it keeps, in the order of the rules.
    pub fn kept(&self) -> impl Iterator<Item = &What> {
        self.program.kept.keys()
    }

    /// The sorts of things for which something was not carried.
    #[must_use]
    pub fn reasons(&self) -> &[&'static str] {
        &self.reasons
    }

    /// The rules.
    #[must_use]
    pub fn book(&self) -> &'a RuleBook {
        self.book
    }

    /// What it was made for.
    #[must_use]
    pub fn ask(&self) -> Ask {
        self.ask
    }

    /// The items of its columns, each with how many years back its figures are.
    pub fn fed(&self) -> impl Iterator<Item = (ItemId, Option<i32>)> {
        self.columns.iter().map(|fed| (fed.item, fed.back))
    }

    /// How many steps a block of rows takes, and how many columns of numbers and of codes it needs.
    #[must_use]
    pub fn size(&self) -> (usize, usize, usize) {
        let passes = self.program.before.passes.iter().map(|pass| pass.program.steps.len());
        (self.program.steps.len() + passes.sum::<usize>(), self.program.columns.0, self.program.columns.1)
    }

    /// A word as the cell of a column; what is no word of the rules is not reported.
    #[must_use]
    pub fn word(&self, word: &str) -> f64 {
        let place = self.book.words.get_index_of(word).and_then(|place| u32::try_from(place).ok());
        place.map_or(f64::NAN, f64::from)
    }

    /// The plan with the names of the rows, for rules that name the members of a cohort.
    #[must_use]
    pub fn named<'p>(&'p self, names: &'p [&'p str]) -> Setting<'p, 'a> {
        Setting { plan: self, names, numbers: &[] }
    }

    /// The plan with the memory of its runs, for rows of these names that are evaluated again and again.
    #[must_use]
    pub fn again(&self, names: &[&str]) -> Again<'_, 'a> {
        Again::new(self, names)
    }

    /// The place of a result among the columns of numbers ([`Results::number_column`]).
    #[must_use]
    pub fn number_place(&self, what: &What) -> Option<usize> {
        self.program.kept.get(what).filter(|(sort, _)| is_number(*sort)).map(|(_, place)| *place as usize)
    }

    /// The place of a result among the columns of codes ([`Results::code_column`]).
    #[must_use]
    pub fn code_place(&self, what: &What) -> Option<usize> {
        self.program.kept.get(what).filter(|(sort, _)| !is_number(*sort)).map(|(_, place)| *place as usize)
    }

    /// Runs the plan. Where the rules look at others, all rows are evaluated together.
    ///
    /// # Errors
    /// Other columns than the plan was made for, or of several lengths; rows without names, where the rules name members of
    /// a cohort.
    pub fn run(&self, columns: &[&[f64]], how: Running) -> Result<Results<'a>, Problem> {
        self.named(&[]).run(columns, how)
    }

    /// Runs the plan into results that are at hand, so that their memory is used again.
    ///
    /// # Errors
    /// As [`Plan::run`].
    pub fn run_into(&self, columns: &[&[f64]], how: Running, results: &mut Results<'a>) -> Result<(), Problem> {
        self.named(&[]).run_into(columns, how, results)
    }

    /// Runs the plan on one thread, and hands the results on block by block. Only one block of results is held at a time,
    /// and the columns that scores look at.
    ///
    /// # Errors
    /// As [`Plan::run`].
    pub fn stream(
        &self,
        columns: &[&[f64]],
        how: Running,
        each: impl FnMut(usize, &Results<'a>),
    ) -> Result<(), Problem> {
        self.named(&[]).stream(columns, how, each)
    }

    /// What holds the cells of one row, for cities that come one at a time.
    #[must_use]
    pub fn warm(&self) -> Warm<'_, 'a> {
        Warm::new(self)
    }

    /// Room for the results of so many rows.
    #[must_use]
    pub fn results(&self, rows: usize) -> Results<'a> {
        Results::of(self.book, &self.program, rows)
    }
}

/// A cell of a column that says why there is no number.
#[must_use]
pub fn missing(kind: MissingKind) -> f64 {
    tag::cell(tag::tag(kind))
}

/// A cell of which only the tree evaluator can tell, such as a bound: so cannot what depends on it.
#[must_use]
pub fn to_be_asked() -> f64 {
    tag::ASKED
}

/// Whether a code says that only the tree evaluator can tell.
#[must_use]
pub fn is_to_be_asked(code: u8) -> bool {
    code == tag::ASK
}

fn looked_up(book: &RuleBook, column: &Column) -> Result<Fed, Problem> {
    let unknown = || Problem::UnknownItem { item: column.item.clone() };
    let id = *book.item_names.get(&column.item).ok_or_else(unknown)?;
    let item = book.item(id).ok_or_else(unknown)?;
    let wrong = || Problem::Unit { item: column.item.clone(), unit: column.unit.clone() };
    let (up, down) = match &item.measure {
        Measure::Unit(declared) if !column.unit.is_empty() => {
            let unit = read_unit(&column.unit).and_then(|written| book.units.resolve(&written)).map_err(|_| wrong())?;
            if unit.kind != declared.kind || unit.currency != declared.currency {
                return Err(wrong());
            }
            (unit.numerator, unit.denominator)
        }
        _ if column.unit.is_empty() => (1.0, 1.0),
        _ => return Err(wrong()),
    };
    Ok(Fed { item: id, back: column.back, up, down })
}

/// Whether a kept thing is of numbers.
fn is_number(sort: Sort) -> bool {
    sort == Sort::Number
}
