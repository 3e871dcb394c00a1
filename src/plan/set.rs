//! Functions over sets, lists and years.

use super::builder::{At, Builder};
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{FAILED, is_missing, tag_of};
use crate::model::formula::{Gather, Node, Set, YearBound};

/// The most years that a formula may look at, as the tree evaluator has it.
const MOST_YEARS: i32 = 500;

impl Builder<'_> {
    /// A function over the members of a set.
    pub fn over_set(&mut self, gather: Gather, set: &Set, at: &At<'_>) -> Made {
        if matches!(gather, Gather::List | Gather::Growth | Gather::Each) {
            return Err(Refused("a text or a list"));
        }
        let counts = gather == Gather::Count && !(set.reported && set.condition.is_none());
        let mut members: Vec<(Option<Id>, Id)> = Vec::with_capacity(set.members.len());
        for member in &set.members {
            let at = at.for_member(*member);
            let truth = match &set.condition {
                Some(condition) => {
                    let truth = self.truth(condition, &at);
                    Some(self.truth_or_ask(truth))
                }
                None => None,
            };
            if truth.is_some_and(|truth| self.graph.code(truth) == Some(0)) {
                continue;
            }
            let value = if counts { self.graph.constant(0.0) } else { self.counted_value(gather, &set.of, &at)? };
            members.push((truth.filter(|truth| self.graph.code(*truth) != Some(1)), value));
        }
        if counts && members.iter().all(|(truth, _)| truth.is_some()) && set.reported {
            return Err(Refused("a count of what is reported under a condition"));
        }
        Ok(self.numbered(Op::Gather { gather, reported: set.reported, members }))
    }

    /// What is taken of a member; for a count only whether it is there.
    fn counted_value(&mut self, gather: Gather, of: &Node, at: &At<'_>) -> Made<Id> {
        let value = self.eval(of, at);
        let value = self.or_ask(value);
        if gather == Gather::Count && !matches!(value, Operand::Number(_) | Operand::Nothing(_) | Operand::Open(_)) {
            let there = value.sorted(&Table::known(0), &mut self.graph);
            return Ok(self.graph.add(Op::Points(there, vec![0])));
        }
        value.number(&mut self.graph)
    }

    /// A function over a list of expressions.
    pub fn over_list(&mut self, gather: Gather, nodes: &[Node], at: &At<'_>) -> Made {
        if matches!(gather, Gather::List | Gather::Growth | Gather::Each) {
            return Err(Refused("a text or a list"));
        }
        if gather == Gather::Count {
            return self.count_list(nodes, at);
        }
        let mut members = Vec::with_capacity(nodes.len());
        for node in nodes {
            let value = self.eval(node, at)?.number(&mut self.graph)?;
            members.push((None, value));
        }
        Ok(self.numbered(Op::Gather { gather, reported: false, members }))
    }

    /// How many of a list are there and not no.
    fn count_list(&mut self, nodes: &[Node], at: &At<'_>) -> Made {
        let zero = self.graph.constant(0.0);
        let mut members = Vec::with_capacity(nodes.len());
        for node in nodes {
            let truth = match self.eval(node, at)? {
                Operand::Answer(truth) => truth,
                other => other.sorted(&Table::known(1), &mut self.graph),
            };
            members.push((Some(truth), zero));
        }
        Ok(self.numbered(Op::Gather { gather: Gather::Count, reported: false, members }))
    }

    /// A function over years, each with its own figures.
    pub fn over_years(&mut self, gather: Gather, node: &Node, ends: (&YearBound, &YearBound), at: &At<'_>) -> Made {
        let (first, last) = (self.bound(ends.0, at)?, self.bound(ends.1, at)?);
        if last.saturating_sub(first) >= MOST_YEARS {
            return Ok(Operand::Nothing(tag_of(FAILED)));
        }
        if matches!(gather, Gather::Growth | Gather::List | Gather::Each) {
            return Err(Refused("a growth over years"));
        }
        let mut members = Vec::new();
        for year in first..=last {
            let value = self.eval(node, &at.in_year(year))?;
            let value = if gather == Gather::Count {
                let there = value.sorted(&Table::known(0), &mut self.graph);
                self.graph.add(Op::Points(there, vec![0]))
            } else {
                value.number(&mut self.graph)?
            };
            members.push((None, value));
        }
        if gather == Gather::Count {
            // What is missing in one year makes the count missing: as a sum does.
            let all = self.graph.add(Op::Gather { gather: Gather::Sum, reported: false, members: members.clone() });
            let there: Vec<Id> = members.iter().map(|(_, value)| *value).collect();
            let count = self.graph.add(Op::CountNumbers(there));
            if self.graph.number(all).is_some_and(is_missing) || first > last {
                return Err(Refused("a count of years"));
            }
            return Ok(self.numbered(Op::Guard(all, count)));
        }
        Ok(self.numbered(Op::Gather { gather, reported: false, members }))
    }

    fn bound(&mut self, bound: &YearBound, at: &At<'_>) -> Made<i32> {
        match bound {
            YearBound::Before(years) => Ok(at.context.year.saturating_sub(*years)),
            YearBound::Of(node) => self.year(node, at),
        }
    }
}
