//! The findings of one file, up to a number that a person still reads.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// How many findings of a file are shown.
const SHOWN: usize = 100;
/// After so many findings the rest of a file is not read.
const ENOUGH: usize = 10_000;

/// Collects findings.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Diagnostic>,
    /// Those that are counted only.
    more: usize,
    /// The worst of them.
    worst: Option<(Severity, Span)>,
    errors: usize,
}

impl Findings {
    pub(super) fn push(&mut self, finding: Diagnostic) {
        self.errors += usize::from(finding.severity == Severity::Error);
        if self.list.len() < SHOWN {
            self.list.push(finding);
            return;
        }
        self.more += 1;
        if self.worst.is_none_or(|(severity, _)| severity < finding.severity) {
            self.worst = Some((finding.severity, finding.span()));
        }
    }

    /// Whether no further finding will be shown, so that it need not be well worded.
    pub(super) fn full(&self) -> bool {
        self.list.len() >= SHOWN
    }

    /// Whether the file is so broken that reading on is of no use.
    pub(super) fn enough(&self) -> bool {
        self.more >= ENOUGH
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// All findings, with a last one that counts the rest.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        if let Some((severity, span)) = self.worst {
            let rest = if self.enough() { "; the rest of the file is not read" } else { "" };
            let plural = if self.more == 1 { "" } else { "s" };
            let message = format!("and {} more finding{plural} in this file{rest}", self.more);
            let mut last = Diagnostic::error("data::file::more", span, message).here("the next one that weighs most");
            last.severity = severity;
            self.list.push(last.help("put the findings above right first; one slip often makes many"));
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::Findings;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::Span;

    #[test]
    fn the_rest_is_counted() {
        let mut findings = Findings::default();
        for _ in 0..130 {
            findings.push(Diagnostic::warning("data::value::text", Span::default(), "x"));
        }
        findings.push(Diagnostic::error("data::value::text", Span::default(), "x"));
        assert!(findings.full() && !findings.enough());
        assert_eq!(findings.errors(), 1);
        let list = findings.finish();
        assert_eq!(list.len(), 101);
        assert_eq!(list[100].message, "and 31 more findings in this file");
        assert_eq!(list[100].severity, Severity::Error);
    }
}
