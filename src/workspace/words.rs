//! Word files that lie beside the rules: one for each language.

use std::path::Path;

use super::read::{self, WorldError, ends_with, entries};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span, nearest};
use crate::speech::{self, WordFile};
use crate::value::Language;

/// Reads the files of a folder that speak the language, or one that stands in for it.
pub(super) fn read(
    folder: &Path,
    language: &Language,
    sources: &mut Sources,
) -> Result<(Vec<WordFile>, Vec<Diagnostic>), WorldError> {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    let chain = language.chain();
    for path in entries(folder)?.into_iter().filter(|path| ends_with(path, "ftl")) {
        let code = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(language) = Language::of_code(&code).filter(|language| chain.contains(language)) else { continue };
        if let Some(id) = read::sheet(&path, sources, &mut findings) {
            let text = sources.get(id).map_or("", |file| file.text.as_str()).to_owned();
            findings.extend(slips(&text, id));
            files.push(WordFile { language, text });
        }
    }
    Ok((files, findings))
}

/// What cannot be read in a word file, and the messages that the program never says.
fn slips(text: &str, id: SourceId) -> Vec<Diagnostic> {
    let unread = speech::slips(text).into_iter().map(|slip| {
        let end = slip.range.end.max(slip.range.start + 1).min(text.len());
        Diagnostic::warning("translate::words", Span::new(id, slip.range.start.min(end), end), lower(&slip.what))
            .help("write `key = text`, as the file en.ftl does")
    });
    let known: Vec<String> = speech::keys();
    let strangers = speech::strangers(text).into_iter().map(|key| {
        let at = text.find(&format!("{key} =")).unwrap_or(0);
        let near = nearest(&key, known.iter().map(String::as_str));
        let help = near.map_or_else(|| "take the line out".to_owned(), |near| format!("did you mean `{near}`?"));
        let message = format!("the report never says `{key}`");
        Diagnostic::warning("translate::words", Span::new(id, at, at + key.len()), message).help(help)
    });
    unread.chain(strangers).collect()
}

/// A sentence of the parser as our messages begin: in lower case.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
