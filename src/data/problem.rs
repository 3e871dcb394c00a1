//! What is wrong with a figure, before it is known where its cells stand.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::Span;

/// Which of the cells of a figure a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellPart {
    /// The name of its item.
    Item,
    /// The figure itself.
    Value,
    /// Its unit.
    Unit,
    /// Its period.
    Period,
}

impl CellPart {
    /// The name of the column in the long form.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Period => "period",
        }
    }
}

/// A problem in a cell. It becomes a finding once the place of the cell is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// Code of the finding.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The cell that it is about.
    pub part: CellPart,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// What the cell should say, when sure.
    pub cure: Option<String>,
}

impl CellProblem {
    /// A problem that spoils the figure.
    #[must_use]
    pub fn error(code: &'static str, part: CellPart, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, part, message: message.into(), help: None, cure: None }
    }

    /// A problem that leaves the figure standing.
    #[must_use]
    pub fn warning(code: &'static str, part: CellPart, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, part, message) }
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what the cell should say.
    #[must_use]
    pub fn cure(mut self, text: impl Into<String>) -> Self {
        self.cure = Some(text.into());
        self
    }

    /// The finding at its place; `label` is what is said there.
    #[must_use]
    pub fn at(self, span: Span, label: impl Into<String>) -> Diagnostic {
        let fix = self.cure.map(|text| crate::diagnostic::Fix { span, text });
        let labels = vec![Label { span, text: label.into() }];
        Diagnostic { code: self.code, severity: self.severity, message: self.message, labels, help: self.help, fix }
    }
}

/// The longest piece of a cell that a message repeats, in letters.
const LONGEST: usize = 48;

/// A piece of a file as a message shows it: in back quotes, on one line, and not endless.
pub(super) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { '\u{b7}' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('\u{2026}');
    }
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn long_cells_are_cut() {
        assert_eq!(quoted("a\nb"), "`a\u{b7}b`");
        assert!(quoted(&"x".repeat(10_000_000)).chars().count() < 60);
    }
}
