//! The scripts of one library: read once, whatever rule books they serve, and an engine that is made when the first
//! script asks for it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use indexmap::IndexMap;

use super::{Form, Limits, Problem, Program, Sandbox};

/// What reading a script came to.
pub type Reading = Result<Program, Vec<Problem>>;

/// The text of a script, with the names of its variables where it consists of statements.
type Key = (Arc<str>, Option<Vec<String>>);

/// The scripts of one library. Copies share what was read.
#[derive(Debug, Clone, Default)]
pub struct Scripts {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    limits: Limits,
    /// For functions of rules.
    plain: Shelf,
    /// For what recommends and checks: scripts that see a scorecard.
    with_card: Shelf,
}

/// An engine, and what was read for it.
#[derive(Debug, Default)]
struct Shelf {
    sandbox: OnceLock<Sandbox>,
    read: Mutex<IndexMap<Key, Arc<Reading>>>,
}

impl Scripts {
    /// With the limits of a host.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { shared: Arc::new(Shared { limits, ..Shared::default() }) }
    }

    /// The engine of functions; made now where nobody asked for it before.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        self.shared.plain.sandbox.get_or_init(|| Sandbox::new(self.shared.limits.clone()))
    }

    /// The engine of scripts that see a scorecard.
    #[must_use]
    pub fn card_sandbox(&self) -> &Sandbox {
        self.shared.with_card.sandbox.get_or_init(|| Sandbox::with_card(self.shared.limits.clone()))
    }

    /// Whether any script has asked for an engine.
    #[must_use]
    pub fn in_use(&self) -> bool {
        self.shared.plain.sandbox.get().is_some() || self.shared.with_card.sandbox.get().is_some()
    }

    /// A script that consists of functions.
    #[must_use]
    pub fn functions(&self, text: &Arc<str>) -> Arc<Reading> {
        self.shared.plain.read(self.sandbox(), (Arc::clone(text), None))
    }

    /// A script that consists of statements over variables.
    #[must_use]
    pub fn statements(&self, text: &Arc<str>, variables: &[String]) -> Arc<Reading> {
        self.shared.plain.read(self.sandbox(), (Arc::clone(text), Some(variables.to_vec())))
    }

    /// A script that sees a scorecard: functions, or statements over variables.
    #[must_use]
    pub fn with_card(&self, text: &Arc<str>, variables: Option<&[String]>) -> Arc<Reading> {
        self.shared.with_card.read(self.card_sandbox(), (Arc::clone(text), variables.map(<[String]>::to_vec)))
    }
}

impl Shelf {
    fn read(&self, sandbox: &Sandbox, key: Key) -> Arc<Reading> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(&key) {
            return Arc::clone(known);
        }
        let names: Vec<&str> = key.1.iter().flatten().map(String::as_str).collect();
        let form = if key.1.is_some() { Form::Statements(&names) } else { Form::Functions };
        let reading = Arc::new(sandbox.compile(&key.0, form));
        read.insert(key, Arc::clone(&reading));
        reading
    }
}
