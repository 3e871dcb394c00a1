//! Tables for spreadsheets and programs: every number in the shortest digits that read back as the same number.

use super::super::ReportFault;
use super::super::csv::kind_word;
use super::{Many, digits, number};
use crate::model::rules::{Item, Measure};
use crate::model::scorecard::{ItemResult, Origin};
use crate::value::Value;

fn table(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Result<String, ReportFault> {
    let fault = |error: &dyn std::fmt::Display| ReportFault(error.to_string());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(head).map_err(|error| fault(&error))?;
    for row in rows {
        writer.write_record(row).map_err(|error| fault(&error))?;
    }
    String::from_utf8(writer.into_inner().map_err(|error| fault(&error))?).map_err(|error| fault(&error))
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The scores: a row for each city, a column for each KPI or point and for each group.
///
/// # Errors
/// When the table cannot be written.
pub fn scores_csv(many: Many<'_>) -> Result<String, ReportFault> {
    let columns = many.columns();
    let mut head = words(&["city", "title", "year"]);
    head.extend(many.leaves().map(|item| item.name.clone()));
    head.extend(columns.iter().map(|column| column.name.clone()));
    let rows = many.cities.iter().map(|(data, card)| {
        let mut row = vec![data.city.name.clone(), data.city.title.clone(), card.year.to_string()];
        let scores = many.leaves().map(|item| card.result(item.id).and_then(|result| number(&result.score)));
        row.extend(scores.map(digits));
        row.extend(columns.iter().map(|column| digits(Many::score(card, column))));
        row
    });
    table(head, rows)
}

/// The ranks in each group: the largest score has 1, and ties share the smaller rank.
///
/// # Errors
/// When the table cannot be written.
pub fn ranks_csv(many: Many<'_>) -> Result<String, ReportFault> {
    let columns = many.columns();
    let ranks: Vec<Vec<Option<u32>>> = columns.iter().map(|column| many.ranks(column)).collect();
    let mut head = words(&["city", "title", "year"]);
    head.extend(columns.iter().map(|column| column.name.clone()));
    let rows = many.cities.iter().enumerate().map(|(row, (data, card))| {
        let own = ranks.iter().map(|column| column.get(row).copied().flatten());
        let own = own.map(|rank| rank.map(|rank| rank.to_string()).unwrap_or_default());
        let known = [data.city.name.clone(), data.city.title.clone(), card.year.to_string()];
        known.into_iter().chain(own).collect()
    });
    table(head, rows)
}

/// Every cell: a row for each city and each KPI or point, from its value to its score.
///
/// # Errors
/// When the table cannot be written.
pub fn cells_csv(many: Many<'_>) -> Result<String, ReportFault> {
    let head = words(&[
        "city",
        "year",
        "item",
        "value",
        "unit",
        "status",
        "origin",
        "imputed",
        "treated_value",
        "least",
        "most",
        "members",
        "weight",
        "score",
        "reason_kind",
        "reason",
    ]);
    let rows = many.cities.iter().flat_map(|(data, card)| {
        many.leaves().filter_map(move |item| {
            let result = card.result(item.id)?;
            Some(cell(many, &data.city.name, item, result, card.year))
        })
    });
    table(head, rows)
}

fn cell(many: Many<'_>, city: &str, item: &Item, result: &ItemResult, year: i32) -> Vec<String> {
    let unit = item.unit();
    let in_unit = |number: f64| unit.map_or(number, |unit| unit.from_base(number));
    let value = match (&result.value, &item.measure) {
        (Ok(Value::Number(number)), _) => digits(Some(in_unit(*number))),
        (Ok(value), Measure::Unit(_) | Measure::YesNo | Measure::OneOf(_) | Measure::Text) => {
            many.book.show_item_value(item, value)
        }
        (Err(_), _) => String::new(),
    };
    let prepared = result.prepared.as_deref();
    let bounds = prepared.and_then(|prepared| prepared.bounds.as_ref());
    let missing = result.value.as_ref().err().or(result.score.as_ref().err());
    let imputed = matches!(result.origin, Origin::Imputed);
    vec![
        city.to_owned(),
        result.year.unwrap_or(year).to_string(),
        item.name.clone(),
        value,
        unit.map(|unit| unit.written.to_string()).unwrap_or_default(),
        result.status.word().to_owned(),
        origin(result.origin).to_owned(),
        if imputed { "yes" } else { "" }.to_owned(),
        digits(prepared.and_then(|prepared| prepared.treated).map(in_unit)),
        digits(bounds.and_then(|bounds| bounds.least).map(in_unit)),
        digits(bounds.and_then(|bounds| bounds.most).map(in_unit)),
        bounds.map(|bounds| bounds.members.to_string()).unwrap_or_default(),
        digits(Some(item.weight)),
        digits(number(&result.score)),
        missing.map(|missing| kind_word(missing.kind).to_owned()).unwrap_or_default(),
        missing.map(|missing| many.book.show_missing(missing)).unwrap_or_default(),
    ]
}

pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::None => "none",
        Origin::Reported(_) => "reported",
        Origin::Computed(_) => "computed",
        Origin::Stated(_) => "stated",
        Origin::Assumed(_) => "assumed",
        Origin::Set => "set",
        Origin::Imputed => "imputed",
    }
}

/// What was done with outliers, a row for each KPI or point that is treated; nothing where none is.
///
/// # Errors
/// When the table cannot be written.
pub fn treatments_csv(many: Many<'_>) -> Result<Option<String>, ReportFault> {
    let head = words(&[
        "item",
        "passed",
        "skewness",
        "kurtosis",
        "drawn_in",
        "least",
        "most",
        "reshaped_shift",
        "reshaped_exponent",
        "cured",
        "skewness_after",
        "kurtosis_after",
    ]);
    let treated = many.leaves().filter_map(|item| {
        let treatment = many.treatments.iter().find(|(id, _)| *id == item.id).map(|(_, treatment)| treatment)?;
        let pair = |shape: Option<(f64, f64)>| [digits(shape.map(|shape| shape.0)), digits(shape.map(|shape| shape.1))];
        let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let drawn = treatment.drawn_in > 0;
        let limit = |limit: f64| {
            digits(drawn.then_some(limit).map(|limit| item.unit().map_or(limit, |unit| unit.from_base(limit))))
        };
        let mut row = vec![item.name.clone(), yes(treatment.passed)];
        row.extend(pair(treatment.before));
        row.extend([treatment.drawn_in.to_string(), limit(treatment.limits.0), limit(treatment.limits.1)]);
        row.push(digits(treatment.reshaped.map(|reshaped| reshaped.shift)));
        row.push(digits(treatment.reshaped.map(|reshaped| reshaped.exponent)));
        row.push(yes(treatment.cured));
        row.extend(pair(treatment.after));
        Some(row)
    });
    let rows: Vec<Vec<String>> = treated.collect();
    if rows.is_empty() { Ok(None) } else { table(head, rows.into_iter()).map(Some) }
}
