//! Paths to targets with dates: one paragraph for each.

use super::lines::Sheet;
use crate::report::paths::paths;
use crate::report::view::View;
use crate::report::words::W;

/// How many paths are told; the rest stand in the report.
const MOST: usize = 12;

/// Writes them, where there are any.
pub(super) fn draw(view: View<'_>, sheet: &mut Sheet) {
    let all = paths(view);
    if all.is_empty() {
        return;
    }
    sheet.heading(W.paths);
    for along in all.iter().take(MOST) {
        sheet.wrapped(&format!("  {}: {}", view.title(along.item), along.brief(view)), 2);
    }
    if all.len() > MOST {
        let count = (all.len() - MOST).to_string();
        sheet.line(&format!("  {}", crate::report::words::fill(W.and_more, &[("count", &count)])));
    }
    sheet.rule("");
}
