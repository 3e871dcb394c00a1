//! Leave one out: what each KPI or point does to the groups of the roll-up, and to the ranks in them.

use indexmap::IndexSet;

use super::LeftOut;
use super::replicate::{Nominal, Plan, peers, scores_of};
use super::statistics::mean;
use super::summary::{group_names, nominal_scores, places_of};
use crate::author::compare::ranks;
use crate::author::results::full_title;
use crate::evaluate::{Evaluation, Options};
use crate::model::rules::RuleBook;

/// The largest changes first. What changes nothing is left out.
pub(super) fn left_out(plan: &Plan<'_>, nominal: &[Nominal]) -> Vec<LeftOut> {
    let mut names: IndexSet<String> = IndexSet::new();
    for (place, nominal) in plan.places.iter().zip(nominal) {
        names.extend(nominal.outputs.iter().filter_map(|of| match of {
            super::Of::Item(id) => Some(place.book.item_name(*id).to_owned()),
            super::Of::Group(..) => None,
        }));
    }
    let mut books: Vec<RuleBook> = plan.places.iter().map(|place| place.book.clone()).collect();
    let groups = group_names(nominal);
    let mut all = Vec::new();
    for name in &names {
        let scores = without(plan, nominal, &mut books, name);
        for (group, title) in &groups {
            let places = places_of(nominal, group);
            let then: Vec<Option<f64>> =
                scores.iter().zip(&places).map(|(groups, place)| groups.get((*place)?).copied().flatten()).collect();
            all.extend(change(plan, nominal, (name, group, title), &then, &places));
        }
    }
    let size = |one: &LeftOut| one.rank_change.unwrap_or(0.0);
    all.sort_by(|a: &LeftOut, b: &LeftOut| {
        size(b).total_cmp(&size(a)).then(b.score_change.abs().total_cmp(&a.score_change.abs()))
    });
    all
}

/// The scores of all groups, city by city, without one item.
fn without(plan: &Plan<'_>, nominal: &[Nominal], books: &mut [RuleBook], name: &str) -> Vec<Vec<Option<f64>>> {
    let mut kept: Vec<Option<(usize, Vec<u16>)>> = Vec::with_capacity(books.len());
    for book in books.iter_mut() {
        let rollups = u16::try_from(book.rollups.len()).unwrap_or(u16::MAX);
        let at = book.item_names.get(name).map(|id| id.0 as usize);
        let known = at.and_then(|at| Some((at, book.items.get_mut(at)?)));
        kept.push(known.map(|(at, item)| (at, std::mem::replace(&mut item.apart, (0..rollups).collect()))));
    }
    let cities = || plan.places.iter().zip(nominal).zip(books.iter());
    let among = peers(cities().map(|((place, _), book)| (book, place.data)).collect(), plan);
    let scores = cities().enumerate().map(|(row, ((place, nominal), book))| {
        let among = among.as_ref().map(|peers| (std::sync::Arc::clone(peers), row));
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

fn change(
    plan: &Plan<'_>,
    nominal: &[Nominal],
    (name, group, title): (&str, &str, &str),
    then: &[Option<f64>],
    places: &[Option<usize>],
) -> Option<LeftOut> {
    let now = nominal_scores(nominal, places);
    let changes = now.iter().zip(then).enumerate();
    let changes = changes.filter_map(|(city, (now, then))| Some((city, (*then)? - (*now)?)));
    let (city, largest) = changes.reduce(|a, b| if b.1.abs() > a.1.abs() { b } else { a })?;
    let place = plan.places.get(city)?;
    let (before, after) = (ranks(&now), ranks(then));
    let moves = before.iter().zip(&after).filter_map(|(now, then)| Some(f64::from((*now)?) - f64::from((*then)?)));
    let moves: Vec<f64> = moves.map(f64::abs).collect();
    let rank_change = (nominal.len() > 1 && !moves.is_empty()).then(|| mean(&moves));
    if largest == 0.0 && rank_change.is_none_or(|change| change == 0.0) {
        return None;
    }
    let item = place.book.item_names.get(name).and_then(|id| place.book.item(*id));
    let rollup = place.book.rollups.iter().find(|rollup| rollup.name == plan.rollup)?;
    let printed = rollup.metric.unit().map_or(largest, |unit| unit.from_base(largest));
    let sign = if largest > 0.0 { "+" } else { "" };
    Some(LeftOut {
        name: name.to_owned(),
        title: item.map_or_else(String::new, |item| full_title(place.book, item)),
        group: group.to_owned(),
        group_title: title.to_owned(),
        score_change: largest,
        shown: format!("{sign}{}", place.book.show_gap(printed, &rollup.metric)),
        city: place.data.city.name.clone(),
        rank_change,
    })
}
