//! Robustness: how much scores, ranks, bands and recommendations depend on what the rules say is uncertain.

mod columns;
mod design;
mod draw;
mod html;
mod json;
mod leave;
mod nominal;
mod picture;
mod replicate;
mod sobol;
mod spread;
mod stage;
mod statistics;
mod summary;
mod text;
mod tree;
mod variable;

pub use html::html;
pub use json::{SCHEMA, SCHEMA_VERSION, json, replicates_csv};
pub use picture::picture;
pub use text::text;

use serde::Serialize;

use crate::author::results::{group_name, group_title};
use crate::model::dataset::Dataset;
use crate::model::robustness::Robustness;
use crate::model::rules::RuleBook;
use crate::source::{Sources, nearest};
use crate::value::{ItemId, Symbol};

/// A city that is studied.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Its rules.
    pub book: &'a RuleBook,
    /// Their texts.
    pub sources: &'a Sources,
    /// Its figures.
    pub data: &'a Dataset,
    /// The year of its evaluation.
    pub year: i32,
}

/// What is asked for.
pub struct Asked<'a> {
    /// The title of the study; the last one of the rules where nothing is said.
    pub study: Option<&'a str>,
    /// The roll-up by whose groups cities are ranked; the first one where nothing is said.
    pub rollup: Option<&'a str>,
    /// Replicates, where not those of the rules.
    pub replicates: Option<u32>,
    /// The seed, where not that of the rules.
    pub seed: Option<u32>,
    /// How many threads work.
    pub threads: usize,
    /// Every replicate's choices are kept.
    pub keep: bool,
    /// By what replicates are evaluated.
    pub by: Evaluator,
    /// Told after each evaluation of all cities, of how many.
    pub step: &'a (dyn Fn(usize) + Sync),
}

/// By what replicates are evaluated. The results are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Evaluator {
    /// By plans over columns; what these do not carry by the evaluator of one city.
    #[default]
    Plans,
    /// By the evaluator of one city alone: many times slower, to check the other way.
    Tree,
}

/// What a study found.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The title of the study.
    pub study: String,
    /// The roll-up by whose groups cities are ranked.
    pub rollup: String,
    /// How many replicates were drawn.
    pub replicates: u32,
    /// The seed.
    pub seed: u32,
    /// What was varied, as written in the rules.
    pub varied: Vec<VariedText>,
    /// Each city.
    pub cities: Vec<CityReport>,
    /// Ranks, where there are several cities: for each group of the roll-up each city.
    pub ranks: Vec<GroupRanks>,
    /// How much of the variance each thing that is varied explains.
    pub sensitivity: Vec<Sensitivity>,
    /// What leaving out one KPI or point does.
    pub left_out: Vec<LeftOut>,
    /// Every replicate's choices, where they are kept.
    #[serde(skip)]
    pub choices: Vec<Vec<Choice>>,
    /// How many evaluations of all cities were made, and how many of them plans could not tell.
    #[serde(skip)]
    pub evaluations: [usize; 2],
}

/// Something that is varied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VariedText {
    /// As written: `weight of dimension by 25 %`.
    pub written: String,
    /// Why so far.
    pub because: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// How many numbers are drawn for it in each replicate.
    pub variables: usize,
}

/// A choice of one replicate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// What is varied: its place in the study.
    pub varied: usize,
    /// What was drawn for: a weight, a figure.
    pub name: String,
    /// What it was set to; targets, starts and parameters as a factor.
    pub value: String,
}

/// What a study found of a city.
#[derive(Debug, Clone, Serialize)]
pub struct CityReport {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: i32,
    /// Scores of groups, then of KPIs and points.
    pub scores: Vec<ScoreReport>,
    /// Recommendations, those over a set for each member.
    pub recommendations: Vec<AdviceReport>,
}

