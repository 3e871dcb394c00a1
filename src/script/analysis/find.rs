//! What a name stands for in a city; a name that stands for nothing is told with the nearest that does.

use rhai::Dynamic;

use super::desk::Standing;
use super::values::because;
use crate::model::advice::{Outcome as Advised, Subject as Named};
use crate::model::exhibit::{GroupSeen, ItemSeen};
use crate::source::nearest;
use crate::value::ItemId;

/// What has a score.
pub(super) enum Subject<'a> {
    Item(&'a ItemSeen),
    Group(&'a GroupSeen),
}

/// An item by its name or its code.
pub(super) fn item(of: &Standing, name: &str) -> Result<ItemId, String> {
    item_id(of, name).ok_or_else(|| {
        let names = of.exhibit.names.keys().map(String::as_str);
        no(of, &format!("no KPI, point or input called `{name}`"), nearest(name, names))
    })
}

fn item_id(of: &Standing, name: &str) -> Option<ItemId> {
    let name = name.trim();
    let by_code = || of.book.items.iter().find(|item| item.code.as_deref() == Some(name)).map(|item| item.id);
    of.exhibit.id(name).or_else(by_code)
}

/// An item or a group of a roll-up.
pub(super) fn subject<'a>(of: &'a Standing, name: &str) -> Result<Subject<'a>, String> {
    if let Some(item) = item_id(of, name).and_then(|id| of.exhibit.item(id)) {
        return Ok(Subject::Item(item));
    }
    if let Some(group) = group_place(of, name).and_then(|place| of.exhibit.groups.get(place)) {
        return Ok(Subject::Group(group));
    }
    let groups: Vec<String> = of.exhibit.groups.iter().map(group_name).collect();
    let names = of.exhibit.names.keys().chain(&groups).map(String::as_str);
    let near = nearest(name, names).or_else(|| finer(of, &groups, name));
    Err(no(of, &format!("nothing called `{name}`"), near))
}

/// Whether an item or a group is there.
pub(super) fn has(of: &Standing, name: &str) -> bool {
    item_id(of, name).is_some() || group_place(of, name).is_some()
}

/// The place of a group in the exhibit.
pub(super) fn group(of: &Standing, name: &str) -> Result<usize, String> {
    group_place(of, name).ok_or_else(|| {
        let groups: Vec<String> = of.exhibit.groups.iter().map(group_name).collect();
        let near = nearest(name, groups.iter().map(String::as_str)).or_else(|| finer(of, &groups, name));
        no(of, &format!("no group called `{name}`"), near)
    })
}

/// A group that says all that a name says, and more: `category: health` is a part of `dimension: society, category:
/// health`.
fn finer<'g>(of: &Standing, groups: &'g [String], name: &str) -> Option<&'g str> {
    let wanted: Vec<(&str, &str)> = name.split(',').filter_map(split).collect();
    let says = |group: &GroupSeen| {
        let known = |(facet, word): &(&str, &str)| group.key.iter().any(|(f, w)| **f == **facet && **w == **word);
        !wanted.is_empty() && wanted.iter().all(known)
    };
    let place = of.exhibit.groups.iter().position(says)?;
    groups.get(place).map(String::as_str)
}

fn group_place(of: &Standing, name: &str) -> Option<usize> {
    let wanted: Vec<(&str, &str)> = name.split(',').filter_map(|pair| split(pair)).collect();
    let fits = |group: &GroupSeen| match group.key.is_empty() {
        true => &*group.rollup == name.trim(),
        false => {
            group.key.len() == wanted.len()
                && group.key.iter().all(|(facet, word)| wanted.contains(&(&**facet, &**word)))
        }
    };
    of.exhibit.groups.iter().position(fits)
}

fn split(pair: &str) -> Option<(&str, &str)> {
    pair.split_once([':', '=']).map(|(facet, word)| (facet.trim(), word.trim()))
}

/// `dimension: society, category: education`; a total by the name of its roll-up.
pub(super) fn group_name(group: &GroupSeen) -> String {
    if group.key.is_empty() {
        return group.rollup.to_string();
    }
    group.key.iter().map(|(facet, word)| format!("{facet}: {word}")).collect::<Vec<_>>().join(", ")
}

/// Why a group earns no points, where it earns none.
pub(super) fn group_points(of: &Standing, group: &GroupSeen) -> Dynamic {
    match (group.points, &group.score) {
        (Some(points), _) => Dynamic::from(points),
        (None, Err(missing)) => super::values::missing(of, missing),
        (None, Ok(_)) => because(format!("not applicable: the roll-up `{}` gives no points", group.rollup)),
    }
}

/// The names of the roll-ups that have groups.
pub(super) fn rollups(of: &Standing) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for group in &of.exhibit.groups {
        if !names.iter().any(|known| **known == *group.rollup) {
            names.push(group.rollup.to_string());
        }
    }
    names
}

