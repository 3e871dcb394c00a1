//! The groups of the roll-ups as a tree, from the widest to the items: what the wheel, the tables and the summary follow.
//!
//! The tree is made of the rules, not of names in this code: the first roll-up over one facet gives the branches, the
//! roll-up over that facet and a second one gives the branches in them. Other packs have other facets, or none.

use super::view::View;
use crate::model::rules::{Item, Members, Rollup};
use crate::model::scorecard::GroupResult;
use crate::value::Symbol;

/// A group with what is in it.
#[derive(Debug, Clone)]
pub(super) struct Branch<'a> {
    /// Title of the facet's value; of the city for the root.
    pub title: String,
    /// What the engine found for it; nothing for the root and for what carries no value.
    pub group: Option<Group<'a>>,
    /// Narrower groups.
    pub branches: Vec<Branch<'a>>,
    /// Items that are in no narrower group.
    pub items: Vec<&'a Item>,
}

/// A group of a roll-up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'a> {
    /// Its roll-up.
    pub rollup: &'a Rollup,
    /// Its results.
    pub result: &'a GroupResult,
}

impl<'a> Branch<'a> {
    /// All items below, in order.
    pub fn all_items(&self) -> Vec<&'a Item> {
        let mut all = self.items.clone();
        all.extend(self.branches.iter().flat_map(Branch::all_items));
        all
    }

    /// How many levels of groups lie below.
    pub fn depth(&self) -> usize {
        self.branches.iter().map(|branch| 1 + branch.depth()).max().unwrap_or(0)
    }
}

/// The tree of a view. Its root is the city.
pub(super) fn tree<'a>(view: View<'a>) -> Branch<'a> {
    let chain = chain(view);
    let whole = view.book.rollups.iter().any(|rollup| rollup.of == Members::Kpis)
        && !view.book.rollups.iter().any(|rollup| rollup.of == Members::Leaves);
    let items: Vec<&Item> =
        if whole { view.items().filter(|item| item.parent.is_none()).collect() } else { view.leaves().collect() };
    let total = view.book.rollups.iter().position(|rollup| rollup.facets.is_empty());
    let group = total.and_then(|at| group(view, at, &[]));
    let mut root = grow(view, &chain, &[], items);
    root.title = view.city().to_owned();
    root.group = group;
    root
}

/// The titles of the tree's levels: `Dimension`, `Category`.
pub(super) fn levels(view: View<'_>) -> Vec<String> {
    let facets = chain(view).into_iter().filter_map(|at| view.book.rollups.get(at)?.facets.last().copied());
    facets.map(|facet| view.facet_title(facet).to_owned()).collect()
}

/// Roll-ups over one facet, over that one and another, and so on: places in the rule book's list.
fn chain(view: View<'_>) -> Vec<usize> {
    let mut chain: Vec<usize> = Vec::new();
    let mut facets: Vec<u16> = Vec::new();
    while chain.len() < 2 {
        let next = view
            .book
            .rollups
            .iter()
            .position(|rollup| rollup.facets.len() == facets.len() + 1 && rollup.facets.starts_with(&facets));
        let Some(rollup) = next.and_then(|at| view.book.rollups.get(at)) else { break };
        chain.extend(next);
        facets.clone_from(&rollup.facets);
    }
    // A facet that never stands alone (`rollup dimension, category` and nothing else) still gives one level.
    if chain.is_empty() {
        chain.extend(view.book.rollups.iter().position(|rollup| !rollup.facets.is_empty()));
    }
    chain
}

fn grow<'a>(view: View<'a>, chain: &[usize], key: &[Symbol], items: Vec<&'a Item>) -> Branch<'a> {
    let mut branch = Branch { title: String::new(), group: None, branches: Vec::new(), items: Vec::new() };
    let Some((first, rest)) = chain.split_first() else {
        branch.items = items;
        return branch;
    };
    let groups = view.card.rollups.iter().find(|result| result.rollup as usize == *first);
    let rollup = view.book.rollups.get(*first);
    let mut left = items;
    for result in groups.iter().flat_map(|result| result.groups.iter()) {
        let Some(rollup) = rollup.filter(|_| result.key.starts_with(key)) else { continue };
        let inside =
            |item: &&Item| view.book.item(item.id).is_some_and(|item| view.belongs(item, &rollup.facets, &result.key));
        let members: Vec<&Item> = left.iter().copied().filter(inside).collect();
        if members.is_empty() {
            continue;
        }
        left.retain(|item| !inside(item));
        let mut twig = grow(view, rest, &result.key, members);
        twig.title = title(view, rollup, &result.key, key.len());
        twig.group = Some(Group { rollup, result });
        branch.branches.push(twig);
    }
    let said = key.len();
    if let Some((place, rollup)) = u16::try_from(*first).ok().zip(rollup) {
        let added = left.iter().copied().filter(|item| item.is_apart(place)).collect();
        for (key, members) in keyed(view, rollup, key, added) {
            left.retain(|item| members.iter().all(|member| member.id != item.id));
            let mut twig = grow(view, rest, &key, members);
            twig.title = title(view, rollup, &key, said);
            branch.branches.push(twig);
        }
    }
    branch.items = left;
    branch
}

/// Items that do not count in a roll-up, by the groups in which their facets put them.
fn keyed<'a>(
    view: View<'a>,
    rollup: &Rollup,
    within: &[Symbol],
    items: Vec<&'a Item>,
) -> Vec<(Vec<Symbol>, Vec<&'a Item>)> {
    let mut all: Vec<(Vec<Symbol>, Vec<&'a Item>)> = Vec::new();
    for item in items {
        let first = |facet: &u16| view.values_of(item, *facet).first().copied();
        let Some(key) = rollup.facets.iter().map(first).collect::<Option<Vec<Symbol>>>() else { continue };
        if !key.starts_with(within) {
            continue;
        }
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(item),
            None => all.push((key, vec![item])),
        }
    }
    all
}

/// The title of a group below a wider one: what the wider one does not say already.
fn title(view: View<'_>, rollup: &Rollup, key: &[Symbol], said: usize) -> String {
    let own = rollup.facets.iter().zip(key).skip(said);
    own.map(|(facet, value)| view.value_title(*facet, *value)).collect::<Vec<_>>().join(", ")
}

/// A group by its roll-up and key.
fn group<'a>(view: View<'a>, rollup: usize, key: &[Symbol]) -> Option<Group<'a>> {
    let results = view.card.rollups.iter().find(|result| result.rollup as usize == rollup)?;
    let result = results.groups.iter().find(|group| group.key == key)?;
    Some(Group { rollup: view.book.rollups.get(rollup)?, result })
}
