//! The rules and figures of one city, set up for one replicate after the other.

use super::draw::{Sample, choice, uniform};
use super::{Choice, Place};
use crate::model::dataset::Dataset;
use crate::model::formula::Node;
use crate::model::robustness::{DataErrors, Robustness, Variation};
use crate::model::rules::{Case, Goal, Item, RuleBook, Target};
use crate::model::supposition::Weighted;
use crate::suppose::{set_weight, weight_of};
use crate::value::{GoalKind, Value};

/// What is certain whatever a study varies: the end of a scale.
const CERTAIN: &str = "natural_maximum";

/// A copy of a city's rules and figures, of which each replicate sets what is varied.
pub(super) struct Stage<'a> {
    base: Place<'a>,
    study: &'a Robustness,
    pub book: RuleBook,
    pub data: Dataset,
}

/// Which draws a replicate takes: from which sample for each thing that is varied.
pub(super) struct Draws<'d> {
    pub seed: u32,
    pub replicate: u32,
    pub samples: &'d dyn Fn(usize) -> Sample,
}

impl Draws<'_> {
    fn of(&self, varied: usize, name: &str) -> f64 {
        uniform(self.seed, (self.samples)(varied), self.replicate, name)
    }

    /// A share around 0: evenly between so much below it and above it.
    fn around(&self, varied: usize, name: &str, by: f64) -> f64 {
        by * (2.0 * self.of(varied, name) - 1.0)
    }

    /// A factor around 1.
    fn factor(&self, varied: usize, name: &str, by: f64) -> f64 {
        1.0 + self.around(varied, name, by)
    }
}

impl<'a> Stage<'a> {
    pub fn new(base: Place<'a>, study: &'a Robustness) -> Self {
        Self { base, study, book: base.book.clone(), data: base.data.clone() }
    }

    /// Sets everything that is varied. `tell` hears each choice.
    pub fn set(&mut self, draws: &Draws<'_>, tell: &mut dyn FnMut(Choice)) {
        let study = self.study;
        for (at, varied) in study.varied.iter().enumerate() {
            let mut say = |name: String, value: String| tell(Choice { varied: at, name, value });
            match &varied.what {
                Variation::Weights(all, by) => {
                    for of in all {
                        let name = self.weight_name(*of);
                        let factor = draws.factor(at, &format!("weight {name}"), *by);
                        let weight = weight_of(self.base.book, *of) * factor;
                        set_weight(&mut self.book, *of, weight);
                        say(name, weight.to_string());
                    }
                }
                Variation::Scores(ways) => {
                    let Some(way) = ways.get(choice(draws.of(at, "score"), ways.len())) else { continue };
                    for (id, node) in &way.scores {
                        if let Some(item) = self.book.items.get_mut(id.0 as usize) {
                            item.scores = vec![always(node.clone())];
                        }
                    }
                    say("score".to_owned(), way.written.clone());
                }
                Variation::Rollup(place, ways) => {
                    let Some(rollup) = self.book.rollups.get_mut(*place as usize) else { continue };
                    let drawn = draws.of(at, &format!("rollup {}", rollup.name));
                    let Some(way) = ways.get(choice(drawn, ways.len())) else { continue };
                    rollup.by = vec![always(way.by.clone())];
                    say(rollup.name.clone(), way.written.clone());
                }
                Variation::Data(errors) => self.set_data(at, errors, draws, &mut say),
                Variation::Targets(by) => self.set_targets(at, *by, draws, &mut say),
                Variation::Starts(by) => self.set_starts(at, *by, draws, &mut say),
                Variation::Parameter(place, by) => {
                    let known = self.base.book.parameters.get(*place as usize);
                    let (Some(parameter), Some(base)) = (self.book.parameters.get_mut(*place as usize), known) else {
                        continue;
                    };
                    let factor = draws.factor(at, &format!("parameter {}", base.name), *by);
                    for (case, known) in parameter.values.iter_mut().zip(&base.values) {
                        case.value = Node::Scale(Box::new(known.value.clone()), factor, 1.0);
                    }
                    say(base.name.clone(), factor.to_string());
                }
            }
        }
    }

    fn weight_name(&self, of: Weighted) -> String {
        let book = self.base.book;
        match of {
            Weighted::Item(id) => book.item_name(id).to_owned(),
            Weighted::FacetValue { facet, value } => {
                let facet = book.facets.get(facet as usize).map_or("", |facet| facet.name.as_str());
                format!("{facet}: {}", book.word(value))
            }
        }
    }

    /// Figures, each with an error of its own.
    fn set_data(&mut self, at: usize, errors: &DataErrors, draws: &Draws<'_>, say: &mut dyn FnMut(String, String)) {
        let city = &self.base.data.city.name;
        for (figure, known) in self.data.figures.iter_mut().zip(&self.base.data.figures) {
            let (Some(Value::Number(number)), Some(by)) = (&known.value, errors.of(known.quality)) else { continue };
            let Some(item) = self.base.book.item(known.item) else { continue };
            let name = &item.name;
            let year = known.year.map_or_else(String::new, |year| year.to_string());
            let share = draws.around(at, &format!("data {city} {name} {year} {}", known.source), by);
            let drawn = held(item, *number, number + share * uncertain(item, *number));
            figure.value = Some(Value::Number(drawn));
            say(format!("{city}: {name} {year}").trim_end().to_owned(), drawn.to_string());
        }
    }

