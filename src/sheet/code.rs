//! Codes of the method where rules name a KPI: `EC: ICT: ICT: 1C` becomes the name of the KPI that has it.

use indexmap::IndexMap;

use super::cell::is_name;
use crate::syntax::tree::{ClauseKind, File, Item, ItemKind, TextWord};

/// Whether some files name a KPI by its code.
#[must_use]
pub fn has_codes(files: &[File]) -> bool {
    items(files).any(is_coded)
}

/// The items of one pack with codes replaced by the names of the KPIs of all packs.
///
/// A code that several KPIs have, or none, is left as it is: that it names nothing is said where packs are joined.
#[must_use]
pub fn resolve_codes<'p>(files: &'p [File], all: impl Iterator<Item = &'p [File]>) -> Vec<File> {
    let known = known(all);
    let mut files = files.to_vec();
    for item in files.iter_mut().flat_map(|file| &mut file.items).filter(|item| is_coded(item)) {
        if let Some(titled) = item.names.first_mut()
            && let Some(Some(name)) = known.get(&level(&titled.name.text))
        {
            (*name).clone_into(&mut titled.name.text);
        }
    }
    files
}

fn items(files: &[File]) -> impl Iterator<Item = &Item> {
    files.iter().flat_map(|file| &file.items)
}

/// Whether an amendment of a KPI names it by something that is no name.
fn is_coded(item: &Item) -> bool {
    let name = item.names.first().map_or("", |titled| titled.name.text.as_str());
    item.amend && item.kind == ItemKind::Kpi && !is_name(name)
}

/// The names of KPIs by their codes; nothing for a code that several have.
fn known<'p>(all: impl Iterator<Item = &'p [File]>) -> IndexMap<String, Option<&'p str>> {
    let mut known: IndexMap<String, Option<&'p str>> = IndexMap::new();
    let kpis = all.flat_map(items).filter(|item| !item.amend && item.kind == ItemKind::Kpi);
    for item in kpis {
        let Some(name) = item.names.first().map(|titled| titled.name.text.as_str()) else { continue };
        if !is_name(name) {
            known.insert(level(name), Some(name));
        }
        for clause in &item.clauses {
            if let ClauseKind::Text { word: TextWord::Code, text } = &clause.kind {
                let twice = known.get(&level(&text.text)).is_some_and(|other| *other != Some(name));
                known.insert(level(&text.text), (!twice).then_some(name));
            }
        }
    }
    known
}

/// A code without its blanks, in small letters.
fn level(code: &str) -> String {
    code.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect()
}
