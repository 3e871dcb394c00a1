//! The second evaluator.

use super::exact;
use super::scripted::Coded;
use yardstick::builtin::BUILTINS;
use yardstick::model::dataset::Dataset;
use yardstick::model::formula::{Compare, Gather, Node, Operator, Part, PartOf, Set};
use yardstick::model::rules::{Case, Goal, Item, ItemKind, RuleBook, Target};
use yardstick::value::{CompareOp, Date, GoalKind, ItemId, Value};

/// Why there is nothing. The order is that of weight: of several reasons the first speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Failed,
    NotReported,
    NoBenchmark,
    NotApplicable,
}

pub(super) type Reckoned<T> = Result<T, Why>;

/// What puts clauses on one heap: the place of their pack, whether they have a condition, their first day.
type Heap = (u16, bool, Option<Date>);

/// The year for which all is reckoned.
pub const YEAR: i32 = 2020;

/// For what an expression is reckoned.
#[derive(Debug, Clone, Copy, Default)]
pub struct At {
    pub member: Option<ItemId>,
    pub own: Option<ItemId>,
}

/// The rules and the figures.
pub struct Oracle<'a> {
    pub(super) book: &'a RuleBook,
    data: &'a Dataset,
}

impl<'a> Oracle<'a> {
    /// Over these rules and figures.
    pub fn new(book: &'a RuleBook, data: &'a Dataset) -> Self {
        Self { book, data }
    }

    /// The name of an item.
    pub fn name(&self, item: ItemId) -> &str {
        self.book.item_name(item)
    }

