//! A comparison as lines for a terminal: a table where it fits, else a list.

use super::item::signed;
use super::{Comparison, GroupCell, ItemCell, ItemLine, Lead, Place, words};
use crate::author::explain::Lines;

/// How many leads and gaps of each place are shown.
const MOST: usize = 5;
/// The narrowest column in which a cell can be read.
const NARROW: usize = 22;

/// The comparison in lines of a width.
#[must_use]
pub fn text(comparison: &Comparison, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.head(&comparison.places.iter().map(label).collect::<Vec<_>>().join(" | "));
    for place in &comparison.places {
        let counts = format!("{} of {} reported, {} scored", place.reported, place.leaves, place.scored);
        lines.head(&format!("{}: {counts}", label(place)));
    }
    comparison.notes.iter().for_each(|note| lines.head(&format!("{note}.")));
    if let Some(filter) = &comparison.filter {
        lines.head(&format!("Only {filter}. Scores of groups are those of the whole group."));
    }
    lines.head(if comparison.over_time { words::OVER_TIME } else { words::RANKING });
    groups(&mut lines, comparison, width);
    standings(&mut lines, comparison);
    items(&mut lines, comparison, width);
    lines.finish()
}

fn label(place: &Place) -> String {
    format!("{} {}", place.title, place.year)
}

fn groups(lines: &mut Lines, comparison: &Comparison, width: usize) {
    if comparison.groups.is_empty() {
        return;
    }
    let cell = |cell: &GroupCell| group_cell(cell, comparison.over_time);
    let rows = comparison.groups.iter().map(|group| Row {
        title: group.title.clone(),
        cells: group.cells.iter().map(cell).collect(),
        notes: &group.notes,
    });
    table(lines, words::GROUPS, comparison, rows.collect(), width);
}

fn group_cell(cell: &GroupCell, over_time: bool) -> String {
    if cell.score.is_none() {
        return cell.shown.clone();
    }
    let gap = cell.gap.filter(|_| over_time).map(|gap| signed(gap, &words::points(gap.abs())));
    let parts = [
        Some(cell.shown.clone()),
        rank(cell.rank, cell.tied),
        gap,
        Some(format!("({})", words::coverage(cell.scored, cell.applicable))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `#2`, `#2=` where it is shared.
fn rank(rank: Option<u32>, tied: bool) -> Option<String> {
    rank.map(|rank| format!("#{rank}{}", if tied { "=" } else { "" }))
}

fn items(lines: &mut Lines, comparison: &Comparison, width: usize) {
    let there =
        |line: &&ItemLine| line.cells.iter().filter(|cell| cell.value.is_some() || cell.band.is_some()).count() > 1;
    let rows: Vec<Row<'_>> = comparison
        .items
        .iter()
        .filter(there)
        .map(|line| Row {
            title: line.title.clone(),
            cells: line.cells.iter().map(|cell| item_cell(cell, comparison.over_time)).collect(),
            notes: &line.notes,
        })
        .collect();
    if !rows.is_empty() {
        table(lines, words::ITEMS, comparison, rows, width);
    }
}

fn item_cell(cell: &ItemCell, over_time: bool) -> String {
    if cell.value.is_none() && cell.band.is_none() {
        return words::NONE.to_owned();
    }
    let gap = cell.gap_shown.clone().filter(|_| over_time);
    [Some(cell.shown.clone()), rank(cell.rank, cell.tied), cell.band.clone(), gap]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A line of a table.
struct Row<'a> {
    title: String,
    cells: Vec<String>,
    notes: &'a [String],
}

fn table(lines: &mut Lines, heading: &str, comparison: &Comparison, rows: Vec<Row<'_>>, width: usize) {
    let places: Vec<String> = comparison.places.iter().map(label).collect();
    let wide = |at: usize| rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..places.len())
        .map(|at| wide(at).unwrap_or(0).max(places.get(at).map_or(0, |place| place.chars().count())).min(34))
        .collect();
    let left = width.saturating_sub(widths.iter().map(|wide| wide + 2).sum());
    if left < NARROW {
        list(lines, heading, &places, rows);
        return;
    }
    let title_width = rows.iter().map(|row| row.title.chars().count()).max().unwrap_or(0).min(left.saturating_sub(1));
    let line = |title: &str, cells: &[String]| {
        let cells = cells.iter().zip(&widths).map(|(cell, wide)| format!("  {}", padded(cell, *wide)));
        format!("{}{}", padded(title, title_width), cells.collect::<String>())
    };
    lines.section("");
    lines.line(&line(heading, &places));
    for row in rows {
        lines.line(&line(&row.title, &row.cells));
        row.notes.iter().for_each(|note| lines.head(&format!("  ({note})")));
    }
}

fn list(lines: &mut Lines, heading: &str, places: &[String], rows: Vec<Row<'_>>) {
    lines.section(heading);
    for row in rows {
        lines.head(&row.title);
        for (place, cell) in places.iter().zip(&row.cells) {
            lines.head(&format!("  {place}: {cell}"));
        }
        row.notes.iter().for_each(|note| lines.head(&format!("  ({note})")));
    }
}

fn padded(text: &str, width: usize) -> String {
    let long = text.chars().count();
    if long <= width {
        return format!("{text}{}", " ".repeat(width - long));
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn standings(lines: &mut Lines, comparison: &Comparison) {
    if comparison.standings.is_empty() {
        return;
    }
    lines.section(words::STANDING);
    for standing in &comparison.standings {
        let Some(place) = comparison.places.get(standing.place) else { continue };
        lines.head(&label(place));
        leads(lines, words::AHEAD, &standing.ahead, words::NOTHING_AHEAD, comparison);
        leads(lines, words::BEHIND, &standing.behind, words::NOTHING_BEHIND, comparison);
    }
}

fn leads(lines: &mut Lines, word: &str, leads: &[Lead], none: &str, comparison: &Comparison) {
    let told = leads.iter().take(MOST).map(|lead| {
        let others = lead.others.iter().filter_map(|at| comparison.places.get(*at));
        let others: Vec<&str> = others.map(|place| place.title.as_str()).collect();
        format!("{} {} ({})", lead.title, words::points(lead.by), others.join(", "))
    });
    let mut told: Vec<String> = told.collect();
    if leads.len() > MOST {
        told.push(format!("{} more", leads.len() - MOST));
    }
    let said = if told.is_empty() { none.to_owned() } else { told.join("; ") };
    lines.field(&format!("  {word}"), &said);
}
