//! What OLD and NEW stand for on the command line, read side by side.

use std::path::{Path, PathBuf};

use super::git::{self, Checkout};
use crate::cli::exit::Failure;
use crate::cli::project::{open, wanted};
use crate::diagnostic::Diagnostic;
use crate::layer;
use crate::source::nearest;
use crate::workspace::{Library, Workspace, default_rules, shown};

/// What one argument stands for.
#[derive(Debug)]
enum Place {
    /// Packs by their names.
    Packs(Vec<String>),
    /// A folder.
    Folder(PathBuf),
    /// A folder as it was in a revision.
    Revision { revision: String, folder: String },
}

/// Both sides, read. The texts of the old one are known to the new one too.
pub(super) struct Sides {
    pub old: Workspace,
    pub new: Workspace,
    /// The packs of each, base first.
    pub old_packs: Vec<String>,
    pub new_packs: Vec<String>,
    /// Both sides are packs of the same folders.
    pub same: bool,
    /// The packs that were named; none where folders were.
    pub named: Vec<String>,
    /// The packs that stand beside both sides where each is a folder of one pack.
    pub background: Option<Workspace>,
    /// What has to be known of how both sides are compared.
    pub note: Option<String>,
}

impl Sides {
    /// Reads what two arguments stand for.
    pub fn open(old: &str, new: &str, rules: &[PathBuf]) -> Result<Self, Failure> {
        let mut known = match !rules.is_empty() || default_rules(None).is_some() {
            true => Some(open(rules, None)?.without_tests()),
            false => None,
        };
        let names = match &mut known {
            Some(known) => known.all_packs()?,
            None => Vec::new(),
        };
        let (old, new) = (place(old, &names)?, place(new, &names)?);
        if let (Place::Packs(old), Place::Packs(new)) = (&old, &new) {
            let both = known.unwrap_or_default();
            let (old_packs, new_packs) = (in_order(both.library(), old), in_order(both.library(), new));
            let named = old.iter().chain(new).cloned().collect();
            let (old, new, background) = (both.clone(), both, None);
            return Ok(Self { old, new, old_packs, new_packs, same: true, named, background, note: None });
        }
        let folders = match (&old, &new) {
            (Place::Folder(old), Place::Folder(new)) => Some([new.clone(), old.clone()]),
            _ => None,
        };
        let (old, old_packs) = read(old, known.as_ref(), None)?;
        let (new, new_packs) = read(new, known.as_ref(), Some(&old))?;
        let mut sides =
            Self { old, new, old_packs, new_packs, same: false, named: Vec::new(), background: None, note: None };
        match folders {
            Some(folders) if sides.is_overlay() => sides.lay_over(&folders)?,
            _ => sides.add_background(known.as_ref())?,
        }
        Ok(sides)
    }

    /// Whether the new side has none of the old packs, and packs that extend them.
    fn is_overlay(&self) -> bool {
        let old = |name: &String| self.old_packs.contains(name);
        let bases = |name: &String| {
            let facts = self.new.library().pack_facts(name);
            facts.is_some_and(|facts| facts.extends.iter().any(|base| old(&base.text)))
        };
        !self.new_packs.iter().any(old) && self.new_packs.iter().any(bases)
    }

    /// Takes the old packs to the new side: packs that extend them change them, and do not replace them.
    fn lay_over(&mut self, [new, old]: &[PathBuf; 2]) -> Result<(), Failure> {
        self.note = Some(format!(
            "{} extends packs of {}: what it changes in them is told, and what it adds",
            shown(new),
            shown(old)
        ));
        let mut both = Workspace::open(&[new.clone(), old.clone()])?.without_tests().beside(&self.old);
        self.new_packs = all(&mut both, &shown(new))?;
        self.new = both;
        Ok(())
    }

