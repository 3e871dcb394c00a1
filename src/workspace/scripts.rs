//! The scripts that rule files name: looked for as sheets are, and put into the trees.

use std::path::PathBuf;

use indexmap::IndexMap;

use super::sheets::{SCRIPT, Shelf};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::tree::{File, ScriptText};

/// Puts the texts of scripts into the trees of the files that name them; the answer is what is wrong with them.
pub(super) fn fill(files: &mut [File], shelf: &Shelf<'_>, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut slips = Vec::new();
    let mut read: IndexMap<PathBuf, SourceId> = IndexMap::new();
    for (place, file) in files.iter_mut().enumerate() {
        for script in file.items.iter_mut().filter_map(|item| item.kind.script_mut()) {
            let Some(name) = &script.file else { continue };
            match shelf.find((name, &SCRIPT), place, (sources, &mut read), &mut slips) {
                Ok(Some(id)) => {
                    let text = sources.get(id).map_or("", |file| file.text.as_str());
                    let span = Span::new(id, 0, text.len());
                    script.text = Some(ScriptText { text: text.into(), span });
                }
                Ok(None) => {}
                Err(slip) => slips.push(slip),
            }
        }
    }
    slips
}
