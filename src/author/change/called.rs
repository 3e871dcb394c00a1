//! How what changes is called: its word, its full name, its title.

use indexmap::IndexMap;

use super::edit::{Ground, Way};
use super::find::{Finder, inner_blocks};
use super::written::titles;
use crate::syntax::tree::Item;

/// The titles of declarations by word and full name.
pub(super) type Titles = IndexMap<(&'static str, String), String>;

/// The titles of all declarations by word and full name, those of the new side first.
pub(super) fn titles_of(ground: &Ground) -> Titles {
    let mut known = Titles::new();
    for pack in ground.new_blocks.values().chain(ground.old_blocks.values()) {
        for (key, item) in pack.iter().filter(|(key, _)| !key.amend) {
            add_titles(&mut known, (key.word, key.name.clone()), item);
        }
    }
    known
}

fn add_titles(known: &mut Titles, name: (&'static str, String), item: &Item) {
    for (key, (_, inner)) in inner_blocks(item) {
        add_titles(known, (key.word, format!("{}.{}", name.1, key.name)), inner);
    }
    if let Some(title) = titles(item).into_iter().flatten().next() {
        known.entry(name).or_insert_with(|| title.to_owned());
    }
}

impl Finder<'_> {
    /// The word and the full name of what a way leads to.
    pub(super) fn name_of(&self, way: &Way) -> (String, String) {
        let keys = way.keys();
        let word = keys.last().map_or("", |key| key.word).to_owned();
        let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).filter(|name| !name.is_empty()).collect();
        (word, names.join("."))
    }

    /// The title of what a way leads to, led by those of the items around it.
    pub(super) fn title_of(&self, way: &Way) -> String {
        let mut name = String::new();
        let mut all: Vec<&str> = Vec::new();
        for key in way.keys() {
            name = if name.is_empty() { key.name.clone() } else { format!("{name}.{}", key.name) };
            all.extend(self.titles.get(&(key.word, name.clone())).map(String::as_str));
        }
        all.join(": ")
    }
}
