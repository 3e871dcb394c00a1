//! What sort of thing a value of a script is, as far as that can be told before it runs.

use super::problem::Fault;
use crate::model::rules::{Measure, Shape};
use crate::source::nearest;

/// A sort of value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// Nothing can be told.
    Unknown,
    /// Nothing at all: what a loop or a `let` gives.
    Nothing,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// A text; the text itself, where it stands in the script.
    Text(Option<String>),
    /// One of these words: what a rule asks for.
    OneOf(Vec<String>),
    /// A list, with what each element is.
    List(Box<Sort>),
    /// A record; its entries, where all of them are known.
    Record(Option<Vec<(String, Sort)>>),
    /// A scorecard.
    Card,
    /// A KPI, a point or an input of a scorecard.
    Item,
    /// A group of a roll-up.
    Group,
    /// A band.
    Band,
    /// An action or a finding.
    Said,
}

/// How deep sorts are told: a list in a list in a list is a list of something.
const DEEPEST: u8 = 4;

impl Sort {
    /// A list of something.
    pub(super) fn list(of: Self) -> Self {
        Self::List(Box::new(of))
    }

    /// What is declared, as a script sees it. `words` are those of a choice.
    #[must_use]
    pub fn of(shape: &Shape, words: &dyn Fn(&Measure) -> Vec<String>) -> Self {
        let one = |measure: &Measure| match measure {
            Measure::Unit(_) => Self::Number,
            Measure::YesNo => Self::YesNo,
            Measure::OneOf(_) => Self::OneOf(words(measure)),
            Measure::Text => Self::Text(None),
        };
        match shape {
            Shape::One(measure) => one(measure),
            Shape::List(measure) => Self::list(one(measure)),
            Shape::Record(fields) => {
                let entry =
                    |own: &crate::model::rules::FunctionArgument| (own.name.clone(), Self::of(&own.shape, words));
                Self::Record(Some(fields.iter().map(entry).collect()))
            }
        }
    }

