//! Cities that were evaluated together: a table to read, and every cell in full precision for programs.

mod csv;
mod json;
mod text;

pub use csv::{cells_csv, ranks_csv, scores_csv, treatments_csv};
pub use json::many_json;
pub use text::many_text;

use crate::model::dataset::Dataset;
use crate::model::rules::{Item, ItemKind, RuleBook, Treatment};
use crate::model::scorecard::{GroupResult, Scorecard};
use crate::value::{ItemId, Outcome, Symbol, Value, ranks};

/// Cities that were evaluated together.
#[derive(Debug, Clone, Copy)]
pub struct Many<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// The cities with their results, in the order in which they were given.
    pub cities: &'a [(&'a Dataset, Scorecard)],
    /// What was done with outliers, by item.
    pub treatments: &'a [(ItemId, Treatment)],
}

/// A group of a roll-up, in any city.
struct Column {
    rollup: u16,
    key: Vec<Symbol>,
    /// `index`, `pillar: Physical`
    name: String,
    /// Its title.
    title: String,
}

impl<'a> Many<'a> {
    /// The leaves, in the order of the rules: what is scored.
    fn leaves(self) -> impl Iterator<Item = &'a Item> {
        self.book.items.iter().filter(|item| item.kind != ItemKind::Input && item.is_leaf())
    }

    /// All groups that some city has, in the order of the rules.
    fn columns(self) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for place in 0..self.book.rollups.len() {
            let Ok(rollup) = u16::try_from(place) else { break };
            let results = self.cities.iter().filter_map(|(_, card)| card.rollups.get(place));
            for group in results.flat_map(|result| result.groups.iter()) {
                if !columns.iter().any(|column| column.rollup == rollup && column.key == group.key) {
                    columns.push(self.column(rollup, &group.key));
                }
            }
        }
        columns
    }

    fn column(self, rollup: u16, key: &[Symbol]) -> Column {
        let rule = self.book.rollups.get(rollup as usize);
        let name = rule.map_or("", |rule| rule.name.as_str());
        let words: Vec<&str> = key.iter().map(|word| self.book.word(*word)).collect();
        let full = if words.is_empty() { name.to_owned() } else { format!("{name}: {}", words.join(", ")) };
        let facets = rule.map_or(&[] as &[u16], |rule| rule.facets.as_slice());
        let title_of = |(facet, word): (&u16, &Symbol)| {
            let facet = self.book.facets.get(*facet as usize)?;
            let value = facet.values.iter().find(|value| value.symbol == *word)?;
            Some(if value.title.is_empty() { self.book.word(*word).to_owned() } else { value.title.clone() })
        };
        let titles: Vec<String> = facets.iter().zip(key).filter_map(title_of).collect();
        let title = if titles.is_empty() { name.replace('_', " ") } else { titles.join(", ") };
        Column { rollup, key: key.to_vec(), name: full, title }
    }

    /// Whether a roll-up has one group whatever is reported: it has no facets, or each has one value.
    fn is_total(self, column: &Column) -> bool {
        let Some(rule) = self.book.rollups.get(column.rollup as usize) else { return false };
        let single = |facet: &u16| self.book.facets.get(*facet as usize).is_some_and(|facet| facet.values.len() == 1);
        rule.facets.iter().all(single)
    }

    fn group<'c>(card: &'c Scorecard, column: &Column) -> Option<&'c GroupResult> {
        card.rollups.get(column.rollup as usize)?.groups.iter().find(|group| group.key == column.key)
    }

    fn score(card: &Scorecard, column: &Column) -> Option<f64> {
        number(&Self::group(card, column)?.score)
    }

    /// The rank of each city in a group: the largest score first, ties share the smaller rank.
    fn ranks(self, column: &Column) -> Vec<Option<u32>> {
        let scores: Vec<Option<f64>> = self.cities.iter().map(|(_, card)| Self::score(card, column)).collect();
        ranks(&scores)
    }
}

fn number(outcome: &Outcome<Value>) -> Option<f64> {
    outcome.as_ref().ok().and_then(Value::as_number)
}

/// A number for files: the shortest digits that read back as the same number.
fn digits(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
