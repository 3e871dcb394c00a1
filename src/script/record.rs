//! Records of scripts: entries with names. Shared until they are changed, and counted, as lists are.

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::list::{List, above};
use super::meter::{make, refuse, refused, work};
use super::problem::Fault;

type Given<T> = Result<T, Box<EvalAltResult>>;

/// What an entry takes beside the letters of its name.
const ENTRY: usize = 96;

/// Among how many names one is looked for that is like another one.
const NAMES: usize = 1_000;

/// A record. Its entries come in the order of their names.
#[derive(Debug, Clone)]
pub struct Record {
    entries: Arc<BTreeMap<ImmutableString, Dynamic>>,
    depth: u8,
}

impl Record {
    /// A record of entries. The memory is counted.
    ///
    /// # Errors
    /// When the script has used up its memory, or the values are nested too deep.
    pub fn new(entries: impl IntoIterator<Item = (ImmutableString, Dynamic)>) -> Given<Self> {
        let mut record = Self { entries: Arc::default(), depth: 1 };
        make(ENTRY)?;
        for (name, value) in entries {
            work(1)?;
            record.set(name, value)?;
        }
        Ok(record)
    }

    pub(super) fn depth(&self) -> u8 {
        self.depth
    }

    /// The entries in the order of their names.
    pub fn entries(&self) -> impl Iterator<Item = (&ImmutableString, &Dynamic)> {
        self.entries.iter()
    }

    fn entries_mut(&mut self) -> Given<&mut BTreeMap<ImmutableString, Dynamic>> {
        if Arc::get_mut(&mut self.entries).is_none() {
            make(ENTRY * (1 + self.entries.len()))?;
            work(self.entries.len() as u64 / 4)?;
        }
        Ok(Arc::make_mut(&mut self.entries))
    }

    fn set(&mut self, name: ImmutableString, value: Dynamic) -> Given<()> {
        let depth = above(&value)?;
        make(ENTRY + name.len())?;
        self.entries_mut()?.insert(name, value);
        self.depth = self.depth.max(depth);
        Ok(())
    }

    fn get(&self, name: &str) -> Given<Dynamic> {
        self.entries.get(name).cloned().ok_or_else(|| {
            refuse();
            self.unknown(name).into()
        })
    }

    /// Sets an entry, unless what it shall be made of is not there.
    fn change(&mut self, name: ImmutableString, value: Dynamic) -> Given<()> {
        if refused() { Err(self.unknown(&name).into()) } else { self.set(name, value) }
    }

    fn unknown(&self, name: &str) -> Fault {
        let known = self.entries.keys().map(ImmutableString::as_str).take(NAMES);
        let near = crate::source::nearest(name, known);
        Fault::UnknownEntry(name.to_owned(), near.map(str::to_owned))
    }
}

/// What scripts do with records.
pub(super) fn register(engine: &mut Engine) {
    engine.register_fn("record", |map: rhai::Map| {
        Record::new(map.into_iter().map(|(name, value)| (ImmutableString::from(name.as_str()), value)))
    });
    engine.register_fn("record", |record: Record| record);
    engine.register_indexer_get(|record: &mut Record, name: ImmutableString| record.get(&name));
    engine
        .register_indexer_set(|record: &mut Record, name: ImmutableString, value: Dynamic| record.change(name, value));
    engine.register_fn("len", |record: &mut Record| record.entries.len() as f64);
    engine.register_fn("is_empty", |record: &mut Record| record.entries.is_empty());
    engine.register_fn("contains", |record: &mut Record, name: ImmutableString| record.entries.contains_key(&name));
    engine.register_fn("keys", |record: &mut Record| {
        List::new(record.entries.keys().cloned().map(Dynamic::from).collect())
    });
    engine.register_fn("values", |record: &mut Record| List::new(record.entries.values().cloned().collect()));
    engine.register_fn("remove", |record: &mut Record, name: ImmutableString| -> Given<Dynamic> {
        let gone = record.entries_mut()?.remove(&name);
        gone.ok_or_else(|| record.unknown(&name).into())
    });
}
