//! What rules ask of results: recommendations and their limits, checks, tests.

use super::advice::Outcome;
use super::exhibit::{Adviser, Inspector, Outside};
use super::formula::{Node, Part, Set, Shown, Template};
use super::rules::{Case, FacetValues, Note, RuleBook};
use super::supposition::Supposed;
use crate::source::Span;
use crate::value::ItemId;

/// How pressing a recommendation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum Priority {
    High,
    Medium,
    Low,
}

/// A recommendation.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    /// Name.
    pub name: String,
    /// Title.
    pub title: Template,
    /// One for each member of this set.
    pub each: Option<Set>,
    /// The script, or the function of the host, that recommends; its triggers then say when it is asked at all, and its
    /// actions are the texts from which it chooses.
    pub outside: Option<Outside<dyn Adviser>>,
    /// Facets (topic, category, SDG target …).
    pub facets: Vec<FacetValues>,
    /// Why the topic matters.
    pub about: Option<Template>,
    /// Triggers: any of them. `None` is `when always`.
    pub when: Vec<Case<Option<Node>>>,
    /// What holds it back.
    pub unless: Vec<Case<Node>>,
    /// Priorities.
    pub priorities: Vec<Case<Priority>>,
    /// Reasons, with the figures.
    pub because: Vec<Case<Template>>,
    /// What is to be done.
    pub actions: Vec<Action>,
    /// What it would change; one of them holds.
    pub effects: Vec<Case<Effect>>,
    /// Tags of programmes that are credited.
    pub credits: Vec<Case<Vec<String>>>,
    /// Resources: places in the rule book's list.
    pub resources: Vec<u16>,
    /// Where a pack retired it; what is said stands in `because`.
    pub retired: Vec<Case<()>>,
    /// Where it is declared.
    pub note: Note,
}

/// What a recommendation would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// On what.
    pub on: Node,
    /// How that prints.
    pub on_shown: Shown,
    /// How a difference of it prints.
    pub shown: Shown,
    /// What is supposed.
    pub with: Vec<Supposed>,
    /// Where it is said on what.
    pub span: Span,
}

/// An action of a recommendation.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Name.
    pub name: String,
    /// What is to be done; a later layer's text stands for an earlier one's.
    pub text: Case<Template>,
}

/// Something to read or to use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// Where to find it.
    pub address: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// How many recommendations are given.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// Groups of this facet are counted; recommendations where nothing is said.
    pub facet: Option<u16>,
    /// How many.
    pub count: usize,
    /// The order, the first counts most.
    pub by: Vec<RankBy>,
    /// Its authority and reason.
    pub note: Note,
}

/// What recommendations are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RankBy {
    /// High before medium before low.
    Priority,
    /// 100 % less the lowest score among the KPIs in the trigger that fired; the largest first.
    Shortfall,
    /// What it would change; the largest first, what is missing last.
    Effect,
}

/// A check.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Name.
    pub name: String,
    /// Title.
    pub title: Template,
    /// One for each member of this set.
    pub each: Option<Set>,
    /// The script, or the function of the host, that looks for what is wrong.
    pub outside: Option<Outside<dyn Inspector>>,
    /// What must hold.
    pub rules: Vec<Case<Requirement>>,
    /// What the verifier is told.
    pub notes: Vec<Case<Template>>,
    /// Where a pack retired it; what is said stands in `because`.
    pub retired: Vec<Case<()>>,
    /// Where it is declared.
    pub note: Note,
}

/// What must hold, and what is said when it does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The condition.
    pub condition: Node,
    /// How much it weighs.
    pub weight: CheckWeight,
    /// What is said.
    pub text: Option<Template>,
}

/// How much a check weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckWeight {
    /// Good to know.
    Info,
    /// The verifier should ask.
    Warn,
    /// The figures cannot stand.
    Reject,
}

/// A test in the language.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// Title.
    pub title: String,
    /// The city whose figures are taken.
    pub city: Option<String>,
    /// Figures that are given.
    pub givens: Vec<Given>,
    /// What must come out.
    pub expectations: Vec<Expected>,
    /// Where it stands.
    pub span: Span,
    /// Rank of its pack.
    pub layer: u16,
}

/// A given figure of a test.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The item.
    pub item: ItemId,
    /// Value, points or score.
    pub part: Part,
    /// The year.
    pub year: Option<i32>,
    /// The figure.
    pub value: Node,
    /// Where it stands.
    pub span: Span,
}

/// An expectation of a test.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// What.
    pub kind: ExpectedKind,
    /// Where it stands.
    pub span: Span,
}

/// The sorts of expectations.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpectedKind {
    /// A condition holds.
    That(Node),
    /// A recommendation comes out so: place in the rule book's list.
    Advice(Outcome, u16),
    /// A check has a finding (or has none): place in the rule book's list.
    Finding(u16, bool),
    /// A check cannot be told: place in the rule book's list.
    Undecided(u16),
}

impl RuleBook {
    /// Whether a recommendation or a check asks a script or a function of the host.
    #[must_use]
    pub fn asks_outside(&self) -> bool {
        self.recommendations.iter().any(|rule| rule.outside.is_some())
            || self.checks.iter().any(|check| check.outside.is_some())
    }
}
