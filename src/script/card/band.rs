//! Bands: they compare with each other and with the names of their scale, greater is better.

use std::cmp::Ordering;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use crate::model::exhibit::BandSeen;
use crate::script::problem::Fault;

type Given<T> = Result<T, Box<EvalAltResult>>;

/// A band of a scale.
#[derive(Debug, Clone)]
pub struct Band(pub(in crate::script) BandSeen);

impl Band {
    /// Its name, as the rules have it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// The band with those of its scale.
    pub(super) fn seen(&self) -> &BandSeen {
        &self.0
    }

    /// How it compares with a band of the same scale. The first band of a scale is the highest.
    fn compare(&self, name: &str) -> Given<Ordering> {
        let names = || self.0.scale.iter().map(|name| &**name);
        match names().position(|known| known == name) {
            Some(place) => Ok(place.cmp(&usize::from(self.0.index))),
            None => {
                let near = crate::source::nearest(name, names());
                let near = near.map_or_else(String::new, |near| format!(" (`{near}`?)"));
                let all = names().collect::<Vec<_>>().join(", ");
                Err(Fault::Other(format!("`{name}` is no band here{near}; there are {all}")).into())
            }
        }
    }
}

/// Whether an order is what a comparison asks for.
type Holds = fn(Ordering) -> bool;

const COMPARE: [(&str, Holds); 6] = [
    ("==", Ordering::is_eq),
    ("!=", Ordering::is_ne),
    ("<", Ordering::is_lt),
    ("<=", Ordering::is_le),
    (">", Ordering::is_gt),
    (">=", Ordering::is_ge),
];

pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Band>("band");
    for (sign, holds) in COMPARE {
        engine.register_fn(sign, move |band: Band, name: ImmutableString| band.compare(&name).map(holds));
        engine.register_fn(sign, move |name: ImmutableString, band: Band| {
            band.compare(&name).map(|order| holds(order.reverse()))
        });
        engine.register_fn(sign, move |band: Band, other: Band| band.compare(other.name()).map(holds));
    }
    engine.register_get("name", |band: &mut Band| ImmutableString::from(band.name()));
    engine.register_fn("to_string", |band: &mut Band| ImmutableString::from(band.name()));
    engine.register_fn("+", |text: ImmutableString, band: Band| -> Given<Dynamic> {
        crate::script::meter::make(text.len() + band.name().len() + 32)?;
        Ok(Dynamic::from(format!("{text}{}", band.name())))
    });
}
