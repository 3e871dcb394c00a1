//! A comparison as lines for a terminal: a table where it fits, else a list.

use super::item::signed;
use super::{Comparison, GroupCell, ItemCell, ItemLine, Lead, Place, words};
use crate::author::explain::Lines;

/// How many leads and gaps of each place are shown.
const MOST: usize = 5;
/// So much room titles need.
const NARROW: usize = 22;
/// The narrowest column in which a cell can be read.
const NARROWEST: usize = 16;

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
    let mut rollups: Vec<&str> = comparison.groups.iter().map(|group| group.rollup.as_str()).collect();
    rollups.dedup();
    for rollup in rollups {
        let own = comparison.groups.iter().filter(|group| group.rollup == rollup);
        let heading = own.clone().next().map_or("", |group| group.by.as_str());
        let rows = own.map(|group| Row {
            title: group.title.clone(),
            cells: group.cells.iter().map(|cell| group_cell(cell, comparison.over_time)).collect(),
            notes: &group.notes,
        });
        table(lines, heading, comparison, rows.collect(), width);
    }
}

fn group_cell(cell: &GroupCell, over_time: bool) -> Cell {
    if cell.score.is_none() {
        return Cell { main: cell.shown.clone(), tail: String::new() };
    }
    let gap = cell.gap.filter(|_| over_time).map(|gap| signed(gap, cell.gap_shown.as_deref().unwrap_or_default()));
    let coverage = format!("({})", words::coverage(cell.scored, cell.applicable));
    Cell { main: cell.shown.clone(), tail: tail([rank(cell.rank, cell.tied), gap, Some(coverage)]) }
}

/// A cell: where room is short, its first part gives way.
struct Cell {
    main: String,
    tail: String,
}

impl Cell {
    fn width(&self) -> usize {
        self.main.chars().count() + self.tail.chars().count()
    }

    fn fitted(&self, width: usize) -> String {
        let room = width.saturating_sub(self.tail.chars().count());
        let main =
            if self.width() > width { padded(&self.main, room).trim_end().to_owned() } else { self.main.clone() };
        padded(&format!("{main}{}", self.tail), width)
    }
}

fn tail(parts: [Option<String>; 3]) -> String {
    parts.into_iter().flatten().map(|part| format!(" {part}")).collect()
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

fn item_cell(cell: &ItemCell, over_time: bool) -> Cell {
    if cell.value.is_none() && cell.band.is_none() {
        return Cell { main: words::NONE.to_owned(), tail: String::new() };
    }
    let gap = cell.gap_shown.clone().filter(|_| over_time);
    Cell { main: cell.shown.clone(), tail: tail([rank(cell.rank, cell.tied), cell.band.clone(), gap]) }
}

/// A line of a table.
struct Row<'a> {
    title: String,
    cells: Vec<Cell>,
    notes: &'a [String],
}

fn table(lines: &mut Lines, heading: &str, comparison: &Comparison, rows: Vec<Row<'_>>, width: usize) {
    let places: Vec<String> = comparison.places.iter().map(label).collect();
    let most = (width.saturating_sub(NARROW) / places.len().max(1)).saturating_sub(2);
    if most < NARROWEST {
        list(lines, heading, &places, rows);
        return;
    }
    let wide = |at: usize| rows.iter().filter_map(|row| row.cells.get(at)).map(Cell::width).max().unwrap_or(0);
    let heads = places.iter().map(|place| place.chars().count());
    let widths: Vec<usize> = heads.enumerate().map(|(at, head)| wide(at).max(head).min(most)).collect();
    let left = width.saturating_sub(widths.iter().map(|wide| wide + 2).sum());
    let titles = rows.iter().map(|row| row.title.chars().count()).chain([heading.chars().count()]);
    let title_width = titles.max().unwrap_or(0).min(left);
    let head = places.iter().zip(&widths).map(|(place, wide)| format!("  {}", padded(place, *wide)));
    lines.line("");
    lines.line(&format!("{}{}", padded(heading, title_width), head.collect::<String>()));
    for row in rows {
        let cells = row.cells.iter().zip(&widths).map(|(cell, wide)| format!("  {}", cell.fitted(*wide)));
        lines.line(&format!("{}{}", padded(&row.title, title_width), cells.collect::<String>()));
        row.notes.iter().for_each(|note| lines.note(note));
    }
}

fn list(lines: &mut Lines, heading: &str, places: &[String], rows: Vec<Row<'_>>) {
    lines.section(heading);
    for row in rows {
        lines.head(&row.title);
        for (place, cell) in places.iter().zip(&row.cells) {
            lines.line(&format!("  {place}: {}{}", cell.main, cell.tail));
        }
        row.notes.iter().for_each(|note| lines.note(note));
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
        format!("{} {} ({})", lead.title, lead.by_shown, others.join(", "))
    });
    let mut told: Vec<String> = told.collect();
    if leads.len() > MOST {
        told.push(format!("{} more", leads.len() - MOST));
    }
    let said = if told.is_empty() { none.to_owned() } else { told.join("; ") };
    lines.field(&format!("  {word}"), &said);
}
