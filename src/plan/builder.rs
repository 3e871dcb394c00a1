//! A rule book put together as a graph: what it knows while it does so.

use indexmap::IndexMap;

use super::graph::Graph;
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused};
use super::tag::{ASK, FAILED, tag_of};
use super::target::{Goals, Scored};
use super::{Ask, Fed};
use crate::formula::{Asked, Context};
use crate::model::formula::Node;
use crate::model::rules::{Item, Measure, RuleBook};
use crate::value::{Date, ItemId};

/// How deep items may lean on each other before the plan leaves them to the tree evaluator, which stops a little later.
const DEEPEST: usize = 90;

/// What is under way, so that nothing goes in a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Value(ItemId, i32),
    Goals(ItemId),
    Score(ItemId),
    Rollup(u16),
}

/// The value of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Valued {
    pub operand: Operand,
    /// Where an assumption may step in: whether it does.
    pub assumed: Option<Id>,
    /// Where another value may stand in: whether it does.
    pub imputed: Option<Id>,
    /// Whether the figure is taken, and no formula.
    pub by_figure: Id,
    /// An assumption may have gone into it.
    pub may_assume: bool,
}

/// For what and when an expression is put together; as [`Context`] is for the tree evaluator.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub context: Context<'a>,
    pub arguments: &'a [Operand],
}

impl At<'static> {
    pub fn of(context: Context<'static>) -> Self {
        Self { context, arguments: &[] }
    }
}

impl At<'_> {
    pub fn for_member(&self, member: ItemId) -> Self {
        Self { context: Context { member: Some(member), ..self.context }, ..*self }
    }

    pub fn for_own(&self, own: ItemId) -> Self {
        Self { context: Context { own: Some(own), ..self.context }, ..*self }
    }

    /// For the score of an item, which sees its value as outliers leave it.
    pub fn prepared(&self) -> Self {
        Self { context: Context { prepared: true, ..self.context }, ..*self }
    }

    pub fn in_year(&self, year: i32) -> Self {
        let date = if self.context.fixed { self.context.date } else { Date::end_of(year) };
        Self { context: Context { year, date, strict: true, ..self.context }, ..*self }
    }
}

/// What was put together.
#[derive(Default)]
pub(super) struct Found {
    pub values: IndexMap<(ItemId, i32), Valued>,
    pub latest: IndexMap<ItemId, Valued>,
    pub goals: IndexMap<ItemId, Goals>,
    pub scores: IndexMap<ItemId, Scored>,
    pub rollups: IndexMap<u16, Vec<super::group::Group>>,
    under_way: Vec<Step>,
}

/// A rule book as it becomes a graph.
pub(super) struct Builder<'a> {
    pub book: &'a RuleBook,
    pub ask: &'a Ask,
    columns: &'a [Fed],
    pub graph: Graph,
    /// The years of the figures that count, the latest first.
    pub years: Vec<i32>,
    feed: IndexMap<(ItemId, Option<i32>), Id>,
    /// What was put together.
    pub found: Found,
    /// The same by evaluations that look at nobody; while one of these is put together, that of those that do.
    pub other: Found,
    /// Whether nobody is looked at: values are gathered before anybody can be.
    pub blind: bool,
    /// The numbers that are drawn.
    pub ask_drawn: indexmap::IndexSet<super::Drawn>,
    /// What is looked at.
    pub among: super::among::Among,
    /// What is being put together, for what is refused.
    pub refused: Vec<&'static str>,
}

