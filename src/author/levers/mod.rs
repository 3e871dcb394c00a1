//! Levers: for each figure of a city, what one band more, its target, or one per cent would gain in each roll-up.

mod csv;
mod json;
mod seek;
mod text;

pub use csv::csv;
pub use json::{SCHEMA, SCHEMA_VERSION, json};
pub use text::text;

use indexmap::IndexMap;
use serde::Serialize;

use crate::author::results::{band, full_title, group_name, group_title};
use crate::author::whatif::Present;
use crate::formula::Scope;
use crate::model::formula::{Part, Shown};
use crate::model::rules::{Item, ItemKind, RuleBook};
use crate::model::scorecard::Scorecard;
use crate::source::nearest;
use crate::unit::UnitExpr;
use crate::value::{Symbol, Value};
use seek::{Found, Lab};

/// All levers of a city.
#[derive(Debug, Clone, Serialize)]
pub struct Levers {
    /// The city.
    pub city: String,
    /// Its title.
    pub title: String,
    /// The year of the evaluation.
    pub year: i32,
    /// The roll-up by whose groups levers are sorted.
    pub rollup: String,
    /// The levers of each aim, the largest gain first.
    pub levers: Vec<Lever>,
    /// What cannot move, with the reason.
    pub fixed: Vec<Fixed>,
}

/// What is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// One band more.
    Band,
    /// The target.
    Target,
    /// A change of the figure by one per cent.
    Percent,
}

/// A figure, what it would have to be, and what that gains.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lever {
    /// What is aimed at.
    pub aim: Aim,
    /// Whose figure.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// The KPI or point that it moves.
    pub leaf: String,
    /// Its title.
    pub leaf_title: String,
    /// The unit of both figures.
    pub unit: String,
    /// The figure that counts now.
    pub now: f64,
    /// The figure needed.
    pub needed: f64,
    /// The figure that counts now, as printed.
    pub now_shown: String,
    /// The figure needed, as printed; typed into `whatif` it gives these gains.
    pub needed_shown: String,
    /// The change as a share of the figure now; nothing where that is 0.
    pub change: Option<f64>,
    /// The band of the KPI or point, now and then.
    pub bands: [Option<String>; 2],
    /// The gain by which levers are sorted: the sum over the groups of the roll-up.
    pub gain: f64,
    /// What each group gains. Groups that stay as they are are left out.
    pub groups: Vec<Gain>,
}

/// What a group gains.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gain {
    /// The roll-up.
    pub rollup: String,
    /// The group.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its score now; scores are shares of 1 unless the method says otherwise.
    pub before: f64,
    /// Its score then.
    pub after: f64,
    /// Its band then, where that is another one.
    pub band: Option<String>,
    /// The gain as printed.
    pub shown: String,
    /// Among others: the rank now and then, where the city has both; who ties shares the better one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranks: Option<[u32; 2]>,
}

/// A KPI or point that no figure can move, or not to that aim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fixed {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The sort of reason: `not reported`, `not scored`, `at its best` …
    pub kind: String,
    /// Why.
    pub why: String,
}

/// Looks for all levers. `rollup` names the roll-up by whose groups they are sorted; the first one where nothing is said.
///
/// # Errors
/// There is no such roll-up; the nearest name is said.
pub fn levers(present: &Present<'_>, rollup: Option<&str>) -> Result<Levers, String> {
    let book = present.book;
    let place = rollup_place(book, rollup)?;
    let card = &present.assessed.evaluation.card;
    let scores = groups(book, card);
    let mut all = Vec::new();
    let mut fixed = Vec::new();
    let mut lab = Lab::new(present);
    for leaf in book.items.iter().filter(|item| item.is_leaf()) {
        let before = all.len();
        let why = of_leaf(present, leaf, &mut lab, (&scores, place), &mut all);
        if all.len() == before {
            let (kind, why) = why;
            fixed.push(Fixed { name: leaf.name.clone(), title: full_title(book, leaf), kind, why });
        }
    }
    let change = |lever: &Lever| lever.change.map_or(f64::INFINITY, f64::abs);
    all.sort_by(|a: &Lever, b: &Lever| {
        a.aim.cmp(&b.aim).then(b.gain.total_cmp(&a.gain)).then(change(a).total_cmp(&change(b)))
    });
    let city = &present.data.city;
    Ok(Levers {
        city: city.name.clone(),
        title: if city.title.is_empty() { city.name.clone() } else { city.title.clone() },
        year: present.assessed.year,
        rollup: book.rollups.get(place).map_or_else(String::new, |rollup| rollup.name.clone()),
        levers: all,
        fixed,
    })
}

