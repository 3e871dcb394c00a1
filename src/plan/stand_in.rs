//! What stands in for missing values, by the rules of `crate::evaluate::peers`.

use super::builder::Builder;
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::survey::Survey;
use super::tag::NOT_REPORTED;
use crate::cohort::Middle;
use crate::model::rules::{Impute, Item, Measure};
use crate::value::ItemId;

impl Builder<'_> {
    /// What stands in for an item; not reported where nothing does.
    pub fn stand_in(&mut self, item: &Item, way: Impute) -> Made<Id> {
        match way {
            Impute::Mean => self.middle(item.id, Middle::Mean),
            Impute::Median => self.middle(item.id, Middle::Median),
            Impute::GroupMean(input) => self.of_group(item.id, input, Middle::Mean),
            Impute::GroupMedian(input) => self.of_group(item.id, input, Middle::Median),
            Impute::FacetMean(facet) => {
                let own = self.places(item.id)?;
                let mut others = Vec::new();
                for other in self.alike(item, facet) {
                    let (survey, lower) = self.places(other)?;
                    others.push((self.own_in(other, None)?, survey, lower));
                }
                Ok(self.graph.add(Op::FromPlaces { own, others }))
            }
            Impute::Latest => Ok(self.nearest(item.id, false)?.1),
            Impute::Linear => {
                let ((first, low), (last, high)) = (self.nearest(item.id, false)?, self.nearest(item.id, true)?);
                Ok(self.graph.add(Op::OnLine { year: self.ask.year, ends: [first, low, last, high] }))
            }
        }
    }

    fn middle(&mut self, item: ItemId, middle: Middle) -> Made<Id> {
        let survey = self.reported_whole(item)?;
        Ok(self.graph.add(Op::Middle { survey, middle }))
    }

    fn of_group(&mut self, item: ItemId, input: ItemId, middle: Middle) -> Made<Id> {
        let Some(values) = self.reported_rows(item)? else { return Ok(self.graph.constant(NOT_REPORTED)) };
        if self.item(input)?.measure == Measure::Text {
            return Err(Refused("groups by a text"));
        }
        let words = match self.blindly(|builder| builder.latest_value(input))?.operand {
            Operand::Number(id) | Operand::Word(id) => id,
            Operand::Answer(id) => self.graph.add(Op::Points(id, vec![0.0_f64.to_bits(), 1.0_f64.to_bits()])),
            nothing @ (Operand::Nothing(_) | Operand::Open(_)) => nothing.number(&mut self.graph)?,
            _ => return Err(Refused("groups by a band or a status")),
        };
        let survey = self.graph.survey(Survey::Groups { values, words, middle }, true);
        Ok(self.graph.add(Op::OfGroup { survey, words }))
    }

    /// The year and the value of the nearest year before or after that of the evaluation in which the item has one.
    fn nearest(&mut self, item: ItemId, after: bool) -> Made<(Id, Id)> {
        let now = self.ask.year;
        let mut years: Vec<i32> =
            self.years_fed().into_iter().filter(|year| if after { *year > now } else { *year < now }).collect();
        if after {
            years.reverse();
        }
        let none = self.graph.constant(NOT_REPORTED);
        let (mut at, mut value) = (none, none);
        for year in years {
            let one = self.own_in(item, Some(year))?;
            let there = Operand::Number(one).sorted(&Table::all(1, 0), &mut self.graph);
            let year = self.graph.constant(f64::from(year));
            at = self.graph.add(Op::Select(there, year, at));
            value = self.graph.add(Op::Select(there, one, value));
        }
        Ok((at, value))
    }
}
