//! The figure at which a KPI gets the next band, or reaches its target: looked for by trying, since a formula may be of
//! any shape, and rounded to the side on which it is reached.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Aim, Stuck, is_number};
use crate::author::whatif::{Among, Present, Scores};
use crate::evaluate::peers::Peers;
use crate::evaluate::{Evaluation, Options};
use crate::formula::{Context, Scope};
use crate::model::dataset::Dataset;
use crate::model::formula::Part;
use crate::model::rules::Item;
use crate::model::supposition::SupposedFigure;
use crate::suppose::put_figure;
use crate::unit::format_number;
use crate::value::{GoalKind, ItemId, Symbol, Value, ranks};

/// The smallest change that is tried, as a share of the figure.
const FIRST_STEP: f64 = 1e-3;
/// Steps double: so far a figure is followed.
const STEPS: u32 = 44;
/// Halvings between a figure that does not reach and one that does.
const HALVINGS: u32 = 60;
/// Most digits of a figure.
const MOST_DIGITS: u32 = 15;
/// A change by one per cent.
const PERCENT: f64 = 0.01;

/// A figure that does it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub aim: Aim,
    /// The figure now, in base units.
    pub now: f64,
    /// The figure needed.
    pub needed: f64,
    /// The digits with which it is printed.
    pub digits: u32,
}

/// A city whose figures can be changed one at a time.
pub(super) struct Lab<'a> {
    present: Present<'a>,
    data: Dataset,
    options: Options,
    /// Among others: the scores of all cities as they are.
    before: Vec<Scores>,
}

/// The rank in each group, now and then.
pub(super) type Ranks = IndexMap<(u16, Vec<Symbol>), [u32; 2]>;

/// What a leaf comes to.
#[derive(Debug, Clone, PartialEq)]
struct State {
    /// Its place in its scale; the highest is 0.
    band: Option<u16>,
    met: bool,
    score: Option<f64>,
    value: Option<f64>,
}

impl<'a> Lab<'a> {
    pub fn new(present: &Present<'a>) -> Self {
        let scores = |among: &Among<'_>| among.scores(present.book, present.data, &among.together.peers);
        let before = present.among.as_ref().map_or_else(Vec::new, scores);
        Self { present: *present, data: present.data.clone(), options: present.options(), before }
    }

    /// Asks something of the world in which a figure is another one.
    pub fn with<T>(&mut self, figure: u32, value: f64, ask: impl FnOnce(&Evaluation<'_>) -> T) -> T {
        self.changed(figure, value, |lab| ask(&lab.evaluation()))
    }

    /// Does something while a figure is another one.
    fn changed<T>(&mut self, figure: u32, value: f64, act: impl FnOnce(&Self) -> T) -> T {
        let at = figure as usize;
        let known = self.data.figures.get(at).cloned();
        let item = known.as_ref().map_or_else(ItemId::default, |figure| figure.item);
        let value = Value::Number(value);
        put_figure(&mut self.data, &SupposedFigure { item, place: Some(figure), year: None, value, currency: None });
        let answer = act(self);
        if let (Some(slot), Some(known)) = (self.data.figures.get_mut(at), known) {
            *slot = known;
        }
        answer
    }

    /// Among others: the rank in each group now, and with another figure.
    pub fn ranks(&mut self, figure: u32, value: f64) -> Ranks {
        let Some(among) = self.present.among else { return Ranks::new() };
        let (book, before) = (self.present.book, std::mem::take(&mut self.before));
        let then = self.changed(figure, value, |lab| {
            let peers = lab.peers(&among);
            among.scores(book, &lab.data, &peers)
        });
        let mut found = Ranks::new();
        for (key, _) in before.get(among.row).into_iter().flatten() {
            let rank = |scores: &[Scores]| {
                let score = |own: &Scores| own.iter().find(|(known, _)| known == key).and_then(|(_, score)| *score);
                let scores: Vec<Option<f64>> = scores.iter().map(score).collect();
                ranks(&scores).get(among.row).copied().flatten()
            };
            if let (Some(now), Some(then)) = (rank(&before), rank(&then)) {
                found.insert(key.clone(), [now, then]);
            }
        }
        self.before = before;
        found
    }

    /// What scores look at, with the city's figures as they are at the moment.
    fn peers(&self, among: &Among<'_>) -> Arc<Peers> {
        if !self.present.book.looks_at_others() {
            return Arc::clone(&among.together.peers);
        }
        let cities = among.together.cities_with(among.row, &self.data);
        Arc::new(among.together.peers.with(self.present.book, &cities, among.row, self.options))
    }

    /// The city as its figures are at the moment, among the others where it is not alone.
    fn evaluation(&self) -> Evaluation<'_> {
        let book = self.present.book;
        let Some(among) = self.present.among.filter(|_| book.looks_at_others()) else {
            return Evaluation::begin(book, &self.data, self.options);
        };
        Evaluation::begin_among(book, &self.data, self.options, Some((self.peers(&among), among.row)))
    }

    fn state(&mut self, figure: u32, value: f64, leaf: ItemId) -> State {
        self.with(figure, value, |world| State {
            band: match world.part(leaf, Part::Band) {
                Ok(Value::Band(band)) => Some(band.index),
                _ => None,
            },
            met: world.part(leaf, Part::Met) == Ok(Value::YesNo(true)),
            score: world.part(leaf, Part::Score).ok().and_then(|score| score.as_number()),
            value: world.value(leaf, &Context::at(world.card.year)).ok().and_then(|it| it.as_number()),
        })
    }

