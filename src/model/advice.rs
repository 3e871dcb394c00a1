//! What is recommended, and why or why not.

use super::exhibit::Evidence;
use super::formula::Shown;
use super::rules::Priority;
use crate::value::{ItemId, Missing, Outcome as Known, Value};

/// All recommendations, with their outcomes, in the order in which they are given.
#[derive(Debug, Clone, Default)]
pub struct Advice {
    /// Given, best rank first.
    pub given: Vec<Recommended>,
    /// Given but for a limit or an `unless`, best rank first.
    pub held_back: Vec<HeldBack>,
    /// Not given, in the order of the rules.
    pub not_given: Vec<NotGiven>,
    /// Undetermined, in the order of the rules.
    pub undetermined: Vec<Undetermined>,
}

/// The four outcomes of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the words of the language")]
pub enum Outcome {
    Given,
    HeldBack,
    NotGiven,
    Undetermined,
}

/// Which recommendation, of which member.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The recommendation: its place in the rule book's list.
    pub recommendation: u16,
    /// The member, for recommendations over a set.
    pub member: Option<ItemId>,
    /// Its title, with holes filled.
    pub title: String,
}

/// A recommendation whose trigger fired.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommended {
    /// Which.
    pub subject: Subject,
    /// Its rank, from 1.
    pub rank: u32,
    /// How pressing it is.
    pub priority: Priority,
    /// 1 less the lowest score among the KPIs in the triggers that fired; nothing where no score is involved.
    pub shortfall: Option<f64>,
    /// What it would change; nothing where the rules do not say.
    pub effect: Option<EffectResult>,
    /// The triggers that fired, each with what was compared.
    pub fired: Vec<Reason>,
    /// Triggers that could not be decided.
    pub open: Vec<Reason>,
    /// Why the topic matters.
    pub about: Option<String>,
    /// The reasons in words.
    pub because: Vec<String>,
    /// What is to be done.
    pub actions: Vec<ActionText>,
    /// Programmes that are credited: places in the city's list.
    pub credits: Vec<usize>,
    /// Resources: places in the rule book's list.
    pub resources: Vec<u16>,
}

/// What a recommendation would change, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectResult {
    /// On what: `personal_footprint`, as written in the rules.
    pub on: String,
    /// What is supposed: each item, and its value as printed.
    pub with: Vec<(String, Known<String>)>,
    /// The value that it is on, as things are.
    pub before: Known<Value>,
    /// The value as it would be.
    pub after: Known<Value>,
    /// How far it would move for the better; where the rules know no better side, how far it would grow.
    pub gain: Known<Value>,
    /// How the value prints.
    pub on_shown: Shown,
    /// How the gain prints.
    pub shown: Shown,
}

/// An action as given.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionText {
    /// Name.
    pub name: String,
    /// Text, with holes filled.
    pub text: String,
    /// What led to it, where a script or the host recommends it.
    pub evidence: Vec<Evidence>,
}

/// A condition, and how it came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The condition as written in the rules.
    pub condition: String,
    /// The comparisons in it, with the values of both sides.
    pub comparisons: Vec<Comparison>,
    /// Items that it names.
    pub items: Vec<ItemId>,
    /// What is missing, where it could not be decided.
    pub missing: Option<Missing>,
    /// The condition in words, where the report speaks another language than the rules.
    pub words: Option<String>,
    /// A script or the host decides: the condition says who.
    pub by_code: bool,
    /// The figures that led to it, where a script or the host decides.
    pub evidence: Vec<Evidence>,
}

/// A comparison with its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Left side as written.
    pub left: String,
    /// Its value as printed; the reason where it is missing.
    pub left_value: String,
    /// The sign.
    pub sign: &'static str,
    /// Right side as written.
    pub right: String,
    /// Its value as printed; the reason where it is missing.
    pub right_value: String,
    /// Whether it holds; nothing where that cannot be told.
    pub holds: Option<bool>,
    /// How far it is from holding (or from failing), as printed.
    pub by: Option<String>,
    /// The value of the left side at which it would turn: `at 151.8 L`, `above 40 %`.
    pub turns_at: Option<String>,
    /// Both sides in words, where the report speaks another language than the rules.
    pub words: Option<ComparisonWords>,
}

/// The sides of a comparison in words, and the message that joins them.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonWords {
    /// The left side.
    pub left: String,
    /// The right side.
    pub right: String,
    /// The right side is a number with a name, as a limit: the number is said first.
    pub number_first: bool,
    /// The key of the message: `compare_greater`.
    pub key: &'static str,
}

/// A recommendation that is held back.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldBack {
    /// What would be given.
    pub recommended: Recommended,
    /// What holds it back.
    pub by: Holder,
}

/// What holds a recommendation back.
#[derive(Debug, Clone, PartialEq)]
pub enum Holder {
    /// A limit: its place in the rule book's list, the rank of the group, and who outranked it (in words).
    Limit {
        /// The limit.
        limit: u16,
        /// The rank that its topic (or itself) got.
        rank: u32,
        /// What was given instead: titles of the topics or recommendations.
        outranked_by: Vec<String>,
    },
    /// An `unless` that holds.
    Unless {
        /// The condition with its values.
        reason: Reason,
        /// The reason that the rule gives.
        because: Option<String>,
    },
}

/// A recommendation that is not given.
#[derive(Debug, Clone, PartialEq)]
pub struct NotGiven {
    /// Which.
    pub subject: Subject,
    /// The conditions that failed, each with the value at which it would fire.
    pub failed: Vec<Reason>,
    /// What it rests on does not apply, with the reason.
    pub not_applicable: Option<Missing>,
}

/// A recommendation that cannot be determined.
#[derive(Debug, Clone, PartialEq)]
pub struct Undetermined {
    /// Which.
    pub subject: Subject,
    /// The conditions that could not be decided.
    pub open: Vec<Reason>,
    /// All that is missing.
    pub missing: Missing,
    /// For recommendations over a set: the members for which it could not be told.
    pub members: Vec<ItemId>,
}
