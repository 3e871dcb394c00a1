//! Reading the disk: names, folders, and texts with what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::data;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};

/// The world did not play along: a path that does not exist, a folder that cannot be listed, a disk that is full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorldError {
    /// Which path.
    pub path: PathBuf,
    /// What went wrong, in words.
    pub what: String,
}

impl WorldError {
    /// What went wrong with a path.
    #[must_use]
    pub fn new(path: &Path, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), what: what.into() }
    }

    /// An error of the operating system.
    #[must_use]
    pub fn system(path: &Path, error: &std::io::Error) -> Self {
        let what = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "the system does not allow it".to_owned(),
            _ => error.to_string(),
        };
        Self::new(path, what)
    }
}

impl std::fmt::Display for WorldError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", shown(&self.path), self.what)
    }
}

impl std::error::Error for WorldError {}

/// A path as messages show it: relative to the current folder where it lies below it, with `/` between its parts.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let below = below.strip_prefix(".").unwrap_or(below);
    let text = below.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        _ if text.is_empty() => ".".to_owned(),
        '/' => text.into_owned(),
        separator => text.replace(separator, "/"),
    }
}

/// What lies in a folder, sorted by name; hidden entries are left out.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, WorldError> {
    let listed = fs::read_dir(folder).map_err(|error| WorldError::system(folder, &error))?;
    let mut paths = Vec::new();
    for entry in listed {
        let entry = entry.map_err(|error| WorldError::system(folder, &error))?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a path ends so.
pub(super) fn ends_with(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

/// Reads a rule file, unless its bytes are there already, and keeps its text. What cannot be read is a finding, and an
/// empty text.
pub(super) fn rules(
    path: &Path,
    bytes: Option<Vec<u8>>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> SourceId {
    let (id, slip) = keep(path, bytes, sources);
    if let Some(slip) = slip {
        findings.push(Diagnostic { help: Some("save the file as UTF-8 in your editor".to_owned()), ..slip });
    } else if sources.get(id).is_some_and(|file| file.text.trim().is_empty()) {
        findings.push(
            Diagnostic::warning("file::text::empty", Span::new(id, 0, 0), "the file is empty")
                .help("write an item such as `kpi NAME \"Title\" { }`, or delete the file"),
        );
    }
    id
}

/// Reads a sheet and keeps its text. What cannot be read is a finding, and an empty text.
pub(super) fn sheet(path: &Path, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> Option<SourceId> {
    let (id, slip) = keep(path, None, sources);
    let read = slip.is_none();
    findings.extend(slip);
    read.then_some(id)
}

fn keep(path: &Path, bytes: Option<Vec<u8>>, sources: &mut Sources) -> (SourceId, Option<Diagnostic>) {
    let name = shown(path);
    let bytes = match bytes.map_or_else(|| fs::read(path), Ok) {
        Ok(bytes) => bytes,
        Err(error) => {
            let id = sources.add(name, "");
            let message = format!("the file cannot be read: {}", WorldError::system(path, &error).what);
            return (id, Some(Diagnostic::error("file::text::unreadable", Span::new(id, 0, 0), message)));
        }
    };
    match data::decode(&bytes) {
        Ok(text) => (sources.add(name, text), None),
        Err(slip) => {
            let id = sources.add(name, slip.text.clone());
            (id, Some(slip.finding(id)))
        }
    }
}
