//! Walks the blocks of both sides and notes what differs.

use indexmap::IndexMap;

use super::block::{Blocks, Key, shell};
use super::called::{Titles, titles_of};
use super::edit::{Edit, Ground, Way, is_frame};
use super::pair::{Stands, pairs};
use super::slot::{Slot, identity, slot};
use super::written::{Written, head_says, titles, written, written_head};
use super::{Became, Change};
use crate::source::Sources;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Modifiers};

/// A change that has no number yet.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The change.
    pub change: Change,
    /// The item of top level that it belongs to.
    pub top: (&'static str, String),
    /// How it is applied.
    pub edits: Vec<Edit>,
}

/// All that differs, pack by pack.
pub(super) fn find(ground: &Ground, sources: &Sources) -> Vec<Draft> {
    let mut finder = Finder { ground, sources, drafts: Vec::new(), titles: titles_of(ground) };
    let gone = ground.old.keys().filter(|name| !ground.new.contains_key(*name));
    let none = Blocks::new();
    for name in gone.chain(ground.new.keys()) {
        let old = ground.old_blocks.get(name).unwrap_or(&none);
        finder.pack(name, old, ground.new_blocks.get(name).unwrap_or(&none));
    }
    finder.drafts
}

/// Both sides, and what was found so far.
pub(super) struct Finder<'a> {
    pub ground: &'a Ground,
    pub sources: &'a Sources,
    drafts: Vec<Draft>,
    pub titles: Titles,
}

/// What a change is about, and what is done for it.
struct Seen {
    aspect: String,
    which: String,
    old: Option<Written>,
    new: Option<Written>,
    edit: Edit,
}