/// How a score varies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreReport {
    /// `group` or `item`.
    pub kind: &'static str,
    /// The roll-up of a group.
    pub rollup: String,
    /// The name.
    pub name: String,
    /// The title.
    pub title: String,
    /// The score by the rules as they are; shares of 1 unless the method says otherwise.
    pub score: Option<f64>,
    /// Median and range of the replicates.
    pub range: Option<Range>,
    /// In how many replicates there was no score.
    pub missing: u32,
    /// The same, as printed.
    pub shown: Shown,
    /// The unit in which it is printed.
    pub unit: String,
    /// What a score times this is in that unit.
    #[serde(skip)]
    pub factor: f64,
    /// The band by the rules as they are.
    pub band: Option<String>,
    /// How often each band occurs, as a share of the replicates; bands that never occur are left out.
    pub bands: Vec<(String, f64)>,
}

/// Median and range of what was drawn: quantiles by linear interpolation (type 7).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// Half of the replicates lie below.
    pub median: f64,
    /// One of twenty lies below.
    pub low: f64,
    /// One of twenty lies above.
    pub high: f64,
}

/// A score and its range, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Shown {
    /// The score by the rules as they are.
    pub score: String,
    /// The median.
    pub median: String,
    /// The 5 % quantile.
    pub low: String,
    /// The 95 % quantile.
    pub high: String,
}

/// How often a recommendation has each outcome, as shares of the replicates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AdviceReport {
    /// The recommendation.
    pub name: String,
    /// The member, for those over a set.
    pub member: Option<String>,
    /// The outcome by the rules as they are; nothing where it is not there.
    pub outcome: Option<&'static str>,
    /// How often it is given.
    pub given: f64,
    /// How often it is held back.
    pub held_back: f64,
    /// How often it is undetermined.
    pub undetermined: f64,
}

/// Ranks of cities in one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupRanks {
    /// The group.
    pub group: String,
    /// Its title.
    pub title: String,
    /// Each city that is ranked.
    pub cities: Vec<RankReport>,
}

/// How the rank of a city varies. Who ties shares the better rank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankReport {
    /// The city.
    pub city: String,
    /// Its rank by the rules as they are.
    pub rank: u32,
    /// Median and range of the replicates.
    pub range: Range,
    /// How often it is first.
    pub first: f64,
}

/// How much of the variance of an output each thing that is varied explains.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sensitivity {
    /// The output: a group's score, or how far its ranks move.
    pub output: String,
    /// Its title.
    pub title: String,
    /// The variance of the output over both samples.
    pub variance: f64,
    /// How many replicates had an output.
    pub size: usize,
    /// For each thing that is varied; nothing where nothing varies.
    pub indices: Vec<Indices>,
}

/// Sobol's indices of one thing that is varied.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indices {
    /// As written.
    pub varied: String,
    /// The share of the variance that it explains alone.
    pub first: f64,
    /// The standard error of that.
    pub first_error: f64,
    /// The share in which it has a part, alone or with others.
    pub total: f64,
    /// The standard error of that.
    pub total_error: f64,
}

/// What leaving out one KPI or point does to the groups of the roll-up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// The KPI or point.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The group.
    pub group: String,
    /// Its title.
    pub group_title: String,
    /// The largest change of a score, with its sign.
    pub score_change: f64,
    /// The same, as printed.
    pub shown: String,
    /// The city that it is of.
    pub city: String,
    /// The mean change of all ranks, where there are several cities.
    pub rank_change: Option<f64>,
}

/// A group whose score is an output.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    /// Its name: cities are compared by it.
    name: String,
    title: String,
}

