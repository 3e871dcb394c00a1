//! Translations, worked into the joined packs: every text that has one in the wanted language is replaced, so that
//! whatever is made of the rules later speaks that language.

mod entries;
mod holes;
mod missing;
mod verify;
mod walk;

use std::cell::OnceCell;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use self::entries::{Entries, gather, key};
pub use self::missing::{Untranslated, untranslated};
use self::walk::{each_text, each_word};
use super::{Joined, PackFiles};
use crate::diagnostic::{Checked, Diagnostic};
use crate::syntax::tree::{Item, ItemKind, Text, TranslatedPart};
use crate::value::Language;

/// What the rules say in the wanted language beside their texts.
#[derive(Debug, Clone, Default)]
pub struct Translated {
    /// The wanted language.
    pub language: Language,
    /// Words of units: singular and plural by the unit's own singular.
    pub units: IndexMap<String, (String, String)>,
    /// Words of answers and of bands, by their full names: `terrain.hilly`, `performance.strong`.
    pub words: IndexMap<String, String>,
    /// Texts by what they say, for those that stand outside of rules.
    pub texts: IndexMap<String, String>,
    /// Sources and titles of resources that are in the language now; what is not among them is cited as it was.
    pub spoken: IndexSet<String>,
}

impl Translated {
    /// A text in the wanted language; the text itself where it has no translation.
    #[must_use]
    pub fn text<'t>(&'t self, original: &'t str) -> &'t str {
        if self.texts.is_empty() { original } else { self.texts.get(&key(original)).map_or(original, String::as_str) }
    }
}

/// Looks through the translations of the joined packs, takes them out, and puts them in the place of the texts that
/// they translate. Without a wanted language they are only looked through; where the language of the rules themselves is
/// wanted, they are passed over.
///
/// A text may stand in a pack and in no joined item, as the reason of an amendment whose clauses all give their own.
pub fn translate<'p>(
    joined: &mut Joined,
    wanted: Option<&Language>,
    packs: impl Iterator<Item = &'p PackFiles> + Clone,
) -> Vec<Diagnostic> {
    let written: OnceCell<IndexSet<String>> = OnceCell::new();
    let elsewhere = |text: &str| written.get_or_init(|| written_in(packs.clone())).contains(text);
    if !joined.items.iter().any(|item| item.kind == ItemKind::Translate) {
        joined.translated.language = wanted.cloned().unwrap_or_default();
        return Vec::new();
    }
    if let Some(original) = wanted.filter(|wanted| wanted.is_original()) {
        joined.items.retain(|item| item.kind != ItemKind::Translate);
        joined.translated.language = original.clone();
        return Vec::new();
    }
    let mut items = own(&joined.items);
    let translated = translate_items(&mut items, wanted, &elsewhere);
    joined.items = items.into_iter().map(Arc::new).collect();
    joined.translated = translated.value;
    translated.findings
}

/// Items that can be changed: packs share theirs.
fn own(items: &[Arc<Item>]) -> Vec<Item> {
    items.iter().map(|item| Item::clone(item)).collect()
}

/// The same for items that belong to no pack, as those of a city; `elsewhere` knows texts that stand in no item.
pub fn translate_items(
    items: &mut Vec<Item>,
    wanted: Option<&Language>,
    elsewhere: &dyn Fn(&str) -> bool,
) -> Checked<Translated> {
    let mut findings = Vec::new();
    let original = Translated { language: wanted.cloned().unwrap_or_default(), ..Translated::default() };
    if !items.iter().any(|item| item.kind == ItemKind::Translate) {
        return Checked { value: original, findings };
    }
    let languages = gather(items, &mut findings);
    items.retain(|item| item.kind != ItemKind::Translate);
    verify::verify(items, &languages, elsewhere, &mut findings);
    let value = wanted.map_or(original, |wanted| apply(items, wanted, &languages));
    Checked { value, findings }
}

fn written_in<'p>(packs: impl Iterator<Item = &'p PackFiles>) -> IndexSet<String> {
    let mut texts = IndexSet::new();
    for file in packs.flat_map(|pack| &pack.files) {
        each_text(&mut file.items.clone(), &mut |_, text| {
            texts.insert(key(&text.text));
        });
    }
    texts
}

/// Puts translations in the place of texts.
fn apply(items: &mut [Item], wanted: &Language, languages: &IndexMap<Language, Entries>) -> Translated {
    let chain: Vec<&Entries> = wanted.chain().iter().filter_map(|language| languages.get(language)).collect();
    let mut spoken = IndexSet::new();
    each_text(items, &mut |spot, text| {
        let found = chain
            .iter()
            .find_map(|entries| entries.of_name(&spot.names, spot.layer).or_else(|| entries.of_text(&text.text)));
        if let Some(translation) = found.and_then(|entry| entry.texts.first()) {
            if key(&translation.text) != key(&text.text) && spot.is_cited() {
                spoken.insert(translation.text.clone());
            }
            *text = Text { span: text.span, ..translation.clone() };
        }
    });
    Translated { language: wanted.clone(), texts: texts(&chain), spoken, ..words(items, &chain) }
}

fn texts(chain: &[&Entries]) -> IndexMap<String, String> {
    let mut texts = IndexMap::new();
    for original in chain.iter().flat_map(|entries| entries.by_text.keys()) {
        let found = chain.iter().find_map(|entries| entries.of_text(original));
        if let Some(text) = found.and_then(|entry| entry.texts.first()) {
            texts.entry(original.clone()).or_insert_with(|| text.text.clone());
        }
    }
    texts
}

fn words(items: &[Item], chain: &[&Entries]) -> Translated {
    let mut words = Translated::default();
    each_word(items, &mut |address, name| {
        let found = chain.iter().find_map(|entries| entries.of_name(std::slice::from_ref(address), 0));
        let Some(entry) = found else { return };
        let mut texts = entry.texts.iter().map(|text| text.text.clone());
        let Some(first) = texts.next() else { return };
        match (address.word, address.part) {
            ("unit", TranslatedPart::Title) => {
                words.units.insert(name.text.clone(), (first.clone(), texts.next().unwrap_or(first)));
            }
            _ => {
                words.words.insert(address.path.clone(), first);
            }
        }
    });
    words
}
