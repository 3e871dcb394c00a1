//! What a script holds in its hands: cities, items, groups and what comes out of them, each with its sort in words.

use std::sync::{Arc, Mutex};

use rhai::{Dynamic, ImmutableString};

use super::desk::Standing;
use super::table::Table;
use crate::model::advice::Outcome as Advised;
use crate::value::ItemId;

/// A city, evaluated.
#[derive(Debug, Clone)]
pub(super) struct City(pub Arc<Standing>);

/// An input, a KPI or a point of a city.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub of: Arc<Standing>,
    pub id: ItemId,
}

/// A group of a roll-up: its place in the exhibit.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub of: Arc<Standing>,
    pub place: usize,
}

/// The step of an item to its next band.
#[derive(Debug, Clone)]
pub(super) struct NextBand(pub Thing);

/// A recommendation: its outcome, and its place among those of that outcome.
#[derive(Debug, Clone)]
pub(super) struct Advice {
    pub of: Arc<Standing>,
    pub outcome: Advised,
    pub place: usize,
}

/// What a check found: its place in the scorecard.
#[derive(Debug, Clone)]
pub(super) struct Check {
    pub of: Arc<Standing>,
    pub place: usize,
}

/// Something noticed about figures: its place in the scorecard.
#[derive(Debug, Clone)]
pub(super) struct Notice {
    pub of: Arc<Standing>,
    pub place: usize,
}

/// A place in a ranking.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub rank: Dynamic,
    pub of: Dynamic,
    pub by: Dynamic,
}

/// A table that the script fills.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet(pub Arc<Mutex<Table>>);

/// What stands behind the script on the command line.
#[derive(Debug, Clone)]
pub(super) struct Arguments(pub Arc<[ImmutableString]>);

/// What an object of an analysis is, in words.
pub(in crate::script) fn called(value: &Dynamic) -> Option<&'static str> {
    let own: [(bool, &'static str); 10] = [
        (value.is::<City>(), "a city"),
        (value.is::<Thing>(), "an item"),
        (value.is::<Group>(), "a group"),
        (value.is::<NextBand>(), "a step"),
        (value.is::<Advice>(), "a recommendation"),
        (value.is::<Check>(), "a check"),
        (value.is::<Notice>(), "a notice"),
        (value.is::<Ranked>(), "a place in a ranking"),
        (value.is::<Sheet>(), "a table"),
        (value.is::<Arguments>(), "the arguments"),
    ];
    own.into_iter().find_map(|(is, word)| is.then_some(word))
}
