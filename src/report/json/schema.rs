//! The schema of `scorecard.json`, version 1. Each struct is an object; its fields stand in this order.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::model::rules::CheckWeight;
use crate::report::facts::Clause;
use crate::report::provenance::{PackStamp, Provenance};

/// The whole file.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    /// Which schema this is.
    pub schema: Schema,
    /// The city, and what it already does.
    pub city: City<'a>,
    /// The year of the evaluation.
    pub year: i32,
    /// The day by whose rules everything was judged; left out where every figure was by the last day of its period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// What the file is limited to; null where it holds everything.
    pub filter: Option<Filter<'a>>,
    /// The packs in use, base first.
    pub packs: &'a [PackStamp],
    /// KPIs and points, in the order of the rules.
    pub items: Vec<Item>,
    /// Roll-ups with their groups.
    pub rollups: Vec<Rollup<'a>>,
    /// What the checks found.
    pub checks: Vec<Check<'a>>,
    /// What was noticed about figures: differences, ranges, assumptions.
    pub notices: Vec<Finding<'a>>,
    /// Recommendations by outcome.
    pub recommendations: Recommendations,
    /// Engine, packs and files with their hashes.
    pub provenance: &'a Provenance,
}

/// Which schema a file follows.
#[derive(Debug, Serialize)]
pub(super) struct Schema {
    pub name: &'static str,
    pub version: u32,
}

/// The city.
#[derive(Debug, Serialize)]
pub(super) struct City<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub about: Option<&'a str>,
    /// Attributes as written: `country`, `terrain` …
    pub attributes: Map<String, Json>,
    pub programmes: Vec<Programme<'a>>,
}

/// What a city already does.
#[derive(Debug, Serialize)]
pub(super) struct Programme<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub tags: &'a [String],
    /// First and last day, as `2010-01-01`.
    pub from: Option<String>,
    pub until: Option<String>,
    pub budget: Option<&'a str>,
    pub source: Option<&'a str>,
    pub about: Option<&'a str>,
}

/// What a file is limited to.
#[derive(Debug, Serialize)]
pub(super) struct Filter<'a> {
    pub facet: &'a str,
    pub value: &'a str,
}

/// A KPI or a point.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    /// Full name in the rules: `kpi` or `kpi.point`.
    pub name: String,
    /// `kpi` or `point`.
    pub kind: crate::model::rules::ItemKind,
    pub code: Option<String>,
    pub title: String,
    /// The KPI of a point.
    pub parent: Option<String>,
    /// Whether roll-ups of points count it: a point, or a KPI without points.
    pub leaf: bool,
    /// Roll-ups that leave it out, since a pack over theirs added it; left out where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_in: Vec<String>,
    /// Facet to its values.
    pub facets: Map<String, Json>,
    /// Unit as the rules write it.
    pub unit: String,
    /// A number in that unit (15 significant digits), true or false, a word, or a bound
    /// `{low, high, low_open, high_open}`; null where there is none.
    pub value: Option<Json>,
    /// The value as people read it.
    pub printed: Option<String>,
    /// `reported`, `computed`, `assumed`, `imputed`, `set` or `none`.
    pub origin: &'static str,
    pub status: &'static str,
    pub quality: Option<&'static str>,
    /// Year of the figures.
    pub year: Option<i32>,
    /// The value that was not chosen, where a reported and a computed one exist.
    pub other_value: Option<Json>,
    /// Inputs whose assumed value went into it.
    pub assumed: Vec<String>,
    /// Whether `or else` stepped in.
    pub stood_in: bool,
    pub target: Option<Goal>,
    pub start: Option<Clause>,
    /// A number of percent, or a bound in percent; null for a score that is no share.
    pub score_percent: Option<Json>,
    /// A score on the method's own scale (0 to 10, 1 to 100); left out for a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Json>,
    pub band: Option<Band>,
    pub points: Option<Json>,
    pub max_points: Option<Json>,
    /// Whether the target is met; null where that cannot be told.
    pub met: Option<bool>,
    /// The path to its milestones; left out where no target of it has a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<super::paths::Path>,
    /// What was done before the score, and with whom it is compared; left out where it is compared with nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared: Option<crate::report::prepared::Compared>,
    /// Why there is no value or no band.
    pub reason: Option<Reason>,
    /// The figures that went into it, and those of the item that did not (`used` is false).
    pub figures: Vec<Figure>,
}

