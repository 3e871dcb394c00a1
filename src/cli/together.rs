//! Cities that are evaluated together: in one sheet, or in folders side by side.

use std::path::{Path, PathBuf};

use super::exit::Failure;
use super::project::rules_on;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::layer::{Place, Wanted};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::nearest;
use crate::value::Date;
use crate::workspace::{Workspace, shown};

/// Cities with the rules that they share, and all findings so far.
pub(super) struct Joint {
    pub book: RuleBook,
    pub cities: Vec<Dataset>,
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
            findings,
        };
        if !joint.broken {
            let data = workspace.datasets(&many, &joint.book);
            joint.cities = data.value;
            joint.findings.extend(data.findings);
        }
        return Ok(Some(joint));
    }
    let folders = workspace.city_folders(path)?;
    if folders.is_empty() { Ok(None) } else { side_by_side(workspace, &folders, on).map(Some) }
}

fn nothing(findings: Vec<Diagnostic>) -> Joint {
    Joint { book: RuleBook::default(), cities: Vec::new(), findings, broken: true }
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
                let fresh = Joint { book: book.value, cities: Vec::new(), findings: book.findings, broken };
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
    }
    Ok(joint.map_or_else(|| nothing(Vec::new()), |(joint, _, _)| joint))
}
