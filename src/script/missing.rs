//! A missing value, as a script that takes missing values sees it.

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::problem::Fault;
use crate::value::Missing;

/// A value that is missing. A script can ask whether it is and why, and hand it on; whatever else it does with it raises.
#[derive(Debug, Clone)]
pub struct MissingValue {
    reason: Arc<str>,
    /// Of a result: what is missing.
    of: Option<Arc<Missing>>,
}

impl MissingValue {
    /// A missing value with its reason: `not_reported`, `not_applicable` …
    #[must_use]
    pub fn new(reason: impl Into<Arc<str>>) -> Self {
        Self { reason: reason.into(), of: None }
    }

    /// What is missing, where it is a result.
    pub(super) fn of(&self) -> Option<&Arc<Missing>> {
        self.of.as_ref()
    }

    /// Why it is missing.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl From<Missing> for MissingValue {
    fn from(missing: Missing) -> Self {
        let reason = missing.kind.key().trim_start_matches("missing_").into();
        Self { reason, of: Some(Arc::new(missing)) }
    }
}

/// `is_missing(x)` and `reason(x)`.
pub(super) fn register(engine: &mut Engine) {
    engine.register_fn("is_missing", |value: Dynamic| value.is::<MissingValue>());
    engine.register_fn("reason", |value: Dynamic| -> Result<ImmutableString, Box<EvalAltResult>> {
        let reason = value.read_lock::<MissingValue>().map(|missing| ImmutableString::from(missing.reason()));
        reason.ok_or_else(|| Fault::Other("`reason` is for missing values: ask `is_missing` first".to_owned()).into())
    });
}
