//! The read-only scorecard that scripts see: one city, its results, and nothing that could change them.

mod advice;
mod band;
mod group;
mod item;
mod said;
mod value;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::limits::Limits;
use super::list::List;
use super::natives::Native;
use super::problem::Fault;
use super::sandbox::Sandbox;
use super::sort::Sort;
use crate::model::exhibit::{Card, ItemSeen};
use crate::model::rules::ItemKind;
use crate::value::{ItemId, Missing, MissingKind, Outcome};
pub use advice::CardScript;
pub use band::Band;
pub use group::GroupHandle;
pub use item::ItemHandle;
use said::Said;
use value::{numbered, seen};

type Given<T> = Result<T, Box<EvalAltResult>>;
type Text = ImmutableString;

/// What every script with a scorecard may call on it: name, form, meaning.
const ROWS: &[(&str, &str, &str)] = &[
    ("attribute", "card.attribute(name)", "What the city says of itself, as text: `card.attribute(\"country\")`."),
    ("band", "card.band(item)", "The band of an item. It compares with other bands and with their names."),
    ("facet", "item.facet(name)", "The first value of a facet that an item carries, as text."),
    ("facets", "item.facets(name)", "All values of a facet that an item carries."),
    (
        "group",
        "card.group(rollup, value)",
        "The group of a roll-up by one facet: `card.group(\"dimension\", \"economy\")`.",
    ),
    ("groups", "card.groups(rollup)", "The groups of a roll-up, in the order of the rules."),
    ("inputs", "card.inputs()", "All inputs."),
    ("item", "card.item(name)", "A KPI, a point or an input."),
    ("kpis", "card.kpis()", "All KPIs, in the order of the rules."),
    ("leaves", "card.leaves()", "What roll-ups count: points, and KPIs without points."),
    ("parameter", "card.parameter(name)", "A parameter, in its declared unit."),
    ("points", "card.points()", "All points."),
    ("reference", "card.reference(name, item)", "The figure of a reference for an item, in the unit of the item."),
    ("score", "card.score(item)", "The score of an item, as it is printed: a share in percent."),
    ("target", "card.target(item)", "The bound of the target of an item, in its unit."),
    ("value", "card.value(item)", "The value of an item, in its declared unit."),
];

/// The rows of all that only scripts have which see a scorecard.
pub(super) fn all_rows() -> impl Iterator<Item = Native> {
    rows().chain(said::rows())
}

/// The rows of what scripts may call on a scorecard.
fn rows() -> impl Iterator<Item = Native> {
    ROWS.iter().map(|(name, form, about)| Native {
        name: (*name).to_owned(),
        arguments: vec![if form.ends_with("()") { 1 } else { form.matches(',').count() + 2 }],
        form: (*form).to_owned(),
        about: (*about).to_owned(),
    })
}

/// What scripts ask a scorecard, and what they ask its items and groups.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Card>("scorecard");
    engine.register_fn("item", |card: &mut Card, name: Text| -> Given<ItemHandle> {
        let id = card.item(&name).map_err(fault)?.id;
        Ok(ItemHandle::new(card, id))
    });
    for (name, part) in PARTS {
        engine.register_fn(*name, move |card: &mut Card, item: Text| -> Given<Dynamic> {
            let item = card.item(&item).map_err(fault)?;
            Ok(part(item))
        });
    }
    engine.register_fn("parameter", |card: &mut Card, name: Text| {
        given(card.parameter(&name)).map(|datum| seen(&datum, None))
    });
    engine.register_fn("reference", |card: &mut Card, name: Text, item: Text| {
        given(card.reference(&name, &item)).map(|datum| seen(&datum, None))
    });
    engine.register_fn("attribute", |card: &mut Card, name: Text| -> Given<Text> {
        let known = || card.exhibit.city.attributes.iter().map(|(name, _)| name.as_str());
        card.attribute(&name).map(Into::into).ok_or_else(|| {
            let near = crate::source::nearest(&name, known());
            let near = near.map_or_else(String::new, |near| format!(" (`{near}`?)"));
            Fault::Other(format!("the city says nothing of `{name}`{near}")).into()
        })
    });
    sets(engine);
    engine.register_get("year", |card: &mut Card| f64::from(card.exhibit.year));
    engine.register_get("city", |card: &mut Card| Text::from(card.exhibit.city.name.as_str()));
    engine.register_get("title", |card: &mut Card| Text::from(card.exhibit.city.title.as_str()));
    item::register(engine);
    group::register(engine);
    band::register(engine);
}

impl Sandbox {
    /// A sandbox for scripts that recommend or check: they see a scorecard.
    #[must_use]
    pub fn with_card(limits: Limits) -> Self {
        let mut sandbox = Self::plain(limits);
        sandbox.extend(all_rows(), |engine| {
            register(engine);
            said::register(engine);
        });
        sandbox
    }
}

/// A part of an item, as scripts see it.
type Part = fn(&ItemSeen) -> Dynamic;

const PARTS: &[(&str, Part)] = &[
    ("value", |item| seen(&item.value, Some(item.id))),
    ("score", |item| seen(&item.score, Some(item.id))),
    ("band", |item| seen(&item.band, Some(item.id))),
    ("target", |item| seen(&item.target, Some(item.id))),
];

