//! What a script can ask of an item (a KPI, a point, an input), and of the step to its next band.

use std::sync::Arc;

use rhai::Dynamic;

use super::call::{Call, Done, slip};
use super::desk::{Standing, Step};
use super::entry::Sort::Text;
use super::entry::{Argument, Entry, Of, arg, makers};
use super::find;
use super::objects::{City, Group, NextBand, Thing};
use super::values::{self, because, list, missing, number, outcome, text, texts, title, whole};
use crate::model::exhibit::ItemSeen;
use crate::model::rules::ItemKind;
use crate::model::scorecard::ItemResult;
use crate::script::card::Band;
use crate::value::{Missing, Outcome};

impl Thing {
    /// What is seen of it.
    pub(super) fn seen(&self) -> Option<&ItemSeen> {
        self.of.exhibit.item(self.id)
    }

    fn result(&self) -> Option<&ItemResult> {
        self.of.card.result(self.id)
    }

    /// The step to its next band.
    pub(super) fn step(&self) -> Option<&Step> {
        self.of.steps.get(self.id.0 as usize)?.as_ref().ok()
    }

    /// The values of a facet that it carries: the word, all words where it may carry many, an empty text where none.
    pub(super) fn facet(&self, name: &str) -> Option<Done> {
        let facet = self.of.book.facets.iter().find(|facet| facet.name == name)?;
        let own = self.seen()?.facets.iter().find(|(known, _)| **known == *name);
        let mut words = own.map_or(&[] as &[_], |(_, words)| words.as_slice()).iter().map(AsRef::as_ref);
        Some(if facet.many { texts(words) } else { Ok(text(words.next().unwrap_or(""))) })
    }
}

