//! What the program that embeds the library brings along: functions, recommendations and checks that rules name.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Adviser, Datum, Inspector};
use crate::value::Outcome;

/// Computes a value from arguments: a function of the host.
///
/// Quantities come in the units that the rule declares, and go out so. The same arguments must give the same answer.
pub trait Reckoner: Send + Sync {
    /// The value. An argument is missing only where the rule says `takes missing`.
    ///
    /// # Errors
    /// Why there is none.
    fn reckon(&self, arguments: &[Outcome<Datum>]) -> Outcome<Datum>;
}

impl<F> Reckoner for F
where
    F: Fn(&[Outcome<Datum>]) -> Outcome<Datum> + Send + Sync,
{
    fn reckon(&self, arguments: &[Outcome<Datum>]) -> Outcome<Datum> {
        self(arguments)
    }
}

/// What a host brings along, by the names under which rules declare it `in host`.
#[derive(Clone, Default)]
pub struct Host {
    /// Functions, each with how many arguments it takes.
    pub functions: IndexMap<String, (usize, Arc<dyn Reckoner>)>,
    /// Recommendations.
    pub advisers: IndexMap<String, Arc<dyn Adviser>>,
    /// Checks.
    pub inspectors: IndexMap<String, Arc<dyn Inspector>>,
}

impl fmt::Debug for Host {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Host")
            .field("functions", &self.functions.keys().collect::<Vec<_>>())
            .field("advisers", &self.advisers.keys().collect::<Vec<_>>())
            .field("inspectors", &self.inspectors.keys().collect::<Vec<_>>())
            .finish()
    }
}
