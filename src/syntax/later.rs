//! Constructs of the language that are not evaluated yet: they are named, never called a syntax error.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The code of these findings.
pub(super) const CODE: &str = "syntax::item::later";

/// The finding for a construct.
pub(super) fn finding(what: &str, span: Span) -> Diagnostic {
    Diagnostic::error(CODE, span, format!("{what} is part of the language but not evaluated yet"))
        .here("left out")
        .help("take it out, or keep it in a pack that is not in use")
}

/// What an item is called whose first words are these, if it is not evaluated yet.
pub(super) fn item(first: &str, second: &str, third: &str) -> Option<&'static str> {
    match (first, second, third) {
        ("records", ..) => Some("`records`"),
        ("points", "for", _) => Some("`points for each` member"),
        _ => None,
    }
}

/// What a clause is called whose first word is this, if it is not evaluated yet.
pub(super) fn clause(first: &str) -> Option<&'static str> {
    match first {
        "rate" => Some("`rate` between currencies"),
        _ => None,
    }
}
