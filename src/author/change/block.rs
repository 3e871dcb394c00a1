//! The rules of a pack as blocks: one for each declaration or amendment, whatever file it stands in. Points that are
//! declared together stand apart, so that each can be compared and changed alone.

use indexmap::IndexMap;

use crate::layer::PackFiles;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, ModifierParts};

/// Names a block in its pack, or in the block that it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// It changes an item that another pack declares.
    pub amend: bool,
    /// The word that opens it: `kpi`, `point`.
    pub word: &'static str,
    /// Its name; several are joined by `, `.
    pub name: String,
}

impl Key {
    /// The key of a block.
    pub fn of(item: &Item) -> Self {
        let word = match item.kind.word() {
            "points" => "point",
            word => word,
        };
        let name = match &item.kind {
            ItemKind::Limit { what, .. } => what.text.clone(),
            ItemKind::Rollup => {
                item.names.iter().map(|titled| titled.name.text.as_str()).collect::<Vec<_>>().join(", ")
            }
            _ => item.names.first().map_or_else(String::new, |titled| titled.name.text.clone()),
        };
        Self { amend: item.amend, word, name }
    }

    /// The key of a block inside another one. Whether it amends is said by the outermost.
    pub fn inside(item: &Item) -> Self {
        Self { amend: false, ..Self::of(item) }
    }
}

/// The blocks of a pack, in the order of its files.
pub(super) type Blocks = IndexMap<Key, Item>;

/// The blocks of a pack. Tests are left out: they change no result.
pub(super) fn blocks(pack: &PackFiles) -> Blocks {
    let mut blocks = Blocks::new();
    for item in pack.items().filter(|item| item.kind != ItemKind::Test) {
        let apart = apart(item);
        match blocks.get_mut(&Key::of(&apart)) {
            Some(known) => merge(known, apart),
            None => {
                blocks.insert(Key::of(&apart), apart);
            }
        }
    }
    blocks
}

/// The block with its points and inputs apart, those of one name in one block.
fn apart(item: &Item) -> Item {
    let mut clauses: Vec<Clause> = Vec::with_capacity(item.clauses.len());
    for clause in &item.clauses {
        let ClauseKind::Item(inner) = &clause.kind else {
            clauses.push(clause.clone());
            continue;
        };
        for one in single(inner) {
            let one = apart(&one);
            let key = Key::inside(&one);
            let known = clauses.iter_mut().find_map(|known| match &mut known.kind {
                ClauseKind::Item(known) if joins(&one) && Key::inside(known) == key => Some(known),
                _ => None,
            });
            match known {
                Some(known) => merge(known, one),
                None => clauses.push(Clause { kind: ClauseKind::Item(Box::new(one)), ..clause.clone() }),
            }
        }
    }
    Item { clauses, ..item.clone() }
}

/// `points a, b { … }` as a block for each.
fn single(item: &Item) -> Vec<Item> {
    match item.kind {
        ItemKind::Points => {
            item.names.iter().map(|titled| Item { names: vec![titled.clone()], ..item.clone() }).collect()
        }
        _ => vec![item.clone()],
    }
}

/// Whether two blocks of one name inside a KPI speak of one thing.
fn joins(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Points | ItemKind::Input)
}

/// Adds the clauses of a later block to an earlier one. Where their heads differ, each clause says itself what its head
/// said.
fn merge(known: &mut Item, later: Item) {
    let mut later = later;
    if known.modifiers != later.modifiers {
        settle(&mut later);
        settle(known);
    }
    for (own, titled) in known.names.iter_mut().zip(later.names) {
        if titled.title.is_some() {
            own.title = titled.title;
        }
    }
    known.clauses.extend(later.clauses);
}

/// Writes what the head says into every clause.
fn settle(item: &mut Item) {
    let head = item.modifiers.clone();
    for clause in &mut item.clauses {
        clause.modifiers.inherit(&head);
        if let ClauseKind::Item(inner) = &mut clause.kind {
            inner.modifiers.inherit(&head);
        }
    }
    item.modifiers = ModifierParts { from: None, until: None, when: None, ..ModifierParts::clone(&head) }.into();
}

/// A block without its clauses.
pub(super) fn shell(item: &Item) -> Item {
    Item { clauses: Vec::new(), ..item.clone() }
}
