//! Strengths and weaknesses of each of the widest groups, in sentences made from the figures.

use serde::Serialize;

use super::key::{Card, card};
use crate::report::facts::Facts;
use crate::report::sentences::{about_group, about_item, extremes, strengths, weaknesses};
use crate::report::tree::{Branch, tree};
use crate::report::view::View;

/// How many sentences stand openly; the rest can be unfolded.
const OPEN: usize = 5;

/// What is strong and what is weak in a group.
#[derive(Debug, Serialize)]
pub(super) struct Portrait {
    title: String,
    card: Option<Card>,
    sentences: Vec<String>,
    strengths: Folded,
    weaknesses: Folded,
}

/// Sentences, the first few of them open.
#[derive(Debug, Serialize)]
struct Folded {
    open: Vec<String>,
    rest: Vec<String>,
}

impl Folded {
    fn new(view: View<'_>, facts: &[&Facts<'_>]) -> Self {
        let mut open: Vec<String> = facts.iter().map(|each| about_item(view, each)).collect();
        let rest = open.split_off(OPEN.min(open.len()));
        Self { open, rest }
    }
}

/// The portraits of a view: one for each of the widest groups, or one for the city where there are none.
pub(super) fn portraits(view: View<'_>) -> Vec<Portrait> {
    let root = tree(view);
    if root.branches.is_empty() {
        return vec![portrait(view, &root)];
    }
    root.branches.iter().map(|branch| portrait(view, branch)).collect()
}

fn portrait(view: View<'_>, branch: &Branch<'_>) -> Portrait {
    let facts: Vec<Facts<'_>> = branch.all_items().into_iter().filter_map(|item| view.facts(item)).collect();
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(branch.group.map(|group| about_group(view, &branch.title, group)));
    sentences.extend(extremes(view, &branch.branches.iter().collect::<Vec<_>>()));
    Portrait {
        title: branch.title.clone(),
        card: branch.group.map(|group| card(view, &branch.title, group)),
        sentences,
        strengths: Folded::new(view, &strengths(view, &facts)),
        weaknesses: Folded::new(view, &weaknesses(view, &facts)),
    }
}