/// A target.
#[derive(Debug, Serialize)]
pub(super) struct Goal {
    pub kind: crate::value::GoalKind,
    pub bound: Option<Json>,
    pub upper: Option<Json>,
    /// The day by which it is to be reached; left out where none is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(flatten)]
    pub clause: Clause,
}

/// A band and its place in its scale: 1 is the highest.
#[derive(Debug, Serialize)]
pub(super) struct Band {
    pub name: String,
    pub title: String,
    pub rank: u16,
    pub of: usize,
}

/// Why something is missing.
#[derive(Debug, Serialize)]
pub(super) struct Reason {
    /// `not_reported`, `rejected`, `failed`, `undecided`, `no_benchmark` or `not_applicable`.
    pub kind: &'static str,
    /// What is missing.
    pub items: Vec<String>,
    /// The words that rules or data give for it.
    pub why: Option<String>,
    /// All of it in one line.
    pub text: String,
}

/// A figure as the city reports it.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub item: String,
    pub year: Option<i32>,
    /// As written.
    pub value: String,
    pub unit: String,
    pub status: &'static str,
    pub quality: Option<&'static str>,
    pub source: String,
    pub place: String,
    pub note: String,
    /// The factor, where it came in another kind.
    pub converted: Option<String>,
    /// Line of the data file; null for what comes from no file.
    pub line: Option<u32>,
    pub used: bool,
}

/// A roll-up.
#[derive(Debug, Serialize)]
pub(super) struct Rollup<'a> {
    pub name: &'a str,
    pub facets: Vec<&'a str>,
    pub source: Option<&'a str>,
    pub groups: Vec<Group>,
}

/// A group of a roll-up.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    /// Facet to value.
    pub key: Map<String, Json>,
    pub title: Vec<String>,
    /// A share of 1, where the roll-up has shares; else a number on the method's own scale, or in `unit`.
    pub score: Option<Json>,
    /// The unit of a roll-up of values; left out for scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub printed: Option<String>,
    pub band: Option<Band>,
    pub points: Option<Json>,
    pub max_points: Option<Json>,
    /// Members that apply to the place; how many of them are reported, and scored.
    pub applicable: u32,
    pub reported: u32,
    pub scored: u32,
    pub reason: Option<Reason>,
    pub members: Vec<String>,
    /// What each member brings, in the order of the members, groups of another roll-up included.
    pub shares: Vec<Share>,
}

/// What a member brings to the score of its group.
#[derive(Debug, Serialize)]
pub(super) struct Share {
    /// Full name of an item; a group as it is named in formulas.
    pub member: String,
    /// What is taken of it, on the scale of the group's score: its score, value, progress or points. Null where it is
    /// left out.
    pub number: Option<Json>,
    /// Its weight as the rules set it; for a share of points the points that it could earn, times its weight.
    pub weight: Json,
    /// Its weight after rescaling: these add up to 1. Null where it is left out, in a sum, and under an own formula.
    pub part: Option<Json>,
    /// What it adds to the score: these add up to it. Null where numbers are not added: in a geometric, harmonic or power
    /// mean, and under an own formula.
    pub adds: Option<Json>,
}

/// A check and what it found.
#[derive(Debug, Serialize)]
pub(super) struct Check<'a> {
    pub name: &'a str,
    pub member: Option<&'a str>,
    pub title: &'a str,
    /// `holds`, `finding`, `note`, `undetermined` or `not_applicable`.
    pub outcome: &'static str,
    pub weight: Option<CheckWeight>,
    pub text: Option<String>,
    pub reason: Option<Reason>,
    /// What led a script or the host to it; only there where one checks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// Something noticed about figures.
#[derive(Debug, Serialize)]
pub(super) struct Finding<'a> {
    pub code: &'static str,
    pub weight: CheckWeight,
    pub item: &'a str,
    pub text: &'a str,
    pub figures: Vec<Figure>,
}

/// Recommendations by outcome.
#[derive(Debug, Serialize)]
pub(super) struct Recommendations {
    /// How they are ordered and limited, in words.
    pub order: String,
    pub given: Vec<Given>,
    pub held_back: Vec<HeldBack>,
    pub not_given: Vec<NotGiven>,
    pub undetermined: Vec<Undetermined>,
}

