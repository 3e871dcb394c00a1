//! Slips of the family `pack`.

use super::Code;

/// The family `pack`.
pub(super) const CODES: &[Code] = &[Code {
    code: "pack::name::twice",
    title: "two packs of one name",
    explanation: "Two folders hold a pack of the same name.",
    wrong: "pack u4ssc in two folders",
    cure: "rename one",
}];
