//! The sheets and scripts that rule files name: looked for beside them, and never outside of their pack.

use std::path::{Component, Path, PathBuf};

use indexmap::IndexMap;

use super::read::{self, ends_with, entries};
use crate::diagnostic::Diagnostic;
use crate::sheet;
use crate::source::{SourceId, Sources, Span, nearest};
use crate::syntax::tree::{File, Text};

/// What is looked for beside a rule file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sort {
    /// What it is called.
    noun: &'static str,
    /// How the names of its files end.
    ending: &'static str,
    /// How it is called as a form of file.
    form: &'static str,
    /// The code of a file that is not there.
    missing: &'static str,
    /// The code of a file that lies elsewhere.
    outside: &'static str,
    /// What to write.
    write: &'static str,
}

/// Sheets.
const SHEET: Sort = Sort {
    noun: "sheet",
    ending: "csv",
    form: "CSV",
    missing: "sheet::file::missing",
    outside: "sheet::file::outside",
    write: "`\"targets.csv\"`, `\"sheets/targets.csv\"`",
};

/// Scripts.
pub(super) const SCRIPT: Sort = Sort {
    noun: "script",
    ending: "rhai",
    form: "Rhai",
    missing: "script::file::missing",
    outside: "script::file::outside",
    write: "`\"balance.rhai\"`, `\"scripts/balance.rhai\"`",
};

/// Where sheets are looked for.
pub(super) enum Shelf<'a> {
    /// Among texts in memory, by their names.
    Texts(&'a IndexMap<String, SourceId>),
    /// In the folder of a pack; its rule files, in the order in which they were read.
    Folder {
        /// The folder that nothing leads out of.
        root: &'a Path,
        /// The rule files.
        files: &'a [PathBuf],
    },
}

/// The sheets that a file names.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The place of each name, with the text that was found.
    sheets: Vec<(Span, SourceId)>,
    /// What is wrong with the others.
    slips: Vec<Diagnostic>,
}

/// Looks for the sheets that the files of a pack name.
pub(super) fn find(files: &[File], shelf: &Shelf<'_>, sources: &mut Sources) -> Vec<Found> {
    let mut read: IndexMap<PathBuf, SourceId> = IndexMap::new();
    let mut all = Vec::with_capacity(files.len());
    for (place, file) in files.iter().enumerate() {
        let mut found = Found::default();
        for name in sheet::named(file) {
            match shelf.find((name, &SHEET), place, (sources, &mut read), &mut found.slips) {
                Ok(Some(id)) => found.sheets.push((name.span, id)),
                Ok(None) => {}
                Err(slip) => found.slips.push(slip),
            }
        }
        all.push(found);
    }
    all
}

/// Puts what the sheets say into the trees of the files that name them; the answer is what is wrong with them.
pub(super) fn fill(files: &mut [File], found: Vec<Found>, sources: &Sources) -> Vec<Diagnostic> {
    let mut slips = Vec::new();
    for (file, found) in files.iter_mut().zip(found) {
        slips.extend(found.slips);
        slips.extend(sheet::expand(file, &found.sheets, sources));
    }
    slips
}

/// The text of one sheet that a file of its own names; nothing where it cannot be read, which is told.
pub(super) fn sheet_of(
    name: &Text,
    shelf: &Shelf<'_>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<SourceId> {
    let found = shelf.find((name, &SHEET), 0, (sources, &mut IndexMap::new()), findings);
    found.unwrap_or_else(|slip| {
        findings.push(slip);
        None
    })
}

pub(super) type Known<'k> = (&'k mut Sources, &'k mut IndexMap<PathBuf, SourceId>);

impl Shelf<'_> {
    /// The text of a sheet; nothing where it is there and cannot be read, which has been said.
    #[expect(clippy::result_large_err, reason = "a slip is rare, and callers keep the finding as it is")]
    pub(super) fn find(
        &self,
        (name, sort): (&Text, &Sort),
        place: usize,
        (sources, read): Known<'_>,
        slips: &mut Vec<Diagnostic>,
    ) -> Result<Option<SourceId>, Diagnostic> {
        let below = inside(name, sort)?;
        match self {
            Self::Texts(texts) => {
                let rules = sources.get(name.span.source).map_or("", |file| file.name.as_str());
                let path = levelled(&Path::new(rules).parent().unwrap_or(Path::new("")).join(below));
                let names = || texts.keys().map(String::as_str).filter(|name| ends_with(Path::new(name), sort.ending));
                texts
                    .iter()
                    .find(|(name, _)| levelled(Path::new(name)) == path)
                    .map(|(_, id)| Some(*id))
                    .ok_or_else(|| missing((name, sort), &path, names()))
            }
            Self::Folder { root, files } => {
                let beside = files.get(place).and_then(|path| path.parent()).unwrap_or(root);
                let path = beside.join(&below);
                if let Some(id) = read.get(&path) {
                    return Ok(Some(*id));
                }
                if !path.is_file() {
                    return Err(missing((name, sort), &name.text, listed(beside, sort).iter().map(String::as_str)));
                }
                if leads_out(&path, root) {
                    return Err(outside(name, sort));
                }
                let id = read::sheet(&path, sources, slips);
                if let Some(id) = id {
                    read.insert(path, id);
                }
                Ok(id)
            }
        }
    }
}

/// The path of a sheet, if it is one that stays below the rule file.
#[expect(clippy::result_large_err, reason = "a slip is rare, and callers keep the finding as it is")]
fn inside(name: &Text, sort: &Sort) -> Result<PathBuf, Diagnostic> {
    let path = PathBuf::from(&name.text);
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    let drive = name.text.contains(['\\', ':']);
    if name.text.trim().is_empty() || drive || !path.components().all(plain) {
        return Err(outside(name, sort));
    }
    Ok(path)
}

fn outside(name: &Text, sort: &Sort) -> Diagnostic {
    let Sort { noun, write, .. } = sort;
    let message = format!("a {noun} lies in the folder of its pack");
    Diagnostic::error(sort.outside, name.span, message)
        .here("leads elsewhere")
        .help(format!("put the {noun} beside the rule file, and write its name: {write}"))
}

fn missing<'n>((name, sort): (&Text, &Sort), wanted: &str, known: impl Iterator<Item = &'n str> + Clone) -> Diagnostic {
    let Sort { noun, form, .. } = sort;
    let message = format!("there is no {noun} `{}`", name.text);
    let help = match (nearest(wanted, known.clone()), known.count()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, 0) => format!("put it beside the rule file, as {form}"),
        (None, _) => format!("put it beside the rule file, as {form}, or mend its name"),
    };
    Diagnostic::error(sort.missing, name.span, message).here("not found beside this file").help(help)
}

/// The files of a folder that could be meant.
fn listed(folder: &Path, sort: &Sort) -> Vec<String> {
    let inside = entries(folder).unwrap_or_default();
    let sheets = inside.iter().filter(|path| ends_with(path, sort.ending));
    sheets.filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect()
}

/// Whether a file is a link that leads out of a folder.
fn leads_out(path: &Path, root: &Path) -> bool {
    match (path.canonicalize(), root.canonicalize()) {
        (Ok(path), Ok(root)) => !path.starts_with(root),
        _ => false,
    }
}

/// A path without `.`, with `/` between its parts.
fn levelled(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}
