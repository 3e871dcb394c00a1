//! The cities of a comparison, and the packs that each is evaluated by.

use std::path::Path;

use indexmap::IndexMap;

use super::side::{Sides, in_order};
use crate::cli::exit::Failure;
use crate::cli::project::wanted;
use crate::diagnostic::Diagnostic;
use crate::layer::{Packs, Wanted};
use crate::workspace::CityTexts;

/// A city as read.
pub(super) struct Read {
    pub texts: CityTexts,
    pub wanted: Vec<Wanted>,
    pub findings: Vec<Diagnostic>,
}

/// Reads a city, behind the rules of both sides.
pub(super) fn read(sides: &mut Sides, folder: &Path) -> Result<Read, Failure> {
    let city = sides.new.city(folder)?;
    let mut packs = city.value.uses.clone();
    packs.extend(wanted(&sides.named));
    Ok(Read { texts: city.value, wanted: packs, findings: city.findings })
}

/// The packs that stand beside both sides: those of the rules folder that are in neither, and need nothing that only one
/// side has.
pub(super) fn beside(sides: &Sides) -> Packs {
    let mut rest = IndexMap::new();
    let library = sides.background.as_ref().map_or_else(|| sides.new.library(), |known| known.library());
    if !sides.same && sides.background.is_none() {
        return rest;
    }
    let both = |name: &String| sides.old_packs.contains(name) && sides.new_packs.contains(name);
    let either = |name: &String| sides.old_packs.contains(name) || sides.new_packs.contains(name);
    for name in library.packs().map(str::to_owned).collect::<Vec<_>>() {
        let needs = in_order(library, std::slice::from_ref(&name));
        if !either(&name)
            && needs.iter().all(|need| both(need) || !either(need))
            && let Some(pack) = library.pack(&name)
        {
            rest.insert(name, pack.clone());
        }
    }
    rest
}

/// What is to be said of the packs that a city uses and that are missing on a side.
pub(super) fn missing(city: &Read, sides: &Sides, rest: &Packs) -> Vec<String> {
    let mut said = Vec::new();
    for pack in &city.texts.uses {
        let (old, new) = (sides.old_packs.contains(&pack.name), sides.new_packs.contains(&pack.name));
        let where_ = match (old, new, rest.contains_key(&pack.name)) {
            (true, true, _) | (_, _, true) => continue,
            (false, true, _) => "only the new rules have it",
            (true, false, _) => "only the old rules have it",
            (false, false, _) => "left out on both sides: it is not there, or needs what only one side has",
        };
        said.push(format!("{} uses `{}`: {where_}", city.texts.city.name, pack.name));
    }
    said
}
