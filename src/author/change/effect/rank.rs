//! Ranks of cities among each other, by the score of each group, before and after.

use indexmap::IndexMap;

use super::{CityEffect, Moved, Of};
use crate::author::change::words::{self, ARROW};
use crate::author::compare::ranks;
use crate::author::explain::Lines;

/// The scores of a city's groups by all rules that were tried.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct GroupScores {
    /// By the old rules: name and score.
    pub old: IndexMap<String, f64>,
    /// By the new rules.
    pub new: IndexMap<String, f64>,
    /// By each change alone: its place, and the groups that differ.
    pub alone: IndexMap<usize, IndexMap<String, Option<f64>>>,
}

/// The rank of a city that moved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RankMoved {
    /// The group: `dimension: society`.
    pub group: String,
    /// Its title.
    pub title: String,
    /// The city.
    pub city: String,
    /// Its rank before; nothing where it had no score.
    pub old: Option<u32>,
    /// Its rank after.
    pub new: Option<u32>,
    /// How many cities were ranked before.
    pub old_of: usize,
    /// How many are ranked now.
    pub new_of: usize,
    /// The numbers of the changes that each move it alone.
    pub causes: Vec<usize>,
    /// Where no change moves it alone: those that move the scores that it rests on.
    pub together: Vec<usize>,
}

/// The ranks that moved. One city has no rank.
#[must_use]
pub fn ranks_moved(cities: &[CityEffect]) -> Vec<RankMoved> {
    let mut groups: IndexMap<&str, &str> = IndexMap::new();
    for city in cities {
        for moved in city.moved.iter().filter(|moved| moved.of == Of::Group) {
            groups.entry(&moved.name).or_insert(&moved.title);
        }
    }
    let mut all = Vec::new();
    if cities.len() > 1 {
        groups.into_iter().for_each(|(group, title)| of_group(cities, group, title, &mut all));
    }
    all
}

fn of_group(cities: &[CityEffect], group: &str, title: &str, all: &mut Vec<RankMoved>) {
    let scores = |of: &dyn Fn(&CityEffect) -> Option<f64>| -> Vec<Option<f64>> { cities.iter().map(of).collect() };
    let old = scores(&|city| city.scores.old.get(group).copied());
    let new = scores(&|city| city.scores.new.get(group).copied());
    let (before, after) = (ranks(&old), ranks(&new));
    let involved = involved(cities, group);
    for (at, city) in cities.iter().enumerate() {
        let (was, is) = (before.get(at).copied().flatten(), after.get(at).copied().flatten());
        if was == is {
            continue;
        }
        let moves = |change: &usize| {
            let place = change - 1;
            let with = scores(&|city| match city.scores.alone.get(&place).and_then(|groups| groups.get(group)) {
                Some(score) => *score,
                None => city.scores.old.get(group).copied(),
            });
            ranks(&with).get(at).copied().flatten() != was
        };
        let causes: Vec<usize> = involved.iter().copied().filter(moves).collect();
        all.push(RankMoved {
            group: group.to_owned(),
            title: title.to_owned(),
            city: if city.title.is_empty() { city.name.clone() } else { city.title.clone() },
            old: was,
            new: is,
            old_of: old.iter().flatten().count(),
            new_of: new.iter().flatten().count(),
            together: if causes.is_empty() { involved.clone() } else { Vec::new() },
            causes,
        });
    }
}

/// All changes that move the score of a group in some city.
fn involved(cities: &[CityEffect], group: &str) -> Vec<usize> {
    let of_group = |moved: &&Moved| moved.of == Of::Group && moved.name == group;
    let parts = cities.iter().flat_map(|city| city.moved.iter().filter(of_group)).flat_map(|moved| &moved.parts);
    let scores = parts.filter(|part| part.part == "score");
    let mut all: Vec<usize> = scores.flat_map(|part| part.causes.iter().chain(&part.together)).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The ranks that moved, in lines of a width.
#[must_use]
pub fn ranks_text(ranks: &[RankMoved], width: usize) -> String {
    let mut lines = Lines::new(width);
    let mut group = "";
    for moved in ranks {
        if group.is_empty() {
            lines.section(words::RANKS);
        }
        if group != moved.group {
            lines.head(&format!("{} ({})", moved.title, moved.group));
            group = &moved.group;
        }
        let (old, new) = shown(moved);
        lines.field(&format!("  {}", moved.city), &format!("{old} {ARROW} {new}  {}", causes(moved)));
    }
    lines.finish()
}

/// `2 of 7`
pub(in crate::author::change) fn shown(moved: &RankMoved) -> (String, String) {
    let rank = |rank: Option<u32>, of: usize| match rank {
        Some(rank) => format!("{rank} {} {of}", words::OF),
        None => words::NONE.to_owned(),
    };
    (rank(moved.old, moved.old_of), rank(moved.new, moved.new_of))
}

pub(in crate::author::change) fn causes(moved: &RankMoved) -> String {
    super::text::told(&moved.causes, &moved.together)
}
