//! What a supposition does as CSV: one row for each result that moves.

use super::WhatIf;
use crate::author::change::effect::Of;
use crate::author::listing::Listing;

const COLUMNS: [&str; 8] = ["kind", "name", "title", "part", "was", "is", "was_number", "is_number"];

/// What moves, as CSV.
#[must_use]
pub fn csv(found: &WhatIf) -> String {
    let mut listing = Listing::new(COLUMNS);
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    for moved in &found.moved {
        let kind = match moved.kind {
            Of::Item => "item",
            Of::Group => "group",
            Of::Recommendation => "recommendation",
            Of::Check => "check",
        };
        listing.rows.extend(moved.parts.iter().map(|part| {
            vec![
                kind.to_owned(),
                moved.name.clone(),
                moved.title.clone(),
                part.part.to_owned(),
                part.was.clone().unwrap_or_default(),
                part.is.clone().unwrap_or_default(),
                number(part.was_number),
                number(part.is_number),
            ]
        }));
    }
    listing.to_csv()
}
