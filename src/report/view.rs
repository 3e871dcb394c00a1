//! What all reports look at: rules, data and results together, and which part of them is shown.

use super::order::cut;
use super::provenance::Provenance;
use crate::model::advice::{Advice, Subject};
use crate::model::dataset::{Dataset, Figure};
use crate::model::rules::{CheckWeight, Item, ItemKind, Priority, Recommendation, RuleBook};
use crate::model::scorecard::{ItemResult, Scorecard};
use crate::source::{Sources, nearest};
use crate::speech::{Fill, Voice};
use crate::value::{ItemId, Missing, MissingKind, Phrase, Symbol, Value};

/// Everything that a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// The city and its figures.
    pub data: &'a Dataset,
    /// The results.
    pub card: &'a Scorecard,
    /// The recommendations.
    pub advice: &'a Advice,
    /// The texts that were read.
    pub sources: &'a Sources,
    /// Engine, packs and hashes.
    pub provenance: &'a Provenance,
    /// Only what carries this value of a facet is shown.
    pub filter: Option<Filter>,
}

/// One value of one facet: only what carries it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// The facet: its place in the rule book's list.
    pub facet: u16,
    /// Its value.
    pub value: Symbol,
}

impl Filter {
    /// Reads `FACET=VALUE`, by the names that the rules use.
    ///
    /// # Errors
    ///
    /// When the form, the facet or the value is wrong: what is wrong, with the nearest known name.
    pub fn read(book: &RuleBook, text: &str) -> Result<Self, String> {
        let Some((name, value)) = text.split_once('=') else {
            return Err(format!("`{text}` is not of the form FACET=VALUE"));
        };
        let (name, value) = (name.trim(), value.trim());
        let names = book.facets.iter().map(|facet| facet.name.as_str());
        let Some((place, facet)) = (0u16..).zip(&book.facets).find(|(_, facet)| facet.name == name) else {
            return Err(unknown("facet", name, names));
        };
        let known = facet.values.iter().map(|known| book.word(known.symbol));
        match facet.values.iter().find(|known| book.word(known.symbol) == value) {
            Some(found) => Ok(Self { facet: place, value: found.symbol }),
            None => Err(unknown(&format!("value of the facet `{name}`"), value, known)),
        }
    }
}

fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(near) => format!("there is no {what} called `{name}`; the nearest is `{near}`"),
        None => format!("there is no {what} called `{name}`; there are: {}", known.collect::<Vec<_>>().join(", ")),
    }
}

