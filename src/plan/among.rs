//! Scores that look at others and the steps before the score, by the rules of `crate::evaluate::peers`: what is gathered of
//! all rows, and what a row makes of it.

use indexmap::{IndexMap, IndexSet};

use super::builder::{At, Builder, Valued};
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::survey::Survey;
use super::tag::{FAILED, NOT_APPLICABLE, NOT_REPORTED, is_missing, tag_of};
use crate::builtin::{LOOKING, Looking, Takes};
use crate::model::formula::Look;
use crate::model::rules::{Better, Cohort, Item};
use crate::value::{CompareOp, ItemId};

/// What is looked at.
#[derive(Debug, Default)]
pub(super) struct Among {
    /// The cohorts of named members: each is a column of who belongs to it.
    pub cohorts: IndexSet<u16>,
    /// What stands in for an item, and whether it does.
    pub gaps: IndexMap<ItemId, (Id, Id)>,
    screened: Option<Id>,
    /// Whether rows must have names.
    pub named: bool,
}

impl Builder<'_> {
    /// A function that looks at others.
    pub fn look(&mut self, look: &Look, at: &At<'_>) -> Made {
        if self.blind {
            return Ok(Operand::Nothing(tag_of(FAILED)));
        }
        let row = LOOKING.get(usize::from(look.function)).ok_or(Refused("an unknown function"))?;
        let better = self.book.direction_of(look).filter(|_| row.directed);
        let lower = better == Some(Better::Lower);
        let survey = self.surveyed(look.item, look.cohort, !row.ends)?;
        let value = if row.takes == Takes::Share { None } else { Some(self.own_number(look.item, survey)?) };
        let mut arguments = Vec::with_capacity(look.arguments.len());
        for node in &look.arguments {
            arguments.push(self.eval(node, at)?.number(&mut self.graph)?);
        }
        let own = at.context.prepared && at.context.own == Some(look.item);
        if let Some(op) = value.filter(|_| own).and_then(|value| self.min_max(row, (survey, lower, value), &arguments))
        {
            return Ok(self.numbered(op));
        }
        let most = look.most.as_ref().map(|most| self.eval(most, at)?.number(&mut self.graph)).transpose()?;
        let member = look.member.as_ref().map(|name| self.member_survey(name, look.item)).transpose()?;
        let function = look.function;
        Ok(self.numbered(Op::Look { function, survey, member, lower, value, arguments, most }))
    }

    /// The commonest of them as an operation that is quick: for the item's own score, which is there only where its value
    /// is.
    fn min_max(&self, row: &Looking, (survey, lower, value): (Id, bool, Id), arguments: &[Id]) -> Option<Op> {
        let known = |id: &Id| self.graph.number(*id).filter(|number| !is_missing(*number)).map(f64::to_bits);
        let scale = match (row.name, arguments) {
            ("min_max", [least, most]) => Some((known(least)?, known(most)?)),
            ("min_max" | "distance_to_maximum", []) => None,
            _ => return None,
        };
        Some(Op::MinMax { survey, lower, value, scale })
    }

    /// The value of an item, treated as a column was.
    fn own_number(&mut self, item: ItemId, survey: Id) -> Made<Id> {
        let value = self.latest_value(item)?.operand.number(&mut self.graph)?;
        let treats = self.item(item)?.treat.is_some();
        Ok(if treats { self.graph.add(Op::Treat { survey, value }) } else { value })
    }

    /// The value that the score of an item sees.
    pub fn treated_value(&mut self, id: ItemId) -> Made {
        let value = self.latest_value(id)?.operand;
        match value {
            Operand::Number(number) if self.item(id)?.treat.is_some() && !self.blind => {
                let survey = self.surveyed(id, None, true)?;
                Ok(self.numbered(Op::Treat { survey, value: number }))
            }
            _ => Ok(value),
        }
    }

    /// The column of an item in a cohort.
    fn surveyed(&mut self, item: ItemId, named: Option<u16>, whole: bool) -> Made<Id> {
        let treated = self.item(item)?.treat.is_some();
        let found = self.book.cohort_of(named);
        if let Some((cohort, _)) = found.filter(|(_, cohort)| cohort.is_frozen()) {
            return Ok(self.graph.survey(Survey::Held { item, cohort, treated }, whole));
        }
        let years = found.and_then(|(_, cohort)| cohort.years);
        let columns = match years {
            Some((first, last)) => {
                let years: Vec<i32> =
                    self.years_fed().into_iter().filter(|year| (first..=last).contains(year)).collect();
                years.into_iter().map(|year| self.number_in(item, year)).collect::<Made<_>>()?
            }
            None => vec![self.filled_number(item)?],
        };
        let columns = columns.into_iter().map(|column| self.of_members(column, found, true)).collect::<Made<_>>()?;
        Ok(self.graph.survey(Survey::Column { item, columns, treated, alone: years.is_some() }, whole))
    }

    /// The column of what is reported of an item, from which others are imputed.
    fn reported_column(&mut self, item: ItemId, whole: bool) -> Made<Id> {
        let cohort = self.book.cohort_of(None);
        if let Some((cohort, _)) = cohort.filter(|(_, cohort)| cohort.is_frozen()) {
            return Ok(self.graph.survey(Survey::Held { item, cohort, treated: false }, whole));
        }
        let column = self.gathered_number(item)?;
        let columns = vec![self.of_members(column, cohort, false)?];
        Ok(self.graph.survey(Survey::Column { item, columns, treated: false, alone: true }, whole))
    }

    /// The value of the member of that name.
    fn member_survey(&mut self, name: &str, item: ItemId) -> Made<Id> {
        self.among.named = true;
        let values = self.filled_number(item)?;
        Ok(self.graph.survey(Survey::Member { name: name.into(), values }, true))
    }

    /// A column without the rows that are no members.
    fn of_members(&mut self, column: Id, cohort: Option<(u16, &Cohort)>, screened: bool) -> Made<Id> {
        let mut column = column;
        if let Some((place, _)) = cohort.filter(|(_, cohort)| !cohort.members.is_empty()) {
            self.among.named = true;
            let (member, _) = self.among.cohorts.insert_full(place);
            let member = Id::try_from(self.hosted() + member).map_err(|_| Refused("too many columns"))?;
            let member = self.graph.add(Op::Member(member));
            column = self.graph.add(Op::Guard(member, column));
        }
        let screened = if screened { self.screened()? } else { None };
        match screened {
            Some(screened) => Ok(self.graph.add(Op::GuardBy(screened, column))),
            None => Ok(column),
        }
    }

    /// The value of an item as it is gathered: by an evaluation that looks at nobody, a number or nothing.
    fn gathered_number(&mut self, item: ItemId) -> Made<Id> {
        let value = self.blindly(|builder| builder.latest_value(item))?;
        self.as_number(value.operand)
    }

    /// What is no number has no value in a column.
    fn as_number(&mut self, operand: Operand) -> Made<Id> {
        match operand {
            Operand::Number(_) | Operand::Nothing(_) | Operand::Open(_) => operand.number(&mut self.graph),
            _ => Err(Refused("a column of what is no number")),
        }
    }

    /// The same, with what stands in.
    fn filled_number(&mut self, item: ItemId) -> Made<Id> {
        let value = self.gathered_number(item)?;
        match self.gap(item)? {
            Some((stand_in, _)) => Ok(self.graph.add(Op::OrElse(value, stand_in))),
            None => Ok(value),
        }
    }

    /// The value of an item in one year, of rows that have any figure of that year.
    fn number_in(&mut self, item: ItemId, year: i32) -> Made<Id> {
        let value = self.blindly(|builder| builder.exact(item, year))?;
        let value = self.as_number(value.operand)?;
        let (known, silent) = (self.known_in(year), self.graph.constant(NOT_REPORTED));
        Ok(self.graph.add(Op::Select(known, value, silent)))
    }

    /// A value, or what stands in for it.
    pub fn filled(&mut self, id: ItemId, valued: Valued) -> Made<Valued> {
        if self.blind {
            return Ok(valued);
        }
        let Some((stand_in, imputed)) = self.gap(id)? else { return Ok(valued) };
        let (value, gathered) = (self.as_number(valued.operand)?, self.gathered_number(id)?);
        if value != gathered {
            return Err(Refused("a value that follows from scores and for which another one may stand in"));
        }
        let operand = self.numbered(Op::OrElse(value, stand_in));
        Ok(Valued { operand, imputed: Some(imputed), ..valued })
    }

    /// What stands in where an item is not reported, and whether it does.
    fn gap(&mut self, id: ItemId) -> Made<Option<(Id, Id)>> {
        let item = self.item(id)?;
        let Some(case) = &item.impute else { return Ok(None) };
        if let Some(known) = self.among.gaps.get(&id) {
            return Ok(Some(*known));
        }
        let stand_in = self.stand_in(item, case.value)?;
        let value = self.gathered_number(id)?;
        let silent = Operand::Number(value).sorted(&Table::all(0, 0).with(NOT_REPORTED, 1), &mut self.graph);
        let there = Operand::Number(stand_in).sorted(&Table::all(1, 0), &mut self.graph);
        let imputed = self.graph.add(Op::And(silent, there));
        self.among.gaps.insert(id, (stand_in, imputed));
        Ok(Some((stand_in, imputed)))
    }

    /// Why a row is not scored at all, else no: it has too little.
    pub fn screened(&mut self) -> Made<Option<Id>> {
        let Some(case) = self.book.screen.as_ref().filter(|_| !self.blind) else { return Ok(None) };
        if let Some(known) = self.among.screened {
            return Ok(Some(known));
        }
        let (mut there, mut applicable) = (Vec::new(), Vec::new());
        for item in self.book.items.iter().filter(|item| item.is_leaf()) {
            let value = self.blindly(|builder| builder.latest_value(item.id))?.operand;
            let mut has = value.sorted(&Table::all(1, 0), &mut self.graph);
            if let Some((_, imputed)) = self.gap(item.id)? {
                has = self.graph.add(Op::Or(has, imputed));
            }
            there.push(has);
            applicable.push(value.sorted(&Table::all(1, 1).with(NOT_APPLICABLE, 0), &mut self.graph));
        }
        let (there, applicable) = (self.numbered(Op::CountCodes(there)), self.numbered(Op::CountCodes(applicable)));
        let share = Operand::Number(self.graph.constant(case.value));
        let wanted = self.arithmetic(crate::model::formula::Operator::Multiply, share, applicable)?;
        let enough = self.compared(CompareOp::AtLeast, there, wanted)?;
        let screened = self.graph.add(Op::Map(enough, vec![tag_of(NOT_REPORTED), 0]));
        self.among.screened = Some(screened);
        Ok(Some(screened))
    }
}

