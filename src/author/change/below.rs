//! What an amendment goes over: the clause of a wider pack that says the same thing of the same item.

use super::block::Key;
use super::edit::{Edit, Way};
use super::find::{Finder, inner_blocks};
use super::slot::{Identity, Slot, identity, slot};
use super::written::{Written, written};
use crate::syntax::tree::{Item, Joining, Modifiers};

impl Finder<'_> {
    /// The clause of a wider pack that says the same thing of the same item, the one that goes over all others.
    pub(super) fn over(&self, way: &Way, edit: &Edit, own: &Written) -> Option<Written> {
        let wanted = match edit {
            Edit::Clause { new: Some(clause), .. } => slot(clause, self.sources),
            Edit::Clause { way, old: Some(id), .. } => self.old_slot(way, id)?,
            _ => return None,
        };
        let added = matches!(edit, Edit::Clause { new: Some(clause), .. } if clause.modifiers.joining == Joining::Also);
        if added || !(wanted.single || is_replaced_whole(&wanted.aspect)) {
            return None;
        }
        let keys = way.keys();
        let mut below: Vec<Written> = Vec::new();
        for (name, blocks) in self.ground.new_blocks.iter().take_while(|(name, _)| **name != way.pack) {
            let mut own: Vec<Written> = Vec::new();
            for block in blocks.iter().filter(|(key, _)| same_item(key, keys.first())).map(|(_, block)| block) {
                let Some((head, inner)) = descend(block, keys.get(1..).unwrap_or_default()) else { continue };
                let alike = inner.clauses.iter().filter(|clause| slot(clause, self.sources) == wanted);
                own.extend(alike.map(|clause| written(self.sources, name, clause, &head)));
            }
            if wanted.single {
                below.extend(own);
            } else if !own.is_empty() {
                below = own;
            }
        }
        if !wanted.single {
            let all = below.iter().map(Written::in_full).collect::<Vec<_>>().join("; ");
            return below.into_iter().next().map(|first| Written {
                text: all,
                when: None,
                from: None,
                until: None,
                ..first
            });
        }
        // The one under the same condition, else the last one.
        let same = below.iter().rposition(|says| says.when == own.when);
        let at = same.unwrap_or(below.len().saturating_sub(1));
        (at < below.len()).then(|| below.swap_remove(at))
    }

    fn old_slot(&self, way: &Way, id: &Identity) -> Option<Slot> {
        let blocks = self.ground.old_blocks.get(&way.pack)?;
        let keys = way.keys();
        let (_, block) = descend(blocks.get(keys.first()?)?, keys.get(1..)?)?;
        block.clauses.iter().find(|clause| identity(clause, self.sources) == *id).map(|each| slot(each, self.sources))
    }
}

/// What an amendment replaces as a whole, unless it says `also`.
fn is_replaced_whole(aspect: &str) -> bool {
    matches!(aspect, "expected range" | "held back" | "reason" | "requirement" | "trigger")
}

/// Whether a block speaks of the item of a key, declaring or amending it.
fn same_item(key: &Key, other: Option<&Key>) -> bool {
    other.is_some_and(|other| key.word == other.word && key.name == other.name)
}

/// The block inside a block, with what the heads on the way say.
fn descend<'i>(block: &'i Item, keys: &[Key]) -> Option<(Modifiers, &'i Item)> {
    let mut head = block.modifiers.clone();
    let mut at = block;
    for key in keys {
        at = inner_blocks(at).get(key).map(|(_, inner)| *inner)?;
        let mut own = at.modifiers.clone();
        own.inherit(&head);
        head = own;
    }
    Some((head, at))
}
