//! Values as scripts see them.

use rhai::{Dynamic, ImmutableString};

use super::Band;
use crate::model::exhibit::Datum;
use crate::script::missing::MissingValue;
use crate::value::{ItemId, Outcome};

/// A value, or a missing value that must be asked.
pub(super) fn seen(outcome: &Outcome<Datum>, item: Option<ItemId>) -> Dynamic {
    match outcome {
        Ok(datum) => of(datum),
        Err(missing) => {
            let named = item.filter(|_| missing.items().is_empty());
            let missing = named.map_or_else(|| missing.clone(), |item| missing.clone().of_item(item));
            Dynamic::from(MissingValue::from(missing))
        }
    }
}

/// A number, or a missing value that must be asked.
pub(super) fn numbered(outcome: &Outcome<f64>, item: Option<ItemId>) -> Dynamic {
    seen(&outcome.as_ref().map(|number| Datum::Number(*number)).map_err(Clone::clone), item)
}

/// A value that is there.
fn of(datum: &Datum) -> Dynamic {
    match datum {
        Datum::Number(number) => Dynamic::from_float(*number),
        Datum::YesNo(answer) => Dynamic::from_bool(*answer),
        Datum::Text(text) => Dynamic::from(ImmutableString::from(&**text)),
        Datum::Band(band) => Dynamic::from(Band(band.clone())),
        // Results are never lists or records.
        Datum::List(_) | Datum::Record(_) => Dynamic::UNIT,
    }
}
