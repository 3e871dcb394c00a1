//! A KPI, a point or an input, as scripts see it.

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::{items_of, numbered, seen};
use crate::model::exhibit::{Card, Datum, ItemSeen, PathSeen};
use crate::model::rules::ItemKind;
use crate::script::list::List;
use crate::script::missing::MissingValue;
use crate::value::{ItemId, Missing, MissingKind, Outcome};

type Given<T> = Result<T, Box<EvalAltResult>>;
type Text = ImmutableString;

/// An item of a scorecard. Whoever asks it for a result has looked at it.
#[derive(Debug, Clone)]
pub struct ItemHandle {
    card: Card,
    id: ItemId,
}

/// What can be said of an item without looking at its results.
type Says = fn(&ItemSeen) -> Text;

/// A result of an item.
type Part = fn(&ItemSeen) -> Dynamic;

impl ItemHandle {
    /// The item of a scorecard.
    #[must_use]
    pub fn new(card: &Card, id: ItemId) -> Self {
        Self { card: card.clone(), id }
    }

    /// Its full name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.card.exhibit.item(self.id).map_or("", |item| &item.name)
    }

    fn seen(&self) -> Option<&ItemSeen> {
        self.card.exhibit.item(self.id)
    }

    fn result(&self, part: Part) -> Dynamic {
        self.card.look(self.id);
        self.seen().map_or(Dynamic::UNIT, part)
    }
}

const SAYS: &[(&str, Says)] = &[
    ("name", |item| (&*item.name).into()),
    ("title", |item| (&*item.title).into()),
    ("code", |item| item.code.as_deref().unwrap_or_default().into()),
    ("unit", |item| (&*item.unit).into()),
    ("kind", |item| {
        let word = match item.kind {
            ItemKind::Kpi => "kpi",
            ItemKind::Point => "point",
            ItemKind::Input => "input",
        };
        word.into()
    }),
];

const RESULTS: &[(&str, Part)] = &[
    ("value", |item| seen(&item.value, Some(item.id))),
    ("score", |item| seen(&item.score, Some(item.id))),
    ("band", |item| seen(&item.band, Some(item.id))),
    ("points", |item| numbered(&item.points, Some(item.id))),
    ("max_points", |item| numbered(&item.max_points.ok_or_else(|| none(item)), Some(item.id))),
    ("target", |item| seen(&item.target, Some(item.id))),
    ("target_kind", |item| worded(item, item.target_kind)),
    ("target_upper", |item| seen(&item.target_upper.clone().ok_or_else(|| none(item)), Some(item.id))),
    ("start", |item| seen(&item.start.clone().ok_or_else(|| none(item)), Some(item.id))),
    ("status", |item| Text::from(item.status).into()),
    ("quality", |item| worded(item, item.quality)),
    ("met", |item| seen(&item.met.clone().map(Datum::YesNo), Some(item.id))),
    ("year", |item| numbered(&item.year.map(f64::from).ok_or_else(|| none(item)), Some(item.id))),
    ("required", |item| path(item, |path| path.required.clone())),
    ("progress", |item| path(item, |path| path.progress.clone())),
    ("pace", |item| path(item, |path| path.pace.clone().unwrap_or_else(|| Err(Missing::failed("why_no_scale"))))),
    ("arrival", |item| path(item, |path| path.arrival.clone().map(|year| Datum::Number(f64::from(year))))),
];

/// There is none, as far as the item goes.
fn none(item: &ItemSeen) -> Missing {
    match &item.value {
        Err(missing) => missing.clone(),
        Ok(_) => Missing::because(MissingKind::NoBenchmark, Some(item.id), "why_no_part"),
    }
}

fn worded(item: &ItemSeen, word: Option<&'static str>) -> Dynamic {
    match word {
        Some(word) => Text::from(word).into(),
        None => Dynamic::from(MissingValue::from(none(item))),
    }
}

fn path(item: &ItemSeen, part: fn(&PathSeen) -> Outcome<Datum>) -> Dynamic {
    let none = || Missing::because(MissingKind::NoBenchmark, Some(item.id), "why_no_dated_target");
    seen(&item.path.as_ref().map_or_else(|| Err(none()), part), Some(item.id))
}

pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<ItemHandle>("item");
    for (name, says) in SAYS {
        engine.register_get(*name, move |item: &mut ItemHandle| item.seen().map_or_else(Text::new, says));
    }
    for (name, part) in RESULTS {
        engine.register_get(*name, move |item: &mut ItemHandle| item.result(*part));
    }
    engine.register_get("reported", |item: &mut ItemHandle| -> bool {
        item.card.look(item.id);
        item.seen().is_some_and(|item| item.value.is_ok())
    });
    engine.register_get("leaves", |item: &mut ItemHandle| -> Given<List> {
        let own = item.seen().map_or(&[] as &[ItemId], |item| item.parts.as_slice());
        let alone = if own.is_empty() { Some(item.id) } else { None };
        items_of(&item.card, own.iter().copied().chain(alone))
    });
    engine.register_get("kpi", |item: &mut ItemHandle| -> ItemHandle {
        let parent = item.seen().and_then(|item| item.parent);
        ItemHandle::new(&item.card, parent.unwrap_or(item.id))
    });
    engine.register_fn("facets", |item: &mut ItemHandle, facet: Text| -> Given<List> {
        let carried = item.seen().and_then(|item| item.facets.iter().find(|(name, _)| **name == *facet));
        let words = carried.into_iter().flat_map(|(_, words)| words.iter());
        List::new(words.map(|word| Dynamic::from(Text::from(&**word))).collect())
    });
    engine.register_fn("facet", |item: &mut ItemHandle, facet: Text| -> Dynamic {
        let carried = item.seen().and_then(|item| item.facets.iter().find(|(name, _)| **name == *facet));
        match carried.and_then(|(_, words)| words.first()) {
            Some(word) => Text::from(&**word).into(),
            None => {
                let why = Missing::because(MissingKind::NotReported, Some(item.id), "why_no_facet_value");
                Dynamic::from(MissingValue::from(why))
            }
        }
    });
}

/// The names of all that an item has.
pub(super) fn fields() -> impl Iterator<Item = &'static str> {
    let own = SAYS.iter().map(|(name, _)| *name).chain(RESULTS.iter().map(|(name, _)| *name));
    own.chain(["reported", "leaves", "kpi"])
}
