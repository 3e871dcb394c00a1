//! What a script can ask of a group of a roll-up.

use std::sync::Arc;

use rhai::Dynamic;

use super::call::{Call, Done};
use super::desk::Standing;
use super::entry::{Entry, makers};
use super::find;
use super::objects::{City, Group, Thing};
use super::values::{because, list, outcome, text, whole};
use crate::model::exhibit::GroupSeen;

impl Group {
    /// What is seen of it.
    pub(super) fn seen(&self) -> Option<&GroupSeen> {
        self.of.exhibit.groups.get(self.place)
    }

    /// Its name, as the rules write it.
    pub(super) fn name(&self) -> String {
        self.seen().map(find::group_name).unwrap_or_default()
    }

    /// The value of one of its facets.
    pub(super) fn facet(&self, name: &str) -> Option<Done> {
        let key = &self.seen()?.key;
        key.iter().find(|(facet, _)| **facet == *name).map(|(_, word)| Ok(text(word)))
    }
}

/// An example on one group.
macro_rules! on {
    ($field:literal, $gives:literal) => {
        (concat!("trondheim.group(\"dimension: society\").", $field), $gives)
    };
}

pub(super) const ENTRIES: &[Entry] = &[
    field(
        "name",
        "Its facets and their values, as the rules write them; a total has the name of its roll-up. Each of its facets \
         can be read as well: `group.dimension`.",
        on!("name", "dimension: society"),
        |call| Ok(text(call.group()?.name())),
    ),
    field("title", "The titles of its values.", on!("title", "Society and Culture"), |call| {
        seen(call, |_, group| {
            let titles: Vec<&str> = group.titles.iter().map(AsRef::as_ref).collect();
            text(if titles.is_empty() { group.rollup.to_string() } else { titles.join(", ") })
        })
    }),
    field("rollup", "The name of its roll-up.", on!("rollup", "dimension"), |call| {
        seen(call, |_, group| text(&group.rollup))
    }),
    field("score", "Its score, in percent.", on!("score", "76.1904761904762"), |call| {
        seen(call, |of, group| outcome(of, &group.score))
    }),
    field("band", "Its band.", on!("band", "good"), |call| seen(call, |of, group| outcome(of, &group.band))),
    field("points", "The points that it earns.", on!("points", "64"), |call| seen(call, find::group_points)),
    field("max_points", "The points that what is scored could earn.", on!("max_points", "84"), |call| {
        seen(call, |of, group| match group.max_points {
            Some(points) => Dynamic::from(points),
            None => find::group_points(of, group),
        })
    }),
    field("scored", "How many of its members are scored.", on!("scored", "21"), |call| {
        seen(call, |_, group| whole(group.scored))
    }),
    field("applicable", "How many of its members apply to the place.", on!("applicable", "29"), |call| {
        seen(call, |_, group| whole(group.applicable))
    }),
    field("reported", "How many of its members are reported, scored or not.", on!("reported", "21"), |call| {
        seen(call, |_, group| whole(group.reported))
    }),
    field(
        "coverage",
        "The share of its members that are scored, in percent.",
        on!("coverage", "72.4137931034483"),
        |call| {
            seen(call, |_, group| {
                let none = || because("not applicable: none of its members applies");
                group.coverage().map_or_else(none, Dynamic::from)
            })
        },
    ),
    field("members", "Its members, where they are KPIs and points.", on!("members[0].kind", "kpi"), |call| {
        let group = call.group()?;
        let ids = group.seen().map(|seen| seen.members.clone()).unwrap_or_default();
        let members = ids.into_iter().map(|id| Dynamic::from(Thing { of: Arc::clone(&group.of), id }));
        list(members)
    }),
    field("city", "Its city.", on!("city.name", "trondheim"), |call| Ok(Dynamic::from(City(call.group()?.of)))),
];

makers!(field: field of Group);

fn seen(call: &Call<'_, '_>, read: fn(&Standing, &GroupSeen) -> Dynamic) -> Done {
    let group = call.group()?;
    Ok(group.seen().map_or(Dynamic::UNIT, |seen| read(&group.of, seen)))
}
