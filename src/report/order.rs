//! Words for what the data say of a figure, and small lists in sentences.

use super::words::W;

/// The first few of a list, and how many more there are: `a, b and 3 more`.
pub(super) fn cut(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(shown.len()) {
        0 => listed(&shown),
        rest => format!("{} {} {rest} {}", shown.join(", "), W.and, W.more),
    }
}

/// A list in a sentence: `a, b and c`.
pub(super) fn listed(names: &[&str]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} {} {last}", rest.join(", "), W.and),
    }
}

/// A word of the rules for people: `natural_maximum` is `natural maximum`.
pub(super) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// `1 figure`, `2 figures`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{cut, listed};

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(cut(&["a".into(), "b".into(), "c".into()], 2), "a, b and 1 more");
    }
}
