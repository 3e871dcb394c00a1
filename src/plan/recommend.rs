//! Triggers: whether a recommendation fires, be it held back afterwards or not.

use super::builder::{At, Builder};
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{NOT_APPLICABLE, tag_of};
use crate::formula::replacers;
use crate::model::formula::Node;
use crate::model::rules::{Case, Recommendation};

impl Builder<'_> {
    /// Whether a recommendation fires: yes, no, or what is missing; not applicable where all that was asked is.
    pub fn trigger(&mut self, rule: &Recommendation) -> Made<Id> {
        if rule.outside.is_some() {
            return Err(Refused("a recommendation that asks a script or the host"));
        }
        if rule.each.is_some() {
            return Err(Refused("a recommendation for each member of a set"));
        }
        let at = self.now();
        let retired = self.holding(&rule.retired, |()| true, &at);
        let retired = self.graph.add(Op::Map(retired, vec![0, tag_of(NOT_APPLICABLE)]));
        let places = replacers(&rule.when, |_, _| true, at.context.date, &self.book.packs);
        if let [(place, over)] = places.as_slice()
            && let Some(case) = rule.when.get(*place).filter(|case| over.is_empty() && case.value.is_some())
        {
            // One trigger is its own answer: yes, no, or what is missing.
            let made = self.fires(case, &at)?;
            return Ok(self.graph.add(Op::GuardCodes(retired, made)));
        }
        let (mut fired, mut failed) = (self.graph.coded(0), self.graph.coded(0));
        let (mut open, mut exempt) = (self.graph.coded(0), self.graph.coded(0));
        for (place, over) in places {
            if !over.is_empty() {
                return Err(Refused("triggers of several packs"));
            }
            let Some(case) = rule.when.get(place) else { continue };
            let truth = self.fires(case, &at)?;
            let truth = Operand::Answer(truth);
            let apart = Table::known(0).with(NOT_APPLICABLE, 0);
            let one = truth.sorted(&apart, &mut self.graph);
            open = self.graph.add(Op::Only(open, one));
            let yes = self.is(truth, 1);
            fired = self.graph.add(Op::Or(fired, yes));
            let no = if case.value.is_some() { self.is(truth, 0) } else { self.graph.coded(0) };
            failed = self.graph.add(Op::Or(failed, no));
            let one = truth.sorted(&Table::all(0, 0).with(NOT_APPLICABLE, 1), &mut self.graph);
            exempt = self.graph.add(Op::Or(exempt, one));
        }
        let only_exempt = self.graph.add(Op::Unless(exempt, failed));
        let exempt = self.graph.add(Op::Map(only_exempt, vec![0, tag_of(NOT_APPLICABLE)]));
        let open = self.graph.add(Op::GuardCodes(open, exempt));
        let yes = self.graph.coded(1);
        let made = self.graph.add(Op::SelectPlainCode(fired, yes, open));
        let made = if self.graph.code(fired).is_none() { self.graph.add(Op::GuardCodes(fired, made)) } else { made };
        Ok(self.graph.add(Op::GuardCodes(retired, made)))
    }

    /// Whether a truth is known to be this; what must be asked stays so.
    fn is(&mut self, truth: Operand, answer: u8) -> Id {
        let known = truth.sorted(&Table::all(1, 0), &mut self.graph);
        let id = truth.id(&mut self.graph);
        let wanted = if answer == 1 { id } else { self.graph.add(Op::Not(id)) };
        self.graph.add(Op::And(wanted, known))
    }

    /// Whether a trigger fires: its own condition, and that of the block that it stands in.
    fn fires(&mut self, case: &Case<Option<Node>>, at: &At<'_>) -> Made<Id> {
        let when = match &case.when {
            Some(when) => self.truth(when, at)?,
            None => self.graph.coded(1),
        };
        let Some(node) = &case.value else { return Ok(when) };
        let truth = self.truth(node, at)?;
        // What is unknown in the block's condition speaks, but where the trigger is no.
        let both = self.graph.add(Op::And(when, truth));
        if self.graph.code(when).is_some() {
            return Ok(both);
        }
        let no = self.is(Operand::Answer(truth), 0);
        let open = self.graph.add(Op::GuardCodes(when, both));
        let zero = self.graph.coded(0);
        let made = self.graph.add(Op::SelectPlainCode(no, zero, open));
        Ok(self.graph.add(Op::GuardCodes(no, made)))
    }
}
