//! What the script that runs on this thread has used up.
//!
//! Rhai counts operations for each call by itself and knows nothing of memory. So both are counted here. A script runs on
//! one thread from its start to its end; a script that runs inside of another one (through the host) has a count of its
//! own, and the outer one goes on where it was.

use std::cell::Cell;
use std::time::Instant;

use rhai::{Dynamic, EvalAltResult, Position};

use super::limits::{Limit, Limits};

/// After how many operations the clock is looked at.
const CLOCK: u64 = 1 << 10;

#[derive(Clone, Copy)]
struct Count {
    operations: u64,
    memory: usize,
    until: Option<Instant>,
}

const NOTHING: Count = Count { operations: u64::MAX, memory: usize::MAX, until: None };

thread_local! {
    /// What is left for the script that runs.
    static LEFT: Cell<Count> = const { Cell::new(NOTHING) };
}

/// Runs something with a count of its own.
pub(super) fn measured<T>(limits: &Limits, run: impl FnOnce() -> T) -> T {
    struct Back(Count);
    impl Drop for Back {
        fn drop(&mut self) {
            LEFT.set(self.0);
        }
    }
    let until = Instant::now().checked_add(limits.wall_time);
    let count = Count { operations: limits.operations, memory: limits.counted(), until };
    let _back = Back(LEFT.replace(count));
    run()
}

/// One operation. Says which limit is reached, if one is.
#[inline]
pub(super) fn tick() -> Option<Limit> {
    work(1).err()
}

/// Some operations at once.
#[inline]
pub(super) fn work(operations: u64) -> Result<(), Limit> {
    let mut left = LEFT.get();
    let before = left.operations;
    let Some(now) = before.checked_sub(operations) else { return Err(Limit::Operations) };
    left.operations = now;
    LEFT.set(left);
    if before / CLOCK != now / CLOCK && left.until.is_some_and(|until| Instant::now() > until) {
        return Err(Limit::WallTime);
    }
    Ok(())
}

/// So many bytes are going to be made.
#[inline]
pub(super) fn make(bytes: usize) -> Result<(), Limit> {
    let mut left = LEFT.get();
    left.memory = left.memory.checked_sub(bytes).ok_or(Limit::Memory)?;
    LEFT.set(left);
    Ok(())
}

/// A limit as an error that no script can catch. The position is filled in where the function was called.
impl From<Limit> for Box<EvalAltResult> {
    fn from(limit: Limit) -> Self {
        EvalAltResult::ErrorTerminated(Dynamic::from(limit), Position::NONE).into()
    }
}
