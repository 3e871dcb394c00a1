//! `yardstick diff`

mod git;
mod side;

use std::path::PathBuf;

use super::Done;
use super::arguments::Diff;
use super::exit::Exit;
use super::terminal::{Terminal, print};
use crate::author::change::{Side, changes, changes_text};
use crate::diagnostic::{Diagnostic, has_errors};
use side::Sides;

pub(super) fn run(options: &Diff, rules: &[PathBuf], terminal: Terminal) -> Done {
    let sides = Sides::open(&options.old, &options.new, rules)?;
    let slips: Vec<Diagnostic> = sides.slips();
    if has_errors(&slips) {
        terminal.show(&slips, sides.new.sources());
        return Ok(Exit::Findings);
    }
    let old = Side { library: sides.old.library(), packs: &sides.old_packs };
    let new = Side { library: sides.new.library(), packs: &sides.new_packs };
    let found = changes(old, new);
    print(&changes_text((&options.old, &options.new), &found.list, terminal.width))?;
    Ok(Exit::Fine)
}
