//! What the program itself has to say, before it is put into words of a language.

use std::sync::Arc;

use super::ItemId;

/// A text of a rule or a file, or something that the program says itself: the key of a message, and what fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase {
    /// A text as a rule or a file has it.
    Text(Arc<str>),
    /// A message of the program.
    Said(&'static str, Vec<(&'static str, Filling)>),
}

/// What fills a place in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// A text, as it stands.
    Text(Arc<str>),
    /// A whole number.
    Count(usize),
    /// An item: its name, or its title, as the reader knows it.
    Item(ItemId),
    /// Another message.
    Word(&'static str),
    /// Another phrase.
    Phrase(Box<Phrase>),
}

impl Phrase {
    /// The same with one more place filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, filling: impl Into<Filling>) -> Self {
        if let Self::Said(_, fillings) = &mut self {
            fillings.push((name, filling.into()));
        }
        self
    }

    /// The text of a rule or a file, or the key of the message.
    #[must_use]
    pub fn text_or_key(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Said(key, _) => key,
        }
    }
}

/// The key of a message that has no places.
impl From<&'static str> for Phrase {
    fn from(key: &'static str) -> Self {
        Self::Said(key, Vec::new())
    }
}

/// A text of a rule or a file.
impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Arc<str>> for Phrase {
    fn from(text: Arc<str>) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for Filling {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Phrase> for Filling {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(Box::new(phrase))
    }
}

impl From<usize> for Filling {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<ItemId> for Filling {
    fn from(item: ItemId) -> Self {
        Self::Item(item)
    }
}
