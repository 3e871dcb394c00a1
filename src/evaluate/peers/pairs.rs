//! Groups that are compared with those of others, pair by pair.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Peers;
use crate::builtin::{sum, wins};
use crate::evaluate::{Evaluation, Options};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::value::{ItemId, Missing, Outcome, Phrase, Symbol};

/// A member of a group, by what it is in every city.
#[derive(Debug, Clone, PartialEq)]
pub enum Entrant {
    /// A KPI or a point.
    Item(ItemId),
    /// A group of the roll-up below, by its values of facets.
    Group(Vec<Symbol>),
}

/// The members of a group that are there, each with its number and its weight.
pub type Entry = Vec<(Entrant, f64, f64)>;

/// What each city brings to a group, by roll-up and values of facets; nothing where it has too little.
pub(super) type Entries = IndexMap<(u16, Vec<Symbol>), Vec<Option<Entry>>>;

impl Peers {
    /// Gathers what each city brings to the groups that are compared pair by pair.
    ///
    /// Such a group may be a member of another one. Each round is right one level further up, so there are as many rounds
    /// as there are such roll-ups, or fewer where nothing changes any more.
    pub(super) fn paired(mut self, book: &RuleBook, cities: &[&Dataset], options: Options) -> Self {
        let places = (0u16..).zip(&book.rollups).filter(|(_, rollup)| rollup.compares_pairs());
        let places: Vec<u16> = places.map(|(place, _)| place).collect();
        let rounds = if cities.len() > 1 { places.len() } else { 0 };
        for _ in 0..rounds {
            let shared = Arc::new(self);
            let mut found = Entries::new();
            for (row, data) in cities.iter().enumerate() {
                let among = Some((Arc::clone(&shared), row));
                let evaluation = Evaluation::begin_among(book, data, options, among);
                for place in &places {
                    for (key, entry) in evaluation.entries(*place) {
                        let rows = found.entry((*place, key)).or_insert_with(|| vec![None; cities.len()]);
                        if let Some(slot) = rows.get_mut(row) {
                            *slot = Some(entry);
                        }
                    }
                }
            }
            self = Arc::unwrap_or_clone(shared);
            if self.entries == found {
                break;
            }
            self.entries = found;
        }
        self
    }
}

impl Evaluation<'_> {
    /// The number of a group that brings this: won against how many others, less lost against how many.
    pub(in crate::evaluate) fn against_others(&self, group: (u16, &[Symbol]), own: &Entry) -> Outcome<f64> {
        if own.iter().all(|(_, _, weight)| *weight <= 0.0) {
            return Err(Missing::failed("why_weights"));
        }
        let cohort = self.book.cohort_of(None).map(|(_, cohort)| cohort);
        if let Some(cohort) = cohort.filter(|cohort| cohort.is_frozen()) {
            return Err(Missing::failed(Phrase::from("why_no_pair_held").with("cohort", cohort.title.as_str())));
        }
        let Some(peers) = self.peers.as_ref().filter(|peers| peers.names.len() > 1) else {
            return Err(Missing::failed("why_no_pair"));
        };
        let (place, key) = group;
        let rows = peers.entries.get(&(place, key.to_vec())).map_or(&[] as &[_], Vec::as_slice);
        let others = rows.iter().enumerate().filter(|(row, _)| Some(*row) != self.row && peers.belongs(*row, cohort));
        let pairs: Vec<f64> = others.filter_map(|(_, other)| wins(&shared(own, other.as_ref()?))).collect();
        if pairs.is_empty() { Err(Missing::failed("why_no_opponent")) } else { Ok(sum(pairs)) }
    }
}

/// The members that both have, with the number of each and the weight.
fn shared(own: &Entry, other: &Entry) -> Vec<(f64, f64, f64)> {
    let both = own.iter().enumerate().filter_map(|(at, (name, number, weight))| {
        // Mostly they stand at the same place.
        let same = other.get(at).filter(|(known, _, _)| known == name);
        let (_, others, _) = same.or_else(|| other.iter().find(|(known, _, _)| known == name))?;
        Some((*number, *others, *weight))
    });
    both.collect()
}
