//! In which roll-ups an item counts: not in those of the packs below the one that declares it, unless it is said.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::model::rules::{ItemKind, Rollup};
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Name};
use crate::value::ItemId;

impl Checker<'_> {
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
    }

    fn apart(&mut self, id: ItemId) -> Vec<u16> {
        let Some(item) = self.book.item(id) else { return Vec::new() };
        let (layer, parent) = (item.layer, item.parent);
        if let Some(not_in) = self.says(id) {
            return self.named_rollups(not_in);
        }
        // What a KPI says holds for the points of its own pack and of those below, not for what a narrower pack adds.
        if let Some(parent) = parent.filter(|parent| self.says_for(*parent, layer))
            && let Some(kpi) = self.book.item(parent)
        {
            return kpi.apart.clone();
        }
        let packs = &self.book.packs;
        let Some(pack) = packs.get(layer as usize).filter(|pack| !pack.counts) else { return Vec::new() };
        let below = |rollup: &Rollup| rollup.takes_items() && pack.over.contains(&rollup.note.layer);
        (0u16..).zip(&self.book.rollups).filter(|(_, rollup)| below(rollup)).map(|(place, _)| place).collect()
    }

    /// The clause of an item, that of the narrowest pack.
    fn clause_that_counts(&self, id: ItemId) -> Option<(&Clause, &[Name])> {
        let found = self.clauses_of(id).into_iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Counts { not_in } => Some((clause, not_in.as_slice())),
            _ => None,
        });
        found.max_by_key(|(clause, _)| clause.layer)
    }

    fn says(&self, id: ItemId) -> Option<Vec<Name>> {
        self.clause_that_counts(id).map(|(_, not_in)| not_in.to_vec())
    }

    fn says_for(&self, kpi: ItemId, layer: u16) -> bool {
        let over = |by: u16| self.book.packs.get(by as usize).is_some_and(|pack| pack.over.contains(&layer));
        self.clause_that_counts(kpi).is_some_and(|(clause, _)| clause.layer == layer || over(clause.layer))
    }

    /// The roll-ups of these names.
    fn named_rollups(&mut self, names: Vec<Name>) -> Vec<u16> {
        let mut places = Vec::new();
        for name in names {
            match self.book.rollups.iter().position(|rollup| rollup.name == name.text && rollup.takes_items()) {
                Some(place) => places.extend(u16::try_from(place).ok()),
                None => self.no_rollup(&name),
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