fn rollup_place(book: &RuleBook, name: Option<&str>) -> Result<usize, String> {
    let Some(name) = name else { return Ok(0) };
    let names = || book.rollups.iter().map(|rollup| rollup.name.as_str());
    names().position(|known| known == name).ok_or_else(|| match nearest(name, names()) {
        Some(near) => format!("there is no roll-up `{name}`; did you mean `{near}`?"),
        None => format!("there is no roll-up `{name}`; there are {}", names().collect::<Vec<_>>().join("; ")),
    })
}

/// A group with its score.
struct Group {
    rollup: usize,
    key: Vec<Symbol>,
    score: Option<f64>,
}

fn groups(book: &RuleBook, card: &Scorecard) -> Vec<Group> {
    let known = card.rollups.iter().filter(|result| (result.rollup as usize) < book.rollups.len());
    known
        .flat_map(|result| {
            result.groups.iter().map(|group| Group {
                rollup: result.rollup as usize,
                key: group.key.clone(),
                score: group.score.as_ref().ok().and_then(Value::as_number),
            })
        })
        .collect()
}

/// The levers of one KPI or point; the sort of reason and the reason why there is none where there is none.
fn of_leaf(
    present: &Present<'_>,
    leaf: &Item,
    lab: &mut Lab<'_>,
    (scores, place): (&[Group], usize),
    into: &mut Vec<Lever>,
) -> (String, String) {
    let (book, card) = (present.book, &present.assessed.evaluation.card);
    let Some(result) = card.result(leaf.id) else { return Default::default() };
    if let Err(missing) = result.value.as_ref().map(|_| ()).and(result.score.as_ref().map(|_| ())) {
        let kind = if result.value.is_ok() { "not scored".to_owned() } else { book.voice.word(missing.kind.key()) };
        return (kind, book.show_missing(missing));
    }
    let mut why = Stuck::NoFigure;
    for figure in &result.figures {
        let Some(owner) = present.data.figures.get(*figure as usize).and_then(|figure| book.item(figure.item)) else {
            continue;
        };
        match lab.levers(owner, *figure, leaf.id) {
            Ok(found) => {
                for one in found {
                    into.push(lever(present, (owner, leaf), &one, lab, (scores, place), *figure));
                }
            }
            Err(reason) => why = reason,
        }
    }
    let (kind, why) = why.words();
    (kind.to_owned(), why.to_owned())
}

/// Why a figure gives no lever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stuck {
    /// No figure goes into it.
    NoFigure,
    /// Its figure is no number.
    NoNumber,
    /// It is as good as it gets.
    AtItsBest,
    /// Nothing follows from a small change.
    Flat,
    /// No figure reaches what is aimed at.
    OutOfReach,
}

impl Stuck {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NoFigure => ("no figure", "no figure of the city goes into it"),
            Self::NoNumber => ("no number", "its figure is an answer or a bound, not a number"),
            Self::AtItsBest => ("at its best", "it is in the highest band and its target is reached"),
            Self::Flat => ("flat", "a small change of its figures moves nothing"),
            Self::OutOfReach => ("out of reach", "no figure of it reaches the next band or the target"),
        }
    }
}

