//! What may follow any clause and any head.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::tree::{Expr, Joining, Name, Text, WrittenDate};

/// What may follow any clause. Most clauses have nothing, or what their head says: so the parts are shared, and copied
/// only where they are changed.
#[derive(Debug, Clone, Default)]
pub struct Modifiers(Option<Arc<ModifierParts>>);

/// The parts of [`Modifiers`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ModifierParts {
    /// `from DATE`
    pub from: Option<WrittenDate>,
    /// `until DATE`
    pub until: Option<WrittenDate>,
    /// `when CONDITION`
    pub when: Option<Expr>,
    /// `source "…"`
    pub source: Option<Text>,
    /// `basis KIND`
    pub basis: Option<Name>,
    /// `because "…"`
    pub because: Option<Text>,
    /// `evidence seen|inferred|recalled`
    pub evidence: Option<Name>,
    /// `as NAME`
    pub name: Option<Name>,
    /// `over NAME, …`
    pub over: Vec<Name>,
    /// `also` or `only` before the clause.
    pub joining: Joining,
}

static NOTHING: ModifierParts = ModifierParts {
    from: None,
    until: None,
    when: None,
    source: None,
    basis: None,
    because: None,
    evidence: None,
    name: None,
    over: Vec::new(),
    joining: Joining::Usual,
};

impl Modifiers {
    /// What a head says holds for a clause of its block that does not say it itself.
    pub fn inherit(&mut self, head: &Self) {
        if self.0.is_none() && head.name.is_none() && head.over.is_empty() && head.joining == Joining::Usual {
            self.0.clone_from(&head.0);
        } else if head.0.is_some() {
            let own = &mut **self;
            own.from = own.from.or(head.from);
            own.until = own.until.or(head.until);
            own.when = own.when.take().or_else(|| head.when.clone());
            own.source = own.source.take().or_else(|| head.source.clone());
            own.basis = own.basis.take().or_else(|| head.basis.clone());
            own.because = own.because.take().or_else(|| head.because.clone());
            own.evidence = own.evidence.take().or_else(|| head.evidence.clone());
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        **self == NOTHING
    }
}

impl Deref for Modifiers {
    type Target = ModifierParts;

    fn deref(&self) -> &ModifierParts {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl DerefMut for Modifiers {
    fn deref_mut(&mut self) -> &mut ModifierParts {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl From<ModifierParts> for Modifiers {
    fn from(parts: ModifierParts) -> Self {
        Self((parts != NOTHING).then(|| Arc::new(parts)))
    }
}

impl PartialEq for Modifiers {
    fn eq(&self, other: &Self) -> bool {
        let shared = matches!((&self.0, &other.0), (Some(own), Some(theirs)) if Arc::ptr_eq(own, theirs));
        shared || **self == **other
    }
}
