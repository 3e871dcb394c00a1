//! Where each place is ahead of the others, and where it is behind the best.

use super::words;
use super::{ItemLine, Lead, Place, RankedBy, Standing};

/// The standing of every place, told by the scores of KPIs that all have one standard.
pub(super) fn standings(places: &[Place], items: &[ItemLine]) -> Vec<Standing> {
    (0..places.len()).map(|place| standing(places, items, place)).collect()
}

fn standing(places: &[Place], items: &[ItemLine], place: usize) -> Standing {
    let (mut ahead, mut behind) = (Vec::new(), Vec::new());
    let pool = places.get(place).map(|own| own.pool);
    for line in items.iter().filter(|line| line.by == RankedBy::Score) {
        let Some(own) = line.cells.get(place).and_then(|cell| cell.score) else { continue };
        let others: Vec<(usize, f64)> = line
            .cells
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != place && places.get(*at).map(|other| other.pool) == pool)
            .filter_map(|(at, cell)| Some((at, cell.score?)))
            .collect();
        let Some(best) = others.iter().map(|(_, score)| *score).reduce(f64::max) else { continue };
        let lead = |by: f64| Lead {
            name: line.name.clone(),
            title: line.title.clone(),
            by: line.metric.printed(by),
            by_shown: words::gap(line.metric.printed(by), line.metric.is_share()),
            others: others.iter().filter(|(_, score)| crate::value::equal(*score, best)).map(|(at, _)| *at).collect(),
        };
        if crate::value::greater(own, best) {
            ahead.push(lead(own - best));
        } else if crate::value::greater(best, own) {
            behind.push(lead(best - own));
        }
    }
    // What ties keeps the order of the rules.
    let largest = |a: &Lead, b: &Lead| b.by.total_cmp(&a.by);
    ahead.sort_by(largest);
    behind.sort_by(largest);
    Standing { place, ahead, behind }
}
