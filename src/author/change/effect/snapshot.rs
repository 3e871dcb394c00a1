//! Everything that an evaluation came to, as a flat list that can be compared with another one.

use indexmap::IndexMap;

use crate::Assessed;
use crate::author::results::{band, full_title, goal, group_name, group_title, points};
use crate::model::advice::{Holder, Recommended, Subject};
use crate::model::rules::{Item, ItemKind, RuleBook};
use crate::model::scorecard::{CheckOutcome, GroupResult, ItemResult, PathResult};
use crate::value::{Missing, Outcome, Value, equal};

/// What a result belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// A KPI, a point or an input.
    Item,
    /// A group of a roll-up.
    Group,
    /// A recommendation.
    Recommendation,
    /// A check.
    Check,
}

/// One result: of what, and which part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::author) struct Key {
    pub of: Of,
    pub name: String,
    pub part: &'static str,
}

/// A result as it is printed, and exactly.
#[derive(Debug, Clone)]
pub(in crate::author) struct Seen {
    pub shown: String,
    exact: Vec<f64>,
    /// It is a value, and no reason for a missing one.
    pub there: bool,
}

impl Seen {
    fn text(shown: impl Into<String>) -> Self {
        Self { shown: shown.into(), exact: Vec::new(), there: true }
    }

    fn number(number: f64, shown: String) -> Self {
        Self { shown, exact: vec![number], there: true }
    }

    /// Whether both are the same result. Numbers are compared as they are, not as they are printed.
    pub fn same(&self, other: &Self) -> bool {
        if self.there != other.there || self.exact.len() != other.exact.len() {
            return false;
        }
        match self.exact.is_empty() {
            true => self.shown == other.shown,
            false => self.exact.iter().zip(&other.exact).all(|(a, b)| a == b || equal(*a, *b)),
        }
    }

    /// The number, where it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self.exact.as_slice() {
            [number] if self.there => Some(*number),
            _ => None,
        }
    }
}

/// All results of a city in a year.
#[derive(Debug, Clone, Default)]
pub(in crate::author) struct Snapshot {
    pub results: IndexMap<Key, Seen>,
    pub titles: IndexMap<(Of, String), String>,
    /// Names of leaves: points, and KPIs without points.
    pub leaves: Vec<String>,
}

/// The results that differ, in the order of the new ones; what is gone stands after them.
pub(in crate::author) fn moved(old: &Snapshot, new: &Snapshot) -> Vec<Key> {
    let (old, new) = (&old.results, &new.results);
    let gone = old.keys().filter(|key| !new.contains_key(*key));
    let mut keys: Vec<Key> =
        new.keys().chain(gone).filter(|key| !same(old.get(*key), new.get(*key))).cloned().collect();
    keys.sort_by_key(|key| key.of);
    keys
}

/// Whether two results are one, where there are any.
pub(in crate::author) fn same(old: Option<&Seen>, new: Option<&Seen>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => old.same(new),
        (old, new) => old.is_none() == new.is_none(),
    }
}

/// Takes down what a city came to.
pub(in crate::author) fn snapshot(book: &RuleBook, assessed: &Assessed<'_>) -> Snapshot {
    let mut taken = Taken { book, snapshot: Snapshot::default() };
    let card = &assessed.evaluation.card;
    for (item, result) in book.items.iter().zip(&card.results) {
        taken.item(item, result);
    }
    for result in &card.rollups {
        if let Some(rollup) = book.rollups.get(result.rollup as usize) {
            result.groups.iter().for_each(|group| taken.group(rollup, group));
        }
    }
    taken.advice(assessed);
    for check in &card.checks {
        taken.check(check);
    }
    taken.snapshot
}

struct Taken<'a> {
    book: &'a RuleBook,
    snapshot: Snapshot,
}

