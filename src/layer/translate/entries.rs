//! What the `translate` blocks say: texts by name and texts by what they say, and slips in them.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::holes;
use super::walk::Address;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, nearest};
use crate::syntax::TRANSLATED_WORDS;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Text};
use crate::value::Language;

/// A translation, with the rank of the pack that gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'i> {
    pub layer: u16,
    pub span: Span,
    /// One text; of a unit the singular and the plural.
    pub texts: &'i [Text],
}

/// The translations into one language.
#[derive(Debug, Clone, Default)]
pub(super) struct Entries<'i> {
    pub named: IndexMap<Address, Vec<Entry<'i>>>,
    pub by_text: IndexMap<Cow<'i, str>, Vec<Entry<'i>>>,
}

impl<'i> Entries<'i> {
    /// The translation of what has a name, as the latest pack gives it that is not older than the text itself.
    pub fn of_name(&self, names: &[Address], since: u16) -> Option<&Entry<'i>> {
        let found = names.iter().filter_map(|name| self.named.get(name)).flatten();
        found.filter(|entry| entry.layer >= since && entry.is_filled()).max_by_key(|entry| entry.layer)
    }

    /// The translation of a text by what it says.
    pub fn of_text(&self, original: &str) -> Option<&Entry<'i>> {
        let found = self.by_text.get(key(original).as_ref()).into_iter().flatten();
        found.filter(|entry| entry.is_filled()).max_by_key(|entry| entry.layer)
    }
}

impl Entry<'_> {
    /// Whether it says something: an empty text is a place that waits for its translator.
    pub fn is_filled(&self) -> bool {
        self.texts.first().is_some_and(|text| !text.text.trim().is_empty())
    }
}

/// A text as it is looked up: how its lines are broken does not matter.
pub(super) fn key(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a text has single spaces between its words and no other blanks.
fn is_plain(text: &str) -> bool {
    let mut after_blank = true;
    for sign in text.chars() {
        let blank = sign.is_whitespace();
        if blank && (after_blank || sign != ' ') {
            return false;
        }
        after_blank = blank;
    }
    !after_blank || text.is_empty()
}

/// All translations by language, in the order in which languages are first met.
pub(super) fn gather<'i>(
    items: impl IntoIterator<Item = &'i Item>,
    findings: &mut Vec<Diagnostic>,
) -> IndexMap<Language, Entries<'i>> {
    let mut languages: IndexMap<Language, Entries<'i>> = IndexMap::new();
    for item in items.into_iter().filter(|item| item.kind == ItemKind::Translate) {
        let Some(name) = item.names.first().map(|titled| &titled.name) else { continue };
        let Some(language) = Language::of_code(&name.text) else {
            findings.push(unknown_language(&name.text, name.span));
            continue;
        };
        let entries = languages.entry(language).or_default();
        for clause in &item.clauses {
            add(entries, clause, findings);
        }
    }
    languages
}

fn unknown_language(code: &str, span: Span) -> Diagnostic {
    let help = match code {
        "no" | "nor" => "write `nb` for Bokmål, `nn` for Nynorsk".to_owned(),
        _ => nearest(code, Language::codes()).filter(|_| code.len() == 2).map_or_else(
            || "write the code of ISO 639: `nb`, `nn`, `fr`, `ar`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ),
    };
    Diagnostic::error("translate::language::unknown", span, format!("`{code}` is no code of a language")).help(help)
}

fn add<'i>(entries: &mut Entries<'i>, clause: &'i Clause, findings: &mut Vec<Diagnostic>) {
    let entry = |texts: &'i [Text]| Entry { layer: clause.layer, span: clause.span, texts };
    let (known, entry, what) = match &clause.kind {
        ClauseKind::Translated { word, path, part, texts } => {
            let word = TRANSLATED_WORDS.iter().copied().find(|known| *known == word.text).unwrap_or_default();
            if texts.len() > 1 && word != "unit" {
                findings.push(two_texts(word, clause));
            }
            let parts: Vec<&str> = path.parts.iter().map(|part| part.text.as_str()).collect();
            let path = parts.join(".");
            let what = format!("{word} {path}");
            (entries.named.entry(Address { word, path, part: *part }).or_default(), entry(texts), what)
        }
        ClauseKind::TranslatedText { original, text } => {
            holes::compare(original, text, findings);
            let known = entries.by_text.entry(key(&original.text)).or_default();
            (known, entry(std::slice::from_ref(text)), "this text".to_owned())
        }
        _ => return,
    };
    match known.iter().find(|earlier| earlier.layer == entry.layer && earlier.is_filled() && entry.is_filled()) {
        Some(earlier) => findings.push(
            Diagnostic::error("translate::twice", entry.span, format!("{what} is translated twice"))
                .here("here")
                .and(earlier.span, "and here")
                .help("keep one of them"),
        ),
        None => known.push(entry),
    }
}

fn two_texts(word: &str, clause: &Clause) -> Diagnostic {
    Diagnostic::error("translate::texts", clause.span, format!("a {word} has one text, not two"))
        .help("only a unit has two: `unit inhabitant \"innbygger\" \"innbyggere\"`")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::key;

    #[test]
    fn a_text_is_copied_only_where_its_blanks_are_not_plain() {
        for plain in ["", "a", "one two", "µg of é"] {
            assert!(matches!(key(plain), Cow::Borrowed(_)), "{plain}");
        }
        for (written, looked_up) in
            [(" ", ""), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\n\nb", "a b"), ("a\u{a0}b", "a b"), ("\ta", "a")]
        {
            assert_eq!(key(written), looked_up);
        }
    }
}
