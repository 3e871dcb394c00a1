//! Paths to targets with dates: their facts, a picture, and a table that says the same.

use serde::Serialize;

use super::Chip;
use crate::report::facts::State;
use crate::report::paths::{Along, Row, Stone, Told, paths, picture};
use crate::report::view::View;
use crate::report::wheel::Paint;

/// A path.
#[derive(Debug, Serialize)]
pub(super) struct PathPart {
    id: String,
    title: String,
    chip: Option<Chip>,
    told: Vec<Told>,
    runs: Option<String>,
    stones: Vec<Stone>,
    picture: Option<String>,
    rows: Vec<Row>,
}

/// The paths of a view.
pub(super) fn parts(view: View<'_>) -> Vec<PathPart> {
    paths(view).into_iter().enumerate().map(|(place, along)| part(view, along, place + 1)).collect()
}

fn part(view: View<'_>, along: Along<'_>, number: usize) -> PathPart {
    let id = format!("path{number}");
    let pace = along.path.pace.as_ref().and_then(|pace| pace.as_ref().ok());
    let chip = pace.map(|band| Chip::new(Paint::of(view, State::Band(*band)), view.band_words(*band)));
    PathPart {
        title: view.title(along.item),
        chip,
        told: along.told(view),
        runs: along.runs(view),
        stones: along.stones(view),
        picture: picture(view, along, &id),
        rows: along.rows(view),
        id,
    }
}