/// Which recommendation.
#[derive(Debug, Serialize)]
pub(super) struct Subject {
    pub name: String,
    pub title: String,
    /// The member, for recommendations over a set.
    pub member: Option<String>,
    pub facets: Map<String, Json>,
}

/// A recommendation that is given.
#[derive(Debug, Serialize)]
pub(super) struct Given {
    #[serde(flatten)]
    pub subject: Subject,
    pub rank: u32,
    pub priority: crate::model::rules::Priority,
    /// 100 % less the lowest score among the KPIs that fired.
    pub shortfall_percent: Option<Json>,
    /// What it would change; left out where the rules do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    pub fired: Vec<Condition>,
    pub open: Vec<Condition>,
    pub about: Option<String>,
    pub because: Vec<String>,
    pub actions: Vec<Action>,
    /// Names of the city's programmes.
    pub credits: Vec<String>,
    pub resources: Vec<Resource>,
}

/// What a recommendation would change.
#[derive(Debug, Serialize)]
pub(super) struct Effect {
    /// On what.
    pub on: String,
    /// What is supposed.
    pub with: Vec<EffectChange>,
    /// The unit of the three numbers.
    pub unit: String,
    /// The value as things are.
    pub before: Option<Json>,
    /// The value as it would be.
    pub after: Option<Json>,
    /// How far it would move for the better, in the unit of a difference (`pp` for percent).
    pub gain: Option<Json>,
    /// The gain as printed.
    pub printed: Option<String>,
    /// Why it is not known.
    pub reason: Option<Reason>,
}

/// What an effect supposes of an item.
#[derive(Debug, Serialize)]
pub(super) struct EffectChange {
    pub item: String,
    /// As printed; null where it is missing.
    pub value: Option<String>,
}

/// A recommendation that is held back.
#[derive(Debug, Serialize)]
pub(super) struct HeldBack {
    #[serde(flatten)]
    pub recommendation: Given,
    pub held_back_by: Holder,
}

/// What holds a recommendation back.
#[derive(Debug, Serialize)]
pub(super) struct Holder {
    /// `limit` or `unless`.
    pub kind: &'static str,
    /// In words.
    pub text: String,
    /// Rank of its group, where a limit holds it back.
    pub rank: Option<u32>,
    /// What was given instead.
    pub outranked_by: Vec<String>,
    pub condition: Option<Condition>,
    pub because: Option<String>,
}

/// A recommendation that is not given.
#[derive(Debug, Serialize)]
pub(super) struct NotGiven {
    #[serde(flatten)]
    pub subject: Subject,
    pub failed: Vec<Condition>,
    pub not_applicable: Option<Reason>,
}

/// A recommendation that cannot be determined.
#[derive(Debug, Serialize)]
pub(super) struct Undetermined {
    #[serde(flatten)]
    pub subject: Subject,
    pub open: Vec<Condition>,
    pub reason: Reason,
    pub members: Vec<String>,
}

/// A condition and how it came out.
#[derive(Debug, Serialize)]
pub(super) struct Condition {
    pub condition: String,
    pub comparisons: Vec<Comparison>,
    pub items: Vec<String>,
    pub reason: Option<Reason>,
    /// What a script or the host looked at; only there where one decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// A comparison with its values.
#[derive(Debug, Serialize)]
pub(super) struct Comparison {
    pub left: String,
    pub left_value: String,
    pub sign: &'static str,
    pub right: String,
    pub right_value: String,
    pub holds: Option<bool>,
    pub by: Option<String>,
    pub turns_at: Option<String>,
}

/// An action.
#[derive(Debug, Serialize)]
pub(super) struct Action {
    pub name: String,
    pub text: String,
    /// What led a script or the host to it; only there where one decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// An item that led to something, with its figure as printed.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    pub item: String,
    pub printed: String,
    pub band: Option<String>,
}

/// A resource.
#[derive(Debug, Serialize)]
pub(super) struct Resource {
    pub name: String,
    pub title: String,
    pub publisher: Option<String>,
    pub year: Option<i32>,
    pub address: Option<String>,
}
