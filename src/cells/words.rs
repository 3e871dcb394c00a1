//! Words of data files against the words that are known.

/// A word as names are written: small letters, `_` for spaces and hyphens.
pub fn as_name(text: &str) -> String {
    text.trim().chars().flat_map(char::to_lowercase).map(|c| if c == ' ' || c == '-' { '_' } else { c }).collect()
}

/// `` `a`, `b` or `c` ``
pub fn any_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    joined(words, "or")
}

/// Words in a row, all of which are there: "`a`, `b` and `c`".
pub fn all_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    joined(words, "and")
}

fn joined<'a>(words: impl IntoIterator<Item = &'a str>, with: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {with} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{any_of, as_name};

    #[test]
    fn spellings_are_levelled() {
        assert_eq!(as_name(" Not reported "), "not_reported");
        assert_eq!(any_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
