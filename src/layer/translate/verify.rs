//! Whether translations speak of something that is there.

use std::cell::LazyCell;

use indexmap::{IndexMap, IndexSet};

use super::entries::{Entries, Entry, key};
use super::holes;
use super::walk::{Address, each_text, each_word};
use crate::diagnostic::Diagnostic;
use crate::source::nearest;
use crate::syntax::tree::{Item, Text, TranslatedPart};
use crate::value::Language;

/// Everything that can be translated.
#[derive(Default)]
struct Known {
    names: IndexSet<Address>,
    texts: IndexSet<String>,
}

impl Known {
    fn of<'i>(items: impl Iterator<Item = &'i Item> + Clone) -> Self {
        let mut known = Self::default();
        each_text(items.clone(), &mut |spot, text| {
            known.names.extend(spot.names.iter().cloned());
            known.texts.insert(key(&text.text).into_owned());
        });
        each_word(items, &mut |address, _| {
            known.names.insert(address.clone());
        });
        known
    }
}

/// Which translations of a language speak of something that was met, in their order.
struct Met {
    named: Vec<bool>,
    by_text: Vec<bool>,
}

impl Met {
    fn of(entries: &Entries<'_>) -> Self {
        Self { named: vec![false; entries.named.len()], by_text: vec![false; entries.by_text.len()] }
    }
}

/// Says what translations speak of something that the packs do not say, or fill other holes than the original.
pub(super) fn verify<'i>(
    items: impl Iterator<Item = &'i Item> + Clone,
    languages: &IndexMap<Language, Entries<'_>>,
    elsewhere: &dyn Fn(&str) -> bool,
    findings: &mut Vec<Diagnostic>,
) {
    let mut met: Vec<(&Entries<'_>, Met)> = languages.values().map(|entries| (entries, Met::of(entries))).collect();
    each_text(items.clone(), &mut |spot, text| {
        for (entries, met) in &mut met {
            for name in &spot.names {
                let found = meet(entries.named.get_full(name), &mut met.named);
                let found = found.iter().filter(|entry| entry.layer >= spot.layer);
                found.for_each(|entry| same_holes(text, entry, findings));
            }
            meet(entries.by_text.get_full(key(&text.text).as_ref()), &mut met.by_text);
        }
    });
    each_word(items.clone(), &mut |address, _| {
        for (entries, met) in &mut met {
            meet(entries.named.get_full(address), &mut met.named);
        }
    });
    // Nearly always all were met: what there is to choose from is gathered only for a message.
    let known = LazyCell::new(|| Known::of(items));
    for (entries, met) in &met {
        let lost = entries.named.iter().zip(&met.named).filter(|(_, met)| !**met);
        findings
            .extend(lost.flat_map(|((address, found), _)| found.iter().map(|entry| unknown(address, entry, &known))));
        let idle = entries.by_text.iter().zip(&met.by_text).filter(|((text, _), met)| !**met && !elsewhere(text));
        findings
            .extend(idle.flat_map(|((text, found), _)| found.iter().map(|entry| says_nothing(text, entry, &known))));
    }
}

/// Notes that what was looked up is there.
fn meet<'e, K>(found: Option<(usize, K, &'e Vec<Entry<'e>>)>, met: &mut [bool]) -> &'e [Entry<'e>] {
    let Some((place, _, entries)) = found else { return &[] };
    if let Some(met) = met.get_mut(place) {
        *met = true;
    }
    entries
}

fn same_holes(original: &Text, entry: &Entry<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(text) = entry.texts.first() {
        holes::compare(original, text, findings);
    }
}

fn unknown(address: &Address, entry: &Entry<'_>, known: &Known) -> Diagnostic {
    let Address { word, path, part } = address;
    let named = |other: &&Address| other.word == *word && other.part == *part;
    let there = known.names.iter().any(|other| other.word == *word && other.path == *path);
    let message = match (there, part) {
        (true, TranslatedPart::About) => format!("{word} `{path}` has no `about`"),
        (true, TranslatedPart::Name) => format!("{word} `{path}` has no name of its own that is printed"),
        (true, TranslatedPart::Title) => format!("{word} `{path}` has no title"),
        _ => format!("there is no {word} `{path}` in the packs that this one extends"),
    };
    let near = nearest(path, known.names.iter().filter(named).map(|other| other.path.as_str()));
    let help = match near {
        Some(near) if !there => format!("did you mean `{near}`?"),
        _ => "take this line out, or write `text \"in the original\" \"translated\"`".to_owned(),
    };
    Diagnostic::error("translate::unknown", entry.span, message).here("translates nothing").help(help)
}

fn says_nothing(text: &str, entry: &Entry<'_>, known: &Known) -> Diagnostic {
    let near = nearest(text, known.texts.iter().map(String::as_str));
    let help = near.map_or_else(
        || "take it out; or write it as the rules have it".to_owned(),
        |near| format!("the rules say: \"{near}\""),
    );
    Diagnostic::warning("translate::idle", entry.span, "no text of the rules says this")
        .here("translates nothing")
        .help(help)
}
