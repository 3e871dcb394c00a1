//! What a change of rules does: what was changed, in the method's words, and what follows from it for cities.

mod below;
mod block;
mod called;
mod edit;
pub mod effect;
mod find;
mod html;
mod json;
mod order;
mod pair;
mod report;
mod slot;
mod text;
pub(in crate::author) mod words;
mod written;

pub use html::html;
pub use json::{SCHEMA, SCHEMA_VERSION, json};
pub use report::{Report, text};
pub use text::changes_text;
pub use written::Written;

use crate::workspace::Library;
use edit::Edit;
use indexmap::IndexMap;

/// One side of a comparison: a library, and those of its packs that are compared, base first.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The texts.
    pub library: &'a Library,
    /// The packs.
    pub packs: &'a [String],
}

/// What became of a clause or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It says something else.
    Changed,
}

/// One change of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The pack that was changed.
    pub pack: String,
    /// The word of the item: `kpi`, `recommend`, `parameter`.
    pub word: String,
    /// Its name: `water_supply_loss`, `wastewater_treatment.tertiary`.
    pub name: String,
    /// It stands inside another item: a point, an input or the bands of a KPI.
    pub inside: bool,
    /// Other points of the same KPI in which the same was changed; other rows of the same sheet.
    pub beside: Vec<String>,
    /// The title of the item.
    pub title: String,
    /// What of it: `target`, `trigger`; `item` where all of it came or went.
    pub aspect: String,
    /// Which of several: the name of an action, a band, a facet.
    pub which: String,
    /// What became of it.
    pub became: Became,
    /// What was said.
    pub old: Option<Written>,
    /// What is said now.
    pub new: Option<Written>,
    /// The other side is still written in its own pack: the change goes over it, or uncovers it.
    pub layered: bool,
}

/// All changes between two sides, in the order of the book.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The changes.
    pub list: Vec<Change>,
    /// How each is applied to the trees of the old side.
    edits: Vec<Vec<Edit>>,
    ground: edit::Ground,
}

/// What was changed from one side to the other. Moves and comments are no changes.
///
/// The library of the new side knows the texts of both.
#[must_use]
pub fn changes(old: Side<'_>, new: Side<'_>) -> Changes {
    let taken = |side: Side<'_>| -> IndexMap<_, _> {
        let named = side.packs.iter().filter_map(|name| Some((name.clone(), side.library.pack(name)?.clone())));
        named.collect()
    };
    let ground = edit::Ground::new(taken(old), taken(new));
    let drafts = find::find(&ground, new.library.sources());
    let drafts = order::in_book_order(drafts, &ground);
    let (list, edits) = order::numbered(drafts);
    Changes { list, edits, ground }
}
