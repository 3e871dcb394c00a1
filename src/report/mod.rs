//! What a reader gets: the summary for a terminal, the files for machines, the picture, and the page.
//!
//! Each output is a pure function of a [`View`]. None of them looks at a clock, a file or the network, so that the
//! same rules and the same data give the same bytes.

mod csv;
mod facts;
#[cfg(test)]
mod fixture;
mod gaps;
mod html;
mod json;
mod many;
mod numbers;
mod order;
mod paths;
mod prepared;
mod provenance;
mod sentences;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod view;
mod wheel;

pub use csv::scorecard_csv;
pub use html::html;
pub use json::{SCHEMA, SCHEMA_VERSION, scorecard_json};
pub use many::{Many, cells_csv, many_json, many_text, ranks_csv, scores_csv, treatments_csv};
pub use paths::paths_csv;
pub use provenance::{FileStamp, PackStamp, Provenance};
pub use text::{Style, text};
pub use view::{Filter, View};
pub use wheel::wheel_svg;
pub(crate) use wheel::{FONT, INK, coordinate, escape};

/// A report that could not be written: a fault of the program, since every text it holds comes from checked rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFault(pub String);

impl std::fmt::Display for ReportFault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "the report could not be written: {}", self.0)
    }
}

impl std::error::Error for ReportFault {}
