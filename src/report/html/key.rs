//! Key figures, and the legend of the wheel in words.

use serde::Serialize;

use super::Chip;
use crate::model::rules::ItemKind;
use crate::report::facts::{Facts, State};
use crate::report::tree::{Group, tree};
use crate::report::view::View;
use crate::report::wheel::{Paint, entries};

/// Key figures.
#[derive(Debug, Serialize)]
pub(super) struct Key {
    /// How much there is, in a sentence.
    pub sentence: String,
    /// The widest groups.
    pub cards: Vec<Card>,
    /// Roll-ups that the wheel does not show.
    pub rollups: Vec<Rollup>,
}

/// A group at a glance.
#[derive(Debug, Serialize)]
pub(super) struct Card {
    title: String,
    score: String,
    chip: Chip,
    points: String,
    covered: String,
}

/// A roll-up as a table.
#[derive(Debug, Serialize)]
pub(super) struct Rollup {
    caption: String,
    title: String,
    rows: Vec<Card>,
}

/// A line of the legend.
#[derive(Debug, Serialize)]
pub(super) struct LegendEntry {
    chip: Chip,
    words: String,
    sign: String,
    count: usize,
}

/// The key figures of a view.
pub(super) fn key(view: View<'_>) -> Key {
    let root = tree(view);
    let branches = root.branches.iter().chain(root.group.is_some().then_some(&root));
    Key {
        sentence: sentence(view),
        cards: branches.filter_map(|branch| Some(card(view, &branch.title, branch.group?))).collect(),
        rollups: other_rollups(view),
    }
}

fn sentence(view: View<'_>) -> String {
    let facts: Vec<Facts<'_>> = view.leaves().filter_map(|item| view.facts(item)).collect();
    let kpis = view.items().filter(|item| item.kind == ItemKind::Kpi).count();
    let of_kpis = view.items().filter(|item| item.kind == ItemKind::Point).count();
    let reported = facts.iter().filter(|each| each.value.is_some()).count();
    let scored = facts.iter().filter(|each| matches!(each.state, State::Band(_))).count();
    let counts = view.voice().say(
        "counts",
        &[
            ("kpis", kpis.into()),
            ("points", of_kpis.into()),
            ("leaves", facts.len().into()),
            ("reported", reported.into()),
            ("scored", scored.into()),
        ],
    );
    format!("{counts}.")
}

/// A group at a glance.
pub(super) fn card(view: View<'_>, title: &str, group: Group<'_>) -> Card {
    let found = group.result;
    let chip = match (&found.band, &found.score) {
        (Ok(band), _) => Chip::new(Paint::of(view, State::Band(*band)), view.band_name(*band)),
        (Err(missing), Ok(_)) | (_, Err(missing)) => {
            Chip::new(Paint::of_missing(missing.kind), view.word(missing.kind.key()))
        }
    };
    let earned = match (found.points, found.max_points) {
        (Some(earned), Some(most)) if most > 0.0 => view.some_of(&view.points(earned), &view.points(most)),
        _ => String::new(),
    };
    Card {
        title: title.to_owned(),
        score: found.score.as_ref().map_or_else(|_| "–".to_owned(), |score| view.score(score, &group.rollup.metric)),
        chip,
        points: earned,
        covered: view.some_of(&found.scored.to_string(), &found.applicable.to_string()),
    }
}

/// Roll-ups over one facet that is no ring of the wheel.
fn other_rollups(view: View<'_>) -> Vec<Rollup> {
    let mut all = Vec::new();
    let first = view.book.rollups.iter().find(|rollup| rollup.facets.len() == 1).map(|rollup| rollup.facets.as_slice());
    for result in &view.card.rollups {
        let Some(rollup) = view.book.rollups.get(result.rollup as usize) else { continue };
        let [facet] = rollup.facets.as_slice() else { continue };
        if first == Some(rollup.facets.as_slice()) {
            continue;
        }
        let groups = result.groups.iter().filter(|group| view.keeps_group(&rollup.facets, &group.key));
        let rows: Vec<Card> = groups
            .filter_map(|group| {
                let title = view.value_title(*facet, *group.key.first()?);
                Some(card(view, title, Group { rollup, result: group }))
            })
            .collect();
        let title = view.facet_title(*facet);
        let caption = view.say("by_facet", &[("facet", &title.to_lowercase())]);
        all.push(Rollup { caption, title: title.to_owned(), rows });
    }
    all.retain(|rollup| !rollup.rows.is_empty());
    all
}

/// The legend: every band and reason with its count.
pub(super) fn legend(view: View<'_>) -> Vec<LegendEntry> {
    let states: Vec<State> = view.leaves().filter_map(|item| view.facts(item)).map(|facts| facts.state).collect();
    entries(view, &states)
        .into_iter()
        .map(|entry| LegendEntry {
            chip: Chip::new(entry.paint, entry.name),
            words: entry.words,
            sign: entry.sign,
            count: entry.count,
        })
        .collect()
}
