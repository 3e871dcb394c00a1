//! The summary for a terminal: dimensions and categories, what stands out, gaps, recommendations, checks.

mod advice;
mod findings;
mod lines;
mod paths;
mod scores;

use self::lines::{Sheet, spread};
use super::provenance::PackStamp;
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

/// A pack by its name and version, and where it applies: `norway 2020 (country NO)`. In another language than that of the
/// rules by its title, which speaks it.
fn pack_words(view: View<'_>, pack: &PackStamp) -> String {
    let by_title = !view.voice().language().is_original() && !pack.title.is_empty();
    let name = if by_title { &pack.title } else { &pack.name };
    let named = format!("{name} {}", pack.version).trim().to_owned();
    if pack.applies_to.is_empty() { named } else { format!("{named} ({})", view.place(&pack.applies_to)) }
}

fn head(view: View<'_>, sheet: &mut Sheet) {
    let packs: Vec<String> = view.provenance.packs.iter().map(|pack| pack_words(view, pack)).collect();
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
