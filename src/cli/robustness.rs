//! `yardstick robustness`

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Done;
use super::arguments::{Robustness, StudyFormat};
use super::exit::{Exit, Failure};
use super::output::write_file;
use super::project::{load, open, rules_on, year};
use super::terminal::{Terminal, print};
use super::together::load_all;
use crate::author::robustness::{Asked, Evaluator, Place, html, json, picture, replicates_csv, study, text};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::workspace::Workspace;

/// Width of a text that goes into a file.
const PAPER: usize = 160;
/// How long nothing is said.
const QUIET: Duration = Duration::from_secs(1);

pub(super) fn run(options: &Robustness, rules: &[PathBuf], terminal: Terminal) -> Done {
    let (replicates, file) = replicates(&options.replicates)?;
    let mut workspace = open(rules, options.cities.first().map(PathBuf::as_path))?.without_tests();
    let mut read = Vec::new();
    let mut errors = false;
    for path in &options.cities {
        for (book, cities, findings, broken) in grounds(&mut workspace, path, options.year)? {
            let found: Vec<Diagnostic> = findings.into_iter().filter(|each| each.severity == Severity::Error).collect();
            terminal.show(&found, workspace.sources());
            errors |= has_errors(&found);
            if broken {
                return Ok(Exit::Findings);
            }
            read.push((book, cities));
        }
    }
    let sources = workspace.sources();
    let mut places: Vec<Place<'_>> = Vec::new();
    for (book, cities) in &read {
        for data in cities {
            if !places.iter().any(|known| known.data.city.name == data.city.name) {
                places.push(Place { book, sources, data, year: year(book, data, options.year) });
            }
        }
    }
    // The order in which cities are named changes nothing.
    places.sort_by(|a, b| a.data.city.name.cmp(&b.data.city.name));
    let progress = Progress::new();
    let threads = options.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let asked = Asked {
        study: options.study.as_deref(),
        rollup: options.rollup.as_deref(),
        replicates,
        seed: options.seed,
        threads,
        keep: file.is_some(),
        by: Evaluator::Plans,
        step: &|of| progress.step(of),
    };
    let report = study(&places, &asked).map_err(Failure::Usage)?;
    progress.end();
    if let Some(file) = file {
        write_file(Path::new(file), replicates_csv(&report))?;
    }
    let width = if options.out.is_some() { PAPER } else { terminal.width };
    let shown = match options.format {
        StudyFormat::Text => text(&report, width),
        StudyFormat::Json => json(&report)?,
        StudyFormat::Html => html(&report)?,
        StudyFormat::Svg => picture(&report),
    };
    match &options.out {
        Some(file) => write_file(file, shown)?,
        None => print(&shown)?,
    }
    Ok(Exit::of_errors(errors))
}

/// Rules with the cities that are judged by them, what was found, and whether the rules are broken.
type Read = (RuleBook, Vec<Dataset>, Vec<Diagnostic>, bool);

/// What a path names: a city, the cities of a sheet, or the folders of cities in a folder.
fn grounds(workspace: &mut Workspace, path: &Path, year: Option<i32>) -> Result<Vec<Read>, Failure> {
    let folders = workspace.city_folders(path)?;
    if folders.is_empty()
        && let Some(joint) = load_all(workspace, path, (None, year))?
    {
        return Ok(vec![(joint.book, joint.cities, joint.findings, joint.broken)]);
    }
    let folders = if folders.is_empty() { vec![path.to_owned()] } else { folders };
    let one = |folder: &PathBuf| {
        let project = load(workspace, folder, rules_on(None, year))?;
        Ok((project.book, vec![project.data], project.findings, project.broken))
    };
    folders.iter().map(one).collect()
}

/// A count, and a file: what `--replicates` names.
fn replicates(asked: &[String]) -> Result<(Option<u32>, Option<&str>), Failure> {
    let (mut count, mut file) = (None, None);
    for text in asked {
        if text.to_ascii_lowercase().ends_with(".csv") {
            file = Some(text.as_str());
            continue;
        }
        let number = text.replace('_', "").parse().ok().filter(|count| (2..=1_000_000).contains(count));
        let wrong =
            || Failure::Usage(format!("`{text}` is no count of replicates (2 to 1000000) and no file NAME.csv"));
        count = Some(number.ok_or_else(wrong)?);
    }
    Ok((count, file))
}

/// A line on stderr that says how far it is and how long it will take. It comes after a second, and only on a terminal.
struct Progress {
    begun: Instant,
    done: Mutex<(usize, Option<ProgressBar>)>,
}

impl Progress {
    fn new() -> Self {
        Self { begun: Instant::now(), done: Mutex::new((0, None)) }
    }

    /// One more of so many.
    fn step(&self, of: usize) {
        let Ok(mut done) = self.done.lock() else { return };
        done.0 += 1;
        if self.begun.elapsed() < QUIET {
            return;
        }
        let position = done.0 as u64;
        let bar = done.1.get_or_insert_with(|| {
            let bar = ProgressBar::new(of as u64).with_elapsed(self.begun.elapsed());
            let style = ProgressStyle::with_template("{bar:20} {pos} of {len} evaluations, {eta} left");
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar
        });
        bar.set_position(position);
    }

    fn end(&self) {
        if let Ok(mut done) = self.done.lock()
            && let Some(bar) = done.1.take()
        {
            bar.finish_and_clear();
        }
    }
}
