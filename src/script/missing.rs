//! A missing value, as a script that takes missing values sees it.

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::problem::Fault;
use crate::value::Missing;

/// A value that is missing. A script can ask whether it is and why, and hand it on; whatever else it does with it raises.
#[derive(Debug, Clone)]
pub struct MissingValue {
    reason: Arc<str>,
    missing: Arc<Missing>,
}

impl MissingValue {
    /// A missing value with a reason of its own.
    #[must_use]
    pub fn new(reason: impl Into<Arc<str>>) -> Self {
        let reason = reason.into();
        Self { missing: Arc::new(Missing::failed(Arc::clone(&reason))), reason }
    }

    /// What is missing, and why.
    #[must_use]
    pub fn missing(&self) -> &Arc<Missing> {
        &self.missing
    }

    /// Why it is missing. Of a value of the rules a word that scripts can compare: `not_reported`, `not_applicable` …
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl From<Missing> for MissingValue {
    fn from(missing: Missing) -> Self {
        let reason = missing.kind.key().trim_start_matches("missing_").into();
        Self { reason, missing: Arc::new(missing) }
    }
}

/// `is_missing(x)` and `reason(x)`.
pub(super) fn register(engine: &mut Engine) {
    engine.register_indexer_get(
        |own: &mut MissingValue, name: ImmutableString| -> Result<Dynamic, Box<EvalAltResult>> {
            Err(Fault::Missing(format!(".{name}"), own.reason().to_owned(), Some(Arc::clone(own.missing()))).into())
        },
    );
    engine.register_fn("is_missing", |value: Dynamic| value.is::<MissingValue>());
    engine.register_fn("reason", |value: Dynamic| -> Result<ImmutableString, Box<EvalAltResult>> {
        let reason = value.read_lock::<MissingValue>().map(|missing| ImmutableString::from(missing.reason()));
        reason.ok_or_else(|| Fault::Other("`reason` is for missing values: ask `is_missing` first".to_owned()).into())
    });
}