    /// The levers that one figure gives one leaf.
    pub fn levers(&mut self, owner: &Item, figure: u32, leaf: ItemId) -> Result<Vec<Found>, Stuck> {
        let known = self.present.data.figures.get(figure as usize);
        let Some(now) = known.and_then(|figure| figure.value.as_ref()).and_then(Value::as_number) else {
            return Err(Stuck::NoNumber);
        };
        if !is_number(owner) {
            return Err(Stuck::NoNumber);
        }
        let start = self.state(figure, now, leaf);
        let best = start.band.is_none_or(|band| band == 0);
        if best && start.met {
            return Err(Stuck::AtItsBest);
        }
        let Some(up) = self.direction((figure, now), leaf, &start) else {
            return Err(Stuck::Flat);
        };
        let mut found = Vec::new();
        if let Some(band) = start.band.filter(|band| *band > 0) {
            let reached = |state: &State| state.band.is_some_and(|other| other < band);
            found.extend(self.seek((owner, figure, now), leaf, up, &reached).map(|it| made(Aim::Band, now, it)));
        }
        if !start.met && self.present.assessed.evaluation.target(leaf).is_ok() {
            let reached = |state: &State| state.met;
            found.extend(self.seek((owner, figure, now), leaf, up, &reached).map(|it| made(Aim::Target, now, it)));
        }
        if now != 0.0 {
            let step = if up { now.abs() } else { -now.abs() } * PERCENT;
            found.push(made(Aim::Percent, now, (now + step, owner.digits.max(4))));
        }
        if found.is_empty() { Err(Stuck::OutOfReach) } else { Ok(found) }
    }

    /// Whether the figure has to grow. What the score says; where it is flat, what brings the value to its target.
    fn direction(&mut self, (figure, now): (u32, f64), leaf: ItemId, start: &State) -> Option<bool> {
        let step = if now == 0.0 { FIRST_STEP } else { now.abs() * FIRST_STEP };
        let more = self.state(figure, now + step, leaf);
        let less = self.state(figure, now - step, leaf);
        let rises = |more: Option<f64>, less: Option<f64>| match more?.total_cmp(&less?) {
            std::cmp::Ordering::Greater => Some(true),
            std::cmp::Ordering::Less => Some(false),
            std::cmp::Ordering::Equal => None,
        };
        if let (Some(score), Some(more), Some(less)) = (start.score, more.score, less.score)
            && (more > score || less > score)
        {
            return Some(more > less);
        }
        let target = self.present.assessed.evaluation.target(leaf).ok()?;
        let (bound, value) = (target.bound.as_number()?, start.value?);
        let higher = match target.kind {
            GoalKind::AtLeast | GoalKind::Above => true,
            GoalKind::AtMost | GoalKind::Below => false,
            GoalKind::Between | GoalKind::Equals => value < bound,
        };
        Some(rises(more.value, less.value)? == higher)
    }

    /// The nearest figure at which something is reached, and the digits with which it is printed.
    fn seek(
        &mut self,
        (owner, figure, now): (&Item, u32, f64),
        leaf: ItemId,
        up: bool,
        reached: &dyn Fn(&State) -> bool,
    ) -> Option<(f64, u32)> {
        let sign = if up { 1.0 } else { -1.0 };
        let mut step = if now == 0.0 { FIRST_STEP } else { now.abs() * FIRST_STEP };
        let (mut short, mut far) = (now, None);
        for _ in 0..STEPS {
            let mut next = now + sign * step;
            // A figure does not change its sign on the way: it comes to nothing, or near it where nothing does not count.
            if now != 0.0 && next * now <= 0.0 {
                next = 0.0;
                if !reached(&self.state(figure, next, leaf)) {
                    next = short / 2.0;
                }
            }
            if reached(&self.state(figure, next, leaf)) {
                far = Some(next);
                break;
            }
            short = next;
            step *= 2.0;
        }
        let mut far = far?;
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(short, far);
            if middle == short || middle == far {
                break;
            }
            if reached(&self.state(figure, middle, leaf)) { far = middle } else { short = middle }
        }
        (owner.digits..=MOST_DIGITS).find_map(|digits| {
            let rounded = rounded(owner, far, digits, up)?;
            reached(&self.state(figure, rounded, leaf)).then_some((rounded, digits))
        })
    }
}

fn made(aim: Aim, now: f64, (needed, digits): (f64, u32)) -> Found {
    Found { aim, now, needed, digits }
}

/// A figure with so many digits in its unit, rounded away from where it comes from.
fn rounded(owner: &Item, figure: f64, digits: u32, up: bool) -> Option<f64> {
    let unit = owner.unit()?;
    let number = unit.from_base(figure);
    if number == 0.0 {
        return Some(0.0);
    }
    let places = libm::floor(libm::log10(number.abs()));
    let power = libm::pow(10.0, f64::from(digits) - 1.0 - places);
    let scaled = number * power;
    // What is round already stays, be it not for the last binary digit.
    let near = scaled.round();
    let whole = if (scaled - near).abs() <= scaled.abs() * 1e-13 {
        near
    } else if up {
        scaled.ceil()
    } else {
        scaled.floor()
    };
    // Through its text, so that it is the number that somebody types.
    let typed = format_number(whole / power, digits).replace(['\u{a0}', '\u{202f}', ' '], "").parse::<f64>().ok()?;
    Some(unit.to_base(typed))
}
