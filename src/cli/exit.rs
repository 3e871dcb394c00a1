//! Exit codes, and what ends a command early.

use crate::report::ReportFault;
use crate::workspace::WorldError;

/// Said where the fault is not the user's.
pub(super) const OURS: &str =
    "This is a fault of yardstick, not of your rules or figures. Please report it, with the command and the files.";

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All is well.
    Fine,
    /// There are findings that are errors, or tests that fail.
    Findings,
    /// The command line is wrong, or names what does not exist.
    Usage,
    /// Our own fault.
    Fault,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Fault => 3,
        }
    }

    /// Fine, unless there are errors.
    pub fn of_errors(errors: bool) -> Self {
        if errors { Self::Findings } else { Self::Fine }
    }
}

/// What ends a command early.
#[derive(Debug)]
pub(super) enum Failure {
    /// A path that does not exist, a disk that is full.
    World(WorldError),
    /// A name or a value on the command line that stands for nothing.
    Usage(String),
    /// Our own fault.
    Fault(String),
}

impl Failure {
    pub fn message(&self) -> String {
        match self {
            Self::World(error) => error.to_string(),
            Self::Usage(text) => text.clone(),
            Self::Fault(text) => format!("{text}\n{OURS}"),
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::World(_) | Self::Usage(_) => Exit::Usage,
            Self::Fault(_) => Exit::Fault,
        }
    }
}

impl From<WorldError> for Failure {
    fn from(error: WorldError) -> Self {
        Self::World(error)
    }
}

impl From<ReportFault> for Failure {
    fn from(fault: ReportFault) -> Self {
        Self::Fault(fault.to_string())
    }
}
