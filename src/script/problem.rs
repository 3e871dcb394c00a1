//! What is wrong with a script, and where.

use std::fmt::{Display, Formatter};
use std::sync::Arc;

use rhai::{EvalAltResult, ParseError, ParseErrorType, Position};

use super::limits::Limit;
use crate::value::{Missing, Phrase};

/// Something wrong in a script: found when it was read, or while it ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub what: Fault,
    /// Line and column in the script's text, from 1; the column counts characters. Nothing where the fault is the
    /// script's as a whole.
    pub place: Option<(usize, usize)>,
}

/// The sorts of faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The text is no Rhai.
    Syntax(String),
    /// A part of Rhai that scripts here may not use: what, and what to write instead.
    Refused(&'static str, &'static str),
    /// A function that neither the script nor the engine has: its name, the number of its arguments, the nearest name.
    UnknownFunction(String, usize, Option<String>),
    /// A function with another number of arguments: its name, how many it takes, how many there are, how it is written.
    Arguments(String, String, usize, String),
    /// A variable that is not there, and the nearest name.
    UnknownVariable(String, Option<String>),
    /// A record has no such entry; the nearest one.
    UnknownEntry(String, Option<String>),
    /// Something has no such field: the name, what it is, the nearest name, all names that it has.
    NoField(String, String, Option<String>, Vec<String>),
    /// A function that only scripts have which see a scorecard.
    Elsewhere(String),
    /// The script gives something of another sort than is declared: what it gives, what is declared.
    Gives(String, String),
    /// The same in a field of the record that it gives.
    GivesIn(String, String, String),
    /// The script gives nothing, where something is declared.
    GivesNothing,
    /// The script gives a word that is none of those that are declared: the word, those, the nearest.
    OtherWord(String, String, Option<String>),
    /// The record that it gives has an entry that is not declared; the nearest one that is.
    MoreEntries(String, Option<String>),
    /// The record that it gives lacks an entry.
    NoEntry(String),
    /// A function of the script has the name of one that every script has.
    Overload(String),
    /// A limit is broken.
    Limit(Limit),
    /// The text is longer than a script may be.
    Long(usize),
    /// Something was done with a missing value: what, and why the value is missing.
    Missing(String, String, Option<Arc<Missing>>),
    /// What the scorecard says of itself: a name that it does not know.
    Found(Missing),
    /// Two things that do not go together: the operator, what stands on its left and on its right.
    Types(String, String, String),
    /// A computation that has no finite result.
    NotFinite(&'static str),
    /// A function of the rule language has no result: its name, and the key of the reason.
    Said(&'static str, &'static str),
    /// What the script itself throws.
    Thrown(String),
    /// Anything else, in Rhai's words.
    Other(String),
}

impl Problem {
    /// A fault at a position of Rhai.
    #[must_use]
    pub fn at(what: Fault, position: Position) -> Self {
        let place = position.line().map(|line| (line, position.position().unwrap_or(1)));
        Self { what, place }
    }

    /// The place as a range of bytes of the script's text: the word or sign that stands there.
    #[must_use]
    pub fn range(&self, text: &str) -> std::ops::Range<usize> {
        Self::range_at(self.place, text)
    }

    /// The same of any line and column.
    #[must_use]
    pub fn range_at(place: Option<(usize, usize)>, text: &str) -> std::ops::Range<usize> {
        let Some((line, column)) = place else { return 0..0 };
        let mut start = 0;
        for (number, content) in text.split_inclusive('\n').enumerate() {
            if number + 1 == line {
                let inside = content.char_indices().nth(column.saturating_sub(1)).map_or(content.len(), |(at, _)| at);
                let at = start + inside;
                let rest = text.get(at..).unwrap_or_default();
                return at..at + word(rest);
            }
            start += content.len();
        }
        text.len()..text.len()
    }

    /// The reason why a result is missing.
    #[must_use]
    pub fn phrase(&self, file: &str) -> Phrase {
        let said = self.what.phrase();
        match self.place {
            Some((line, column)) => {
                Phrase::from("why_script_at").with("what", said).with("place", format!("{file}:{line}:{column}"))
            }
            None => Phrase::from("why_script").with("what", said).with("file", file),
        }
    }
}