/// Runs a study. Where scores look at other cities, all are evaluated together: in one year, the latest of theirs, and by
/// the rules of the first.
///
/// # Errors
/// The rules have no such study or roll-up; what there is comes with it. Cities that are evaluated together are judged by
/// different packs.
pub fn study(places: &[Place<'_>], asked: &Asked<'_>) -> Result<Report, String> {
    let Some(first) = places.first() else { return Err("there is no city to study".to_owned()) };
    let places = together(places)?;
    let studies = places.iter().map(|place| found(place.book, asked)).collect::<Result<Vec<_>, _>>()?;
    let rollup = rollup_name(first.book, asked.rollup)?;
    let Some(head) = studies.first() else { return Err("there is no city to study".to_owned()) };
    let replicates = asked.replicates.unwrap_or(head.replicates).max(2);
    let seed = asked.seed.unwrap_or(head.seed);
    let design = design::Design::new(&places, &studies, (&rollup, replicates, seed));
    let nominal = nominal::nominal(&design);
    let groups = nominal::groups(&nominal);
    let runs = replicate::run(&design, (&nominal, &groups), asked);
    let varied = head.varied.iter().enumerate().map(|(at, varied)| VariedText {
        written: varied.written.clone(),
        because: varied.note.because.clone(),
        source: varied.note.source.clone(),
        variables: runs.variables.get(at).copied().unwrap_or(0),
    });
    Ok(Report {
        study: head.title.clone(),
        rollup: rollup.clone(),
        replicates,
        seed,
        varied: varied.collect(),
        cities: summary::cities(&design, &nominal, &runs),
        ranks: summary::ranks(&design, &groups, &runs),
        sensitivity: sobol::sensitivity(&design, head, &groups, &runs),
        left_out: leave::left_out(&design, &nominal, &groups),
        choices: runs.choices,
        evaluations: [replicates as usize * design.samples(), runs.by_tree],
    })
}

/// The cities as they are evaluated: where scores look at others in one year, and by rules that are the same for all.
fn together<'a>(places: &[Place<'a>]) -> Result<Vec<Place<'a>>, String> {
    let mut all = places.to_vec();
    let Some(first) = places.first().filter(|_| places.iter().any(|place| place.book.looks_at_others())) else {
        return Ok(all);
    };
    let packs = |place: &Place<'_>| -> Vec<String> { place.book.packs.iter().map(|pack| pack.name.clone()).collect() };
    if let Some(other) = places.iter().find(|place| packs(place) != packs(first)) {
        let said = |place: &Place<'_>| format!("{} by {}", place.data.city.name, packs(place).join(", "));
        return Err(format!(
            "cities that are evaluated together are judged by the same packs: {}, {}",
            said(first),
            said(other)
        ));
    }
    let year = places.iter().map(|place| place.year).max().unwrap_or(first.year);
    all.iter_mut().for_each(|place| *place = Place { book: first.book, year, ..*place });
    Ok(all)
}

/// The study of a rule book: that of a title, else the last one.
fn found<'b>(book: &'b RuleBook, asked: &Asked<'_>) -> Result<&'b Robustness, String> {
    let titles = || book.robustness.iter().map(|study| study.title.as_str());
    match asked.study {
        None => book.robustness.last().ok_or_else(|| {
            "the rules declare no study of robustness; write for example `robustness \"How sure\" { vary data by 5 % }`"
                .to_owned()
        }),
        Some(title) => book.robustness.iter().rev().find(|study| study.title == title).ok_or_else(|| {
            match nearest(title, titles()) {
                Some(near) => format!("there is no study `{title}`; did you mean `{near}`?"),
                None => format!("there is no study `{title}`; there are: {}", titles().collect::<Vec<_>>().join("; ")),
            }
        }),
    }
}

fn rollup_name(book: &RuleBook, asked: Option<&str>) -> Result<String, String> {
    let names = || book.rollups.iter().map(|rollup| rollup.name.as_str());
    let first = || names().next().ok_or_else(|| "the rules have no roll-up whose groups could be studied".to_owned());
    match asked {
        None => first().map(str::to_owned),
        Some(name) if names().any(|known| known == name) => Ok(name.to_owned()),
        Some(name) => Err(match nearest(name, names()) {
            Some(near) => format!("there is no roll-up `{name}`; did you mean `{near}`?"),
            None => format!("there is no roll-up `{name}`; there are {}", names().collect::<Vec<_>>().join("; ")),
        }),
    }
}

/// What a score is of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Of {
    /// A group: its roll-up and key.
    Group(u16, Vec<Symbol>),
    /// A KPI or a point.
    Item(ItemId),
}

impl Of {
    fn name(&self, book: &RuleBook) -> (String, String) {
        match self {
            Self::Group(rollup, key) => {
                let rollup = book.rollups.get(*rollup as usize);
                rollup.map_or_else(Default::default, |rollup| {
                    (group_name(book, rollup, key), group_title(book, rollup, key))
                })
            }
            Self::Item(id) => book.item(*id).map_or_else(Default::default, |item| {
                (item.name.clone(), crate::author::results::full_title(book, item))
            }),
        }
    }
}
