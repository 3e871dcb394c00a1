//! The exhibit as one recommendation or one check sees it: it remembers what it was asked for.

use std::sync::{Arc, Mutex};

use indexmap::IndexSet;

use super::{Datum, Exhibit, GroupSeen, ItemSeen};
use crate::source::nearest;
use crate::value::{ItemId, Missing, Outcome, Phrase};

/// The results of one city as one script or one function of the host sees them. What it looks up is remembered: only
/// that can be its evidence.
#[derive(Debug, Clone)]
pub struct Card {
    /// The results.
    pub exhibit: Arc<Exhibit>,
    asked: Arc<Mutex<IndexSet<ItemId>>>,
}

impl Card {
    /// A card of which nothing was asked yet.
    #[must_use]
    pub fn new(exhibit: Arc<Exhibit>) -> Self {
        Self { exhibit, asked: Arc::default() }
    }

    /// What was asked for, in the order in which it was.
    #[must_use]
    pub fn asked(&self) -> IndexSet<ItemId> {
        self.asked.lock().map(|asked| asked.clone()).unwrap_or_default()
    }

    /// Remembers that an item was looked at.
    pub fn look(&self, id: ItemId) {
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(id);
        }
    }

    /// An item by its name.
    ///
    /// # Errors
    /// There is none.
    pub fn item(&self, name: &str) -> Outcome<&ItemSeen> {
        let found = self.exhibit.id(name).and_then(|id| self.exhibit.item(id));
        let Some(item) = found else {
            let names = self.exhibit.names.keys().map(String::as_str);
            return Err(unknown("code_no_item", name, nearest(name, names)));
        };
        self.look(item.id);
        Ok(item)
    }

    /// The value of an item, in its declared unit.
    ///
    /// # Errors
    /// Why it is missing, or that there is no such item.
    pub fn value(&self, name: &str) -> Outcome<Datum> {
        self.item(name)?.value.clone()
    }

    /// The value of an item that is a quantity, in its declared unit.
    ///
    /// # Errors
    /// Why it is missing, or that it is no quantity.
    pub fn number(&self, name: &str) -> Outcome<f64> {
        let value = self.value(name)?;
        value.as_number().ok_or_else(|| Missing::failed(Phrase::from("code_no_number").with("name", name)))
    }

    /// The score of an item, as it is printed: a share in percent.
    ///
    /// # Errors
    /// Why it is missing.
    pub fn score(&self, name: &str) -> Outcome<f64> {
        let score = self.item(name)?.score.clone()?;
        score.as_number().ok_or_else(|| Missing::failed(Phrase::from("code_no_number").with("name", name)))
    }

    /// The name of the band of an item.
    ///
    /// # Errors
    /// Why it is missing.
    pub fn band(&self, name: &str) -> Outcome<String> {
        match self.item(name)?.band.clone()? {
            Datum::Band(band) => Ok(band.name().to_owned()),
            _ => Err(Missing::failed("why_no_value")),
        }
    }

    /// A parameter of the rules, in its declared unit.
    ///
    /// # Errors
    /// It is not set, or there is none.
    pub fn parameter(&self, name: &str) -> Outcome<Datum> {
        let known = &self.exhibit.parameters;
        let found = known.get(name).cloned();
        found
            .unwrap_or_else(|| Err(unknown("code_no_parameter", name, nearest(name, known.keys().map(String::as_str)))))
    }

    /// The figure of a reference for an item, in the unit of the item.
    ///
    /// # Errors
    /// There is none.
    pub fn reference(&self, name: &str, item: &str) -> Outcome<Datum> {
        let known = &self.exhibit.references;
        let Some(figures) = known.get(name) else {
            return Err(unknown("code_no_reference", name, nearest(name, known.keys().map(String::as_str))));
        };
        let id = self.item(item)?.id;
        let none = || {
            let why = Phrase::from("why_no_figure").with("name", name).with("title", name).with("item", id);
            Err(Missing::because(crate::value::MissingKind::NotReported, None, why))
        };
        figures.get(&id).cloned().unwrap_or_else(none)
    }

    /// The groups of a roll-up, in the order of the rules.
    ///
    /// # Errors
    /// There is no such roll-up, or none of its groups has a member.
    pub fn groups(&self, rollup: &str) -> Outcome<Vec<&GroupSeen>> {
        let all = &self.exhibit.groups;
        let found: Vec<&GroupSeen> = all.iter().filter(|group| &*group.rollup == rollup).collect();
        if found.is_empty() {
            return Err(unknown("code_no_rollup", rollup, nearest(rollup, all.iter().map(|group| &*group.rollup))));
        }
        Ok(found)
    }

    /// What the city says of itself: `country`, or what its own file adds; nothing where it says nothing.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let attributes = &self.exhibit.city.attributes;
        attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A name that nothing has, with the nearest one.
fn unknown(key: &'static str, name: &str, near: Option<&str>) -> Missing {
    let near = near.map_or_else(String::new, |near| format!(" (`{near}`?)"));
    Missing::failed(Phrase::from(key).with("name", name).with("near", near))
}