    /// A folder of one pack is compared within the rules around it: what it extends, and what else a city uses.
    fn add_background(&mut self, known: Option<&Workspace>) -> Result<(), Failure> {
        if let Some(known) = known
            && self.old_packs.len() == 1
            && self.new_packs.len() == 1
        {
            let mut background = known.again()?.without_tests().beside(&self.new);
            background.all_packs()?;
            self.new = self.new.clone().after(&background);
            self.background = Some(background);
        }
        Ok(())
    }

    /// What was found when the files were read, on both sides.
    pub fn slips(&self) -> Vec<Diagnostic> {
        let of = |workspace: &Workspace, packs: &[String]| -> Vec<Diagnostic> {
            packs.iter().flat_map(|name| workspace.library().slips(name).to_vec()).collect()
        };
        let mut all = of(&self.old, &self.old_packs);
        for slip in of(&self.new, &self.new_packs) {
            if !all.contains(&slip) {
                all.push(slip);
            }
        }
        all
    }
}

/// The packs of these names and all that they extend, base first.
pub(super) fn in_order(library: &Library, names: &[String]) -> Vec<String> {
    let order = library.in_order(&wanted(names), &layer::Place::unknown()).value;
    order.into_iter().map(|layer| layer.name).collect()
}

/// Packs where all names are known; else a folder, or a folder in a revision.
fn place(text: &str, known: &[String]) -> Result<Place, Failure> {
    let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
    if names.iter().all(|name| known.contains(name)) {
        return Ok(Place::Packs(names));
    }
    if Path::new(text).is_dir() {
        return Ok(Place::Folder(PathBuf::from(text)));
    }
    if let Some((revision, folder)) = text.split_once(':') {
        return Ok(Place::Revision { revision: revision.to_owned(), folder: folder.to_owned() });
    }
    let unknown = names.iter().find(|name| !known.contains(name)).map_or(text, String::as_str);
    let near = nearest(unknown, known.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "name a folder, a pack (with --rules), or REVISION:FOLDER".to_owned(),
        None => format!("known packs: {}", known.join(", ")),
    };
    Err(Failure::Usage(format!("there is no pack and no folder `{unknown}`; {help}")))
}

fn read(
    place: Place,
    known: Option<&Workspace>,
    other: Option<&Workspace>,
) -> Result<(Workspace, Vec<String>), Failure> {
    let beside = |workspace: Workspace| match other {
        Some(other) => workspace.without_tests().beside(other),
        None => workspace.without_tests(),
    };
    match place {
        Place::Packs(names) => {
            let mut workspace = match other {
                // The packs are read once more, behind the texts of the other side.
                Some(other) => beside_of(known, other)?,
                None => known.cloned().unwrap_or_default(),
            };
            workspace.all_packs()?;
            let packs = in_order(workspace.library(), &names);
            Ok((workspace, packs))
        }
        Place::Folder(folder) => {
            let mut workspace = beside(Workspace::open(std::slice::from_ref(&folder))?);
            let packs = all(&mut workspace, &shown(&folder))?;
            Ok((workspace, packs))
        }
        Place::Revision { revision, folder } => {
            let checkout: Checkout = git::checkout(&revision, &folder)?;
            let mut workspace = beside(Workspace::open(std::slice::from_ref(&checkout.folder))?);
            let name = format!("{revision}:{folder}");
            let packs = all(&mut workspace, &name)?;
            workspace.rename(&shown(&checkout.folder), name.trim_end_matches('/'));
            Ok((workspace, packs))
        }
    }
}

fn beside_of(known: Option<&Workspace>, other: &Workspace) -> Result<Workspace, Failure> {
    let again = known.map(Workspace::again).transpose()?.unwrap_or_default();
    Ok(again.without_tests().beside(other))
}

/// All packs of a folder, base first.
fn all(workspace: &mut Workspace, name: &str) -> Result<Vec<String>, Failure> {
    let packs = workspace.all_packs()?;
    if packs.is_empty() {
        return Err(Failure::Usage(format!("no pack was found in {name}: a pack begins with `pack NAME`")));
    }
    Ok(in_order(workspace.library(), &packs))
}
