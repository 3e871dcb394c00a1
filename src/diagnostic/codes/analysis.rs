//! Slips of the family `analysis`: scripts that drive the engine.

use super::Code;

/// The family `analysis`.
pub(super) const CODES: &[Code] = &[Code {
    code: "analysis::stopped",
    title: "an analysis cannot go on",
    explanation: "The script says something that does not exist or cannot be done: a misspelt name, a comparison with a \
                  missing value, a folder outside of the project. What can be told before it runs is told all at once; \
                  while it runs the first slip ends it.",
    wrong: "if city.score(\"dimension: society\") > 50 { print(city.title); }",
    cure: "let score = city.score(\"dimension: society\");\nif !is_missing(score) && score > 50 { print(city.title); }",
}];
