//! The holes of a text and of its translation: both must be filled with the same values.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Text;

/// Says where a translation lacks a hole of the original, or has one of its own.
pub(super) fn compare(original: &Text, text: &Text, findings: &mut Vec<Diagnostic>) {
    if !original.text.contains('{') && !text.text.contains('{') {
        return;
    }
    let (wanted, there) = (holes(&original.text), holes(&text.text));
    if text.text.trim().is_empty() || wanted == there {
        return;
    }
    let listed = |set: Vec<&String>| set.into_iter().map(|hole| format!("`{{{hole}}}`")).collect::<Vec<_>>().join(", ");
    let (lacks, own): (Vec<_>, Vec<_>) = (wanted.difference(&there).collect(), there.difference(&wanted).collect());
    let message = match (lacks.is_empty(), own.is_empty()) {
        (false, true) => format!("the translation lacks {}", listed(lacks)),
        (true, _) => format!("the original has no {}", listed(own)),
        (false, false) => format!("the translation has {} where the original has {}", listed(own), listed(lacks)),
    };
    let finding = Diagnostic::error("translate::hole", text.span, message).here("the translation");
    findings.push(finding.and(original.span, "the original").help("a translation has the same holes, in any order"));
}

/// What stands in the holes of a text, without its blanks.
fn holes(text: &str) -> BTreeSet<String> {
    let opened = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    opened.map(|(hole, _)| hole.split_whitespace().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::holes;

    #[test]
    fn blanks_in_a_hole_do_not_matter() {
        assert_eq!(holes("{a + b} of {c}"), holes("{c}, {a+b}"));
        assert_ne!(holes("{a}"), holes("a"));
    }
}
