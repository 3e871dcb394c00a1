//! The figure at which a KPI gets the next band, or reaches its target: looked for by trying, since a formula may be of
//! any shape, and rounded to the side on which it is reached.

use super::{Aim, Stuck, is_number};
use crate::author::whatif::Present;
use crate::evaluate::{Evaluation, Options};
use crate::formula::{Context, Scope};
use crate::model::dataset::Dataset;
use crate::model::formula::Part;
use crate::model::rules::Item;
use crate::model::supposition::SupposedFigure;
use crate::suppose::put_figure;
use crate::unit::format_number;
use crate::value::{GoalKind, ItemId, Value};

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
}

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
        Self { present: *present, data: present.data.clone(), options: present.options() }
    }

    /// Asks something of the world in which a figure is another one.
    pub fn with<T>(&mut self, figure: u32, value: f64, ask: impl FnOnce(&Evaluation<'_>) -> T) -> T {
        let at = figure as usize;
        let known = self.data.figures.get(at).cloned();
        let item = known.as_ref().map_or_else(ItemId::default, |figure| figure.item);
        let value = Value::Number(value);
        put_figure(&mut self.data, &SupposedFigure { item, place: Some(figure), year: None, value, currency: None });
        let answer = ask(&Evaluation::begin(self.present.book, &self.data, self.options));
        if let (Some(slot), Some(known)) = (self.data.figures.get_mut(at), known) {
            *slot = known;
        }
        answer
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
        if !start.met {
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
