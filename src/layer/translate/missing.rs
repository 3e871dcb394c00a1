//! What has no translation yet: counted by pack, and as a block that a translator fills in.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::entries::{Entries, gather, key};
use super::walk::{Address, each_text, each_word};
use crate::layer::Joined;
use crate::syntax::tree::TranslatedPart;
use crate::value::Language;

/// What one pack has not translated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Untranslated {
    /// The rank of the pack.
    pub layer: u16,
    /// How many texts it has.
    pub texts: usize,
    /// Lines of a `translate` block for those that lack one.
    pub lines: Vec<String>,
}

/// The texts of each pack that have no translation in a language or in one that stands in for it.
#[must_use]
pub fn untranslated(joined: &Joined, wanted: &Language) -> Vec<Untranslated> {
    let items = || joined.items.iter().map(Arc::as_ref);
    let languages = gather(items(), &mut Vec::new());
    let chain: Vec<&Entries<'_>> = wanted.chain().iter().filter_map(|language| languages.get(language)).collect();
    let mut packs: IndexMap<u16, Untranslated> = IndexMap::new();
    let mut seen: IndexSet<(u16, String)> = IndexSet::new();
    let mut count = |layer: u16, line: String, translated: bool| {
        if seen.insert((layer, line.clone())) {
            let pack = packs.entry(layer).or_insert_with(|| Untranslated { layer, ..Untranslated::default() });
            pack.texts += 1;
            if !translated {
                pack.lines.push(line);
            }
        }
    };
    each_text(items(), &mut |spot, text| {
        let found = chain
            .iter()
            .any(|entries| entries.of_name(&spot.names, spot.layer).or_else(|| entries.of_text(&text.text)).is_some());
        let line = match spot.names.first() {
            Some(address) => format!("{} \"\"  # {}", spelled(address), key(&text.text)),
            None => format!("text {} \"\"", quoted(&key(&text.text))),
        };
        if !text.text.trim().is_empty() {
            count(spot.layer, line, found);
        }
    });
    for item in items() {
        each_word([item], &mut |address, name| {
            let found = chain.iter().any(|entries| entries.of_name(std::slice::from_ref(address), 0).is_some());
            let texts = if address.word == "unit" { "\"\" \"\"" } else { "\"\"" };
            count(item.layer, format!("{} {texts}  # {}", spelled(address), name.text), found);
        });
    }
    packs.sort_keys();
    packs.into_values().collect()
}

fn spelled(address: &Address) -> String {
    let part = match address.part {
        TranslatedPart::Title => "",
        TranslatedPart::About => " about",
        TranslatedPart::Name => " name",
    };
    format!("{} {}{part}", address.word, address.path)
}

fn quoted(text: &str) -> String {
    if text.contains('"') { format!("\"\"\"{text}\"\"\"") } else { format!("\"{text}\"") }
}
