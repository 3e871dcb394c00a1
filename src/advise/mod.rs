//! Triggers over a scorecard to advice: given, held back, not given, undetermined; each with its reasons.

mod effect;
mod fires;
mod judge;
mod outside;
mod rank;
mod reason;
mod step;
mod turn;
mod wording;

pub use fires::{fires, has_outcomes, is_held, outcomes};
pub use step::{NextBand, next_band};

use std::sync::Arc;

use crate::formula::Scope;
use crate::model::advice::{Advice, HeldBack, Holder, NotGiven, Recommended, Undetermined};
use crate::model::dataset::Dataset;
use crate::model::exhibit::Exhibit;
use crate::model::rules::RuleBook;
use crate::model::scorecard::Scorecard;
use crate::source::Sources;

/// What advice is made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// Their texts: conditions are shown as they were written.
    pub sources: &'a Sources,
    /// The city's data: its programmes are credited.
    pub data: &'a Dataset,
    /// The results.
    pub card: &'a Scorecard,
    /// Where conditions look up what they name.
    pub scope: &'a dyn Scope,
    /// The results as scripts and functions of the host see them, where a recommendation asks one.
    pub exhibit: Option<&'a Arc<Exhibit>>,
}

/// What came out for one recommendation (of one member, where it is over a set).
enum Verdict {
    Fires(Box<Recommended>),
    HeldBack(Box<Recommended>, Holder),
    NotGiven(NotGiven),
    Undetermined(Undetermined),
}

/// Judges every recommendation, ranks those that fire, and applies the limits.
#[must_use]
pub fn advise(material: Material<'_>) -> Advice {
    let mut advice = Advice::default();
    let mut firing = Vec::new();
    let mut unless = Vec::new();
    for place in 0..material.book.recommendations.len() {
        for verdict in judge::judge(&material, place) {
            match verdict {
                Verdict::Fires(recommended) => firing.push(*recommended),
                Verdict::HeldBack(recommended, by) => unless.push(HeldBack { recommended: *recommended, by }),
                Verdict::NotGiven(not_given) => advice.not_given.push(not_given),
                Verdict::Undetermined(undetermined) => advice.undetermined.push(undetermined),
            }
        }
    }
    let (given, held_back) = rank::rank(&material, firing);
    advice.given = given;
    advice.held_back = held_back;
    advice.held_back.extend(unless);
    advice
}
