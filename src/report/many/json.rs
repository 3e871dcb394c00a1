//! All cells as JSON, in full precision.

use serde_json::{Map, Value as Json, json};

use super::super::ReportFault;
use super::csv::origin;
use super::{Many, number};
use crate::model::rules::Item;
use crate::model::scorecard::{ItemResult, Origin};

/// The results of all cities. Scores are as the rules compute them, values in the unit that the rules declare.
///
/// # Errors
/// When it cannot be written.
pub fn many_json(many: Many<'_>) -> Result<String, ReportFault> {
    let columns = many.columns();
    let ranks: Vec<Vec<Option<u32>>> = columns.iter().map(|column| many.ranks(column)).collect();
    let cities = many.cities.iter().enumerate().map(|(row, (data, card))| {
        let items: Map<String, Json> = many
            .leaves()
            .filter_map(|item| Some((item.name.clone(), cell(many, item, card.result(item.id)?))))
            .collect();
        let groups = columns.iter().zip(&ranks).filter_map(|(column, ranks)| {
            let group = Many::group(card, column)?;
            let said = json!({
                "score": number(&group.score),
                "rank": ranks.get(row).copied().flatten(),
                "scored": group.scored,
                "reported": group.reported,
                "applicable": group.applicable,
                "reason": group.score.as_ref().err().map(|missing| many.book.show_missing(missing)),
            });
            Some((column.name.clone(), said))
        });
        json!({
            "city": data.city.name,
            "title": data.city.title,
            "year": card.year,
            "items": items,
            "groups": groups.collect::<Map<String, Json>>(),
        })
    });
    let packs = many.book.packs.iter().map(|pack| json!({ "name": pack.name, "version": pack.version }));
    let bounds = many.leaves().filter_map(|item| bounds(many, item));
    let all = json!({
        "schema": "yardstick/cities/1",
        "packs": packs.collect::<Vec<Json>>(),
        "bounds": bounds.collect::<Map<String, Json>>(),
        "cities": cities.collect::<Vec<Json>>(),
    });
    serde_json::to_string_pretty(&all).map(|text| text + "\n").map_err(|error| ReportFault(error.to_string()))
}

fn cell(many: Many<'_>, item: &Item, result: &ItemResult) -> Json {
    let in_unit = |number: f64| item.unit().map_or(number, |unit| unit.from_base(number));
    let missing = result.value.as_ref().err().or(result.score.as_ref().err());
    let value = match number(&result.value) {
        Some(number) => json!(in_unit(number)),
        None => json!(result.value.as_ref().ok().map(|value| many.book.show_item_value(item, value))),
    };
    json!({
        "value": value,
        "unit": item.unit().map(|unit| unit.written.to_string()),
        "year": result.year,
        "status": result.status.word(),
        "origin": origin(result.origin),
        "imputed": matches!(result.origin, Origin::Imputed),
        "treated_value": result.prepared.as_ref().and_then(|prepared| prepared.treated).map(in_unit),
        "score": number(&result.score),
        "reason": missing.map(|missing| many.book.show_missing(missing)),
    })
}

/// Between which values the cities are compared.
fn bounds(many: Many<'_>, item: &Item) -> Option<(String, Json)> {
    let all = many.cities.iter().filter_map(|(_, card)| card.result(item.id)?.prepared.as_ref()?.bounds.as_ref());
    let bounds = all.into_iter().next()?;
    let in_unit = |number: Option<f64>| number.map(|number| item.unit().map_or(number, |unit| unit.from_base(number)));
    let cohort = many.book.cohort_of(bounds.cohort).map(|(_, cohort)| cohort.name.clone());
    let said = json!({
        "cohort": cohort,
        "members": bounds.members,
        "least": in_unit(bounds.least),
        "most": in_unit(bounds.most),
        "mean": in_unit(Some(bounds.mean)),
        "deviation": in_unit(Some(bounds.deviation)),
        "better": item.direction(),
        "weight": item.weight,
    });
    Some((item.name.clone(), said))
}
