//! Which functions the calls of a script mean, kept from run to run.
//!
//! Rhai looks up every operator and every function by the sorts of its arguments, and keeps what it has found while a
//! script runs. A short formula would spend most of its time on that. So what was found stays with the script. It
//! consists of functions and holds no value: no run sees anything of another one.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rhai::Caches;

/// The functions of an engine as they are now. A script that was read for one engine keeps nothing that it finds in
/// another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stock(u64);

impl Stock {
    /// One that is equal to no other.
    pub(super) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// What was found for one script. As many are kept as runs were on their way at one time.
#[derive(Debug)]
pub(super) struct Lookup {
    stock: Stock,
    found: Mutex<Vec<Caches>>,
}

impl Clone for Lookup {
    /// A copy finds everything anew.
    fn clone(&self) -> Self {
        Self::new(self.stock)
    }
}

impl Lookup {
    pub(super) fn new(stock: Stock) -> Self {
        Self { stock, found: Mutex::default() }
    }

    /// Runs something with what was found before. What a run that failed has found is given up.
    pub(super) fn with<T, E>(&self, stock: Stock, run: impl FnOnce(&mut Caches) -> Result<T, E>) -> Result<T, E> {
        if stock != self.stock {
            return run(&mut Caches::new());
        }
        let before = self.found.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut caches = before.unwrap_or_default();
        let result = run(&mut caches)?;
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(caches);
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(caches: &mut Caches) -> usize {
        caches.fn_resolution_cache_mut().dict.len()
    }

    fn fill(caches: &mut Caches) -> Result<usize, ()> {
        let before = entries(caches);
        caches.fn_resolution_cache_mut().dict.insert(7, None);
        Ok(before)
    }

    #[test]
    fn what_was_found_is_kept_for_the_same_functions_only() {
        let stock = Stock::new();
        let lookup = Lookup::new(stock);
        assert_eq!(lookup.with(stock, fill), Ok(0));
        assert_eq!(lookup.with(stock, fill), Ok(1));
        assert_eq!(lookup.with(Stock::new(), fill), Ok(0));
        assert_eq!(lookup.clone().with(stock, fill), Ok(0));
    }

    #[test]
    fn what_a_run_that_failed_has_found_is_given_up() {
        let stock = Stock::new();
        let lookup = Lookup::new(stock);
        assert_eq!(lookup.with(stock, fill), Ok(0));
        assert_eq!(lookup.with(stock, |caches| fill(caches).and(Err::<usize, ()>(()))), Err(()));
        assert_eq!(lookup.with(stock, fill), Ok(0));
    }
}
