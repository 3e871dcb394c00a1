//! `yardstick diff`

mod cities;
mod git;
mod progress;
mod side;

use std::path::{Path, PathBuf};

use super::Done;
use super::arguments::Diff;
use super::exit::{Exit, Failure};
use super::terminal::{Terminal, complain, print};
use crate::author::change::effect::{Asked, City, CityEffect, Unanswered, effect, effect_text};
use crate::author::change::{Changes, Side, changes, changes_text};
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
    print(&changes_text((&options.old, &options.new), &found.list, terminal.width))?;
    let Some(folder) = &options.cities else { return Ok(Exit::Fine) };
    let effects = effects(&mut sides, &found, folder, options.year, terminal)?;
    for city in &effects.cities {
        print(&effect_text(city, terminal.width))?;
    }
    Ok(Exit::of_errors(effects.errors))
}

/// What the changes do to cities, and whether something stood in the way.
struct Effects {
    cities: Vec<CityEffect>,
    errors: bool,
}

fn effects(
    sides: &mut Sides,
    found: &Changes,
    folder: &Path,
    year: Option<i32>,
    terminal: Terminal,
) -> Result<Effects, Failure> {
    let folders = cities::folders(folder)?;
    let mut read = Vec::new();
    for folder in &folders {
        read.push(cities::read(sides, folder)?);
    }
    let rest = cities::beside(sides);
    let mut progress = Progress::new(read.len());
    let mut effects = Effects { cities: Vec::new(), errors: false };
    for city in &read {
        progress.city(&city.texts.city.name);
        terminal.show(&city.findings, sides.new.sources());
        cities::missing(city, sides, &rest).iter().for_each(|said| complain(said));
        let subject = City { texts: &city.texts, wanted: &city.wanted };
        let asked = Asked { year, step: &mut || progress.step() };
        match effect(found, sides.new.library(), &rest, &subject, asked) {
            Ok(effect) => effects.cities.push(effect),
            Err(unanswered) => {
                effects.errors = true;
                say(&unanswered, &city.texts.city.name, sides, terminal);
            }
        }
    }
    Ok(effects)
}

/// Says why there is no answer for a city.
fn say(unanswered: &Unanswered, city: &str, sides: &Sides, terminal: Terminal) {
    let (which, findings): (&str, &[Diagnostic]) = match unanswered {
        Unanswered::Old(findings) => ("the old rules have errors", findings),
        Unanswered::New(findings) => ("the new rules have errors", findings),
        Unanswered::NothingOld => ("the old rules have none of the packs that it uses", &[]),
        Unanswered::NothingNew => ("the new rules have none of the packs that it uses", &[]),
    };
    let errors: Vec<Diagnostic> = findings.iter().filter(|each| each.severity == Severity::Error).cloned().collect();
    terminal.show(&errors, sides.new.sources());
    complain(&format!("{city}: nothing is compared, since {which}"));
}