    /// What both are.
    pub(super) fn join(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Text(_) | Self::OneOf(_), Self::Text(_) | Self::OneOf(_)) => Self::Text(None),
            (Self::List(one), Self::List(other)) => Self::list(one.join(*other)),
            (Self::Record(_), Self::Record(_)) => Self::Record(None),
            _ => Self::Unknown,
        }
    }

    /// The same, told no deeper than the deepest.
    pub(super) fn bounded(self, depth: u8) -> Self {
        match self {
            Self::List(_) | Self::Record(_) if depth >= DEEPEST => Self::Unknown,
            Self::List(of) => Self::list(of.bounded(depth + 1)),
            Self::Record(Some(entries)) => {
                Self::Record(Some(entries.into_iter().map(|(name, of)| (name, of.bounded(depth + 1))).collect()))
            }
            other => other,
        }
    }

    /// What is left to be told of something that the script changes.
    pub(super) fn changed(self) -> Self {
        match self {
            Self::List(_) => Self::list(Self::Unknown),
            Self::Record(_) => Self::Record(None),
            Self::Text(_) | Self::OneOf(_) => Self::Text(None),
            other => other,
        }
    }

    /// The name under which the engine knows it, where it has fields of its own.
    fn engine_name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Card => "scorecard",
            Self::Item => "item",
            Self::Group => "group",
            Self::Band => "band",
            _ => return None,
        })
    }

    /// What it is, in words.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Unknown => "something".to_owned(),
            Self::Nothing => "nothing".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::YesNo => "`true` or `false`".to_owned(),
            Self::Text(_) => "a text".to_owned(),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::List(of) if **of == Self::Unknown => "a list".to_owned(),
            Self::List(of) => format!("a list of {}", of.several()),
            Self::Record(_) => "a record".to_owned(),
            Self::Card => "a scorecard".to_owned(),
            Self::Item => "an item".to_owned(),
            Self::Group => "a group".to_owned(),
            Self::Band => "a band".to_owned(),
            Self::Said => "an action or a finding".to_owned(),
        }
    }

    /// Several of it, in words.
    fn several(&self) -> String {
        match self {
            Self::Number => "numbers".to_owned(),
            Self::YesNo => "`true` and `false`".to_owned(),
            Self::Text(_) => "texts".to_owned(),
            Self::OneOf(words) => format!("words out of {}", words.join(", ")),
            Self::Item => "items".to_owned(),
            Self::Group => "groups".to_owned(),
            other => format!("values, each {}", other.words()),
        }
    }

    /// What its field is, or why it has none of that name.
    pub(super) fn field(&self, name: &str) -> Result<Self, Fault> {
        match self {
            Self::Unknown | Self::Record(None) | Self::Said => Ok(Self::Unknown),
            Self::Record(Some(entries)) => {
                let found = entries.iter().find(|(own, _)| own == name).map(|(_, of)| of.clone());
                found.ok_or_else(|| {
                    let near = nearest(name, entries.iter().map(|(own, _)| own.as_str()));
                    Fault::UnknownEntry(name.to_owned(), near.map(str::to_owned))
                })
            }
            known => {
                let fields = known.engine_name().map_or_else(Vec::new, super::card::fields);
                if fields.contains(&name) { Ok(known.leads_to(name)) } else { Err(known.no_field(name, &fields)) }
            }
        }
    }

    fn no_field(&self, name: &str, fields: &[&str]) -> Fault {
        let own = super::card::methods(self.engine_name().unwrap_or_default());
        let every = super::natives::NATIVES.iter().map(|(native, form, ..)| (*native, form.matches(',').count()));
        let near = match own.into_iter().chain(every).find(|(called, _)| *called == name) {
            Some((called, 0)) => Some(format!("{called}()")),
            Some((called, _)) => Some(format!("{called}(…)")),
            None => nearest(name, fields.iter().copied()).map(str::to_owned),
        };
        let known = fields.iter().map(|field| (*field).to_owned()).collect();
        Fault::NoField(name.to_owned(), self.words(), near, known)
    }

    /// Where a field leads on to.
    fn leads_to(&self, name: &str) -> Self {
        match (self, name) {
            (Self::Item, "leaves") | (Self::Group, "members") => Self::list(Self::Item),
            (Self::Item, "kpi") => Self::Item,
            (Self::Group, "key") => Self::Record(None),
            // A band may be missing, and then it is nothing but that; its name is asked of what is there.
            (Self::Item, "band" | "pace") | (Self::Group, "band") => Self::Band,
            (Self::Card, "city" | "title")
            | (Self::Item, "name" | "title" | "code" | "unit" | "kind" | "status")
            | (Self::Group, "title" | "rollup")
            | (Self::Band, "name") => Self::Text(None),
            (Self::Card, "year") | (Self::Group, "applicable" | "reported" | "scored") => Self::Number,
            (Self::Item, "reported") => Self::YesNo,
            _ => Self::Unknown,
        }
    }

    /// An element of it.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::List(of) => of.as_ref().clone(),
            _ => Self::Unknown,
        }
    }

    /// What is wrong with a result where this is wanted; nothing where it fits, or may fit.
    pub(super) fn unfit(&self, got: &Self) -> Option<Fault> {
        let other = || Some(Fault::Gives(got.words(), self.words()));
        match (self, got) {
            // That a function for rules has no actions is told where it calls them.
            (_, Self::Unknown | Self::Said) | (Self::Unknown, _) | (Self::Said, Self::Nothing) => None,
            (Self::Said, Self::List(of)) => self.unfit(of),
            (Self::Text(_), Self::Text(_) | Self::OneOf(_) | Self::Band) => None,
            (Self::OneOf(words), Self::Text(Some(word))) if !words.contains(word) => {
                let near = nearest(word, words.iter().map(String::as_str)).map(str::to_owned);
                Some(Fault::OtherWord(word.clone(), words.join(", "), near))
            }
            (Self::OneOf(_), Self::Text(_) | Self::OneOf(_)) => None,
            (Self::List(wanted), Self::List(of)) => wanted.unfit(of).and(other()),
            (Self::Record(Some(wanted)), Self::Record(Some(entries))) => unfit_record(wanted, entries),
            (Self::Record(_), Self::Record(_)) => None,
            (wanted, got) => {
                if std::mem::discriminant(wanted) == std::mem::discriminant(got) {
                    None
                } else {
                    other()
                }
            }
        }
    }
}

/// What is wrong with the entries of a record that is given back.
fn unfit_record(wanted: &[(String, Sort)], entries: &[(String, Sort)]) -> Option<Fault> {
    let less = || wanted.iter().map(|(name, _)| name).filter(|name| !entries.iter().any(|(own, _)| own == *name));
    if let Some((name, _)) = entries.iter().find(|(name, _)| !wanted.iter().any(|(own, _)| own == name)) {
        let near = nearest(name, less().map(String::as_str)).map(str::to_owned);
        return Some(Fault::MoreEntries(name.clone(), near));
    }
    if let Some(name) = less().next() {
        return Some(Fault::NoEntry(name.clone()));
    }
    wanted.iter().find_map(|(name, sort)| {
        let (_, got) = entries.iter().find(|(own, _)| own == name)?;
        sort.unfit(got).map(|fault| match fault {
            Fault::Gives(got, wanted) => Fault::GivesIn(name.clone(), got, wanted),
            other => other,
        })
    })
}
