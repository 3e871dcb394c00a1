//! Where rules are looked for when nobody says where.

use std::path::{Path, PathBuf};

/// The folder `rules` in the current folder; else the nearest one above the city's folder.
#[must_use]
pub fn default_rules(city: Option<&Path>) -> Option<PathBuf> {
    let here = PathBuf::from("rules");
    if here.is_dir() {
        return Some(here);
    }
    let city = city?.canonicalize().ok()?;
    city.ancestors().map(|folder| folder.join("rules")).find(|rules| rules.is_dir())
}