pub(super) const ENTRIES: &[Entry] = &[
    field("name", "Its full name.", ("trondheim.item(\"water_supply_loss\").name", "water_supply_loss"), |call| {
        seen(call, |_, item| text(&item.name))
    }),
    field(
        "title",
        "Its title; that of a point is led by that of its KPI.",
        ("trondheim.item(\"air_pollution.no2\").title", "Air Pollution: Nitrogen dioxide"),
        |call| seen(call, |of, item| text(title(of, item))),
    ),
    field(
        "code",
        "Its code in the method; that of its KPI where it is a point.",
        ("trondheim.item(\"water_supply_loss\").code", "EC: I: WS: 3C"),
        |call| {
            seen(call, |of, item| {
                let parent = || item.parent.and_then(|parent| of.exhibit.item(parent)?.code.clone());
                text(item.code.clone().or_else(parent).as_deref().unwrap_or(""))
            })
        },
    ),
    field("kind", "`kpi`, `point` or `input`.", ("trondheim.item(\"population\").kind", "input"), |call| {
        seen(call, |_, item| {
            text(match item.kind {
                ItemKind::Kpi => "kpi",
                ItemKind::Point => "point",
                ItemKind::Input => "input",
            })
        })
    }),
    field("unit", "Its unit, as the rules write it.", ("trondheim.item(\"water_supply_loss\").unit", "%"), |call| {
        seen(call, |_, item| text(&item.unit))
    }),
    field(
        "value",
        "Its value: a number in its unit, yes or no, a word. Where only a bound is known (`<60`) it is missing, and \
         `shown` has the bound.",
        ("trondheim.item(\"water_supply_loss\").value", "28.42"),
        |call| seen(call, |of, item| outcome(of, &item.value)),
    ),
    field(
        "shown",
        "Its value with its unit, as reports print it; why it is missing, where it is.",
        ("trondheim.item(\"water_supply_loss\").shown", "28.4 %"),
        |call| {
            let thing = call.item()?;
            let (book, result) = (&thing.of.book, thing.result());
            let value = result.map(|result| result.value.as_ref());
            Ok(match (book.item(thing.id), value) {
                (Some(item), Some(Ok(value))) => text(book.show_item_value(item, value).replace('\u{a0}', " ")),
                (_, Some(Err(reason))) => text(values::reason(&thing.of, reason)),
                _ => text(""),
            })
        },
    ),
    field("year", "The year of its figures.", ("trondheim.item(\"population\").year", "2020"), |call| {
        seen(call, |of, item| match (item.year, &item.value) {
            (Some(year), _) => whole(year),
            (None, Err(reason)) => missing(of, reason),
            (None, Ok(_)) => because("not applicable: it holds in every year"),
        })
    }),
    field(
        "status",
        "The worst status of its figures: verified, reported, not_verified, not_reported, not_applicable, rejected.",
        ("trondheim.item(\"water_supply_loss\").status", "reported"),
        |call| seen(call, |_, item| text(item.status)),
    ),
    field(
        "quality",
        "The worst grade of its figures: measured, survey, extrapolated, estimated, personal, unknown; an empty text \
         where none is stated.",
        ("trondheim.item(\"water_supply_loss\").quality", ""),
        |call| seen(call, |_, item| text(item.quality.unwrap_or(""))),
    ),
    field("reported", "Whether it has a value.", ("trondheim.item(\"water_supply_loss\").reported", "yes"), |call| {
        seen(call, |_, item| Dynamic::from(item.value.is_ok()))
    }),
    field("score", "Its score, in percent.", ("trondheim.item(\"water_supply_loss\").score", "38.6"), |call| {
        seen(call, |of, item| outcome(of, &item.score))
    }),
    field(
        "band",
        "Its band; it compares with bands and their names.",
        ("trondheim.item(\"water_supply_loss\").band", "partial"),
        |call| seen(call, |of, item| outcome(of, &item.band)),
    ),
    field("points", "The points that it earns.", ("trondheim.item(\"water_supply_loss\").points", "2"), |call| {
        seen(call, |of, item| number(of, &item.points))
    }),
    field(
        "max_points",
        "The most points that it could earn.",
        ("trondheim.item(\"water_supply_loss\").max_points", "4"),
        |call| {
            seen(call, |_, item| {
                let none = || because("no benchmark: its bands give no points");
                item.max_points.map_or_else(none, Dynamic::from)
            })
        },
    ),
    field(
        "target",
        "The bound of its target, in its unit; of a range the lower one.",
        ("trondheim.item(\"water_supply_loss\").target", "10"),
        |call| seen(call, |of, item| outcome(of, &item.target)),
    ),
    field(
        "target_kind",
        "On which side of the target a value must lie: at least, above, at most, below, between, equals.",
        ("trondheim.item(\"water_supply_loss\").target_kind", "at most"),
        |call| seen(call, |_, item| text(item.target_kind.unwrap_or(""))),
    ),
    field(
        "start",
        "The value that earns nothing, in its unit.",
        ("trondheim.item(\"water_supply_loss\").start", "40"),
        |call| {
            seen(call, |of, item| match &item.start {
                Some(start) => super::values::datum_of(start),
                None => match &item.target {
                    Err(reason) => missing(of, reason),
                    Ok(_) => because("no benchmark: the target has no start"),
                },
            })
        },
    ),
    field("met", "Whether the target is met.", ("trondheim.item(\"water_supply_loss\").met", "no"), |call| {
        seen(call, |of, item| match &item.met {
            Ok(met) => Dynamic::from(*met),
            Err(reason) => missing(of, reason),
        })
    }),
    field(
        "next_band",
        "The step to the next higher band; missing where there is none, with the reason.",
        ("trondheim.item(\"water_supply_loss\").next_band.band", "good"),
        |call| {
            let thing = call.item()?;
            Ok(match thing.of.steps.get(thing.id.0 as usize) {
                Some(Err(reason)) => missing(&thing.of, reason),
                Some(Ok(_)) => Dynamic::from(NextBand(thing)),
                None => Dynamic::UNIT,
            })
        },
    ),
    field("kpi", "The KPI of a point.", ("trondheim.item(\"air_pollution.no2\").kpi.name", "air_pollution"), |call| {
        let thing = call.item()?;
        let parent = thing.seen().and_then(|item| item.parent).unwrap_or(thing.id);
        Ok(Dynamic::from(Thing { id: parent, ..thing }))
    }),
    field(
        "leaves",
        "The points of a KPI; itself where it has none.",
        ("trondheim.item(\"air_pollution\").leaves.len()", "5"),
        |call| {
            let thing = call.item()?;
            let parts = thing.seen().map(|item| item.parts.clone()).filter(|parts| !parts.is_empty());
            let parts = parts.unwrap_or_else(|| vec![thing.id]);
            let leaves = parts.into_iter().map(|id| Dynamic::from(Thing { of: Arc::clone(&thing.of), id }));
            list(leaves)
        },
    ),
    field(
        "groups",
        "The groups of roll-ups in which it counts.",
        ("trondheim.item(\"water_supply_loss\").groups[0].name", "dimension: economy"),
        |call| {
            let thing = call.item()?;
            let all = thing.of.exhibit.groups.iter().enumerate();
            let own = all.filter(|(_, group)| group.members.contains(&thing.id));
            let groups = own.map(|(place, _)| Dynamic::from(Group { of: Arc::clone(&thing.of), place }));
            list(groups)
        },
    ),
    field("city", "Its city.", ("trondheim.leaves()[0].city.title", "Trondheim"), |call| {
        Ok(Dynamic::from(City(call.item()?.of)))
    }),
    Entry {
        of: Of::Item,
        name: "carries",
        arguments: Some(&[CARRIED]),
        about: "Whether it carries a value of a facet. What a facet holds can be read as well: `item.category` is a word, \
                of a facet of many values a list, and an empty text where it carries none.",
        example: ("trondheim.item(\"water_supply_loss\").carries(\"dimension: economy\")", "yes"),
        body: |call| {
            let thing = call.item()?;
            let (facet, word) = find::carried(&thing.of, &call.text(0)).map_err(slip)?;
            Ok(Dynamic::from(thing.seen().is_some_and(|item| find::carries(item, &facet, &word))))
        },
    },
    step(
        "band",
        "The band that is reached.",
        ("trondheim.item(\"water_supply_loss\").next_band.band", "good"),
        |call| on_step(call, |_, step, _| Dynamic::from(Band(step.band.clone()))),
    ),
    step(
        "value",
        "The value at which it is reached, in the unit of the item.",
        ("trondheim.item(\"water_supply_loss\").next_band.value", "20.2"),
        |call| on_step(call, |of, step, _| Dynamic::from(in_unit(of, step))),
    ),
    step(
        "change",
        "By how much the value has to change.",
        ("trondheim.item(\"water_supply_loss\").next_band.change", "-8.22"),
        |call| {
            on_step(call, |of, step, item| match now(item) {
                Ok(now) => Dynamic::from(in_unit(of, step) - now),
                Err(reason) => missing(of, &reason),
            })
        },
    ),
    step(
        "relative_change",
        "The change as a share of the value, in percent, without its sign; missing where the value is 0.",
        ("trondheim.item(\"water_supply_loss\").next_band.relative_change", "28.9232934553132"),
        |call| {
            on_step(call, |of, step, item| match now(item) {
                Ok(now) if now != 0.0 => Dynamic::from(((in_unit(of, step) - now) / now).abs() * 100.0),
                Ok(_) => because("not computable: a share of 0 says nothing"),
                Err(reason) => missing(of, &reason),
            })
        },
    ),
];

const CARRIED: Argument = arg("value_of_a_facet", Text);

makers!(field: field of Item, step of Step);

fn seen(call: &Call<'_, '_>, read: fn(&Standing, &ItemSeen) -> Dynamic) -> Done {
    let thing = call.item()?;
    Ok(thing.seen().map_or(Dynamic::UNIT, |item| read(&thing.of, item)))
}

fn on_step(call: &Call<'_, '_>, read: fn(&Standing, &Step, &ItemSeen) -> Dynamic) -> Done {
    let NextBand(thing) = call.own()?;
    let both = thing.step().zip(thing.seen());
    Ok(both.map_or(Dynamic::UNIT, |(step, item)| read(&thing.of, step, item)))
}

/// The value of a step, in the unit of its item.
fn in_unit(of: &Standing, step: &Step) -> f64 {
    let unit = of.book.item(step.item).and_then(|item| item.unit());
    unit.map_or(step.value, |unit| unit.from_base(step.value))
}

/// The value that an item has now, where it is a number.
fn now(item: &ItemSeen) -> Outcome<f64> {
    let value = item.value.as_ref().map_err(Clone::clone)?;
    value.as_number().ok_or_else(|| Missing::failed("why_no_number"))
}
