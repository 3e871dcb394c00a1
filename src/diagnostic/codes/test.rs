//! Slips of the family `test`.

use super::Code;

/// The family `test`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "test::city::unknown",
        title: "no such city",
        explanation: "The folder that the test names holds no city.",
        wrong: "city \"cities/trondhem\"",
        cure: "city \"cities/trondheim\"",
    },
    Code {
        code: "test::expectation::failed",
        title: "an expectation that fails",
        explanation: "The test gives something else than expected. What was seen stands above what was wanted.",
        wrong: "expect x = 5 %",
        cure: "mend the rule, or the test",
    },
    Code {
        code: "test::given::no_value",
        title: "a given without a value",
        explanation: "The given figure cannot be worked out.",
        wrong: "given x = y / 0",
        cure: "given x = 5 %",
    },
];
