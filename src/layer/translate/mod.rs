//! Translations, worked into the joined packs: every text that has one in the wanted language is replaced, so that
//! whatever is made of the rules later speaks that language.

mod entries;
mod holes;
mod missing;
mod verify;
mod walk;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use self::entries::{Entries, gather, key};
pub use self::missing::{Untranslated, untranslated};
use self::walk::{each_text, each_text_mut, each_word};
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
        if self.texts.is_empty() {
            original
        } else {
            self.texts.get(key(original).as_ref()).map_or(original, String::as_str)
        }
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
    let aside = SetAside::of(joined);
    joined.translated.language = wanted.cloned().unwrap_or_default();
    if aside.is_empty() || wanted.is_some_and(Language::is_original) {
        return Vec::new();
    }
    let findings = aside.verify(joined, packs);
    let Some(wanted) = wanted else { return findings };
    let mut items: Vec<Item> = joined.items.iter().map(|item| Item::clone(item)).collect();
    joined.translated = apply(&mut items, wanted, &aside.gather(&mut Vec::new()));
    joined.items = items.into_iter().map(Arc::new).collect();
    findings
}

/// Translations that were taken out of joined packs and that nobody asked for. Nothing that is made of the rules depends
/// on them: they can be looked through while it is made.
#[derive(Debug)]
pub struct SetAside(Vec<Arc<Item>>);

impl SetAside {
    /// Takes the translations out of joined packs.
    #[must_use]
    pub fn of(joined: &mut Joined) -> Self {
        Self(joined.items.extract_if(.., |item| item.kind == ItemKind::Translate).collect())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Slips in the translations, and what they speak of that is not there; `packs` are those that were joined.
    #[must_use]
    pub fn verify<'p>(&self, joined: &Joined, packs: impl Iterator<Item = &'p PackFiles> + Clone) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let languages = self.gather(&mut findings);
        let written = OnceCell::new();
        let elsewhere = |text: &str| written.get_or_init(|| written_in(packs.clone())).contains(text);
        verify::verify(joined.items.iter().map(Arc::as_ref), &languages, &elsewhere, &mut findings);
        findings
    }

    fn gather(&self, findings: &mut Vec<Diagnostic>) -> IndexMap<Language, Entries<'_>> {
        gather(self.0.iter().map(Arc::as_ref), findings)
    }
}

/// The same as [`translate`] for items that belong to no pack, as those of a city; `elsewhere` knows texts that stand in
/// no item.
pub fn translate_items(
    items: &mut Vec<Item>,
    wanted: Option<&Language>,
    elsewhere: &dyn Fn(&str) -> bool,
) -> Checked<Translated> {
    let mut findings = Vec::new();
    let original = Translated { language: wanted.cloned().unwrap_or_default(), ..Translated::default() };
    let aside: Vec<Item> = items.extract_if(.., |item| item.kind == ItemKind::Translate).collect();
    if aside.is_empty() {
        return Checked { value: original, findings };
    }
    let languages = gather(&aside, &mut findings);
    verify::verify(items.iter(), &languages, elsewhere, &mut findings);
    let value = wanted.map_or(original, |wanted| apply(items, wanted, &languages));
    Checked { value, findings }
}

/// All texts that stand in some packs, as they are looked up.
fn written_in<'p>(packs: impl Iterator<Item = &'p PackFiles>) -> IndexSet<Cow<'p, str>> {
    let mut texts = IndexSet::new();
    each_text(packs.flat_map(PackFiles::items), &mut |_, text| {
        texts.insert(key(&text.text));
    });
    texts
}

/// Puts translations in the place of texts.
fn apply(items: &mut [Item], wanted: &Language, languages: &IndexMap<Language, Entries<'_>>) -> Translated {
    let chain: Vec<&Entries<'_>> = wanted.chain().iter().filter_map(|language| languages.get(language)).collect();
    let mut spoken = IndexSet::new();
    each_text_mut(&mut *items, &mut |spot, text| {
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

fn texts(chain: &[&Entries<'_>]) -> IndexMap<String, String> {
    let mut texts = IndexMap::new();
    for original in chain.iter().flat_map(|entries| entries.by_text.keys()) {
        let found = chain.iter().find_map(|entries| entries.of_text(original));
        if let Some(text) = found.and_then(|entry| entry.texts.first()) {
            texts.entry(original.clone().into_owned()).or_insert_with(|| text.text.clone());
        }
    }
    texts
}

fn words(items: &[Item], chain: &[&Entries<'_>]) -> Translated {
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
