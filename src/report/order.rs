//! Words for what the data say of a figure, and small lists in sentences.

use super::view::View;

/// The first few of a list, and how many more there are: `a, b and 3 more`.
pub(super) fn cut(view: View<'_>, names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(shown.len()) {
        0 => listed(view, &shown),
        more => view.say("list_cut", &[("rest", &shown.join(", ")), ("more", &view.count(more))]),
    }
}

/// A list in a sentence: `a, b and c`.
pub(super) fn listed(view: View<'_>, names: &[&str]) -> String {
    view.voice().list(names)
}

/// A word of the rules for people: `natural_maximum` is `natural maximum`.
pub(super) fn plain(word: &str) -> String {
    word.replace('_', " ")
}
