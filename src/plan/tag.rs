//! What is missing, kept within the cell itself.
//!
//! A column of numbers has no list of reasons beside it: a cell without a number holds a NaN that carries the sort of
//! reason, and a cell of a column of answers or bands holds a byte from 128 on. The weightier a sort is, the larger is
//! its tag, so that "the weightier sort speaks" is the maximum of two whole numbers: one instruction, with no branch.

use crate::value::MissingKind;

/// The tag of the lightest sort.
const LEAST: u8 = 0x80;
/// The tag of a cell that only the tree evaluator can tell. It outweighs all sorts of reasons.
pub(super) const ASK: u8 = 0x86;

/// All tags, from the lightest on.
pub(super) const TAGS: std::ops::RangeInclusive<u8> = LEAST..=ASK;

/// The bits of the smallest tagged NaN. As whole numbers without a sign all finite numbers lie below.
pub(super) const BASE: u64 = 0xFFF8_0000_0000_0080;

/// From the weightiest sort to the lightest: the order of [`MissingKind`].
const KINDS: [MissingKind; 6] = [
    MissingKind::Failed,
    MissingKind::Rejected,
    MissingKind::NotReported,
    MissingKind::NoBenchmark,
    MissingKind::NotApplicable,
    MissingKind::Undecided,
];

/// The tag of a sort.
pub(super) const fn tag(kind: MissingKind) -> u8 {
    LEAST + 5 - kind as u8
}

/// The sort of a tag; nothing where only the tree evaluator can tell.
pub(super) fn kind(tag: u8) -> Option<MissingKind> {
    KINDS.get(usize::from(LEAST + 5).checked_sub(usize::from(tag))?).copied()
}

/// A cell of a column of numbers that holds a tag.
pub(super) const fn cell(tag: u8) -> f64 {
    f64::from_bits(BASE - LEAST as u64 + tag as u64)
}

/// Whether a cell of numbers holds none.
#[inline(always)]
pub(super) fn is_missing(cell: f64) -> bool {
    cell.to_bits() >= BASE
}

/// Whether a cell of answers or bands holds none.
#[inline(always)]
pub(super) fn is_tag(code: u8) -> bool {
    code >= LEAST
}

/// The tag of a cell of numbers that holds none.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the tag is the last byte")]
pub(super) fn tag_of(cell: f64) -> u8 {
    cell.to_bits() as u8
}

/// The bits of a tag in the cell of a number, as they stand in a wider word.
pub(super) const FAILED: f64 = cell(tag(MissingKind::Failed));
/// Nobody reported it.
pub(super) const NOT_REPORTED: f64 = cell(tag(MissingKind::NotReported));
/// The method sets no target.
pub(super) const NO_BENCHMARK: f64 = cell(tag(MissingKind::NoBenchmark));
/// It does not apply.
pub(super) const NOT_APPLICABLE: f64 = cell(tag(MissingKind::NotApplicable));
/// Too little is known.
pub(super) const UNDECIDED: f64 = cell(tag(MissingKind::Undecided));
/// A figure was refused.
pub(super) const REJECTED: f64 = cell(tag(MissingKind::Rejected));
/// Only the tree evaluator can tell.
pub(super) const ASKED: f64 = cell(ASK);

#[cfg(test)]
mod tests {
    use super::{ASKED, FAILED, KINDS, cell, is_missing, kind, tag, tag_of};

    #[test]
    fn the_weightier_sort_has_the_larger_tag() {
        for pair in KINDS.windows(2) {
            assert!(pair[0] < pair[1] && tag(pair[0]) > tag(pair[1]));
        }
        assert!(ASKED.to_bits() > FAILED.to_bits());
    }

    #[test]
    fn a_tag_comes_back_as_its_sort_and_no_number_is_one() {
        for sort in KINDS {
            assert_eq!(kind(tag_of(cell(tag(sort)))), Some(sort));
            assert!(is_missing(cell(tag(sort))));
        }
        assert_eq!(kind(super::ASK), None);
        for number in [0.0, -0.0, 1.0, -1.0, f64::MAX, f64::MIN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(!is_missing(number));
        }
    }
}
