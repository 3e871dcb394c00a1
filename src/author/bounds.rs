//! The bounds of cities that were evaluated together, written out as a pack that holds them.

use crate::Together;
use crate::model::rules::Item;
use crate::source::SourceId;
use crate::syntax::parse;
use crate::syntax::print::{Style, print_items};

/// A pack of that name that extends the rules and holds what every member has, sorted and without names. Nothing where
/// the rules look at nobody, or hold bounds already.
#[must_use]
pub fn bounds_pack(together: &Together<'_>, name: &str) -> Option<String> {
    let book = together.book;
    let held: Vec<(&Item, &[f64])> = book
        .items
        .iter()
        .filter_map(|item| Some((item, together.peers.column(item.id, None)?.numbers.as_it_came())))
        .filter(|(_, values)| !values.is_empty())
        .collect();
    if held.is_empty() || book.cohort_of(None).is_some_and(|(_, cohort)| cohort.is_frozen()) {
        return None;
    }
    let top = book.packs.iter().enumerate().filter(|(place, _)| {
        let below = u16::try_from(*place).unwrap_or(u16::MAX);
        !book.packs.iter().any(|other| other.over.contains(&below))
    });
    let bases: Vec<&str> = top.map(|(_, pack)| pack.name.as_str()).collect();
    let title = book.packs.last().map_or(name, |pack| pack.title.as_str()).replace('"', "'");
    let (cities, year) = (together.cities.len(), together.year);
    let mut text = format!(
        "pack {name} \"{title}, before the bounds of {year}\" {{\n  version \"{year}\"\n  language 1\n  extends {}\n  cohort \
         {name}\n}}\ncohort {name} \"{cities} members, {year}\" {{\n",
        bases.join(", ")
    );
    for (item, values) in held {
        let path: Vec<String> = item.name.split('.').map(|part| format!("'{part}'")).collect();
        let values: Vec<String> = values.iter().map(f64::to_string).collect();
        text += &format!("  {}: {}\n", path.join("."), values.join(", "));
    }
    text += "}\n";
    let file = parse(SourceId::default(), &text).value;
    Some(print_items(&file.items, Style::PLAIN))
}
