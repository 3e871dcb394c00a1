//! Scripts in Rhai: the sandbox, its limits, and what scripts may call. The only room that names rhai.
//!
//! A [`Sandbox`] is a hardened engine. It reads a text into a [`Program`], which finds misspelt calls before it runs, and
//! runs it within [`Limits`]. Everything that goes wrong is a [`Problem`] with its place in the script.

pub mod analysis;
mod card;
mod changes;
mod foresee;
mod function;
mod harden;
mod inspect;
mod limits;
mod list;
mod literal;
mod lookup;
mod meter;
mod missing;
mod natives;
mod operators;
mod problem;
mod record;
mod sandbox;
mod series;
mod sort;
mod spoken;
mod store;
#[cfg(test)]
mod tests;
mod text;

pub use card::{Band, CardScript, GroupHandle, ItemHandle};
pub use foresee::Question;
pub use function::{Origin, ScriptFunction, datum, dynamic};
pub use harden::hardening;
pub use inspect::Defined;
pub use limits::{Limit, Limits};
pub use list::{Elements, List};
pub use meter::Spent;
pub use missing::MissingValue;
pub use natives::{Native, RHAI_WORDS};
pub use problem::{Fault, Problem};
pub use record::Record;
pub use sandbox::{Form, Program, Sandbox};
pub use sort::Sort;
pub use spoken::Spoken;
pub use store::{Reading, Scripts};
