//! What an evaluation finds out: every value, score and band, each with its reasons.

use std::sync::Arc;

use smallvec::SmallVec;

use super::exhibit::Evidence;
pub use super::path::{MilestoneResult, Needed, PathResult, PathYear};
use super::rules::CheckWeight;
use crate::value::{BandRef, Date, GoalKind, ItemId, Missing, Outcome, Quality, Status, Symbol, Truth, Value};

/// Places of figures in the dataset: a few, seldom more.
pub type Figures = SmallVec<[u32; 4]>;

/// The results of one city in one year.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// The year of the evaluation.
    pub year: i32,
    /// The day by whose rules everything was judged; nothing where every figure was by the last day of its period.
    pub on: Option<Date>,
    /// One result for each item of the rule book, in its order.
    pub results: Vec<ItemResult>,
    /// One entry for each roll-up of the rule book, in its order.
    pub rollups: Vec<RollupResult>,
    /// What the checks found.
    pub checks: Vec<CheckResult>,
    /// What was noticed about figures: differences, what lies outside its range, assumptions.
    pub notices: Vec<Notice>,
}

impl Scorecard {
    /// The result of an item.
    #[must_use]
    pub fn result(&self, item: ItemId) -> Option<&ItemResult> {
        self.results.get(item.0 as usize)
    }
}

/// The result of one item.
#[derive(Debug, Clone)]
pub struct ItemResult {
    /// The item.
    pub item: ItemId,
    /// Its title, with holes filled.
    pub title: Arc<str>,
    /// Its value, in base units.
    pub value: Outcome<Value>,
    /// The year of the figures.
    pub year: Option<i32>,
    /// How the value came about.
    pub origin: Origin,
    /// The worst status of its figures; `not_reported` and so on where there is no value.
    pub status: Status,
    /// The worst grade of its figures.
    pub quality: Option<Quality>,
    /// The figures that went into it, directly or through others: places in the dataset.
    pub figures: Figures,
    /// Inputs whose assumed value went into it.
    pub assumed: Vec<ItemId>,
    /// Places where `or else` stepped in.
    pub stood_in: bool,
    /// The value that was not chosen where both a reported and a computed one exist.
    pub other: Option<Value>,
    /// The target that holds, or why there is none.
    pub target: Outcome<TargetResult>,
    /// The start that holds: value and place of its clause in the item's list.
    pub start: Option<(Value, usize)>,
    /// The score, a share of 1 (or what the pack's score is), or why there is none.
    pub score: Outcome<Value>,
    /// The band, or why there is none.
    pub band: Outcome<BandRef>,
    /// The points that it earns, or why it earns none.
    pub points: Outcome<f64>,
    /// The most points that it could earn.
    pub max_points: Option<f64>,
    /// Whether the target is met.
    pub met: Truth,
    /// The path to its milestones, where it has some.
    pub path: Option<Box<PathResult>>,
    /// What was done before the score, and with whom it is compared; nothing where it is compared with nobody.
    pub prepared: Option<Box<Prepared>>,
}

/// What was done before the score, and with whom an item is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The value that the score sees, where outliers were treated and it is another one.
    pub treated: Option<f64>,
    /// With whom it is compared.
    pub bounds: Option<Bounds>,
}

/// With whom an item is compared, and between which values.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounds {
    /// The cohort: its place in the rule book's list; all cities at hand where there is none.
    pub cohort: Option<u16>,
    /// How many values are looked at.
    pub members: usize,
    /// Whose they are; nobody's where the cohort holds values.
    pub names: Vec<String>,
    /// The smallest.
    pub least: Option<f64>,
    /// The largest.
    pub most: Option<f64>,
    /// The arithmetic mean.
    pub mean: f64,
    /// The sample standard deviation.
    pub deviation: f64,
}