fn lever(
    present: &Present<'_>,
    (owner, leaf): (&Item, &Item),
    found: &Found,
    lab: &mut Lab<'_>,
    (scores, place): (&[Group], usize),
    figure: u32,
) -> Lever {
    let book = present.book;
    let shown = |number: f64, digits: u32| match owner.unit() {
        Some(unit) => book.show_as(&Value::Number(number), &Shown::Number { unit: Box::new(unit.clone()), digits }),
        None => book.show_item_value(owner, &Value::Number(number)),
    };
    let unit = owner.unit();
    let in_unit = |number: f64| unit.map_or(number, |unit| unit.from_base(number));
    let ranks = lab.ranks(figure, found.needed);
    let gains = lab.with(figure, found.needed, |world| {
        let gained = scores.iter().filter_map(|group| {
            let rollup = book.rollups.get(group.rollup)?;
            let after = world.group(u16::try_from(group.rollup).ok()?, &group.key, Part::Score).ok()?.as_number()?;
            let before = group.score?;
            let bands = |scope: &dyn Scope| scope.group(u16::try_from(group.rollup).ok()?, &group.key, Part::Band).ok();
            let (was, is) = (bands(&present.assessed.evaluation), bands(world));
            let is = if was == is { None } else { is };
            let band = is.and_then(|value| match value {
                Value::Band(found) => Some(band(book, found)),
                _ => None,
            });
            let gain = Gain {
                rollup: rollup.name.clone(),
                name: group_name(book, rollup, &group.key),
                title: group_title(book, rollup, &group.key),
                before,
                after,
                band,
                shown: shown_gain(book, after - before, rollup),
                ranks: ranks.get(&(u16::try_from(group.rollup).ok()?, group.key.clone())).copied(),
            };
            (before != after).then_some((group.rollup, gain))
        });
        let own = world.part(leaf.id, Part::Band).ok();
        (gained.collect::<Vec<(usize, Gain)>>(), own)
    });
    let (gains, own) = gains;
    let was = present.assessed.evaluation.part(leaf.id, Part::Band).ok();
    let named = |value: Option<Value>| match value {
        Some(Value::Band(found)) => Some(band(book, found)),
        _ => None,
    };
    let sorted_by = gains.iter().filter(|(rollup, _)| *rollup == place).map(|(_, gain)| gain.after - gain.before);
    Lever {
        aim: found.aim,
        figure: owner.name.clone(),
        title: full_title(book, owner),
        leaf: leaf.name.clone(),
        leaf_title: full_title(book, leaf),
        unit: unit.map_or_else(String::new, |unit| UnitExpr::to_string(&unit.written)),
        now: in_unit(found.now),
        needed: in_unit(found.needed),
        now_shown: shown(found.now, owner.digits.max(found.digits)),
        needed_shown: shown(found.needed, found.digits),
        change: (found.now != 0.0).then(|| (found.needed - found.now) / found.now.abs()),
        bands: [named(was), named(own)],
        gain: crate::builtin::sum(sorted_by),
        groups: gains.into_iter().map(|(_, gain)| gain).collect(),
    }
}

/// A gain as printed: percentage points where the score is a share.
fn shown_gain(book: &RuleBook, gain: f64, rollup: &crate::model::rules::Rollup) -> String {
    let printed = match &rollup.metric.shown {
        Shown::Number { unit, .. } => unit.from_base(gain),
        Shown::Words => gain,
    };
    let sign = if gain > 0.0 { "+" } else { "" };
    format!("{sign}{}", book.show_gap(printed, &rollup.metric))
}

/// What cannot move, by the sort of reason, in the order of the book.
pub(super) fn by_reason(fixed: &[Fixed]) -> IndexMap<&str, Vec<&Fixed>> {
    let mut all: IndexMap<&str, Vec<&Fixed>> = IndexMap::new();
    for one in fixed {
        all.entry(&one.kind).or_default().push(one);
    }
    all
}

/// Whether an item can have levers of its own.
pub(super) fn is_number(item: &Item) -> bool {
    item.unit().is_some() && matches!(item.kind, ItemKind::Input | ItemKind::Kpi | ItemKind::Point)
}
