//! What a script can ask of a city.

use std::sync::Arc;

use rhai::Dynamic;

use super::call::{Call, Done, slip, whole_of};
use super::desk::{Change, Standing};
use super::entry::Sort::{Any, Text};
use super::entry::{Entry, arg, makers, maybe};
use super::find::{self, Subject};
use super::objects::{Advice, Check, City, Group, Notice, Thing};
use super::values::{city_title, list, number, outcome, shown, text, texts, whole};
use crate::model::advice::Outcome as Advised;
use crate::model::rules::ItemKind;
use crate::script::operators::called;
use crate::unit::full_precision;

pub(super) const ENTRIES: &[Entry] = &[
    field("name", "Its name, as its own file has it.", ("trondheim.name", "trondheim"), |call| {
        Ok(text(&call.city()?.data.city.name))
    }),
    field("title", "Its title.", ("trondheim.title", "Trondheim"), |call| Ok(text(city_title(&*call.city()?)))),
    field("year", "The year in which it is evaluated.", ("trondheim.year", "2020"), |call| {
        Ok(whole(call.city()?.card.year))
    }),
    field(
        "packs",
        "The names of the packs by which it is evaluated, the base first.",
        ("trondheim.packs.len()", "7"),
        |call| texts(call.city()?.book.packs.iter().map(|pack| pack.name.as_str())),
    ),
    field(
        "rollups",
        "The names of its roll-ups, as `groups` takes them.",
        ("trondheim.rollups[0]", "dimension"),
        |call| texts(find::rollups(&*call.city()?).iter().map(String::as_str)),
    ),
    of_city(
        "kpis",
        &[maybe("where", Text)],
        "Its KPIs, in the order of the rules; with `where` those that carry a value of a facet.",
        ("trondheim.kpis(\"category: transport\").len()", "11"),
        |call| items(call, |item| item.kind == ItemKind::Kpi),
    ),
    of_city(
        "leaves",
        &[maybe("where", Text)],
        "What roll-ups count: its points, and its KPIs without points.",
        ("trondheim.leaves().len()", "113"),
        |call| items(call, |item| item.kind != ItemKind::Input && item.parts.is_empty()),
    ),
    of_city("inputs", &[], "Its inputs.", ("trondheim.inputs()[0].name", "country"), |call| {
        items(call, |item| item.kind == ItemKind::Input)
    }),
    of_city(
        "item",
        &[arg("name", Text)],
        "A KPI, a point (`kpi.point`) or an input, by its name or its code.",
        ("trondheim.item(\"water_supply_loss\").title", "Water Supply Loss"),
        |call| {
            let of = call.city()?;
            let id = find::item(&of, &call.text(0)).map_err(slip)?;
            Ok(Dynamic::from(Thing { of, id }))
        },
    ),
    of_city(
        "value",
        &[arg("item", Text)],
        "The value of an item, in the unit that the rules declare for it.",
        ("trondheim.value(\"water_supply_loss\")", "28.42"),
        |call| {
            let of = call.city()?;
            let id = find::item(&of, &call.text(0)).map_err(slip)?;
            Ok(of.exhibit.item(id).map_or(Dynamic::UNIT, |item| outcome(&of, &item.value)))
        },
    ),
    of_city(
        "score",
        &[arg("item_or_group", Text)],
        "The score of an item, or of a group of a roll-up, in percent.",
        ("trondheim.score(\"dimension: society\")", "76.1904761904762"),
        |call| {
            part(call, |of, seen| match seen {
                Subject::Item(item) => outcome(of, &item.score),
                Subject::Group(group) => outcome(of, &group.score),
            })
        },
    ),
    of_city(
        "band",
        &[arg("item_or_group", Text)],
        "The band of an item, or of a group of a roll-up. It compares with other bands of its scale and with their names: \
         `>= \"good\"`.",
        ("trondheim.band(\"water_supply_loss\")", "partial"),
        |call| {
            part(call, |of, seen| match seen {
                Subject::Item(item) => outcome(of, &item.band),
                Subject::Group(group) => outcome(of, &group.band),
            })
        },
    ),
    of_city(
        "points",
        &[arg("item_or_group", Text)],
        "The points that an item, or a group of a roll-up, earns.",
        ("trondheim.points(\"dimension: society\")", "64"),
        |call| {
            part(call, |of, seen| match seen {
                Subject::Item(item) => number(of, &item.points),
                Subject::Group(group) => find::group_points(of, group),
            })
        },
    ),
    of_city(
        "group",
        &[arg("name", Text)],
        "A group of a roll-up, by the facets and their values, as the rules write it; a total by the name of its roll-up.",
        ("trondheim.group(\"dimension: society, category: health\").scored", "4"),
        |call| {
            let of = call.city()?;
            let place = find::group(&of, &call.text(0)).map_err(slip)?;
            Ok(Dynamic::from(Group { of, place }))
        },
    ),
    of_city(
        "groups",
        &[maybe("rollup", Text)],
        "The groups of a roll-up, by its name or its facets; without one those of all roll-ups.",
        ("trondheim.groups(\"dimension\").len()", "3"),
        |call| {
            let of = call.city()?;
            let places = match call.some_text(0) {
                Some(rollup) => find::groups(&of, &rollup).map_err(slip)?,
                None => (0..of.exhibit.groups.len()).collect(),
            };
            let groups = places.into_iter().map(|place| Dynamic::from(Group { of: Arc::clone(&of), place }));
            list(groups)
        },
    ),
    of_city(
        "has",
        &[arg("name", Text)],
        "Whether an item or a group of that name is there: cities of other countries have other rules.",
        ("trondheim.has(\"oslo_fjord\")", "no"),
        |call| {
            let (of, name) = (call.city()?, call.text(0));
            Ok(Dynamic::from(find::has(&of, &name)))
        },
    ),
    of_city(
        "recommendations",
        &[maybe("outcome", Text)],
        "Its recommendations, or those of one outcome: given, held_back, not_given, undetermined.",
        ("trondheim.recommendations(\"given\")[0].rank", "1"),
        recommendations,
    ),
    of_city(
        "recommendation",
        &[arg("name", Text)],
        "A recommendation by its name.",
        ("trondheim.recommendation(\"noise_abatement\").outcome", "held_back"),
        |call| {
            let of = call.city()?;
            let (outcome, place) = find::recommendation(&of, &call.text(0)).map_err(slip)?;
            Ok(Dynamic::from(Advice { of, outcome, place }))
        },
    ),
    of_city("checks", &[], "What its checks found.", ("trondheim.checks()[0].outcome", "warn"), |call| {
        let of = call.city()?;
        let all = (0..of.card.checks.len()).map(|place| Dynamic::from(Check { of: Arc::clone(&of), place }));
        list(all)
    }),
    of_city(
        "notices",
        &[],
        "What was noticed about its figures: differences, what lies outside its range, assumptions.",
        ("trondheim.notices()[0].weight", "info"),
        |call| {
            let of = call.city()?;
            let all = (0..of.card.notices.len()).map(|place| Dynamic::from(Notice { of: Arc::clone(&of), place }));
            list(all)
        },
    ),
    of_city(
        "at",
        &[arg("year", super::entry::Sort::Number)],
        "The same city, evaluated in another year.",
        ("trondheim.at(2019).year", "2019"),
        |call| {
            let year = i32::try_from(call.whole(0)?).map_err(|_| slip("this is no year"))?;
            again(call, |asked| asked.year = Some(year))
        },
    ),
    of_city(
        "on",
        &[arg("day", Text)],
        "The same city, judged by the rules of one day: 2020-06-30; a month or a year stands for its last day.",
        ("trondheim.on(\"2019\").year", "2020"),
        |call| {
            let day = call.text(0);
            again(call, |asked| asked.on = Some(day))
        },
    ),
    of_city(
        "what_if",
        &[arg("what", Text), arg("value", Any)],
        "The same city, if something were another. What: an item (`waste at 2019` names the year), a parameter, `target of \
         ITEM`, `start of ITEM`, `weight of ITEM`, as `yardstick whatif --set` has them. The value: a number in the declared \
         unit, or a text as rules have it (\"9 min\", \"at most 8 %\"). The city itself stays as it is.",
        ("trondheim.what_if(\"water_supply_loss\", 10).band(\"water_supply_loss\")", "strong"),
        |call| {
            let (what, value) = (call.text(0), call.value(1).cloned().unwrap_or_default());
            let value = written(&value)?;
            again(call, |asked| asked.changes.push(Change::Set(what, value)))
        },
    ),
    of_city(
        "without",
        &[arg("item", Text)],
        "The same city, if nobody had reported an item.",
        ("is_missing(trondheim.without(\"water_supply_loss\").value(\"water_supply_loss\"))", "yes"),
        |call| {
            let item = call.text(0);
            again(call, |asked| asked.changes.push(Change::Without(item)))
        },
    ),
    of_city(
        "what_if_rules",
        &[arg("rules", Text)],
        "The same city, if these rules went over all others: a text in the rule language.",
        ("trondheim.what_if_rules(\"amend parameter loss_limit { value 50 % }\").year", "2020"),
        |call| {
            let rules = call.text(0);
            again(call, |asked| asked.changes.push(Change::Rules(rules)))
        },
    ),
];