impl<'a> Builder<'a> {
    pub fn new(book: &'a RuleBook, ask: &'a Ask, columns: &'a [Fed]) -> Self {
        let mut feed = IndexMap::new();
        for (place, fed) in columns.iter().enumerate() {
            let year = fed.back.map(|back| ask.year.saturating_sub(back));
            feed.insert((fed.item, year), Id::try_from(place).unwrap_or(Id::MAX));
        }
        let window = book.within_years.clamp(1, 64);
        let mut years: Vec<i32> = feed.keys().filter_map(|(_, year)| *year).collect();
        years.retain(|year| *year < ask.year && *year > ask.year.saturating_sub(window));
        years.push(ask.year);
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        Self {
            book,
            ask,
            columns,
            graph: Graph::default(),
            years,
            feed,
            found: Found::default(),
            other: Found::default(),
            blind: false,
            ask_drawn: indexmap::IndexSet::new(),
            among: super::among::Among::default(),
            refused: Vec::new(),
        }
    }

    pub fn item(&self, id: ItemId) -> Made<&'a Item> {
        self.book.item(id).ok_or(Refused("an item that is not there"))
    }

    /// What belongs to no figure is of the year of the evaluation.
    pub fn now(&self) -> At<'static> {
        At::of(Context::at_day(self.ask.year, self.ask.on))
    }

    /// Clauses of an item that hold in a year and look up the latest figures.
    pub fn clauses_of(&self, item: ItemId, year: i32) -> At<'static> {
        let date = self.ask.on.unwrap_or_else(|| Context::at(year).date);
        At::of(Context { year, date, ..self.now().context }).for_own(item)
    }

    /// The columns of years other than that of the evaluation: whether any of them has a figure, a year is looked at only
    /// where some item has one.
    pub fn known_in(&mut self, year: i32) -> Id {
        let loads: Vec<(ItemId, Id)> =
            self.feed.iter().filter(|((_, of), _)| *of == Some(year)).map(|((item, _), id)| (*item, *id)).collect();
        let mut known = self.graph.coded(0);
        for (item, column) in loads {
            let Ok(figure) = self.load(item, column) else { continue };
            let table = super::operand::Table::all(1, 1).with(super::tag::NOT_REPORTED, 0);
            let there = figure.sorted(&table, &mut self.graph);
            known = self.graph.add(Op::Or(known, there));
        }
        known
    }

    /// The figure of an item in a year, as the host gives it.
    pub fn figure(&mut self, item: ItemId, year: i32) -> Made {
        let column = self.feed.get(&(item, Some(year))).or_else(|| self.feed.get(&(item, None))).copied();
        match column {
            Some(column) => self.load(item, column),
            None => Ok(Operand::Nothing(tag_of(super::tag::NOT_REPORTED))),
        }
    }

    fn load(&mut self, item: ItemId, column: Id) -> Made {
        let fed = self.columns.get(column as usize);
        let (up, down) = fed.map_or((1.0, 1.0), |fed| (fed.up, fed.down));
        Ok(match &self.item(item)?.measure {
            Measure::Unit(_) => {
                Operand::Number(self.graph.add(Op::Load { column, up: up.to_bits(), down: down.to_bits() }))
            }
            Measure::YesNo => Operand::Answer(self.graph.add(Op::LoadAnswer(column))),
            Measure::OneOf(words) => {
                let words = words.iter().map(|word| word.0).collect();
                Operand::Word(self.graph.add(Op::LoadWord { column, words }))
            }
            Measure::Text => {
                let one = 1.0_f64.to_bits();
                Operand::Word(self.graph.add(Op::Load { column, up: one, down: one }))
            }
        })
    }

    /// How many columns the host has.
    pub fn hosted(&self) -> usize {
        self.columns.len()
    }

    /// The years of which there are columns, ascending.
    pub fn years_fed(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.feed.keys().filter_map(|(_, year)| *year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Puts something together as evaluations that look at nobody find it.
    pub fn blindly<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        if self.blind {
            return make(self);
        }
        std::mem::swap(&mut self.found, &mut self.other);
        self.blind = true;
        let made = make(self);
        self.blind = false;
        std::mem::swap(&mut self.found, &mut self.other);
        made
    }

    /// Puts something together that is not under way already.
    pub fn step<T>(&mut self, step: Step, make: impl FnOnce(&mut Self) -> T) -> Made<T> {
        let deep = self.found.under_way.len() + self.other.under_way.len();
        if deep >= DEEPEST || self.found.under_way.contains(&step) {
            return Err(Refused("items that lean on each other in a circle, or too deep"));
        }
        self.found.under_way.push(step);
        let made = make(self);
        self.found.under_way.pop();
        Ok(made)
    }

    /// What is not carried becomes something that the tree evaluator is asked for; why is noted.
    pub fn or_ask(&mut self, made: Made) -> Operand {
        made.unwrap_or_else(|Refused(why)| {
            self.refused.push(why);
            Operand::Nothing(ASK)
        })
    }

    /// The same for a truth.
    pub fn truth_or_ask(&mut self, made: Made<Id>) -> Id {
        made.unwrap_or_else(|Refused(why)| {
            self.refused.push(why);
            self.graph.coded(ASK)
        })
    }

    /// For each clause in the order of asking whether it is asked and holds.
    pub fn answers(&mut self, asked: &[Asked], when: &[Option<&Node>], at: &At<'_>) -> Vec<Id> {
        let mut answers: Vec<Id> = Vec::with_capacity(asked.len());
        for (one, when) in asked.iter().zip(when) {
            let mut answer = match when {
                Some(node) => {
                    let truth = self.truth(node, at);
                    self.truth_or_ask(truth)
                }
                None => self.graph.coded(1),
            };
            for over in &one.under {
                if let Some(over) = answers.get(*over) {
                    answer = self.graph.add(Op::Unless(answer, *over));
                }
            }
            answers.push(answer);
        }
        answers
    }

    /// Whether one of the clauses holds: no, yes, what is missing, or that two hold at once.
    pub fn one_of(&mut self, answers: &[Id]) -> Id {
        let mut one = self.graph.coded(0);
        for answer in answers {
            // What is missing outweighs that two hold; that two hold must not be outweighed by a third.
            one = self.graph.add(Op::Only(one, *answer));
        }
        self.missing_first(one, answers)
    }

    /// Where something is missing it speaks, even where two clauses hold besides.
    fn missing_first(&mut self, one: Id, answers: &[Id]) -> Id {
        if answers.len() < 3 {
            return one;
        }
        let mut missing = self.graph.coded(0);
        for answer in answers {
            let tag = Operand::Answer(*answer).sorted(&super::operand::Table::known(0), &mut self.graph);
            missing = self.graph.add(Op::Only(missing, tag));
        }
        self.graph.add(Op::GuardCodes(missing, one))
    }

    /// The value of the clause that holds, else what holds where none does.
    pub fn choose(
        &mut self,
        (asked, when): (&[Asked], &[Option<&Node>]),
        at: &At<'_>,
        mut make: impl FnMut(&mut Self, usize) -> Made,
        none: Operand,
    ) -> Made {
        let chain = asked.iter().enumerate().all(|(place, one)| one.under.len() == place);
        let answers: Vec<Id> = if chain {
            let truth = |builder: &mut Self, when: &Option<&Node>| match when {
                Some(node) => {
                    let truth = builder.truth(node, at);
                    builder.truth_or_ask(truth)
                }
                None => builder.graph.coded(1),
            };
            when.iter().map(|when| truth(self, when)).collect()
        } else {
            self.answers(asked, when, at)
        };
        let mut made = none;
        for (one, answer) in asked.iter().zip(&answers).rev() {
            if self.graph.code(*answer) == Some(0) {
                continue;
            }
            let value = make(self, one.place);
            let value = self.or_ask(value);
            let pick = if chain { Operand::select } else { Operand::select_plain };
            made = pick(*answer, value, made, &mut self.graph)?;
        }
        if chain {
            return Ok(made);
        }
        let one = self.one_of(&answers);
        Ok(made.guarded_by(one, &mut self.graph))
    }

    /// Nothing, since it failed.
    pub fn failed() -> Operand {
        Operand::Nothing(tag_of(FAILED))
    }
}
