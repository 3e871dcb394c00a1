//! The table of groups: a bar, the score, the band in words, and how much is scored.

use super::lines::{Sheet, pad, pad_left};
use crate::report::numbers::filled;
use crate::report::tree::{Branch, Group, levels, tree};
use crate::report::view::View;
use crate::value::BandRef;

/// Cells of a bar.
const BAR: usize = 10;

/// Writes the table.
pub(super) fn draw(view: View<'_>, sheet: &mut Sheet) {
    let root = tree(view);
    if root.branches.is_empty() && root.group.is_none() {
        return;
    }
    let wide = bands_width(view);
    let names = sheet.width.saturating_sub(BAR + 9 + wide + 9 + 3);
    let title = levels(view).join(" / ");
    let head = format!(
        "{} {} {} {} {}",
        pad(&title, names),
        " ".repeat(BAR),
        pad_left(&view.word("column_score"), 8),
        pad("", wide),
        pad_left(&view.word("column_scored"), 9)
    );
    let head = sheet.paint(&head, "2");
    sheet.line(&head);
    let columns = Columns { names, bands: wide };
    if root.group.is_some() {
        row(view, sheet, columns, &root, 0);
    }
    for branch in &root.branches {
        row(view, sheet, columns, branch, 0);
        for twig in &branch.branches {
            row(view, sheet, columns, twig, 2);
        }
    }
    sheet.rule("");
}

/// Widths of the columns that vary.
#[derive(Clone, Copy)]
struct Columns {
    names: usize,
    bands: usize,
}

/// The longest name of a band that a roll-up can have.
fn bands_width(view: View<'_>) -> usize {
    let places = view.book.rollups.iter().filter_map(|rollup| rollup.scale);
    let bands = places.filter_map(|at| Some((at, view.book.scales.get(at as usize)?.bands.len())));
    let bands = bands.flat_map(|(scale, bands)| (0..bands).map(move |at| (scale, at)));
    let names = bands.map(|(scale, at)| {
        view.band_name(BandRef { scale, index: u16::try_from(at).unwrap_or(u16::MAX) }).chars().count()
    });
    let groups = view.card.rollups.iter().flat_map(|rollup| rollup.groups.iter());
    let reasons = groups.filter_map(|group| Some(view.word(group.score.as_ref().err()?.kind.key()).chars().count()));
    names.chain(reasons).max().unwrap_or(0).clamp(4, 16)
}

fn row(view: View<'_>, sheet: &mut Sheet, columns: Columns, branch: &Branch<'_>, indent: usize) {
    let name = pad(&format!("{}{}", " ".repeat(indent), branch.title), columns.names);
    let Some(group) = branch.group else {
        let inside = branch.all_items();
        let apart = inside.first().map(|item| view.book.show_left_out(item).join("; ")).unwrap_or_default();
        sheet.line(format!("{name} {apart}").trim_end());
        return;
    };
    let (bar, score, band) = cells(view, sheet, group, columns.bands);
    let covered = view.some_of(&group.result.scored.to_string(), &group.result.applicable.to_string());
    let name = if indent == 0 { sheet.paint(&name, "1") } else { name };
    sheet.line(&format!("{name} {bar} {} {band} {}", pad_left(&score, 8), pad_left(&covered, 9)));
}

fn cells(view: View<'_>, sheet: &Sheet, group: Group<'_>, wide: usize) -> (String, String, String) {
    let score = match &group.result.score {
        Ok(score) => score,
        Err(missing) => return (" ".repeat(BAR), "–".to_owned(), pad(&view.word(missing.kind.key()), wide)),
    };
    // Without ends there is no part of a whole that a bar could show.
    let share = score.as_number().map_or(Some(0.0), |score| group.rollup.metric.share(score));
    let bar = share.map(|share| filled(share, BAR)).map_or_else(
        || " ".repeat(BAR),
        |full| format!("{}{}", "█".repeat(full), "░".repeat(BAR.saturating_sub(full))),
    );
    let printed = view.score(score, &group.rollup.metric);
    match &group.result.band {
        Ok(band) => {
            let code = colour(view, *band);
            let words = pad(&view.band_name(*band), wide);
            (sheet.paint(&bar, code), printed, sheet.paint(&words, code))
        }
        Err(_) => (bar, printed, pad("", wide)),
    }
}

/// The escape code of a band: cyan and blue for the upper half, yellow and red for the lower one.
pub(super) fn colour(view: View<'_>, band: BandRef) -> &'static str {
    let (rank, bands) = (usize::from(band.index), view.bands_beside(band));
    match (rank, bands) {
        (0, _) => "36",
        (rank, bands) if rank + 1 == bands => "31",
        (rank, bands) if rank * 2 < bands => "34",
        _ => "33",
    }
}
