//! The marks of statistics offices for what is not there.

/// Why a cell has no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The cell is empty.
    Empty,
    /// Not available: `:`, `..`, `n/a`.
    NotAvailable,
    /// A hyphen, which some offices write for "none" and others for "not available".
    Hyphen,
    /// Suppressed to protect those whom it counts: `c`, `:c`.
    Suppressed,
}

const NOT_AVAILABLE: [&str; 16] = [
    ":",
    "..",
    ".",
    "...",
    "\u{2026}",
    "n/a",
    "n.a.",
    "na",
    "#n/a",
    "nr",
    "n/r",
    "n.r.",
    "null",
    "none reported",
    "not reported",
    "not available",
];

impl Mark {
    /// The mark that a cell holds, if it holds one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 16 {
            return None;
        }
        match text.to_lowercase().as_str() {
            "" => Some(Self::Empty),
            "-" | "\u{2013}" | "\u{2014}" | "\u{2212}" => Some(Self::Hyphen),
            "c" | ":c" | ": c" => Some(Self::Suppressed),
            other => NOT_AVAILABLE.contains(&other).then_some(Self::NotAvailable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;

    #[test]
    fn offices_have_many_marks() {
        for (text, mark) in [
            (" ", Some(Mark::Empty)),
            (":", Some(Mark::NotAvailable)),
            ("N/A", Some(Mark::NotAvailable)),
            ("NR", Some(Mark::NotAvailable)),
            ("\u{2013}", Some(Mark::Hyphen)),
            (": C", Some(Mark::Suppressed)),
            ("0", None),
            ("high", None),
        ] {
            assert_eq!(Mark::of(text), mark, "{text}");
        }
    }
}