/// How a value came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// There is none.
    None,
    /// The city's own figure: its place in the dataset.
    Reported(u32),
    /// Computed by a formula clause: its place in the item's list.
    Computed(usize),
    /// A fact that the rules know of the place: its place in the item's list.
    Stated(usize),
    /// An assumption of the rules: its place in the item's list.
    Assumed(usize),
    /// Set by a test.
    Set,
    /// It stands in for a missing one, as the step `impute` says.
    Imputed,
}

/// The target that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetResult {
    /// Which kind of goal.
    pub kind: GoalKind,
    /// The bound.
    pub bound: Value,
    /// The upper bound of `between`.
    pub upper: Option<Value>,
    /// The place of its clause in the item's list.
    pub case: usize,
    /// The day by which it is to be reached, where it is a milestone.
    pub by: Option<Date>,
}

/// The groups of one roll-up.
#[derive(Debug, Clone)]
pub struct RollupResult {
    /// The roll-up: its place in the rule book's list.
    pub rollup: u16,
    /// Its groups, in the order of the facets' values. Groups without members are left out.
    pub groups: Arc<[GroupResult]>,
}

/// A group of a roll-up.
#[derive(Debug, Clone)]
pub struct GroupResult {
    /// One value for each facet of the roll-up.
    pub key: Vec<Symbol>,
    /// The members that are leaves or KPIs; empty where the members are groups.
    pub members: Arc<[ItemId]>,
    /// The groups that are members: places in the list of the roll-up that this one is made of. Empty where the members
    /// are items.
    pub groups: Arc<[u32]>,
    /// What each member brings to the number, in the order of the members.
    pub shares: Vec<Share>,
    /// The place of the clause that says how the number is made, in the list of the roll-up; nothing where none holds.
    pub way: Option<usize>,
    /// How many members apply to the place.
    pub applicable: u32,
    /// How many of them are scored: coverage is `scored` of `applicable`.
    pub scored: u32,
    /// How many are reported (scored or not).
    pub reported: u32,
    /// Points earned.
    pub points: Option<f64>,
    /// Points that could be earned by what is scored.
    pub max_points: Option<f64>,
    /// The score, or why there is none.
    pub score: Outcome<Value>,
    /// Its band.
    pub band: Outcome<BandRef>,
}

/// What a member brings to the number of its group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// What is taken of it: its score, its value, its progress or its points. Nothing where that is missing.
    pub number: Option<f64>,
    /// Its weight as the rules set it; for a share of points the most that it could earn, times that.
    pub weight: f64,
    /// Its weight among those that are there: these add up to 1. Nothing where it is left out, in a sum, and where an own
    /// formula gives it none.
    pub part: Option<f64>,
    /// What it adds to the number of the group. Nothing where numbers are not added: in a geometric, harmonic or power
    /// mean, and in an own formula.
    pub adds: Option<f64>,
}

/// What a check found.
#[derive(Debug, Clone)]
pub struct CheckResult {
    /// The check: its place in the rule book's list.
    pub check: u16,
    /// The member, for checks over a set.
    pub member: Option<ItemId>,
    /// Its title, with holes filled.
    pub title: String,
    /// What came out.
    pub outcome: CheckOutcome,
    /// What led to it, where a script or the host checks.
    pub evidence: Vec<Evidence>,
}

/// The outcomes of a check.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckOutcome {
    /// All is well.
    Holds,
    /// It does not hold.
    Finding {
        /// How much it weighs.
        weight: CheckWeight,
        /// What is to be said.
        text: String,
    },
    /// Something to be done by the verifier.
    Note(String),
    /// It cannot be told.
    Undetermined(Missing),
    /// It rests on what does not apply.
    NotApplicable,
}

/// Something noticed about figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Stable code, as in diagnostics.
    pub code: &'static str,
    /// How much it weighs.
    pub weight: CheckWeight,
    /// The item.
    pub item: ItemId,
    /// What is to be said.
    pub text: String,
    /// The figures it speaks of: places in the dataset.
    pub figures: Vec<u32>,
}
