//! The rule book: every pack in use, its names looked up and its kinds checked.

use indexmap::{IndexMap, IndexSet};

pub use super::asked::{
    Action, Check, CheckWeight, Effect, Expected, ExpectedKind, Given, Limit, Priority, RankBy, Recommendation,
    Requirement, Resource, Test,
};
pub use super::belonging::{facet_of, facet_value, groups_of, value_above};
pub use super::case::{Case, Note, Said, Worded};
pub use super::cohort::{Cohort, Cure, Impute, Reshaped, Treat, Treatment};
use super::formula::{LeastGrade, Node, Template};
pub use super::function::{Body, Function, FunctionArgument, Shape};
pub use super::groups::{
    Aggregation, Band, Counted, Facet, FacetValue, Members, Metric, Required, Rollup, RollupPart, Scale, Way,
};
pub use super::path::{Level, Milestone, Path, PathShape, Trend};
use super::robustness::Robustness;
pub use super::table::{Cell, Row, Table, TableKey};
use crate::source::Span;
use crate::speech::Voice;
use crate::unit::{Unit, UnitTable};
use crate::value::{GoalKind, ItemId, Symbol};

/// All rules in use, ready to be evaluated.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    /// The packs, base first.
    pub packs: Vec<Pack>,
    /// Every word: choices, values of facets, names of bands.
    pub words: IndexSet<String>,
    /// Inputs, KPIs and points: a KPI stands before its inputs and points.
    pub items: Vec<Item>,
    /// Full names of items (`kpi`, `kpi.point`, `kpi.input`, `kpi.point.input`) and the short names of inputs.
    pub item_names: IndexMap<String, ItemId>,
    /// Band scales.
    pub scales: Vec<Scale>,
    /// Facets.
    pub facets: Vec<Facet>,
    /// Roll-ups, in an order in which each stands after those that it is made of.
    pub rollups: Vec<Rollup>,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Tables.
    pub tables: Vec<Table>,
    /// References.
    pub references: Vec<Reference>,
    /// Functions that packs declare.
    pub functions: Vec<Function>,
    /// Cohorts: with whom a city is compared.
    pub cohorts: Vec<Cohort>,
    /// The cohort of scores that name none: its place in the list; all cities at hand where there is none.
    pub cohort: Option<u16>,
    /// What is looked at by functions that look at others: the item, and the cohort.
    pub looks: IndexSet<(ItemId, Option<u16>)>,
    /// The share of its KPIs of which a city must have a value.
    pub screen: Option<Case<f64>>,
    /// Recommendations, in the order in which they are declared.
    pub recommendations: Vec<Recommendation>,
    /// Resources.
    pub resources: Vec<Resource>,
    /// Limits.
    pub limits: Vec<Limit>,
    /// Checks.
    pub checks: Vec<Check>,
    /// Tests.
    pub tests: Vec<Test>,
    /// Studies of robustness; the last one is that of the narrowest pack.
    pub robustness: Vec<Robustness>,
    /// Units.
    pub units: UnitTable,
    /// How old a figure may be: 1 takes only figures of the year itself.
    pub within_years: i32,
    /// A fixed year of evaluation.
    pub fixed_year: Option<i32>,
    /// Least grades for the whole pack.
    pub least: Vec<Case<LeastGrade>>,
    /// From how many years trends are read.
    pub trends: Vec<Case<Trend>>,
    /// The scale of progress: its place in the list of scales.
    pub pace: Option<u16>,
    /// Source that is preferred throughout.
    pub prefer_source: Vec<Case<String>>,
    /// By name of a thing (`kpi`, `kpi.point`, `recommend NAME`): clauses of which one only can hold, where several are
    /// written: the one that holds, and those that it went over.
    pub said: IndexMap<String, Vec<Said>>,
    /// The language of the texts, in which numbers and reasons are printed too.
    pub voice: Voice,
    /// What answers and bands are called in that language, by their full names: `terrain.hilly`, `performance.strong`.
    pub called: IndexMap<String, String>,
    /// Texts outside of rules in that language, by what they say in the original.
    pub texts: IndexMap<String, String>,
    /// Sources that are in that language; others are cited as they were.
    pub spoken: IndexSet<String>,
}

/// A pack that is in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pack {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Version, as the pack states it.
    pub version: String,
    /// Source, as the pack states it.
    pub source: String,
    /// What is scored: city, country, household …
    pub subject: String,
    /// Where it applies, in words (`country NO`); empty where it applies everywhere.
    pub applies: String,
    /// How narrow it is: 0 everywhere, 1 a region, 2 a country, 3 a county, 4 any other attribute, 5 a city.
    pub width: u8,
    /// The packs that it goes over, by their places in the rule book's list.
    pub over: Vec<u16>,
    /// It holds because it applies to the place, not because somebody asked for it.
    pub automatic: bool,
    /// What it adds counts in the roll-ups of the packs below too.
    pub counts: bool,
    /// Where it is declared.
    pub span: Span,
}

/// What kind of thing an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A figure that a place reports, or what is known of it.
    Input,
    /// A key performance indicator.
    Kpi,
    /// One of several results of a KPI.
    Point,
}

