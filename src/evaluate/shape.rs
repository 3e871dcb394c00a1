//! What is the same for every city that is evaluated by a rule book, worked out once for all of them.

use std::sync::{Arc, OnceLock};

use super::rollup::{Slot, gathered};
use crate::model::rules::{Item, ItemKind, Members, RollupPart, RuleBook};
use crate::value::ItemId;

/// What a rule book says whatever the city.
#[derive(Debug)]
pub(super) struct Shape {
    items: Vec<Said>,
    /// By roll-up: its groups with their members; nothing where these depend on the city.
    slots: Vec<OnceLock<Option<Arc<[Slot]>>>>,
}

/// How much the rules say of the value of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Nothing: it is what is reported of it.
    Nothing,
    /// Something of figures alone: where there is none, there is no value.
    OfFigures,
    /// More than that.
    More,
}

impl Said {
    fn of(item: &Item) -> Self {
        let no_more = item.values.is_empty()
            && item.assume.is_empty()
            && item.not_applicable.is_empty()
            && item.retired.is_empty()
            && item.kind != ItemKind::Point;
        let nothing =
            item.kind == ItemKind::Input && item.per.is_empty() && item.least.is_empty() && item.expects.is_empty();
        match (no_more, nothing) {
            (true, true) => Self::Nothing,
            (true, false) => Self::OfFigures,
            (false, _) => Self::More,
        }
    }
}

impl Shape {
    /// What a rule book says. Roll-ups are worked out when they are first asked for.
    pub fn of(book: &RuleBook) -> Self {
        let slots = book.rollups.iter().map(|_| OnceLock::new()).collect();
        Self { items: book.items.iter().map(Said::of).collect(), slots }
    }

    /// Whether the rules say nothing of the value of an item but how it is measured.
    pub fn is_bare(&self, item: ItemId) -> bool {
        self.said(item) == Said::Nothing
    }

    /// Whether there is no value of an item where no figure is.
    pub fn needs_figure(&self, item: ItemId) -> bool {
        self.said(item) != Said::More
    }

    fn said(&self, item: ItemId) -> Said {
        self.items.get(item.0 as usize).copied().unwrap_or(Said::More)
    }

    /// The groups of a roll-up that have members; nothing where these depend on the city.
    pub fn slots(&self, book: &RuleBook, place: u16) -> Option<Arc<[Slot]>> {
        let known = self.slots.get(place as usize)?;
        known.get_or_init(|| self.settled(book, place)).clone()
    }

    fn settled(&self, book: &RuleBook, place: u16) -> Option<Arc<[Slot]>> {
        let rollup = book.rollups.get(place as usize)?;
        let below = match rollup.of {
            // Which items have a path depends on the year.
            _ if rollup.part == RollupPart::Progress => return None,
            // A roll-up stands after those that it is made of.
            Members::Rollup(of) if of >= place => return None,
            Members::Rollup(of) => self.slots(book, of)?,
            Members::Leaves | Members::Kpis => Arc::default(),
        };
        Some(gathered(book, (place, rollup), &|_| true, &below))
    }
}
