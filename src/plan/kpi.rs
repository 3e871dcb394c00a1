//! Values of items: reported, computed or assumed, by the rules of `crate::evaluate`.

use super::builder::{At, Builder, Step, Valued};
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{ASK, NOT_APPLICABLE, NOT_REPORTED, REJECTED, UNDECIDED, is_tag, tag_of};
use crate::formula::asking;
use crate::model::formula::{LeastGrade, Node, Operator};
use crate::model::rules::{Case, Item, ItemKind};
use crate::value::{ItemId, Joining, Status};

impl Builder<'_> {
    /// The value of an item: of one year where the expression looks at one, else the latest that counts.
    pub fn value(&mut self, item: ItemId, at: &At<'_>) -> Made<Valued> {
        if at.context.strict { self.exact(item, at.context.year) } else { self.latest_value(item) }
    }

    /// The value in the latest year in which it is not silent.
    pub fn latest_value(&mut self, id: ItemId) -> Made<Valued> {
        if let Some(known) = self.found.latest.get(&id) {
            return Ok(*known);
        }
        let years = self.years.clone();
        let mut made: Option<Valued> = None;
        for year in years.iter().rev() {
            let mut one = self.exact(id, *year)?;
            if *year != self.ask.year {
                let known = self.known_in(*year);
                let silent = Operand::Nothing(tag_of(NOT_REPORTED));
                one.operand = Operand::select_plain(known, one.operand, silent, &mut self.graph)?;
            }
            made = Some(match made {
                None => one,
                Some(earlier) => self.later(one, earlier)?,
            });
        }
        let made = self.filled(id, made.ok_or(Refused("a year that is not known"))?)?;
        self.found.latest.insert(id, made);
        Ok(made)
    }

    /// A value, or that of an earlier year where it is silent.
    fn later(&mut self, one: Valued, earlier: Valued) -> Made<Valued> {
        if one.assumed.is_some() || earlier.assumed.is_some() {
            return Err(Refused("an assumption beside figures of several years"));
        }
        let silent = Table::all(0, 0).with(NOT_REPORTED, 1);
        let silent = one.operand.sorted(&silent, &mut self.graph);
        Ok(Valued {
            operand: one.operand.or_else(earlier.operand, &mut self.graph)?,
            assumed: None,
            imputed: None,
            by_figure: self.graph.add(Op::SelectCode(silent, earlier.by_figure, one.by_figure)),
            may_assume: one.may_assume || earlier.may_assume,
        })
    }

    /// The value in one year, all its figures taken of that year.
    pub fn exact(&mut self, id: ItemId, year: i32) -> Made<Valued> {
        if let Some(known) = self.found.values.get(&(id, year)) {
            return Ok(*known);
        }
        let made = self.step(Step::Value(id, year), |builder| builder.found(id, year))?;
        let made = match made {
            Ok(made) => made,
            Err(Refused(why)) => {
                self.refused.push(why);
                let by_figure = self.graph.coded(ASK);
                Valued { operand: Operand::Nothing(ASK), assumed: None, imputed: None, by_figure, may_assume: false }
            }
        };
        self.found.values.insert((id, year), made);
        Ok(made)
    }

    fn found(&mut self, id: ItemId, year: i32) -> Made<Valued> {
        let item = self.item(id)?;
        let exempt = self.exempt(item, year)?;
        let at = At { context: self.exactly(year), arguments: &[] }.for_own(id);
        let figure = self.figure(id, year)?;
        if item.kind == ItemKind::Input && !matches!(figure, Operand::Nothing(_)) && asks_grade(&item.least, false) {
            return Err(Refused("an input whose figures need a grade"));
        }
        let computed = self.pick_value(&item.values, &at, Operand::Nothing(tag_of(NOT_REPORTED)))?;
        let (figure, computed) = self.divided(item, (figure, computed), &at)?;
        let (operand, by_figure) = self.preferred(item, figure, computed, &at)?;
        let operand = self.expected(item, operand, &at)?;
        let (operand, assumed) = self.assumed(item, operand, year, &at)?;
        let may_assume = assumed.is_some() || self.leans_on_assumptions(item);
        let operand = operand.guarded_by(exempt, &mut self.graph);
        Ok(Valued { operand, assumed, imputed: None, by_figure, may_assume })
    }

    /// Both divided by what values of the item are per.
    fn divided(
        &mut self,
        item: &Item,
        (figure, computed): (Operand, Operand),
        at: &At<'_>,
    ) -> Made<(Operand, Operand)> {
        if item.per.is_empty() {
            return Ok((figure, computed));
        }
        let silent = |operand: &Operand| *operand == Operand::Nothing(tag_of(NOT_REPORTED));
        if !silent(&figure) && !silent(&computed) {
            return Err(Refused("a figure beside a formula, both divided"));
        }
        // Where no clause holds, nothing is divided.
        let one = Operand::Number(self.graph.constant(1.0));
        let by = self.pick_value(&item.per, at, one)?;
        let mut over = |value: Operand| {
            if silent(&value) {
                return Ok(value);
            }
            let divided = self.arithmetic(Operator::Divide, value, by)?;
            Ok(divided.guarded(value, &mut self.graph))
        };
        Ok((over(figure)?, over(computed)?))
    }

    fn exactly(&self, year: i32) -> crate::formula::Context<'static> {
        crate::formula::Context::exactly(year).on(self.ask.on)
    }

    /// What is known of a place, or an assumption, may stand behind the inputs of a formula.
    fn leans_on_assumptions(&self, item: &Item) -> bool {
        !item.values.is_empty() && self.book.items.iter().any(|other| !other.assume.is_empty())
    }

    /// No, or why the item does not apply: a clause of its own or of its KPI, else a figure that says so.
    fn exempt(&mut self, item: &Item, year: i32) -> Made<Id> {
        let mut barrier = self.exempt_itself(item, year)?;
        let parent = item.parent.filter(|_| item.kind == ItemKind::Point);
        if let Some(parent) = parent.and_then(|parent| self.book.item(parent)) {
            let other = self.exempt_itself(parent, year)?;
            barrier = self.first_of(barrier, other);
        }
        Ok(barrier)
    }

    fn exempt_itself(&mut self, item: &Item, year: i32) -> Made<Id> {
        let mut barrier = self.graph.coded(0);
        for cases in [&item.retired, &item.not_applicable] {
            let holds = self.holding(cases, |_| true, &self.clauses_of(item.id, year));
            let exempt = self.graph.add(Op::Map(holds, vec![0, tag_of(NOT_APPLICABLE)]));
            barrier = self.first_of(barrier, exempt);
        }
        let table = Table::all(0, 0).with(NOT_APPLICABLE, tag_of(NOT_APPLICABLE));
        let figure = self.figure(item.id, year)?.sorted(&table, &mut self.graph);
        Ok(self.first_of(barrier, figure))
    }

    /// The first that is not no.
    fn first_of(&mut self, one: Id, other: Id) -> Id {
        let open = self.graph.add(Op::IsZero(one));
        self.graph.add(Op::SelectPlainCode(open, other, one))
    }

    /// Whether one of several clauses without a value holds.
    pub fn holding<T>(&mut self, cases: &[Case<T>], wanted: impl Fn(&T) -> bool, at: &At<'_>) -> Id {
        let asked = asking(cases, wanted, at.context.date, &self.book.packs);
        let when: Vec<Option<&Node>> =
            asked.iter().map(|one| cases.get(one.place).and_then(|case| case.when.as_ref())).collect();
        let answers = self.answers(&asked, &when, at);
        self.one_of(&answers)
    }

    /// Of a reported and a computed value the one that the rules prefer; the other where that one is missing.
    fn preferred(&mut self, item: &Item, figure: Operand, computed: Operand, at: &At<'_>) -> Made<(Operand, Id)> {
        let input = item.kind == ItemKind::Input;
        let nothing = |operand: Operand| operand == Operand::Nothing(tag_of(NOT_REPORTED));
        if nothing(figure) {
            return Ok((computed, self.graph.coded(0)));
        }
        if nothing(computed) && item.values.is_empty() {
            return Ok((figure, figure.sorted(&Table::all(1, 0), &mut self.graph)));
        }
        let prefers = self.settled(&item.prefer_reported, at)?;
        let prefers = prefers.and_then(|place| item.prefer_reported.get(place)).is_some_and(|case| case.value);
        let there = figure.sorted(&Table::all(1, 0), &mut self.graph);
        let formula = computed.sorted(&Table::all(1, 0), &mut self.graph);
        if input || prefers {
            let made = figure.both(computed, &mut self.graph, (Op::FigureFirst, Op::FigureFirstCode))?;
            return Ok((made, there));
        }
        let made = computed.both(figure, &mut self.graph, (Op::ComputedFirst, Op::ComputedFirstCode))?;
        let without = self.graph.add(Op::Not(formula));
        Ok((made, self.graph.add(Op::And(without, there))))
    }

    /// The clause that holds, where that is known before the first row.
    fn settled<T>(&self, cases: &[Case<T>], at: &At<'_>) -> Made<Option<usize>> {
        let asked = asking(cases, |_| true, at.context.date, &self.book.packs);
        let Some((first, rest)) = asked.split_first() else { return Ok(None) };
        let condition = cases.get(first.place).is_none_or(|case| case.when.is_some());
        if condition || rest.iter().any(|one| !one.under.contains(&0)) {
            return Err(Refused("a preference under a condition"));
        }
        Ok(Some(first.place))
    }

    /// Withholds a value outside of its range, where the rules say so.
    fn expected(&mut self, item: &Item, value: Operand, at: &At<'_>) -> Made {
        if !item.expects.iter().any(|case| case.value.reject) {
            return Ok(value);
        }
        if item.expects.iter().any(|case| case.note.joining == Joining::Also) {
            return Err(Refused("a range that is added to another one"));
        }
        let asked = asking(&item.expects, |_| true, at.context.date, &self.book.packs);
        let when: Vec<Option<&Node>> =
            asked.iter().map(|one| item.expects.get(one.place).and_then(|case| case.when.as_ref())).collect();
        let make = |builder: &mut Self, place: usize| {
            let Some(case) = item.expects.get(place).filter(|case| case.value.reject) else {
                return Ok(Operand::Answer(builder.graph.coded(0)));
            };
            let reached = builder.reached(&case.value.goal, value, at)?;
            // Only what lies outside for certain is refused.
            let known = Operand::Answer(reached).sorted(&Table::all(1, 0), &mut builder.graph);
            let outside = builder.graph.add(Op::Not(reached));
            Ok(Operand::Answer(builder.graph.add(Op::And(known, outside))))
        };
        let none = Operand::Answer(self.graph.coded(0));
        let outside = self.choose((&asked, &when), at, make, none)?.truth(&mut self.graph)?;
        let refused = Table::all(0, tag_of(UNDECIDED));
        let untold = Operand::Answer(outside).sorted(&refused, &mut self.graph);
        let outside = self.graph.add(Op::Map(outside, vec![0, tag_of(REJECTED)]));
        let known = self.graph.add(Op::IsZero(untold));
        let barrier = self.graph.add(Op::SelectPlainCode(known, outside, untold));
        let guarded = value.guarded_by(barrier, &mut self.graph);
        Ok(guarded.guarded(value, &mut self.graph))
    }

    /// What the rules assume where nobody reported it in any year that counts, and whether they do.
    fn assumed(&mut self, item: &Item, value: Operand, year: i32, at: &At<'_>) -> Made<(Operand, Option<Id>)> {
        if item.assume.is_empty() {
            return Ok((value, None));
        }
        if self.years.len() > 1 || year != self.ask.year {
            return Err(Refused("an assumption beside figures of several years"));
        }
        let asked = asking(&item.assume, |_| true, at.context.date, &self.book.packs);
        if asked.iter().any(|one| item.assume.get(one.place).is_some_and(|case| case.when.is_some())) {
            return Err(Refused("an assumption under a condition"));
        }
        let silent = Table::all(0, 0).with(NOT_REPORTED, 1);
        let silent = value.sorted(&silent, &mut self.graph);
        let assumed = self.pick_value(&item.assume, at, Operand::Nothing(tag_of(NOT_REPORTED)))?;
        Ok((Operand::select_plain(silent, assumed, value, &mut self.graph)?, Some(silent)))
    }

    /// Whether a grade may keep an item from being scored, or a figure from counting. Figures of a plan are reported, and
    /// say nothing of their quality: so only a better status than reported, or a condition, can do that.
    pub fn asks_grade(&self, item: &Item, may_assume: bool) -> bool {
        let parent = item.parent.filter(|_| item.kind == ItemKind::Point).and_then(|parent| self.book.item(parent));
        let of_parent = parent.is_some_and(|parent| asks_grade(&parent.least, may_assume));
        of_parent || asks_grade(&item.least, may_assume) || asks_grade(&self.book.least, may_assume)
    }

    /// Whether a node is known to be missing.
    pub fn known_missing(&self, operand: Operand) -> Option<u8> {
        match operand {
            Operand::Nothing(tag) => Some(tag),
            Operand::Number(id) | Operand::Word(id) => {
                self.graph.number(id).filter(|cell| super::tag::is_missing(*cell)).map(tag_of)
            }
            Operand::Answer(id) | Operand::Band(_, id) | Operand::Status(id) | Operand::Open(id) => {
                self.graph.code(id).filter(|code| is_tag(*code))
            }
        }
    }
}

fn asks_grade(least: &[Case<LeastGrade>], may_assume: bool) -> bool {
    least.iter().any(|case| match case.value {
        _ if case.when.is_some() => true,
        LeastGrade::Status(status) => status < Status::Reported || may_assume,
        LeastGrade::Quality(_) => false,
    })
}