    pub(super) fn item(&self, id: ItemId) -> &'a Item {
        self.book.item(id).unwrap()
    }

    fn reported(&self, id: ItemId) -> Option<Value> {
        let figure = self.data.figures.iter().find(|figure| figure.item == id && figure.status.counts());
        figure.and_then(|figure| figure.value.clone())
    }

    /// Why a rule leaves an item without a value: it exempts it, or whether it does cannot be told.
    fn exempt(&self, id: ItemId) -> Option<Why> {
        let own = |item: &Item| match self.pick(&item.not_applicable, At { own: Some(item.id), ..At::default() }) {
            Ok(Some(_)) => Some(Why::NotApplicable),
            Ok(None) => None,
            Err(why) => Some(why),
        };
        let item = self.item(id);
        let parent = item.parent.filter(|_| item.kind == ItemKind::Point);
        own(item).or_else(|| parent.and_then(|parent| own(self.item(parent))))
    }

    /// The value of an item: its formula's, else the city's own.
    pub fn value(&self, id: ItemId) -> Reckoned<Value> {
        if let Some(why) = self.exempt(id) {
            return Err(why);
        }
        let item = self.item(id);
        let reported = self.reported(id).ok_or(Why::NotReported);
        if item.values.is_empty() {
            return reported;
        }
        let at = At { own: Some(id), ..At::default() };
        let computed = match self.pick(&item.values, at) {
            Ok(Some(case)) => self.eval(&case.value, at),
            Ok(None) => return reported,
            Err(why) => Err(why),
        };
        computed.or_else(|why| reported.map_err(|_| why))
    }

    /// The clause that holds, by the list in the language's chapter on modifiers: those that are valid on the last day of
    /// the year, the packs from the narrowest to the base, in each the clauses with a condition before those without one,
    /// of these the ones of the latest `from`. The first of these heaps in which a condition holds or is unknown decides.
    pub(super) fn pick<'c, T>(&self, cases: &'c [Case<T>], at: At) -> Reckoned<Option<&'c Case<T>>> {
        let day = Date { year: YEAR, month: 12, day: 31 };
        let valid = |case: &&Case<T>| case.from <= Some(day) && case.until.is_none_or(|until| until >= day);
        let mut heaps: Vec<(Heap, Vec<&Case<T>>)> = Vec::new();
        for case in cases.iter().filter(valid) {
            let key = (case.note.layer, case.when.is_some(), case.from);
            match heaps.iter_mut().find(|(known, _)| *known == key) {
                Some((_, heap)) => heap.push(case),
                None => heaps.push((key, vec![case])),
            }
        }
        heaps.sort_by(|(one, _), (other, _)| other.cmp(one));
        for (_, heap) in heaps {
            let truths: Vec<Reckoned<bool>> =
                heap.iter().map(|case| case.when.as_ref().map_or(Ok(true), |when| self.truth(when, at))).collect();
            let unknown = truths.iter().filter_map(|truth| truth.err()).min();
            let holding: Vec<&Case<T>> =
                heap.into_iter().zip(&truths).filter(|(_, truth)| **truth == Ok(true)).map(|(case, _)| case).collect();
            match (unknown, holding.as_slice()) {
                (Some(why), _) => return Err(why),
                (None, []) => {}
                (None, [one]) => return Ok(Some(one)),
                (None, _) => return Err(Why::Failed),
            }
        }
        Ok(None)
    }

    pub(super) fn number(&self, node: &Node, at: At) -> Reckoned<f64> {
        self.eval(node, at)?.as_number().ok_or(Why::Failed)
    }

    fn eval(&self, node: &Node, at: At) -> Reckoned<Value> {
        match node {
            Node::Literal(value) => Ok(value.clone()),
            Node::Item(id) => self.value(*id),
            Node::Part(PartOf::Item(id), part) => self.part(*id, *part),
            Node::Part(PartOf::Member, part) => self.part(at.member.ok_or(Why::Failed)?, *part),
            Node::Part(PartOf::Own, part) => self.part(at.own.ok_or(Why::Failed)?, *part),
            Node::Arithmetic(operator, one, other) => {
                let (one, other) = both(self.number(one, at), self.number(other, at))?;
                arithmetic(*operator, one, other)
            }
            Node::Negate(one) => Ok(Value::Number(-self.number(one, at)?)),
            Node::If(when, yes, no) => self.eval(if self.truth(when, at)? { yes } else { no }, at),
            Node::OrElse(one, other) => match self.eval(one, at) {
                Err(Why::NotReported) => self.eval(other, at),
                known => known,
            },
            Node::Call(place, arguments) => {
                let numbers = all(arguments.iter().map(|argument| self.number(argument, at)))?;
                finite(exact::call(BUILTINS[usize::from(*place)].name, &numbers).ok_or(Why::Failed)?)
            }
            Node::OverList(gather, nodes) => {
                let numbers = nodes.iter().map(|node| self.number(node, at));
                gathered(*gather, &all(numbers.filter(|number| *number != Err(Why::NotApplicable)))?)
            }
            Node::Over(gather, set) => self.over(*gather, set, at),
            Node::OverGiven(gather, list) => gathered(*gather, &self.over_given(list, at)?),
            Node::Apply(..) | Node::Field(..) => match self.coded(node, at)? {
                Coded::Number(number) => Ok(Value::Number(number)),
                other => panic!("no value: {other:?}"),
            },
            Node::ShareOfTarget(value) => self.share(&self.eval(value, at)?, at.own.ok_or(Why::Failed)?),
            _ => self.truth(node, at).map(Value::YesNo),
        }
    }

    pub(super) fn truth(&self, node: &Node, at: At) -> Reckoned<bool> {
        match node {
            Node::And(parts) => self.settled(parts, false, at),
            Node::Or(parts) => self.settled(parts, true, at),
            Node::Not(one) => self.truth(one, at).map(|truth| !truth),
            Node::Compare(compare) => self.compare(compare, at),
            Node::IsReported(one, wanted) => {
                let value = self.eval(one, at);
                if value == Err(Why::NotApplicable) {
                    return Err(Why::NotApplicable);
                }
                Ok(value.is_ok() == *wanted)
            }
            Node::Item(_) | Node::Literal(_) | Node::Part(..) => self.eval(node, at)?.as_bool().ok_or(Why::Failed),
            other => panic!("the oracle does not know {other:?}"),
        }
    }

    fn settled(&self, parts: &[Node], by: bool, at: At) -> Reckoned<bool> {
        let truths: Vec<Reckoned<bool>> = parts.iter().map(|part| self.truth(part, at)).collect();
        if truths.contains(&Ok(by)) {
            return Ok(by);
        }
        all(truths.into_iter()).map(|_| !by)
    }

    fn compare(&self, compare: &Compare, at: At) -> Reckoned<bool> {
        let (one, other) = both(self.number(&compare.left, at), self.number(&compare.right, at))?;
        Ok(match compare.op {
            CompareOp::Equal => exact::same(one, other),
            CompareOp::NotEqual => !exact::same(one, other),
            CompareOp::Less => exact::exceeds(other, one),
            CompareOp::AtMost => exact::reaches(other, one),
            CompareOp::Greater => exact::exceeds(one, other),
            CompareOp::AtLeast => exact::reaches(one, other),
        })
    }

    fn part(&self, id: ItemId, part: Part) -> Reckoned<Value> {
        match part {
            Part::Value => self.value(id),
            Part::Score => self.score(id),
            other => panic!("the oracle does not know {other:?}"),
        }
    }

    /// A sum over an incomplete list is missing; what does not apply does not belong to it.
    fn over(&self, gather: Gather, set: &Set, at: At) -> Reckoned<Value> {
        let mut members = Vec::new();
        let mut unknown: Option<Why> = None;
        for member in &set.members {
            let at = At { member: Some(*member), ..at };
            match set.condition.as_ref().map_or(Ok(true), |condition| self.truth(condition, at)) {
                Ok(true) => members.push(at),
                Ok(false) | Err(Why::NotApplicable) => {}
                Err(why) => unknown = Some(unknown.map_or(why, |known| known.min(why))),
            }
        }
        if let (Some(why), false) = (unknown, set.reported) {
            return Err(why);
        }
        if gather == Gather::Count && set.condition.is_some() {
            return Ok(Value::Number(f64::from(u32::try_from(members.len()).unwrap())));
        }
        let values = members.iter().map(|at| self.number(&set.of, *at));
        let values = values.filter(|value| !(*value == Err(Why::NotApplicable) || set.reported && value.is_err()));
        gathered(gather, &all(values)?)
    }

    /// What an item aims at in the year.
    fn target(&self, id: ItemId) -> Reckoned<&'a Target> {
        let case = self.pick(&self.item(id).targets, At { own: Some(id), ..At::default() })?;
        case.map(|case| &case.value).ok_or(Why::NoBenchmark)
    }

    /// The share of the way to the target.
    fn share(&self, value: &Value, id: ItemId) -> Reckoned<Value> {
        let at = At { own: Some(id), ..At::default() };
        let start = match self.pick(&self.item(id).starts, at)? {
            Some(case) => Some(self.number(&case.value, at)?),
            None => None,
        };
        let Target::Goal(goal) = self.target(id)? else { return Err(Why::NoBenchmark) };
        let value = value.as_number().ok_or(Why::Failed)?;
        let low = self.number(&goal.bound, at)?;
        let high = goal.upper.as_ref().map_or(Ok(low), |upper| self.number(upper, at))?;
        let way =
            |start: f64, goal: f64| if start == goal { Err(Why::Failed) } else { Ok((value - start) / (goal - start)) };
        let up = |goal: f64| if goal > 0.0 { Ok(value / goal) } else { Err(Why::Failed) };
        let down = |goal: f64| {
            if goal <= 0.0 {
                Err(Why::Failed)
            } else if value <= goal {
                Ok(1.0)
            } else {
                Ok(goal / value)
            }
        };
        let share = match (goal.kind, start) {
            (GoalKind::Between, _) if value >= low && value <= high => Ok(1.0),
            (GoalKind::Between, Some(start)) if value < low && start < low => way(start, low),
            (GoalKind::Between, Some(start)) if value > high && start > high => way(start, high),
            (GoalKind::Between, _) if value < low => up(low),
            (GoalKind::Between, _) => down(high),
            (GoalKind::Equals, _) if exact::same(value, low) => Ok(1.0),
            (GoalKind::Equals, Some(start)) if start == low => Err(Why::Failed),
            (GoalKind::Equals, Some(start)) => Ok(1.0 - (value - low).abs() / (start - low).abs()),
            (GoalKind::Equals, None) if low <= 0.0 => Err(Why::Failed),
            (GoalKind::Equals, None) if value <= 0.0 => Ok(0.0),
            (GoalKind::Equals, None) => Ok((value / low).min(low / value)),
            (_, Some(start)) => way(start, low),
            (GoalKind::AtLeast | GoalKind::Above, None) => up(low),
            (GoalKind::AtMost | GoalKind::Below, None) => down(low),
        };
        Ok(Value::Number(share?.clamp(0.0, 1.0)))
    }

    /// The score of a KPI or a point.
    pub fn score(&self, id: ItemId) -> Reckoned<Value> {
        let item = self.item(id);
        if item.kind == ItemKind::Input {
            return Err(Why::NoBenchmark);
        }
        let value = self.value(id)?;
        if self.one_figure_for_its_points(item) || matches!(self.target(id), Ok(Target::NoBenchmark)) {
            return Err(Why::NoBenchmark);
        }
        let _ = value;
        let at = At { own: Some(id), ..At::default() };
        let case = self.pick(&item.scores, at)?.ok_or(Why::NoBenchmark)?;
        self.eval(&case.value, at)
    }

    /// A KPI with points that is reported as one figure is shown and not scored.
    fn one_figure_for_its_points(&self, item: &Item) -> bool {
        if item.points.is_empty() || self.reported(item.id).is_none() {
            return false;
        }
        let at = At { own: Some(item.id), ..At::default() };
        let computed = self.pick(&item.values, at).ok().flatten().map(|case| self.eval(&case.value, at));
        !matches!(computed, Some(Ok(_)))
    }

    /// The place of the band in its scale.
    pub fn band(&self, id: ItemId) -> Reckoned<usize> {
        let item = self.item(id);
        let scale = &self.book.scales[usize::from(item.scale.ok_or(Why::NoBenchmark)?)];
        let deliberate = matches!(self.target(id), Ok(Target::NoBenchmark));
        let value = self.value(id)?;
        if deliberate || self.one_figure_for_its_points(item) || item.kind == ItemKind::Input {
            return Err(Why::NoBenchmark);
        }
        let divided = match &scale.of {
            Some(of) => self.number(of, At { own: Some(id), ..At::default() })?,
            None => self.score(id)?.as_number().ok_or(Why::Failed)?,
        };
        let _ = value;
        self.band_of(usize::from(item.scale.unwrap()), divided)
    }

    fn band_of(&self, scale: usize, divided: f64) -> Reckoned<usize> {
        let holds = |edge: &Option<Goal>| match edge {
            None => true,
            Some(goal) => {
                let bound = self.number(&goal.bound, At::default()).unwrap();
                match goal.kind {
                    GoalKind::AtLeast => exact::reaches(divided, bound),
                    GoalKind::Above => exact::exceeds(divided, bound),
                    GoalKind::AtMost => exact::reaches(bound, divided),
                    _ => exact::exceeds(bound, divided),
                }
            }
        };
        self.book.scales[scale].bands.iter().position(|band| holds(&band.edges[0].value)).ok_or(Why::Failed)
    }

    /// The points that a band earns.
    pub fn points(&self, id: ItemId) -> Option<f64> {
        let band = self.band(id).ok()?;
        self.book.scales[usize::from(self.item(id).scale?)].bands[band].points
    }

    /// Whether something is reported: a value, or a value of one of its points.
    pub(super) fn is_reported(&self, id: ItemId) -> bool {
        let points = &self.item(id).points;
        self.value(id).is_ok() || points.iter().any(|point| self.value(*point).is_ok())
    }

    /// A KPI does not apply where a rule says so, or where none of its points does.
    pub(super) fn applies(&self, id: ItemId) -> bool {
        let points = &self.item(id).points;
        let none = !points.is_empty() && points.iter().all(|point| self.value(*point) == Err(Why::NotApplicable));
        self.value(id) != Err(Why::NotApplicable) && !(none && self.value(id).is_err())
    }
}

