//! Which values of facets items carry, and so to which groups of roll-ups they belong.

use super::rules::{FacetValue, ItemKind, Members, Rollup, RuleBook};
use crate::value::{ItemId, Symbol};

/// The values that an item carries of a facet; a point has those of its KPI.
#[must_use]
pub fn facet_of(facet: u16, item: ItemId, book: &RuleBook) -> &[Symbol] {
    let Some(item) = book.item(item) else { return &[] };
    match item.facets.iter().find(|values| values.facet == facet) {
        Some(values) => &values.values,
        None => item.parent.filter(|parent| *parent != item.id).map_or(&[], |parent| facet_of(facet, parent, book)),
    }
}

/// A value of a facet.
#[must_use]
pub fn facet_value(facet: u16, word: Symbol, book: &RuleBook) -> Option<&FacetValue> {
    book.facets.get(usize::from(facet))?.values.iter().find(|value| value.symbol == word)
}

/// The value of a facet under which a group of a lower roll-up belongs: its own, or the one that its value is a part of.
#[must_use]
pub fn value_above(facet: u16, below: &Rollup, key: &[Symbol], book: &RuleBook) -> Option<Symbol> {
    let known = |word: &Symbol| facet_value(facet, *word, book).is_some();
    let own = below.facets.iter().zip(key).find(|(of, _)| **of == facet);
    if let Some((_, word)) = own {
        return Some(*word).filter(known);
    }
    let mut parents = below.facets.iter().zip(key).filter_map(|(of, word)| facet_value(*of, *word, book)?.parent);
    parents.find(known)
}

/// The groups of a roll-up in which an item may count, itself or in a group below, each by its values of the facets.
///
/// A roll-up of progress has fewer: which items are on a path depends on the year.
#[must_use]
pub fn groups_of(item: ItemId, rollup: u16, book: &RuleBook) -> Vec<Vec<Symbol>> {
    let (Some(rule), Some(entry)) = (book.rollups.get(usize::from(rollup)), book.item(item)) else { return Vec::new() };
    match rule.of {
        // A roll-up stands after those that it is made of.
        Members::Rollup(of) if of >= rollup => Vec::new(),
        Members::Rollup(of) => {
            let Some(below) = book.rollups.get(usize::from(of)) else { return Vec::new() };
            let upper =
                |key: Vec<Symbol>| rule.facets.iter().map(|facet| value_above(*facet, below, &key, book)).collect();
            groups_of(item, of, book).into_iter().filter_map(upper).collect()
        }
        _ if entry.is_apart(rollup) => Vec::new(),
        Members::Leaves if !entry.is_leaf() => Vec::new(),
        Members::Kpis if entry.kind != ItemKind::Kpi => Vec::new(),
        Members::Leaves | Members::Kpis => rule.facets.iter().fold(vec![Vec::new()], |keys, facet| {
            let carried = facet_of(*facet, item, book);
            let with = |key: &Vec<Symbol>| {
                let key = key.clone();
                carried.iter().map(move |word| [key.as_slice(), &[*word]].concat())
            };
            keys.iter().flat_map(with).collect()
        }),
    }
}
