//! Which change moved which result: told by trying, never guessed.

use indexmap::{IndexMap, IndexSet};

use super::City;
use super::beside::side_by_side;
use super::reach::could_move;
use super::snapshot::{Key, Of, Seen, same};
use super::trial::{Bench, Rules, Trial};
use crate::author::change::Change;

/// What moved a result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cause {
    /// Changes that move it when they alone are made: their places in the list.
    pub alone: Vec<usize>,
    /// Changes that move it only together with others.
    pub together: Vec<usize>,
}

/// The question for one city.
pub(super) struct Inquiry<'a> {
    pub bench: &'a Bench<'a>,
    pub city: &'a City<'a>,
    pub old: &'a Trial,
    pub new: &'a Trial,
    /// The results that differ.
    pub moved: &'a [Key],
}

type Row = Option<Vec<Option<Seen>>>;
/// The scores of groups by each change alone: its place, and the groups that differ.
type Alone = IndexMap<usize, IndexMap<String, Option<f64>>>;

impl Inquiry<'_> {
    /// The causes of every result that differs. `step` is told after each trial.
    pub fn causes(&self, step: &mut dyn FnMut()) -> (Vec<Cause>, Alone) {
        let candidates: Vec<Vec<usize>> = self.moved.iter().map(|key| self.candidates(key)).collect();
        let mut tried: IndexMap<Vec<usize>, Row> = IndexMap::new();
        self.try_ahead(&candidates, &mut tried, step);
        let mut causes = Vec::new();
        for (at, candidates) in candidates.iter().enumerate() {
            let cause = match candidates.as_slice() {
                [] => Cause::default(),
                [only] => Cause { alone: vec![*only], together: Vec::new() },
                many => self.cause(at, many, &mut tried, step),
            };
            causes.push(cause);
        }
        let alone = self.group_scores(&causes, &tried);
        (causes, alone)
    }

    /// The scores of groups by each change alone.
    fn group_scores(&self, causes: &[Cause], tried: &IndexMap<Vec<usize>, Row>) -> Alone {
        let mut all = Alone::new();
        for (at, key) in self.moved.iter().enumerate().filter(|(_, key)| key.of == Of::Group && key.part == "score") {
            for change in causes.get(at).into_iter().flat_map(|cause| &cause.alone) {
                let mut set = self.bench.support(*change);
                set.push(*change);
                set.sort_unstable();
                set.dedup();
                let seen = match tried.get(&set) {
                    Some(row) => row.as_ref().and_then(|row| row.get(at).cloned().flatten()),
                    // It is the only one that could: it leads to the new result.
                    None => self.new.snapshot.results.get(key).cloned(),
                };
                let score = seen.and_then(|seen| seen.as_number());
                all.entry(*change).or_default().insert(key.name.clone(), score);
            }
        }
        all
    }

    /// The changes that a result could depend on, by the old rules or by the new ones.
    fn candidates(&self, key: &Key) -> Vec<usize> {
        let mut reach = self.old.graph.reach(key);
        reach.extend(self.new.graph.reach(key));
        let list: &[Change] = &self.bench.changes.list;
        (0..list.len()).filter(|at| list.get(*at).is_some_and(|change| could_move(change, &reach))).collect()
    }

    fn row<'t>(&self, set: Vec<usize>, tried: &'t mut IndexMap<Vec<usize>, Row>, step: &mut dyn FnMut()) -> &'t Row {
        tried.entry(sorted(set)).or_insert_with_key(|set| {
            step();
            let rules = Rules::With(set.clone());
            self.bench.some(&rules, self.city, self.new.year, self.moved)
        })
    }

    /// What a result is with some of the changes; nothing where those rules cannot stand.
    fn seen(
        &self,
        at: usize,
        set: Vec<usize>,
        tried: &mut IndexMap<Vec<usize>, Row>,
        step: &mut dyn FnMut(),
    ) -> Option<Option<Seen>> {
        if set.is_empty() && self.old.year == self.new.year {
            return self.moved.get(at).map(|key| self.old.snapshot.results.get(key).cloned());
        }
        self.row(set, tried, step).as_ref()?.get(at).cloned()
    }

    /// Makes the trials that all questions will ask for, side by side; what is asked later finds them made. The questions
    /// of a result depend on the answers to earlier ones, so it goes in three rounds.
    fn try_ahead(&self, candidates: &[Vec<usize>], tried: &mut IndexMap<Vec<usize>, Row>, step: &mut dyn FnMut()) {
        let many = || candidates.iter().enumerate().filter(|(_, list)| list.len() > 1);
        let single: IndexSet<usize> = many().flat_map(|(_, list)| list.iter().copied()).collect();
        let sets = single.iter().flat_map(|change| [self.with_support(*change), self.bench.support(*change)]);
        self.try_all(sets.filter(|set| !set.is_empty()).collect(), tried, step);
        let alone: Vec<Vec<usize>> = (0..candidates.len()).map(|at| self.alone(at, candidates, tried)).collect();
        let those = many().filter_map(|(at, _)| alone.get(at)).filter(|alone| !alone.is_empty());
        self.try_all(those.map(|alone| self.all_with_support(alone)).collect(), tried, step);
        let mut sets = Vec::new();
        for (at, list) in many() {
            let Some(alone) = alone.get(at) else { continue };
            let made = sorted(self.all_with_support(alone));
            let row = tried.get(&made).and_then(Option::as_ref).and_then(|row| row.get(at));
            if !alone.is_empty() && row.is_some_and(|seen| self.is_end(at, seen.as_ref())) {
                continue;
            }
            sets.extend(list.iter().filter(|change| !alone.contains(change)).flat_map(|change| self.apart(*change)));
        }
        self.try_all(sets, tried, step);
    }

    /// Makes those trials that were not made yet, on all cores, and keeps them in the order in which they are named.
    fn try_all(&self, sets: Vec<Vec<usize>>, tried: &mut IndexMap<Vec<usize>, Row>, step: &mut dyn FnMut()) {
        let fresh: IndexSet<Vec<usize>> = sets.into_iter().map(sorted).filter(|set| !tried.contains_key(set)).collect();
        let sets: Vec<Vec<usize>> = fresh.into_iter().collect();
        let make = |set: &Vec<usize>| self.bench.some(&Rules::With(set.clone()), self.city, self.new.year, self.moved);
        let rows = side_by_side(&sets, &make, step);
        tried.extend(sets.into_iter().zip(rows));
    }

    /// The changes that move a result when they alone are made, of those that were tried.
    fn alone(&self, at: usize, candidates: &[Vec<usize>], tried: &IndexMap<Vec<usize>, Row>) -> Vec<usize> {
        let seen = |set: Vec<usize>| -> Option<Option<Seen>> {
            if set.is_empty() && self.old.year == self.new.year {
                return self.moved.get(at).map(|key| self.old.snapshot.results.get(key).cloned());
            }
            tried.get(&sorted(set))?.as_ref()?.get(at).cloned()
        };
        let moves = |change: &usize| match (seen(self.bench.support(*change)), seen(self.with_support(*change))) {
            (Some(before), Some(after)) => !same(before.as_ref(), after.as_ref()),
            _ => false,
        };
        candidates.get(at).into_iter().flatten().copied().filter(moves).collect()
    }

    fn is_end(&self, at: usize, seen: Option<&Seen>) -> bool {
        same(seen, self.moved.get(at).and_then(|key| self.new.snapshot.results.get(key)))
    }

    /// A change with those that it needs.
    fn with_support(&self, change: usize) -> Vec<usize> {
        let mut set = self.bench.support(change);
        set.push(change);
        set
    }

    fn all_with_support(&self, changes: &[usize]) -> Vec<usize> {
        changes.iter().flat_map(|change| self.with_support(*change)).collect()
    }

    /// All changes that can stand without this one: with it, and without it.
    fn apart(&self, change: usize) -> [Vec<usize>; 2] {
        let all = 0..self.bench.changes.list.len();
        let with: Vec<usize> = all.filter(|other| !self.bench.needed_by(change, *other)).collect();
        let without = with.iter().copied().filter(|other| *other != change).collect();
        [with, without]
    }

    fn cause(
        &self,
        at: usize,
        candidates: &[usize],
        tried: &mut IndexMap<Vec<usize>, Row>,
        step: &mut dyn FnMut(),
    ) -> Cause {
        let moves = |before: &Option<Option<Seen>>, after: &Option<Option<Seen>>| match (before, after) {
            (Some(before), Some(after)) => !same(before.as_ref(), after.as_ref()),
            _ => false,
        };
        let mut cause = Cause::default();
        for change in candidates {
            let support = self.bench.support(*change);
            let mut with = support.clone();
            with.push(*change);
            let (before, after) = (self.seen(at, support, tried, step), self.seen(at, with, tried, step));
            if moves(&before, &after) {
                cause.alone.push(*change);
            }
        }
        let reached = |seen: &Option<Option<Seen>>| seen.as_ref().is_some_and(|seen| self.is_end(at, seen.as_ref()));
        if !cause.alone.is_empty() {
            let those = self.all_with_support(&cause.alone);
            if reached(&self.seen(at, those, tried, step)) {
                return cause;
            }
        }
        // Some move it only where others are made too: those without which the new result would not be what it is. What
        // cannot stand without one of them is left out on both sides.
        for change in candidates.iter().filter(|change| !cause.alone.contains(change)) {
            let [with, without] = self.apart(*change);
            let (whole, left) = (self.seen(at, with, tried, step), self.seen(at, without, tried, step));
            if moves(&whole, &left) {
                cause.together.push(*change);
            }
        }
        if cause.alone.is_empty() && cause.together.is_empty() {
            cause.together = candidates.to_vec();
        }
        cause
    }
}

/// A set of changes as it is looked up.
fn sorted(mut set: Vec<usize>) -> Vec<usize> {
    set.sort_unstable();
    set.dedup();
    set
}
