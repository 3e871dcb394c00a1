//! The fixed words of what is said about changes, in one place.

use super::Became;

/// An aspect of an item in the words of the method.
pub(super) fn aspect(word: &str) -> &str {
    match word {
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

/// `1 change`, `2 changes`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

pub(super) const NOTHING: &str = "nothing was changed";
pub(super) const ARROW: &str = "→";
pub(super) const AND_IN: &str = "and in";
pub(super) const GOES_OVER: &str = "goes over it";
pub(super) const UNCOVERS: &str = "holds again";
