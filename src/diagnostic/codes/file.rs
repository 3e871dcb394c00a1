//! Slips of the family `file`.

use super::Code;

/// The family `file`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "file::text::empty",
        title: "an empty file",
        explanation: "There is nothing in the file.",
        wrong: "(empty)",
        cure: "fill it, or take it away",
    },
    Code {
        code: "file::text::unreadable",
        title: "a file that cannot be read as text",
        explanation: "The file is not UTF-8.",
        wrong: "a file saved in another encoding",
        cure: "save it as UTF-8",
    },
];
