//! What a plan finds beside what the tree evaluator finds.

use yardstick::advise::fires;
use yardstick::evaluate::Options;
use yardstick::formula::Context;
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::RuleBook;
use yardstick::panel::Panel;
use yardstick::plan::{Ask, GroupPart, Plan, Running, What, Why};
use yardstick::source::Sources;
use yardstick::value::{MissingKind, Outcome, Value};
use yardstick::{Assessed, Together};

type Cell = Result<u64, MissingKind>;

fn number(value: &Outcome<Value>) -> Cell {
    match value {
        Ok(Value::Number(number)) => Ok(number.to_bits()),
        Ok(Value::YesNo(answer)) => Ok(u64::from(*answer)),
        Ok(Value::Choice(symbol)) => Ok(f64::from(symbol.0).to_bits()),
        Ok(Value::Band(band)) => Ok(u64::from(band.index)),
        Ok(Value::Text(_)) => Ok(u64::MAX),
        Ok(_) => Err(MissingKind::Undecided),
        Err(missing) => Err(missing.kind),
    }
}

/// What a single evaluation finds; nothing where it has no such thing.
fn evaluated(what: &What, assessed: &Assessed<'_>, book: &RuleBook, context: &Context<'_>) -> Option<Cell> {
    let card = &assessed.evaluation.card;
    Some(match what {
        What::Value(item) => number(&card.result(*item).unwrap().value),
        What::Score(item) => number(&card.result(*item).unwrap().score),
        What::Band(item) => {
            card.result(*item).unwrap().band.clone().map(|band| u64::from(band.index)).map_err(|why| why.kind)
        }
        What::Points(item) => card.result(*item).unwrap().points.clone().map(f64::to_bits).map_err(|why| why.kind),
        What::Group { rollup, key, part } => {
            let groups = &card.rollups[usize::from(*rollup)].groups;
            let group = groups.iter().find(|group| group.key == *key).unwrap();
            match part {
                GroupPart::Score => number(&group.score),
                GroupPart::Band => group.band.clone().map(|band| u64::from(band.index)).map_err(|why| why.kind),
                GroupPart::Scored => Ok(f64::from(group.scored).to_bits()),
                GroupPart::Applicable => Ok(f64::from(group.applicable).to_bits()),
                GroupPart::Reported => Ok(f64::from(group.reported).to_bits()),
            }
        }
        What::Trigger(place) => {
            let rule = &book.recommendations[usize::from(*place)];
            if rule.each.is_some() || rule.outside.is_some() {
                return None;
            }
            fires(rule, &assessed.evaluation, context).map(u64::from).map_err(|missing| missing.kind)
        }
        What::Rollup(_) => return None,
    })
}

/// Where the results of a plan (those of its columns and, filled in, of all) and those of single evaluations differ.
pub fn differences(
    panel: &Panel<'_>,
    (book, sources): (&RuleBook, &Sources),
    cities: &[Dataset],
    year: i32,
) -> Vec<String> {
    let plan = panel.plan(&Ask::year(year)).unwrap();
    let columns = plan.named(&panel.names()).run(&panel.cells(), Running::alone()).unwrap();
    let together = Together::of(book, cities, Options { year: Some(year), on: None });
    let whole = panel.evaluate(&plan, Running::alone()).unwrap();
    let mut found = Vec::new();
    for row in 0..cities.len() {
        let assessed = together.assess(sources, row).unwrap();
        let context = Context::at(year);
        for what in plan.kept() {
            let Some(wanted) = evaluated(what, &assessed, book, &context) else { continue };
            if wanted == Ok(u64::MAX) {
                continue;
            }
            for (name, results) in [("columns", &columns), ("whole", &whole)] {
                let cell = match (results.numbers(what), results.answers(what)) {
                    (Some(numbers), _) => numbers.get(row).map(f64::to_bits),
                    (None, Some(answers)) => answers.get(row).map(|_| u64::from(answers.cells()[row])),
                    (None, None) => panic!("{what:?}"),
                };
                let same = match (cell, wanted) {
                    (Ok(one), Ok(other)) => one == other,
                    (Err(Why::Missing(one)), Err(other)) => one == other,
                    (Err(Why::NotCarried), _) => name == "columns",
                    _ => false,
                };
                if !same {
                    let of = match what {
                        What::Value(item) | What::Score(item) | What::Band(item) | What::Points(item) => {
                            book.item_name(*item)
                        }
                        What::Trigger(place) => &book.recommendations[usize::from(*place)].name,
                        What::Group { rollup, .. } | What::Rollup(rollup) => &book.rollups[usize::from(*rollup)].name,
                    };
                    found.push(format!("{name}, city {row}, {what:?} of {of}: {cell:?}, evaluated {wanted:?}"));
                }
            }
        }
    }
    found
}

/// How many cells of the results a plan carries for the cities at hand, of how many.
pub fn share_carried(plan: &Plan<'_>, panel: &Panel<'_>) -> (usize, usize) {
    let results = plan.named(&panel.names()).run(&panel.cells(), Running::alone()).unwrap();
    let (mut carried, mut all) = (0, 0);
    for what in plan.kept() {
        for row in 0..results.rows() {
            let open = match (results.numbers(what), results.answers(what)) {
                (Some(numbers), _) => numbers.get(row) == Err(Why::NotCarried),
                (None, Some(answers)) => answers.get(row) == Err(Why::NotCarried),
                (None, None) => true,
            };
            carried += usize::from(!open);
            all += 1;
        }
    }
    (carried, all)
}
