//! The clauses of translations.

use super::build::Build;
use super::clause::Parts;
use super::grammar::Rule;
use super::item::Words;
use super::text::{self, Holes};
use super::tree::{ClauseKind, TranslatedPart};

/// What can be translated by its name.
pub const TRANSLATED_WORDS: &[&str] = &[
    "action",
    "band",
    "check",
    "city",
    "facet",
    "input",
    "kpi",
    "pack",
    "parameter",
    "point",
    "programme",
    "recommend",
    "reference",
    "region",
    "resource",
    "rollup",
    "table",
    "unit",
];

/// The rule of a clause of a translation.
pub(super) fn rule(words: &Words<'_>) -> Option<Rule> {
    match words.first {
        "text" => Some(Rule::translated_text),
        word if TRANSLATED_WORDS.contains(&word) => Some(Rule::translation),
        _ => None,
    }
}

/// What a clause of a translation says.
pub(super) fn kind(build: &Build<'_>, rule: Rule, mut parts: Parts<'_>) -> Option<ClauseKind> {
    let texts = parts.rest.iter().filter(|part| text::is_text(part));
    let mut texts: Vec<_> = texts.map(|part| text::text(build, part, Holes::Filled)).collect();
    if rule == Rule::translated_text {
        let text = texts.pop()?;
        return Some(ClauseKind::TranslatedText { original: texts.pop()?, text });
    }
    let word = build.name(&parts.take(Rule::translated_word)?);
    let path = build.path(&parts.take(Rule::path)?);
    let part = match parts.take(Rule::translated_part).map(|part| part.as_str().to_owned()).as_deref() {
        Some("about") => TranslatedPart::About,
        Some(_) => TranslatedPart::Name,
        None => TranslatedPart::Title,
    };
    Some(ClauseKind::Translated { word, path, part, texts })
}