impl Finder<'_> {
    fn pack(&mut self, name: &str, old: &Blocks, new: &Blocks) {
        let gone = old.keys().filter(|key| !new.contains_key(*key));
        for key in gone.chain(new.keys()) {
            let way = |item: &Item| Way { pack: name.to_owned(), steps: vec![shell(item)] };
            match (old.get(key), new.get(key)) {
                (Some(old), Some(new)) => self.block(&way(new), old, new),
                (None, Some(new)) if key.amend => self.block(&way(new), &shell(new), new),
                (Some(old), None) if key.amend => self.block(&way(old), old, &shell(old)),
                (None, Some(new)) if new.kind == ItemKind::Pack => self.pack_head(&way(new), new),
                (old, new) => self.whole(name, key, old, new),
            }
        }
    }

    /// The head of a pack that only one side has: the pack itself, and what it sets for all.
    fn pack_head(&mut self, way: &Way, new: &Item) {
        let frame = |clauses: &[Clause]| clauses.iter().filter(|clause| is_frame(clause)).cloned().collect();
        let begun = Item { clauses: frame(&new.clauses), ..new.clone() };
        let edit = Edit::Head(way.clone());
        self.note(
            way,
            Seen {
                aspect: "item".to_owned(),
                which: String::new(),
                old: None,
                new: Some(written_head(self.sources, &way.pack, new)),
                edit,
            },
        );
        self.clauses(way, &begun, new);
    }

    /// A declaration that came or went as a whole.
    fn whole(&mut self, pack: &str, key: &Key, old: Option<&Item>, new: Option<&Item>) {
        let Some(item) = new.or(old) else { return };
        let way = Way { pack: pack.to_owned(), steps: vec![shell(item)] };
        let head = |item: &Item| written_head(self.sources, pack, item);
        let edit = Edit::Item { pack: pack.to_owned(), key: key.clone(), item: new.cloned().map(Box::new) };
        let seen =
            Seen { aspect: "item".to_owned(), which: String::new(), old: old.map(head), new: new.map(head), edit };
        self.note(&way, seen);
    }

    fn block(&mut self, way: &Way, old: &Item, new: &Item) {
        self.head(way, old, new);
        self.clauses(way, old, new);
    }

    fn head(&mut self, way: &Way, old: &Item, new: &Item) {
        let aspect = match () {
            () if titles(old) != titles(new) => "title",
            () if head_says(self.sources, old) != head_says(self.sources, new) => "head",
            () if !written_head(self.sources, "", old).same(&written_head(self.sources, "", new)) => "head",
            () => return,
        };
        let head = |item: &Item| Some(written_head(self.sources, &way.pack, item));
        let (old, new) = (head(old), head(new));
        // What follows the head holds for the block: a text that differs in nothing else is no change.
        if let (Some(before), Some(after)) = (&old, &new)
            && before.same(after)
        {
            return;
        }
        let edit = Edit::Head(way.clone());
        self.note(way, Seen { aspect: aspect.to_owned(), which: String::new(), old, new, edit });
    }

    fn clauses(&mut self, way: &Way, old: &Item, new: &Item) {
        let before = self.drafts.len();
        for (slot, (gone, come)) in self.slots(way, old, new) {
            for (gone, come) in pairs(gone, come) {
                let clause = |item: &Item, stands: &Stands| item.clauses.get(stands.at).cloned();
                let (old_clause, new_clause) = (
                    gone.as_ref().and_then(|stands| clause(old, stands)),
                    come.as_ref().and_then(|stands| clause(new, stands)),
                );
                let edit = Edit::Clause {
                    way: way.clone(),
                    old: old_clause.as_ref().map(|clause| identity(clause, self.sources)),
                    before: come.as_ref().map(|stands| self.before(old, new, stands.at)).unwrap_or_default(),
                    new: new_clause.map(Box::new),
                };
                let (aspect, which) = (slot.aspect.clone(), slot.which.clone());
                let (old, new) = (gone.map(|stands| stands.says), come.map(|stands| stands.says));
                self.note(way, Seen { aspect, which, old, new, edit });
            }
        }
        self.inner(way, old, new);
        if self.drafts.len() == before {
            self.order(way, old, new);
        }
    }

    /// The clauses of both sides by slot, in the order of the new side.
    fn slots(&self, way: &Way, old: &Item, new: &Item) -> IndexMap<Slot, (Vec<Stands>, Vec<Stands>)> {
        let mut slots: IndexMap<Slot, (Vec<Stands>, Vec<Stands>)> = IndexMap::new();
        for (item, is_new) in [(new, true), (old, false)] {
            for (at, clause) in item.clauses.iter().enumerate() {
                if matches!(clause.kind, ClauseKind::Item(_)) {
                    continue;
                }
                let says = written(self.sources, &way.pack, clause, &Modifiers::default());
                let both = slots.entry(slot(clause, self.sources)).or_default();
                let side = if is_new { &mut both.1 } else { &mut both.0 };
                side.push(Stands { at, says });
            }
        }
        slots
    }

    /// What stands before a clause, the nearest first: by what it is in the old block where it is the same there.
    fn before(&self, old: &Item, new: &Item, at: usize) -> Vec<super::slot::Identity> {
        let mut all = Vec::new();
        for clause in new.clauses.iter().take(at).rev() {
            all.push(identity(clause, self.sources));
            let own = slot(clause, self.sources);
            let alike = old.clauses.iter().rev().find(|other| slot(other, self.sources) == own);
            all.extend(alike.map(|other| identity(other, self.sources)));
        }
        all
    }

    /// Blocks inside the block: points, inputs, bands.
    fn inner(&mut self, way: &Way, old: &Item, new: &Item) {
        let (olds, news) = (inner_blocks(old), inner_blocks(new));
        let gone = olds.keys().filter(|key| !news.contains_key(*key));
        for key in gone.chain(news.keys()) {
            match (olds.get(key), news.get(key)) {
                (Some((_, old)), Some((_, new))) => self.block(&way.step(new), old, new),
                (None, Some((_, inner))) if is_amended(way) && inner.kind == ItemKind::Points => {
                    self.block(&way.step(inner), &shell(inner), inner);
                }
                (Some((_, inner)), None) if is_amended(way) && inner.kind == ItemKind::Points => {
                    self.block(&way.step(inner), inner, &shell(inner));
                }
                (before, after) => {
                    let Some((at, item)) = after.or(before) else { continue };
                    let head = |(_, item): &(usize, &Item)| written_head(self.sources, &way.pack, item);
                    let clause = after.and_then(|(at, _)| new.clauses.get(*at));
                    let edit = Edit::Clause {
                        way: way.clone(),
                        old: before.map(|_| super::slot::Identity::Block(key.clone())),
                        before: after.map(|_| self.before(old, new, *at)).unwrap_or_default(),
                        new: clause.cloned().map(Box::new),
                    };
                    let seen = Seen {
                        aspect: "item".to_owned(),
                        which: String::new(),
                        old: before.map(head),
                        new: after.map(head),
                        edit,
                    };
                    self.note(&way.step(item), seen);
                }
            }
        }
    }

    /// Where the order of clauses means something, another order is a change.
    fn order(&mut self, way: &Way, old: &Item, new: &Item) {
        let counts = match &new.kind {
            ItemKind::Bands { .. } | ItemKind::Facet { .. } => true,
            ItemKind::Table { first, .. } => *first,
            _ => false,
        };
        let in_order =
            |item: &Item| -> Vec<Slot> { item.clauses.iter().map(|each| slot(each, self.sources)).collect() };
        let (before, after) = (in_order(old), in_order(new));
        if !counts || before == after || before.len() != after.len() {
            return;
        }
        let place = |clause: &Clause| after.iter().position(|own| *own == slot(clause, self.sources));
        let mut clauses: Vec<&Clause> = old.clauses.iter().collect();
        clauses.sort_by_key(|clause| place(clause));
        let order = clauses.iter().map(|clause| identity(clause, self.sources)).collect();
        let listed = |slots: &[Slot], item: &Item| {
            let names = slots.iter().map(|slot| slot.which.as_str()).collect::<Vec<_>>().join(", ");
            Some(Written { text: names, ..written_head(self.sources, &way.pack, item) })
        };
        let (old, new) = (listed(&before, old), listed(&after, new));
        let edit = Edit::Order(way.clone(), order);
        self.note(way, Seen { aspect: "order".to_owned(), which: String::new(), old, new, edit });
    }

    /// Notes a change. One of an amendment is told together with the clause of another pack that it goes over.
    fn note(&mut self, way: &Way, seen: Seen) {
        let Some(top) = way.steps.first().map(Key::of) else { return };
        let became = match (&seen.old, &seen.new) {
            (None, _) => Became::Added,
            (_, None) => Became::Removed,
            _ => Became::Changed,
        };
        let (word, name) = self.name_of(way);
        let title = self.title_of(way);
        let head = way.steps.last().map(|step| &step.modifiers);
        let whole = |written: Written| head.map_or(written.clone(), |head| with_head(written, head));
        let (mut old, mut new) = (seen.old.map(whole), seen.new.map(whole));
        let other = match (&old, &new) {
            (None, Some(own)) if seen.aspect != "item" => self.over(way, &seen.edit, own),
            (Some(own), None) if seen.aspect != "item" => self.over(way, &seen.edit, own),
            _ => None,
        };
        let layered = other.is_some();
        match became {
            Became::Added => old = other,
            Became::Removed => new = other,
            Became::Changed => {}
        }
        let change = Change {
            number: 0,
            pack: way.pack.clone(),
            word,
            name,
            inside: way.steps.len() > 1,
            beside: Vec::new(),
            title,
            aspect: seen.aspect,
            which: seen.which,
            became,
            old,
            new,
            layered,
        };
        self.drafts.push(Draft { change, top: (top.word, top.name), edits: vec![seen.edit] });
    }
}

impl Way {
    /// The way to a block inside.
    fn step(&self, inner: &Item) -> Self {
        let mut steps = self.steps.clone();
        steps.push(shell(inner));
        Self { pack: self.pack.clone(), steps }
    }
}

fn is_amended(way: &Way) -> bool {
    way.steps.first().is_some_and(|step| step.amend)
}

/// The blocks inside a block, with their places.
pub(super) fn inner_blocks(item: &Item) -> IndexMap<Key, (usize, &Item)> {
    let inner = item.clauses.iter().enumerate().filter_map(|(at, clause)| match &clause.kind {
        ClauseKind::Item(inner) => Some((Key::inside(inner), (at, inner.as_ref()))),
        _ => None,
    });
    inner.collect()
}

/// A clause with what the head of its block says for it.
fn with_head(written: Written, head: &Modifiers) -> Written {
    let text = |text: &Option<crate::syntax::tree::Text>| text.as_ref().map(|text| text.text.clone());
    Written {
        because: written.because.or_else(|| text(&head.because)),
        source: written.source.or_else(|| text(&head.source)),
        ..written
    }
}
