//! Evaluates one resolved expression in a [`Scope`]: what is missing carries its reason, truth has three values, and a
//! number of which only a bound is known settles what the whole bound settles.

mod arithmetic;
mod band;
mod clause;
mod code;
mod compare;
mod eval;
mod gather;
mod given;
mod lookup;
mod names;
mod rolled;
mod share;
mod text;
#[cfg(test)]
pub(crate) mod trial;

pub use arithmetic::arithmetic;
pub use band::{band_of, reached};
pub use clause::{Asked, asking, holds, pick, pick_and_added, pick_where, replacers, standing};
pub use compare::{compare, compare_within, goal_holds};
pub use eval::{eval, eval_in, truth, truth_in};
pub use gather::{Membership, membership, whole_year};
pub use lookup::{carried_by, figure_of, reference_scale};
pub use names::items_of;
pub use rolled::{aggregate, parts};
pub use share::{share_of_target, way_to_target};
pub use text::fill;

use crate::model::formula::{Look, Node, Part};
use crate::model::rules::RuleBook;
use crate::model::scorecard::TargetResult;
use crate::model::supposition::Supposed;
use crate::value::{Date, ItemId, Outcome, Symbol, Truth, Value};

/// Said where the engine cannot go on with a bound.
pub(crate) const ONLY_A_BOUND: &str = "why_only_a_bound";

/// Where an expression looks up what it names.
pub trait Scope {
    /// The rules.
    fn book(&self) -> &RuleBook;
    /// The value of an item: in the year of the context exactly where it is strict, else the latest that counts.
    fn value(&self, item: ItemId, at: &Context<'_>) -> Outcome<Value>;
    /// Another part of an item.
    fn part(&self, item: ItemId, part: Part) -> Outcome<Value>;
    /// A part of a group of a roll-up.
    fn group(&self, rollup: u16, key: &[Symbol], part: Part) -> Outcome<Value>;
    /// The result of a function that looks at others.
    fn look(&self, look: &Look, at: &Context<'_>) -> Outcome<Value>;
    /// The target that holds for an item.
    fn target(&self, item: ItemId) -> Outcome<TargetResult>;
    /// What the path of an item asks for: in the year of the context exactly where it is strict, else in that of its
    /// figure.
    fn required(&self, item: ItemId, at: &Context<'_>) -> Outcome<TargetResult>;
    /// The start that holds for an item.
    fn start(&self, item: ItemId) -> Option<Value>;
    /// Whether anything is reported of an item; missing where it does not apply.
    fn reported(&self, item: ItemId, at: &Context<'_>) -> Truth;
    /// The value of an expression in the world that a supposition makes.
    ///
    /// # Errors
    /// What is supposed, or the expression, rests on something that is missing.
    fn supposing(&self, supposed: &[Supposed], node: &Node, at: &Context<'_>) -> Outcome<Value>;
    /// Hears that `or else` stepped in.
    fn stood_in(&self);
    /// Hears that a formula names an amount in this currency.
    fn money(&self, currency: &str);
    /// A formula begins: what is looked up from here on belongs together.
    fn begin(&self);
    /// It ends: fails where two currencies met in it.
    ///
    /// # Errors
    /// Two currencies in one formula.
    fn end(&self) -> Outcome<()>;
}

/// For what and when an expression is evaluated.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The year at hand.
    pub year: i32,
    /// The day whose clauses hold.
    pub date: Date,
    /// All figures are taken of the year at hand, none of an earlier one.
    pub strict: bool,
    /// The member of the set at hand.
    pub member: Option<ItemId>,
    /// The item whose own clause this is.
    pub own: Option<ItemId>,
    /// All rules are taken as they hold on `date`, whatever year a figure is of.
    pub fixed: bool,
    /// `value` is what the score sees of it: treated, where outliers are.
    pub prepared: bool,
    /// Arguments of the function at hand.
    pub arguments: &'a [Outcome<Value>],
    /// What the recommendation at hand would change.
    pub effect: Option<&'a Outcome<Value>>,
    /// The values of facets of the group at hand, those that they are a part of included.
    pub group: &'a [(u16, Symbol)],
    /// The numbers of its members with their weights.
    pub members: &'a [(f64, f64)],
}

impl Context<'static> {
    /// In a year, with the latest figures that count. Year 0 stands for "no year is known": there the clauses hold that
    /// hold last.
    #[must_use]
    pub fn at(year: i32) -> Self {
        let date = Date::end_of(if year == 0 { 9999 } else { year });
        Self {
            year,
            date,
            strict: false,
            member: None,
            own: None,
            fixed: false,
            prepared: false,
            arguments: &[],
            group: &[],
            members: &[],
            effect: None,
        }
    }

    /// In a year, with figures of that year only.
    #[must_use]
    pub fn exactly(year: i32) -> Self {
        Self { strict: true, ..Self::at(year) }
    }

    /// In a year, by the rules of a day where one is named.
    #[must_use]
    pub fn at_day(year: i32, on: Option<Date>) -> Self {
        Self::at(year).on(on)
    }
}

impl<'a> Context<'a> {
    /// The same for a group of a roll-up.
    #[must_use]
    pub fn for_group(&self, group: &'a [(u16, Symbol)], members: &'a [(f64, f64)]) -> Self {
        Self { group, members, ..*self }
    }
}

impl Context<'_> {
    /// The same for one member of a set.
    #[must_use]
    pub fn for_member(&self, member: ItemId) -> Self {
        Self { member: Some(member), ..*self }
    }

    /// The same for an item's own clause.
    #[must_use]
    pub fn for_own(&self, own: ItemId) -> Self {
        Self { own: Some(own), ..*self }
    }

    /// The same by the rules of a day, where one is named.
    #[must_use]
    pub fn on(&self, on: Option<Date>) -> Self {
        Self { date: on.unwrap_or(self.date), fixed: on.is_some(), ..*self }
    }

    /// The same in another year, with figures of that year only.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Self {
        let date = if self.fixed { self.date } else { Context::exactly(year).date };
        Self { year, date, strict: true, ..*self }
    }
}
