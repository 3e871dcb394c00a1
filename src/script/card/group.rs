//! A group of a roll-up, as scripts see it.

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::{items_of, numbered, seen};
use crate::model::exhibit::{Card, GroupSeen};
use crate::script::list::List;
use crate::script::record::Record;
use crate::value::{Missing, MissingKind};

type Given<T> = Result<T, Box<EvalAltResult>>;
type Text = ImmutableString;

/// A group of a roll-up. Whoever asks for its results has looked at its members.
#[derive(Debug, Clone)]
pub struct GroupHandle {
    card: Card,
    at: usize,
}

impl GroupHandle {
    /// The group at a place of the list of a scorecard.
    #[must_use]
    pub fn new(card: &Card, at: usize) -> Self {
        Self { card: card.clone(), at }
    }

    fn seen(&self) -> Option<&GroupSeen> {
        self.card.exhibit.groups.get(self.at)
    }

    fn result(&self, part: fn(&GroupSeen) -> Dynamic) -> Dynamic {
        let Some(group) = self.seen() else { return Dynamic::UNIT };
        group.members.iter().for_each(|member| self.card.look(*member));
        part(group)
    }
}

/// The result of a group.
type Part = fn(&GroupSeen) -> Dynamic;

const RESULTS: &[(&str, Part)] = &[
    ("score", |group| seen(&group.score, None)),
    ("band", |group| seen(&group.band, None)),
    ("points", |group| numbered(&group.points.ok_or_else(|| none(group)), None)),
    ("max_points", |group| numbered(&group.max_points.ok_or_else(|| none(group)), None)),
    ("coverage", |group| numbered(&group.coverage().ok_or_else(|| none(group)), None)),
    ("applicable", |group| Dynamic::from_float(f64::from(group.applicable))),
    ("reported", |group| Dynamic::from_float(f64::from(group.reported))),
    ("scored", |group| Dynamic::from_float(f64::from(group.scored))),
];

fn none(group: &GroupSeen) -> Missing {
    match &group.score {
        Err(missing) => missing.clone(),
        Ok(_) => Missing::because(MissingKind::NotApplicable, None, "why_group_apart"),
    }
}

pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<GroupHandle>("group");
    for (name, part) in RESULTS {
        engine.register_get(*name, move |group: &mut GroupHandle| group.result(*part));
    }
    engine.register_get("title", |group: &mut GroupHandle| {
        let titles = group.seen().map_or(&[] as &[_], |group| group.titles.as_slice());
        Text::from(titles.iter().map(|title| &**title).collect::<Vec<_>>().join(": "))
    });
    engine.register_get("rollup", |group: &mut GroupHandle| {
        group.seen().map_or_else(Text::new, |group| Text::from(&*group.rollup))
    });
    engine.register_get("key", |group: &mut GroupHandle| -> Given<Record> {
        let key = group.seen().map_or(&[] as &[_], |group| group.key.as_slice());
        Record::new(key.iter().map(|(facet, word)| (Text::from(&**facet), Dynamic::from(Text::from(&**word)))))
    });
    engine.register_get("members", |group: &mut GroupHandle| -> Given<List> {
        items_of(&group.card, group.seen().into_iter().flat_map(|group| group.members.iter().copied()))
    });
}

/// The names of all that a group has.
pub(super) fn fields() -> impl Iterator<Item = &'static str> {
    RESULTS.iter().map(|(name, _)| *name).chain(["title", "rollup", "key", "members"])
}