fn sets(engine: &mut Engine) {
    type Belongs = fn(&ItemSeen) -> bool;
    const SETS: [(&str, Belongs); 4] = [
        ("kpis", |item| item.kind == ItemKind::Kpi),
        ("points", |item| item.kind == ItemKind::Point),
        ("inputs", |item| item.kind == ItemKind::Input),
        ("leaves", |item| item.kind == ItemKind::Point || item.kind == ItemKind::Kpi && item.parts.is_empty()),
    ];
    for (name, belongs) in SETS {
        engine.register_fn(name, move |card: &mut Card| -> Given<List> {
            let items = card.exhibit.items.iter().filter(|item| belongs(item));
            items_of(card, items.map(|item| item.id))
        });
    }
    engine.register_fn("groups", |card: &mut Card, rollup: Text| -> Given<List> {
        let count = card.groups(&rollup).map_err(fault)?.len();
        let all = (0..card.exhibit.groups.len())
            .filter(|at| card.exhibit.groups.get(*at).is_some_and(|group| *group.rollup == *rollup));
        let all: Vec<Dynamic> = all.take(count).map(|at| Dynamic::from(GroupHandle::new(card, at))).collect();
        List::new(all)
    });
    engine.register_fn("group", |card: &mut Card, rollup: Text, value: Text| -> Given<GroupHandle> {
        let groups = card.groups(&rollup).map_err(fault)?;
        let of = |group: &&crate::model::exhibit::GroupSeen| group.key.iter().any(|(_, word)| **word == *value);
        if !groups.iter().any(of) {
            let words = groups.iter().flat_map(|group| group.key.iter().map(|(_, word)| &**word));
            let near = crate::source::nearest(&value, words).map_or_else(String::new, |near| format!(" (`{near}`?)"));
            return Err(Fault::Other(format!("the roll-up `{rollup}` has no group `{value}`{near}")).into());
        }
        let mut all = card.exhibit.groups.iter().enumerate();
        let found = all.find(|(_, group)| *group.rollup == *rollup && of(group)).map(|(at, _)| at);
        Ok(GroupHandle::new(card, found.unwrap_or_default()))
    });
}

/// Items as a list.
fn items_of(card: &Card, ids: impl Iterator<Item = ItemId>) -> Given<List> {
    List::new(ids.map(|id| Dynamic::from(ItemHandle::new(card, id))).collect())
}

/// A name that is not there is a fault of the script; a value that is missing is handed on as one.
fn given<T>(outcome: Outcome<T>) -> Given<Outcome<T>> {
    match outcome {
        Err(missing) if missing.kind == MissingKind::Failed => Err(fault(missing)),
        other => Ok(other),
    }
}

/// What went wrong, as an error of the script.
fn fault(missing: Missing) -> Box<EvalAltResult> {
    Fault::Found(missing).into()
}

/// Bands alone, which analyses have as well.
pub(super) fn register_bands(engine: &mut Engine) {
    band::register(engine);
}

/// The fields of a sort of thing, by the name under which the engine knows the sort.
pub(super) fn fields(sort: &str) -> Vec<&'static str> {
    match sort {
        "scorecard" => vec!["year", "city", "title"],
        "item" => item::fields().collect(),
        "group" => group::fields().collect(),
        "band" => vec!["name"],
        _ => Vec::new(),
    }
}

/// What can be called on a sort of thing.
/// Each with how many arguments it takes besides.
pub(super) fn methods(sort: &str) -> Vec<(&'static str, usize)> {
    let before = match sort {
        "scorecard" => "card.",
        "item" => "item.",
        _ => return Vec::new(),
    };
    let own = ROWS.iter().filter(|(_, form, _)| form.starts_with(before));
    own.map(|(name, form, _)| (*name, if form.ends_with("()") { 0 } else { form.matches(',').count() + 1 })).collect()
}

/// What a call on a scorecard gives, as far as that can be told.
pub(super) fn gives(name: &str, given: &[&Sort]) -> Sort {
    match (name, given) {
        ("kpis" | "points" | "inputs" | "leaves", [Sort::Card]) => Sort::list(Sort::Item),
        ("item", [Sort::Card, _]) => Sort::Item,
        ("groups", [Sort::Card, _]) => Sort::list(Sort::Group),
        ("group", [Sort::Card, _, _]) => Sort::Group,
        ("band", [Sort::Card, _]) => Sort::Band,
        ("action" | "because" | "finding" | "note", _) => Sort::Said,
        _ => Sort::Unknown,
    }
}

/// What a value of a scorecard is called in messages.
pub(super) fn called(value: &Dynamic) -> Option<&'static str> {
    let names = [
        (value.is::<Card>(), "a scorecard"),
        (value.is::<ItemHandle>(), "an item"),
        (value.is::<GroupHandle>(), "a group"),
        (value.is::<Band>(), "a band"),
        (value.is::<Said>(), "an action or a finding"),
    ];
    names.into_iter().find_map(|(is, name)| is.then_some(name))
}
