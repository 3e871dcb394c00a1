//! Conditions with what was compared.

use super::Known;
use super::lines::Lines;
use super::show::joined;
use crate::model::advice::{Comparison, Reason};
use crate::model::exhibit::Evidence;

/// A condition and its comparisons.
pub(super) fn reason(known: &Known<'_>, word: &str, reason: &Reason, lines: &mut Lines) {
    lines.field(word, &reason.condition);
    for one in &reason.evidence {
        lines.deeper(1, &evidence(known, one));
    }
    for one in &reason.comparisons {
        lines.deeper(1, &compared(one));
    }
    if let Some(missing) = &reason.missing {
        lines.deeper(1, &format!("missing: {}", known.reason(missing)));
    }
}

/// `water_supply_loss is 28.4 % (low)`
pub(super) fn evidence(known: &Known<'_>, one: &Evidence) -> String {
    let band = one.band.as_ref().map(|band| format!("({band})")).unwrap_or_default();
    joined(&[&format!("{} is {}", known.book.item_name(one.item), one.figure), &band], " ")
}

/// `loss is 28.4 %, wanted > 30 % (audit_limit): does not hold by 1.58 %; it would fire where it is above 30 %`
fn compared(one: &Comparison) -> String {
    let left = match said(&one.left, &one.left_value) {
        Some(value) => format!("{} is {value}", one.left),
        None => one.left.clone(),
    };
    let right = match said(&one.right, &one.right_value) {
        Some(value) => format!("{value} ({})", one.right),
        None => one.right.clone(),
    };
    let holds = match one.holds {
        Some(true) => "holds",
        Some(false) => "does not hold",
        None => "cannot be told",
    };
    let by = one.by.as_ref().map(|by| format!("by {by}")).unwrap_or_default();
    let verdict = joined(&[holds, &by], " ");
    let turns = match (&one.turns_at, one.holds) {
        (Some(at), Some(false)) => format!("it would fire where it is {at}"),
        (Some(at), _) => format!("it would not where it is {at}"),
        (None, _) => String::new(),
    };
    joined(&[&format!("{left}, wanted {} {right}: {verdict}", one.sign), &turns], "; ")
}

/// The value of a side where it says more than what is written.
fn said<'v>(written: &str, value: &'v str) -> Option<&'v str> {
    (!value.is_empty() && plain(written) != plain(value)).then_some(value)
}

/// A text without the differences between how a figure is written and how it is printed.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', ' ', '_'], "")
}
