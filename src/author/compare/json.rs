//! A comparison as JSON, in a stable schema. A change of meaning raises [`SCHEMA_VERSION`]; new fields do not.

use serde::Serialize;

use super::Comparison;
use crate::report::ReportFault;

/// Name of the schema.
pub const SCHEMA: &str = "yardstick.comparison";
/// Version of the schema.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: Schema,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

#[derive(Debug, Serialize)]
struct Schema {
    name: &'static str,
    version: u32,
}

/// The comparison as pretty-printed JSON that ends with a line break.
///
/// # Errors
/// When it cannot be written.
pub fn json(comparison: &Comparison) -> Result<String, ReportFault> {
    let document = Document { schema: Schema { name: SCHEMA, version: SCHEMA_VERSION }, comparison };
    let text = serde_json::to_string_pretty(&document).map_err(|error| ReportFault(error.to_string()))?;
    Ok(text + "\n")
}
