//! What goes into a formula while it runs.

use crate::model::scorecard::{Figures, Origin};
use crate::value::{ItemId, Missing, MissingKind, Outcome, Phrase, Quality, Status, Value};

/// What one formula has looked up so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// Figures, each once, in the order of their use.
    pub figures: Figures,
    /// Inputs whose assumed value was used.
    pub assumed: Vec<ItemId>,
    /// `or else` stepped in.
    pub stood_in: bool,
    /// The worst status.
    pub status: Option<Status>,
    /// The worst grade that is stated.
    pub quality: Option<Quality>,
    /// A figure has no grade.
    pub ungraded: bool,
    /// The currency of its amounts.
    pub currency: Option<Box<str>>,
    /// Two currencies that met.
    pub clash: Option<(Box<str>, Box<str>)>,
}

impl Frame {
    /// Takes in an item that was looked up.
    pub fn absorb(&mut self, entry: &Entry) {
        for figure in &entry.figures {
            if !self.figures.contains(figure) {
                self.figures.push(*figure);
            }
        }
        for assumed in &entry.assumed {
            if !self.assumed.contains(assumed) {
                self.assumed.push(*assumed);
            }
        }
        self.stood_in |= entry.stood_in;
        self.ungraded |= entry.ungraded;
        if !entry.figures.is_empty() {
            self.status = self.status.max(Some(entry.status));
        }
        self.quality = self.quality.max(entry.quality);
        if let Some(currency) = &entry.currency {
            self.spend(currency);
        }
    }

    /// Takes in an amount of money.
    pub fn spend(&mut self, currency: &str) {
        match &self.currency {
            None => self.currency = Some(currency.into()),
            Some(known) if &**known != currency && self.clash.is_none() => {
                self.clash = Some((known.clone(), currency.into()));
            }
            Some(_) => {}
        }
    }

    /// Fails where two currencies met.
    pub fn settled(&self) -> Outcome<()> {
        match &self.clash {
            Some((one, other)) => {
                Err(Missing::failed(Phrase::from("why_currencies").with("one", &**one).with("other", &**other)))
            }
            None => Ok(()),
        }
    }
}

/// The value of an item in a year, with what went into it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub value: Outcome<Value>,
    pub year: Option<i32>,
    pub origin: Origin,
    pub status: Status,
    pub quality: Option<Quality>,
    pub ungraded: bool,
    pub figures: Figures,
    pub assumed: Vec<ItemId>,
    pub stood_in: bool,
    pub other: Option<Value>,
    pub currency: Option<Box<str>>,
    /// The expectation that it misses: its place in the item's list.
    pub outside: Option<usize>,
}

impl Entry {
    /// No value, and why.
    pub fn missing(missing: Missing) -> Self {
        Self::of(Err(missing), Origin::None, Frame::default())
    }

    /// A value or its reason, with what went into it.
    pub fn of(value: Outcome<Value>, origin: Origin, frame: Frame) -> Self {
        let status = match &value {
            Ok(_) if frame.figures.is_empty() && !frame.assumed.is_empty() => Status::NotReported,
            Ok(_) => frame.status.unwrap_or(Status::Reported),
            Err(missing) => match missing.kind {
                MissingKind::Rejected => Status::Rejected,
                MissingKind::NotApplicable => Status::NotApplicable,
                MissingKind::Undecided => frame.status.unwrap_or(Status::Reported),
                MissingKind::Failed | MissingKind::NotReported | MissingKind::NoBenchmark => Status::NotReported,
            },
        };
        Self {
            value,
            year: None,
            origin,
            status,
            quality: frame.quality,
            ungraded: frame.ungraded,
            figures: frame.figures,
            assumed: frame.assumed,
            stood_in: frame.stood_in,
            other: None,
            currency: frame.currency,
            outside: None,
        }
    }

    /// Whether nobody reported it.
    pub fn is_silent(&self) -> bool {
        self.value.as_ref().is_err_and(|missing| missing.kind == MissingKind::NotReported)
    }
}
