//! The words of the language, for messages and for the reference manual.

/// Words that open an item. In column 0 they begin one even where brackets do not balance.
pub const ITEM_WORDS: &[&str] = &[
    "pack",
    "bands",
    "facet",
    "rollup",
    "unit",
    "input",
    "kpi",
    "amend",
    "parameter",
    "table",
    "reference",
    "recommend",
    "resource",
    "limit",
    "check",
    "function",
    "test",
    "robustness",
    "city",
    "programme",
    "region",
    "point",
    "points",
    "retire",
    "translate",
    "cohort",
    "records",
    "targets",
    "kpis",
    "cities",
];

/// Words that open a clause.
pub const CLAUSE_WORDS: &[&str] = &[
    "about",
    "action",
    "address",
    "also in",
    "applies to",
    "assume",
    "bands",
    "because",
    "better",
    "budget",
    "by",
    "city",
    "code",
    "cohort",
    "counts",
    "credit",
    "digits",
    "effect on",
    "expect",
    "extends",
    "from",
    "given",
    "impute",
    "input",
    "language",
    "members",
    "no benchmark",
    "not applicable",
    "note",
    "of",
    "path",
    "per",
    "period",
    "point",
    "points",
    "prefer",
    "priority",
    "progress",
    "publisher",
    "replicates",
    "require",
    "resource",
    "score",
    "screen",
    "seed",
    "source",
    "start",
    "subject",
    "tags",
    "target",
    "title",
    "tolerance",
    "treat",
    "trend",
    "unit",
    "unless",
    "until",
    "uses",
    "value",
    "vary",
    "version",
    "weight",
    "when",
    "year",
    "years",
];

/// Words that open a modifier.
pub const MODIFIER_WORDS: &[&str] = &["from", "until", "when", "source", "basis", "because", "evidence", "as", "over"];

/// Words that can not be the name of what a pack declares.
pub const RESERVED_WORDS: &[&str] = &[
    "against",
    "and",
    "any",
    "applicable",
    "arrival",
    "as",
    "at",
    "band",
    "basis",
    "because",
    "budget",
    "by",
    "else",
    "evidence",
    "for",
    "from",
    "if",
    "in",
    "is",
    "kpi",
    "kpis",
    "leaves",
    "met",
    "no",
    "not",
    "of",
    "or",
    "over",
    "per",
    "points",
    "progress",
    "quality",
    "reported",
    "required",
    "score",
    "source",
    "start",
    "status",
    "target",
    "then",
    "title",
    "to",
    "unless",
    "until",
    "value",
    "when",
    "where",
    "with",
    "within",
    "year",
    "yes",
];

/// Words that join the parts of a clause: not even a facet value or a band may be called so.
pub(super) const JOINING_WORDS: &[&str] = &[
    "against", "and", "as", "at", "basis", "because", "by", "else", "evidence", "for", "from", "if", "in", "is", "not",
    "of", "or", "over", "per", "source", "then", "to", "unless", "until", "when", "where", "with", "within",
];

/// Words that carry a clause on when a deeper line begins with them.
pub(super) fn carries_on(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "then"
            | "else"
            | "within"
            | "from"
            | "until"
            | "when"
            | "source"
            | "basis"
            | "because"
            | "evidence"
            | "as"
            | "over"
    )
}

/// Words after which a clause is not at its end.
pub(super) fn wants_more(word: &str) -> bool {
    matches!(word, "and" | "or" | "not" | "if" | "then" | "else" | "within" | "is" | "against")
}

/// Whether a word opens a clause.
pub(super) fn opens_clause(word: &str) -> bool {
    let first = |known: &str| known.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    CLAUSE_WORDS.iter().any(|known| first(known))
}
