//! Works the amendments of extending packs into the items that they change.

use std::sync::Arc;

use super::{Joined, Layer, PackFiles};
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Modifiers};

/// Joins the packs of that order into one list of items.
#[must_use]
pub fn join(layers: Vec<Layer>, packs: &[Arc<PackFiles>]) -> Checked<Joined> {
    let mut joined = Joined { packs: layers, ..Joined::default() };
    let mut findings = Vec::new();
    for (rank, pack) in packs.iter().enumerate() {
        let rank = u16::try_from(rank).unwrap_or(u16::MAX);
        let (amendments, declared): (Vec<&Item>, Vec<&Item>) = pack.items().partition(|item| item.amend);
        joined.items.extend(declared.into_iter().map(|item| ranked(item, rank)));
        for amendment in amendments {
            apply(&mut joined.items, amendment, rank, &mut findings);
        }
    }
    Checked { value: joined, findings }
}

/// The item with its rank, and what its head says written into every clause of its block.
fn ranked(item: &Item, rank: u16) -> Item {
    let mut item = item.clone();
    item.layer = rank;
    let head = item.modifiers.clone();
    for clause in &mut item.clauses {
        rank_clause(clause, rank, &head);
    }
    item
}

fn rank_clause(clause: &mut Clause, rank: u16, head: &Modifiers) {
    clause.layer = rank;
    inherit(&mut clause.modifiers, head);
    if let ClauseKind::Item(inner) = &mut clause.kind {
        inner.layer = rank;
        inherit(&mut inner.modifiers, head);
        let head = inner.modifiers.clone();
        for clause in &mut inner.clauses {
            rank_clause(clause, rank, &head);
        }
    }
}

/// What the head says holds for a clause that does not say it itself.
fn inherit(own: &mut Modifiers, head: &Modifiers) {
    own.from = own.from.or(head.from);
    own.until = own.until.or(head.until);
    own.when = own.when.take().or_else(|| head.when.clone());
    own.source = own.source.take().or_else(|| head.source.clone());
    own.basis = own.basis.take().or_else(|| head.basis.clone());
    own.because = own.because.take().or_else(|| head.because.clone());
    own.evidence = own.evidence.take().or_else(|| head.evidence.clone());
}

fn apply(items: &mut [Item], amendment: &Item, rank: u16, findings: &mut Vec<Diagnostic>) {
    let (word, name) = (word_of(&amendment.kind), name_of(amendment));
    if amendment.modifiers.because.is_none() && amendment.modifiers.source.is_none() {
        findings.push(
            Diagnostic::warning(
                "amend::unfounded",
                amendment.word,
                format!("the amendment of `{name}` gives no reason"),
            )
            .help("write `because \"…\"` or `source \"…\"` before its `{`"),
        );
    }
    let same = |item: &&mut Item| word_of(&item.kind) == word && name_of(item) == name;
    if let Some(base) = items.iter_mut().find(same) {
        base.clauses.extend(ranked(amendment, rank).clauses);
        return;
    }
    let known = items.iter().filter(|item| word_of(&item.kind) == word).map(name_of);
    let near = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| format!("to declare a new {word}, write `{word} {name}` without `amend`"));
    let message = format!("there is no {word} `{name}` to amend in the packs that this one extends");
    findings.push(Diagnostic::error("amend::nothing", span_of_name(amendment), message).help(help));
}

fn name_of(item: &Item) -> &str {
    item.names.first().map_or("", |titled| titled.name.text.as_str())
}

fn span_of_name(item: &Item) -> crate::source::Span {
    item.names.first().map_or(item.word, |titled| titled.name.span)
}

/// The word that opens an item of this kind.
#[must_use]
pub fn word_of(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Pack => "pack",
        ItemKind::Bands { .. } => "bands",
        ItemKind::Facet { .. } => "facet",
        ItemKind::Rollup => "rollup",
        ItemKind::Unit { .. } => "unit",
        ItemKind::Input => "input",
        ItemKind::Kpi => "kpi",
        ItemKind::Points => "points",
        ItemKind::Parameter => "parameter",
        ItemKind::Table { .. } => "table",
        ItemKind::Reference { .. } => "reference",
        ItemKind::Kpis => "kpis",
        ItemKind::Targets { .. } => "targets",
        ItemKind::Recommend { .. } => "recommend",
        ItemKind::Resource => "resource",
        ItemKind::Limit { .. } => "limit",
        ItemKind::Check { .. } => "check",
        ItemKind::Function { .. } => "function",
        ItemKind::Test => "test",
        ItemKind::Translate => "translate",
        ItemKind::City => "city",
        ItemKind::Programme => "programme",
        ItemKind::Region => "region",
    }
}
