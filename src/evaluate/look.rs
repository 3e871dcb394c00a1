//! What functions give that look at others, and the steps before the score as one city sees them.

use std::rc::Rc;

use super::Evaluation;
use super::frame::Entry;
use super::peers::{Column, Reported};
use crate::builtin::{LOOKING, Standing, Takes};
use crate::formula::{Context, eval_in};
use crate::model::formula::{Look, Node};
use crate::model::rules::{Better, Case, Item, RuleBook};
use crate::model::scorecard::{Bounds, Origin, Prepared};
use crate::value::{ItemId, Missing, MissingKind, Outcome, Phrase, Status, Value};

impl Evaluation<'_> {
    /// The result of a function that looks at others.
    pub(super) fn looked(&self, look: &Look, context: &Context<'_>) -> Outcome<Value> {
        let Some(row) = LOOKING.get(look.function as usize) else { return Err(Missing::failed("why_no_function")) };
        let column = self.column(look.item, look.cohort)?;
        let better = self.book.direction_of(look).filter(|_| row.directed);
        let sign = if better == Some(Better::Lower) { -1.0 } else { 1.0 };
        let value = if row.takes == Takes::Share { 0.0 } else { sign * self.own_number(look.item, column)? };
        let mut arguments = Vec::new();
        for node in &look.arguments {
            let number = self.number(node, context)?;
            arguments.push(if row.takes == Takes::Like { sign * number } else { number });
        }
        if let Some(member) = &look.member {
            arguments.push(sign * self.number_of_member(member, look.item, column)?);
        }
        let members = column.numbers.towards(better);
        if members.members() == 0 {
            return Err(self.at(look.item, "why_nobody".into()));
        }
        let standing = Standing { value, members, arguments: &arguments };
        let number = (row.body)(&standing).map_err(|why| self.at(look.item, why.into()))?;
        let most = look.most.as_ref().map(|most| self.number(most, context)).transpose()?;
        let number = most.map_or(number, |most| number.min(most));
        if number.is_finite() { Ok(Value::Number(number)) } else { Err(self.at(look.item, "why_no_number".into())) }
    }

    fn at(&self, item: ItemId, why: Phrase) -> Missing {
        Missing::because(MissingKind::Failed, Some(item), why)
    }

    fn number(&self, node: &Node, context: &Context<'_>) -> Outcome<f64> {
        eval_in(node, self, context)?
            .as_number()
            .ok_or_else(|| Missing::because(MissingKind::Undecided, None, "why_only_a_bound"))
    }

    /// The column that is looked at, or what to do so that there is one.
    fn column(&self, item: ItemId, cohort: Option<u16>) -> Outcome<&Column> {
        if let Some(column) = self.peers.as_ref().and_then(|peers| peers.column(item, cohort)) {
            return Ok(column);
        }
        let frozen = self.book.cohort_of(cohort).filter(|(_, cohort)| cohort.is_frozen());
        let why = match frozen {
            Some((_, cohort)) => Phrase::from("why_not_held").with("cohort", cohort.title.as_str()),
            None => Phrase::from("why_alone"),
        };
        Err(self.at(item, why))
    }

    /// The city's own value, treated as the column was.
    fn own_number(&self, item: ItemId, column: &Column) -> Outcome<f64> {
        let value = self.latest(item).value.clone()?;
        let number = value.as_number();
        let number = number.ok_or_else(|| Missing::because(MissingKind::Undecided, Some(item), "why_only_a_bound"))?;
        column.numbers.treated(number).ok_or_else(|| self.at(item, "why_logarithm".into()))
    }

    fn number_of_member(&self, name: &str, item: ItemId, column: &Column) -> Outcome<f64> {
        let peers = self.peers.as_ref();
        let row = peers.and_then(|peers| peers.names().iter().position(|known| known == name));
        let value = row.and_then(|row| peers?.cell(item, row)?.value).and_then(|value| column.numbers.treated(value));
        value.ok_or_else(|| self.at(item, Phrase::from("why_no_such_member").with("member", name)))
    }

    /// The value that the score sees: treated, where outliers are.
    pub(super) fn treated_value(&self, id: ItemId) -> Outcome<Value> {
        let value = self.latest(id).value.clone()?;
        let treats = self.book.item(id).is_some_and(|item| item.treat.is_some());
        let column = self.peers.as_ref().and_then(|peers| peers.column(id, None)).filter(|_| treats);
        match (column, value.as_number()) {
            (Some(column), Some(number)) => {
                column.numbers.treated(number).map(Value::Number).ok_or_else(|| self.at(id, "why_logarithm".into()))
            }
            _ => Ok(value),
        }
    }

    /// What stands in for an item of which there is no value.
    pub(super) fn filled_in(&self, id: ItemId, entry: Rc<Entry>) -> Rc<Entry> {
        let cell = self.peers.as_ref().zip(self.row).and_then(|(peers, row)| peers.cell(id, row));
        match cell {
            Some(cell) if cell.imputed && entry.value.is_err() => {
                let value = cell.value.map(Value::Number).ok_or_else(|| Missing::not_reported(id));
                Rc::new(Entry { value, origin: Origin::Imputed, status: Status::NotReported, ..(*entry).clone() })
            }
            _ => entry,
        }
    }

    /// Why a city is not scored at all: it has too little.
    pub(super) fn screened_out(&self) -> Option<Missing> {
        let Reported { there, applicable } = self.peers.as_ref()?.screened(self.row?)?;
        let why = Phrase::from("why_screened").with("there", there as usize).with("applicable", applicable as usize);
        Some(Missing::because(MissingKind::NotReported, None, why))
    }

    /// What was done before the score, and with whom the item is compared.
    pub(super) fn prepared(&self, item: &Item) -> Option<Box<Prepared>> {
        let peers = self.peers.as_ref()?;
        let cohort = self.looks_of(item, self.book);
        let bounds = cohort.and_then(|cohort| Some(bounds(peers.column(item.id, cohort)?, cohort, self.book)));
        let entry = self.latest(item.id);
        let treated = self.treated_value(item.id).ok().filter(|treated| entry.value.as_ref() != Ok(treated));
        let imputed = matches!(entry.origin, Origin::Imputed);
        if bounds.is_none() && treated.is_none() && !imputed {
            return None;
        }
        Some(Box::new(Prepared { treated: treated.and_then(|value| value.as_number()), bounds }))
    }

    /// The cohort with which the score of an item compares it.
    fn looks_of(&self, item: &Item, book: &RuleBook) -> Option<Option<u16>> {
        let all =
            item.scores.iter().map(|case: &Case<Node>| &case.value).chain(item.starts.iter().map(|case| &case.value));
        let mut found = None;
        for node in all {
            each_look(node, &mut |look| {
                if look.item == item.id && found.is_none() {
                    found = Some(look.cohort);
                }
            });
        }
        found.or_else(|| item.treat.is_some().then_some(None)).filter(|_| book.looks_at_others())
    }
}

fn each_look(node: &Node, visit: &mut dyn FnMut(&Look)) {
    if let Node::Look(look) = node {
        visit(look);
    }
    node.each_child(&mut |child| each_look(child, visit));
}

/// With whom an item is compared, and between which values.
fn bounds(column: &Column, cohort: Option<u16>, book: &RuleBook) -> Bounds {
    let values = column.numbers.values();
    Bounds {
        cohort: book.cohort_of(cohort).map(|(place, _)| place),
        members: values.members(),
        names: column.members.clone(),
        least: values.least(),
        most: values.most(),
        mean: values.mean(),
        deviation: values.deviation(),
    }
}
