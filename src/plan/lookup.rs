//! What expressions look up in the rules: parameters, tables, references.

use super::Drawn;
use super::builder::{At, Builder};
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{FAILED, NOT_REPORTED, tag_of};
use crate::formula::{asking, reference_scale, replacers};
use crate::model::formula::{Node, Operator};
use crate::model::rules::{Case, Cell, Row, TableKey};
use crate::value::{CompareOp, ItemId, Value};

impl Builder<'_> {
    /// The value of a parameter.
    pub fn parameter(&mut self, place: u16, at: &At<'_>) -> Made {
        let parameter = self.book.parameters.get(usize::from(place)).ok_or(Refused("an unknown parameter"))?;
        let none = Operand::Nothing(tag_of(NOT_REPORTED));
        let value = self.pick_value(&parameter.values, at, none)?;
        match self.drawn(Drawn::Factor(place)) {
            Some(factor) => self.arithmetic(Operator::Multiply, value, Operand::Number(factor)),
            None => Ok(value),
        }
    }

    /// The value of the clause that holds among clauses that are expressions.
    pub fn pick_value(&mut self, cases: &[Case<Node>], at: &At<'_>, none: Operand) -> Made {
        self.pick_drawn(cases, at, none, |_| None)
    }

    /// The same, where the value of a clause may be drawn.
    pub fn pick_drawn(
        &mut self,
        cases: &[Case<Node>],
        at: &At<'_>,
        none: Operand,
        drawn: impl Fn(usize) -> Option<Drawn>,
    ) -> Made {
        let asked = asking(cases, |_| true, at.context.date, &self.book.packs);
        let when: Vec<Option<&Node>> =
            asked.iter().map(|one| cases.get(one.place).and_then(|case| case.when.as_ref())).collect();
        let make = |builder: &mut Self, place: usize| match cases.get(place) {
            Some(case) => match drawn(place).and_then(|drawn| builder.drawn(drawn)) {
                Some(number) => Ok(Operand::Number(number)),
                None => builder.eval(&case.value, at),
            },
            None => Ok(Self::failed()),
        };
        self.choose((&asked, &when), at, make, none)
    }

    /// The figure of a reference for an item.
    pub fn reference(&mut self, place: u16, item: ItemId, at: &At<'_>) -> Made {
        let reference = self.book.references.get(usize::from(place)).ok_or(Refused("an unknown reference"))?;
        let cases: Vec<Case<Node>> =
            reference.figures.iter().filter(|(of, _)| *of == item).map(|(_, case)| case.clone()).collect();
        self.pick_value(&cases, at, Operand::Nothing(tag_of(NOT_REPORTED)))
    }

    /// The band of an item's value over the figure of a reference.
    pub fn against(&mut self, item: ItemId, reference: u16, at: &At<'_>) -> Made {
        let value = self.value(item, at)?.operand;
        let figure = self.reference(reference, item, at)?;
        let scale = reference_scale(reference, item, self.book).ok_or(Refused("a reference without bands"))?;
        // What is missing in the value speaks before what is missing in the figure.
        let ratio = self.arithmetic(Operator::Divide, value, figure)?;
        let ratio = ratio.guarded(value, &mut self.graph);
        self.band_of(scale, ratio, &at.for_own(item))
    }

    /// The result of the row of a table that fits.
    pub fn table(&mut self, place: u16, at: &At<'_>) -> Made {
        let table = self.book.tables.get(usize::from(place)).ok_or(Refused("an unknown table"))?;
        let keys: Vec<Operand> = table
            .by
            .iter()
            .map(|key| match key {
                TableKey::Item(item) => self.value(*item, at).map(|valued| valued.operand),
                TableKey::Year => Ok(Operand::Number(self.graph.constant(f64::from(at.context.year)))),
            })
            .collect::<Made<_>>()?;
        let standing = replacers(&table.rows, |_, _| true, at.context.date, &self.book.packs);
        let mut rows: Vec<(Id, Operand)> = Vec::new();
        for (place, over) in standing {
            if !over.is_empty() {
                return Err(Refused("a table of which several packs have rows"));
            }
            let Some(case) = table.rows.get(place) else { continue };
            let fits = self.row_fits(case, &keys, at)?;
            let value = self.eval(&case.value.value, at);
            rows.push((fits, self.or_ask(value)));
        }
        self.fitting(&rows, table.first)
    }

    fn row_fits(&mut self, case: &Case<Row>, keys: &[Operand], at: &At<'_>) -> Made<Id> {
        let mut fits = match &case.when {
            Some(when) => self.truth(when, at)?,
            None => self.graph.coded(1),
        };
        for (cell, key) in case.value.cells.iter().zip(keys) {
            let one = self.cell_fits(cell, *key, at)?;
            fits = self.graph.add(Op::And(fits, one));
        }
        Ok(fits)
    }

    fn cell_fits(&mut self, cell: &Cell, key: Operand, at: &At<'_>) -> Made<Id> {
        let any = |builder: &mut Self, values: Vec<Value>| {
            let mut any = builder.graph.coded(0);
            for value in values {
                let value = builder.literal(&value)?;
                let one = builder.compared(CompareOp::Equal, key, value)?;
                any = builder.graph.add(Op::Or(any, one));
            }
            Ok(any)
        };
        match cell {
            Cell::Any => Ok(self.graph.coded(1)),
            Cell::OneOf(words) => any(self, words.iter().map(|word| Value::Choice(*word)).collect()),
            Cell::YesNo(answer) => any(self, vec![Value::YesNo(*answer)]),
            Cell::Years(years) => any(self, years.iter().map(|year| Value::Number(f64::from(*year))).collect()),
            Cell::Range(goal) => self.reached(goal, key, at),
        }
    }

    /// The first row that fits, or the only one; rows of which it cannot be told come into it as the language says.
    fn fitting(&mut self, rows: &[(Id, Operand)], first: bool) -> Made {
        let mut open = vec![self.graph.coded(0)];
        for (fits, _) in rows {
            let tag = Operand::Answer(*fits).sorted(&Table::known(0), &mut self.graph);
            let before = open.last().copied().unwrap_or(tag);
            open.push(self.graph.add(Op::Only(before, tag)));
        }
        let last = open.last().copied().unwrap_or_default();
        let mut made = Operand::Nothing(tag_of(FAILED)).guarded_by(last, &mut self.graph);
        let mut one = self.graph.coded(0);
        for ((fits, value), before) in rows.iter().zip(&open).rev() {
            let value = if first { value.guarded_by(*before, &mut self.graph) } else { *value };
            made = Operand::select_plain(*fits, value, made, &mut self.graph)?;
            let holds = Operand::Answer(*fits).sorted(&Table::all(1, 0), &mut self.graph);
            let holds = self.graph.add(Op::And(*fits, holds));
            one = self.graph.add(Op::Only(one, holds));
        }
        if first {
            return Ok(made);
        }
        // Two rows that fit fail; what cannot be told leaves the row that fits.
        let two = Operand::Answer(one).sorted(&Table::all(0, 0).with(FAILED, tag_of(FAILED)), &mut self.graph);
        Ok(made.guarded_by(two, &mut self.graph))
    }
}
