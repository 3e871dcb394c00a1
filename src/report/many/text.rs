//! A table to read: the cities by rank, with the scores of the groups for which there is room.

use super::{Column, Many};
use crate::model::scorecard::{Origin, Scorecard};

/// Width of a column of scores.
const WIDE: usize = 10;
/// Most letters of a city's title.
const TITLE: usize = 28;

/// The cities by rank in the last total, else in the last roll-up that can have one group only, else in their own order.
#[must_use]
pub fn many_text(many: Many<'_>, width: usize) -> String {
    let columns = many.columns();
    let total = columns.iter().rfind(|column| column.key.is_empty());
    let total = total.or_else(|| columns.iter().rfind(|column| many.is_total(column)));
    let ranks = total.map(|total| many.ranks(total)).unwrap_or_default();
    let mut order: Vec<usize> = (0..many.cities.len()).collect();
    order.sort_by_key(|row| ranks.get(*row).copied().flatten().unwrap_or(u32::MAX));
    let title = many.cities.iter().map(|(data, _)| data.city.title.chars().count()).max().unwrap_or(4).clamp(4, TITLE);
    let room = width.saturating_sub(5 + title) / WIDE;
    let is_part = |column: &&Column| !column.key.is_empty() && total.is_none_or(|total| !std::ptr::eq(total, *column));
    let shown: Vec<&Column> = total.into_iter().chain(columns.iter().filter(is_part)).take(room.max(1)).collect();
    let mut out = String::new();
    line(
        &mut out,
        &format!("{:>4} {:<title$}", "rank", "city"),
        shown.iter().map(|column| cut(&column.title, WIDE - 1)),
    );
    for row in order {
        let Some((data, card)) = many.cities.get(row) else { continue };
        let rank = ranks.get(row).copied().flatten().map(|rank| rank.to_string()).unwrap_or_default();
        let name = cut(&data.city.title, title);
        let lead = format!("{rank:>4} {name}{}", " ".repeat(title.saturating_sub(name.chars().count())));
        line(&mut out, &lead, shown.iter().map(|column| score(many, card, column)));
    }
    out.push('\n');
    out + &remarks(many, columns.len(), shown.len())
}

fn line(out: &mut String, lead: &str, cells: impl Iterator<Item = String>) {
    out.push_str(lead);
    for cell in cells {
        out.push_str(&" ".repeat(WIDE.saturating_sub(cell.chars().count())));
        out.push_str(&cell);
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

fn score(many: Many<'_>, card: &Scorecard, column: &Column) -> String {
    let score = Many::group(card, column).and_then(|group| group.score.as_ref().ok());
    let metric = many.book.rollups.get(column.rollup as usize).map(|rollup| &rollup.metric);
    score.zip(metric).map_or_else(|| "–".to_owned(), |(score, metric)| many.book.show_score(score, metric))
}

/// What was left out, imputed and changed.
fn remarks(many: Many<'_>, columns: usize, shown: usize) -> String {
    let results = || many.cities.iter().flat_map(|(_, card)| many.leaves().filter_map(|item| card.result(item.id)));
    let missing = results().filter(|result| result.value.is_err()).count();
    let imputed = results().filter(|result| matches!(result.origin, Origin::Imputed)).count();
    let treated =
        results().filter(|result| result.prepared.as_ref().is_some_and(|prepared| prepared.treated.is_some()));
    let say = |key: &str, count: usize| many.book.voice.say(key, &[("count", crate::speech::Fill::Count(count))]);
    let mut said = vec![say("many_cities", many.cities.len()), say("many_missing", missing)];
    let more =
        [("many_imputed", imputed), ("many_treated", treated.count()), ("many_groups", columns.saturating_sub(shown))];
    said.extend(more.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| say(key, count)));
    said.join("\n") + "\n"
}
