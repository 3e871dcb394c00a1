//! Tables: the twin of the wheel, every KPI with its target and source, and the data gaps.

use serde::Serialize;

use super::{Chip, Cited};
use crate::report::facts::{Clause, Facts, State};
use crate::report::gaps::gaps;
use crate::report::sentences::{about_group, gap_heading, standing};
use crate::report::tree::{Branch, levels, tree};
use crate::report::view::View;
use crate::report::wheel::Paint;

/// The wheel as a table.
#[derive(Debug, Serialize)]
pub(super) struct Twin {
    levels: Vec<String>,
    rows: Vec<TwinRow>,
}

#[derive(Debug, Serialize)]
struct TwinRow {
    groups: Vec<String>,
    title: String,
    value: String,
    chip: Chip,
    points: String,
}

/// One of the widest groups with its tables.
#[derive(Debug, Serialize)]
pub(super) struct Dimension {
    title: String,
    tables: Vec<Table>,
}

#[derive(Debug, Serialize)]
struct Table {
    id: String,
    title: String,
    /// Nothing where the group is that of the heading above.
    heading: Option<String>,
    sentence: Option<String>,
    rows: Vec<Row>,
}

/// A KPI or a point.
#[derive(Debug, Serialize)]
struct Row {
    title: String,
    code: String,
    value: Option<String>,
    standing: String,
    year: Option<i32>,
    target: Option<Clause>,
    start: Option<Clause>,
    chip: Chip,
    score: Option<String>,
    points: String,
    reason: Option<String>,
    sources: Vec<Cited>,
    notes: Vec<String>,
}

/// Items without a band for one sort of reason.
#[derive(Debug, Serialize)]
pub(super) struct GapTable {
    heading: String,
    explained: String,
    waits: bool,
    rows: Vec<GapRow>,
}

#[derive(Debug, Serialize)]
struct GapRow {
    title: String,
    reason: String,
    notes: Vec<String>,
    waiting: Vec<String>,
}

/// The wheel as a table.
pub(super) fn twin(view: View<'_>) -> Twin {
    let root = tree(view);
    let levels: Vec<String> = levels(view).into_iter().take(root.depth()).collect();
    let mut rows = Vec::new();
    walk(view, &root, &mut Vec::new(), levels.len(), &mut rows);
    Twin { levels, rows }
}

fn walk(view: View<'_>, branch: &Branch<'_>, above: &mut Vec<String>, depth: usize, rows: &mut Vec<TwinRow>) {
    for twig in &branch.branches {
        above.push(twig.title.clone());
        walk(view, twig, above, depth, rows);
        above.pop();
    }
    for facts in branch.items.iter().filter_map(|item| view.facts(item)) {
        let mut groups = above.clone();
        groups.resize(depth, String::new());
        rows.push(TwinRow {
            groups,
            title: facts.title.clone(),
            value: facts.value.clone().unwrap_or_else(|| "–".to_owned()),
            chip: chip(view, &facts),
            points: earned(view, &facts),
        });
    }
}

/// Every item, in tables by group.
pub(super) fn dimensions(view: View<'_>) -> Vec<Dimension> {
    let root = tree(view);
    let mut all = Vec::new();
    let mut number = 0;
    let whole = Branch { branches: Vec::new(), ..root.clone() };
    let rest = (!whole.items.is_empty()).then_some(&whole);
    for branch in root.branches.iter().chain(rest) {
        let mut tables: Vec<Table> = Vec::new();
        let own = Branch { branches: Vec::new(), ..branch.clone() };
        for twig in branch.branches.iter().chain((!own.items.is_empty()).then_some(&own)) {
            number += 1;
            let heading = (twig.title != branch.title).then(|| twig.title.clone());
            let sentence = twig.group.filter(|_| heading.is_some()).map(|group| about_group(view, &twig.title, group));
            tables.push(Table {
                id: format!("t{number}"),
                title: full(&branch.title, &twig.title),
                heading,
                sentence,
                rows: rows(view, twig),
            });
        }
        all.push(Dimension { title: branch.title.clone(), tables });
    }
    all
}

fn full(wide: &str, narrow: &str) -> String {
    if wide == narrow { wide.to_owned() } else { format!("{wide}: {narrow}") }
}

