//! Studies of robustness: what the rules say is uncertain, and how far.

use super::formula::Node;
use super::groups::Way;
use super::rules::{Impute, Note, Treat};
use super::supposition::Weighted;
use crate::value::{ItemId, Quality};

/// A study of robustness.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// Its title.
    pub title: String,
    /// What is varied, in the order of the rules.
    pub varied: Vec<Varied>,
    /// How many times.
    pub replicates: u32,
    /// Where the random numbers begin.
    pub seed: u32,
    /// Its authority.
    pub note: Note,
}

/// One thing that is varied.
#[derive(Debug, Clone, PartialEq)]
pub struct Varied {
    /// What.
    pub what: Variation,
    /// As it is written in the rules, on one line.
    pub written: String,
    /// Its authority.
    pub note: Note,
}

/// What is varied, and how far.
#[derive(Debug, Clone, PartialEq)]
pub enum Variation {
    /// Weights, each by a share of itself.
    Weights(Vec<Weighted>, f64),
    /// The score: for each way the score of every item that has none of its own.
    Scores(Vec<ScoreWay>),
    /// A step before the score, of every item that has none of its own.
    Steps(Vec<StepWay>),
    /// The function of roll-ups, by their places in the rule book's list: all of them take the same way.
    Rollups(Vec<u16>, Vec<RollupWay>),
    /// Figures, each by a share of itself that depends on its grade.
    Data(DataErrors),
    /// Targets, each by a share of itself.
    Targets(f64),
    /// Starts, each by a share of itself.
    Starts(f64),
    /// A parameter, by its place in the rule book's list, by a share of itself.
    Parameter(u16, f64),
}

/// One way to score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreWay {
    /// As written.
    pub written: String,
    /// The score of each item that takes it.
    pub scores: Vec<(ItemId, Node)>,
}

/// One way of a step before the score.
#[derive(Debug, Clone, PartialEq)]
pub struct StepWay {
    /// As written.
    pub written: String,
    /// The items that take it.
    pub items: Vec<ItemId>,
    /// What they take.
    pub step: Step,
}

/// A step before the score; nothing where it is left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// What stands in for missing values.
    Impute(Option<Impute>),
    /// What is done with outliers.
    Treat(Option<Treat>),
}

/// One way to roll up.
#[derive(Debug, Clone, PartialEq)]
pub struct RollupWay {
    /// As written.
    pub written: String,
    /// The way for all groups, of each of the roll-ups.
    pub by: Vec<Way>,
}

/// How far figures may be off.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DataErrors {
    /// By grade.
    pub grades: Vec<(Quality, f64)>,
    /// All others, those without a grade among them; nothing where they are taken as exact.
    pub others: Option<f64>,
}

impl DataErrors {
    /// How far a figure of a grade may be off; nothing where it is taken as exact.
    #[must_use]
    pub fn of(&self, grade: Option<Quality>) -> Option<f64> {
        let named = grade.and_then(|grade| self.grades.iter().find(|(known, _)| *known == grade));
        named.map(|(_, by)| *by).or(self.others)
    }
}