impl Taken<'_> {
    fn put(&mut self, of: Of, name: &str, part: &'static str, seen: Seen) {
        self.snapshot.results.insert(Key { of, name: name.to_owned(), part }, seen);
    }

    fn title(&mut self, of: Of, name: &str, title: String) {
        self.snapshot.titles.insert((of, name.to_owned()), title);
    }

    fn outcome<T>(&self, outcome: &Outcome<T>, seen: impl FnOnce(&T) -> Seen) -> Seen {
        match outcome {
            Ok(value) => seen(value),
            Err(missing) => self.missing(missing),
        }
    }

    fn missing(&self, missing: &Missing) -> Seen {
        Seen { shown: self.book.show_missing(missing), exact: Vec::new(), there: false }
    }

    fn item(&mut self, item: &Item, result: &ItemResult) {
        let name = item.name.as_str();
        self.title(Of::Item, name, full_title(self.book, item));
        let value = self.outcome(&result.value, |value| exact(value, self.book.show_item_value(item, value)));
        self.put(Of::Item, name, "value", value);
        if item.kind == ItemKind::Input {
            return;
        }
        if item.is_leaf() {
            self.snapshot.leaves.push(name.to_owned());
        }
        let book = self.book;
        let target = self.outcome(&result.target, |target| {
            let upper = target.upper.iter().flat_map(numbers).collect::<Vec<_>>();
            let exact: Vec<f64> = numbers(&target.bound).into_iter().chain(upper).collect();
            let shown = goal(book, item, target);
            // The kind of goal is in the words; the number is compared exactly.
            if exact.is_empty() { Seen::text(shown) } else { Seen { shown, exact: tagged(target, exact), there: true } }
        });
        self.put(Of::Item, name, "target", target);
        let start = result.start.as_ref().map(|(value, _)| exact(value, book.show_item_value(item, value)));
        if let Some(start) = start {
            self.put(Of::Item, name, "start", start);
        }
        if let Some(path) = &result.path {
            self.path(item, path);
        }
        let scored = self.outcome(&result.score, |value| exact(value, book.show_score(value, &item.metric)));
        self.put(Of::Item, name, "score", scored);
        let banded = self.outcome(&result.band, |found| Seen::text(band(book, *found)));
        self.put(Of::Item, name, "band", banded);
        let most = result.max_points;
        let earned = self.outcome(&result.points, |earned| of_most(*earned, most));
        self.put(Of::Item, name, "points", earned);
    }

    /// Where a city stands on the way to a target with a date.
    fn path(&mut self, item: &Item, path: &PathResult) {
        let (book, name) = (self.book, item.name.as_str());
        let required = self.outcome(&path.required, |value| exact(value, book.show_item_value(item, value)));
        self.put(Of::Item, name, "required", required);
        let progress = self.outcome(&path.progress, |value| exact(value, book.show_share(value)));
        self.put(Of::Item, name, "progress", progress);
        let arrival = self.outcome(&path.arrival, |year| Seen::number(f64::from(*year), year.to_string()));
        self.put(Of::Item, name, "arrival", arrival);
        if let Some(pace) = &path.pace {
            let pace = self.outcome(pace, |found| Seen::text(band(book, *found)));
            self.put(Of::Item, name, "pace", pace);
        }
        if let Some(budget) = &path.budget {
            let budget = self.outcome(budget, |value| exact(value, book.show_sum(item, value)));
            self.put(Of::Item, name, "budget", budget);
        }
    }

    fn group(&mut self, rollup: &crate::model::rules::Rollup, group: &GroupResult) {
        let name = group_name(self.book, rollup, &group.key);
        self.title(Of::Group, &name, group_title(self.book, rollup, &group.key));
        let book = self.book;
        let scored = self.outcome(&group.score, |value| exact(value, book.show_score(value, &rollup.metric)));
        self.put(Of::Group, &name, "score", scored);
        let banded = self.outcome(&group.band, |found| Seen::text(band(book, *found)));
        self.put(Of::Group, &name, "band", banded);
        if let Some(earned) = group.points {
            self.put(Of::Group, &name, "points", of_most(earned, group.max_points));
        }
        let coverage = format!("{} of {}", group.scored, group.applicable);
        self.put(Of::Group, &name, "scored", Seen::text(coverage));
    }

    fn advice(&mut self, assessed: &Assessed<'_>) {
        let advice = &assessed.advice;
        for given in &advice.given {
            let name = self.subject(&given.subject);
            self.put(Of::Recommendation, &name, "outcome", Seen::text("given"));
            self.recommended(&name, given);
        }
        for held in &advice.held_back {
            let name = self.subject(&held.recommended.subject);
            self.put(Of::Recommendation, &name, "outcome", Seen::text("held back"));
            self.recommended(&name, &held.recommended);
            let by = match &held.by {
                Holder::Limit { rank, .. } => format!("a limit, at rank {rank}"),
                Holder::Unless { reason, .. } => format!("unless {}", reason.condition),
            };
            self.put(Of::Recommendation, &name, "held back by", Seen::text(by));
        }
        for not in &advice.not_given {
            let name = self.subject(&not.subject);
            let seen = match &not.not_applicable {
                Some(missing) => format!("not given ({})", self.book.show_missing(missing)),
                None => "not given".to_owned(),
            };
            self.put(Of::Recommendation, &name, "outcome", Seen::text(seen));
        }
        for open in &advice.undetermined {
            let name = self.subject(&open.subject);
            let seen = format!("undetermined ({})", self.book.show_missing(&open.missing));
            self.put(Of::Recommendation, &name, "outcome", Seen::text(seen));
        }
    }

    fn subject(&mut self, subject: &Subject) -> String {
        let rule = self.book.recommendations.get(subject.recommendation as usize);
        let rule = rule.map_or("", |rule| rule.name.as_str());
        let name = match subject.member {
            Some(member) => format!("{rule}: {}", self.book.item_name(member)),
            None => rule.to_owned(),
        };
        self.title(Of::Recommendation, &name, subject.title.clone());
        name
    }

    fn recommended(&mut self, name: &str, given: &Recommended) {
        let rank = f64::from(given.rank);
        self.put(Of::Recommendation, name, "rank", Seen::number(rank, given.rank.to_string()));
        let priority = format!("{:?}", given.priority).to_lowercase();
        self.put(Of::Recommendation, name, "priority", Seen::text(priority));
        let because = given.because.join(" ");
        self.put(Of::Recommendation, name, "reason", Seen::text(because));
        let actions = given.actions.iter().map(|action| action.text.as_str()).collect::<Vec<_>>().join(" ");
        self.put(Of::Recommendation, name, "actions", Seen::text(actions));
    }

    fn check(&mut self, result: &crate::model::scorecard::CheckResult) {
        let rule = self.book.checks.get(result.check as usize).map_or("", |check| check.name.as_str());
        let name = match result.member {
            Some(member) => format!("{rule}: {}", self.book.item_name(member)),
            None => rule.to_owned(),
        };
        self.title(Of::Check, &name, result.title.clone());
        let seen = match &result.outcome {
            CheckOutcome::Holds => "holds".to_owned(),
            CheckOutcome::Finding { text, .. } | CheckOutcome::Note(text) => text.clone(),
            CheckOutcome::Undetermined(missing) => format!("cannot be told ({})", self.book.show_missing(missing)),
            CheckOutcome::NotApplicable => "does not apply".to_owned(),
        };
        // A check may have several requirements, each with a result.
        let key = Key { of: Of::Check, name: name.clone(), part: "outcome" };
        let seen = match self.snapshot.results.get(&key) {
            Some(before) => format!("{}; {seen}", before.shown),
            None => seen,
        };
        self.put(Of::Check, &name, "outcome", Seen::text(seen));
    }
}

/// The kind of a goal counts as well as its numbers.
fn tagged(target: &crate::model::scorecard::TargetResult, mut exact: Vec<f64>) -> Vec<f64> {
    exact.push(f64::from(target.kind as u8));
    exact
}

fn of_most(earned: f64, most: Option<f64>) -> Seen {
    let shown = match most {
        Some(most) => format!("{} of {}", points(earned), points(most)),
        None => points(earned),
    };
    Seen { shown, exact: std::iter::once(earned).chain(most).collect(), there: true }
}

fn exact(value: &Value, shown: String) -> Seen {
    Seen { shown, exact: numbers(value), there: true }
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(number) => vec![*number],
        Value::Bound(bound) => {
            let open = |open: bool| f64::from(u8::from(open));
            vec![bound.low, bound.high, open(bound.low_open), open(bound.high_open)]
        }
        _ => Vec::new(),
    }
}
