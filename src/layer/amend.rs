//! Works the amendments of narrower packs into the items that they change.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::block::{dated, merge};
use super::join::Base;
use super::stamp::stamped;
use super::{Layer, PackFiles, clash};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Text, TextWord};

/// What an item is found by: its word and its name.
pub(super) type Key = (&'static str, String);

/// Packs that are being joined, one after the other.
pub(super) struct Join<'a> {
    /// All packs in use, in their order.
    layers: &'a [Layer],
    /// What was joined before, and stands first among the items.
    base: &'a Base,
    pub items: Vec<Arc<Item>>,
    /// Where the items stand that came after the base.
    pub places: IndexMap<Key, usize>,
    /// The items of which a pack speaks that came after the base and after the one that declares them.
    pub touched: IndexSet<usize>,
    pub findings: Vec<Diagnostic>,
}

impl<'a> Join<'a> {
    /// Begins with what was joined before.
    pub fn over(base: &'a Base, layers: &'a [Layer]) -> Self {
        let (items, findings) = (base.items.clone(), base.findings.clone());
        Self { layers, base, items, places: IndexMap::new(), touched: IndexSet::new(), findings }
    }

    /// Adds the items of a pack, and works its amendments in.
    pub fn add(&mut self, pack: &PackFiles, layer: usize) {
        let items = stamped(pack, u16::try_from(layer).unwrap_or(u16::MAX));
        for item in items.iter().filter(|item| !item.amend) {
            self.findings.extend(dated(item));
            let key = key(item);
            if self.base.place(&key).is_none() {
                self.places.entry(key).or_insert(self.items.len());
            }
            self.items.push(Arc::clone(item));
        }
        for amendment in items.iter().filter(|item| item.amend) {
            self.apply(amendment);
        }
    }

    fn place(&self, key: &Key) -> Option<usize> {
        self.base.place(key).or_else(|| self.places.get(key).copied())
    }

    fn apply(&mut self, amendment: &Arc<Item>) {
        if !is_founded(amendment) {
            let message = format!("the amendment of `{}` gives no reason", name_of(amendment));
            self.findings.push(
                Diagnostic::warning("amend::unfounded", amendment.word, message)
                    .help("write `because \"…\"` or `source \"…\"` before its `{`"),
            );
        }
        let found = match self.place(&key(amendment)) {
            Some(place) => Some((place, None)),
            None => self.local_input(amendment).map(|(place, inner)| (place, Some(inner))),
        };
        let Some((place, inner)) = found else {
            let finding = self.nothing(amendment);
            self.findings.push(finding);
            return;
        };
        let Some(base) = self.items.get_mut(place) else { return };
        let over = self.layers.get(amendment.layer as usize).map(|layer| layer.over.as_slice()).unwrap_or_default();
        if base.layer != amendment.layer && !over.contains(&base.layer) {
            let finding = beside(amendment, base, self.layers);
            self.findings.push(finding);
            return;
        }
        if base.layer != amendment.layer {
            self.touched.insert(place);
        }
        let base = Arc::make_mut(base);
        match inner {
            Some(inner) => merge(base, &inner, &mut self.findings),
            None => merge(base, amendment, &mut self.findings),
        }
    }

    /// An amendment of an input that a KPI declares inside its block, as an amendment of that KPI.
    fn local_input(&self, amendment: &Item) -> Option<(usize, Item)> {
        if amendment.kind != ItemKind::Input {
            return None;
        }
        let name = name_of(amendment);
        let place = self.items.iter().position(|item| item.kind == ItemKind::Kpi && declares_input(item, name))?;
        let clause = Clause {
            span: amendment.span,
            word: amendment.word,
            kind: ClauseKind::Item(Box::new(amendment.clone())),
            modifiers: amendment.modifiers.clone(),
            layer: amendment.layer,
        };
        Some((place, Item { kind: ItemKind::Kpi, clauses: vec![clause], names: Vec::new(), ..amendment.clone() }))
    }

