//! What a name on the command line stands for.

use super::Known;
use crate::model::rules::Rollup;
use crate::source::nearest;
use crate::value::{ItemId, Symbol};

/// What can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Item(ItemId),
    Recommendation(u16),
    Check(u16),
    Parameter(u16),
    /// A roll-up, and the place of one of its groups in the scorecard.
    Group(u16, usize),
    Rollup(u16),
}

/// A name that stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// The known name that lies nearest, if one is near.
    pub nearest: Option<String>,
    /// Where to look where none is near.
    pub hint: &'static str,
}

impl std::fmt::Display for Unknown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "nothing is called `{}`", self.name)?;
        match &self.nearest {
            Some(near) => write!(out, "; did you mean `{near}`?"),
            None => write!(out, "; {}", self.hint),
        }
    }
}

impl std::error::Error for Unknown {}

pub(super) fn find(known: &Known<'_>, name: &str) -> Result<Subject, Unknown> {
    let book = known.book;
    let name = name.trim();
    let by_code = || book.items.iter().find(|item| item.code.as_deref() == Some(name)).map(|item| item.id);
    if let Some(item) = book.item_names.get(name).copied().or_else(by_code) {
        return Ok(Subject::Item(item));
    }
    if let Some(place) = place(book.recommendations.iter().map(|rule| rule.name.as_str()), name) {
        return Ok(Subject::Recommendation(place));
    }
    if let Some(place) = place(book.checks.iter().map(|check| check.name.as_str()), name) {
        return Ok(Subject::Check(place));
    }
    if let Some(place) = place(book.parameters.iter().map(|parameter| parameter.name.as_str()), name) {
        return Ok(Subject::Parameter(place));
    }
    if let Some(place) = place(book.rollups.iter().map(|rollup| rollup.name.as_str()), name) {
        return Ok(Subject::Rollup(place));
    }
    group(known, name).ok_or_else(|| unknown(known, name))
}

fn place<'n>(mut names: impl Iterator<Item = &'n str>, name: &str) -> Option<u16> {
    names.position(|known| known == name).and_then(|place| u16::try_from(place).ok())
}

/// `dimension: society, category: education`
fn group(known: &Known<'_>, name: &str) -> Option<Subject> {
    let book = known.book;
    let mut facets: Vec<u16> = Vec::new();
    let mut key: Vec<Symbol> = Vec::new();
    let own = name.split(',').next().map(str::trim).filter(|own| !own.contains([':', '=']));
    for pair in name.split(',').skip(usize::from(own.is_some())) {
        let (facet, value) = pair.split_once([':', '='])?;
        let at = place(book.facets.iter().map(|facet| facet.name.as_str()), facet.trim())?;
        let values = &book.facets.get(at as usize)?.values;
        facets.push(at);
        key.push(values.iter().find(|known| book.word(known.symbol) == value.trim())?.symbol);
    }
    let called = |rollup: &Rollup| own.map_or(!book.has_own_name(rollup), |own| rollup.name == own);
    let fits = |rollup: &&Rollup| rollup.facets == facets && own.is_none_or(|own| rollup.name == own);
    let rollups = book.rollups.iter();
    let rollup = rollups.clone().position(|rollup| fits(&rollup) && called(rollup));
    let rollup = rollup.or_else(|| rollups.clone().position(|rollup| fits(&rollup)))?;
    let groups = &known.card.rollups.iter().find(|result| result.rollup as usize == rollup)?.groups;
    let group = groups.iter().position(|group| group.key == key)?;
    Some(Subject::Group(u16::try_from(rollup).ok()?, group))
}

fn unknown(known: &Known<'_>, name: &str) -> Unknown {
    let book = known.book;
    let groups: Vec<String> = book
        .rollups
        .iter()
        .zip(&known.card.rollups)
        .flat_map(|(rollup, result)| result.groups.iter().map(|group| book.group_name(rollup, &group.key)))
        .collect();
    let names = book
        .item_names
        .keys()
        .map(String::as_str)
        .chain(book.recommendations.iter().map(|rule| rule.name.as_str()))
        .chain(book.checks.iter().map(|check| check.name.as_str()))
        .chain(book.parameters.iter().map(|parameter| parameter.name.as_str()))
        .chain(groups.iter().map(String::as_str));
    let hint = "`yardstick list kpis` and `yardstick list recommendations` show what there is";
    Unknown { name: name.to_owned(), nearest: nearest(name, names).map(str::to_owned), hint }
}
