//! What a pack says of itself: what it extends, where it applies, which regions it names.

use std::sync::{Arc, OnceLock};

use super::join::Base;
use super::kept::Kept;
use super::order::Layer;
use crate::source::Span;
use crate::syntax::tree::{ClauseKind, File, Item, ItemKind, Modifiers, Name, NamesWord};
use crate::value::Date;

/// The parsed files of one pack.
#[derive(Debug, Default)]
pub struct PackFiles {
    /// Its files, in the order of their names.
    pub files: Vec<File>,
    /// What its head says.
    pub facts: PackFacts,
    /// Its items, stamped with the places that it had in rule books so far.
    pub(super) stamped: Kept<u16, Vec<Arc<Item>>>,
    /// Itself with the names of KPIs in place of their codes, by the packs that it last stood among.
    named: Kept<(), PackFiles>,
    /// The packs that hold everywhere, joined, where it is the first of them.
    pub(super) base: Kept<(Vec<Layer>, Option<Date>), Base>,
    /// Whether it names KPIs by their codes.
    coded: OnceLock<bool>,
    /// Whether it declares KPIs, which have codes.
    declares: OnceLock<bool>,
}

/// What the head of a pack says.
#[derive(Debug, Clone, Default)]
pub struct PackFacts {
    /// Its name; nothing where no file has a `pack` item.
    pub name: Option<Name>,
    /// Its title.
    pub title: String,
    /// The packs that it extends.
    pub extends: Vec<Name>,
    /// Where it applies; nothing means everywhere.
    pub applies: Vec<Applies>,
    /// The regions that it declares.
    pub regions: Vec<Region>,
    /// What is written behind its title: `from` and `until` hold for the whole pack.
    pub modifiers: Modifiers,
}

/// `applies to ATTRIBUTE VALUE, …`
#[derive(Debug, Clone)]
pub struct Applies {
    /// The attribute.
    pub attribute: Name,
    /// Any of these values.
    pub values: Vec<Name>,
    /// Where it stands.
    pub span: Span,
}

impl Applies {
    /// In words: `country NO`.
    #[must_use]
    pub fn words(&self) -> String {
        let values: Vec<&str> = self.values.iter().map(|value| value.text.as_str()).collect();
        format!("{} {}", self.attribute.text, values.join(", "))
    }
}

/// `region NAME { country: DK, NO }`
#[derive(Debug, Clone)]
pub struct Region {
    /// Its name.
    pub name: Name,
    /// Attributes, each with the values that lie in the region.
    pub lists: Vec<(Name, Vec<Name>)>,
}

impl PackFiles {
    /// A pack of some files.
    #[must_use]
    pub fn new(files: Vec<File>) -> Self {
        let facts = PackFacts::of(&files);
        Self { files, facts, ..Self::default() }
    }

    /// The pack as it stands among some packs; made by `make` where it is not known yet. Rule books share it, and with it
    /// its stamped items.
    pub fn among(&self, packs: &[Arc<Self>], make: impl FnOnce() -> Self) -> Arc<Self> {
        self.named.get(packs, (), make)
    }

    /// Whether it names KPIs by their codes, as `look` finds in its files.
    pub fn is_coded(&self, look: impl FnOnce(&[File]) -> bool) -> bool {
        *self.coded.get_or_init(|| look(&self.files))
    }

    /// Whether it declares KPIs.
    #[must_use]
    pub fn declares_kpis(&self) -> bool {
        *self.declares.get_or_init(|| self.items().any(|item| item.kind == ItemKind::Kpi && !item.amend))
    }

    /// The item that opens it.
    #[must_use]
    pub fn head(&self) -> Option<&Item> {
        self.items().find(|item| item.kind == ItemKind::Pack)
    }

    /// Its items, file by file.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.files.iter().flat_map(|file| &file.items)
    }
}

impl PackFacts {
    /// What the `pack` and `region` items of some files say.
    #[must_use]
    pub fn of(files: &[File]) -> Self {
        let items = || files.iter().flat_map(|file| &file.items);
        let mut facts = Self::default();
        for item in items().filter(|item| item.kind == ItemKind::Region) {
            facts.regions.extend(region(item));
        }
        let Some(head) = items().find(|item| item.kind == ItemKind::Pack) else { return facts };
        facts.name = head.names.first().map(|titled| titled.name.clone());
        let title = head.names.first().and_then(|titled| titled.title.as_ref());
        facts.title = title.map_or_else(String::new, |title| title.text.clone());
        facts.modifiers = head.modifiers.clone();
        for clause in &head.clauses {
            match &clause.kind {
                ClauseKind::Names { word: NamesWord::Extends, names } => facts.extends.extend(names.iter().cloned()),
                ClauseKind::Applies { attribute, values } => facts.applies.push(Applies {
                    attribute: attribute.clone(),
                    values: values.clone(),
                    span: clause.span,
                }),
                _ => {}
            }
        }
        facts
    }

    /// Where it applies, in words; empty where it applies everywhere.
    #[must_use]
    pub fn applies_words(&self) -> String {
        self.applies.iter().map(Applies::words).collect::<Vec<_>>().join("; ")
    }
}

fn region(item: &Item) -> Option<Region> {
    let name = item.names.first()?.name.clone();
    let lists = item.clauses.iter().filter_map(|clause| match &clause.kind {
        ClauseKind::Facet { facet, values } => Some((facet.clone(), values.clone())),
        _ => None,
    });
    Some(Region { name, lists: lists.collect() })
}
