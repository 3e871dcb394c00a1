//! What if: what is supposed is looked up in the figures at hand, and anything can be asked of the world that follows.

use super::{Evaluation, Options};
use crate::formula::{Context, eval_in};
use crate::model::formula::Node;
use crate::model::scorecard::Origin;
use crate::model::supposition::{Supposed, SupposedFigure, Supposition};
use crate::suppose::World;
use crate::value::{ItemId, Outcome, Value};

impl Evaluation<'_> {
    /// The values of what is supposed, with the figures whose places they take.
    ///
    /// # Errors
    /// A value that rests on something that is missing.
    pub fn settle(&self, supposed: &[Supposed], context: &Context<'_>) -> Outcome<Supposition> {
        let mut settled = Supposition::default();
        for one in supposed {
            match one {
                Supposed::Figure { item, year, value, .. } => {
                    settled.figures.push(self.figure_for(*item, *year, value, context)?);
                }
                Supposed::Parameter { place, value, .. } => {
                    settled.parameters.push((*place, eval_in(value, self, context)?));
                }
                Supposed::Weight { of, weight } => settled.weights.push((*of, *weight)),
                Supposed::Target { item, goal } => settled.targets.push((*item, goal.clone())),
                Supposed::Start { item, value } => settled.starts.push((*item, value.clone())),
            }
        }
        Ok(settled)
    }

    /// Evaluates an expression in the world that a supposition makes. Nothing else is evaluated there.
    ///
    /// # Errors
    /// What is supposed, or the expression, rests on something that is missing.
    pub(super) fn in_other_world(&self, supposed: &[Supposed], node: &Node, context: &Context<'_>) -> Outcome<Value> {
        let world = World::of(self.book, self.data, &self.settle(supposed, context)?);
        let options = Options { year: Some(self.year), on: self.on };
        eval_in(node, &Evaluation::begin(&world.book, &world.data, options), context)
    }

    fn figure_for(
        &self,
        item: ItemId,
        year: Option<i32>,
        node: &Node,
        context: &Context<'_>,
    ) -> Outcome<SupposedFigure> {
        let value = eval_in(node, self, context)?;
        let currency = match node {
            Node::Money(_, currency) => Some(currency.to_string()),
            _ => None,
        };
        Ok(SupposedFigure { item, place: self.counting_figure(item, year), year, value, currency })
    }

    /// The figure of an item that counts: in a year, else in the latest in which one does. Its place in the data.
    #[must_use]
    pub fn counting_figure(&self, id: ItemId, year: Option<i32>) -> Option<u32> {
        let item = self.book.item(id)?;
        let in_year = |year: i32| {
            let context = self.in_year(year).for_own(id);
            match self.reported_figure(item, year, &context).origin {
                Origin::Reported(place) => Some(place),
                _ => None,
            }
        };
        match year {
            Some(year) => in_year(year),
            None => {
                let used = self.latest(id).year;
                used.and_then(in_year).or_else(|| self.memo.years().iter().find_map(|year| in_year(*year)))
            }
        }
    }
}