fn both(one: Reckoned<f64>, other: Reckoned<f64>) -> Reckoned<(f64, f64)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(one), Err(other)) => Err(one.min(other)),
        (Err(why), _) | (_, Err(why)) => Err(why),
    }
}

/// All of them, or the weightiest reason.
pub(super) fn all<T>(values: impl Iterator<Item = Reckoned<T>>) -> Reckoned<Vec<T>> {
    let mut known = Vec::new();
    let mut reasons = Vec::new();
    for value in values {
        match value {
            Ok(value) => known.push(value),
            Err(why) => reasons.push(why),
        }
    }
    reasons.into_iter().min().map_or(Ok(known), Err)
}

pub(super) fn finite(number: f64) -> Reckoned<Value> {
    if number.is_finite() { Ok(Value::Number(number)) } else { Err(Why::Failed) }
}

fn arithmetic(operator: Operator, one: f64, other: f64) -> Reckoned<Value> {
    finite(match operator {
        Operator::Add => one + other,
        Operator::Subtract => one - other,
        Operator::Multiply => one * other,
        Operator::Divide if other == 0.0 => return Err(Why::Failed),
        Operator::Divide => one / other,
        Operator::Power => return Err(Why::Failed),
    })
}

/// A function over values that are there; of an empty set there is none.
fn gathered(gather: Gather, values: &[f64]) -> Reckoned<Value> {
    let many = f64::from(u32::try_from(values.len()).unwrap());
    let sum = exact::sum(values);
    match gather {
        Gather::Count => Ok(Value::Number(many)),
        _ if values.is_empty() => Err(Why::NotReported),
        Gather::Sum => finite(sum),
        Gather::Mean => finite(sum / many),
        Gather::Median => {
            let mut sorted = values.to_vec();
            sorted.sort_by(f64::total_cmp);
            let half = sorted.len() / 2;
            finite(if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 })
        }
        Gather::Min => finite(values.iter().copied().fold(f64::INFINITY, f64::min)),
        Gather::Max => finite(values.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
        other => panic!("the oracle does not know {other:?}"),
    }
}
