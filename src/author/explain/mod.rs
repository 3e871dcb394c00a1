//! Where a result comes from: the value back to its figures, the clauses that hold and what was not chosen, and what
//! the result does elsewhere.

mod advice;
mod check;
mod code;
mod comparison;
mod edges;
mod figures;
mod group;
mod item;
mod lines;
mod name;
mod parameter;
mod path;
mod rollups;
mod shares;
mod show;
mod starts;

pub use code::explain_code;
pub(super) use lines::Lines;
pub use name::Unknown;

use crate::formula::Scope;
use crate::model::advice::Advice;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::model::scorecard::Scorecard;
use crate::source::Sources;
use name::Subject;

/// Everything that is known of one city in one year.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// The texts that they and the figures were read from.
    pub sources: &'a Sources,
    /// The city and its figures.
    pub data: &'a Dataset,
    /// The results.
    pub card: &'a Scorecard,
    /// The recommendations.
    pub advice: &'a Advice,
    /// Where expressions look up what they name.
    pub scope: &'a dyn Scope,
}

/// Explains an item, a recommendation, a check, a parameter or a group of a roll-up (`dimension: society`), in lines
/// of a width.
///
/// # Errors
/// Nothing has that name; the nearest known name comes with it.
pub fn explain(known: &Known<'_>, name: &str, width: usize) -> Result<String, Unknown> {
    let mut lines = Lines::new(width);
    match name::find(known, name)? {
        Subject::Item(item) => item::explain(known, item, &mut lines),
        Subject::Recommendation(place) => advice::explain(known, place, &mut lines),
        Subject::Check(place) => check::explain(known, place, &mut lines),
        Subject::Parameter(place) => parameter::explain(known, place, &mut lines),
        Subject::Group(rollup, group) => group::explain(known, rollup, group, &mut lines),
        Subject::Rollup(rollup) => group::explain_all(known, rollup, &mut lines),
    }
    Ok(lines.finish())
}
