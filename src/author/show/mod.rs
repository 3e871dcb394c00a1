//! The resolved text: all packs in use as one pack, each clause with the layer, file and line that it comes from.

mod counts;
mod days;
mod find;
mod head;
mod held;
mod listing;
mod own;
mod slot;

use crate::author::Unknown;
use crate::layer::Joined;
use crate::source::{Sources, Span};
use crate::syntax::print::{Noted, Style, print_items};
use crate::syntax::tree::{Item, ItemKind};
use crate::value::Date;

/// Columns of a line, the comment behind it aside.
const WIDTH: usize = 96;

/// The items with the clauses that hold on some day.
pub(super) fn held_clauses(joined: &Joined) -> Vec<Item> {
    held::held(joined, None)
}

/// Rules of several packs, resolved.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// Names of the packs, widest first: a clause's layer is a place in this list.
    pub packs: Vec<String>,
    /// For which place and day they were resolved, in words; empty where for none.
    pub when: String,
    /// The items: first the one head of the whole, then all others without `amend` and without what is beaten.
    pub items: Vec<Item>,
}

impl Resolved {
    /// Packs that were joined, as they hold on a day (on any, if none is given).
    ///
    /// Tests are left out: those of a wide pack speak of that pack alone.
    #[must_use]
    pub fn of(joined: &Joined, date: Option<Date>, when: &str) -> Self {
        let packs: Vec<String> = joined.packs.iter().map(|layer| layer.name.clone()).collect();
        Self::of_items(&packs, held::held(joined, date), when)
    }

    /// Items that were resolved already.
    #[must_use]
    pub fn of_items(packs: &[String], items: Vec<Item>, when: &str) -> Self {
        let (heads, others): (Vec<Item>, Vec<Item>) =
            items.into_iter().filter(|item| item.kind != ItemKind::Test).partition(|item| item.kind == ItemKind::Pack);
        let mut all: Vec<Item> = head::one(packs, &heads, when).into_iter().collect();
        all.extend(others);
        Self { packs: packs.to_vec(), when: when.to_owned(), items: all.into_iter().map(own::tidied).collect() }
    }

    /// As a text that is itself a pack; of one item if it is named.
    ///
    /// # Errors
    /// Nothing is called so.
    pub fn text(&self, name: Option<&str>, sources: &Sources) -> Result<String, Unknown> {
        let comment = |noted: Noted<'_>| match noted {
            Noted::Item(item) if item.kind == ItemKind::Pack => None,
            Noted::Item(item) => Some(self.origin(item.layer, item.word, sources)),
            Noted::Clause(clause) => Some(self.origin(clause.layer, clause.span, sources)),
        };
        let style = Style { width: WIDTH, comment: &comment };
        let mut text = match self.when.as_str() {
            "" => format!("# {}\n", self.packs.join(", ")),
            when => format!("# {}, as they hold {when}\n", self.packs.join(", ")),
        };
        let Some(name) = name else {
            return Ok(text + "\n" + &print_items(&self.items, style));
        };
        let found = find::named(&self.items, name)?;
        for within in found.iter().filter_map(|found| found.within.as_deref()) {
            let line = format!("# inside {within}\n");
            if !text.contains(&line) {
                text += &line;
            }
        }
        let items: Vec<Item> = found.into_iter().map(|found| found.item).collect();
        Ok(text + "\n" + &print_items(&items, style))
    }

    /// As a JSON array: each head and each clause with its layer, file, line and text.
    ///
    /// # Errors
    /// Nothing is called so.
    pub fn json(&self, name: Option<&str>, sources: &Sources) -> Result<String, Unknown> {
        let found = match name {
            Some(name) => find::named(&self.items, name)?,
            None => self.items.iter().map(|item| find::Found { item: item.clone(), within: None }).collect(),
        };
        Ok(listing::json(self, &found, sources))
    }

    /// The names of all that can be shown, for a guess at what was meant.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        find::named(&self.items, name).is_ok()
    }

    fn layer(&self, layer: u16) -> &str {
        self.packs.get(usize::from(layer)).map_or("", String::as_str)
    }

    /// `norway, rules/norway/targets.kpi:12`
    fn origin(&self, layer: u16, span: Span, sources: &Sources) -> String {
        let place = sources.place(span);
        match place.file {
            "" => self.layer(layer).to_owned(),
            file => format!("{}, {file}:{}", self.layer(layer), place.line),
        }
    }
}
