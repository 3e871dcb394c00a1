//! Joining packs: which packs are in use, in which order, and what an extending pack changes in those below it.
//!
//! The result is one list of items in which every clause knows the place of the pack that wrote it in the order. Which of
//! two clauses holds on a day is not decided here, where neither days nor conditions are known.

mod amend;
mod block;
mod clash;
mod facts;
mod join;
mod kept;
mod order;
mod over;
mod place;
mod settle;
mod stamp;
mod subject;
mod translate;

pub use amend::ambiguities;
pub use facts::{Applies, PackFacts, PackFiles, Region};
pub use join::join;
pub use order::{Facts, Layer, in_use, order, places};
pub use place::Place;
pub use settle::SaidOf;
pub use translate::{SetAside, Translated, Untranslated, translate, translate_items, untranslated};

use std::sync::Arc;

use indexmap::IndexMap;

use crate::source::Span;
use crate::syntax::tree::Item;

/// Packs by their names.
pub type Packs = IndexMap<String, Arc<PackFiles>>;

/// All items of the packs in use, amendments worked in.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    /// The packs, in the total order: base first.
    pub packs: Vec<Layer>,
    /// The regions that any known pack declares.
    pub regions: Vec<String>,
    /// Items, in the order in which the packs declare them.
    pub items: Vec<Arc<Item>>,
    /// Clauses of which one only can hold, where several are written.
    pub said: Vec<SaidOf>,
    /// The language in which they speak, and what they say in it beside their texts.
    pub translated: Translated,
}

/// A request for packs: their names, and where they are asked for (a city's `uses`, a command line).
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Name of the pack.
    pub name: String,
    /// Where it is named, if in a text.
    pub span: Option<Span>,
}
