//! The results of a city as code outside of the language sees them.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Evaluation;
use crate::formula::{eval, figure_of};
use crate::model::exhibit::{Datum, Exhibit, GroupSeen, ItemSeen, PathSeen};
use crate::model::formula::{Node, Shown};
use crate::model::path::PathResult;
use crate::model::rules::{Item, Measure, Metric, RuleBook, facet_of};
use crate::model::scorecard::{GroupResult, ItemResult};
use crate::unit::Unit;
use crate::value::{ItemId, Outcome, Value};

impl Evaluation<'_> {
    /// The results as scripts and functions of the host see them. Made when it is first asked for, of what the scorecard
    /// then holds.
    #[must_use]
    pub fn exhibit(&self) -> Arc<Exhibit> {
        Arc::clone(self.exhibit.get_or_init(|| Arc::new(self.exhibited())))
    }

    fn exhibited(&self) -> Exhibit {
        let book = self.book;
        let items = book.items.iter().zip(&self.card.results);
        Exhibit {
            year: self.year,
            on: self.on,
            city: self.data.city.clone(),
            items: items.map(|(item, result)| item_seen(book, item, result)).collect(),
            names: book.item_names.clone(),
            groups: self.groups_seen(),
            parameters: self.parameters_seen(),
            references: self.references_seen(),
        }
    }

    fn parameters_seen(&self) -> IndexMap<String, Outcome<Datum>> {
        let all = (0u16..).zip(&self.book.parameters);
        let seen = all.map(|(place, parameter)| {
            let value = eval(&Node::Parameter(place), self, &self.now());
            let datum = value.and_then(|value| Datum::of(self.book, None, &value, unit_of(&parameter.measure)));
            (parameter.name.clone(), datum)
        });
        seen.collect()
    }

    fn references_seen(&self) -> IndexMap<String, IndexMap<ItemId, Outcome<Datum>>> {
        let all = (0u16..).zip(&self.book.references);
        let seen = all.map(|(place, reference)| {
            let mut figures = IndexMap::new();
            for (item, _) in &reference.figures {
                figures.entry(*item).or_insert_with(|| {
                    let value = figure_of(place, *item, self, &self.now())?;
                    let unit = self.book.item(*item).and_then(Item::unit);
                    Datum::of(self.book, Some(*item), &value, unit)
                });
            }
            (reference.name.clone(), figures)
        });
        seen.collect()
    }

    fn groups_seen(&self) -> Vec<GroupSeen> {
        let rolled = self.card.rollups.iter();
        let all = rolled.flat_map(|rollup| rollup.groups.iter().map(move |group| (rollup.rollup, group)));
        all.filter_map(|(rollup, group)| group_seen(self.book, rollup, group)).collect()
    }
}

fn unit_of(measure: &Measure) -> Option<&Unit> {
    match measure {
        Measure::Unit(unit) => Some(unit),
        _ => None,
    }
}

fn item_seen(book: &RuleBook, item: &Item, result: &ItemResult) -> ItemSeen {
    let datum = |value: &Value| Datum::of(book, Some(item.id), value, item.unit());
    let target = result.target.as_ref().map_err(Clone::clone);
    ItemSeen {
        id: item.id,
        name: item.name.as_str().into(),
        title: Arc::clone(&result.title),
        code: item.code.as_deref().map(Into::into),
        kind: item.kind,
        parent: item.parent,
        parts: item.points.clone(),
        unit: item.unit().map_or_else(String::new, |unit| unit.written.to_string()).into(),
        facets: facets_seen(book, item.id),
        year: result.year,
        value: result.value.as_ref().map_err(Clone::clone).and_then(datum),
        score: score_seen(book, &item.metric, &result.score),
        band: result.band.clone().and_then(|band| Datum::of(book, Some(item.id), &Value::Band(band), None)),
        points: result.points.clone(),
        max_points: result.max_points,
        target: target.and_then(|target| datum(&target.bound)),
        target_kind: result.target.as_ref().ok().map(|target| target.kind.words()),
        target_upper: result.target.as_ref().ok().and_then(|target| datum(target.upper.as_ref()?).ok()),
        start: result.start.as_ref().and_then(|(start, _)| datum(start).ok()),
        status: result.status.word(),
        quality: result.quality.map(crate::value::Quality::word),
        met: result.met.clone(),
        path: result.path.as_deref().map(|path| path_seen(book, item, path)),
    }
}

/// The facets that an item carries; a point has those of its KPI.
fn facets_seen(book: &RuleBook, item: ItemId) -> Vec<(Arc<str>, Vec<Arc<str>>)> {
    let all = (0u16..).zip(&book.facets);
    let carried = all.filter_map(|(place, facet)| {
        let words: Vec<Arc<str>> = facet_of(place, item, book).iter().map(|word| book.word(*word).into()).collect();
        (!words.is_empty()).then(|| (facet.name.as_str().into(), words))
    });
    carried.collect()
}

/// A score in the unit in which it is printed: a share in percent.
fn score_seen(book: &RuleBook, metric: &Metric, score: &Outcome<Value>) -> Outcome<Datum> {
    let value = score.as_ref().map_err(Clone::clone)?;
    match &metric.shown {
        Shown::Number { unit, .. } => Datum::of(book, None, value, Some(unit)),
        Shown::Words => Datum::of(book, None, value, None),
    }
}

fn path_seen(book: &RuleBook, item: &Item, path: &PathResult) -> PathSeen {
    let required = path.required.as_ref().map_err(Clone::clone);
    PathSeen {
        required: required.and_then(|value| Datum::of(book, Some(item.id), value, item.unit())),
        progress: score_seen(book, &Metric::default(), &path.progress),
        pace: path.pace.clone().map(|pace| pace.and_then(|band| Datum::of(book, None, &Value::Band(band), None))),
        arrival: path.arrival.clone(),
    }
}

fn group_seen(book: &RuleBook, place: u16, group: &GroupResult) -> Option<GroupSeen> {
    let rollup = book.rollups.get(place as usize)?;
    let facets = rollup.facets.iter().filter_map(|facet| book.facets.get(*facet as usize));
    let values = facets.zip(&group.key).map(|(facet, word)| {
        let known = facet.values.iter().find(|known| known.symbol == *word);
        let title = known.map_or_else(|| book.word(*word), |known| known.title.as_str());
        ((facet.name.as_str().into(), book.word(*word).into()), title.into())
    });
    let (key, titles) = values.unzip();
    Some(GroupSeen {
        rollup: rollup.name.as_str().into(),
        key,
        titles,
        score: score_seen(book, &rollup.metric, &group.score),
        band: group.band.clone().and_then(|band| Datum::of(book, None, &Value::Band(band), None)),
        points: group.points,
        max_points: group.max_points,
        applicable: group.applicable,
        scored: group.scored,
        reported: group.reported,
        members: group.members.to_vec(),
    })
}