    fn set_targets(&mut self, at: usize, by: f64, draws: &Draws<'_>, say: &mut dyn FnMut(String, String)) {
        for (item, known) in self.book.items.iter_mut().zip(&self.base.book.items) {
            if !known.targets.iter().any(varies) {
                continue;
            }
            let share = draws.around(at, &format!("target {}", known.name), by);
            for (case, base) in item.targets.iter_mut().zip(&known.targets).filter(|(_, base)| varies(base)) {
                let Target::Goal(goal) = &base.value else { continue };
                let apart = number(&goal.bound).map_or(0.0, |bound| share * width(known, bound, base.note.layer));
                let upper = goal.upper.as_ref().map(|upper| moved(known, upper, apart));
                case.value = Target::Goal(Goal { kind: goal.kind, bound: moved(known, &goal.bound, apart), upper });
            }
            say(known.name.clone(), share.to_string());
        }
    }

    fn set_starts(&mut self, at: usize, by: f64, draws: &Draws<'_>, say: &mut dyn FnMut(String, String)) {
        for (item, known) in self.book.items.iter_mut().zip(&self.base.book.items) {
            if known.starts.is_empty() {
                continue;
            }
            let share = draws.around(at, &format!("start {}", known.name), by);
            for (case, base) in item.starts.iter_mut().zip(&known.starts) {
                let own = number(&base.value);
                let goal = target_of(known, base.note.layer);
                let apart = own.zip(goal).map_or(0.0, |(own, goal)| share * (own - goal).abs());
                case.value = moved(known, &base.value, apart);
            }
            say(known.name.clone(), share.to_string());
        }
    }
}

fn always<T>(value: T) -> Case<T> {
    Case { value, when: None, from: None, until: None, note: crate::model::rules::Note::default() }
}

/// The number of a literal.
fn number(node: &Node) -> Option<f64> {
    match node {
        Node::Literal(Value::Number(number)) | Node::Money(number, _) => Some(*number),
        _ => None,
    }
}

/// A literal of an item, so much further on. What is computed stays.
fn moved(item: &Item, node: &Node, by: f64) -> Node {
    match node {
        Node::Literal(Value::Number(number)) => Node::Literal(Value::Number(held(item, *number, number + by))),
        Node::Money(amount, currency) => Node::Money(held(item, *amount, amount + by), currency.clone()),
        other => other.clone(),
    }
}

/// Whether a target is varied: one that is a number. Answers, targets with a date and the ends of scales stay.
fn varies(case: &Case<Target>) -> bool {
    let Target::Goal(goal) = &case.value else { return false };
    number(&goal.bound).is_some() && case.note.basis.as_deref() != Some(CERTAIN)
}

/// What a target is varied by a share of: the way from its start, so that it never comes behind it; without a start itself.
fn width(item: &Item, target: f64, layer: u16) -> f64 {
    let of_layer = item.starts.iter().find(|case| case.note.layer == layer);
    let start = of_layer.or(item.starts.last()).and_then(|case| number(&case.value));
    start.map_or(target.abs(), |start| (target - start).abs())
}

/// The target that belongs to a start: that of its layer, else the last one.
fn target_of(item: &Item, layer: u16) -> Option<f64> {
    let of_layer = item.targets.iter().find(|case| case.note.layer == layer);
    match &of_layer.or(item.targets.last())?.value {
        Target::Goal(goal) => number(&goal.bound),
        Target::Path(_) | Target::NoBenchmark => None,
    }
}

/// What a figure is varied by a share of: itself; a share of a whole by its smaller part, since of 99 % it is the rest that
/// is hard to count.
fn uncertain(item: &Item, own: f64) -> f64 {
    let ends = |goal: &Goal| {
        let upper = goal.upper.as_ref().and_then(number);
        goal.kind == GoalKind::Between && number(&goal.bound) == Some(0.0) && upper == Some(1.0)
    };
    let whole =
        item.unit().is_some_and(|unit| unit.kind.is_none()) && item.expects.iter().any(|case| ends(&case.value.goal));
    if whole && (0.0..=1.0).contains(&own) { own.min(1.0 - own) } else { own.abs() }
}

/// A figure, a target or a start inside the range that the rules expect of its item, where that is plain numbers and what is
/// varied lies there itself: a share of 104 % is no error of measurement, and no target.
fn held(item: &Item, own: f64, drawn: f64) -> f64 {
    item.expects.iter().filter(|case| case.when.is_none()).fold(drawn, |drawn, case| {
        let goal = &case.value.goal;
        let bound = number(&goal.bound);
        let (least, most) = match goal.kind {
            GoalKind::AtLeast | GoalKind::Above => (bound, None),
            GoalKind::AtMost | GoalKind::Below => (None, bound),
            GoalKind::Between => (bound, goal.upper.as_ref().and_then(number)),
            GoalKind::Equals => (None, None),
        };
        let drawn = least.filter(|least| own >= *least).map_or(drawn, |least| drawn.max(least));
        most.filter(|most| own <= *most).map_or(drawn, |most| drawn.min(most))
    })
}
