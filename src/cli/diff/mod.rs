//! `yardstick diff`

mod cities;
mod git;
mod progress;
mod side;

use std::path::{Path, PathBuf};

use super::Done;
use super::arguments::{Diff, DiffFormat};
use super::exit::{Exit, Failure};
use super::output::write_file;
use super::project::city_folders;
use super::terminal::{Terminal, complain, print};
use crate::author::change::effect::{Asked, City, CityEffect, Unanswered, effect, ranks_moved};
use crate::author::change::{Changes, Report, Side, changes, html, json, text};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use progress::Progress;
use side::Sides;

pub(super) fn run(options: &Diff, rules: &[PathBuf], terminal: Terminal) -> Done {
    let mut sides = Sides::open(&options.old, &options.new, rules)?;
    let slips: Vec<Diagnostic> = sides.slips();
    if has_errors(&slips) {
        terminal.show(&slips, sides.new.sources());
        return Ok(Exit::Findings);
    }
    let old = Side { library: sides.old.library(), packs: &sides.old_packs };
    let new = Side { library: sides.new.library(), packs: &sides.new_packs };
    let found = changes(old, new);
    let note = sides.note.take();
    note.iter().for_each(|note| complain(note));
    let mut effects = match &options.cities {
        Some(folder) => effects(&mut sides, &found, folder, options.year, terminal)?,
        None => Effects::default(),
    };
    effects.notes.splice(0..0, note);
    let ranks = ranks_moved(&effects.cities);
    let report = Report {
        old: &options.old,
        new: &options.new,
        changes: &found.list,
        cities: &effects.cities,
        ranks: &ranks,
        notes: &effects.notes,
    };
    let shown = match options.format {
        DiffFormat::Text => text(&report, if options.out.is_some() { PAPER } else { terminal.width }),
        DiffFormat::Json => json(&report)?,
        DiffFormat::Html => html(&report)?,
    };
    match &options.out {
        Some(file) => write_file(file, shown)?,
        None => print(&shown)?,
    }
    Ok(Exit::of_errors(effects.errors))
}

/// Width of a text that goes into a file.
const PAPER: usize = 100;

/// What the changes do to cities, and whether something stood in the way.
#[derive(Default)]
struct Effects {
    cities: Vec<CityEffect>,
    /// What could not be compared, and why.
    notes: Vec<String>,
    errors: bool,
}

fn effects(
    sides: &mut Sides,
    found: &Changes,
    folder: &Path,
    year: Option<i32>,
    terminal: Terminal,
) -> Result<Effects, Failure> {
    let folders = city_folders(folder)?;
    let mut read = Vec::new();
    for folder in &folders {
        read.push(cities::read(sides, folder)?);
    }
    let rest = cities::beside(sides);
    let mut progress = Progress::new(read.len());
    let mut effects = Effects::default();
    for city in &read {
        progress.city(&city.texts.city.name);
        terminal.show(&city.findings, sides.new.sources());
        effects.notes.extend(cities::missing(city, sides, &rest));
        let subject = City { texts: &city.texts, wanted: &city.wanted };
        let asked = Asked { year, step: &mut || progress.step() };
        match effect(found, sides.new.library(), &rest, &subject, asked) {
            Ok(effect) => effects.cities.push(effect),
            Err(unanswered) => {
                effects.errors = true;
                effects.notes.push(say(&unanswered, &city.texts.city.name, sides, terminal));
            }
        }
    }
    drop(progress);
    effects.notes.iter().for_each(|note| complain(note));
    Ok(effects)
}

/// Why there is no answer for a city, with the findings in the rules.
fn say(unanswered: &Unanswered, city: &str, sides: &Sides, terminal: Terminal) -> String {
    let (which, findings): (&str, &[Diagnostic]) = match unanswered {
        Unanswered::Old(findings) => ("the old rules have errors", findings),
        Unanswered::New(findings) => ("the new rules have errors", findings),
        Unanswered::NothingOld => ("the old rules have none of the packs that it uses", &[]),
        Unanswered::NothingNew => ("the new rules have none of the packs that it uses", &[]),
    };
    let errors: Vec<Diagnostic> = findings.iter().filter(|each| each.severity == Severity::Error).cloned().collect();
    terminal.show(&errors, sides.new.sources());
    format!("{city} is not compared: {which}")
}
