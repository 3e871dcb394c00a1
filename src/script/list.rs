//! Lists of scripts.
//!
//! Rhai's own arrays are copied whenever a variable is read, and nothing counts what that takes. A list here is shared
//! until it is changed: to hand it on costs nothing, and everything that makes one goes through [`make`].

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, INT};

use super::limits::{Limit, NESTING};
use super::meter::{make, work};
use super::missing::MissingValue;
use super::operators::{as_number, called, unlike};
use super::problem::Fault;
use super::record::Record;

type Given<T> = Result<T, Box<EvalAltResult>>;

/// What one element takes, with the room that a growing list keeps free.
const ELEMENT: usize = 2 * size_of::<Dynamic>();

/// What a list takes by itself.
const EMPTY: usize = 64;

/// A list. It is never a part of itself, and never nested deeper than the limit, so that giving it up ends.
#[derive(Debug, Clone)]
pub struct List {
    items: Arc<Vec<Dynamic>>,
    depth: u8,
}

/// How deep lists and records are nested in a value; 0 for all other values.
pub(super) fn depth(value: &Dynamic) -> u8 {
    if let Some(list) = value.read_lock::<List>() {
        return list.depth;
    }
    value.read_lock::<Record>().map_or(0, |record| record.depth())
}

/// The depth of what holds a value; an error where it is too deep.
pub(super) fn above(value: &Dynamic) -> Given<u8> {
    let depth = depth(value).saturating_add(1);
    if depth > NESTING { Err(Limit::Nesting.into()) } else { Ok(depth) }
}

impl List {
    /// A list of values. The memory is counted.
    ///
    /// # Errors
    /// When the script has used up its memory, or the values are nested too deep.
    pub fn new(items: Vec<Dynamic>) -> Given<Self> {
        make(EMPTY + items.len() * ELEMENT)?;
        work(items.len() as u64)?;
        let mut depth = 1;
        for item in &items {
            depth = depth.max(above(item)?);
        }
        Ok(Self { items: Arc::new(items), depth })
    }

    /// The elements.
    pub fn items(&self) -> &[Dynamic] {
        &self.items
    }

    /// The elements for changing. Where others hold the list as well, it is copied first.
    fn items_mut(&mut self) -> Given<&mut Vec<Dynamic>> {
        if Arc::get_mut(&mut self.items).is_none() {
            make(EMPTY + self.items.len() * ELEMENT)?;
            work(self.items.len() as u64 / 4)?;
        }
        Ok(Arc::make_mut(&mut self.items))
    }

    fn push(&mut self, item: Dynamic) -> Given<()> {
        let depth = above(&item)?;
        make(ELEMENT)?;
        self.items_mut()?.push(item);
        self.depth = self.depth.max(depth);
        Ok(())
    }

    fn place(&self, index: f64) -> Given<usize> {
        let length = self.items.len();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and in range")]
        let place =
            if index.trunc() == index && (0.0..4_294_967_296.0).contains(&index) { Some(index as usize) } else { None };
        place.filter(|place| *place < length).ok_or_else(|| {
            Fault::Other(format!("the list has {length} elements, counted from 0, and none at {index}")).into()
        })
    }

    fn get(&self, index: f64) -> Given<Dynamic> {
        let place = self.place(index)?;
        Ok(self.items.get(place).cloned().unwrap_or(Dynamic::UNIT))
    }

    fn set(&mut self, index: f64, item: Dynamic) -> Given<()> {
        let (place, depth) = (self.place(index)?, above(&item)?);
        if let Some(slot) = self.items_mut()?.get_mut(place) {
            *slot = item;
        }
        self.depth = self.depth.max(depth);
        Ok(())
    }

