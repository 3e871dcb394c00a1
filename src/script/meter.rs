//! What the script that runs on this thread has used up.
//!
//! Rhai counts operations for each call by itself and knows nothing of memory. So both are counted here. A script runs on
//! one thread from its start to its end; a script that runs inside of another one (through the host) has a count of its
//! own, and the outer one goes on where it was.

use std::cell::Cell;
use std::time::{Duration, Instant};

use rhai::{Dynamic, EvalAltResult, Position};

use super::limits::{Limit, Limits};

/// After how many operations the clock is looked at.
const STRETCH: u64 = 1 << 10;

/// What is left for the script that runs.
struct Left {
    operations: Cell<u64>,
    memory: Cell<usize>,
    clock: Cell<Option<Clock>>,
    refused: Cell<bool>,
}

/// Time, stretch by stretch. One stretch counts a hundredth of the whole at most: what the machine does in between for
/// others is not the script's time. So it is the same limit that breaks on a machine that is busy.
/// The first stretch counts in full without a look at its start, since most scripts end before it does.
#[derive(Clone, Copy)]
struct Clock {
    left: Duration,
    most: Duration,
    seen: Option<Instant>,
}

thread_local! {
    static LEFT: Left = const {
        Left {
            operations: Cell::new(u64::MAX),
            memory: Cell::new(usize::MAX),
            clock: Cell::new(None),
            refused: Cell::new(false),
        }
    };
}

/// What a run has used of its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spent {
    /// Steps: see [`Limits::operations`].
    pub operations: u64,
    /// Bytes of texts, lists and records that it has made: see [`Limits::memory`].
    pub memory: usize,
}

/// Runs something with a count of its own, and says what it has used.
pub(super) fn counted<T>(limits: &Limits, run: impl FnOnce() -> T) -> (T, Spent) {
    measured(limits, || {
        let result = run();
        let spent = LEFT.with(|left| Spent {
            operations: limits.operations.saturating_sub(left.operations.get()),
            memory: limits.counted().saturating_sub(left.memory.get()),
        });
        (result, spent)
    })
}

/// Runs something with a count of its own.
pub(super) fn measured<T>(limits: &Limits, run: impl FnOnce() -> T) -> T {
    struct Back(u64, usize, Option<Clock>, bool);
    impl Drop for Back {
        fn drop(&mut self) {
            LEFT.with(|left| {
                left.operations.set(self.0);
                left.memory.set(self.1);
                left.clock.set(self.2);
                left.refused.set(self.3);
            });
        }
    }
    let clock = Clock { left: limits.wall_time, most: limits.wall_time / 100, seen: None };
    let _back = LEFT.with(|left| {
        let before = left.operations.replace(limits.operations);
        let memory = left.memory.replace(limits.counted());
        Back(before, memory, left.clock.replace(Some(clock)), left.refused.replace(false))
    });
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
    LEFT.with(|left| {
        let before = left.operations.get();
        let Some(now) = before.checked_sub(operations) else { return Err(Limit::Operations) };
        left.operations.set(now);
        if before / STRETCH == now / STRETCH { Ok(()) } else { look(left) }
    })
}

/// Looks at the clock.
#[cold]
fn look(left: &Left) -> Result<(), Limit> {
    let Some(clock) = left.clock.get() else { return Ok(()) };
    let now = Instant::now();
    let gone = clock.seen.map_or(clock.most, |seen| now.duration_since(seen).min(clock.most));
    let rest = clock.left.checked_sub(gone).ok_or(Limit::WallTime)?;
    left.clock.set(Some(Clock { left: rest, seen: Some(now), ..clock }));
    Ok(())
}

/// So many bytes are going to be made.
#[inline]
pub(super) fn make(bytes: usize) -> Result<(), Limit> {
    LEFT.with(|left| {
        left.memory.set(left.memory.get().checked_sub(bytes).ok_or(Limit::Memory)?);
        Ok(())
    })
}

/// Takes note that a value could not be had. A script ends with that, but for one place: in `r["a"] += 1` Rhai goes on as
/// if it had been `r["a"] = 1`.
pub(super) fn refuse() {
    LEFT.with(|left| left.refused.set(true));
}

/// Whether a value could not be had, and the script goes on all the same.
pub(super) fn refused() -> bool {
    LEFT.with(|left| left.refused.get())
}

/// A limit as an error that no script can catch. The position is filled in where the function was called.
impl From<Limit> for Box<EvalAltResult> {
    fn from(limit: Limit) -> Self {
        EvalAltResult::ErrorTerminated(Dynamic::from(limit), Position::NONE).into()
    }
}
