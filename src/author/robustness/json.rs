//! A study of robustness as JSON, in a stable schema; and every replicate's choices as CSV. A change of meaning raises
//! [`SCHEMA_VERSION`]; new fields do not.

use serde::Serialize;

use super::Report;
use crate::author::listing::Listing;
use crate::report::ReportFault;

/// Name of the schema.
pub const SCHEMA: &str = "yardstick.robustness";
/// Version of the schema.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: Schema,
    #[serde(flatten)]
    report: &'a Report,
}

#[derive(Debug, Serialize)]
struct Schema {
    name: &'static str,
    version: u32,
}

/// A study as pretty-printed JSON that ends with a line break.
///
/// # Errors
/// When it cannot be written.
pub fn json(report: &Report) -> Result<String, ReportFault> {
    let document = Document { schema: Schema { name: SCHEMA, version: SCHEMA_VERSION }, report };
    let text = serde_json::to_string_pretty(&document).map_err(|error| ReportFault(error.to_string()))?;
    Ok(text + "\n")
}

/// Every replicate's choices as CSV: one row for each thing that was drawn. Replicates count from 1.
#[must_use]
pub fn replicates_csv(report: &Report) -> String {
    let mut listing = Listing::new(["replicate", "varied", "name", "value"]);
    for (at, choices) in report.choices.iter().enumerate() {
        listing.rows.extend(choices.iter().map(|choice| {
            let varied = report.varied.get(choice.varied).map_or_else(String::new, |varied| varied.written.clone());
            vec![(at + 1).to_string(), varied, choice.name.clone(), choice.value.clone()]
        }));
    }
    listing.to_csv()
}
