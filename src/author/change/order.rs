//! Changes in the order of the book; what is the same for several points is said once.

use super::block::Key;
use super::edit::{Edit, Ground};
use super::find::Draft;
use super::{Became, Change, written::Written};
use crate::layer::Packs;

/// Sorts changes by the place of their items: the order of the new rules, with what is gone after what stood before it.
pub(super) fn in_book_order(mut drafts: Vec<Draft>, ground: &Ground) -> Vec<Draft> {
    let declared = |packs: &Packs| -> Vec<(&'static str, String)> {
        let items = packs.values().flat_map(|pack| pack.items());
        let keys = items.filter(|item| !item.amend).map(Key::of);
        keys.map(|key| (key.word, key.name)).collect()
    };
    let mut book = declared(&ground.new);
    let mut before: Option<(&'static str, String)> = None;
    for key in declared(&ground.old) {
        if !book.contains(&key) {
            let place = before.as_ref().and_then(|before| book.iter().position(|known| known == before));
            book.insert(place.map_or(0, |place| place + 1).min(book.len()), key.clone());
        }
        before = Some(key);
    }
    drafts.sort_by_key(|draft| book.iter().position(|key| *key == draft.top).unwrap_or(usize::MAX));
    drafts
}

/// Gives every change its number. The same change of several points of one KPI is one change, and so are the rows of one
/// sheet that give many items values of one facet.
pub(super) fn numbered(drafts: Vec<Draft>) -> (Vec<Change>, Vec<Vec<Edit>>) {
    let mut list: Vec<Change> = Vec::new();
    let mut edits: Vec<Vec<Edit>> = Vec::new();
    for draft in drafts {
        let known = list
            .iter()
            .position(|change| is_same(change, &draft.change) || are_rows_of_one_sheet(change, &draft.change));
        match known.and_then(|at| Some((list.get_mut(at)?, edits.get_mut(at)?))) {
            Some((change, edits)) => {
                change.beside.push(draft.change.name);
                edits.extend(draft.edits);
            }
            None => {
                list.push(Change { number: list.len() + 1, ..draft.change });
                edits.push(draft.edits);
            }
        }
    }
    (list, edits)
}

/// Whether two changes are one clause that is written once for several points.
fn is_same(change: &Change, other: &Change) -> bool {
    let place = |written: &Option<Written>| written.as_ref().map(|written| (written.place(), written.text.clone()));
    let kpi = |name: &str| name.split('.').next().unwrap_or("").to_owned();
    change.word == "point"
        && other.word == "point"
        && change.aspect != "item"
        && kpi(&change.name) == kpi(&other.name)
        && (&change.aspect, &change.which) == (&other.aspect, &other.which)
        && place(&change.old) == place(&other.old)
        && place(&change.new) == place(&other.new)
}

/// Whether two changes are rows of one sheet that give items values of one facet, or take them away.
fn are_rows_of_one_sheet(change: &Change, other: &Change) -> bool {
    let sheet = |written: &Option<Written>| {
        written.as_ref().filter(|written| written.file.ends_with(".csv")).map(|written| written.file.clone())
    };
    let sheets = |change: &Change| (sheet(&change.old), sheet(&change.new));
    change.aspect == "facet"
        && change.became != Became::Changed
        && (&change.aspect, &change.which, &change.pack, change.became)
            == (&other.aspect, &other.which, &other.pack, other.became)
        && sheets(change) != (None, None)
        && sheets(change) == sheets(other)
}
