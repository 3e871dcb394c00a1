//! What a supposition does where cities are evaluated together: the bounds that scores look at, and the scores and ranks of
//! the other cities.

use std::sync::Arc;

use serde::Serialize;

use crate::author::results::{full_title, group_name, group_title};
use crate::evaluate::Evaluation;
use crate::evaluate::peers::Peers;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::Sources;
use crate::suppose::World;
use crate::value::{Symbol, Value, equal, ranks};
use crate::{Assessed, Together};

/// A city among those with whom it is evaluated.
#[derive(Clone, Copy)]
pub struct Among<'a> {
    /// All of them.
    pub together: &'a Together<'a>,
    /// Its place.
    pub row: usize,
}

/// The least and the largest value of a column that scores look at, where one of them moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoundsMoved {
    /// The KPI or point.
    pub item: String,
    /// Its title.
    pub title: String,
    /// The cohort; nothing for all cities at hand.
    pub cohort: Option<String>,
    /// The least and the largest value, in base units, after outliers were treated.
    pub was: [f64; 2],
    /// What they would be.
    pub is: [f64; 2],
    /// What they are, as printed.
    pub was_shown: [String; 2],
    /// What they would be, as printed.
    pub is_shown: [String; 2],
}

/// A city whose score or rank in a group moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankMoved {
    /// The roll-up.
    pub rollup: String,
    /// The group.
    pub group: String,
    /// Its title.
    pub group_title: String,
    /// The city.
    pub city: String,
    /// Its title.
    pub title: String,
    /// It is the city of which something is supposed.
    pub own: bool,
    /// The rank; who ties shares the better one.
    pub was: Option<u32>,
    /// What it would be.
    pub is: Option<u32>,
    /// The score.
    pub was_score: Option<f64>,
    /// What it would be.
    pub is_score: Option<f64>,
}

/// The scores of the groups of one city, in the order of the rules.
pub(in crate::author) type Scores = Vec<((u16, Vec<Symbol>), Option<f64>)>;

impl<'a> Among<'a> {
    /// What scores would look at.
    pub(in crate::author) fn peers(&self, book: &RuleBook, data: &Dataset) -> Arc<Peers> {
        let cities = self.together.cities_with(self.row, data);
        let of = || Peers::of(book, &cities, self.together.options());
        Arc::new(if book.looks_at_others() { of() } else { Peers::default() })
    }

    /// What the city comes to in a world.
    pub(in crate::author) fn assess<'w>(&self, world: &'w World<'_>, sources: &Sources) -> Assessed<'w> {
        let among = world.book.looks_at_others().then(|| (self.peers(&world.book, &world.data), self.row));
        let options = self.together.options();
        let evaluation = crate::evaluate::evaluate_among(&world.book, &world.data, options, among);
        crate::advised(&world.book, sources, &world.data, evaluation)
    }

    /// The scores of the groups of every city.
    pub(in crate::author) fn scores(&self, book: &RuleBook, data: &Dataset, peers: &Arc<Peers>) -> Vec<Scores> {
        let cities = self.together.cities_with(self.row, data);
        let one = |(row, data): (usize, &&Dataset)| {
            let among = book.looks_at_others().then(|| (Arc::clone(peers), row));
            scores(&Evaluation::begin_among(book, data, self.together.options(), among), book)
        };
        cities.iter().enumerate().map(one).collect()
    }

    /// Whether the score of any other city moves.
    pub(super) fn others_move(&self, world: &World<'_>) -> bool {
        self.moves(world).1.iter().any(|moved| !moved.own)
    }

    /// The bounds that move, and the cities whose scores or ranks do, group by group.
    pub(super) fn moves(&self, world: &World<'_>) -> (Vec<BoundsMoved>, Vec<RankMoved>) {
        let (book, own) = (self.together.book, self.together.cities.get(self.row));
        let peers = self.peers(&world.book, &world.data);
        let before = own.map_or_else(Vec::new, |own| self.scores(book, own, &self.together.peers));
        let after = self.scores(&world.book, &world.data, &peers);
        (bounds(book, &self.together.peers, &peers), self.ranked(&before, &after))
    }

    fn ranked(&self, before: &[Scores], after: &[Scores]) -> Vec<RankMoved> {
        let book = self.together.book;
        let mut keys: Vec<&(u16, Vec<Symbol>)> = Vec::new();
        for (key, _) in before.iter().chain(after).flatten() {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.sort_by_key(|(rollup, _)| *rollup);
        let of = |scores: &[Scores], key: &(u16, Vec<Symbol>)| -> Vec<Option<f64>> {
            let one = |scores: &Scores| scores.iter().find(|(known, _)| known == key).and_then(|(_, score)| *score);
            scores.iter().map(one).collect()
        };
        let mut all = Vec::new();
        for key in keys {
            let Some(rollup) = book.rollups.get(usize::from(key.0)) else { continue };
            let (was, is) = (of(before, key), of(after, key));
            let (was_ranks, is_ranks) = (ranks(&was), ranks(&is));
            for (row, data) in self.together.cities.iter().enumerate() {
                let at = |scores: &[Option<f64>]| scores.get(row).copied().flatten();
                let rank = |ranks: &[Option<u32>]| ranks.get(row).copied().flatten();
                let same = match (at(&was), at(&is)) {
                    (Some(was), Some(is)) => was == is || equal(was, is),
                    (was, is) => was == is,
                };
                if same && rank(&was_ranks) == rank(&is_ranks) {
                    continue;
                }
                all.push(RankMoved {
                    rollup: rollup.name.clone(),
                    group: group_name(book, rollup, &key.1),
                    group_title: group_title(book, rollup, &key.1),
                    city: data.city.name.clone(),
                    title: if data.city.title.is_empty() { data.city.name.clone() } else { data.city.title.clone() },
                    own: row == self.row,
                    was: rank(&was_ranks),
                    is: rank(&is_ranks),
                    was_score: at(&was),
                    is_score: at(&is),
                });
            }
        }
        all
    }
}

fn scores(evaluation: &Evaluation<'_>, book: &RuleBook) -> Scores {
    let places = (0..book.rollups.len()).filter_map(|place| u16::try_from(place).ok());
    let of = |place| evaluation.group_scores(place).into_iter().map(move |(key, score)| ((place, key), score));
    places.flat_map(of).collect()
}

fn bounds(book: &RuleBook, before: &Peers, after: &Peers) -> Vec<BoundsMoved> {
    let mut all = Vec::new();
    for (id, cohort, now) in before.columns() {
        let (Some(then), Some(item)) = (after.column(id, cohort), book.item(id)) else { continue };
        let ends = |column: &crate::evaluate::peers::Column| {
            let values = column.numbers.values();
            Some([values.least()?, values.most()?])
        };
        let (Some(was), Some(is)) = (ends(now), ends(then)) else { continue };
        if was == is {
            continue;
        }
        let shown = |ends: [f64; 2]| ends.map(|end| book.show_item_value(item, &Value::Number(end)));
        all.push(BoundsMoved {
            item: item.name.clone(),
            title: full_title(book, item),
            cohort: book.cohort_of(cohort).map(|(_, cohort)| cohort.title.clone()),
            was,
            is,
            was_shown: shown(was),
            is_shown: shown(is),
        });
    }
    all
}
