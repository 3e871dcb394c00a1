//! Works the amendments of narrower packs into the items that they change.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::block::merge;
use super::settle::settle;
use super::stamp::stamped;
use super::{Joined, Layer, PackFiles, clash, over};
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Text, TextWord};
use crate::value::Date;

/// Joins the packs of that order into one list of items, as they hold on a day (in the end, where none is named).
#[must_use]
pub fn join(layers: Vec<Layer>, packs: &[Arc<PackFiles>], on: Option<Date>) -> Checked<Joined> {
    let mut join = Join { layers: &layers, ..Join::default() };
    for (layer, pack) in packs.iter().enumerate() {
        let layer = u16::try_from(layer).unwrap_or(u16::MAX);
        let items = stamped(pack, layer);
        for item in items.iter().filter(|item| !item.amend) {
            join.places.entry(key(item)).or_insert(join.items.len());
            join.items.push(Arc::clone(item));
        }
        for amendment in items.iter().filter(|item| item.amend) {
            join.apply(amendment);
        }
    }
    let mut said = Vec::new();
    for (place, item) in join.items.iter_mut().enumerate() {
        if over::speaks(&item.clauses) {
            over::check(item, &mut join.findings);
        }
        if join.touched.contains(&place) {
            clash::between(item, &layers, &mut join.findings);
        } else if !is_dated(&item.clauses) {
            continue;
        }
        let name = match item.kind {
            ItemKind::Kpi | ItemKind::Input => name_of(item).to_owned(),
            _ => format!("{} {}", item.kind.word(), name_of(item)),
        };
        settle(Arc::make_mut(item), &name, &layers, on, &mut said);
    }
    let (items, findings) = (join.items, join.findings);
    Checked { value: Joined { packs: layers, items, said, ..Joined::default() }, findings }
}

/// Whether a clause has a date.
fn is_dated(clauses: &[Clause]) -> bool {
    clauses.iter().any(|clause| {
        let inner = matches!(&clause.kind, ClauseKind::Item(inner) if is_dated(&inner.clauses));
        inner || clause.modifiers.from.is_some() || clause.modifiers.until.is_some()
    })
}

#[derive(Default)]
struct Join<'a> {
    layers: &'a [Layer],
    items: Vec<Arc<Item>>,
    places: IndexMap<(&'static str, String), usize>,
    /// The items that several packs speak of.
    touched: IndexSet<usize>,
    findings: Vec<Diagnostic>,
}

impl Join<'_> {
    fn apply(&mut self, amendment: &Arc<Item>) {
        if !is_founded(amendment) {
            let message = format!("the amendment of `{}` gives no reason", name_of(amendment));
            self.findings.push(
                Diagnostic::warning("amend::unfounded", amendment.word, message)
                    .help("write `because \"…\"` or `source \"…\"` before its `{`"),
            );
        }
        let found = match self.places.get(&key(amendment)) {
            Some(place) => Some((*place, None)),
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
    let mut things: IndexMap<(&'static str, String), Vec<&Item>> = IndexMap::new();
    let items = stamped(pack, 0);
    for item in items.iter() {
        things.entry(key(item)).or_default().push(item);
    }
    let mut findings = Vec::new();
    for items in things.values() {
        // What is declared twice is found where names are declared.
        let (amendments, declared): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| item.amend);
        let whole: Vec<&Item> = declared.first().copied().into_iter().chain(amendments).collect();
        if !matches!(
            whole.first().map(|item| &item.kind),
            Some(ItemKind::Test | ItemKind::Pack | ItemKind::Limit { .. })
        ) {
            clash::in_pack(&whole, &mut findings);
        }
    }
    findings
}
