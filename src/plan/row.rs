//! Operations that are done row by row: they are rare, or have more branches than a loop over a column can bear.

use super::machine::Scratch;
use super::op::{Bits, By, Id};
use super::tag::{ASK, ASKED, FAILED, NOT_APPLICABLE, NOT_REPORTED, REJECTED, is_missing, is_tag, tag, tag_of};
use crate::builtin::{self, Builtin};
use crate::formula::{compare_within as holds_within, way_to_target};
use crate::model::formula::Gather;
use crate::value::{CompareOp, GoalKind, MissingKind, at_least};

/// The weightiest of what is missing; nothing where all is there.
fn missing(cells: &[f64]) -> Option<f64> {
    let bits = cells.iter().filter(|cell| is_missing(**cell)).map(|cell| cell.to_bits()).max()?;
    Some(f64::from_bits(bits))
}

/// The first that is missing.
fn first_missing<'c>(mut cells: impl Iterator<Item = &'c f64>) -> Option<f64> {
    cells.find(|cell| is_missing(**cell)).copied()
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { FAILED }
}

/// A cell of words: the number of a symbol that the item knows.
pub(super) fn word(cell: f64, words: &[u32]) -> f64 {
    let cell = super::kernel::given(cell);
    let known = is_missing(cell) || words.iter().any(|word| f64::from(*word) == cell);
    if known { cell } else { REJECTED }
}

pub(super) fn call(builtin: &Builtin, cells: &[f64]) -> f64 {
    missing(cells).unwrap_or_else(|| (builtin.body)(cells).map_or(FAILED, finite))
}

/// Value, goal, upper bound, start; the last two where there are some.
pub(super) fn share(kind: GoalKind, cells: &[f64], (has_upper, has_start): (bool, bool)) -> f64 {
    let [value, goal, rest @ ..] = cells else { return FAILED };
    let upper = if has_upper { rest.first() } else { None };
    let start = if has_start { rest.get(usize::from(has_upper)) } else { None };
    let order = [Some(value), start, Some(goal), upper];
    if let Some(missing) = first_missing(order.into_iter().flatten()) {
        return missing;
    }
    way_to_target(kind, *value, (*goal, upper.copied()), start.copied()).unwrap_or(FAILED)
}

