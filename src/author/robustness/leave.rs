//! Leave one out: what each KPI or point does to the groups of the roll-up, and to the ranks in them.

use std::sync::Arc;

use indexmap::IndexSet;

use super::LeftOut;
use super::design::Design;
use super::nominal::{Nominal, Over, peers};
use super::replicate::moved;
use super::tree::scores_of;
use crate::author::results::full_title;
use crate::evaluate::{Evaluation, Options};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::value::ranks;

/// The largest changes first. What changes nothing is left out.
pub(super) fn left_out(design: &Design<'_>, nominal: &[Nominal], groups: &[Over]) -> Vec<LeftOut> {
    let mut names: IndexSet<String> = IndexSet::new();
    for (town, nominal) in design.towns.iter().zip(nominal) {
        names.extend(nominal.outputs.iter().filter_map(|of| match of {
            super::Of::Item(id) => Some(town.place.book.item_name(*id).to_owned()),
            super::Of::Group(..) => None,
        }));
    }
    let mut books: Vec<RuleBook> = design.grounds.iter().map(|ground| ground.book.clone()).collect();
    let mut all = Vec::new();
    for name in &names {
        let scores = without(design, nominal, &mut books, name);
        for group in groups {
            let of_city = |(scores, place): (&Vec<Option<f64>>, &Option<usize>)| *scores.get((*place)?)?;
            let then: Vec<Option<f64>> = scores.iter().zip(&group.places).map(of_city).collect();
            all.extend(change(design, group, name, &then));
        }
    }
    let size = |one: &LeftOut| one.rank_change.unwrap_or(0.0);
    all.sort_by(|a: &LeftOut, b: &LeftOut| {
        size(b).total_cmp(&size(a)).then(b.score_change.abs().total_cmp(&a.score_change.abs()))
    });
    all
}

/// The scores of all groups, city by city, without one item.
fn without(design: &Design<'_>, nominal: &[Nominal], books: &mut [RuleBook], name: &str) -> Vec<Vec<Option<f64>>> {
    let mut kept: Vec<Option<(usize, Vec<u16>)>> = Vec::with_capacity(books.len());
    for book in books.iter_mut() {
        let rollups = u16::try_from(book.rollups.len()).unwrap_or(u16::MAX);
        let at = book.item_names.get(name).map(|id| id.0 as usize);
        let known = at.and_then(|at| Some((at, book.items.get_mut(at)?)));
        kept.push(known.map(|(at, item)| (at, std::mem::replace(&mut item.apart, (0..rollups).collect()))));
    }
    let data: Vec<&Dataset> = design.towns.iter().map(|town| town.place.data).collect();
    let among = books.first().and_then(|book| peers(design, book, &data));
    let scores = design.towns.iter().zip(nominal).enumerate().map(|(row, (town, nominal))| {
        let place = &town.place;
        let book = books.get(town.ground).unwrap_or(place.book);
        let among = among.as_ref().map(|peers| (Arc::clone(peers), row));
        let options = Options { year: Some(place.year), on: None };
        scores_of(&Evaluation::begin_among(book, place.data, options, among), nominal)
    });
    let scores: Vec<Vec<Option<f64>>> = scores.collect();
    for (book, kept) in books.iter_mut().zip(kept) {
        if let Some((at, kept)) = kept
            && let Some(item) = book.items.get_mut(at)
        {
            item.apart = kept;
        }
    }
    scores
}

fn change(design: &Design<'_>, group: &Over, name: &str, then: &[Option<f64>]) -> Option<LeftOut> {
    let changes = group.scores.iter().zip(then).enumerate();
    let changes = changes.filter_map(|(city, (now, then))| Some((city, (*then)? - (*now)?)));
    let (city, largest) = changes.reduce(|a, b| if b.1.abs() > a.1.abs() { b } else { a })?;
    let place = &design.towns.get(city)?.place;
    let rank_change = moved(&group.ranks, &ranks(then)).filter(|_| design.towns.len() > 1);
    if largest == 0.0 && rank_change.is_none_or(|change| change == 0.0) {
        return None;
    }
    let item = place.book.item_names.get(name).and_then(|id| place.book.item(*id));
    let rollup = place.book.rollups.iter().find(|rollup| rollup.name == design.rollup)?;
    let printed = rollup.metric.unit().map_or(largest, |unit| unit.from_base(largest));
    let sign = if largest > 0.0 { "+" } else { "" };
    Some(LeftOut {
        name: name.to_owned(),
        title: item.map_or_else(String::new, |item| full_title(place.book, item)),
        group: group.name.clone(),
        group_title: group.title.clone(),
        score_change: largest,
        shown: format!("{sign}{}", place.book.show_gap(printed, &rollup.metric)),
        city: place.data.city.name.clone(),
        rank_change,
    })
}
