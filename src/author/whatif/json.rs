//! What a supposition does as JSON, in a stable schema. A change of meaning raises [`SCHEMA_VERSION`]; new fields do
//! not.

use serde::Serialize;

use super::WhatIf;
use crate::report::ReportFault;

/// Name of the schema.
pub const SCHEMA: &str = "yardstick.whatif";
/// Version of the schema.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: Schema,
    #[serde(flatten)]
    found: &'a WhatIf,
}

#[derive(Debug, Serialize)]
struct Schema {
    name: &'static str,
    version: u32,
}

/// What moves, as pretty-printed JSON that ends with a line break.
///
/// # Errors
/// When it cannot be written.
pub fn json(found: &WhatIf) -> Result<String, ReportFault> {
    let document = Document { schema: Schema { name: SCHEMA, version: SCHEMA_VERSION }, found };
    let text = serde_json::to_string_pretty(&document).map_err(|error| ReportFault(error.to_string()))?;
    Ok(text + "\n")
}