/// A function over those members whose truth is yes; those without a truth always belong to it.
pub(super) fn gather(gather: Gather, reported: bool, members: &[(Option<Id>, Id)], scratch: &mut Scratch) -> f64 {
    let Scratch { numbers, codes, pairs } = scratch;
    let open = |code: &&u8| is_tag(**code) && **code != tag(MissingKind::NotApplicable);
    let unknown = codes.iter().filter(open).max().copied();
    if unknown == Some(ASK) {
        return ASKED;
    }
    if let (Some(unknown), false) = (unknown, reported) {
        return super::tag::cell(unknown);
    }
    let conditional = members.iter().any(|(code, _)| code.is_some());
    if gather == Gather::Count && (!reported || conditional) {
        #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
        return codes.iter().filter(|code| **code == 1).count() as f64 + unconditional(members);
    }
    pairs.clear();
    let mut lacking: Option<u64> = None;
    let mut truths = codes.iter();
    for ((code, _), cell) in members.iter().zip(numbers.iter()) {
        let belongs = code.is_none_or(|_| truths.next() == Some(&1));
        if !belongs {
            continue;
        }
        let left_out = reported || cell.to_bits() == NOT_APPLICABLE.to_bits();
        if !is_missing(*cell) {
            pairs.push((*cell, 1.0));
        } else if !left_out || cell.to_bits() == ASKED.to_bits() {
            lacking = lacking.max(Some(cell.to_bits()));
        }
    }
    match lacking {
        Some(bits) => f64::from_bits(bits),
        None => gathered(gather, pairs),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
fn unconditional(members: &[(Option<Id>, Id)]) -> f64 {
    members.iter().filter(|(code, _)| code.is_none()).count() as f64
}

fn gathered(gather: Gather, pairs: &[(f64, f64)]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
    if gather == Gather::Count {
        return pairs.len() as f64;
    }
    if pairs.is_empty() {
        return NOT_REPORTED;
    }
    let each = || pairs.iter().map(|(number, _)| *number);
    finite(match gather {
        Gather::Sum => builtin::sum(each()),
        Gather::Mean => builtin::mean(pairs),
        Gather::Median => builtin::median(pairs),
        Gather::Min => each().fold(f64::INFINITY, f64::min),
        Gather::Max => each().fold(f64::NEG_INFINITY, f64::max),
        Gather::Count | Gather::List | Gather::Growth | Gather::Each => f64::NAN,
    })
}

/// A function of a roll-up over what is there.
pub(super) fn aggregate(by: By, members: &[(Id, Bits)], scratch: &mut Scratch) -> f64 {
    let Scratch { numbers, pairs, .. } = scratch;
    pairs.clear();
    for ((_, weight), cell) in members.iter().zip(numbers.iter()).filter(|(_, cell)| !is_missing(**cell)) {
        pairs.push((*cell, f64::from_bits(*weight)));
    }
    nothing(numbers.iter(), pairs).unwrap_or_else(|| aggregated(by, pairs))
}

/// Member and weight in turn; of points, what was earned out of what could be.
pub(super) fn weighed(by: Option<By>, members: &[(Id, Id, Bits)], scratch: &mut Scratch) -> f64 {
    let Scratch { numbers, pairs, .. } = scratch;
    let (each, _) = numbers.as_chunks::<2>();
    if !each.iter().all(|[_, weight]| *weight > 0.0) {
        return ASKED;
    }
    pairs.clear();
    pairs.extend(each.iter().filter(|[cell, _]| !is_missing(*cell)).map(|[cell, weight]| (*cell, *weight)));
    if let Some(nothing) = nothing(each.iter().map(|[cell, _]| cell), pairs) {
        return nothing;
    }
    if let Some(by) = by {
        return aggregated(by, pairs);
    }
    let there = each.iter().zip(members).filter(|([cell, _], _)| !is_missing(*cell));
    let most = builtin::sum(there.map(|([_, weight], (_, _, most))| weight * f64::from_bits(*most)));
    finite(builtin::sum(pairs.iter().map(|(cell, weight)| cell * weight)) / most)
}

/// Why there is nothing to roll up.
fn nothing<'c>(cells: impl Iterator<Item = &'c f64>, pairs: &[(f64, f64)]) -> Option<f64> {
    let why = cells.filter(|cell| is_missing(**cell)).map(|cell| cell.to_bits()).max();
    match why {
        Some(why) if why == ASKED.to_bits() => Some(ASKED),
        _ if pairs.is_empty() => Some(why.map_or(NOT_REPORTED, f64::from_bits)),
        _ => None,
    }
}

fn aggregated(by: By, pairs: &[(f64, f64)]) -> f64 {
    let each = || pairs.iter().map(|(number, _)| *number);
    let number = match by {
        By::Sum => Ok(builtin::sum(pairs.iter().map(|(number, weight)| number * weight))),
        By::Mean => Ok(builtin::mean(pairs)),
        By::GeometricMean => builtin::geometric_mean(pairs),
        By::HarmonicMean => builtin::harmonic_mean(pairs),
        By::PowerMean(exponent) => builtin::power_mean(pairs, f64::from_bits(exponent)),
        By::Median => Ok(builtin::median(pairs)),
        By::Min => Ok(each().fold(f64::INFINITY, f64::min)),
        By::Max => Ok(each().fold(f64::NEG_INFINITY, f64::max)),
        By::MeanOfWorst(count) => Ok(builtin::mean_of_worst(pairs, count as usize)),
    };
    number.map_or(FAILED, finite)
}

/// Scored, score, reported, applicable: a score only where enough is reported.
pub(super) fn require(share: f64, cells: &[f64]) -> f64 {
    let [scored, score, reported, applicable] = cells else { return FAILED };
    if let Some(missing) = first_missing([scored, reported, applicable].into_iter()) {
        return missing;
    }
    let enough = *scored == 0.0 || at_least(*reported, share * *applicable);
    if enough || score.to_bits() == ASKED.to_bits() { *score } else { NOT_REPORTED }
}

/// The place of the first yes.
pub(super) fn first_yes(codes: &[u8]) -> u8 {
    for (place, code) in codes.iter().enumerate() {
        if is_tag(*code) {
            return *code;
        }
        if *code == 1 {
            return u8::try_from(place).unwrap_or(ASK);
        }
    }
    tag_of(FAILED)
}

/// Left, right, tolerance.
pub(super) fn compare_within(op: CompareOp, relative: bool, cells: &[f64]) -> u8 {
    let [left, right, size] = cells else { return tag_of(FAILED) };
    if let Some(missing) = missing(&[*left, *right]) {
        return tag_of(missing);
    }
    if is_missing(*size) {
        return tag_of(*size);
    }
    let within = if relative { size * left.abs().max(right.abs()) } else { *size };
    holds_within(op, *left, *right, within).map_or(tag(MissingKind::Undecided), u8::from)
}

/// A byte for a code that is no tag.
#[inline(always)]
pub(super) fn mapped(code: u8, table: &[u8]) -> u8 {
    let known = table.get(usize::from(code)).copied().unwrap_or(tag_of(FAILED));
    if is_tag(code) { code } else { known }
}