    fn nothing(&self, amendment: &Item) -> Diagnostic {
        let (word, name) = key(amendment);
        let retires = retires(amendment);
        let known = self.items.iter().filter(|item| item.kind.word() == word).map(|item| name_of(item));
        let help = match (nearest(&name, known), retires) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, true) => "take the line away: there is nothing to retire".to_owned(),
            (None, false) => format!("to declare a new {word}, write `{word} {name}` without `amend`"),
        };
        let verb = if retires { "retire" } else { "amend" };
        let message = format!("there is no {word} `{name}` to {verb} in the packs that this one extends");
        Diagnostic::error("amend::nothing", span_of_name(amendment), message).help(help)
    }
}

/// The finding for an amendment of what a pack of the same rank declares.
fn beside(amendment: &Item, base: &Item, layers: &[Layer]) -> Diagnostic {
    let pack = |layer: u16| layers.get(layer as usize).map_or("", |layer| layer.name.as_str());
    let (own, theirs) = (pack(amendment.layer), pack(base.layer));
    let message = format!("`{}` belongs to `{theirs}`, which `{own}` does not go over", name_of(base));
    Diagnostic::error("amend::beside", span_of_name(amendment), message)
        .and(span_of_name(base), "declared here")
        .help(format!("write `extends {theirs}` in the head of `{own}`"))
}

/// A reason or a source in its head, or behind each of its clauses.
fn is_founded(amendment: &Item) -> bool {
    let says = |modifiers: &crate::syntax::tree::Modifiers| modifiers.because.is_some() || modifiers.source.is_some();
    let founded = |clause: &Clause| match &clause.kind {
        ClauseKind::Item(inner) => says(&inner.modifiers) || inner.clauses.iter().all(|clause| says(&clause.modifiers)),
        _ => says(&clause.modifiers),
    };
    says(&amendment.modifiers) || (!amendment.clauses.is_empty() && amendment.clauses.iter().all(founded))
}

/// Whether the amendment is a `retire`.
fn retires(item: &Item) -> bool {
    item.clauses.iter().any(|clause| match &clause.kind {
        ClauseKind::Retired { .. } => clause.span == item.span,
        ClauseKind::Item(inner) => inner.span == item.span && retires(inner),
        _ => false,
    })
}

fn declares_input(item: &Item, name: &str) -> bool {
    item.clauses.iter().any(|clause| match &clause.kind {
        ClauseKind::Item(inner) if inner.kind == ItemKind::Input => name_of(inner) == name,
        _ => false,
    })
}

/// A title as a clause.
pub(super) fn title_clause(title: &Text, layer: u16, like: &Item) -> Clause {
    Clause {
        span: title.span,
        word: title.span,
        kind: ClauseKind::Text { word: TextWord::Title, text: title.clone() },
        modifiers: like.modifiers.clone(),
        layer,
    }
}

fn key(item: &Item) -> (&'static str, String) {
    let name = match &item.kind {
        ItemKind::Limit { what, .. } => what.text.clone(),
        ItemKind::Rollup => item.names.iter().map(|titled| titled.name.text.as_str()).collect::<Vec<_>>().join(", "),
        _ => name_of(item).to_owned(),
    };
    (item.kind.word(), name)
}

pub(super) fn name_of(item: &Item) -> &str {
    item.names.first().map_or("", |titled| titled.name.text.as_str())
}

fn span_of_name(item: &Item) -> Span {
    item.names.first().map_or(item.word, |titled| titled.name.span)
}

/// What a pack says of one thing twice for one time, found when the pack is read.
#[must_use]
pub fn ambiguities(pack: &PackFiles) -> Vec<Diagnostic> {
    let mut things: IndexMap<Key, Vec<&Item>> = IndexMap::new();
    for item in pack.items() {
        things.entry(key(item)).or_default().push(item);
    }
    let mut findings = Vec::new();
    for items in things.values() {
        // What is declared twice is found where names are declared.
        let (amendments, declared): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| item.amend);
        let whole: Vec<&Item> = declared.first().copied().into_iter().chain(amendments).collect();
        if !matches!(
            whole.first().map(|item| &item.kind),
            Some(ItemKind::Test | ItemKind::Robustness | ItemKind::Pack | ItemKind::Limit { .. })
        ) {
            clash::in_pack(&whole, &pack.facts.modifiers, &mut findings);
        }
    }
    findings
}
