//! In which roll-ups an item counts: not in those of the packs below the one that declares it, unless it is said.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::model::rules::{ItemKind, Rollup};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Name};
use crate::value::ItemId;

impl<'a> Checker<'a> {
    /// Finds the roll-ups that leave items out.
    pub(super) fn keep_apart(&mut self) {
        let ids: Vec<ItemId> =
            self.book.items.iter().filter(|item| item.kind != ItemKind::Input).map(|i| i.id).collect();
        for id in ids {
            let apart = self.apart(id);
            if let Some(entry) = self.book.items.get_mut(id.0 as usize) {
                entry.apart = apart;
            }
        }
        self.idle_heads();
    }

    fn apart(&mut self, id: ItemId) -> Vec<u16> {
        let usual = self.usually_apart(id);
        let Some((clause, not_in)) = self.says(id) else { return usual };
        if not_in.is_empty() && usual.is_empty() {
            self.idle_clause(id, clause);
        }
        self.named_rollups(not_in)
    }

    /// The roll-ups that leave an item out where it says nothing itself.
    fn usually_apart(&self, id: ItemId) -> Vec<u16> {
        let Some(item) = self.book.item(id) else { return Vec::new() };
        // A point goes with its KPI, which stands before it.
        if let Some(kpi) = item.parent.and_then(|parent| self.book.item(parent)) {
            return kpi.apart.clone();
        }
        let counts = self.book.packs.get(item.layer as usize).is_some_and(|pack| pack.counts);
        if counts { Vec::new() } else { self.below(item.layer) }
    }

    /// The roll-ups of KPIs and points that packs below a pack declare.
    fn below(&self, layer: u16) -> Vec<u16> {
        let Some(pack) = self.book.packs.get(layer as usize) else { return Vec::new() };
        let below = |rollup: &Rollup| rollup.takes_items() && pack.over.contains(&rollup.note.layer);
        (0u16..).zip(&self.book.rollups).filter(|(_, rollup)| below(rollup)).map(|(place, _)| place).collect()
    }

    /// The clause of an item, that of the narrowest pack, and the roll-ups that it names; nothing where it has none.
    fn says(&self, id: ItemId) -> Option<(&'a Clause, &'a [Name])> {
        let found = self.clauses_of(id).into_iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Counts { not_in } => Some((clause, not_in.as_slice())),
            _ => None,
        });
        found.max_by_key(|(clause, _)| clause.layer)
    }

    /// `counts` in an item that counts anyway. In a pack that goes over none it does no harm: there `show` writes it.
    fn idle_clause(&mut self, id: ItemId, clause: &Clause) {
        let Some(item) = self.book.item(id) else { return };
        let Some(pack) = self.book.packs.get(item.layer as usize).filter(|pack| !pack.over.is_empty()) else { return };
        let why = match item.parent {
            Some(_) => "its KPI counts",
            None if pack.counts => "the head of its pack says so of all that it adds",
            None => "no pack that its pack goes over has a roll-up of KPIs",
        };
        self.idle(clause.word, why);
    }

    /// `counts` in the head of a pack that adds nothing, or nothing that would not count anyway.
    fn idle_heads(&mut self) {
        for (layer, word) in std::mem::take(&mut self.counting) {
            let adds = self.book.items.iter().any(|item| item.layer == layer && item.kind == ItemKind::Kpi);
            match () {
                () if !adds => self.idle(word, "the pack adds no KPI"),
                () if self.below(layer).is_empty() => {
                    self.idle(word, "no pack that it goes over has a roll-up of KPIs");
                }
                () => {}
            }
        }
    }

    fn idle(&mut self, word: Span, why: &str) {
        let message = format!("`counts` changes nothing: {why}");
        self.report(Diagnostic::warning("counts::idle", word, message).help("take it out"));
    }

    /// The roll-ups of these names.
    fn named_rollups(&mut self, names: &[Name]) -> Vec<u16> {
        let mut places = Vec::new();
        for name in names {
            match self.book.rollups.iter().position(|rollup| rollup.name == name.text && rollup.takes_items()) {
                Some(place) => places.extend(u16::try_from(place).ok()),
                None => self.no_rollup(name),
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    fn no_rollup(&mut self, name: &Name) {
        let known = self.book.rollups.iter().filter(|rollup| rollup.takes_items()).map(|rollup| rollup.name.as_str());
        let (message, help) = match self.book.rollups.iter().find(|rollup| rollup.name == name.text) {
            Some(_) => {
                let message = format!("the roll-up `{}` is made of groups, not of KPIs", name.text);
                (message, "name the roll-up that it is made of".to_owned())
            }
            None => {
                let help = match nearest(&name.text, known.clone()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("roll-ups of KPIs and points are: {}", known.collect::<Vec<_>>().join("; ")),
                };
                (format!("there is no roll-up `{}`", name.text), help)
            }
        };
        self.report(Diagnostic::error("counts::rollup", name.span, message).help(help));
    }
}
