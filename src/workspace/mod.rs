//! Turns folders, files and texts into sources, packs and cities.
//!
//! [`Library`] holds what was read and hands it on to the workers; it needs no disk, so that a host can embed it.
//! [`Workspace`] fills a library from folders, and reads only the packs that are asked for.

mod beside;
mod city;
mod default;
mod disk;
mod folder;
mod library;
mod many;
mod opening;
mod parsing;
mod read;
mod scripts;
mod sheets;
mod words;

pub use city::CityTexts;
pub use default::default_rules;
pub use disk::Workspace;
pub use library::Library;
pub use many::{ManyTexts, SharedTexts};
pub use read::{WorldError, shown};
