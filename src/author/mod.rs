//! What helps an expert write rules: explanations, lists, the runner of tests written in the language, and the pages of
//! the reference.
//!
//! Everything here takes what the workers made and gives texts and plain types back. Nothing reads a file.

pub mod analysis;
mod bounds;
pub mod change;
pub mod compare;
mod explain;
mod functions;
pub mod levers;
mod list;
mod listing;
mod reference;
mod results;
pub mod robustness;
mod show;
mod target_sheet;
mod testing;
pub mod whatif;
mod wording;

pub use bounds::bounds_pack;
pub use explain::{Known, Unknown, explain, explain_code};
pub use list::{Order, What, list, list_kpis};
pub use listing::{Column, Listing};
pub use reference::{Page, pages};
pub use show::Resolved;
pub use target_sheet::target_sheet;
pub use testing::{Aim, Coverage, Reach, TestCase, Tested, run_tests};
