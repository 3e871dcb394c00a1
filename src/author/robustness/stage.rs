//! Rules and figures set up for one replicate after the other, as the tree evaluator takes them.

use super::design::{Design, Numbers};
use super::spread::Slot;
use super::variable::{Sets, Variable, place_of};
use crate::model::dataset::Dataset;
use crate::model::formula::Node;
use crate::model::robustness::Step;
use crate::model::rules::{Case, Goal, Item, Note, RuleBook, Target};
use crate::suppose::set_weight;
use crate::value::Value;

/// A copy of all rules and figures, of which each replicate sets what is varied.
pub(super) struct Stage {
    /// One for each ground of the design.
    pub books: Vec<RuleBook>,
    /// One for each town.
    pub data: Vec<Dataset>,
}

impl Stage {
    pub fn new(design: &Design<'_>, books: &[RuleBook]) -> Self {
        let data = design.towns.iter().map(|town| town.place.data.clone()).collect();
        Self { books: books.to_vec(), data }
    }

    /// Sets every number that is drawn; which ways are taken stands in the rules already.
    pub fn set(&mut self, design: &Design<'_>, numbers: &Numbers) {
        for ((book, ground), drawn) in self.books.iter_mut().zip(&design.grounds).zip(&numbers.grounds) {
            ground
                .variables
                .iter()
                .zip(drawn)
                .for_each(|(variable, number)| set_rule(book, ground.book, variable, *number));
        }
        for ((data, town), drawn) in self.data.iter_mut().zip(&design.towns).zip(&numbers.towns) {
            for (variable, number) in town.variables.iter().zip(drawn) {
                let Sets::Figure(place, _) = &variable.sets else { continue };
                if let Some(figure) = data.figures.get_mut(*place) {
                    figure.value = Some(Value::Number(*number));
                }
            }
        }
    }
}

/// The rules of a ground with the ways that these numbers pick.
pub(super) fn with_ways(base: &RuleBook, variables: &[Variable<'_>], numbers: &[f64]) -> RuleBook {
    let mut book = base.clone();
    for (variable, number) in variables.iter().zip(numbers) {
        let place = place_of(*number);
        match &variable.sets {
            Sets::Scores(ways) => {
                for (id, node) in ways.get(place).map_or(&[] as &[_], |way| &way.scores) {
                    if let Some(item) = book.items.get_mut(id.0 as usize) {
                        item.scores = vec![always(node.clone())];
                    }
                }
            }
            Sets::Steps(ways) => {
                let Some(way) = ways.get(place) else { continue };
                for id in &way.items {
                    let Some(item) = book.items.get_mut(id.0 as usize) else { continue };
                    match &way.step {
                        Step::Impute(impute) => item.impute = impute.map(always),
                        Step::Treat(treat) => item.treat = treat.map(always),
                    }
                }
            }
            Sets::Rollups(places, ways) => {
                let Some(way) = ways.get(place) else { continue };
                for (place, by) in places.iter().zip(&way.by) {
                    if let Some(rollup) = book.rollups.get_mut(usize::from(*place)) {
                        rollup.by = vec![always(by.clone())];
                    }
                }
            }
            _ => {}
        }
    }
    book
}

fn set_rule(book: &mut RuleBook, base: &RuleBook, variable: &Variable<'_>, number: f64) {
    match &variable.sets {
        Sets::Weight(of, _) => set_weight(book, *of, number),
        Sets::Targets(id, slots) => {
            if let (Some(item), Some(known)) = (book.items.get_mut(id.0 as usize), base.item(*id)) {
                slots.iter().for_each(|slot| set_target(item, known, slot, number));
            }
        }
        Sets::Starts(id, slots) => {
            if let (Some(item), Some(known)) = (book.items.get_mut(id.0 as usize), base.item(*id)) {
                for slot in slots {
                    if let (Some(case), Some(base)) = (item.starts.get_mut(slot.clause), known.starts.get(slot.clause))
                    {
                        case.value = with_number(&base.value, slot.spread.at(number));
                    }
                }
            }
        }
        Sets::Parameter(place) => {
            let known = base.parameters.get(usize::from(*place));
            if let (Some(parameter), Some(known)) = (book.parameters.get_mut(usize::from(*place)), known) {
                for (case, known) in parameter.values.iter_mut().zip(&known.values) {
                    case.value = Node::Scale(Box::new(known.value.clone()), number, 1.0);
                }
            }
        }
        Sets::Scores(_) | Sets::Steps(_) | Sets::Rollups(..) | Sets::Figure(..) => {}
    }
}

fn set_target(item: &mut Item, known: &Item, slot: &Slot, share: f64) {
    let known = known.targets.get(slot.clause).map(|case| &case.value);
    let case = item.targets.get_mut(slot.clause).map(|case| &mut case.value);
    if let (Some(Target::Goal(goal)), Some(Target::Goal(base))) = (case, known) {
        let Goal { bound, upper, .. } = goal;
        match (slot.upper, &base.upper) {
            (true, Some(base)) => *upper = Some(with_number(base, slot.spread.at(share))),
            (true, None) => {}
            (false, _) => *bound = with_number(&base.bound, slot.spread.at(share)),
        }
    }
}

/// A literal with another number.
fn with_number(node: &Node, number: f64) -> Node {
    match node {
        Node::Money(_, currency) => Node::Money(number, currency.clone()),
        _ => Node::Literal(Value::Number(number)),
    }
}

fn always<T>(value: T) -> Case<T> {
    Case { value, when: None, from: None, until: None, note: Note::default() }
}
