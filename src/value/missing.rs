//! Why a value is missing. Missing is never zero: it carries its reason to whatever depends on it.

use super::Phrase;

/// A thing that has a value: an input, a KPI or a point, as its place in the rule book's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize)]
pub struct ItemId(pub u32);

/// The sorts of reasons. The order is that of weight: where several reasons meet, the first in this list speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingKind {
    /// A computation failed: division by zero, two clauses that both hold.
    Failed,
    /// A figure was refused, by a verifier or by a rule.
    Rejected,
    /// Nobody reported it.
    NotReported,
    /// The method sets no target for it.
    NoBenchmark,
    /// It does not apply to the place.
    NotApplicable,
    /// The figure is there, but too little is known to decide (a bound that does not settle the question).
    Undecided,
}

impl MissingKind {
    /// The key of its words for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Failed => "missing_failed",
            Self::Rejected => "missing_rejected",
            Self::NotReported => "missing_not_reported",
            Self::NoBenchmark => "missing_no_benchmark",
            Self::NotApplicable => "missing_not_applicable",
            Self::Undecided => "missing_undecided",
        }
    }
}

/// Why a value is missing: the sort, what is missing, and the words that a rule or a file gives for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The sort of reason.
    pub kind: MissingKind,
    /// The items whose figures are missing, in the order in which they were found; each once.
    pub items: Vec<ItemId>,
    /// The reason, if there is one: a text of a rule or a file, or what the program says.
    pub why: Option<Phrase>,
}

impl Missing {
    /// Nobody reported this item.
    #[must_use]
    pub fn not_reported(item: ItemId) -> Self {
        Self { kind: MissingKind::NotReported, items: vec![item], why: None }
    }

    /// A reason with its words.
    #[must_use]
    pub fn because(kind: MissingKind, item: Option<ItemId>, why: impl Into<Phrase>) -> Self {
        Self { kind, items: item.into_iter().collect(), why: Some(why.into()) }
    }

    /// A computation that failed.
    #[must_use]
    pub fn failed(why: impl Into<Phrase>) -> Self {
        Self::because(MissingKind::Failed, None, why)
    }

    /// Both reasons at once: the weightier sort speaks, and all items are named.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        if other.kind < self.kind {
            return other.join(self);
        }
        for item in other.items {
            if !self.items.contains(&item) {
                self.items.push(item);
            }
        }
        self.why = self.why.or(if other.kind == self.kind { other.why } else { None });
        self
    }
}
