//! Finds items by name: `kpi`, `kpi.point`, an input inside a KPI, or the code of a KPI.

use crate::author::Unknown;
use crate::source::nearest;
use crate::syntax::print::print_name;
use crate::syntax::tree::{ClauseKind, Item, ItemKind, TextWord};

/// An item, and what it stands in.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) item: Item,
    /// `kpi NAME`, for what is declared inside one.
    pub(super) within: Option<String>,
}

/// All items of that name.
pub(super) fn named(items: &[Item], name: &str) -> Result<Vec<Found>, Unknown> {
    let name = name.trim();
    let mut found: Vec<Found> = items
        .iter()
        .filter(|item| is_called(item, name) || code(item) == Some(name))
        .map(|item| Found { item: item.clone(), within: None })
        .collect();
    for item in items {
        let inner = name.strip_prefix(own_name(item)).and_then(|rest| rest.strip_prefix('.'));
        let asked = |inner: &Item| match inner.kind {
            ItemKind::Input => is_called(inner, name),
            _ => false,
        };
        for nested in nested(item) {
            if inner.is_some_and(|inner| is_called(nested, inner)) || asked(nested) {
                found.push(Found { item: nested.clone(), within: Some(print_name(item)) });
            }
        }
    }
    if found.is_empty() { Err(unknown(items, name)) } else { Ok(found) }
}

fn is_called(item: &Item, name: &str) -> bool {
    item.names.iter().any(|titled| titled.name.text == name && !name.is_empty())
}

pub(super) fn own_name(item: &Item) -> &str {
    item.names.first().map_or("", |titled| titled.name.text.as_str())
}

fn code(item: &Item) -> Option<&str> {
    item.clauses.iter().find_map(|clause| match &clause.kind {
        ClauseKind::Text { word: TextWord::Code, text } => Some(text.text.as_str()),
        _ => None,
    })
}

fn nested(item: &Item) -> impl Iterator<Item = &Item> {
    item.clauses.iter().filter_map(|clause| match &clause.kind {
        ClauseKind::Item(inner) => Some(&**inner),
        _ => None,
    })
}

fn unknown(items: &[Item], name: &str) -> Unknown {
    let mut known: Vec<String> = Vec::new();
    for item in items {
        known.extend(item.names.iter().map(|titled| titled.name.text.clone()));
        for inner in nested(item) {
            let own = own_name(item);
            known.extend(inner.names.iter().map(|titled| format!("{own}.{}", titled.name.text)));
        }
    }
    Unknown {
        name: name.to_owned(),
        nearest: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
        hint: "see `yardstick list kpis`, or leave the name out to see all",
    }
}
