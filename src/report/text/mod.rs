//! The summary for a terminal: dimensions and categories, what stands out, gaps, recommendations, checks.

mod advice;
mod findings;
mod lines;
mod paths;
mod scores;

use self::lines::{Sheet, spread};
use super::view::View;
use crate::model::rules::ItemKind;

/// How the summary is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Escape codes for colours; what they say stands in words too.
    pub colour: bool,
}

/// The summary, in lines no longer than `width` (but for names that are longer themselves).
#[must_use]
pub fn text(view: &View<'_>, width: usize, style: Style) -> String {
    let mut sheet = Sheet::new(width.max(60), style.colour);
    head(*view, &mut sheet);
    scores::draw(*view, &mut sheet);
    findings::stands_out(*view, &mut sheet);
    paths::draw(*view, &mut sheet);
    advice::draw(*view, &mut sheet);
    findings::gaps(*view, &mut sheet);
    findings::checks(*view, &mut sheet);
    sheet.finish()
}

fn head(view: View<'_>, sheet: &mut Sheet) {
    let packs: Vec<String> = view.provenance.packs.iter().map(|pack| pack.words(view.voice())).collect();
    let on = view.card.on.map(|day| format!(", {}", view.say("by_rules_of", &[("day", &day.to_string())])));
    let title = format!("{}, {}{}", view.city(), view.card.year, on.unwrap_or_default());
    let packs = packs.join(", ");
    sheet.heading(&title);
    sheet.wrapped(&packs, 0);
    let kpis = view.items().filter(|item| item.kind == ItemKind::Kpi).count();
    let points = view.items().filter(|item| item.kind == ItemKind::Point).count();
    let facts: Vec<_> = view.leaves().filter_map(|item| view.facts(item)).collect();
    let counts = view.voice().say(
        "counts",
        &[
            ("kpis", kpis.into()),
            ("points", points.into()),
            ("leaves", facts.len().into()),
            ("reported", facts.iter().filter(|each| each.value.is_some()).count().into()),
            ("scored", facts.iter().filter(|each| each.result.score.is_ok()).count().into()),
        ],
    );
    sheet.wrapped(&counts, 0);
    if let Some(filter) = view.filter_words() {
        sheet.wrapped(&view.say("filtered", &[("filter", &filter)]), 0);
    }
    sheet.rule(&spread("", "", sheet.width));
}