impl Builder<'_> {
    /// Items that stand in for an item by what they have in common with it.
    pub fn alike(&self, item: &Item, facet: u16) -> Vec<ItemId> {
        let own = crate::model::rules::facet_of(facet, item.id, self.book);
        let alike = |other: &&Item| {
            let words = crate::model::rules::facet_of(facet, other.id, self.book);
            other.id != item.id && self.book.gathers(other) && words.iter().any(|word| own.contains(word))
        };
        self.book.items.iter().filter(alike).map(|other| other.id).collect()
    }

    /// The columns of what is reported of an item and of others, with whether lower is better.
    pub fn places(&mut self, id: ItemId) -> Made<(Id, bool)> {
        let lower = self.item(id)?.direction() == Some(Better::Lower);
        Ok((self.reported_column(id, false)?, lower))
    }

    /// The column of what is reported of an item, whole.
    pub fn reported_whole(&mut self, id: ItemId) -> Made<Id> {
        self.reported_column(id, true)
    }

    /// The value of an item in one year, and as it is gathered; for what stands in.
    pub fn own_in(&mut self, id: ItemId, year: Option<i32>) -> Made<Id> {
        match year {
            Some(year) => self.number_in(id, year),
            None => self.gathered_number(id),
        }
    }

    /// What is reported of an item by the members of the default cohort, row by row; nothing where that holds values.
    pub fn reported_rows(&mut self, id: ItemId) -> Made<Option<Id>> {
        let cohort = self.book.cohort_of(None);
        if cohort.is_some_and(|(_, cohort)| cohort.is_frozen()) {
            return Ok(None);
        }
        let column = self.gathered_number(id)?;
        self.of_members(column, cohort, false).map(Some)
    }
}
