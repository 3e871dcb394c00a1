//! What a plan does not carry, from the tree evaluator.

use std::sync::Arc;

use super::Panel;
use crate::advise::fires;
use crate::evaluate::peers::Peers;
use crate::evaluate::{Options, evaluate_among};
use crate::formula::Context;
use crate::model::dataset::Dataset;
use crate::model::scorecard::{GroupResult, ItemResult, Scorecard};
use crate::plan::{GroupPart, Results, What};
use crate::value::{MissingKind, Outcome, Value};

type Found = Result<f64, MissingKind>;

impl Panel<'_> {
    /// Evaluates a city as a tree, and fills in what its row asks for.
    pub(super) fn fill(
        &self,
        results: &mut Results<'_>,
        (row, city): (usize, &Dataset),
        among: Option<(Arc<Peers>, usize)>,
        options: Options,
    ) {
        let evaluation = evaluate_among(self.book, city, options, among);
        let context = Context::at_day(evaluation.card.year, options.on);
        results.fill(row, |what| match what {
            What::Trigger(place) => match self.book.recommendations.get(usize::from(*place)) {
                Some(rule) if rule.each.is_none() && rule.outside.is_none() => {
                    fires(rule, &evaluation, &context).map(|fires| f64::from(u8::from(fires))).map_err(|why| why.kind)
                }
                _ => Err(MissingKind::Undecided),
            },
            of_card => found(&evaluation.card, of_card),
        });
    }
}

fn found(card: &Scorecard, what: &What) -> Found {
    let of_item = |item, take: &dyn Fn(&ItemResult) -> Found| card.result(item).map_or(Err(MissingKind::Failed), take);
    match what {
        What::Value(item) => of_item(*item, &|result| number(&result.value)),
        What::Score(item) => of_item(*item, &|result| number(&result.score)),
        What::Band(item) => of_item(*item, &|result| match &result.band {
            Ok(band) => Ok(f64::from(band.index)),
            Err(missing) => Err(missing.kind),
        }),
        What::Points(item) => of_item(*item, &|result| result.points.clone().map_err(|missing| missing.kind)),
        What::Group { rollup, key, part } => {
            let groups = card.rollups.get(usize::from(*rollup)).map_or(&[] as &[_], |rollup| &rollup.groups);
            let group = groups.iter().find(|group| group.key == *key);
            group.map_or(Err(MissingKind::NotReported), |group| of_group(group, *part))
        }
        What::Rollup(_) | What::Trigger(_) => Err(MissingKind::Undecided),
    }
}

fn of_group(group: &GroupResult, part: GroupPart) -> Found {
    match part {
        GroupPart::Score => number(&group.score),
        GroupPart::Band => match &group.band {
            Ok(band) => Ok(f64::from(band.index)),
            Err(missing) => Err(missing.kind),
        },
        GroupPart::Scored => Ok(f64::from(group.scored)),
        GroupPart::Applicable => Ok(f64::from(group.applicable)),
        GroupPart::Reported => Ok(f64::from(group.reported)),
    }
}

/// A value as a cell; a bound is no cell.
fn number(value: &Outcome<Value>) -> Found {
    match value {
        Ok(Value::Number(number)) => Ok(*number),
        Ok(Value::YesNo(answer)) => Ok(f64::from(u8::from(*answer))),
        Ok(Value::Choice(symbol)) => Ok(f64::from(symbol.0)),
        Ok(Value::Band(band)) => Ok(f64::from(band.index)),
        Ok(_) => Err(MissingKind::Undecided),
        Err(missing) => Err(missing.kind),
    }
}
