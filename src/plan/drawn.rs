//! Numbers of the rules that are other ones in each run: so that a plan is compiled once for all replicates of a study.

use super::builder::Builder;
use super::op::{Id, Op};
use crate::model::supposition::Weighted;
use crate::value::ItemId;

/// A number of the rules that is another one in each run, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Drawn {
    /// A weight in roll-ups. A group that finds one that is not above 0 is left to the tree evaluator.
    Weight(Weighted),
    /// A bound of a target.
    Target {
        /// Of which item.
        item: ItemId,
        /// The place of the clause among its targets.
        clause: usize,
        /// The upper bound of two.
        upper: bool,
    },
    /// A start.
    Start {
        /// Of which item.
        item: ItemId,
        /// The place of the clause among its starts.
        clause: usize,
    },
    /// What the values of a parameter are multiplied by: its place in the rule book's list.
    Factor(u16),
}

impl Builder<'_> {
    /// The node of a number that is drawn; nothing where it stands fast.
    pub fn drawn(&mut self, drawn: Drawn) -> Option<Id> {
        let place = self.ask_drawn.get_index_of(&drawn).and_then(|place| Id::try_from(place).ok())?;
        Some(self.graph.add(Op::Drawn(place)))
    }
}
