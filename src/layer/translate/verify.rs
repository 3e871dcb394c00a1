//! Whether translations speak of something that is there.

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

/// Says what translations speak of something that the packs do not say, or fill other holes than the original.
pub(super) fn verify(
    items: &mut [Item],
    languages: &IndexMap<Language, Entries>,
    elsewhere: &dyn Fn(&str) -> bool,
    findings: &mut Vec<Diagnostic>,
) {
    let mut known = Known::default();
    each_text(items, &mut |spot, text| {
        known.names.extend(spot.names.iter().cloned());
        known.texts.insert(key(&text.text));
        for entry in languages.values().flat_map(|entries| of_this(entries, &spot.names, spot.layer)) {
            same_holes(text, entry, findings);
        }
    });
    each_word(items, &mut |address, _| {
        known.names.insert(address.clone());
    });
    for entries in languages.values() {
        let lost = entries.named.iter().filter(|(address, _)| !known.names.contains(*address));
        findings.extend(lost.flat_map(|(address, found)| found.iter().map(|entry| unknown(address, entry, &known))));
        let idle = entries.by_text.iter().filter(|(text, _)| !known.texts.contains(*text) && !elsewhere(text));
        findings.extend(idle.flat_map(|(text, found)| found.iter().map(|entry| says_nothing(text, entry, &known))));
    }
}

fn of_this<'e>(entries: &'e Entries, names: &[Address], since: u16) -> impl Iterator<Item = &'e Entry> {
    let found: Vec<&Entry> = names.iter().filter_map(|name| entries.named.get(name)).flatten().collect();
    found.into_iter().filter(move |entry| entry.layer >= since)
}

fn same_holes(original: &Text, entry: &Entry, findings: &mut Vec<Diagnostic>) {
    if let Some(text) = entry.texts.first() {
        holes::compare(original, text, findings);
    }
}

fn unknown(address: &Address, entry: &Entry, known: &Known) -> Diagnostic {
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

fn says_nothing(text: &str, entry: &Entry, known: &Known) -> Diagnostic {
    let near = nearest(text, known.texts.iter().map(String::as_str));
    let help = near.map_or_else(
        || "take it out; or write it as the rules have it".to_owned(),
        |near| format!("the rules say: \"{near}\""),
    );
    Diagnostic::warning("translate::idle", entry.span, "no text of the rules says this")
        .here("translates nothing")
        .help(help)
}
