//! The block of an amendment worked into the block that it changes, points and inputs into theirs.

use super::amend::{name_of, title_clause};
use crate::diagnostic::Diagnostic;
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Titled};

/// Adds what an amendment says to an item. Titles and heads of another kind replace those of the item.
pub(super) fn merge(base: &mut Item, amendment: &Item, findings: &mut Vec<Diagnostic>) {
    match (&mut base.kind, &amendment.kind) {
        (ItemKind::Limit { count, by, .. }, ItemKind::Limit { count: new, by: order, .. }) => {
            by.clone_from(order);
            *count = *new;
            base.layer = amendment.layer;
            base.span = amendment.span;
            base.modifiers = amendment.modifiers.clone();
        }
        (ItemKind::Function { .. }, ItemKind::Function { .. }) => {
            base.kind = amendment.kind.clone();
        }
        (ItemKind::Recommend { code, .. }, ItemKind::Recommend { code: Some(new), .. })
        | (ItemKind::Check { code, .. }, ItemKind::Check { code: Some(new), .. }) => {
            *code = Some(new.clone());
            findings.extend(dated(amendment));
        }
        _ => {}
    }
    if let Some(title) = amendment.names.first().and_then(|titled| titled.title.as_ref()) {
        base.clauses.push(title_clause(title, amendment.layer, amendment));
    }
    for clause in &amendment.clauses {
        match &clause.kind {
            ClauseKind::Item(inner) => merge_inner(base, clause, inner, findings),
            _ => base.clauses.push(clause.clone()),
        }
    }
}

/// What is said where a date or a condition stands in the head of what code decides: they hold for clauses, and the code
/// is none.
pub(super) fn dated(item: &Item) -> Option<Diagnostic> {
    let (ItemKind::Recommend { code: Some(code), .. } | ItemKind::Check { code: Some(code), .. }) = &item.kind else {
        return None;
    };
    let head = &item.modifiers;
    (head.from.is_some() || head.until.is_some() || head.when.is_some()).then(|| {
        let message = "code holds on every day and under every condition, whatever its head says";
        Diagnostic::warning("script::dated", code.span(), message)
            .here("holds always")
            .help("put the condition into the block (`when …`), or into a parameter that the code reads")
    })
}

/// A block inside an amendment: into the block of the same point, input or scale; else it is added as it stands.
fn merge_inner(base: &mut Item, clause: &Clause, inner: &Item, findings: &mut Vec<Diagnostic>) {
    if matches!(inner.kind, ItemKind::Bands { .. }) {
        match home(base, inner, "") {
            Some(home) => merge(home, inner, findings),
            None => base.clauses.push(clause.clone()),
        }
        return;
    }
    for titled in &inner.names {
        split(base, &inner.kind, &titled.name.text);
        let one = Item { names: vec![titled.clone()], ..inner.clone() };
        match home(base, &one, &titled.name.text) {
            Some(home) => merge(home, &one, findings),
            None if one.kind == ItemKind::Input && one.amend => findings.push(no_input(base, &one, titled)),
            None => base.clauses.push(Clause { kind: ClauseKind::Item(Box::new(one)), ..clause.clone() }),
        }
    }
}

fn home<'b>(base: &'b mut Item, inner: &Item, name: &str) -> Option<&'b mut Item> {
    base.clauses.iter_mut().find_map(|clause| match &mut clause.kind {
        ClauseKind::Item(old) if alike(&old.kind, &inner.kind) && (name.is_empty() || name_of(old) == name) => {
            Some(&mut **old)
        }
        _ => None,
    })
}

fn alike(one: &ItemKind, other: &ItemKind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// A point that shares its block with others gets a block of its own.
fn split(base: &mut Item, kind: &ItemKind, name: &str) {
    let shared = base.clauses.iter().position(|clause| match &clause.kind {
        ClauseKind::Item(old) => {
            alike(&old.kind, kind) && old.names.len() > 1 && old.names.iter().any(|titled| titled.name.text == name)
        }
        _ => false,
    });
    let Some(place) = shared else { return };
    let clause = base.clauses.remove(place);
    let ClauseKind::Item(group) = clause.kind else { return };
    let blocks: Vec<Clause> = group
        .names
        .iter()
        .map(|titled| {
            let alone = Item { names: vec![titled.clone()], ..(*group).clone() };
            Clause { kind: ClauseKind::Item(Box::new(alone)), modifiers: clause.modifiers.clone(), ..clause }
        })
        .collect();
    base.clauses.splice(place..place, blocks);
}

fn no_input(base: &Item, inner: &Item, titled: &Titled) -> Diagnostic {
    let inputs = base.clauses.iter().filter_map(|clause| match &clause.kind {
        ClauseKind::Item(old) if old.kind == ItemKind::Input => Some(name_of(old)),
        _ => None,
    });
    let near = nearest(name_of(inner), inputs).map(|near| format!("did you mean `{near}`?"));
    let message = format!("`{}` has no input `{}`", name_of(base), titled.name.text);
    let help = near.unwrap_or_else(|| "name an input that it declares".to_owned());
    Diagnostic::error("amend::nothing", titled.name.span, message).help(help)
}
