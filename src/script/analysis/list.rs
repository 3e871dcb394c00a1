//! What a script can do with a list, beyond what every script can.

use std::cmp::Ordering;

use rhai::{Dynamic, EvalAltResult};

use super::call::{Call, Done, number_of, slip};
use super::entry::Sort::{Function, Number, Text};
use super::entry::{Entry, arg, makers, maybe};
use super::find;
use super::objects::{City, Ranked};
use super::values::{list, shown, text, whole};
use crate::script::list::List;
use crate::script::meter::work;
use crate::script::missing::MissingValue;
use crate::script::operators::called;
use crate::unit::full_precision;
use crate::value::ranks;

pub(super) const ENTRIES: &[Entry] = &[
    of_list(
        "map",
        &[arg("function", Function)],
        "What a function gives for each of its elements.",
        ("all.map(|city| city.name)[0]", "alesund"),
        |call| list(each(call)?.into_iter().map(|(_, given)| given)),
    ),
    of_list(
        "filter",
        &[arg("function", Function)],
        "The elements for which a function says yes.",
        ("all.filter(|city| city.country == \"NO\").len()", "5"),
        |call| list(holding(call)?.into_iter().filter(|(_, holds)| *holds).map(|(element, _)| element)),
    ),
    of_list(
        "any",
        &[arg("function", Function)],
        "Whether a function says yes of one of its elements.",
        ("all.any(|city| city.country == \"TN\")", "yes"),
        |call| Ok(Dynamic::from(holding(call)?.iter().any(|(_, holds)| *holds))),
    ),
    of_list(
        "all",
        &[arg("function", Function)],
        "Whether a function says yes of all of its elements.",
        ("all.all(|city| city.country == \"NO\")", "no"),
        |call| Ok(Dynamic::from(holding(call)?.iter().all(|(_, holds)| *holds))),
    ),
    of_list(
        "reported",
        &[],
        "The elements that are not missing.",
        ("all.map(|city| city.value(\"water_supply_loss\")).reported().len()", "2"),
        |call| list(call.own_list().into_iter().filter(|element| !element.is::<MissingValue>())),
    ),
    of_list(
        "highest_first",
        &[arg("function", Function)],
        "Its elements, sorted by what a function gives for each, the highest first. What is missing comes last; what \
         ties keeps its order.",
        ("all.highest_first(|city| city.value(\"population\"))[0].name", "trondheim"),
        |call| sorted(call, Ordering::reverse),
    ),
    of_list(
        "lowest_first",
        &[arg("function", Function)],
        "The same, the lowest first. What is missing comes last here too.",
        ("all.lowest_first(|city| city.title)[0].name", "bizerte"),
        |call| sorted(call, |order| order),
    ),
    of_list(
        "ranked",
        &[arg("function", Function), maybe("best", Text)],
        "A place for each of its elements, the best first: the highest number, or with \"lowest\" the lowest. Equal \
         numbers share the better rank: 1, 2, 2, 4. What is missing comes last and has no rank.",
        ("all.ranked(|city| city.value(\"population\"))[0].rank", "1"),
        ranked,
    ),
    of_list(
        "first",
        &[arg("count", Number)],
        "So many elements from its start.",
        ("all.first(2).map(|city| city.name).join(\", \")", "alesund, bizerte"),
        |call| {
            let count = usize::try_from(call.whole(0)?).unwrap_or(0);
            list(call.own_list().into_iter().take(count))
        },
    ),
    of_list(
        "distinct",
        &[],
        "Its texts and numbers, each once, in the order in which they first come.",
        ("all.map(|city| city.country).distinct().join(\", \")", "NO, TN, SA"),
        |call| {
            let mut kept: Vec<(String, Dynamic)> = Vec::new();
            for element in call.own_list() {
                work(1 + kept.len() as u64)?;
                let written = shown(&element);
                if !kept.iter().any(|(known, _)| *known == written) {
                    kept.push((written, element));
                }
            }
            list(kept.into_iter().map(|(_, element)| element))
        },
    ),
    of_list(
        "flat",
        &[],
        "The elements of the lists in it, one after the other.",
        ("[[1, 2], [3]].flat().len()", "3"),
        |call| {
            let elements = call.own_list().into_iter();
            let inner = elements.flat_map(|element| {
                let inside = element.read_lock::<List>().map(|inside| inside.items().to_vec());
                inside.unwrap_or_else(|| vec![element])
            });
            list(inner)
        },
    ),
    of_list(
        "group_names",
        &[arg("rollup", Text)],
        "The names of the groups of a roll-up in a list of cities, each once.",
        (
            "all.group_names(\"dimension\").join(\"; \")",
            "dimension: economy; dimension: environment; dimension: society",
        ),
        group_names,
    ),
    place(
        "rank",
        "The rank; missing where what it goes by is missing.",
        ("all.ranked(|city| city.value(\"population\"))[0].rank", "1"),
        |call| Ok(call.own::<Ranked>()?.rank),
    ),
    place("of", "What is ranked.", ("all.ranked(|city| city.value(\"population\"))[0].of.name", "trondheim"), |call| {
        Ok(call.own::<Ranked>()?.of)
    }),
    place("by", "What the rank goes by.", ("all.ranked(|city| city.value(\"population\"))[0].by", "200000"), |call| {
        Ok(call.own::<Ranked>()?.by)
    }),
];

