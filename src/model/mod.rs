//! The things that flow between the workers, as plain types: the rule book, a city's data, a scorecard, the advice.

pub mod advice;
mod asked;
mod belonging;
mod case;
mod cohort;
pub mod dataset;
pub mod exhibit;
pub mod formula;
mod function;
mod groups;
mod item;
pub mod path;
pub mod robustness;
pub mod rules;
mod score;
pub mod scorecard;
pub mod show;
pub mod supposition;
mod table;
