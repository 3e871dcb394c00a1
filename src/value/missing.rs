//! Why a value is missing. Missing is never zero: it carries its reason to whatever depends on it.

use std::sync::Arc;

use smallvec::SmallVec;

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
///
/// Most reasons name one item and say no more. These are copied as numbers; what else is said is shared, not copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The sort of reason.
    pub kind: MissingKind,
    what: What,
}

/// What is said besides the sort. Whatever fits into one of the first two is never told in the third, so that equal
/// reasons are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Nothing,
    Item(ItemId),
    Told(Arc<Told>),
}

/// More than one item, or words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    items: Items,
    why: Option<Phrase>,
}

/// The items that a reason names: a few, seldom more.
pub type Items = SmallVec<[ItemId; 4]>;

impl Missing {
    /// A reason of a sort, with the items whose figures are missing, in the order in which they were found, each once;
    /// and its words, if there are some: a text of a rule or a file, or what the program says.
    #[must_use]
    pub fn new(kind: MissingKind, items: impl Into<Items>, why: Option<Phrase>) -> Self {
        let items = items.into();
        let what = match (items.as_slice(), &why) {
            ([], None) => What::Nothing,
            ([item], None) => What::Item(*item),
            _ => What::Told(Arc::new(Told { items, why })),
        };
        Self { kind, what }
    }

    /// A reason of a sort, and no more.
    #[must_use]
    pub fn of(kind: MissingKind) -> Self {
        Self { kind, what: What::Nothing }
    }

    /// Nobody reported this item.
    #[must_use]
    pub fn not_reported(item: ItemId) -> Self {
        Self { kind: MissingKind::NotReported, what: What::Item(item) }
    }

    /// A reason with its words.
    #[must_use]
    pub fn because(kind: MissingKind, item: Option<ItemId>, why: impl Into<Phrase>) -> Self {
        Self::new(kind, item.into_iter().collect::<Items>(), Some(why.into()))
    }

    /// A computation that failed.
    #[must_use]
    pub fn failed(why: impl Into<Phrase>) -> Self {
        Self::because(MissingKind::Failed, None, why)
    }

    /// The items whose figures are missing, in the order in which they were found; each once.
    #[must_use]
    pub fn items(&self) -> &[ItemId] {
        match &self.what {
            What::Nothing => &[],
            What::Item(item) => std::slice::from_ref(item),
            What::Told(told) => &told.items,
        }
    }

    /// The reason, if there is one: a text of a rule or a file, or what the program says.
    #[must_use]
    pub fn why(&self) -> Option<&Phrase> {
        match &self.what {
            What::Told(told) => told.why.as_ref(),
            What::Nothing | What::Item(_) => None,
        }
    }

    /// The same reason of another sort.
    #[must_use]
    pub fn of_kind(self, kind: MissingKind) -> Self {
        Self { kind, ..self }
    }

    /// The same reason with other items.
    #[must_use]
    pub fn naming(self, items: impl Into<Items>) -> Self {
        let why = self.why().cloned();
        Self::new(self.kind, items, why)
    }

    /// The same reason, of one item.
    #[must_use]
    pub fn of_item(self, item: ItemId) -> Self {
        match self.why() {
            None => Self { what: What::Item(item), ..self },
            Some(_) if self.items() == [item] => self,
            Some(why) => Self::because(self.kind, Some(item), why.clone()),
        }
    }

    /// The same reason with other words.
    #[must_use]
    pub fn saying(self, why: Option<Phrase>) -> Self {
        Self::new(self.kind, self.items(), why)
    }

    /// Both reasons at once: the weightier sort speaks, and all items are named.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if other.kind < self.kind {
            return other.join(self);
        }
        let more = |item: &&ItemId| !self.items().contains(item);
        let speaks = self.why().is_none() && other.kind == self.kind && other.why().is_some();
        if !speaks && !other.items().iter().any(|item| more(&item)) {
            return self;
        }
        let items: Items = self.items().iter().chain(other.items().iter().filter(more)).copied().collect();
        let why = if speaks { other.why() } else { self.why() };
        Self::new(self.kind, items, why.cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::{ItemId, Missing, MissingKind};
    use crate::value::Phrase;

    /// Every reason of three sorts, up to three items and two texts.
    fn all() -> Vec<Missing> {
        let kinds = [MissingKind::Failed, MissingKind::NotReported, MissingKind::Undecided];
        let items: [&[u32]; 5] = [&[], &[0], &[1], &[1, 0], &[2, 0, 1]];
        let words = [None, Some(Phrase::from("one")), Some(Phrase::from("other"))];
        let of = |kind, items: &[u32], why: &Option<Phrase>| {
            Missing::new(kind, items.iter().copied().map(ItemId).collect::<Vec<_>>(), why.clone())
        };
        let kinds = kinds.into_iter().flat_map(|kind| items.map(|items| (kind, items)));
        kinds.flat_map(|(kind, items)| words.each_ref().map(|why| of(kind, items, why))).collect()
    }

    #[test]
    fn of_two_reasons_the_weightier_speaks_and_all_items_are_named() {
        for (one, other) in all().iter().flat_map(|one| all().into_iter().map(move |other| (one.clone(), other))) {
            let (first, second) = if other.kind < one.kind { (&other, &one) } else { (&one, &other) };
            let mut items = first.items().to_vec();
            items.extend(second.items().iter().filter(|item| !first.items().contains(item)));
            let why = first.why().or(second.why().filter(|_| first.kind == second.kind));
            let joined = one.clone().join(other.clone());
            assert_eq!((joined.kind, joined.items(), joined.why()), (first.kind, items.as_slice(), why));
        }
    }

    #[test]
    fn however_a_reason_is_made_it_is_equal_to_itself() {
        for one in all() {
            assert_eq!(one, one.clone().naming(one.items()).saying(one.why().cloned()));
            let item = ItemId(7);
            let made = Missing::new(one.kind, [item].as_slice(), one.why().cloned());
            assert_eq!(one.clone().of_item(item), made);
            assert_eq!(made.clone().of_item(item), made);
            assert_eq!(one.clone().naming(Vec::new()).saying(None), Missing::of(one.kind));
            assert_eq!(one.of_kind(MissingKind::NotReported).saying(None).of_item(item), Missing::not_reported(item));
        }
    }
}
