//! What one supposition moves alone, and why it moves nothing, or no more than itself.

use super::said::said;
use super::{Present, Said};
use crate::author::change::effect::snapshot::{Key, Of, Snapshot, moved, snapshot};
use crate::author::results::band;
use crate::model::rules::{Aggregation, Item, ItemKind, RuleBook};
use crate::model::scorecard::{ItemResult, Origin};
use crate::model::supposition::{Supposed, Weighted};
use crate::value::{ItemId, Missing};

/// How many names a sentence lists.
const NAMED: usize = 5;

/// What one supposition moves alone; the reasons where it moves nothing but itself.
pub(super) fn tell(present: &Present<'_>, before: &Snapshot, supposed: &Supposed) -> Result<Said, Missing> {
    let mut told = said(present, supposed)?;
    let world = present.world(std::slice::from_ref(supposed))?;
    let assessed = present.assess(&world);
    let after = snapshot(&world.book, &assessed);
    let keys = moved(before, &after);
    let others = keys.iter().filter(|key| !is_itself(key, &told)).count();
    told.moves = others;
    if others > 0 {
        return Ok(told);
    }
    if present.among.is_some_and(|among| among.others_move(&world)) {
        told.why = vec!["it moves other cities".to_owned()];
        return Ok(told);
    }
    let own = keys.len();
    let result = |id: ItemId| Both {
        before: present.assessed.evaluation.card.result(id),
        after: assessed.evaluation.card.result(id),
    };
    told.why = match supposed {
        _ if told.was.as_deref() == Some(told.is.as_str()) && own == 0 => vec!["it is that already".to_owned()],
        Supposed::Figure { item, year, .. } => figure(present, *item, *year, own, &result),
        Supposed::Target { item, .. } | Supposed::Start { item, .. } => aimed(present.book, *item, &result(*item)),
        Supposed::Weight { of, .. } => weight(present.book, *of),
        Supposed::Parameter { .. } => vec!["nothing that is evaluated here rests on it".to_owned()],
    };
    Ok(told)
}

/// An item by both evaluations.
struct Both<'a> {
    before: Option<&'a ItemResult>,
    after: Option<&'a ItemResult>,
}

/// What was supposed is no consequence of itself.
fn is_itself(key: &Key, told: &Said) -> bool {
    let part = match told.kind {
        "figure" => "value",
        "target" => "target",
        "start" => "start",
        _ => return false,
    };
    key.of == Of::Item && key.name == told.name && key.part == part
}

fn figure<'r>(
    present: &Present<'_>,
    id: ItemId,
    year: Option<i32>,
    own: usize,
    result: &dyn Fn(ItemId) -> Both<'r>,
) -> Vec<String> {
    let book = present.book;
    let both = result(id);
    let (Some(item), Some(after)) = (book.item(id), both.after) else { return Vec::new() };
    if own > 0 {
        return beyond_itself(book, item, after, result);
    }
    match (&after.origin, &after.value) {
        (Origin::Computed(_), _) => {
            let names = listed(item.inputs.iter().map(|input| book.item_name(*input)));
            vec![format!(
                "`{}` is computed from {names}, and that goes before a reported figure: suppose those",
                item.name
            )]
        }
        (_, Err(missing)) => vec![book.show_missing(missing)],
        (_, Ok(_)) => match (year, after.year) {
            (Some(asked), Some(used)) if asked != used => {
                vec![format!("the figure of {used} counts, not that of {asked}")]
            }
            _ => vec!["the figure that counts stays the same".to_owned()],
        },
    }
}

/// Why nothing follows from a figure that moved.
fn beyond_itself<'r>(
    book: &RuleBook,
    item: &Item,
    after: &ItemResult,
    result: &dyn Fn(ItemId) -> Both<'r>,
) -> Vec<String> {
    if item.kind != ItemKind::Input && item.is_leaf() {
        return aimed(book, item.id, &Both { before: None, after: Some(after) });
    }
    let users: Vec<&Item> = book.items.iter().filter(|other| other.inputs.contains(&item.id)).collect();
    if users.is_empty() {
        return vec!["no formula uses it".to_owned()];
    }
    let why = |user: &&Item| match result(user.id).after.map(|after| &after.value) {
        Some(Err(missing)) => format!("`{}`: {}", user.name, book.show_missing(missing)),
        _ => format!("`{}` stays as it is", user.name),
    };
    users.iter().take(NAMED).map(why).collect()
}

/// Why nothing follows from a value, a target or a start.
fn aimed(book: &RuleBook, id: ItemId, both: &Both<'_>) -> Vec<String> {
    let (Some(item), Some(after)) = (book.item(id), both.after) else { return Vec::new() };
    let kept = both.before.is_some_and(|before| before.value != after.value);
    match (&after.value, &after.score, &after.band) {
        (Err(missing), _, _) => vec![format!("`{}` has no value: {}", item.name, book.show_missing(missing))],
        (Ok(_), Err(missing), _) => vec![format!("`{}` is not scored: {}", item.name, book.show_missing(missing))],
        (_, Ok(_), Ok(found)) if !kept => {
            vec![format!("its score and its band (`{}`) stay the same", band(book, *found))]
        }
        _ => vec!["its score stays the same".to_owned()],
    }
}

/// Why nothing follows from a weight.
fn weight(book: &RuleBook, of: Weighted) -> Vec<String> {
    let weighs = |by: Aggregation| {
        matches!(
            by,
            Aggregation::ShareOfPoints
                | Aggregation::Sum
                | Aggregation::Mean
                | Aggregation::GeometricMean
                | Aggregation::HarmonicMean
                | Aggregation::PowerMean(_)
                | Aggregation::Copeland
        )
    };
    let of_groups = matches!(of, Weighted::FacetValue { .. });
    let weighing: Vec<&str> = book
        .rollups
        .iter()
        .filter(|rollup| rollup.only_way().is_none_or(weighs) && rollup.takes_items() != of_groups)
        .map(|rollup| rollup.name.as_str())
        .collect();
    match (weighing.as_slice(), of_groups) {
        ([], true) => vec!["no roll-up of groups weighs its members".to_owned()],
        ([], false) => vec!["no roll-up of KPIs weighs its members".to_owned()],
        (some, _) => {
            vec![format!("it counts in no group of {} that has another scored member", listed(some.iter().copied()))]
        }
    }
}

fn listed<'t>(names: impl Iterator<Item = &'t str>) -> String {
    let all: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match all.split_at_checked(NAMED) {
        Some((first, rest)) if !rest.is_empty() => format!("{} and {} more", first.join(", "), rest.len()),
        _ => all.join(", "),
    }
}
