//! What a script can call, as rows: registering and the reference read the same row.

use super::call::{Call, Done};
use super::{city, group, item, list, outcome, sheet, top};

/// On what a row can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum Of {
    Script,
    City,
    Item,
    Step,
    Group,
    Recommendation,
    Check,
    Notice,
    List,
    Ranked,
    Table,
    Arguments,
}

impl Of {
    /// All, in the order of the reference.
    pub const ALL: [Self; 12] = [
        Self::Script,
        Self::City,
        Self::Item,
        Self::Step,
        Self::Group,
        Self::Recommendation,
        Self::Check,
        Self::Notice,
        Self::List,
        Self::Ranked,
        Self::Table,
        Self::Arguments,
    ];

    /// What people call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::City => "city",
            Self::Item => "item",
            Self::Step => "step",
            Self::Group => "group",
            Self::Recommendation => "recommendation",
            Self::Check => "check",
            Self::Notice => "notice",
            Self::List => "list",
            Self::Ranked => "place in a ranking",
            Self::Table => "table",
            Self::Arguments => "args",
        }
    }
}

/// Of what sort an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum Sort {
    Any,
    Text,
    Number,
    List,
    Record,
    Function,
}

impl Sort {
    /// What people call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text => "a text",
            Self::Number => "a number",
            Self::List => "a list",
            Self::Record => "a record, as `#{year: 2019}`",
            Self::Function => "a function, as `|x| x.score`",
        }
    }
}

/// One argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// Its name in the reference.
    pub name: &'static str,
    /// Of what sort it is.
    pub sort: Sort,
    /// It may be left out, and all that follow it.
    pub optional: bool,
}

/// An argument that must be there.
pub(super) const fn arg(name: &'static str, sort: Sort) -> Argument {
    Argument { name, sort, optional: false }
}

/// An argument that may be left out.
pub(super) const fn maybe(name: &'static str, sort: Sort) -> Argument {
    Argument { name, sort, optional: true }
}

/// One thing that a script can call or read.
pub struct Entry {
    /// On what.
    pub of: Of,
    /// Its name.
    pub name: &'static str,
    /// Its arguments; nothing for what is read like a field: `city.title`.
    pub arguments: Option<&'static [Argument]>,
    /// What it does or gives.
    pub about: &'static str,
    /// An example, with what it gives. `trondheim` and `all` are there.
    pub example: (&'static str, &'static str),
    /// How it is done.
    pub(super) body: fn(&Call<'_, '_>) -> Done,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.form())
    }
}

impl Entry {
    /// How it is written: `city.score(name)`.
    #[must_use]
    pub fn form(&self) -> String {
        let on = match self.of {
            Of::Script => String::new(),
            Of::Ranked => "place.".to_owned(),
            of => format!("{}.", of.word()),
        };
        let Some(arguments) = self.arguments else { return format!("{on}{}", self.name) };
        let named = arguments.iter().enumerate().map(|(at, argument)| {
            let comma = if at == 0 { "" } else { ", " };
            if argument.optional { format!("[{comma}{}]", argument.name) } else { format!("{comma}{}", argument.name) }
        });
        format!("{on}{}({})", self.name, named.collect::<String>())
    }

    /// Fewest and most arguments, without what it is called on.
    pub(super) fn arity(&self) -> (usize, usize) {
        let arguments = self.arguments.unwrap_or_default();
        (arguments.iter().filter(|argument| !argument.optional).count(), arguments.len())
    }
}

/// All rows, by what they are called on.
const TABLES: [&[Entry]; 8] = [
    top::ENTRIES,
    city::ENTRIES,
    item::ENTRIES,
    group::ENTRIES,
    outcome::ENTRIES,
    list::ENTRIES,
    sheet::ENTRIES,
    top::ARGUMENTS,
];

/// All that a script can call or read, in the order of the reference.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    TABLES.into_iter().flatten()
}

/// The rows of one sort.
pub(super) fn entries_of(of: Of) -> impl Iterator<Item = &'static Entry> {
    entries().filter(move |entry| entry.of == of)
}

/// Makes what rows of one sort are written with: `field`s are read, `call`s have arguments.
macro_rules! makers {
    (field: $($make:ident of $of:ident),+) => { $(
        const fn $make(
            name: &'static str,
            about: &'static str,
            example: (&'static str, &'static str),
            body: fn(&super::call::Call<'_, '_>) -> super::call::Done,
        ) -> super::entry::Entry {
            super::entry::Entry { of: super::entry::Of::$of, name, arguments: None, about, example, body }
        }
    )+ };
    (call: $($make:ident of $of:ident),+) => { $(
        const fn $make(
            name: &'static str,
            arguments: &'static [super::entry::Argument],
            about: &'static str,
            example: (&'static str, &'static str),
            body: fn(&super::call::Call<'_, '_>) -> super::call::Done,
        ) -> super::entry::Entry {
            super::entry::Entry { of: super::entry::Of::$of, name, arguments: Some(arguments), about, example, body }
        }
    )+ };
}
pub(super) use makers;
