//! How much a script may do before it is stopped.

use std::time::Duration;

/// What one run of a script may use. The same in debug and release builds.
///
/// Operations and memory are counted and come out alike on every machine; they are set so that they decide before the
/// wall clock can. The clock is the last resort, for what takes long in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Steps: each expression, statement and call is one; functions over lists and texts count one for each element.
    pub operations: u64,
    /// Functions that have called each other and not returned yet.
    pub call_depth: usize,
    /// How deep expressions and blocks may be nested in the text.
    pub expression_depth: usize,
    /// Bytes of texts, lists and records that one run may make. What is given up again counts all the same, so that the
    /// sum bounds what is held at any time, and the time that goes into copying.
    pub memory: usize,
    /// Time that one run may take. It is looked at after every 1,024 operations, and each such stretch counts a hundredth
    /// of it at most, so that a machine that is busy with other things stops no script.
    pub wall_time: Duration,
    /// Bytes of the text of a script.
    pub source: usize,
}

impl Default for Limits {
    /// Stops a runaway script within 100 ms and 64 MiB.
    fn default() -> Self {
        Self {
            operations: 100_000,
            call_depth: 32,
            expression_depth: 64,
            memory: 64 << 20,
            wall_time: Duration::from_millis(100),
            source: 256 << 10,
        }
    }
}

/// Variables that may be in use at one time in one function.
pub(super) const VARIABLES: usize = 64;

/// Functions that one script may define.
pub(super) const FUNCTIONS: usize = 256;

/// How deep lists and records may be put into each other.
pub(super) const NESTING: u8 = 16;

impl Limits {
    /// What a run may make of texts, lists and records. A quarter of the memory is kept for what is not counted one by
    /// one: the text of the script in its parsed form, and texts that are put together from pieces.
    pub(super) fn counted(&self) -> usize {
        self.memory / 4 * 3
    }

    /// The longest text that may be put together from pieces in one expression. As many of them as there can be
    /// variables fit into what is kept for them.
    pub(super) fn text(&self) -> usize {
        (self.memory / 4 / (VARIABLES * self.call_depth.max(1))).max(256)
    }
}

/// Which limit a script broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Too many operations.
    Operations,
    /// Too many calls within calls.
    CallDepth,
    /// Too many bytes of texts, lists and records.
    Memory,
    /// Too long.
    WallTime,
    /// Lists and records within each other, too deep.
    Nesting,
    /// Too many variables at one time.
    Variables,
}
