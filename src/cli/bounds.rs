//! `yardstick bounds`

use super::Done;
use super::arguments::Bounds;
use super::exit::{Exit, Failure};
use super::project::{day, open};
use super::terminal::{Terminal, print};
use super::together::load_all;
use crate::Together;
use crate::author::bounds_pack;
use crate::diagnostic::has_errors;
use crate::evaluate::Options;

pub(super) fn run(options: &Bounds, rules: &[std::path::PathBuf], terminal: Terminal) -> Done {
    let on = day(options.on.as_deref())?;
    let mut workspace = open(rules, Some(&options.cities))?.without_tests();
    let Some(joint) = load_all(&mut workspace, &options.cities, (on, options.year))? else {
        return Err(Failure::Usage("bounds are of many cities, and this is one city".to_owned()));
    };
    terminal.show(&joint.findings, workspace.sources());
    if joint.broken {
        return Ok(Exit::Findings);
    }
    let together = Together::of(&joint.book, &joint.cities, Options { year: options.year, on });
    let Some(pack) = bounds_pack(&together, &options.name) else {
        let message =
            "these rules have no bounds to write down: no score looks at others, or their cohort holds values already";
        return Err(Failure::Usage(message.to_owned()));
    };
    print(&pack)?;
    Ok(Exit::of_errors(has_errors(&joint.findings)))
}