/// How many bytes the word or sign at the start of a text takes; a point with the word behind it.
fn word(rest: &str) -> usize {
    if let Some(behind) = rest.strip_prefix('.').filter(|behind| behind.starts_with(char::is_alphabetic)) {
        return 1 + word(behind);
    }
    let letters = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_');
    match letters.map(char::len_utf8).sum() {
        0 => rest.chars().next().filter(|letter| *letter != '\n').map_or(0, char::len_utf8),
        length => length,
    }
}

impl Fault {
    /// In words of the reader's language.
    fn phrase(&self) -> Phrase {
        match self {
            Self::Limit(limit) => Phrase::from(limit.key()),
            Self::Missing(operator, reason, _) => {
                Phrase::from("script_missing").with("operator", operator.as_str()).with("reason", reason.as_str())
            }
            Self::NotFinite(operator) => Phrase::from("script_not_finite").with("operator", *operator),
            Self::Said(_, why) => Phrase::from(*why),
            Self::Found(missing) if let Some(why) = missing.why() => why.clone(),
            Self::Thrown(text) => Phrase::from(Arc::<str>::from(text.as_str())),
            other => Phrase::from(other.to_string()),
        }
    }
}

impl Limit {
    /// The key of its words for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Operations => "script_limit_operations",
            Self::CallDepth => "script_limit_calls",
            Self::Memory => "script_limit_memory",
            Self::WallTime => "script_limit_time",
            Self::Nesting => "script_limit_nesting",
            Self::Variables => "script_limit_variables",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Operations => "the script takes more steps than it may",
            Self::CallDepth => "functions call each other deeper than they may",
            Self::Memory => "the script makes more texts, lists and records than it may",
            Self::WallTime => "the script takes longer than it may",
            Self::Nesting => "lists and records are put into each other deeper than they may",
            Self::Variables => "there are more variables at one time than there may be",
        }
    }
}

/// In English, as findings and terminals show it.
impl Display for Fault {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Syntax(words) | Self::Other(words) | Self::Thrown(words) => f.write_str(words),
            Self::Refused(what, _) => write!(f, "a script may not use {what}"),
            Self::UnknownFunction(name, ..) => write!(f, "there is no function `{name}`"),
            Self::Arguments(name, takes, given, _) => {
                let noun = if takes == "1" { "argument" } else { "arguments" };
                write!(f, "`{name}` takes {takes} {noun}, not {given}")
            }
            Self::UnknownVariable(name, _) => write!(f, "there is no variable `{name}`"),
            Self::UnknownEntry(name, _) => write!(f, "the record has no entry `{name}`"),
            Self::NoField(name, of, ..) => write!(f, "there is no `{name}` in {of}"),
            Self::Elsewhere(name) => write!(f, "`{name}` is for recommendations and checks, which see a scorecard"),
            Self::Gives(got, wanted) => write!(f, "here the script gives {got}, and {wanted} is declared"),
            Self::GivesIn(field, got, wanted) => {
                write!(f, "here the script gives {got} as `{field}`, and {wanted} is declared")
            }
            Self::GivesNothing => f.write_str("the script gives nothing: its last line is no value"),
            Self::OtherWord(word, words, _) => write!(f, "here the script gives `{word}`, which is none of {words}"),
            Self::MoreEntries(name, _) => write!(f, "the record that is given has `{name}`, which is not declared"),
            Self::NoEntry(name) => write!(f, "the record that is given has no `{name}`"),
            Self::Overload(name) => write!(f, "every script has a function `{name}` already"),
            Self::Limit(limit) => f.write_str(limit.words()),
            Self::Long(limit) => write!(f, "the script is longer than {limit} bytes"),
            Self::Missing(operator, reason, _) => {
                let reason = if reason == "missing" { String::new() } else { format!(" ({reason})") };
                write!(f, "`{operator}` cannot be used with a missing value{reason}")
            }
            Self::Types(operator, left, right) => write!(f, "`{operator}` cannot be used with {left} and {right}"),
            Self::NotFinite(operator) => write!(f, "`{operator}` has no finite result here"),
            Self::Said(function, _) => write!(f, "`{function}` has no result here"),
            Self::Found(missing) => f.write_str(missing.why().map_or("it has no result", Phrase::text_or_key)),
        }
    }
}

