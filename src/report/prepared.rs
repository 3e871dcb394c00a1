//! What was done before the score, and with whom an item is compared: in sentences, in columns, and for programs.

use serde::Serialize;
use serde_json::Value as Json;

use super::facts::Facts;
use super::json::exact;
use super::view::View;
use crate::model::scorecard::{Bounds, Origin, Prepared};
use crate::unit::full_precision;
use crate::value::Value;

/// How many members are named; of more the number is said.
const NAMED: usize = 8;

/// The columns of the scorecard, which stand there where something is compared or prepared.
pub(super) const COLUMNS: [&str; 6] = ["imputed", "treated_value", "cohort", "members", "least", "most"];

/// Whether something is compared or prepared.
pub(super) fn is_there(view: View<'_>) -> bool {
    view.card.results.iter().any(|result| result.prepared.is_some())
}

/// The cells of an item.
pub(super) fn cells(view: View<'_>, facts: &Facts<'_>) -> Vec<String> {
    let Some(prepared) = facts.result.prepared.as_deref() else { return vec![String::new(); COLUMNS.len()] };
    let in_unit = |number: f64| facts.item.unit().map_or(number, |unit| unit.from_base(number));
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| full_precision(in_unit(number)));
    let bounds = prepared.bounds.as_ref();
    vec![
        if is_imputed(facts) { "yes" } else { "no" }.to_owned(),
        number(prepared.treated),
        bounds.map_or_else(String::new, |bounds| name(view, bounds)),
        bounds.map_or_else(String::new, |bounds| bounds.members.to_string()),
        number(bounds.and_then(|bounds| bounds.least)),
        number(bounds.and_then(|bounds| bounds.most)),
    ]
}

fn is_imputed(facts: &Facts<'_>) -> bool {
    matches!(facts.result.origin, Origin::Imputed)
}

/// The name of a cohort in the rules; `at_hand` for all cities that are evaluated together.
fn name(view: View<'_>, bounds: &Bounds) -> String {
    view.book.cohort_of(bounds.cohort).map_or_else(|| "at_hand".to_owned(), |(_, cohort)| cohort.name.clone())
}

/// What a reader is told of it, a sentence for each step.
pub(super) fn sentences(view: View<'_>, facts: &Facts<'_>) -> Vec<String> {
    let Some(prepared) = facts.result.prepared.as_deref() else { return Vec::new() };
    let shown = |number: f64| view.shown(facts.item, &Value::Number(number));
    let mut said = Vec::new();
    if is_imputed(facts) {
        said.push(view.word("prepared_imputed"));
    }
    if let Some(treated) = prepared.treated {
        said.push(view.say("prepared_treated", &[("value", &full_precision(in_unit(facts, treated)))]));
    }
    if let Some(bounds) = &prepared.bounds
        && let (Some(least), Some(most)) = (bounds.least, bounds.most)
    {
        let reshaped = facts.item.treat.is_some();
        let end = |end: f64| if reshaped { full_precision(in_unit(facts, end)) } else { shown(end) };
        let who = who(view, bounds);
        let many = bounds.members.to_string();
        let holes = [("cohort", who.as_str()), ("count", &many), ("least", &end(least)), ("most", &end(most))];
        said.push(view.say("prepared_bounds", &holes));
    }
    said
}

fn in_unit(facts: &Facts<'_>, number: f64) -> f64 {
    facts.item.unit().map_or(number, |unit| unit.from_base(number))
}

/// The title of a cohort, with its members where they are few.
fn who(view: View<'_>, bounds: &Bounds) -> String {
    let title = match view.book.cohort_of(bounds.cohort) {
        Some((_, cohort)) => cohort.title.clone(),
        None => view.word("prepared_at_hand"),
    };
    if bounds.names.is_empty() || bounds.names.len() > NAMED {
        return title;
    }
    format!("{title} ({})", bounds.names.join(", "))
}

/// For programs.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    /// The value stands in for a missing one.
    pub imputed: bool,
    /// The value that the score sees, where outliers were treated and it is another one; in the unit of the item.
    pub treated_value: Option<Json>,
    /// With whom it is compared.
    pub bounds: Option<Ends>,
}

/// With whom an item is compared, in its unit.
#[derive(Debug, Serialize)]
pub(super) struct Ends {
    /// Its name in the rules; `at_hand` for all cities that are evaluated together.
    pub cohort: String,
    /// How many values are looked at.
    pub values: usize,
    /// Whose they are; nobody's where the cohort holds values.
    pub members: Vec<String>,
    pub least: Option<Json>,
    pub most: Option<Json>,
    pub mean: Json,
    pub deviation: Json,
}

/// What a program is told of it; nothing where nothing was done.
pub(super) fn compared(view: View<'_>, facts: &Facts<'_>) -> Option<Compared> {
    let Prepared { treated, bounds } = facts.result.prepared.as_deref()?;
    let number = |number: f64| exact(view, facts.item, &Value::Number(number));
    let bounds = bounds.as_ref().map(|bounds| Ends {
        cohort: name(view, bounds),
        values: bounds.members,
        members: bounds.names.clone(),
        least: bounds.least.map(number),
        most: bounds.most.map(number),
        mean: number(bounds.mean),
        deviation: number(bounds.deviation),
    });
    Some(Compared { imputed: is_imputed(facts), treated_value: treated.map(number), bounds })
}
