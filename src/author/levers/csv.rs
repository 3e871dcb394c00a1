//! Levers as CSV: one row for each lever and each group that it moves; one for what cannot move.

use super::{Aim, Levers};
use crate::author::listing::Listing;

const COLUMNS: [&str; 18] = [
    "aim",
    "figure",
    "title",
    "leaf",
    "unit",
    "now",
    "needed",
    "change_percent",
    "band_now",
    "band_then",
    "gain",
    "rollup",
    "group",
    "score_now",
    "score_then",
    "group_band_then",
    "fixed",
    "reason",
];

/// Levers as CSV.
#[must_use]
pub fn csv(levers: &Levers) -> String {
    let mut listing = Listing::new(COLUMNS);
    for lever in &levers.levers {
        let own = vec![
            aim(lever.aim).to_owned(),
            lever.figure.clone(),
            lever.title.clone(),
            lever.leaf.clone(),
            lever.unit.clone(),
            lever.now.to_string(),
            lever.needed.to_string(),
            lever.change.map_or_else(String::new, |share| (share * 100.0).to_string()),
            lever.bands[0].clone().unwrap_or_default(),
            lever.bands[1].clone().unwrap_or_default(),
            lever.gain.to_string(),
        ];
        let none = || vec![vec![String::new(); 5]];
        let groups: Vec<Vec<String>> = lever
            .groups
            .iter()
            .map(|gain| {
                vec![
                    gain.rollup.clone(),
                    gain.name.clone(),
                    gain.before.to_string(),
                    gain.after.to_string(),
                    gain.band.clone().unwrap_or_default(),
                ]
            })
            .collect();
        for group in if groups.is_empty() { none() } else { groups } {
            listing.rows.push(own.iter().cloned().chain(group).chain([String::new(), String::new()]).collect());
        }
    }
    for fixed in &levers.fixed {
        let mut row = vec!["none".to_owned(), String::new(), fixed.title.clone(), fixed.name.clone()];
        row.resize(COLUMNS.len() - 2, String::new());
        row.push(fixed.kind.clone());
        row.push(fixed.why.clone());
        listing.rows.push(row);
    }
    listing.to_csv()
}

/// The word of an aim.
pub(super) fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Band => "band",
        Aim::Target => "target",
        Aim::Percent => "percent",
    }
}
