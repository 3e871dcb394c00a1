//! In which roll-ups an item counts: not in those of the packs below the one that declares it, unless it is said.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::model::rules::{ItemKind, Rollup};
use crate::source::nearest;
use crate::syntax::tree::{ClauseKind, Name};
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
    }

    fn apart(&mut self, id: ItemId) -> Vec<u16> {
        if let Some(not_in) = self.says(id) {
            return self.named_rollups(not_in);
        }
        let Some(item) = self.book.item(id) else { return Vec::new() };
        // A point goes with its KPI, which stands before it.
        if let Some(kpi) = item.parent.and_then(|parent| self.book.item(parent)) {
            return kpi.apart.clone();
        }
        let packs = &self.book.packs;
        let Some(pack) = packs.get(item.layer as usize).filter(|pack| !pack.counts) else { return Vec::new() };
        let below = |rollup: &Rollup| rollup.takes_items() && pack.over.contains(&rollup.note.layer);
        (0u16..).zip(&self.book.rollups).filter(|(_, rollup)| below(rollup)).map(|(place, _)| place).collect()
    }

    /// The roll-ups that the clause of an item names, that of the narrowest pack; nothing where it has none.
    fn says(&self, id: ItemId) -> Option<&'a [Name]> {
        let found = self.clauses_of(id).into_iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Counts { not_in } => Some((clause.layer, not_in.as_slice())),
            _ => None,
        });
        found.max_by_key(|(layer, _)| *layer).map(|(_, not_in)| not_in)
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
