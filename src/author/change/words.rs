//! The fixed words of what is said about changes, in one place.

use super::effect::Of;
use super::{Became, Change, Written};

/// An aspect of an item in the words of the method.
pub(super) fn aspect(change: &Change) -> &str {
    match change.aspect.as_str() {
        "value" if change.word == "parameter" => "value",
        "value" => "formula",
        "head" => "declaration",
        "item" => "item",
        "when" => "trigger",
        "held back" => "what holds it back",
        "about" => "description",
        "title" => "title",
        "of" => "members of the roll-up",
        "by" => "way of the roll-up",
        "extends" => "packs that it extends",
        "order" => "order",
        other => other,
    }
}

/// What became of a clause.
pub(super) fn became(became: Became) -> &'static str {
    match became {
        Became::Added => "added",
        Became::Removed => "removed",
        Became::Changed => "changed",
    }
}

/// How a clause of a narrower pack meets the one below it.
pub(super) fn goes_over(new: &Written) -> &'static str {
    match (&new.when, &new.from.as_ref().or(new.until.as_ref())) {
        (Some(_), _) => "goes over it where its condition holds",
        (None, Some(_)) => "goes over it in its time",
        (None, None) => "goes over it",
    }
}

/// `1 change`, `2 changes`.
pub(in crate::author) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

pub(super) const NOTHING: &str = "nothing was changed";
pub(in crate::author) const ARROW: &str = "→";
pub(super) const AND_IN: &str = "and in";
pub(super) const UNCOVERS: &str = "holds again";
pub(super) const NOTHING_MOVES: &str = "nothing moves";
pub(super) const NOTHING_ELSE: &str = "nothing else does";
pub(super) const TOGETHER: &str = "only together";
pub(super) const BY_ORDER: &str = "the order of the rules";
pub(super) const WITH_OTHERS: &str = "only with others";
pub(super) const AND: &str = ", and";
pub(super) const NONE: &str = "none";
pub(in crate::author) const OF: &str = "of";
pub(super) const RANKS: &str = "Ranks of the cities, by the score of each group (who ties shares the better rank)";
pub(super) const NOT_GIVEN: &str = "not given";
pub(super) const NOT_ASKED: &str = "not asked";
pub(in crate::author) const SHIFTED: &str = "other ranks, as others came or went";

/// The heading above results of a sort.
pub(in crate::author) fn results(of: Of) -> &'static str {
    match of {
        Of::Item => "KPIs, points and inputs",
        Of::Group => "Groups",
        Of::Recommendation => "Recommendations",
        Of::Check => "Checks",
    }
}

/// One of them, and many.
pub(in crate::author) fn result_words(of: Of) -> (&'static str, &'static str) {
    match of {
        Of::Item => ("item", "items"),
        Of::Group => ("group", "groups"),
        Of::Recommendation => ("recommendation", "recommendations"),
        Of::Check => ("check", "checks"),
    }
}

/// The fixed words of the page.
#[derive(Debug, serde::Serialize)]
pub(super) struct Words {
    language: &'static str,
    title: &'static str,
    skip: &'static str,
    contents: &'static str,
    to: &'static str,
    changed: &'static str,
    changed_about: &'static str,
    does: &'static str,
    does_about: &'static str,
    no_cities: &'static str,
    packs: &'static str,
    what: &'static str,
    part: &'static str,
    was: &'static str,
    is: &'static str,
    causes: &'static str,
    change: &'static str,
    and: &'static str,
    and_in: &'static str,
    together: &'static str,
    with_others: &'static str,
    by_order: &'static str,
    ranks: &'static str,
    ranks_about: &'static str,
    group: &'static str,
    city: &'static str,
}

/// English.
pub(super) const PAGE: &Words = &Words {
    language: "en",
    title: "What the change does",
    skip: "Skip to the content",
    contents: "Contents",
    to: "to",
    changed: "What was changed",
    changed_about: "Each change has a number. A minus stands before what was said, a plus before what is said now.",
    does: "What it does",
    does_about: "Every result that differs, with the numbers of the changes that move it. What is not listed is as it was.",
    no_cities: "No city was compared.",
    packs: "Packs",
    what: "Result of",
    part: "Result",
    was: "was",
    is: "is",
    causes: "Caused by",
    change: "change",
    and: ", and",
    and_in: AND_IN,
    together: TOGETHER,
    with_others: WITH_OTHERS,
    by_order: BY_ORDER,
    ranks: "Ranks of the cities",
    ranks_about: "By the score of each group. Who ties shares the better rank, and the next rank comes after all of them.",
    group: "Group",
    city: "City",
};

/// The other items of a change, of many the first few.
pub(super) fn beside(change: &Change) -> String {
    const FIRST: usize = 5;
    let more = change.beside.len().saturating_sub(FIRST);
    if more < 2 {
        return change.beside.join(", ");
    }
    let first: Vec<&str> = change.beside.iter().take(FIRST).map(String::as_str).collect();
    format!("{} and {more} more", first.join(", "))
}
