//! Cities that are evaluated together: in one sheet, or in folders side by side.

use std::path::{Path, PathBuf};

use super::exit::Failure;
use super::project::{Project, load, rules_on};
use crate::Together;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::evaluate::Options;
use crate::layer::{Place, Wanted};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::nearest;
use crate::value::Date;
use crate::workspace::{SharedTexts, Workspace, shown};

/// Cities with the rules that they share, and all findings so far.
pub(super) struct Joint {
    pub book: RuleBook,
    pub cities: Vec<Dataset>,
    /// What they were read from.
    pub texts: SharedTexts,
    /// What was found in rules, cities and figures.
    pub findings: Vec<Diagnostic>,
    /// The rules cannot be relied on: nothing is evaluated.
    pub broken: bool,
}

impl Joint {
    /// The city of that name, with its place among the others.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn city(&self, name: &str) -> Result<(usize, &Dataset), Failure> {
        let found = self.cities.iter().enumerate().find(|(_, data)| data.city.name == name);
        found.ok_or_else(|| Failure::Usage(no_such_city(name, &self.cities)))
    }
}

fn no_such_city(name: &str, cities: &[Dataset]) -> String {
    let names = cities.iter().map(|data| data.city.name.as_str());
    match nearest(name, names.clone()) {
        Some(near) => format!("there is no city `{name}`; did you mean `{near}`?"),
        None => {
            format!("there is no city `{name}`; the first ones are {}", names.take(5).collect::<Vec<_>>().join(", "))
        }
    }
}

/// One city: by itself, or one of many, with its place among them.
pub(super) enum Ground {
    Alone(Box<Project>),
    Among(Box<Joint>, usize),
}

impl Ground {
    /// The rules, and the figures of the city; nothing where they cannot be relied on.
    pub(super) fn half(&self) -> Option<(&RuleBook, &Dataset)> {
        match self {
            Self::Alone(project) => (!project.broken).then_some((&project.book, &project.data)),
            Self::Among(joint, row) => Some((&joint.book, joint.cities.get(*row)?)),
        }
    }

    /// What was found in rules, cities and figures.
    pub(super) fn findings(&self) -> &[Diagnostic] {
        match self {
            Self::Alone(project) => &project.findings,
            Self::Among(joint, _) => &joint.findings,
        }
    }

    /// All cities, where there are several.
    pub(super) fn together(&self, options: Options) -> Option<(Together<'_>, usize)> {
        match self {
            Self::Alone(_) => None,
            Self::Among(joint, row) => Some((Together::of(&joint.book, &joint.cities, options), *row)),
        }
    }
}

/// Reads the city that a path stands for, or the one that is named of the many that it stands for.
pub(super) fn ground(
    workspace: &mut Workspace,
    path: &Path,
    one: Option<&str>,
    (on, year): (Option<Date>, Option<i32>),
) -> Result<Ground, Failure> {
    let Some(joint) = load_all(workspace, path, (on, year))? else {
        if let Some(one) = one {
            return Err(Failure::Usage(format!("`--city {one}` picks one of many, and this is one city")));
        }
        return Ok(Ground::Alone(Box::new(load(workspace, path, rules_on(on, year))?)));
    };
    let row = match one {
        _ if joint.broken => 0,
        Some(name) => joint.city(name)?.0,
        None => {
            let names = joint.cities.iter().take(5).map(|data| data.city.name.as_str());
            let names = names.collect::<Vec<_>>().join(", ");
            return Err(Failure::Usage(format!(
                "these are {} cities: pick one with `--city NAME`; the first ones are {names}",
                joint.cities.len()
            )));
        }
    };
    Ok(Ground::Among(Box::new(joint), row))
}

/// Reads the cities that a path stands for; nothing where it is one city.
pub(super) fn load_all(
    workspace: &mut Workspace,
    path: &Path,
    (on, year): (Option<Date>, Option<i32>),
) -> Result<Option<Joint>, Failure> {
    let on = rules_on(on, year);
    if let Some(read) = workspace.cities(path)? {
        let mut findings = read.findings;
        let Some(many) = read.value else { return Ok(Some(nothing(findings))) };
        let book = workspace.rule_book(&many.uses, &many.place().on(on))?;
        findings.extend(book.findings);
        let mut joint = Joint {
            broken: has_errors(&findings) || many.uses.is_empty(),
            book: book.value,
            cities: Vec::new(),
            texts: SharedTexts::Sheet(Box::new(many)),
            findings,
        };
        if !joint.broken {
            let data = workspace.library().all_datasets(&joint.texts, &joint.book);
            joint.cities = data.value;
            joint.findings.extend(data.findings);
        }
        return Ok(Some(joint));
    }
    let folders = workspace.city_folders(path)?;
    if folders.is_empty() { Ok(None) } else { side_by_side(workspace, &folders, on).map(Some) }
}

fn nothing(findings: Vec<Diagnostic>) -> Joint {
    let texts = SharedTexts::Folders(Vec::new());
    Joint { book: RuleBook::default(), cities: Vec::new(), texts, findings, broken: true }
}

/// Cities in folders of their own. They must be judged by the same packs, since they are compared.
fn side_by_side(workspace: &mut Workspace, folders: &[PathBuf], on: Option<Date>) -> Result<Joint, Failure> {
    let mut joint: Option<(Joint, Vec<String>, &Path)> = None;
    for folder in folders {
        let city = workspace.city(folder)?;
        let (wanted, place): (&[Wanted], Place) = (&city.value.uses, city.value.place().on(on));
        let book = workspace.rule_book(wanted, &place)?;
        let packs: Vec<String> = book.value.packs.iter().map(|pack| pack.name.clone()).collect();
        let (known, _, _) = match &mut joint {
            Some(known) if known.1 == packs => known,
            Some((_, own, first)) => {
                let message = format!(
                    "cities that are evaluated together are judged by the same packs: {} by {}, {} by {}",
                    shown(first),
                    own.join(", "),
                    shown(folder),
                    packs.join(", ")
                );
                return Err(Failure::Usage(message));
            }
            None => {
                let broken = has_errors(&book.findings);
                let texts = SharedTexts::Folders(Vec::new());
                let fresh = Joint { book: book.value, cities: Vec::new(), texts, findings: book.findings, broken };
                joint.insert((fresh, packs, folder))
            }
        };
        known.broken |= has_errors(&city.findings) || city.value.uses.is_empty();
        known.findings.extend(city.findings.iter().cloned());
        if !known.broken {
            let data = workspace.dataset(&city.value, &known.book);
            known.findings.extend(data.findings);
            known.cities.push(data.value);
        }
        if let SharedTexts::Folders(cities) = &mut known.texts {
            cities.push(city.value);
        }
    }
    Ok(joint.map_or_else(|| nothing(Vec::new()), |(joint, _, _)| joint))
}
