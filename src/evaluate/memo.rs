//! What has been looked up is kept, and nothing goes in a circle.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::frame::{Entry, Frame};
use super::score::{Goals, Scored};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::model::scorecard::{GroupResult, RollupResult};
use crate::value::{ItemId, Phrase};

/// How deep items may lean on each other.
const DEEPEST: usize = 100;

/// The steps of an item that can be under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Its value in a year.
    Value(ItemId, i32),
    /// Its target and start.
    Goals(ItemId),
    /// Its score and band.
    Score(ItemId),
    /// Its progress along its path.
    Progress(ItemId),
    /// What the groups of a roll-up bring to their comparison with others.
    Entries(u16),
    /// A group of a roll-up: its place among those that have members.
    Group(u16, usize),
}

/// Results by item (and year), and what is under way.
pub(super) struct Memo {
    window: usize,
    years: Vec<i32>,
    year: i32,
    exact: Vec<OnceCell<Rc<Entry>>>,
    elsewhere: RefCell<BTreeMap<(ItemId, i32), Rc<Entry>>>,
    pub latest: Vec<OnceCell<Rc<Entry>>>,
    pub goals: Vec<OnceCell<Rc<Goals>>>,
    pub scores: Vec<OnceCell<Rc<Scored>>>,
    pub rollups: Vec<OnceCell<RollupResult>>,
    /// Groups that a formula asked for before the whole roll-up was made.
    pub groups: Vec<OnceCell<Vec<OnceCell<GroupResult>>>>,
    /// Said of every item without a target; made once.
    pub no_target: Phrase,
    /// What every input without a target aims at.
    pub aimless: Rc<Goals>,
    /// What every input earns.
    pub unscored: Rc<Scored>,
    under_way: RefCell<Vec<Step>>,
    /// What runs, the innermost last: its frame, or nothing where nobody asks what it looks up.
    frames: RefCell<Vec<Option<Frame>>>,
}

pub(super) fn cells<T>(many: usize) -> Vec<OnceCell<T>> {
    (0..many).map(|_| OnceCell::new()).collect()
}

impl Memo {
    pub fn new(book: &RuleBook, data: &Dataset, year: i32) -> Self {
        let window = usize::try_from(book.within_years.clamp(1, 64)).unwrap_or(1);
        let items = book.items.len();
        let mut known: Vec<i32> = Vec::new();
        for reported in data.figures.iter().filter_map(|figure| figure.year) {
            if !known.contains(&reported) {
                known.push(reported);
            }
        }
        let oldest = year.saturating_sub(i32::try_from(window).unwrap_or(1));
        let mut years: Vec<i32> = known.into_iter().filter(|known| *known < year && *known > oldest).collect();
        years.push(year);
        years.sort_unstable_by(|a, b| b.cmp(a));
        Self {
            window,
            years,
            year,
            exact: cells(items * window),
            elsewhere: RefCell::default(),
            latest: cells(items),
            goals: cells(items),
            scores: cells(items),
            rollups: cells(book.rollups.len()),
            groups: cells(book.rollups.len()),
            no_target: "why_no_target".into(),
            aimless: Rc::new(Goals::none()),
            unscored: Rc::new(Scored::none()),
            under_way: RefCell::default(),
            frames: RefCell::default(),
        }
    }

    /// The years in which a figure may lie, the latest first; years without any figure are left out.
    pub fn years(&self) -> &[i32] {
        &self.years
    }

    fn slot(&self, item: ItemId, year: i32) -> Option<&OnceCell<Rc<Entry>>> {
        let offset = usize::try_from(self.year.checked_sub(year)?).ok().filter(|offset| *offset < self.window)?;
        self.exact.get(item.0 as usize * self.window + offset)
    }

    /// The value of an item in a year, if it is known already.
    pub fn known(&self, item: ItemId, year: i32) -> Option<Rc<Entry>> {
        match self.slot(item, year) {
            Some(slot) => slot.get().cloned(),
            None => self.elsewhere.borrow().get(&(item, year)).cloned(),
        }
    }

    /// Keeps the value of an item in a year.
    pub fn keep(&self, item: ItemId, year: i32, entry: &Rc<Entry>) {
        match self.slot(item, year) {
            Some(slot) => drop(slot.set(Rc::clone(entry))),
            None => drop(self.elsewhere.borrow_mut().insert((item, year), Rc::clone(entry))),
        }
    }

    /// Takes a step; nothing where it is under way already or goes too deep. What it looks up is nobody's but its own.
    pub fn step<T>(&self, step: Step, take: impl FnOnce() -> T) -> Option<T> {
        {
            let mut under_way = self.under_way.borrow_mut();
            if under_way.len() >= DEEPEST || under_way.contains(&step) {
                return None;
            }
            under_way.push(step);
        }
        self.frames.borrow_mut().push(None);
        let taken = take();
        self.frames.borrow_mut().pop();
        self.under_way.borrow_mut().pop();
        Some(taken)
    }

    /// Runs something in a frame of its own, and tells what it looked up.
    pub fn framed<T>(&self, run: impl FnOnce() -> T) -> (T, Frame) {
        self.begin();
        let made = run();
        (made, self.end())
    }

    pub fn begin(&self) {
        self.frames.borrow_mut().push(Some(Frame::default()));
    }

    pub fn end(&self) -> Frame {
        self.frames.borrow_mut().pop().flatten().unwrap_or_default()
    }

    /// Tells the formula that is running of what it looked up.
    pub fn note(&self, what: impl FnOnce(&mut Frame)) {
        if let Some(Some(frame)) = self.frames.borrow_mut().last_mut() {
            what(frame);
        }
    }
}