makers!(field: field of City);
makers!(call: of_city of City);

fn items(call: &Call<'_, '_>, keep: fn(&crate::model::exhibit::ItemSeen) -> bool) -> Done {
    let of = call.city()?;
    let wanted = call.some_text(0).map(|carried| find::carried(&of, &carried)).transpose().map_err(slip)?;
    let kept = of.exhibit.items.iter().filter(|item| keep(item));
    let kept = kept.filter(|item| wanted.as_ref().is_none_or(|(facet, word)| find::carries(item, facet, word)));
    let things = kept.map(|item| Dynamic::from(Thing { of: Arc::clone(&of), id: item.id }));
    list(things)
}

/// A part of an item or of a group.
fn part(call: &Call<'_, '_>, take: fn(&Standing, Subject<'_>) -> Dynamic) -> Done {
    let of = call.city()?;
    find::subject(&of, &call.text(0)).map(|seen| take(&of, seen)).map_err(slip)
}

fn recommendations(call: &Call<'_, '_>) -> Done {
    let of = call.city()?;
    let wanted = call.some_text(0).map(|word| find::outcome(&word)).transpose().map_err(slip)?;
    let advice = &of.advice;
    let counts = [
        (Advised::Given, advice.given.len()),
        (Advised::HeldBack, advice.held_back.len()),
        (Advised::NotGiven, advice.not_given.len()),
        (Advised::Undetermined, advice.undetermined.len()),
    ];
    let kept = counts.into_iter().filter(|(outcome, _)| wanted.is_none_or(|wanted| wanted == *outcome));
    let all = kept.flat_map(|(outcome, count)| (0..count).map(move |place| (outcome, place)));
    let all = all.map(|(outcome, place)| Dynamic::from(Advice { of: Arc::clone(&of), outcome, place }));
    list(all)
}

/// The same city, asked for in another way.
fn again(call: &Call<'_, '_>, change: impl FnOnce(&mut super::desk::Asked)) -> Done {
    let mut asked = call.city()?.asked.clone();
    change(&mut asked);
    call.session.open(&asked).map(|city| Dynamic::from(City(city)))
}

/// A value as the rule language writes it.
fn written(value: &Dynamic) -> Result<String, Box<rhai::EvalAltResult>> {
    if let Some(number) = super::call::number_of(value) {
        return match whole_of(number) {
            Some(whole) => Ok(whole.to_string()),
            None if number.is_finite() => Ok(full_precision(number)),
            None => Err(slip("this is no number that a city could report")),
        };
    }
    match value.is_string() || value.is_bool() {
        true => Ok(shown(value)),
        false => Err(slip(format!(
            "`city.what_if(what, value)` takes a number, a text, or yes or no, not {}",
            called(value)
        ))),
    }
}
