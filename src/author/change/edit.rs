//! Single changes as edits of trees: each can be applied to the old rules alone, so that its effect is seen.

use std::sync::Arc;

use indexmap::IndexMap;

use super::block::{Blocks, Key, blocks};
use super::slot::{Identity, identity};
use crate::layer::{PackFiles, Packs};
use crate::source::Sources;
use crate::syntax::tree::{Clause, ClauseKind, File, Item, ItemKind};

/// The way to a block: the pack, and the blocks from the outermost to the innermost, each as it is without clauses.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// The pack.
    pub pack: String,
    /// The blocks, the outermost first.
    pub steps: Vec<Item>,
}

impl Way {
    /// The keys of the blocks.
    pub fn keys(&self) -> Vec<Key> {
        self.steps
            .iter()
            .enumerate()
            .map(|(at, step)| if at == 0 { Key::of(step) } else { Key::inside(step) })
            .collect()
    }
}

/// What is done to the trees of the old rules.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    /// A declaration comes or goes.
    Item {
        /// The pack.
        pack: String,
        /// Which.
        key: Key,
        /// What stands there now.
        item: Option<Box<Item>>,
    },
    /// The head of a block becomes this one.
    Head(Way),
    /// A clause of a block comes, goes, or gives way to another.
    Clause {
        /// The block, with its heads in the new rules.
        way: Way,
        /// The clause that goes.
        old: Option<Identity>,
        /// The clause that comes.
        new: Option<Box<Clause>>,
        /// The clauses that stand before it in the new rules, the nearest first.
        before: Vec<Identity>,
    },
    /// The clauses of a block stand in this order.
    Order(Way, Vec<Identity>),
}

impl Edit {
    fn pack(&self) -> &str {
        match self {
            Self::Item { pack, .. } => pack,
            Self::Head(way) | Self::Clause { way, .. } | Self::Order(way, _) => &way.pack,
        }
    }
}

/// The trees of both sides, as blocks.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    /// The old packs.
    pub old: Packs,
    /// The new ones.
    pub new: Packs,
    /// The same, as blocks.
    pub old_blocks: IndexMap<String, Blocks>,
    /// The new ones as blocks.
    pub new_blocks: IndexMap<String, Blocks>,
}

impl Ground {
    /// The trees of two sets of packs.
    pub fn new(old: Packs, new: Packs) -> Self {
        let of = |packs: &Packs| packs.iter().map(|(name, pack)| (name.clone(), blocks(pack))).collect();
        let (old_blocks, new_blocks) = (of(&old), of(&new));
        Self { old, new, old_blocks, new_blocks }
    }

    /// The old packs with some edits.
    pub fn with(&self, edits: &[&Edit], sources: &Sources) -> Packs {
        let mut packs = self.old.clone();
        let mut touched: IndexMap<&str, Blocks> = IndexMap::new();
        for edit in edits {
            let own = touched.entry(edit.pack()).or_insert_with(|| self.begin(edit.pack()));
            apply(own, edit, sources);
        }
        for (name, blocks) in touched {
            let from = self.old.get(name).or_else(|| self.new.get(name));
            let source = from.and_then(|pack| pack.files.first()).map(|file| file.source).unwrap_or_default();
            let files = vec![File { source, items: blocks.into_values().collect() }];
            packs.insert(name.to_owned(), Arc::new(PackFiles::new(files)));
        }
        packs
    }

    /// The blocks that edits of a pack begin with. A pack that only the new rules have begins with a head that says what
    /// it extends, and to whom it applies.
    fn begin(&self, name: &str) -> Blocks {
        if let Some(known) = self.old_blocks.get(name) {
            return known.clone();
        }
        let head =
            self.new.get(name).and_then(|pack| pack.items().find(|item| item.kind == ItemKind::Pack)).map(|head| {
                Item {
                    clauses: head.clauses.iter().filter(|clause| is_frame(clause)).cloned().collect(),
                    ..head.clone()
                }
            });
        head.map(|head| (Key::of(&head), head)).into_iter().collect()
    }
}

/// What places a pack among the others and says nothing of results.
pub(super) fn is_frame(clause: &Clause) -> bool {
    matches!(clause.kind, ClauseKind::Names { .. } | ClauseKind::Applies { .. } | ClauseKind::Language(_))
}

fn apply(blocks: &mut Blocks, edit: &Edit, sources: &Sources) {
    match edit {
        Edit::Item { key, item: Some(item), .. } => {
            blocks.insert(key.clone(), (**item).clone());
        }
        Edit::Item { key, item: None, .. } => {
            blocks.shift_remove(key);
        }
        Edit::Head(way) => {
            let Some(head) = way.steps.last() else { return };
            change(blocks, way, |clauses_of| {
                let clauses = std::mem::take(&mut clauses_of.clauses);
                *clauses_of = Item { clauses, ..head.clone() };
            });
        }
        Edit::Clause { way, old, new, before } => {
            change(blocks, way, |block| replace(block, old.as_ref(), new.as_deref(), before, sources));
        }
        Edit::Order(way, order) => change(blocks, way, |block| {
            let place = |clause: &Clause| {
                let own = identity(clause, sources);
                order.iter().position(|known| *known == own).unwrap_or(usize::MAX)
            };
            block.clauses.sort_by_key(place);
        }),
    }
}

/// Changes the block at the end of a way; blocks that are not there yet are made.
fn change(blocks: &mut Blocks, way: &Way, what: impl FnOnce(&mut Item)) {
    let Some((outermost, inner)) = way.steps.split_first() else { return };
    let mut block = blocks.entry(Key::of(outermost)).or_insert_with(|| outermost.clone());
    for step in inner {
        let key = Key::inside(step);
        let place = block.clauses.iter().position(|clause| match &clause.kind {
            ClauseKind::Item(inner) => Key::inside(inner) == key,
            _ => false,
        });
        let place = place.unwrap_or_else(|| {
            block.clauses.push(clause_of(step));
            block.clauses.len() - 1
        });
        let Some(ClauseKind::Item(next)) = block.clauses.get_mut(place).map(|clause| &mut clause.kind) else {
            return;
        };
        block = next;
    }
    what(block);
}

/// A block as a clause of the block around it.
fn clause_of(item: &Item) -> Clause {
    Clause {
        span: item.span,
        word: item.word,
        kind: ClauseKind::Item(Box::new(item.clone())),
        modifiers: crate::syntax::tree::Modifiers::default(),
        layer: item.layer,
    }
}

fn replace(block: &mut Item, old: Option<&Identity>, new: Option<&Clause>, before: &[Identity], sources: &Sources) {
    let place_of =
        |block: &Item, wanted: &Identity| block.clauses.iter().position(|clause| identity(clause, sources) == *wanted);
    let at = old.and_then(|old| place_of(block, old));
    if let Some(at) = at {
        block.clauses.remove(at);
    }
    let Some(new) = new else { return };
    let after = || before.iter().find_map(|before| place_of(block, before)).map_or(0, |place| place + 1);
    let at = at.unwrap_or_else(after).min(block.clauses.len());
    block.clauses.insert(at, new.clone());
}
