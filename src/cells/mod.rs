//! Sheets of separated values as texts: bytes decoded, records of cells with their places, numbers as people write them.
//!
//! Whoever reads a sheet reads it with this: the figures of cities, and the rules that an expert keeps in a spreadsheet.

mod decode;
mod number;
mod open;
mod scan;
mod table;
mod words;

pub use decode::{Undecodable, decode};
pub use number::{Marks, NotNumber, Number, decimal_mark, read_number};
pub use open::opened;
pub use scan::{Cell, Record, Scanner, Slip};
pub use table::Table;
pub use words::{all_of, any_of, as_name};
