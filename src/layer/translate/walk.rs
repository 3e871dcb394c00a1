//! All texts of items that people read, each with the name by which a translation speaks of it.

use crate::syntax::tree::{
    Clause, ClauseKind, Item, ItemKind, Modifiers, Name, Text, TextWord, TranslatedPart, UnitSpec,
};

/// What a translation speaks of: `kpi water_supply_loss`, `action renew_networks.renew`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Address {
    /// The word before the name.
    pub word: &'static str,
    /// The name.
    pub path: String,
    /// Which text of it.
    pub part: TranslatedPart,
}

/// Where a text stands.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// The names by which it can be translated; none for texts that go by what they say.
    pub names: Vec<Address>,
    /// Rank of the pack that wrote it.
    pub layer: u16,
}

impl Spot {
    /// Whether what stands here is cited where it has no translation: a source, a reason, the title of a resource.
    pub fn is_cited(&self) -> bool {
        self.names.iter().all(|name| name.word == "resource")
    }
}

/// Visits every text that people read.
pub(super) fn each_text(items: &mut [Item], visit: &mut dyn FnMut(&Spot, &mut Text)) {
    for item in items
        .iter_mut()
        .filter(|item| !matches!(item.kind, ItemKind::Test | ItemKind::Robustness | ItemKind::Translate))
    {
        in_item(item, &[], visit);
    }
}

/// Visits every word that people read: counted units, the answers of a choice, and the names of bands.
pub(super) fn each_word(items: &[Item], visit: &mut dyn FnMut(&Address, &Name)) {
    for item in items {
        match &item.kind {
            ItemKind::Unit { .. } => {
                if let Some(unit) = item.names.first() {
                    visit(
                        &Address { word: "unit", path: unit.name.text.clone(), part: TranslatedPart::Title },
                        &unit.name,
                    );
                }
            }
            ItemKind::Input | ItemKind::Kpi | ItemKind::Parameter | ItemKind::Bands { .. } => {
                in_words(item, &[], visit)
            }
            _ => {}
        }
    }
}

fn in_words(item: &Item, outer: &[String], visit: &mut dyn FnMut(&Address, &Name)) {
    let paths = paths(item, outer);
    for clause in &item.clauses {
        match &clause.kind {
            ClauseKind::Unit(UnitSpec::OneOf(words, _)) => {
                let of_item = if item.kind == ItemKind::Points { "point" } else { item.kind.word() };
                for (path, word) in paths.iter().flat_map(|path| words.iter().map(move |word| (path, word))) {
                    let path = format!("{path}.{}", word.text);
                    visit(&Address { word: of_item, path, part: TranslatedPart::Title }, word);
                }
            }
            ClauseKind::Band { name, .. } => {
                for path in &paths {
                    let path = format!("{path}.{}", name.text);
                    visit(&Address { word: "band", path, part: TranslatedPart::Name }, name);
                }
            }
            ClauseKind::Item(inner) => in_words(inner, &paths, visit),
            _ => {}
        }
    }
}

/// The full names of an item; an input inside a KPI goes by its own name too.
fn paths(item: &Item, outer: &[String]) -> Vec<String> {
    let own = item.names.iter().map(|titled| titled.name.text.as_str());
    if outer.is_empty() || item.names.is_empty() {
        return if item.names.is_empty() { outer.to_vec() } else { own.map(str::to_owned).collect() };
    }
    let full = |name: &str| outer.iter().map(|outer| format!("{outer}.{name}")).collect::<Vec<_>>();
    let inside_kpi = item.kind == ItemKind::Input && outer.iter().all(|outer| !outer.contains('.'));
    own.flat_map(|name| inside_kpi.then(|| name.to_owned()).into_iter().chain(full(name))).collect()
}

fn in_item(item: &mut Item, outer: &[String], visit: &mut dyn FnMut(&Spot, &mut Text)) {
    let paths = paths(item, outer);
    let word = if item.kind == ItemKind::Points { "point" } else { item.kind.word() };
    let word = if word == "bands" { "band" } else { word };
    let layer = item.layer;
    let several = item.names.len() > 1;
    for titled in &mut item.names {
        let Some(title) = &mut titled.title else { continue };
        let own = &titled.name.text;
        let mine = paths.iter().filter(|path| !several || path.rsplit('.').next() == Some(own));
        visit(&spot(word, mine, TranslatedPart::Title, layer), title);
    }
    in_modifiers(&mut item.modifiers, layer, visit);
    let script = item.kind.script_mut().and_then(|script| script.text.as_mut());
    script.into_iter().flat_map(|text| &mut text.texts).for_each(|text| visit(&nameless(layer), text));
    for clause in &mut item.clauses {
        in_clause(clause, (word, &paths), visit);
    }
}

fn spot<'p>(word: &'static str, paths: impl Iterator<Item = &'p String>, part: TranslatedPart, layer: u16) -> Spot {
    Spot { names: paths.map(|path| Address { word, path: path.clone(), part }).collect(), layer }
}

fn in_clause(clause: &mut Clause, (word, paths): (&'static str, &[String]), visit: &mut dyn FnMut(&Spot, &mut Text)) {
    let layer = clause.layer;
    let entry = |word: &'static str, name: &Name| {
        let names = paths.iter().map(|path| Address {
            word,
            path: format!("{path}.{}", name.text),
            part: TranslatedPart::Title,
        });
        Spot { names: names.collect(), layer }
    };
    match &mut clause.kind {
        ClauseKind::Text { word: TextWord::Title, text } => {
            visit(&spot(word, paths.iter(), TranslatedPart::Title, layer), text)
        }
        ClauseKind::Text { word: TextWord::About, text } => {
            visit(&spot(word, paths.iter(), TranslatedPart::About, layer), text)
        }
        ClauseKind::Text { word: TextWord::Because | TextWord::Note | TextWord::Source, text } => {
            visit(&nameless(layer), text);
        }
        ClauseKind::Require { text: Some(text), .. } => visit(&nameless(layer), text),
        ClauseKind::Action { name, text } => visit(&entry("action", name), text),
        ClauseKind::Band { name, title: Some(title), .. } => visit(&entry("band", name), title),
        ClauseKind::FacetValue { name, title: Some(title), .. } => visit(&entry("facet", name), title),
        ClauseKind::Item(inner) => in_item(inner, paths, visit),
        _ => {}
    }
    in_modifiers(&mut clause.modifiers, layer, visit);
}

fn nameless(layer: u16) -> Spot {
    Spot { names: Vec::new(), layer }
}

fn in_modifiers(modifiers: &mut Modifiers, layer: u16, visit: &mut dyn FnMut(&Spot, &mut Text)) {
    if modifiers.source.is_none() && modifiers.because.is_none() {
        return;
    }
    let parts = &mut **modifiers;
    for text in [&mut parts.source, &mut parts.because].into_iter().flatten() {
        visit(&nameless(layer), text);
    }
}
