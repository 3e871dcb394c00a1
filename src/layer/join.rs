//! Packs joined into one list of items. What the packs that hold everywhere come to is worked out once: what a narrower
//! pack leaves alone is taken over as it is.

use std::sync::{Arc, OnceLock};

use indexmap::{IndexMap, IndexSet};

use super::amend::{Join, Key, name_of};
use super::settle::settle;
use super::{Joined, Layer, PackFiles, SaidOf, clash, over};
use crate::diagnostic::{Checked, Diagnostic};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind};
use crate::value::Date;

/// The packs that hold everywhere, joined, before it is decided what holds on a day.
#[derive(Debug, Default)]
pub(super) struct Base {
    /// All items, amendments worked in.
    pub items: Vec<Arc<Item>>,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
    places: IndexMap<Key, usize>,
    /// The items that several of the packs speak of.
    touched: IndexSet<usize>,
    /// What each item comes to if no narrower pack speaks of it; worked out when it is asked for.
    settled: Vec<OnceLock<Settled>>,
}

/// An item as it holds.
#[derive(Debug)]
struct Settled {
    item: Arc<Item>,
    said: Vec<SaidOf>,
    findings: Vec<Diagnostic>,
}

/// Joins the packs of that order into one list of items, as they hold on a day (in the end, where none is named).
#[must_use]
pub fn join(layers: Vec<Layer>, packs: &[Arc<PackFiles>], on: Option<Date>) -> Checked<Joined> {
    // Wider packs come first in the order.
    let wide = layers.iter().take_while(|layer| layer.width == 0).count();
    let (everywhere, narrower) = packs.split_at(wide.min(packs.len()));
    let base = base(&layers, everywhere, on);
    let mut join = Join::over(&base, &layers);
    for (place, pack) in narrower.iter().enumerate() {
        join.add(pack, everywhere.len() + place);
    }
    let Join { items, touched, mut findings, .. } = join;
    let mut joined = Joined { items: Vec::with_capacity(items.len()), ..Joined::default() };
    for (place, item) in items.into_iter().enumerate() {
        let known = base.settled.get(place).filter(|_| !touched.contains(&place));
        let fresh = |touched: bool| Settled::of(item, touched, &layers, on);
        let settled = match known {
            Some(known) => known.get_or_init(|| fresh(base.touched.contains(&place))),
            None => &fresh(base.touched.contains(&place) || touched.contains(&place)),
        };
        joined.items.push(Arc::clone(&settled.item));
        joined.said.extend(settled.said.iter().cloned());
        findings.extend(settled.findings.iter().cloned());
    }
    joined.packs = layers;
    Checked { value: joined, findings }
}

/// The first packs of an order, joined; kept with the very first.
fn base(layers: &[Layer], packs: &[Arc<PackFiles>], on: Option<Date>) -> Arc<Base> {
    let Some(first) = packs.first() else { return Arc::default() };
    let own = layers.get(..packs.len()).unwrap_or(layers);
    first.base.get(packs, (own.to_vec(), on), || {
        let nothing = Base::default();
        let mut join = Join::over(&nothing, layers);
        for (place, pack) in packs.iter().enumerate() {
            join.add(pack, place);
        }
        let Join { items, places, touched, findings, .. } = join;
        let settled = items.iter().map(|_| OnceLock::new()).collect();
        Base { items, findings, places, touched, settled }
    })
}

impl Base {
    /// Where an item stands.
    pub fn place(&self, key: &Key) -> Option<usize> {
        self.places.get(key).copied()
    }
}

impl Settled {
    fn of(item: Arc<Item>, touched: bool, layers: &[Layer], on: Option<Date>) -> Self {
        let mut settled = Self { item, said: Vec::new(), findings: Vec::new() };
        let item = &settled.item;
        if over::speaks(&item.clauses) {
            over::check(item, &mut settled.findings);
        }
        if touched {
            clash::between(item, layers, &mut settled.findings);
        } else if !is_dated(&item.clauses) {
            return settled;
        }
        let name = match item.kind {
            ItemKind::Kpi | ItemKind::Input => name_of(item).to_owned(),
            _ => format!("{} {}", item.kind.word(), name_of(item)),
        };
        settle(Arc::make_mut(&mut settled.item), &name, layers, on, &mut settled.said);
        settled
    }
}

/// Whether a clause has a date.
fn is_dated(clauses: &[Clause]) -> bool {
    clauses.iter().any(|clause| {
        let inner = matches!(&clause.kind, ClauseKind::Item(inner) if is_dated(&inner.clauses));
        inner || clause.modifiers.from.is_some() || clause.modifiers.until.is_some()
    })
}
