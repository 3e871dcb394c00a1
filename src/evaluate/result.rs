//! One item's result, put together.

use super::Evaluation;
use crate::model::rules::Item;
use crate::model::scorecard::{Figures, ItemResult, Origin};

impl Evaluation<'_> {
    /// The result of an item.
    pub(super) fn result_of(&self, item: &Item) -> ItemResult {
        let entry = self.latest(item.id);
        let goals = self.goals(item.id);
        let scored = self.scored(item.id);
        let set = self.data.set_scores.iter().any(|set| set.item == item.id);
        ItemResult {
            item: item.id,
            title: self.title(item.id),
            value: entry.value.clone(),
            year: entry.year,
            origin: if set && entry.value.is_err() { Origin::Set } else { entry.origin },
            status: self.status_with(item.id, entry.status),
            quality: entry.quality,
            figures: Figures::from_slice(&entry.figures),
            assumed: entry.assumed.clone(),
            stood_in: entry.stood_in,
            other: entry.other.clone(),
            target: goals.target.clone(),
            start: goals.start.clone(),
            score: scored.score.clone(),
            band: scored.band.clone(),
            points: scored.points.clone(),
            max_points: scored.max_points,
            met: scored.met.clone(),
            path: self.path_result(item, &goals, &entry),
            prepared: self.prepared(item),
        }
    }
}
