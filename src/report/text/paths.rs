//! Paths to targets with dates: one paragraph for each.

use super::lines::Sheet;
use crate::report::paths::paths;
use crate::report::view::View;

/// How many paths are told; the rest stand in the report.
const MOST: usize = 12;

/// Writes them, where there are any.
pub(super) fn draw(view: View<'_>, sheet: &mut Sheet) {
    let all = paths(view);
    if all.is_empty() {
        return;
    }
    sheet.heading(&view.word("paths"));
    for along in all.iter().take(MOST) {
        sheet.wrapped(&format!("  {}: {}", view.title(along.item), along.brief(view)), 2);
    }
    if all.len() > MOST {
        let more = view.voice().say("and_more", &[("count", (all.len() - MOST).into())]);
        sheet.line(&format!("  {more}"));
    }
    sheet.rule("");
}