impl Fault {
    /// What to type, where we know.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Syntax(words) => match () {
                () if words.contains("reserved") => {
                    "Rhai keeps it for itself, or scripts here do without it: choose another name".to_owned()
                }
                () if words.contains("complexity") => "give parts of it names: `let part = …;`".to_owned(),
                () if words.contains("incomplete") => "finish its last expression, and close what is open".to_owned(),
                () => "mend it here, or just before".to_owned(),
            },
            Self::Refused(_, instead) => (*instead).to_owned(),
            Self::UnknownFunction(_, _, Some(near))
            | Self::UnknownVariable(_, Some(near))
            | Self::UnknownEntry(_, Some(near))
            | Self::NoField(_, _, Some(near), _)
            | Self::OtherWord(_, _, Some(near))
            | Self::MoreEntries(_, Some(near)) => {
                format!("did you mean `{near}`?")
            }
            Self::UnknownFunction(name, given, None) => {
                let names = ["a", "b", "c", "d"].into_iter().take(*given).collect::<Vec<_>>().join(", ");
                format!("define it: `fn {name}({names}) {{ … }}`")
            }
            Self::UnknownVariable(name, None) => format!("declare it: `let {name} = …;`"),
            Self::Arguments(_, _, _, form) => format!("write `{form}`"),
            Self::UnknownEntry(name, None) => format!("declare it as a field: `{name}: %` in `record of (…)`"),
            Self::NoField(name, of, None, known) if known.is_empty() => {
                format!("take `.{name}` away: only a record has such fields, and this is {of}")
            }
            Self::NoField(_, _, None, known) => {
                format!("it has {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
            }
            Self::Elsewhere(_) => "take what it needs as an argument, and give a value back".to_owned(),
            Self::Gives(_, wanted) | Self::GivesIn(_, _, wanted) => {
                format!("let it give {wanted} here, or declare in the rules what it gives")
            }
            Self::GivesNothing => "write the result as the last line, without `let` and `=`".to_owned(),
            Self::OtherWord(_, words, None) => format!("give one of {words}"),
            Self::MoreEntries(name, None) => format!("take it out, or declare it in the rules: `{name}: %`"),
            Self::NoEntry(name) => format!("write `{name}: …` into it"),
            Self::Overload(_) => "give it another name".to_owned(),
            Self::Long(_) => "make it shorter, and put tables into sheets".to_owned(),
            Self::Missing(..) => "ask first: `if is_missing(x) { … }`".to_owned(),
            _ => return None,
        })
    }
}

impl From<ParseError> for Problem {
    fn from(error: ParseError) -> Self {
        let position = error.position();
        let what = match *error.0 {
            ParseErrorType::VariableExists(name) => twice(&name),
            ParseErrorType::VariableUndefined(name) => Fault::UnknownVariable(name, None),
            ParseErrorType::BadInput(rhai::LexError::Runtime(words)) => Fault::Syntax(words),
            other => Fault::Syntax(lower(&other.to_string())),
        };
        Self::at(what, position)
    }
}

