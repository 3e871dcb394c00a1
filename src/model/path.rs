//! Targets with a date: milestones, the path that they make, and how far along it a place is.

use super::formula::Node;
use super::rules::{Goal, Note};
use crate::value::{BandRef, Date, GoalKind, Missing, Outcome, Value};

/// All milestones that one pack sets together.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The milestones, the earliest first.
    pub milestones: Vec<Milestone>,
    /// The year in which the path starts, where the rules say one; else it starts in the baseline year.
    pub starting: Option<Node>,
}

/// What is to be reached by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// What is to be reached.
    pub level: Level,
    /// The last day: it counts for its year.
    pub by: Date,
    /// Its authority and place.
    pub note: Note,
}

/// What a milestone asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Level {
    /// A goal.
    Goal(Goal),
    /// So much below or above the value of the baseline year.
    Against {
        /// `AtMost` for below, `AtLeast` for above.
        kind: GoalKind,
        /// How much of that value, as a share.
        share: Node,
        /// The baseline year.
        baseline: Node,
    },
}

impl Level {
    /// On which side of it a value must lie.
    #[must_use]
    pub fn kind(&self) -> GoalKind {
        match self {
            Self::Goal(goal) => goal.kind,
            Self::Against { kind, .. } => *kind,
        }
    }

    /// The baseline year, where it is measured against one.
    #[must_use]
    pub fn baseline(&self) -> Option<&Node> {
        match self {
            Self::Goal(_) => None,
            Self::Against { baseline, .. } => Some(baseline),
        }
    }

    /// Visits the expressions of the level.
    pub fn each_node(&self, visit: &mut dyn FnMut(&Node)) {
        match self {
            Self::Goal(goal) => std::iter::once(&goal.bound).chain(&goal.upper).for_each(visit),
            Self::Against { share, baseline, .. } => [share, baseline].into_iter().for_each(visit),
        }
    }
}

impl Path {
    /// Visits all expressions of the path.
    pub fn each_node(&self, visit: &mut dyn FnMut(&Node)) {
        self.milestones.iter().for_each(|milestone| milestone.level.each_node(visit));
        self.starting.iter().for_each(visit);
    }

    /// The milestone of a day.
    #[must_use]
    pub fn by(&self, date: Date) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.by == date)
    }
}

/// How a path runs between two milestones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PathShape {
    /// In a straight line: the same amount each year.
    #[default]
    Linear,
    /// By the same share each year.
    ConstantRate,
    /// What was due last stays due until the year of the next milestone.
    Steps,
}

impl PathShape {
    /// All, in the order of the manual.
    pub const ALL: [Self; 3] = [Self::Linear, Self::ConstantRate, Self::Steps];

    /// The word of the language.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::ConstantRate => "constant_rate",
            Self::Steps => "steps",
        }
    }

    /// The shape of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.word() == word)
    }
}

/// From how many years the present trend is read: a straight line by least squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trend {
    /// The year of the figure and those before it.
    pub years: i32,
}

impl Default for Trend {
    fn default() -> Self {
        Self { years: 5 }
    }
}

/// The path of an item, as it came out.
#[derive(Debug, Clone, PartialEq)]
pub struct PathResult {
    /// The place of its clause in the item's list.
    pub case: usize,
    /// How it runs between milestones.
    pub shape: Outcome<PathShape>,
    /// The year and the value with which it starts, or why it has no start.
    pub start: Outcome<(i32, f64)>,
    /// The baseline year, where a milestone is measured against one.
    pub baseline: Option<Outcome<i32>>,
    /// The milestones, the earliest first.
    pub milestones: Vec<MilestoneResult>,
    /// The year of the figure.
    pub year: i32,
    /// What is due in that year.
    pub required: Outcome<Value>,
    /// How far it has come, as the rules measure it.
    pub progress: Outcome<Value>,
    /// The band of the progress; nothing where no pack in use has a scale for it.
    pub pace: Option<Outcome<BandRef>>,
    /// The year in which the trend reaches the last milestone.
    pub arrival: Outcome<i32>,
    /// What the path still allows from the next year to its last milestone, in the base unit of such a sum; nothing where
    /// the unit does not add up.
    pub budget: Option<Outcome<Value>>,
    /// Year by year.
    pub years: Vec<PathYear>,
    /// The first figure that is still needed.
    pub needed: Option<Needed>,
}

/// A milestone, as it came out.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneResult {
    /// Its day.
    pub by: Date,
    /// On which side of it a value must lie.
    pub kind: GoalKind,
    /// Its level.
    pub level: Outcome<Value>,
}

/// One year of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathYear {
    /// The year.
    pub year: i32,
    /// What is due in it.
    pub required: Outcome<Value>,
    /// The value of that year.
    pub reported: Outcome<Value>,
    /// The value less what is due.
    pub difference: Option<f64>,
}

/// A figure without which something cannot be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Needed {
    /// Its year, where one is known.
    pub year: Option<i32>,
    /// What is missing.
    pub missing: Missing,
}