impl<'a> View<'a> {
    /// KPIs and points that are shown, in the order of the rules.
    pub(super) fn items(self) -> impl Iterator<Item = &'a Item> {
        self.book.items.iter().filter(move |item| item.kind != ItemKind::Input && self.keeps(item))
    }

    /// Leaves that are shown: points, and KPIs without points.
    pub(super) fn leaves(self) -> impl Iterator<Item = &'a Item> {
        self.items().filter(|item| item.is_leaf())
    }

    /// The result of an item.
    pub(super) fn result(self, id: ItemId) -> Option<&'a ItemResult> {
        self.card.result(id)
    }

    /// Whether an item carries what the filter asks for.
    pub(super) fn keeps(self, item: &'a Item) -> bool {
        self.filter.is_none_or(|filter| self.values_of(item, filter.facet).contains(&filter.value))
    }

    /// Whether an item that is named elsewhere is shown.
    pub(super) fn keeps_id(self, id: ItemId) -> bool {
        self.book.item(id).is_some_and(|item| self.keeps(item))
    }

    /// Whether a group of a roll-up is shown: it carries the value, or something in it does.
    pub(super) fn keeps_group(self, facets: &[u16], key: &[Symbol]) -> bool {
        let Some(filter) = self.filter else { return true };
        match facets.iter().zip(key).find(|(facet, _)| **facet == filter.facet) {
            Some((_, value)) => *value == filter.value,
            None => self.leaves().any(|leaf| self.belongs(leaf, facets, key)),
        }
    }

    /// Whether a recommendation is shown: it carries the value, or the member that it speaks of does.
    pub(super) fn keeps_advice(self, subject: &Subject) -> bool {
        let Some(filter) = self.filter else { return true };
        let own = self.recommendation(subject).is_some_and(|rule| {
            rule.facets.iter().any(|carried| carried.facet == filter.facet && carried.values.contains(&filter.value))
        });
        own || subject.member.is_some_and(|member| self.keeps_id(member))
    }

    /// The rule behind a recommendation.
    pub(super) fn recommendation(self, subject: &Subject) -> Option<&'a Recommendation> {
        self.book.recommendations.get(subject.recommendation as usize)
    }

    /// The values of a facet that an item carries; those of its KPI where a point says nothing.
    pub(super) fn values_of(self, item: &'a Item, facet: u16) -> &'a [Symbol] {
        let own = item.facets.iter().find(|carried| carried.facet == facet);
        match (own, item.parent.and_then(|parent| self.book.item(parent))) {
            (Some(carried), _) => &carried.values,
            (None, Some(parent)) => parent
                .facets
                .iter()
                .find(|carried| carried.facet == facet)
                .map_or(&[] as &[Symbol], |carried| carried.values.as_slice()),
            (None, None) => &[],
        }
    }

    /// Whether an item belongs to a group.
    pub(super) fn belongs(self, item: &'a Item, facets: &[u16], key: &[Symbol]) -> bool {
        facets.iter().zip(key).all(|(facet, value)| self.values_of(item, *facet).contains(value))
    }

    /// The title of a facet.
    pub(super) fn facet_title(self, facet: u16) -> &'a str {
        self.book.facets.get(facet as usize).map_or("", |facet| titled(&facet.title, &facet.name))
    }

    /// The title of a facet's value; its word where it has none.
    pub(super) fn value_title(self, facet: u16, value: Symbol) -> &'a str {
        let known = self.book.facets.get(facet as usize);
        let found = known.and_then(|facet| facet.values.iter().find(|known| known.symbol == value));
        let word = self.book.word(value);
        found.map_or(word, |found| titled(&found.title, word))
    }

    /// The title of an item alone: `Landfill`.
    pub(super) fn own_title(self, item: &Item) -> String {
        let evaluated = self.result(item.id).map(|result| &*result.title).filter(|title| !title.is_empty());
        let plain = || item.title.as_plain().filter(|title| !title.is_empty());
        match evaluated.or_else(plain) {
            Some(title) => title.to_owned(),
            None => item.name.rsplit('.').next().unwrap_or(&item.name).replace('_', " "),
        }
    }

    /// The title of an item, led by that of its KPI where it is a point: `Solid Waste Treatment: Landfill`.
    pub(super) fn title(self, item: &Item) -> String {
        match item.parent.and_then(|parent| self.book.item(parent)) {
            Some(parent) => format!("{}: {}", self.own_title(parent), self.own_title(item)),
            None => self.own_title(item),
        }
    }

    /// The title of an item that is named elsewhere.
    pub(super) fn title_of(self, id: ItemId) -> String {
        self.book.item(id).map_or_else(String::new, |item| self.title(item))
    }

    /// The language of the report's own words and numbers.
    pub(super) fn voice(self) -> &'a Voice {
        &self.book.voice
    }

    /// The rules as files for machines print them; nothing where the report does so already.
    pub(super) fn neutral(self) -> Option<RuleBook> {
        (!self.voice().language().is_original()).then(|| self.book.neutral())
    }

    /// A message of the report without places.
    pub(super) fn word(self, key: &str) -> String {
        self.voice().word(key)
    }

    /// A message of the report with texts in its places.
    pub(super) fn say(self, key: &str, texts: &[(&str, &str)]) -> String {
        let fills: Vec<(&str, Fill<'_>)> = texts.iter().map(|(name, text)| (*name, Fill::Text(text))).collect();
        self.voice().say(key, &fills)
    }

    /// A whole number.
    pub(super) fn count(self, count: usize) -> String {
        self.voice().say("count", &[("count", count.into())])
    }

    /// A value of an item with its unit.
    pub(super) fn shown(self, item: &Item, value: &Value) -> String {
        self.book.show_item_value(item, value)
    }

    /// A figure as the city's file has it.
    pub(super) fn written(self, figure: &Figure) -> String {
        if self.voice().language().is_original() {
            return format!("{} {}", figure.printed, figure.unit.replace('_', "\u{a0}"));
        }
        self.book.show_as_written(figure)
    }

    /// Whether a source stands in the report as it was written, in the language of the rules.
    pub(super) fn is_foreign(self, source: &str) -> bool {
        let spoken = self.book.spoken.contains(source) || self.data.spoken.contains(source);
        !self.voice().language().is_original() && !spoken
    }

    /// The unit of an item beside a picture of its values.
    pub(super) fn unit_words(self, item: &Item) -> String {
        match item.unit() {
            Some(unit) if !self.voice().language().is_original() => {
                unit.suffix_in(f64::NAN, &self.book.units, self.voice())
            }
            _ => super::csv::unit(self, item).replace('_', "\u{a0}"),
        }
    }

    /// What the program says of a reason.
    pub(super) fn phrase(self, phrase: &Phrase) -> String {
        self.book.show_phrase(phrase)
    }

    /// Why something is missing, for people: titles where the rules have names.
    pub(super) fn why(self, missing: &Missing) -> String {
        let titles: Vec<String> = missing.items().iter().map(|id| self.title_of(*id)).collect();
        let what = self.word(missing.kind.key());
        let why = missing.why().map(|why| self.phrase(why));
        match (&why, titles.as_slice()) {
            (Some(why), []) => format!("{what}: {why}"),
            (Some(why), _) if missing.kind != MissingKind::NotReported => format!("{what}: {why}"),
            (Some(why), _) => format!("{what}: {} ({why})", cut(self, &titles, 4)),
            (None, []) => what,
            (None, _) => format!("{what}: {}", cut(self, &titles, 4)),
        }
    }

    /// A priority in words.
    pub(super) fn priority(self, priority: Priority) -> String {
        self.word(match priority {
            Priority::High => "priority_high",
            Priority::Medium => "priority_medium",
            Priority::Low => "priority_low",
        })
    }

    /// What stands in a cell without a band.
    pub(super) fn sign(self, kind: MissingKind) -> String {
        match kind {
            MissingKind::NotReported => "?".to_owned(),
            MissingKind::NoBenchmark => "–".to_owned(),
            MissingKind::NotApplicable => self.word("missing_sign_not_applicable"),
            MissingKind::Undecided => "≈".to_owned(),
            MissingKind::Failed | MissingKind::Rejected => "×".to_owned(),
        }
    }

    /// What a reason means, in a few words.
    pub(super) fn explained(self, kind: MissingKind) -> String {
        self.word(match kind {
            MissingKind::NotReported => "explained_not_reported",
            MissingKind::NoBenchmark => "explained_no_benchmark",
            MissingKind::NotApplicable => "explained_not_applicable",
            MissingKind::Undecided => "explained_undecided",
            MissingKind::Rejected => "explained_rejected",
            MissingKind::Failed => "explained_failed",
        })
    }

    /// How much something weighs, in a word.
    pub(super) fn weight(self, weight: CheckWeight) -> String {
        self.word(match weight {
            CheckWeight::Info => "info",
            CheckWeight::Warn => "warn",
            CheckWeight::Reject => "reject",
        })
    }

    /// The name of the city as people write it.
    pub(super) fn city(self) -> &'a str {
        titled(&self.data.city.title, &self.data.city.name)
    }

    /// The filter in words: `Category: Health`.
    pub(super) fn filter_words(self) -> Option<String> {
        let filter = self.filter?;
        Some(format!("{}: {}", self.facet_title(filter.facet), self.value_title(filter.facet, filter.value)))
    }
}

/// A title, or the name where there is none.
fn titled<'t>(title: &'t str, name: &'t str) -> &'t str {
    if title.is_empty() { name } else { title }
}
