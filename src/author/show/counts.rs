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
    fn item(&self, item: &Item) -> Item {
        let mut item = item.clone();
        if item.kind != ItemKind::Kpi {
            return item;
        }
        self.say(&mut item, None);
        let kpi = item.clone();
        let mut seen: Vec<String> = Vec::new();
        for clause in &mut item.clauses {
            let ClauseKind::Item(inner) = &mut clause.kind else { continue };
            // What a narrower pack says of a point that is there already adds nothing.
            let first = inner.names.first().map(|own| own.name.text.clone()).unwrap_or_default();
            if inner.kind == ItemKind::Points && !seen.contains(&first) {
                seen.extend(inner.names.iter().map(|own| own.name.text.clone()));
                self.say(inner, Some(&kpi));
            }
        }
        item
    }

    /// Puts in what follows from the packs, where nothing is said for all time.
    fn say(&self, item: &mut Item, kpi: Option<&Item>) {
        let always = |item: &Item, from: u16| {
            item.clauses.iter().any(|clause| {
                matches!(clause.kind, ClauseKind::Counts { .. })
                    && clause.modifiers.from.is_none()
                    && clause.modifiers.until.is_none()
                    && (clause.layer == from || self.over(clause.layer, from))
            })
        };
        if always(item, item.layer) || kpi.is_some_and(|kpi| kpi.layer == item.layer) {
            return;
        }
        let not_in = if kpi.is_some_and(|kpi| always(kpi, item.layer)) { Vec::new() } else { self.below(item) };
        let silent = kpi.is_none_or(|kpi| !kpi.clauses.iter().any(|own| matches!(own.kind, ClauseKind::Counts { .. })));
        if not_in.is_empty() && silent {
            return;
        }
        let (span, layer) = (item.word, item.layer);
        let kind = ClauseKind::Counts { not_in };
        let at = usize::from(matches!(item.kind, ItemKind::Kpi)).min(item.clauses.len());
        item.clauses.insert(at, Clause { span, word: span, kind, modifiers: Modifiers::default(), layer });
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