impl From<Box<EvalAltResult>> for Problem {
    fn from(error: Box<EvalAltResult>) -> Self {
        let position = error.position();
        match *error {
            EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => Self::from(inner),
            EvalAltResult::ErrorTerminated(token, _) => {
                let limit = token.try_cast::<Limit>().unwrap_or(Limit::Operations);
                Self::at(Fault::Limit(limit), position)
            }
            EvalAltResult::ErrorTooManyOperations(_) => Self::at(Fault::Limit(Limit::Operations), position),
            EvalAltResult::ErrorStackOverflow(_) => Self::at(Fault::Limit(Limit::CallDepth), position),
            EvalAltResult::ErrorDataTooLarge(..) => Self::at(Fault::Limit(Limit::Memory), position),
            EvalAltResult::ErrorTooManyVariables(_) => Self::at(Fault::Limit(Limit::Variables), position),
            EvalAltResult::ErrorRuntime(value, _) => {
                let thrown = value.is_string().then(|| value.to_string());
                let fault = value.try_cast::<Fault>();
                let what = fault.or(thrown.map(Fault::Thrown));
                Self::at(what.unwrap_or_else(|| Fault::Thrown("the script stops".to_owned())), position)
            }
            EvalAltResult::ErrorMismatchDataType(_, actual, _) if actual.ends_with("MissingValue") => {
                Self::at(Fault::Missing("if".to_owned(), "missing".to_owned(), None), position)
            }
            EvalAltResult::ErrorFunctionNotFound(signature, _) => Self::at(not_for(&signature), position),
            EvalAltResult::ErrorMismatchDataType(wanted, actual, _) => {
                let named = |sort: &str| plain(sort).map_or_else(|| format!("a {sort}"), str::to_owned);
                let words = format!("here stands {}, and {} is wanted", named(&actual), named(&wanted));
                Self::at(Fault::Other(words), position)
            }
            EvalAltResult::ErrorVariableExists(name, _) => Self::at(twice(&name), position),
            EvalAltResult::ErrorDotExpr(words, _) => Self::at(no_field(&words), position),
            EvalAltResult::ErrorVariableNotFound(name, _) => Self::at(Fault::UnknownVariable(name, None), position),
            EvalAltResult::ErrorPropertyNotFound(name, _) => Self::at(Fault::UnknownEntry(name, None), position),
            other => {
                let mut plain = other;
                plain.clear_position();
                Self::at(Fault::Other(lower(&plain.to_string())), position)
            }
        }
    }
}

/// A variable that is made a second time.
fn twice(name: &str) -> Fault {
    Fault::Other(format!("there is a variable `{name}` already; write `{name} = …` to change it, or take another name"))
}

/// A field that a thing does not have, out of Rhai's words: `Unknown property 'x' - a getter is not registered for type 'y'`.
fn no_field(words: &str) -> Fault {
    let mut quoted = words.split('\'').skip(1).step_by(2);
    let (Some(name), Some(sort)) = (quoted.next(), quoted.next()) else { return Fault::Other(lower(words)) };
    let mut known = super::card::fields(sort);
    known.extend(super::analysis::field_names(sort));
    if known.contains(&name) {
        return Fault::Other(format!("`{name}` can be read and not changed"));
    }
    if super::natives::NATIVES.iter().any(|(native, ..)| *native == name) {
        return Fault::Other(format!("`{name}` is called: write `{name}()`"));
    }
    let near = crate::source::nearest(name, known);
    let near = near.map_or_else(String::new, |near| format!(" (`{near}`?)"));
    match plain(sort) {
        Some(plain) => Fault::Other(format!("there is no `{name}` in {plain}")),
        None => Fault::Other(format!("there is no `{name}` in what is called `{sort}`{near}")),
    }
}

/// What Rhai calls a sort of value, in our words; nothing for what goes by its own name.
fn plain(sort: &str) -> Option<&'static str> {
    Some(match sort {
        "f64" => "a number",
        "i64" => "a whole number",
        "string" | "char" => "a text",
        "bool" => "yes or no",
        "()" => "nothing",
        "Fn" => "a function",
        sort if sort.ends_with("::List") => "a list",
        sort if sort.ends_with("::Record") => "a record",
        sort if sort.ends_with("MissingValue") => "a missing value",
        _ => return None,
    })
}

/// A function that is there, but not for such values: `len (f64)`.
fn not_for(signature: &str) -> Fault {
    let (name, sorts) = signature.split_once(" (").unwrap_or((signature, ""));
    let mut sorts = sorts.trim_end_matches(')').split(", ").filter(|sort| !sort.is_empty()).peekable();
    if sorts.clone().any(|sort| sort.ends_with("MissingValue")) {
        return Fault::Missing(name.to_owned(), "missing".to_owned(), None);
    }
    if sorts.peek().is_none() {
        return Fault::UnknownFunction(name.to_owned(), 0, None);
    }
    let named: Vec<String> = sorts.map(|sort| plain(sort).map_or_else(|| format!("a {sort}"), str::to_owned)).collect();
    Fault::Other(format!("`{name}` cannot be used with {}", named.join(" and ")))
}

/// A fault as an error of Rhai. The position is filled in where the function was called.
impl From<Fault> for Box<EvalAltResult> {
    fn from(fault: Fault) -> Self {
        EvalAltResult::ErrorRuntime(rhai::Dynamic::from(fault), Position::NONE).into()
    }
}

/// Rhai's words with a small letter in front, as all our messages have them.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
