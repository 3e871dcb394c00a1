//! The scripts that rule files name: looked for as sheets are, and put into the trees.

use std::path::PathBuf;

use indexmap::IndexMap;

use super::sheets::{SCRIPT, Shelf};
use crate::diagnostic::Diagnostic;
use crate::script::{Problem, Scripts, Spoken};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::tree::{File, Item, Piece, ScriptText, Text};

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
                    script.text = Some(ScriptText { text: text.into(), span, texts: Vec::new() });
                }
                Ok(None) => {}
                Err(slip) => slips.push(slip),
            }
        }
    }
    slips
}

/// Notes the texts in scripts that people read: those of actions, reasons, findings and notes.
pub(super) fn note_texts(files: &mut [File], scripts: &Scripts) {
    let items = files.iter_mut().flat_map(|file| &mut file.items);
    for item in items.filter(|item| item.kind.sees_card() && item.kind.script().is_some()) {
        let texts = texts_of(item, scripts);
        if let Some(text) = item.kind.script_mut().and_then(|script| script.text.as_mut()) {
            text.texts = texts;
        }
    }
}

fn texts_of(item: &Item, scripts: &Scripts) -> Vec<Text> {
    let Some((script, written)) = item.kind.script().and_then(|script| Some((script, script.text.as_ref()?))) else {
        return Vec::new();
    };
    let variables: Vec<String> = item.kind.looks_at().into_iter().map(str::to_owned).collect();
    let reading = scripts.with_card(&written.text, script.file.is_none().then_some(variables.as_slice()));
    let Ok(program) = reading.as_ref() else { return Vec::new() };
    let name = item.names.first().filter(|_| script.file.is_some()).map(|titled| titled.name.text.as_str());
    let spoken = program.spoken(name.as_slice());
    let said = spoken.into_iter().filter(|one| is_read(one));
    said.map(|one| {
        let range = Problem::range_at(one.place, &written.text);
        let start = written.span.start as usize;
        let span = Span::new(written.span.source, start + range.start, start + range.end);
        Text { text: one.text.clone(), pieces: vec![Piece::Literal(one.text.clone())], span }
    })
    .collect()
}

/// Whether people read a text that is handed to a function.
fn is_read(spoken: &Spoken) -> bool {
    match (spoken.method, spoken.function.as_str(), spoken.argument) {
        (false, "action", 1) => spoken.of > 2,
        (false, "because" | "note", 0) | (false, "finding", 1) => true,
        _ => false,
    }
}