makers!(field: place of Ranked);
makers!(call: of_list of List);

/// Each element with what the function gives for it.
fn each(call: &Call<'_, '_>) -> Result<Vec<(Dynamic, Dynamic)>, Box<EvalAltResult>> {
    let elements = call.own_list().into_iter();
    elements.map(|element| call.apply(0, &element).map(|given| (element, given))).collect()
}

/// Each element with the answer of the function.
fn holding(call: &Call<'_, '_>) -> Result<Vec<(Dynamic, bool)>, Box<EvalAltResult>> {
    let answer = |(element, given): (Dynamic, Dynamic)| match given.as_bool() {
        Ok(holds) => Ok((element, holds)),
        Err(_) => Err(slip(match given.read_lock::<MissingValue>() {
            Some(missing) => format!(
                "the function of `{}` gives a missing value ({}), and neither yes nor no; ask with `is_missing(x)` first",
                call.entry.name,
                missing.reason()
            ),
            None => format!("the function of `{}` gives {}, and neither yes nor no", call.entry.name, called(&given)),
        })),
    };
    each(call)?.into_iter().map(answer).collect()
}

/// By what elements are sorted.
enum Key {
    Number(f64),
    Text(String),
    Missing,
}

fn key(call: &Call<'_, '_>, given: &Dynamic) -> Result<Key, Box<EvalAltResult>> {
    if given.is::<MissingValue>() {
        return Ok(Key::Missing);
    }
    if let Some(number) = number_of(given) {
        // A hair is no difference: beyond 15 digits nothing is sorted.
        return Ok(Key::Number(full_precision(number).parse().unwrap_or(number)));
    }
    match given.is_string() {
        true => Ok(Key::Text(shown(given))),
        false => Err(slip(format!("`{}` sorts by numbers and texts, not by {}", call.entry.name, called(given)))),
    }
}

/// Numbers before texts, and what is missing last, whichever way the rest goes.
fn order(one: &Key, other: &Key, way: fn(Ordering) -> Ordering) -> Ordering {
    match (one, other) {
        (Key::Missing, Key::Missing) => Ordering::Equal,
        (Key::Missing, _) => Ordering::Greater,
        (_, Key::Missing) => Ordering::Less,
        (Key::Number(one), Key::Number(other)) => way(one.total_cmp(other)),
        (Key::Text(one), Key::Text(other)) => way(one.cmp(other)),
        (Key::Number(_), Key::Text(_)) => Ordering::Less,
        (Key::Text(_), Key::Number(_)) => Ordering::Greater,
    }
}

fn keyed(call: &Call<'_, '_>, way: fn(Ordering) -> Ordering) -> Result<Vec<(Dynamic, Dynamic)>, Box<EvalAltResult>> {
    let given = each(call)?;
    let mut all: Vec<(Key, (Dynamic, Dynamic))> =
        given.into_iter().map(|pair| Ok((key(call, &pair.1)?, pair))).collect::<Result<_, Box<EvalAltResult>>>()?;
    all.sort_by(|(one, _), (other, _)| order(one, other, way));
    Ok(all.into_iter().map(|(_, pair)| pair).collect())
}

fn sorted(call: &Call<'_, '_>, way: fn(Ordering) -> Ordering) -> Done {
    list(keyed(call, way)?.into_iter().map(|(element, _)| element))
}

fn ranked(call: &Call<'_, '_>) -> Done {
    let lowest = match call.some_text(1).as_deref() {
        None | Some("highest") => false,
        Some("lowest") => true,
        Some(other) => return Err(slip(format!("`ranked` takes \"highest\" or \"lowest\" as best, not \"{other}\""))),
    };
    let all = keyed(call, if lowest { |order| order } else { Ordering::reverse })?;
    let sign = if lowest { -1.0 } else { 1.0 };
    let mut numbers = Vec::with_capacity(all.len());
    for (_, by) in &all {
        let number = number_of(by);
        if number.is_none() && !by.is::<MissingValue>() {
            return Err(slip(format!("`ranked` ranks by numbers, not by {}", called(by))));
        }
        numbers.push(number.map(|number| number * sign));
    }
    let places = all.into_iter().zip(ranks(&numbers)).map(|((of, by), rank)| {
        let rank = rank.map_or_else(|| by.clone(), whole);
        Dynamic::from(Ranked { rank, of, by })
    });
    list(places)
}

fn group_names(call: &Call<'_, '_>) -> Done {
    let rollup = call.text(0);
    let mut names: Vec<String> = Vec::new();
    for element in call.own_list() {
        let Some(city) = element.read_lock::<City>().map(|city| city.clone()) else {
            return Err(slip(format!("`group_names` is for lists of cities; {} is in it", called(&element))));
        };
        for place in find::groups(&city.0, &rollup).map_err(slip)? {
            let name = city.0.exhibit.groups.get(place).map(find::group_name).unwrap_or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    list(names.iter().map(text))
}
