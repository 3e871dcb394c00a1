//! Where packs apply: attributes, regions and countries that exist.

use super::Checker;
use super::clauses::Place;
use super::declare::twice;
use crate::diagnostic::Diagnostic;
use crate::layer::Joined;
use crate::model::rules::{ItemKind as EntryKind, Measure, Said};
use crate::source::nearest;
use crate::syntax::tree::{ClauseKind, Item, ItemKind, Name};

/// Attributes that every place has, declared or not.
const ATTRIBUTES: [&str; 4] = ["country", "county", "region", "city"];

impl<'a> Checker<'a> {
    /// What `applies to` and `region` name must be there.
    pub(super) fn check_places(&mut self, joined: &'a Joined) {
        let mut regions: Vec<&Name> = Vec::new();
        for item in &joined.items {
            match item.kind {
                ItemKind::Pack => {
                    for clause in &item.clauses {
                        if let ClauseKind::Applies { attribute, values } = &clause.kind {
                            self.place_values(attribute, values, &joined.regions, false);
                        }
                    }
                }
                ItemKind::Region => {
                    if let Some(name) = item.names.first().map(|titled| &titled.name) {
                        if let Some(old) = regions.iter().find(|old| old.text == name.text) {
                            let finding = twice(&name.text, name.span, old.span);
                            self.report(finding);
                        }
                        regions.push(name);
                    }
                    self.region(item, joined);
                }
                _ => {}
            }
        }
    }

    fn region(&mut self, item: &'a Item, joined: &Joined) {
        let mut lists = false;
        for clause in &item.clauses {
            if let (ClauseKind::Facet { facet, values }, true) = (&clause.kind, self.belongs(clause, Place::Region)) {
                lists = true;
                self.place_values(facet, values, &joined.regions, true);
            }
        }
        if !lists {
            let message = "this region holds no place";
            self.report(
                Diagnostic::error("region::empty", item.word, message).help("write for example `country: DK, NO`"),
            );
        }
    }

    /// An attribute of places with its values.
    fn place_values(&mut self, attribute: &Name, values: &[Name], regions: &[String], in_region: bool) {
        match attribute.text.as_str() {
            "region" if in_region => {
                let message = "a region is no list of regions";
                let help = "list the places themselves: `country: DK, NO`";
                self.report(Diagnostic::error("place::attribute", attribute.span, message).help(help));
            }
            "region" => values.iter().for_each(|value| self.known_region(value, regions)),
            "country" => values.iter().for_each(|value| self.country_code(value)),
            "county" | "city" => {}
            _ => self.attribute(attribute, values),
        }
    }

    fn known_region(&mut self, name: &Name, regions: &[String]) {
        if regions.contains(&name.text) {
            return;
        }
        let help = match nearest(&name.text, regions.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare it: `region {} \"Title\" {{ country: DK, NO }}`", name.text),
        };
        let message = format!("there is no region `{}`", name.text);
        self.report(Diagnostic::error("region::unknown", name.span, message).help(help));
    }

    fn country_code(&mut self, code: &Name) {
        if code.text.len() == 2 && code.text.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return;
        }
        let message = format!("`{}` is no code of a country", code.text);
        let help = "write its two capital letters (ISO 3166): `NO` for Norway";
        self.report(Diagnostic::error("place::country", code.span, message).help(help));
    }

    /// An attribute that is neither built in nor an input is known of no city.
    fn attribute(&mut self, attribute: &Name, values: &[Name]) {
        let inputs = self.book.items.iter().filter(|item| item.kind == EntryKind::Input);
        let Some(input) = inputs.clone().find(|item| item.name == attribute.text) else {
            let near = nearest(&attribute.text, ATTRIBUTES.into_iter().chain(inputs.map(|item| item.name.as_str())));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `country`, `county`, `region` or `city`, or declare `input {}`", attribute.text),
            };
            let message = format!("no place has an attribute `{}`", attribute.text);
            self.report(Diagnostic::error("place::attribute", attribute.span, message).help(help));
            return;
        };
        let Measure::OneOf(words) = input.measure.clone() else { return };
        let known: Vec<String> = words.iter().map(|word| self.book.word(*word).to_owned()).collect();
        for value in values.iter().filter(|value| !known.contains(&value.text)) {
            let help = match nearest(&value.text, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the words are {}", known.join(", ")),
            };
            let message = format!("`{}` is none of the words that `{}` can be", value.text, attribute.text);
            self.report(Diagnostic::error("word::unknown", value.span, message).help(help));
        }
    }

    /// Keeps what was said of things and does not hold, beside what holds, for those who ask why.
    pub(super) fn keep_said(&mut self, joined: &Joined) {
        for said in &joined.said {
            let modifiers = &said.clause.modifiers;
            let (from, until) = self.dates(modifiers);
            let note = self.note(modifiers, said.clause.layer, said.clause.span);
            let word = said.word.clone();
            let entry = Said { word, from, until, note, holds: said.holds };
            self.book.said.entry(said.name.clone()).or_default().push(entry);
        }
    }
}