fn rows(view: View<'_>, branch: &Branch<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut parents: Vec<crate::value::ItemId> = Vec::new();
    for item in branch.all_items() {
        // A KPI with points that was reported as one figure has a row of its own before them.
        if let Some(parent) = item.parent.and_then(|parent| view.book.item(parent))
            && !parents.contains(&parent.id)
        {
            parents.push(parent.id);
            rows.extend(view.facts(parent).filter(|facts| facts.value.is_some()).map(|facts| row(view, &facts)));
        }
        rows.extend(view.facts(item).map(|facts| row(view, &facts)));
    }
    rows
}

fn row(view: View<'_>, facts: &Facts<'_>) -> Row {
    Row {
        title: facts.title.clone(),
        code: facts.code.to_owned(),
        value: facts.value.clone(),
        standing: standing(view, facts),
        year: facts.result.year,
        target: facts.target.clone(),
        start: facts.start.clone().map(|start| without_echo(start, facts.target.as_ref())),
        chip: chip(view, facts),
        score: facts.score.clone(),
        points: earned(view, facts),
        reason: facts.reason.map(|missing| reason(view, facts, missing)),
        sources: cited(view, &facts.result.figures),
        notes: other_notes(view, facts),
    }
}

/// The sources of figures.
pub(super) fn cited(view: View<'_>, figures: &[u32]) -> Vec<Cited> {
    view.cited(figures).into_iter().map(|(text, foreign)| Cited { text, foreign }).collect()
}

/// A start without the reason that its target gives already: an amendment gives one reason for both.
fn without_echo(start: Clause, target: Option<&Clause>) -> Clause {
    let same = target.is_some_and(|target| target.because == start.because);
    Clause { because: start.because.clone().filter(|_| !same), ..start }
}

/// The notes on an item that its reason does not repeat.
fn other_notes(view: View<'_>, facts: &Facts<'_>) -> Vec<String> {
    let why = facts.reason.and_then(|missing| missing.why()).map(|why| view.phrase(why));
    facts.notes(view).into_iter().filter(|note| Some(note) != why.as_ref()).collect()
}

/// The reason in words; the item itself is not named again where it stands in the row already.
fn reason(view: View<'_>, facts: &Facts<'_>, missing: &crate::value::Missing) -> String {
    let why = missing.why().map(|why| view.phrase(why));
    if missing.items() == [facts.item.id] {
        return why.unwrap_or_else(|| view.explained(missing.kind));
    }
    let names: Vec<String> = missing.items().iter().map(|id| view.title_of(*id)).collect();
    match (why, names.is_empty()) {
        (Some(why), true) => why,
        (Some(why), false) => format!("{why} ({})", names.join(", ")),
        (None, true) => view.explained(missing.kind),
        (None, false) => view.say("missing_is", &[("names", &names.join(", "))]),
    }
}

fn chip(view: View<'_>, facts: &Facts<'_>) -> Chip {
    let word = match facts.state {
        State::Band(band) => view.band_name(band),
        State::Missing(kind) => view.word(kind.key()),
    };
    Chip::new(Paint::of(view, facts.state), word)
}

fn earned(view: View<'_>, facts: &Facts<'_>) -> String {
    match (&facts.result.points, facts.result.max_points) {
        (Ok(earned), Some(most)) => view.some_of(&view.points(*earned), &view.points(most)),
        (Ok(earned), None) => view.points(*earned),
        (Err(_), _) => String::new(),
    }
}

/// The gaps, grouped by the sort of reason.
pub(super) fn gap_tables(view: View<'_>) -> Vec<GapTable> {
    gaps(view)
        .into_iter()
        .map(|group| GapTable {
            heading: gap_heading(view, group.kind, group.gaps.len()),
            explained: view.explained(group.kind),
            waits: group.gaps.iter().any(|gap| !gap.waiting.is_empty()),
            rows: group
                .gaps
                .into_iter()
                .map(|gap| GapRow {
                    reason: gap.facts.reason.map_or_else(String::new, |missing| reason(view, &gap.facts, missing)),
                    notes: other_notes(view, &gap.facts),
                    title: gap.facts.title,
                    waiting: gap.waiting,
                })
                .collect(),
        })
        .collect()
}
