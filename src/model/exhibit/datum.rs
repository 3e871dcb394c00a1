//! A value as code outside of the language sees it: in the unit that the rules declare.

use std::sync::Arc;

use crate::model::rules::RuleBook;
use crate::unit::Unit;
use crate::value::{BandRef, ItemId, Missing, MissingKind, Outcome, Phrase, Value};

/// A value that is there.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// A quantity, in the unit that the rules declare.
    Number(f64),
    /// `yes` or `no`.
    YesNo(bool),
    /// A word of a choice, a status, a grade, or a text.
    Text(Arc<str>),
    /// A band.
    Band(BandSeen),
    /// Several values in their order.
    List(Arc<[Outcome<Datum>]>),
    /// Several values with their names.
    Record(Arc<[(Arc<str>, Outcome<Datum>)]>),
}

/// A band with all bands of its scale, so that it can be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct BandSeen {
    /// The names of all bands of the scale, the highest first.
    pub scale: Arc<[Arc<str>]>,
    /// Which of them.
    pub index: u16,
}

impl BandSeen {
    /// Its name, as the rules have it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.scale.get(usize::from(self.index)).map_or("", |name| name)
    }
}

impl Datum {
    /// A value in a unit.
    ///
    /// # Errors
    /// Only a bound of it is known: a script could compare it with nothing.
    pub fn of(book: &RuleBook, item: Option<ItemId>, value: &Value, unit: Option<&Unit>) -> Outcome<Self> {
        Ok(match value {
            Value::Number(number) => Self::Number(unit.map_or(*number, |unit| unit.from_base(*number))),
            Value::Bound(_) => return Err(Missing::because(MissingKind::Undecided, item, "why_only_a_bound")),
            Value::YesNo(answer) => Self::YesNo(*answer),
            Value::Choice(symbol) => Self::Text(book.word(*symbol).into()),
            Value::Text(text) => Self::Text(Arc::clone(text)),
            Value::Band(band) => Self::Band(BandSeen::of(book, *band)),
            Value::Status(status) => Self::Text(status.word().into()),
            Value::Quality(quality) => Self::Text(quality.word().into()),
        })
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A list of values.
    pub fn list<T: Into<Self>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(|value| Ok(value.into())).collect())
    }

    /// A record: fields with their names. One that is missing carries its reason.
    pub fn record<N: Into<Arc<str>>>(fields: impl IntoIterator<Item = (N, Outcome<Self>)>) -> Self {
        Self::Record(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// The field of a record.
    ///
    /// # Errors
    /// It is missing; or this is no record, or has no such field.
    pub fn field(&self, name: &str) -> Outcome<Self> {
        let fields = match self {
            Self::Record(fields) => fields.as_ref(),
            _ => &[],
        };
        let found = fields.iter().find(|(own, _)| **own == *name).map(|(_, value)| value.clone());
        found.unwrap_or_else(|| Err(Missing::failed(Phrase::from("code_not_there").with("field", name))))
    }

    /// The values in it, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Outcome<Self>]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }
}

impl BandSeen {
    /// A band of a rule book.
    #[must_use]
    pub fn of(book: &RuleBook, band: BandRef) -> Self {
        let bands = book.scales.get(band.scale as usize).map_or(&[] as &[_], |scale| scale.bands.as_slice());
        Self { scale: bands.iter().map(|band| book.word(band.name).into()).collect(), index: band.index }
    }
}

impl From<f64> for Datum {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Datum {
    fn from(answer: bool) -> Self {
        Self::YesNo(answer)
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