    /// Whether a number, a text or an answer is among the elements.
    fn holds(&self, wanted: &Dynamic) -> Given<bool> {
        work(self.items.len() as u64)?;
        for item in self.items() {
            if super::operators::same(item, wanted)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The elements as numbers.
    pub(super) fn numbers(&self, function: &str) -> Given<Vec<f64>> {
        work(self.items.len() as u64)?;
        let number = |item: &Dynamic| match as_number(item) {
            Some(number) => Ok(number),
            None if item.is::<MissingValue>() => unlike(function, item, item),
            None => {
                Err(Fault::Other(format!("`{function}` takes a list of numbers; {} is in it", called(item))).into())
            }
        };
        self.items.iter().map(number).collect()
    }
}

impl IntoIterator for List {
    type Item = Dynamic;
    type IntoIter = Elements;

    fn into_iter(self) -> Elements {
        Elements { list: self, next: 0 }
    }
}

/// A walk through a list.
pub struct Elements {
    list: List,
    next: usize,
}

impl Iterator for Elements {
    type Item = Dynamic;

    fn next(&mut self) -> Option<Dynamic> {
        let item = self.list.items.get(self.next).cloned();
        self.next += 1;
        item
    }
}

fn length(count: usize) -> f64 {
    count as f64
}

/// What scripts do with lists.
pub(super) fn register(engine: &mut Engine) {
    engine.register_iterator::<List>();
    engine.register_fn("list", |items: rhai::Array| List::new(items));
    engine.register_fn("list", |items: List| items);
    engine.register_indexer_get(|list: &mut List, index: f64| list.get(index));
    engine.register_indexer_set(|list: &mut List, index: f64, item: Dynamic| list.set(index, item));
    engine.register_indexer_get(|list: &mut List, index: INT| list.get(index as f64));
    engine.register_indexer_set(|list: &mut List, index: INT, item: Dynamic| list.set(index as f64, item));
    engine.register_fn("len", |list: &mut List| length(list.items.len()));
    engine.register_fn("is_empty", |list: &mut List| list.items.is_empty());
    engine.register_fn("push", |list: &mut List, item: Dynamic| list.push(item));
    engine.register_fn("pop", |list: &mut List| -> Given<Dynamic> {
        let last = list.items_mut()?.pop();
        last.ok_or_else(|| Fault::Other("the list is empty".to_owned()).into())
    });
    engine.register_fn("+", |a: List, b: List| -> Given<List> {
        List::new(a.items.iter().chain(b.items.iter()).cloned().collect())
    });
    engine.register_fn("+=", |a: &mut List, b: List| -> Given<()> {
        *a = List::new(a.items.iter().chain(b.items.iter()).cloned().collect())?;
        Ok(())
    });
    engine.register_fn("contains", |list: &mut List, wanted: Dynamic| list.holds(&wanted));
    engine.register_fn("reversed", |list: &mut List| List::new(list.items.iter().rev().cloned().collect()));
    engine.register_fn("sorted", sorted);
    calculations(engine);
}

fn sorted(list: &mut List) -> Given<List> {
    let mut numbers = list.numbers("sorted")?;
    numbers.sort_by(f64::total_cmp);
    List::new(numbers.into_iter().map(Dynamic::from_float).collect())
}

/// Sums and means, by the same code as the rule language's own.
fn calculations(engine: &mut Engine) {
    engine.register_fn("sum", |list: &mut List| {
        of_some(list, "sum", |numbers| crate::builtin::sum(numbers.iter().copied()))
    });
    engine.register_fn("mean", |list: &mut List| of_some(list, "mean", |numbers| crate::builtin::mean(&even(numbers))));
    engine.register_fn("median", |list: &mut List| {
        of_some(list, "median", |numbers| crate::builtin::median(&even(numbers)))
    });
    engine.register_fn("min", |list: &mut List| {
        of_some(list, "min", |numbers| numbers.iter().copied().fold(f64::INFINITY, f64::min))
    });
    engine.register_fn("max", |list: &mut List| {
        of_some(list, "max", |numbers| numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    });
}

/// Each number with the weight 1.
fn even(numbers: &[f64]) -> Vec<(f64, f64)> {
    numbers.iter().map(|number| (*number, 1.0)).collect()
}

/// A result of all numbers of a list that is not empty: as in the rule language, nothing can be said of none.
fn of_some(list: &List, name: &'static str, result: impl Fn(&[f64]) -> f64) -> Given<f64> {
    let numbers = list.numbers(name)?;
    if numbers.is_empty() {
        return Err(Fault::Other(format!("`{name}` of an empty list has no value")).into());
    }
    let result = result(&numbers);
    if result.is_finite() { Ok(result) } else { Err(Fault::NotFinite(name).into()) }
}
