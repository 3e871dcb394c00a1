//! The words that begin clauses of one shape, and those that a test expects.

/// The words that take a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum TextWord {
    About,
    Address,
    Because,
    City,
    Code,
    Note,
    Publisher,
    Source,
    Title,
    Version,
}

impl TextWord {
    /// As it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Address => "address",
            Self::Because => "because",
            Self::City => "city",
            Self::Code => "code",
            Self::Note => "note",
            Self::Publisher => "publisher",
            Self::Source => "source",
            Self::Title => "title",
            Self::Version => "version",
        }
    }
}

/// Which text of a thing is translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TranslatedPart {
    /// Its title; of a unit, of an answer and of an action the words themselves.
    Title,
    /// `about`: its description.
    About,
    /// `name`: the one word by which a band is called.
    Name,
}

/// The words that take a list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum NamesWord {
    Extends,
    Members,
    Tags,
    Uses,
}

impl NamesWord {
    /// As it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Extends => "extends",
            Self::Members => "members",
            Self::Tags => "tags",
            Self::Uses => "uses",
        }
    }
}

/// What a test may expect of a recommendation or a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the words themselves")]
pub enum Outcome {
    Given,
    HeldBack,
    NotGiven,
    Undetermined,
    Finding,
    NoFinding,
}

impl Outcome {
    /// As it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::HeldBack => "held back",
            Self::NotGiven => "not given",
            Self::Undetermined => "undetermined",
            Self::Finding => "finding",
            Self::NoFinding => "no finding",
        }
    }
}
