//! What code outside of the language sees of a city, and what it may say: scripts, and functions of the host.
//!
//! An [`Exhibit`] is a copy of the results of one city: nothing that is done to it changes a result. A [`Card`] is the
//! exhibit as one recommendation or one check sees it; it remembers what it was asked for.

mod card;
mod datum;
mod host;
mod outside;
mod telling;

pub use card::Card;
pub use datum::{BandSeen, Datum};
pub use host::{Host, Reckoner};
pub use outside::{Adviser, Inspector, Outside, Remark, Suggestion, Telling};
pub use telling::{Evidence, Told};

use std::sync::Arc;

use indexmap::IndexMap;

use super::dataset::City;
use super::rules::ItemKind;
use crate::value::{Date, ItemId, Outcome, Truth};

/// The results of one city in one year, as code outside of the language sees them.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// The year of the evaluation.
    pub year: i32,
    /// The day by whose rules everything was judged, where one was asked for.
    pub on: Option<Date>,
    /// The city.
    pub city: City,
    /// One entry for each item of the rule book, in its order.
    pub items: Vec<ItemSeen>,
    /// Items by all names by which rules know them.
    pub names: IndexMap<String, ItemId>,
    /// The groups of all roll-ups, in the order of the rules.
    pub groups: Vec<GroupSeen>,
    /// Parameters by name, in their declared units.
    pub parameters: IndexMap<String, Outcome<Datum>>,
    /// Figures of references, by name and item, in the unit of the item.
    pub references: IndexMap<String, IndexMap<ItemId, Outcome<Datum>>>,
}

/// An input, a KPI or a point with its results. Quantities are in the declared unit of the item.
#[derive(Debug, Clone)]
pub struct ItemSeen {
    /// The item.
    pub id: ItemId,
    /// Its full name.
    pub name: Arc<str>,
    /// Its title, with holes filled.
    pub title: Arc<str>,
    /// Its code in the method.
    pub code: Option<Arc<str>>,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// The KPI of a point, the KPI or point of a local input.
    pub parent: Option<ItemId>,
    /// The points of a KPI.
    pub parts: Vec<ItemId>,
    /// The unit as the rules write it; empty for answers and words.
    pub unit: Arc<str>,
    /// Its facets: name, and the words of its values.
    pub facets: Vec<(Arc<str>, Vec<Arc<str>>)>,
    /// The year of its figures.
    pub year: Option<i32>,
    /// Its value.
    pub value: Outcome<Datum>,
    /// Its score, in the unit in which it is printed: a share in percent.
    pub score: Outcome<Datum>,
    /// Its band.
    pub band: Outcome<Datum>,
    /// The points that it earns.
    pub points: Outcome<f64>,
    /// The most points that it could earn.
    pub max_points: Option<f64>,
    /// The bound of its target.
    pub target: Outcome<Datum>,
    /// On which side of it a value must lie: `at least`, `between` …
    pub target_kind: Option<&'static str>,
    /// The upper bound of `between`.
    pub target_upper: Option<Datum>,
    /// The start that holds.
    pub start: Option<Datum>,
    /// The worst status of its figures.
    pub status: &'static str,
    /// The worst grade of its figures.
    pub quality: Option<&'static str>,
    /// Whether its target is met.
    pub met: Truth,
    /// What its path asks for in the year of its figure, how far it has come (in percent), and when it arrives.
    pub path: Option<PathSeen>,
}

/// How an item stands on its path.
#[derive(Debug, Clone)]
pub struct PathSeen {
    /// What is due.
    pub required: Outcome<Datum>,
    /// How far it has come, in percent.
    pub progress: Outcome<Datum>,
    /// The band of that.
    pub pace: Option<Outcome<Datum>>,
    /// The year in which the trend reaches the last milestone.
    pub arrival: Outcome<i32>,
}

/// A group of a roll-up.
#[derive(Debug, Clone)]
pub struct GroupSeen {
    /// The name of the roll-up.
    pub rollup: Arc<str>,
    /// Facets and their values, as words.
    pub key: Vec<(Arc<str>, Arc<str>)>,
    /// The titles of the values.
    pub titles: Vec<Arc<str>>,
    /// Its score, in the unit in which it is printed: a share in percent.
    pub score: Outcome<Datum>,
    /// Its band.
    pub band: Outcome<Datum>,
    /// Points earned.
    pub points: Option<f64>,
    /// Points that could be earned by what is scored.
    pub max_points: Option<f64>,
    /// How many members apply to the place.
    pub applicable: u32,
    /// How many of them are scored.
    pub scored: u32,
    /// How many are reported.
    pub reported: u32,
    /// The members that are leaves or KPIs.
    pub members: Vec<ItemId>,
}

impl GroupSeen {
    /// The share of its members that are scored, in percent; nothing where none applies.
    #[must_use]
    pub fn coverage(&self) -> Option<f64> {
        (self.applicable > 0).then(|| f64::from(self.scored) / f64::from(self.applicable) * 100.0)
    }
}

impl Exhibit {
    /// The item of an id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&ItemSeen> {
        self.items.get(id.0 as usize)
    }

    /// The id of a name, as rules write it.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<ItemId> {
        self.names.get(name).copied()
    }
}
