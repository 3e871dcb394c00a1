//! In which roll-ups an added KPI does not count, said in words: once all packs are one, no pack goes over another.

use crate::layer::Joined;
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Modifiers, Name};

/// The items; those that narrower packs add say which roll-ups of wider ones leave them out.
pub(super) fn said(joined: &Joined) -> Vec<Item> {
    let known = Known { joined, rollups: rollups(joined) };
    joined.items.iter().map(|item| known.item(item)).collect()
}

/// The roll-ups of KPIs and points, with their names as one, and the places of the packs that declare them.
fn rollups(joined: &Joined) -> Vec<(String, u16)> {
    let declared = || joined.items.iter().filter(|item| item.kind == ItemKind::Rollup);
    let name = |item: &Item| item.names.iter().map(|own| own.name.text.as_str()).collect::<Vec<_>>().join(", ");
    let all: Vec<String> = declared().map(|item| name(item)).collect();
    let of_groups = |item: &Item| {
        item.clauses
            .iter()
            .any(|clause| matches!(&clause.kind, ClauseKind::Of { members, .. } if all.contains(&members.text)))
    };
    declared().filter(|item| !of_groups(item)).map(|item| (name(item), item.layer)).collect()
}

struct Known<'a> {
    joined: &'a Joined,
    rollups: Vec<(String, u16)>,
}

impl Known<'_> {
    /// An added KPI says it, where it says nothing for all time itself. Its points go with it.
    fn item(&self, item: &Item) -> Item {
        let mut item = item.clone();
        let always = |clause: &Clause| {
            let times = &clause.modifiers;
            matches!(clause.kind, ClauseKind::Counts { .. }) && times.from.is_none() && times.until.is_none()
        };
        if item.kind != ItemKind::Kpi || item.clauses.iter().any(always) {
            return item;
        }
        let not_in = self.below(&item);
        if !not_in.is_empty() {
            let (span, layer) = (item.word, item.layer);
            let kind = ClauseKind::Counts { not_in };
            item.clauses.insert(0, Clause { span, word: span, kind, modifiers: Modifiers::default(), layer });
        }
        item
    }

    /// The roll-ups of packs below the one that declares an item.
    fn below(&self, item: &Item) -> Vec<Name> {
        if self.counts(item.layer) {
            return Vec::new();
        }
        let below = self.rollups.iter().filter(|(_, layer)| self.over(item.layer, *layer));
        below.map(|(name, _)| Name { text: name.clone(), span: Span::default() }).collect()
    }

    fn over(&self, one: u16, other: u16) -> bool {
        self.joined.packs.get(usize::from(one)).is_some_and(|pack| pack.over.contains(&other))
    }

    /// Whether the head of a pack says that all that it adds counts.
    fn counts(&self, layer: u16) -> bool {
        let heads = self.joined.items.iter().filter(|item| item.kind == ItemKind::Pack && item.layer == layer);
        heads.flat_map(|head| &head.clauses).any(|clause| matches!(clause.kind, ClauseKind::Counts { .. }))
    }
}
