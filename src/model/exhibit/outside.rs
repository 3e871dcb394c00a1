//! What code outside of the language may say: actions, reasons, findings; and who says it.

use std::fmt;
use std::sync::Arc;

use super::{Card, Datum};
use crate::model::rules::CheckWeight;
use crate::source::Span;
use crate::value::{ItemId, Missing, MissingKind, Outcome, Phrase};

/// Recommends something, or not: a script, or a source of recommendations of the host.
///
/// It sees one city, and nothing else. The same card must give the same answer.
pub trait Adviser: Send + Sync {
    /// What it recommends; nothing where there is nothing to be done. `member` is the KPI or point at hand where the
    /// recommendation is one for each of a set.
    ///
    /// # Errors
    /// What it would have to know and is missing, or how it failed.
    fn advise(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Suggestion>>;
}

/// Looks for what is wrong with the figures of a city.
pub trait Inspector: Send + Sync {
    /// What it finds; nothing where all is well.
    ///
    /// # Errors
    /// What it would have to know and is missing, or how it failed.
    fn inspect(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Remark>>;
}

impl<F> Adviser for F
where
    F: Fn(&Card, Option<ItemId>) -> Outcome<Vec<Suggestion>> + Send + Sync,
{
    fn advise(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Suggestion>> {
        self(card, member)
    }
}

impl<F> Inspector for F
where
    F: Fn(&Card, Option<ItemId>) -> Outcome<Vec<Remark>> + Send + Sync,
{
    fn inspect(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Remark>> {
        self(card, member)
    }
}

/// What is said, and on what it rests.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Telling {
    /// A text with places to be filled, as `{pipes}` and `{water_supply_loss}`; nothing where the rules have it.
    pub text: Option<String>,
    /// What is put into places of the text, by name.
    pub fills: Vec<(String, Datum)>,
    /// Names of the items that led to it.
    pub evidence: Vec<String>,
}

/// A part of a recommendation.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The name of the action; nothing where it is a reason.
    pub action: Option<String>,
    /// What is said.
    pub telling: Telling,
}

impl Suggestion {
    /// An action, by the name under which the rules have its text, or by a name of its own with a text.
    #[must_use]
    pub fn action(name: impl Into<String>) -> Self {
        Self { action: Some(name.into()), telling: Telling::default() }
    }

    /// A reason.
    #[must_use]
    pub fn because(text: impl Into<String>) -> Self {
        let telling = Telling { text: Some(text.into()), ..Telling::default() };
        Self { action: None, telling }
    }

    /// The same with this text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.telling.text = Some(text.into());
        self
    }

    /// The same with a place of its text filled.
    #[must_use]
    pub fn fill(mut self, name: impl Into<String>, with: impl Into<Datum>) -> Self {
        self.telling.fills.push((name.into(), with.into()));
        self
    }

    /// The same with an item that led to it.
    #[must_use]
    pub fn evidence(mut self, item: impl Into<String>) -> Self {
        self.telling.evidence.push(item.into());
        self
    }
}

/// What a check finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// How much it weighs; nothing where it is a note for the verifier.
    pub weight: Option<CheckWeight>,
    /// What is said.
    pub telling: Telling,
}

/// Code outside of the language, as a rule names it.
pub struct Outside<T: ?Sized> {
    /// Where it comes from, as people are told: `advice.rhai`, `the host`.
    pub from: Arc<str>,
    /// Where the rule names it.
    pub span: Span,
    /// The code.
    pub code: Arc<T>,
}

impl<T: ?Sized> Outside<T> {
    /// The same failure, with whose it is.
    #[must_use]
    pub fn blame(&self, missing: Missing) -> Missing {
        match (missing.kind, missing.why()) {
            (MissingKind::Failed, Some(why)) => {
                Missing::failed(Phrase::from("code_failed").with("from", &*self.from).with("why", why.clone()))
            }
            _ => missing,
        }
    }
}

impl<T: ?Sized> Clone for Outside<T> {
    fn clone(&self) -> Self {
        Self { from: Arc::clone(&self.from), span: self.span, code: Arc::clone(&self.code) }
    }
}

impl<T: ?Sized> PartialEq for Outside<T> {
    fn eq(&self, other: &Self) -> bool {
        self.from == other.from && Arc::ptr_eq(&self.code, &other.code)
    }
}

impl<T: ?Sized> fmt::Debug for Outside<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Outside").field("from", &self.from).finish_non_exhaustive()
    }
}