/// The places of the groups of a roll-up, by its name or its facets.
pub(super) fn groups(of: &Standing, rollup: &str) -> Result<Vec<usize>, String> {
    let wanted: Vec<&str> = rollup.split(',').map(str::trim).collect();
    let fits = |group: &GroupSeen| {
        *group.rollup == *rollup.trim() || group.key.iter().map(|(facet, _)| &**facet).eq(wanted.iter().copied())
    };
    let found: Vec<usize> =
        of.exhibit.groups.iter().enumerate().filter(|(_, group)| fits(group)).map(|(place, _)| place).collect();
    if found.is_empty() {
        let names = rollups(of);
        return Err(no(
            of,
            &format!("no roll-up called `{rollup}`"),
            nearest(rollup, names.iter().map(String::as_str)),
        ));
    }
    Ok(found)
}

/// A facet and one of its values: `category: transport`.
pub(super) fn carried(of: &Standing, text: &str) -> Result<(String, String), String> {
    let Some((facet, word)) = split(text) else {
        return Err(format!("`{text}` is no facet with a value; write for example `\"category: transport\"`"));
    };
    let Some(known) = of.book.facets.iter().find(|known| known.name == facet) else {
        let names = of.book.facets.iter().map(|known| known.name.as_str());
        return Err(no(of, &format!("no facet called `{facet}`"), nearest(facet, names)));
    };
    // A facet may be open: then its values are those that items carry.
    let declared = known.values.iter().map(|value| of.book.word(value.symbol));
    let own = of.exhibit.items.iter().flat_map(|item| &item.facets).filter(|(known, _)| **known == *facet);
    let carried = own.flat_map(|(_, words)| words.iter().map(|known| &**known));
    let words = declared.chain(carried);
    match words.clone().any(|known| known == word.trim_matches('"')) {
        true => Ok((facet.to_owned(), word.trim_matches('"').to_owned())),
        false => Err(no(of, &format!("no value `{word}` of the facet `{facet}`"), nearest(word, words))),
    }
}

/// Whether an item carries a value of a facet.
pub(super) fn carries(item: &ItemSeen, facet: &str, word: &str) -> bool {
    let own = item.facets.iter().find(|(known, _)| **known == *facet);
    own.is_some_and(|(_, words)| words.iter().any(|known| **known == *word))
}

const OUTCOMES: [(Advised, &str); 4] = [
    (Advised::Given, "given"),
    (Advised::HeldBack, "held_back"),
    (Advised::NotGiven, "not_given"),
    (Advised::Undetermined, "undetermined"),
];

/// The outcome of a word.
pub(super) fn outcome(word: &str) -> Result<Advised, String> {
    let found = OUTCOMES.iter().find(|(_, known)| *known == word || known.replace('_', " ") == word);
    found.map(|(outcome, _)| *outcome).ok_or_else(|| {
        let all: Vec<&str> = OUTCOMES.iter().map(|(_, known)| *known).collect();
        format!("there is no outcome `{word}` of recommendations; there are: {}", all.join(", "))
    })
}

/// The word of an outcome.
pub(super) fn outcome_word(outcome: Advised) -> &'static str {
    OUTCOMES.iter().find(|(known, _)| *known == outcome).map_or("", |(_, word)| word)
}

/// Of which recommendation something speaks.
pub(super) fn named(of: &Standing, outcome: Advised, place: usize) -> Option<&Named> {
    let advice = &of.advice;
    Some(match outcome {
        Advised::Given => &advice.given.get(place)?.subject,
        Advised::HeldBack => &advice.held_back.get(place)?.recommended.subject,
        Advised::NotGiven => &advice.not_given.get(place)?.subject,
        Advised::Undetermined => &advice.undetermined.get(place)?.subject,
    })
}

/// A recommendation by its name; of one for each of many the first.
pub(super) fn recommendation(of: &Standing, name: &str) -> Result<(Advised, usize), String> {
    let rules = &of.book.recommendations;
    let advice = &of.advice;
    let counts = [advice.given.len(), advice.held_back.len(), advice.not_given.len(), advice.undetermined.len()];
    let all = OUTCOMES.iter().zip(counts);
    let mut all = all.flat_map(|((outcome, _), count)| (0..count).map(move |place| (*outcome, place)));
    let called = |(outcome, place): &(Advised, usize)| {
        let rule = named(of, *outcome, *place).and_then(|subject| rules.get(subject.recommendation as usize));
        rule.is_some_and(|rule| rule.name == name)
    };
    all.find(called).ok_or_else(|| {
        let near = nearest(name, rules.iter().map(|rule| rule.name.as_str()));
        no(of, &format!("no recommendation called `{name}`"), near)
    })
}

/// `Trondheim has no group called `dimension: soceity`; did you mean `dimension: society`?`
fn no(of: &Standing, what: &str, near: Option<&str>) -> String {
    let city = super::values::city_title(of);
    match near {
        Some(near) => format!("{city} has {what}; did you mean `{near}`?"),
        None => format!("{city} has {what}"),
    }
}