/// How an item is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// In a unit.
    Unit(Box<Unit>),
    /// Yes or no.
    YesNo,
    /// One of these words.
    OneOf(Vec<Symbol>),
    /// A text (the built-in input `country`).
    Text,
}

/// An input, a KPI or a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its place in the rule book's list.
    pub id: ItemId,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// Its full name.
    pub name: String,
    /// Its title.
    pub title: Template,
    /// The KPI of a point; the KPI or point of a local input.
    pub parent: Option<ItemId>,
    /// The points of a KPI.
    pub points: Vec<ItemId>,
    /// The inputs that its formula names.
    pub inputs: Vec<ItemId>,
    /// Its code in the method.
    pub code: Option<String>,
    /// What it is about.
    pub about: Option<Template>,
    /// Source of the whole item.
    pub source: Option<String>,
    /// How sure we are of parts that are not clauses of their own (`about`, `code`): word and part.
    pub evidence: Vec<(String, String)>,
    /// How it is measured.
    pub measure: Measure,
    /// Facets: place in the rule book's list, and its values.
    pub facets: Vec<FacetValues>,
    /// Formula clauses.
    pub values: Vec<Case<Node>>,
    /// What the value is divided by.
    pub per: Vec<Case<Node>>,
    /// The unit in which its figures come, where it is divided by something.
    pub figures_in: Option<Box<Unit>>,
    /// What stands in for a missing value.
    pub impute: Option<Case<Impute>>,
    /// What is done with outliers.
    pub treat: Option<Case<Treat>>,
    /// What a plausible figure looks like.
    pub expects: Vec<Case<Expectation>>,
    /// Targets.
    pub targets: Vec<Case<Target>>,
    /// Starts.
    pub starts: Vec<Case<Node>>,
    /// Where it does not apply.
    pub not_applicable: Vec<Case<()>>,
    /// How its path runs between milestones; straight where nothing is said.
    pub shapes: Vec<Case<PathShape>>,
    /// How its progress along the path is measured, where the rules say it.
    pub progress: Vec<Case<Node>>,
    /// Where a pack retired it; what is said stands in `because`.
    pub retired: Vec<Case<()>>,
    /// The score; nothing where the item is never scored.
    pub scores: Vec<Case<Node>>,
    /// What its score is.
    pub metric: Metric,
    /// The scale of its bands: place in the rule book's list.
    pub scale: Option<u16>,
    /// How far two figures may differ.
    pub tolerance: Vec<Case<Tolerance>>,
    /// Reported beats computed.
    pub prefer_reported: Vec<Case<bool>>,
    /// The preferred source.
    pub prefer_source: Vec<Case<String>>,
    /// Least grades.
    pub least: Vec<Case<LeastGrade>>,
    /// Other kinds in which a figure may come.
    pub also_in: Vec<Case<AlsoIn>>,
    /// What stands in for silence.
    pub assume: Vec<Case<Node>>,
    /// `higher` or `lower` is better; nothing where the method does not say.
    pub better: Option<Better>,
    /// Significant digits that are printed.
    pub digits: u32,
    /// Its weight in roll-ups.
    pub weight: f64,
    /// Roll-ups that leave it out, by their places in the rule book's list.
    pub apart: Vec<u16>,
    /// Where it is declared.
    pub span: Span,
    /// Place of the pack that declares it.
    pub layer: u16,
}

/// The values of one facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValues {
    /// Place of the facet in the rule book's list.
    pub facet: u16,
    /// Its values.
    pub values: Vec<Symbol>,
    /// How sure we are of it.
    pub evidence: Option<String>,
}

/// Which direction is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// How far two figures of one item may differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerance {
    /// In base units.
    Absolute(f64),
    /// As a share of the larger figure.
    Relative(f64),
}

/// What a plausible figure looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// The range.
    pub goal: Goal,
    /// A figure outside is withheld.
    pub reject: bool,
}

/// A goal whose bounds are resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Which.
    pub kind: GoalKind,
    /// The first bound.
    pub bound: Node,
    /// The second bound of `between`.
    pub upper: Option<Node>,
}

/// What a method aims at.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A goal.
    Goal(Goal),
    /// Milestones with dates.
    Path(Path),
    /// Deliberately none.
    NoBenchmark,
}

/// Another kind in which a figure may come.
#[derive(Debug, Clone, PartialEq)]
pub struct AlsoIn {
    /// The other unit.
    pub unit: Unit,
    /// A figure in the base unit of the other kind, times this, is the figure in the base unit of the item.
    pub factor: f64,
    /// The factor as written.
    pub written: String,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it is about.
    pub about: Option<String>,
    /// How it is measured.
    pub measure: Measure,
    /// Its values; none where a country must set it.
    pub values: Vec<Case<Node>>,
    /// Where it is declared.
    pub span: Span,
}

/// What a place is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Name.
    pub name: String,
    /// Title, as it stands in a sentence.
    pub title: String,
    /// Figures, by item.
    pub figures: Vec<(ItemId, Case<Node>)>,
    /// The scale of comparisons: for all items, and for some.
    pub scale: Option<u16>,
    /// Scales for single items.
    pub scales: Vec<(ItemId, u16)>,
    /// Where it is declared.
    pub span: Span,
}
