//! For which place rules are joined: what is known of it.

use super::facts::{Applies, Region};
use crate::value::Date;

/// What is known of a place: its attributes. With nothing known only those packs are in use that are asked for by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Attributes (`country`, `city`, `county`, `terrain` …) with their values.
    attributes: Vec<(String, String)>,
    /// The day by whose rules it is judged; nothing where every figure is by the last day of its period.
    pub on: Option<Date>,
}

impl Place {
    /// A place of which nothing is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    /// The place with one more thing known of it; what was known of that attribute before is forgotten.
    #[must_use]
    pub fn with(mut self, attribute: &str, value: &str) -> Self {
        self.attributes.retain(|(known, _)| known != attribute);
        self.attributes.push((attribute.to_owned(), value.to_owned()));
        self
    }

    /// The same place on a day.
    #[must_use]
    pub fn on(self, on: Option<Date>) -> Self {
        Self { on, ..self }
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.attributes.is_empty()
    }

    /// What an attribute is, if it is known.
    #[must_use]
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == attribute).map(|(_, value)| value.as_str())
    }

    /// Whether the place lies in a region: each attribute that the region lists has one of its values.
    pub(super) fn lies_in(&self, region: &Region) -> bool {
        !region.lists.is_empty()
            && region.lists.iter().all(|(attribute, values)| {
                self.get(&attribute.text).is_some_and(|own| values.iter().any(|value| value.text == own))
            })
    }

    /// Whether an `applies to` is met.
    pub(super) fn meets<'r>(&self, applies: &Applies, region: impl Fn(&str) -> Option<&'r Region>) -> bool {
        let own = self.get(&applies.attribute.text);
        applies.values.iter().any(|value| {
            if applies.attribute.text == "region" {
                region(&value.text).is_some_and(|region| self.lies_in(region))
            } else {
                own == Some(value.text.as_str())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn what_is_known_last_counts() {
        let place = Place::unknown().with("country", "SE").with("country", "NO");
        assert_eq!((place.get("country"), place.get("county")), (Some("NO"), None));
        assert!(Place::unknown().is_unknown());
    }
}
