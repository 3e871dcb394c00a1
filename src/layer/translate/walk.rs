//! All texts of items that people read, each with the name by which a translation speaks of it.

use crate::syntax::tree::{
    Clause, ClauseKind, Item, ItemKind, ModifierParts, Modifiers, Name, Script, ScriptText, Text, TextWord,
    TranslatedPart, UnitSpec,
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

/// Visits every word that people read: counted units, the answers of a choice, and the names of bands.
pub(super) fn each_word<'i>(items: impl IntoIterator<Item = &'i Item>, visit: &mut dyn FnMut(&Address, &Name)) {
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

/// The full names of an entry of an item.
fn entry(word: &'static str, paths: &[String], name: &Name, layer: u16) -> Spot {
    let names =
        paths.iter().map(|path| Address { word, path: format!("{path}.{}", name.text), part: TranslatedPart::Title });
    Spot { names: names.collect(), layer }
}

fn spot<'p>(word: &'static str, paths: impl Iterator<Item = &'p String>, part: TranslatedPart, layer: u16) -> Spot {
    Spot { names: paths.map(|path| Address { word, path: path.clone(), part }).collect(), layer }
}

fn nameless(layer: u16) -> Spot {
    Spot { names: Vec::new(), layer }
}

/// Whether people read texts in an item of that kind, beside those that are translations themselves.
fn is_read(kind: &ItemKind) -> bool {
    !matches!(kind, ItemKind::Test | ItemKind::Robustness | ItemKind::Translate)
}

/// The same walk twice: over texts that are looked at, which copies nothing, and over texts that are replaced.
macro_rules! walk {
    ($each:ident, $item:ident, $clause:ident, $modifiers:ident, $script:ident, ($($change:tt)?), $doc:literal) => {
        #[doc = $doc]
        pub(super) fn $each<'i>(
            items: impl IntoIterator<Item = &'i $($change)? Item>,
            visit: &mut dyn FnMut(&Spot, &'i $($change)? Text),
        ) {
            items.into_iter().filter(|item| is_read(&item.kind)).for_each(|item| $item(item, &[], visit));
        }

        fn $item<'i>(
            item: &'i $($change)? Item,
            outer: &[String],
            visit: &mut dyn FnMut(&Spot, &'i $($change)? Text),
        ) {
            let paths = paths(item, outer);
            let word = if item.kind == ItemKind::Points { "point" } else { item.kind.word() };
            let word = if word == "bands" { "band" } else { word };
            let layer = item.layer;
            let several = item.names.len() > 1;
            for titled in & $($change)? item.names {
                let Some(title) = & $($change)? titled.title else { continue };
                let own = &titled.name.text;
                let mine = paths.iter().filter(|path| !several || path.rsplit('.').next() == Some(own));
                visit(&spot(word, mine, TranslatedPart::Title, layer), title);
            }
            $modifiers(& $($change)? item.modifiers, layer, visit);
            if let Some(Script { text: Some(ScriptText { texts, .. }), .. }) = item.kind.$script() {
                texts.into_iter().for_each(|text| visit(&nameless(layer), text));
            }
            for clause in & $($change)? item.clauses {
                $clause(clause, (word, &paths), visit);
            }
        }

        fn $clause<'i>(
            clause: &'i $($change)? Clause,
            (word, paths): (&'static str, &[String]),
            visit: &mut dyn FnMut(&Spot, &'i $($change)? Text),
        ) {
            let layer = clause.layer;
            match & $($change)? clause.kind {
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
                ClauseKind::Action { name, text } => visit(&entry("action", paths, name, layer), text),
                ClauseKind::Band { name, title: Some(title), .. } => visit(&entry("band", paths, name, layer), title),
                ClauseKind::FacetValue { name, title: Some(title), .. } => {
                    visit(&entry("facet", paths, name, layer), title)
                }
                ClauseKind::Item(inner) => $item(inner, paths, visit),
                _ => {}
            }
            $modifiers(& $($change)? clause.modifiers, layer, visit);
        }

        fn $modifiers<'i>(
            modifiers: &'i $($change)? Modifiers,
            layer: u16,
            visit: &mut dyn FnMut(&Spot, &'i $($change)? Text),
        ) {
            // What is shared is copied where it is replaced: not where there is nothing.
            if modifiers.source.is_none() && modifiers.because.is_none() {
                return;
            }
            let ModifierParts { source, because, .. } = & $($change)? **modifiers;
            for text in [source, because].into_iter().flatten() {
                visit(&nameless(layer), text);
            }
        }
    };
}

walk!(each_text, in_item, in_clause, in_modifiers, script, (), "Visits every text that people read.");
walk!(each_text_mut, in_item_mut, in_clause_mut, in_modifiers_mut, script_mut, (mut), "The same, to replace it.");
