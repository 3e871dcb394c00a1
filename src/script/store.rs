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
    sandbox: OnceLock<Sandbox>,
    read: Mutex<IndexMap<Key, Arc<Reading>>>,
}

impl Scripts {
    /// With the limits of a host.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { shared: Arc::new(Shared { limits, ..Shared::default() }) }
    }

    /// The engine; made now where nobody asked for it before.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        self.shared.sandbox.get_or_init(|| Sandbox::new(self.shared.limits.clone()))
    }

    /// Whether any script has asked for the engine.
    #[must_use]
    pub fn in_use(&self) -> bool {
        self.shared.sandbox.get().is_some()
    }

    /// A script that consists of functions.
    #[must_use]
    pub fn functions(&self, text: &Arc<str>) -> Arc<Reading> {
        self.read((Arc::clone(text), None))
    }

    /// A script that consists of statements over variables.
    #[must_use]
    pub fn statements(&self, text: &Arc<str>, variables: &[String]) -> Arc<Reading> {
        self.read((Arc::clone(text), Some(variables.to_vec())))
    }

    fn read(&self, key: Key) -> Arc<Reading> {
        let sandbox = self.sandbox();
        let mut read = self.shared.read.lock().unwrap_or_else(PoisonError::into_inner);
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
