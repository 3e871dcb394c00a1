//! What the program itself says, in the language of its reader: messages, numbers, plurals, words of units.
//!
//! The messages stand in Fluent files, one for each language. English is always there, and speaks where another
//! language has no words. Only the files of the language that is asked for are read.

mod catalogue;
mod numbers;

use std::fmt;
use std::sync::{Arc, OnceLock};

use self::catalogue::Catalogue;
pub use self::catalogue::Slip;
use self::numbers::Numbers;
use crate::unit::Naming;
use crate::value::Language;

const ENGLISH: &str = include_str!("words/en.ftl");

/// The files that are built in.
const BUILT_IN: &[(&str, &str)] = &[
    ("en", ENGLISH),
    #[cfg(feature = "languages")]
    ("nb", include_str!("words/nb.ftl")),
    #[cfg(feature = "languages")]
    ("nn", include_str!("words/nn.ftl")),
];

/// A Fluent file: the language that it speaks, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordFile {
    /// The language.
    pub language: Language,
    /// The text.
    pub text: String,
}

/// A language with its messages and its way to write numbers.
#[derive(Clone)]
pub struct Voice(Arc<Inner>);

struct Inner {
    language: Language,
    /// The messages of the language, then those of the languages that stand in for it.
    catalogues: Vec<Catalogue>,
    /// English, read when it is needed.
    english: OnceLock<Catalogue>,
    numbers: Numbers,
}

impl fmt::Debug for Voice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Voice({})", self.0.language)
    }
}

impl Default for Voice {
    /// English.
    fn default() -> Self {
        static ENGLISH: OnceLock<Voice> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::of(&Language::default(), &[])).clone()
    }
}

/// What fills a place of a message, ready to be written.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    text: String,
    /// The plural category of a number.
    category: Option<&'static str>,
}

/// What fills a place of a message.
#[derive(Debug, Clone, Copy)]
pub enum Fill<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number, by which a message can choose its plural.
    Count(usize),
    /// Any number, with its significant digits.
    Number(f64, u32),
}

impl<'a> From<&'a str> for Fill<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Fill<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Fill<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Fill<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count as usize)
    }
}

impl Voice {
    /// The voice of a language. Files add to what is built in, and come before it.
    #[must_use]
    pub fn of(language: &Language, files: &[WordFile]) -> Self {
        let mut catalogues = Vec::new();
        for one in language.chain().iter().filter(|one| !(one.is_original() && files.is_empty())) {
            let mut catalogue = built_in(one);
            for file in files.iter().filter(|file| file.language == *one) {
                let own = Catalogue::read(&file.text).0;
                catalogue.get_or_insert_default().extend(own);
            }
            catalogues.extend(catalogue);
        }
        let numbers = Numbers::of(language);
        Self(Arc::new(Inner { language: language.clone(), catalogues, english: OnceLock::new(), numbers }))
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> &Language {
        &self.0.language
    }

    /// A message without places.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A message with its places filled. One that no language has is its own key.
    #[must_use]
    pub fn say(&self, key: &str, fills: &[(&str, Fill<'_>)]) -> String {
        let filled: Vec<(&str, Filled)> = fills.iter().map(|(name, fill)| (*name, self.filled(*fill))).collect();
        self.find(key, &filled).unwrap_or_else(|| key.to_owned())
    }

    /// A message, if any language has it.
    #[must_use]
    pub fn maybe(&self, key: &str, fills: &[(&str, Fill<'_>)]) -> Option<String> {
        let filled: Vec<(&str, Filled)> = fills.iter().map(|(name, fill)| (*name, self.filled(*fill))).collect();
        self.find(key, &filled)
    }

    fn find(&self, key: &str, filled: &[(&str, Filled)]) -> Option<String> {
        let own = self.0.catalogues.iter().find_map(|catalogue| catalogue.say(key, filled));
        own.or_else(|| self.english().say(key, filled))
    }

    fn english(&self) -> &Catalogue {
        self.0.english.get_or_init(|| Catalogue::read(ENGLISH).0)
    }

    fn filled(&self, fill: Fill<'_>) -> Filled {
        match fill {
            Fill::Text(text) => Filled { text: text.to_owned(), category: None },
            Fill::Count(count) => {
                #[expect(clippy::cast_precision_loss, reason = "what is counted here is counted in thousands")]
                let value = count as f64;
                let category = Some(self.0.numbers.category(value, COUNT_DIGITS));
                Filled { text: self.0.numbers.show(value, COUNT_DIGITS), category }
            }
            Fill::Number(value, digits) => {
                let category = Some(self.0.numbers.category(value, digits));
                Filled { text: self.0.numbers.show(value, digits), category }
            }
        }
    }

    /// A number for people, with so many significant digits.
    #[must_use]
    pub fn number(&self, value: f64, digits: u32) -> String {
        self.0.numbers.show(value, digits)
    }

    /// A list in a sentence: `a, b and c`.
    #[must_use]
    pub fn list(&self, names: &[&str]) -> String {
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, rest)) => self.say("list", &[("rest", (&rest.join(", ")).into()), ("last", (*last).into())]),
        }
    }

    /// The messages that English has and neither the language nor one that stands in for it.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        if self.0.language.is_original() {
            return Vec::new();
        }
        let lacks = |key: &&str| !self.0.catalogues.iter().any(|catalogue| catalogue.has(key));
        self.english().keys().filter(lacks).map(str::to_owned).collect()
    }
}

/// Digits of what is counted.
const COUNT_DIGITS: u32 = 15;

impl Naming for Voice {
    fn translates(&self) -> bool {
        !self.0.language.is_original()
    }

    fn number(&self, value: f64) -> String {
        self.0.numbers.show(value, COUNT_DIGITS)
    }

    fn is_one(&self, value: f64) -> bool {
        value.is_finite() && self.0.numbers.category(value, COUNT_DIGITS) == "one"
    }

    fn builtin(&self, name: &str, one: bool) -> Option<String> {
        self.maybe(&format!("unit_{name}"), &[("form", if one { "one" } else { "other" }.into())])
    }

    fn per(&self, unit: &str) -> String {
        self.say("unit_per", &[("unit", unit.into())])
    }

    fn of(&self, unit: &str, substance: &str) -> String {
        self.say("unit_of", &[("unit", unit.into()), ("substance", substance.into())])
    }
}

fn built_in(language: &Language) -> Option<Catalogue> {
    let (_, text) = BUILT_IN.iter().find(|(code, _)| *code == language.code())?;
    Some(Catalogue::read(text).0)
}

/// The languages that are built in.
pub fn built_in_languages() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(code, _)| *code)
}

/// The keys of all messages, in the order of the English file.
#[must_use]
pub fn keys() -> Vec<String> {
    Catalogue::read(ENGLISH).0.keys().map(str::to_owned).collect()
}

/// What cannot be read in a Fluent file.
#[must_use]
pub fn slips(text: &str) -> Vec<Slip> {
    Catalogue::read(text).1
}

/// The messages of a Fluent file that the program never says: a misspelt key.
#[must_use]
pub fn strangers(text: &str) -> Vec<String> {
    let english = Catalogue::read(ENGLISH).0;
    let (own, _) = Catalogue::read(text);
    own.keys().filter(|key| !english.has(key) && !key.starts_with('-')).map(str::to_owned).collect()
}
