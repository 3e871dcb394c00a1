//! What most commands begin with: the rules, the city, the evaluation.

use std::path::{Path, PathBuf};

use super::exit::Failure;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::layer::Wanted;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::nearest;
use crate::value::{Date, Language};
use crate::workspace::{Workspace, WorldError, default_rules, shown};

/// The workspace over the rules folders that are named, or the default one.
pub(super) fn open(rules: &[PathBuf], city: Option<&Path>) -> Result<Workspace, Failure> {
    if !rules.is_empty() {
        return Ok(Workspace::open(rules)?);
    }
    match default_rules(city) {
        Some(folder) => Ok(Workspace::open(&[folder])?),
        None => Err(Failure::Usage(no_rules(city))),
    }
}

/// The folders that are named on the command line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folders<'a> {
    pub rules: &'a [PathBuf],
    pub words: Option<&'a Path>,
}

/// The workspace over the rules folders, speaking a language where one is asked for; with what is wrong in its words.
pub(super) fn open_in(
    folders: Folders<'_>,
    city: Option<&Path>,
    language: Option<&Language>,
) -> Result<(Workspace, Vec<Diagnostic>), Failure> {
    let mut workspace = open(folders.rules, city)?;
    let Some(language) = language else { return Ok((workspace, Vec::new())) };
    let beside = || {
        let rules = folders.rules.first().cloned().or_else(|| default_rules(city))?;
        let words = rules.canonicalize().ok()?.parent()?.join("words");
        words.is_dir().then_some(words)
    };
    let words = folders.words.map(Path::to_owned).or_else(beside);
    let findings = workspace.speak(language.clone(), words.as_deref())?;
    Ok((workspace, findings))
}

pub(super) fn no_rules(city: Option<&Path>) -> String {
    let above = if city.is_some() { " or above the city's folder" } else { "" };
    format!("there is no folder `rules` here{above}; name one with `--rules DIR`")
}

/// The packs that are named, or all that are found.
pub(super) fn packs(workspace: &mut Workspace, named: &[String]) -> Result<Vec<String>, Failure> {
    let all = workspace.all_packs()?;
    if let Some(unknown) = named.iter().find(|name| !all.contains(name)) {
        return Err(no_pack(unknown, &all));
    }
    if all.is_empty() {
        return Err(Failure::Usage("no pack was found in the rules folder".to_owned()));
    }
    Ok(if named.is_empty() { all } else { named.to_vec() })
}

/// A name that is no pack's: what to type.
pub(super) fn no_pack(name: &str, known: &[String]) -> Failure {
    let help = match nearest(name, known.iter().map(String::as_str)) {
        _ if Path::new(name).exists() => format!("for the packs in it type `--rules {name}`"),
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => {
            "no pack was found; name the folder that holds them with `--rules FOLDER`".to_owned()
        }
        None => format!("packs are {}", known.join(", ")),
    };
    Failure::Usage(format!("there is no pack `{name}`; {help}"))
}

/// Packs as they are asked for on the command line, which has no place in a text.
pub(super) fn wanted(names: &[String]) -> Vec<Wanted> {
    names.iter().map(|name| Wanted { name: name.clone(), span: None }).collect()
}

/// A city with its rules, and all findings so far.
pub(super) struct Project {
    pub book: RuleBook,
    pub data: Dataset,
    /// What was found in rules, city and figures.
    pub findings: Vec<Diagnostic>,
    /// The rules or the city's own file cannot be relied on: nothing is evaluated.
    pub broken: bool,
}

/// Reads a city and the packs that it uses. A city that uses none cannot be evaluated; its reader says so.
pub(super) fn load(workspace: &mut Workspace, folder: &Path, on: Option<Date>) -> Result<Project, Failure> {
    let city = workspace.city(folder)?;
    let book = workspace.rule_book(&city.value.uses, &city.value.place().on(on))?;
    let mut findings = city.findings;
    findings.extend(book.findings);
    let broken = has_errors(&findings) || city.value.uses.is_empty();
    let mut project = Project { book: book.value, data: Dataset::default(), findings, broken };
    if !broken {
        let data = workspace.dataset(&city.value, &project.book);
        project.data = data.value;
        project.findings.extend(data.findings);
    }
    Ok(project)
}

/// The cities of a folder: the folder itself where it is one, else those below it.
pub(super) fn city_folders(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if folder.join("city.kpi").is_file() || folder.ends_with("city.kpi") {
        return Ok(vec![folder.to_owned()]);
    }
    let listed = std::fs::read_dir(folder).map_err(|error| WorldError::system(folder, &error))?;
    let mut cities: Vec<PathBuf> =
        listed.flatten().map(|entry| entry.path()).filter(|path| path.join("city.kpi").is_file()).collect();
    cities.sort();
    if cities.is_empty() {
        return Err(Failure::Usage(format!(
            "no city was found in {}: a city's folder has a `city.kpi`",
            shown(folder)
        )));
    }
    Ok(cities)
}

/// The day that `--on` names: `2020-06-30`, or the last day of `2020-06` or `2020`.
pub(super) fn day(text: Option<&str>) -> Result<Option<Date>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || Failure::Usage(format!("`{text}` is no day; write for example `--on 2020-06-30`"));
    Date::of_text(text).map(Some).ok_or_else(wrong)
}

/// The day by which clauses are taken that have no figure of their own: the one that is named, else the last of the year.
pub(super) fn rules_on(on: Option<Date>, year: Option<i32>) -> Option<Date> {
    on.or_else(|| year.map(Date::end_of))
}

/// The latest year with figures, unless the rules fix one; 0 where there is none.
pub(super) fn year(book: &RuleBook, data: &Dataset, asked: Option<i32>) -> i32 {
    asked.unwrap_or_else(|| crate::year_of(book, data))
}
