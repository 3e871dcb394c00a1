//! What a plan keeps of its results.

use crate::value::{ItemId, Symbol};

/// Something that a plan keeps.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// The value of an item.
    Value(ItemId),
    /// The score of an item.
    Score(ItemId),
    /// The band of an item.
    Band(ItemId),
    /// The points of an item.
    Points(ItemId),
    /// All groups of a roll-up: where it stands only if none of them is carried.
    Rollup(u16),
    /// A group of a roll-up.
    Group {
        /// The place of the roll-up in the rule book's list.
        rollup: u16,
        /// One value for each of its facets.
        key: Vec<Symbol>,
        /// What of it.
        part: GroupPart,
    },
    /// Whether a recommendation fires: its place in the rule book's list.
    Trigger(u16),
}

/// What is kept of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupPart {
    /// Its score.
    Score,
    /// Its band.
    Band,
    /// How many members are scored.
    Scored,
    /// How many members apply to the place.
    Applicable,
    /// How many members are reported.
    Reported,
}
