//! Targets, starts, scores, bands and points of items, by the rules of `crate::evaluate`.

use super::Drawn;
use super::builder::{At, Builder, Step};
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{ASK, FAILED, NO_BENCHMARK, is_missing, tag_of};
use crate::formula::asking;
use crate::model::formula::Node;
use crate::model::rules::{Goal, Item, ItemKind, Scale, Target};
use crate::value::{CompareOp, GoalKind, ItemId};

/// The target that holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim {
    pub kind: GoalKind,
    pub bound: Operand,
    pub upper: Option<Operand>,
    /// What is missing in the start speaks for the target too.
    pub barrier: Option<Operand>,
}

/// What an item aims at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goals {
    /// The target, or the tag of why there is none.
    pub target: Result<Aim, u8>,
    /// A rule says that there is no benchmark.
    pub deliberate: bool,
    pub start: Option<Operand>,
}

/// What an item earns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub score: Operand,
    pub band: Operand,
    pub points: Operand,
    pub met: Operand,
    pub max_points: Option<f64>,
}

impl Scored {
    pub fn nothing(tag: u8, max_points: Option<f64>) -> Self {
        let none = Operand::Nothing(tag);
        Self { score: none, band: none, points: none, met: none, max_points }
    }
}

impl Builder<'_> {
    /// Target and start of an item.
    pub fn goals_of(&mut self, id: ItemId) -> Made<Goals> {
        if let Some(known) = self.found.goals.get(&id) {
            return Ok(*known);
        }
        let goals = self.step(Step::Goals(id), |builder| builder.find_goals(id))??;
        self.found.goals.insert(id, goals);
        Ok(goals)
    }

    fn find_goals(&mut self, id: ItemId) -> Made<Goals> {
        let item = self.item(id)?;
        let none = |tag: f64, start| Goals { target: Err(tag_of(tag)), deliberate: false, start };
        if item.targets.is_empty() && (item.starts.is_empty() || item.kind == ItemKind::Input) {
            return Ok(none(NO_BENCHMARK, None));
        }
        let at = self.judged(item)?;
        let starts = asking(&item.starts, |_| true, at.context.date, &self.book.packs);
        if starts.iter().any(|one| item.starts.get(one.place).is_some_and(|case| case.when.is_some())) {
            return Err(Refused("a start under a condition"));
        }
        let start = match starts.is_empty() {
            true => None,
            false => Some(self.pick_drawn(&item.starts, &at, Operand::Nothing(ASK), |clause| {
                Some(Drawn::Start { item: item.id, clause })
            })?),
        };
        if item.targets.is_empty() && start.is_some_and(|start| !self.is_there(start)) {
            return Err(Refused("a start without a target"));
        }
        let asked = asking(&item.targets, |_| true, at.context.date, &self.book.packs);
        let first = asked.first().and_then(|one| Some((one.place, item.targets.get(one.place)?)));
        let Some((clause, first)) = first else { return Ok(none(NO_BENCHMARK, start)) };
        if asked.iter().any(|one| item.targets.get(one.place).is_some_and(|case| case.when.is_some())) {
            return self.conditional(item, &at, start);
        }
        let clear = asked.iter().skip(1).all(|one| one.under.contains(&0));
        match &first.value {
            _ if !clear => Ok(none(FAILED, start)),
            Target::NoBenchmark => Ok(Goals { deliberate: true, ..none(NO_BENCHMARK, start) }),
            Target::Path(_) => Err(Refused("a path with dates")),
            Target::Goal(goal) => {
                let (bound, upper) = self.target_bounds((id, clause), goal, &at)?;
                let barrier = start.filter(|start| !self.is_there(*start));
                let aim = Aim { kind: goal.kind, bound, upper, barrier };
                Ok(Goals { target: Ok(aim), deliberate: false, start: self.start_or_none(start)? })
            }
        }
    }

    /// Targets of which one holds under a condition: they must be of one sort, so that their bounds can be picked.
    fn conditional(&mut self, item: &Item, at: &At<'_>, start: Option<Operand>) -> Made<Goals> {
        let asked = asking(&item.targets, |_| true, at.context.date, &self.book.packs);
        let goals: Vec<&Goal> = asked
            .iter()
            .filter_map(|one| item.targets.get(one.place))
            .map(|case| match &case.value {
                Target::Goal(goal) => Ok(goal),
                _ => Err(Refused("a target that holds under a condition beside one of another sort")),
            })
            .collect::<Made<_>>()?;
        let Some(first) = goals.first() else { return Err(Refused("no target")) };
        if goals.iter().any(|goal| goal.kind != first.kind || goal.upper.is_some()) {
            return Err(Refused("a target that holds under a condition beside one of another sort"));
        }
        let when: Vec<Option<&Node>> =
            asked.iter().map(|one| item.targets.get(one.place).and_then(|case| case.when.as_ref())).collect();
        let make = |builder: &mut Self, place: usize| match item.targets.get(place).map(|case| &case.value) {
            Some(Target::Goal(goal)) => builder.target_bound((item.id, place), goal, at),
            _ => Ok(Self::failed()),
        };
        let none = Operand::Nothing(tag_of(NO_BENCHMARK));
        let bound = self.choose((&asked, &when), at, make, none)?;
        let barrier = start.filter(|start| !self.is_there(*start));
        let aim = Aim { kind: first.kind, bound, upper: None, barrier };
        Ok(Goals { target: Ok(aim), deliberate: false, start: self.start_or_none(start)? })
    }

    fn is_there(&self, operand: Operand) -> bool {
        let Operand::Number(id) = operand else { return false };
        let known = self.graph.number(id).is_some_and(|number| !is_missing(number));
        known || matches!(self.graph.op(id), Some(Op::Drawn(_)))
    }

    /// A start must be a number: another one makes the target something of which only the tree evaluator can tell.
    fn start_or_none(&self, start: Option<Operand>) -> Made<Option<Operand>> {
        match start {
            Some(Operand::Number(_) | Operand::Nothing(_) | Operand::Open(_)) | None => Ok(start),
            Some(_) => Err(Refused("a start that is no number")),
        }
    }

    /// The context of an item's own clauses. Where figures of several years count, the rules must be the same in all.
    pub fn judged(&mut self, item: &Item) -> Made<At<'static>> {
        let at = self.clauses_of(item.id, self.ask.year);
        if self.years.len() > 1 && self.changes(item) {
            return Err(Refused("rules that change between the years of the figures"));
        }
        Ok(at)
    }

    /// Whether a clause of an item begins or ends between the years that count.
    fn changes(&self, item: &Item) -> bool {
        let Some(oldest) = self.years.last().copied().filter(|_| self.ask.on.is_none()) else { return false };
        let first = crate::value::Date::end_of(oldest);
        let last = crate::value::Date::end_of(self.ask.year);
        let turns = |from: Option<crate::value::Date>, until: Option<crate::value::Date>| {
            from.is_some_and(|from| from > first && from <= last)
                || until.is_some_and(|until| until >= first && until < last)
        };
        let scale = item.scale.and_then(|scale| self.book.scales.get(usize::from(scale)));
        let of_bands =
            |scale: &Scale| scale.bands.iter().flat_map(|band| &band.edges).any(|case| turns(case.from, case.until));
        item.targets.iter().any(|case| turns(case.from, case.until))
            || item.starts.iter().any(|case| turns(case.from, case.until))
            || item.scores.iter().any(|case| turns(case.from, case.until))
            || scale.is_some_and(of_bands)
            || self.book.parameters.iter().flat_map(|one| &one.values).any(|case| turns(case.from, case.until))
            || self.book.tables.iter().flat_map(|one| &one.rows).any(|case| turns(case.from, case.until))
            || self.book.references.iter().flat_map(|one| &one.figures).any(|(_, case)| turns(case.from, case.until))
    }

    fn target_bounds(&mut self, of: (ItemId, usize), goal: &Goal, at: &At<'_>) -> Made<(Operand, Option<Operand>)> {
        let bound = self.target_bound(of, goal, at)?;
        let Some(upper) = &goal.upper else { return Ok((bound, None)) };
        let upper = match self.drawn(Drawn::Target { item: of.0, clause: of.1, upper: true }) {
            Some(number) => Operand::Number(number),
            None => self.eval(upper, at)?,
        };
        Ok((bound, Some(upper)))
    }

    fn target_bound(&mut self, (item, clause): (ItemId, usize), goal: &Goal, at: &At<'_>) -> Made {
        match self.drawn(Drawn::Target { item, clause, upper: false }) {
            Some(number) => Ok(Operand::Number(number)),
            None => self.eval(&goal.bound, at),
        }
    }

    fn bounds(&mut self, goal: &Goal, at: &At<'_>) -> Made<(Operand, Option<Operand>)> {
        let bound = self.eval(&goal.bound, at)?;
        let upper = goal.upper.as_ref().map(|upper| self.eval(upper, at)).transpose()?;
        Ok((bound, upper))
    }

    /// Whether a value reaches a goal of the rules; what is missing in the goal speaks before what is missing in the value.
    pub fn reached(&mut self, goal: &Goal, value: Operand, at: &At<'_>) -> Made<Id> {
        let (bound, upper) = self.bounds(goal, at)?;
        self.goal_holds(goal.kind, value, bound, upper)
    }

    /// Whether a value reaches a bound, or lies between two.
    pub fn goal_holds(&mut self, kind: GoalKind, value: Operand, bound: Operand, upper: Option<Operand>) -> Made<Id> {
        let op = match kind {
            GoalKind::AtLeast | GoalKind::Between => CompareOp::AtLeast,
            GoalKind::Above => CompareOp::Greater,
            GoalKind::AtMost => CompareOp::AtMost,
            GoalKind::Below => CompareOp::Less,
            GoalKind::Equals => CompareOp::Equal,
        };
        let mut holds = self.compared(op, value, bound)?;
        if let (GoalKind::Between, Some(upper)) = (kind, upper) {
            let second = self.compared(CompareOp::AtMost, value, upper)?;
            holds = self.graph.add(Op::And(holds, second));
            let first = upper.sorted(&Table::known(0), &mut self.graph);
            holds = self.graph.add(Op::GuardCodes(first, holds));
        }
        if !self.is_there(bound) {
            let first = bound.sorted(&Table::known(0), &mut self.graph);
            holds = self.graph.add(Op::GuardCodes(first, holds));
        }
        Ok(holds)
    }

    /// The share of its target that a value reaches.
    pub fn share(&mut self, value: Operand, own: ItemId) -> Made {
        let goals = self.goals_of(own)?;
        let aim = match goals.target {
            Ok(aim) => aim,
            Err(tag) => {
                return Ok(Operand::Nothing(tag).guarded(value, &mut self.graph));
            }
        };
        let number = matches!(aim.bound, Operand::Number(_) | Operand::Nothing(_) | Operand::Open(_));
        if !number || !matches!(value, Operand::Number(_) | Operand::Nothing(_) | Operand::Open(_)) {
            return self.all_or_nothing(value, &aim);
        }
        let value = value.number(&mut self.graph)?;
        let goal = aim.bound.number(&mut self.graph)?;
        let upper = aim.upper.map(|upper| upper.number(&mut self.graph)).transpose()?;
        let start = goals.start.map(|start| start.number(&mut self.graph)).transpose()?;
        if let Some(op) = self.short_way(aim.kind, value, goal, start) {
            return Ok(self.numbered(op));
        }
        Ok(self.numbered(Op::Share { kind: aim.kind, value, goal, upper, start }))
    }

    /// The share as one of the operations that are quick, where goal and start are constants.
    fn short_way(&self, kind: GoalKind, value: Id, goal: Id, start: Option<Id>) -> Option<Op> {
        let known = |id: Id| self.graph.number(id).filter(|number| !is_missing(*number));
        let up = matches!(kind, GoalKind::AtLeast | GoalKind::Above);
        if !up && !matches!(kind, GoalKind::AtMost | GoalKind::Below) {
            return None;
        }
        let goal = known(goal)?;
        match start {
            Some(start) => {
                let start = known(start)?;
                let clear = start != goal && (goal - start).is_finite();
                clear.then_some(Op::Linear { value, start: start.to_bits(), goal: goal.to_bits() })
            }
            None if goal <= 0.0 => None,
            None if up => Some(Op::Rising { value, goal: goal.to_bits() }),
            None => Some(Op::Falling { value, goal: goal.to_bits() }),
        }
    }

    /// Answers, words and bands reach their target or do not.
    fn all_or_nothing(&mut self, value: Operand, aim: &Aim) -> Made {
        let reached = self.goal_holds(aim.kind, value, aim.bound, aim.upper)?;
        let share = vec![0.0_f64.to_bits(), 1.0_f64.to_bits()];
        let share = self.numbered(Op::Points(reached, share));
        let share = match aim.barrier {
            Some(start) => share.guarded(start, &mut self.graph),
            None => share,
        };
        Ok(share.guarded(value, &mut self.graph))
    }

    /// Score, band, points of an item, and whether its target is met.
    pub fn scored(&mut self, id: ItemId) -> Made<Scored> {
        if let Some(known) = self.found.scores.get(&id) {
            return Ok(*known);
        }
        let scored = match self.step(Step::Score(id), |builder| builder.find_score(id))? {
            Ok(scored) => scored,
            Err(Refused(why)) => {
                self.refused.push(why);
                Scored::nothing(ASK, self.most_points(id))
            }
        };
        self.found.scores.insert(id, scored);
        Ok(scored)
    }

    fn most_points(&self, id: ItemId) -> Option<f64> {
        let scale = self.book.item(id)?.scale?;
        self.book.scales.get(usize::from(scale)).and_then(Scale::max_points)
    }

    fn find_score(&mut self, id: ItemId) -> Made<Scored> {
        let item = self.item(id)?;
        if item.kind == ItemKind::Input && item.scale.is_none() {
            return Ok(Scored::nothing(tag_of(NO_BENCHMARK), None));
        }
        let max_points = self.most_points(id);
        let value = self.latest_value(id)?;
        if let Some(tag) = self.known_missing(value.operand).filter(|tag| *tag != ASK) {
            return Ok(Scored::nothing(tag, max_points));
        }
        let goals = self.goals_of(id)?;
        let at = self.judged(item)?;
        let met = self.met(value.operand, &goals)?;
        if self.asks_grade(item, value.may_assume || value.imputed.is_some()) {
            return Err(Refused("a score that needs a grade"));
        }
        let barrier = self.barrier(item, value, &goals)?;
        let none = Operand::Nothing(goals.target.map_or_else(|tag| tag, |_| tag_of(NO_BENCHMARK)));
        let none = match goals.target {
            Ok(aim) if asking(&item.scores, |_| true, at.context.date, &self.book.packs).is_empty() => {
                self.aim_missing(&aim)
            }
            _ => none,
        };
        let at = at.prepared();
        let mut score = self.pick_value(&item.scores, &at, none)?;
        let open = item.points.is_empty() && !goals.deliberate && self.book.screen.is_none();
        let plain = open && self.missing_with(score, value.operand);
        if !plain {
            score = score.guarded_by(barrier, &mut self.graph);
        }
        let mut band = self.band(item, score, &at)?;
        let of_score = item.scale.and_then(|scale| self.book.scales.get(usize::from(scale)));
        if of_score.is_some_and(|scale| scale.of.is_some()) {
            band = band.guarded_by(barrier, &mut self.graph);
        }
        let points = self.points(band);
        Ok(Scored { score, band, points, met, max_points })
    }

    /// Whether a number is missing wherever another one is, for the same reason: a share of it.
    fn missing_with(&self, number: Operand, value: Operand) -> bool {
        let (Operand::Number(number), Operand::Number(of)) = (number, value) else { return false };
        match self.graph.op(number) {
            Some(
                Op::Linear { value, .. }
                | Op::Rising { value, .. }
                | Op::Falling { value, .. }
                | Op::Share { value, .. }
                | Op::MinMax { value, .. },
            ) => *value == of || matches!(self.graph.op(*value), Some(Op::Treat { value, .. }) if *value == of),
            _ => false,
        }
    }

    /// Why a target is missing, else that there is none to speak of.
    fn aim_missing(&mut self, aim: &Aim) -> Operand {
        let table = Table::known(tag_of(NO_BENCHMARK));
        let tags = aim.bound.sorted(&table, &mut self.graph);
        self.graph.code(tags).map_or(Operand::Open(tags), Operand::Nothing)
    }

    /// No, or why the item is not scored at all.
    fn barrier(&mut self, item: &Item, value: super::builder::Valued, goals: &Goals) -> Made<Id> {
        let mut barrier = value.operand.sorted(&Table::known(0), &mut self.graph);
        if let Some(screened) = self.screened()? {
            barrier = self.graph.add(Op::GuardCodes(barrier, screened));
        }
        let none = tag_of(NO_BENCHMARK);
        if !item.points.is_empty() {
            let one_figure = self.graph.add(Op::Map(value.by_figure, vec![0, none]));
            barrier = self.graph.add(Op::GuardCodes(barrier, one_figure));
        }
        if goals.deliberate {
            let deliberate = self.graph.coded(none);
            barrier = self.graph.add(Op::GuardCodes(barrier, deliberate));
        }
        Ok(barrier)
    }

    fn met(&mut self, value: Operand, goals: &Goals) -> Made {
        let aim = match goals.target {
            Ok(aim) => aim,
            Err(tag) => return Ok(Operand::Nothing(tag).guarded(value, &mut self.graph)),
        };
        let mut holds = self.goal_holds(aim.kind, value, aim.bound, aim.upper)?;
        if let Some(start) = aim.barrier {
            let first = start.sorted(&Table::known(0), &mut self.graph);
            holds = self.graph.add(Op::GuardCodes(first, holds));
        }
        Ok(Operand::Answer(holds).guarded(value, &mut self.graph))
    }
}
