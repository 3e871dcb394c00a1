//! What was made of some packs, kept for the next rule book that is made of the same ones.

use std::sync::{Arc, RwLock, Weak};

use super::PackFiles;

/// So many are kept; the oldest goes first.
const MOST: usize = 8;

/// Products of packs, each for one choice of packs and whatever else decides it.
#[derive(Debug)]
pub(super) struct Kept<K, V>(RwLock<Vec<Entry<K, V>>>);

#[derive(Debug)]
struct Entry<K, V> {
    /// The packs, which it does not keep alive.
    packs: Vec<Weak<PackFiles>>,
    /// What else decides the product.
    key: K,
    made: Arc<V>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// The product of some packs; made where it is not there. Two threads may make it at once: both are alike.
    pub fn get(&self, packs: &[Arc<PackFiles>], key: K, make: impl FnOnce() -> V) -> Arc<V> {
        let same = |kept: &[Weak<PackFiles>]| {
            kept.len() == packs.len() && kept.iter().zip(packs).all(|(kept, pack)| kept.as_ptr() == Arc::as_ptr(pack))
        };
        let find = |kept: &[Entry<K, V>]| {
            kept.iter().find(|entry| entry.key == key && same(&entry.packs)).map(|entry| Arc::clone(&entry.made))
        };
        if let Some(made) = self.0.read().ok().and_then(|kept| find(&kept)) {
            return made;
        }
        let made = Arc::new(make());
        if let Ok(mut kept) = self.0.write() {
            if kept.len() >= MOST {
                kept.remove(0);
            }
            let packs = packs.iter().map(Arc::downgrade).collect();
            kept.push(Entry { packs, key, made: Arc::clone(&made) });
        }
        made
    }
}
