//! Paths year by year, for spreadsheets.

use super::paths;
use crate::report::ReportFault;
use crate::report::csv::unit;
use crate::report::numbers::precise;
use crate::report::view::View;
use crate::unit::full_precision;
use crate::value::{Outcome, Value};

/// One row for each year of each path, in the declared unit. Nothing where no target has a date.
///
/// # Errors
///
/// When the table cannot be written.
pub fn paths_csv(view: &View<'_>) -> Result<Option<String>, ReportFault> {
    let neutral = view.neutral();
    let view = &neutral.as_ref().map_or(*view, |book| View { book, ..*view });
    let all = paths(*view);
    if all.is_empty() {
        return Ok(None);
    }
    let fault = |error: &dyn std::fmt::Display| ReportFault(error.to_string());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let header = ["item", "title", "year", "required", "reported", "difference", "unit", "milestone"];
    writer.write_record(header).map_err(|error| fault(&error))?;
    for along in all {
        let written = |base: f64| full_precision(precise(along.item.unit().map_or(base, |unit| unit.from_base(base))));
        let number = |value: &Outcome<Value>| value.as_ref().ok().and_then(Value::as_number).map(written);
        for year in &along.path.years {
            let milestone = along.path.milestones.iter().any(|milestone| milestone.by.year == year.year);
            let row = [
                along.item.name.clone(),
                view.title(along.item),
                year.year.to_string(),
                number(&year.required).unwrap_or_default(),
                number(&year.reported).unwrap_or_default(),
                year.difference.map(written).unwrap_or_default(),
                unit(*view, along.item),
                if milestone { "yes" } else { "" }.to_owned(),
            ];
            writer.write_record(row).map_err(|error| fault(&error))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| fault(&error))?;
    String::from_utf8(bytes).map(Some).map_err(|error| fault(&error))
}
