//! `yardstick compare`

use std::path::{Path, PathBuf};

use super::Done;
use super::arguments::{Compare, CompareFormat};
use super::exit::{Exit, Failure};
use super::output::write_file;
use super::project::{Project, load, open, year};
use super::terminal::{Terminal, print};
use crate::Assessed;
use crate::author::compare::{Seat, compare, csv, html, json, text};
use crate::diagnostic::{Diagnostic, Severity, has_errors};

/// Width of a text that goes into a file.
const PAPER: usize = 160;

/// A city in a year.
#[derive(Debug, PartialEq)]
struct Asked {
    folder: PathBuf,
    year: Option<i32>,
}

pub(super) fn run(options: &Compare, rules: &[PathBuf], terminal: Terminal) -> Done {
    let asked = asked(options)?;
    let mut workspace = open(rules, asked.first().map(|first| first.folder.as_path()))?.without_tests();
    let mut projects: Vec<(&Path, Project)> = Vec::new();
    let mut errors = false;
    for place in &asked {
        if projects.iter().any(|(folder, _)| *folder == place.folder) {
            continue;
        }
        let project = load(&mut workspace, &place.folder, None)?;
        let found = project.findings.iter().filter(|each| each.severity == Severity::Error);
        let found: Vec<Diagnostic> = found.cloned().collect();
        terminal.show(&found, workspace.sources());
        errors |= has_errors(&found);
        if project.broken {
            return Ok(Exit::Findings);
        }
        projects.push((&place.folder, project));
    }
    let sources = workspace.sources();
    let assessed: Vec<(&Project, Assessed<'_>)> = asked
        .iter()
        .filter_map(|place| {
            let (_, project) = projects.iter().find(|(folder, _)| *folder == place.folder)?;
            let year = year(&project.book, &project.data, place.year);
            Some((project, crate::assess(&project.book, sources, &project.data, year)))
        })
        .collect();
    let seats = assessed.iter().map(|(project, assessed)| Seat { book: &project.book, data: &project.data, assessed });
    let seats: Vec<Seat<'_>> = seats.collect();
    let comparison = compare(&seats, options.filter.as_deref()).map_err(Failure::Usage)?;
    let width = if options.out.is_some() { PAPER } else { terminal.width };
    let shown = match options.format {
        CompareFormat::Text => text(&comparison, width),
        CompareFormat::Csv => csv(&comparison),
        CompareFormat::Json => json(&comparison)?,
        CompareFormat::Html => html(&comparison)?,
    };
    match &options.out {
        Some(file) => write_file(file, shown)?,
        None => print(&shown)?,
    }
    Ok(Exit::of_errors(errors))
}

/// The cities and years that are asked for, each once. There must be two at least.
fn asked(options: &Compare) -> Result<Vec<Asked>, Failure> {
    let mut all: Vec<Asked> = Vec::new();
    for text in &options.cities {
        let (folder, own) = split(text)?;
        let years: Vec<Option<i32>> = match (own, options.years.as_slice()) {
            (None, []) => vec![None],
            (None, years) => years.iter().copied().map(Some).collect(),
            (Some(year), []) => vec![Some(year)],
            (Some(_), _) => {
                return Err(Failure::Usage(format!("`{text}` names a year, and so does --years: use one of them")));
            }
        };
        for year in years {
            let place = Asked { folder: folder.clone(), year };
            if !all.contains(&place) {
                all.push(place);
            }
        }
    }
    if all.len() < 2 {
        let help = "name a second city, or a second year (cities/trondheim@2019, --years 2019,2020)";
        return Err(Failure::Usage(format!("there is one city in one year, and nothing to compare it with; {help}")));
    }
    Ok(all)
}

/// `cities/trondheim@2020` as folder and year. A folder of that very name is a folder.
fn split(text: &str) -> Result<(PathBuf, Option<i32>), Failure> {
    let whole = PathBuf::from(text);
    let Some((folder, year)) = text.rsplit_once('@').filter(|_| !whole.exists()) else { return Ok((whole, None)) };
    match year.parse() {
        Ok(year) => Ok((PathBuf::from(folder), Some(year))),
        Err(_) => Err(Failure::Usage(format!("`{year}` is no year; write for example {folder}@2020"))),
    }
}
