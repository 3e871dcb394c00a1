//! Levers as JSON, in a stable schema. A change of meaning raises [`SCHEMA_VERSION`]; new fields do not.

use serde::Serialize;

use super::Levers;
use crate::report::ReportFault;

/// Name of the schema.
pub const SCHEMA: &str = "yardstick.levers";
/// Version of the schema.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: Schema,
    #[serde(flatten)]
    levers: &'a Levers,
}

#[derive(Debug, Serialize)]
struct Schema {
    name: &'static str,
    version: u32,
}

/// Levers as pretty-printed JSON that ends with a line break.
///
/// # Errors
/// When it cannot be written.
pub fn json(levers: &Levers) -> Result<String, ReportFault> {
    let document = Document { schema: Schema { name: SCHEMA, version: SCHEMA_VERSION }, levers };
    let text = serde_json::to_string_pretty(&document).map_err(|error| ReportFault(error.to_string()))?;
    Ok(text + "\n")
}
