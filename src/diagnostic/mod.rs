//! The one finding type of the project, and how it is shown.
//!
//! A wrong rule or a bad city file is a result, not a Rust error: every stage returns [`Checked`], and all independent
//! findings of a run are reported together.

mod codes;
mod render;

pub use codes::{CODES, Code, code};
pub use render::{Style, render_json, render_text};

use crate::source::Span;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know; nothing is wrong.
    Advice,
    /// Probably wrong; the result stands.
    Warning,
    /// Wrong; what it speaks of is left out.
    Error,
}

/// A place, and what is to be said there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The text that is underlined.
    pub span: Span,
    /// What the label says; may be empty.
    pub text: String,
}

/// One concrete change that cures the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The text to replace.
    pub span: Span,
    /// What to put there.
    pub text: String,
}

/// One finding: what is wrong in the method's words, where, and what to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, one of [`CODES`]; there is a page for each in `docs/diagnostics/`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong; lower case, no full stop.
    pub message: String,
    /// Where; the first label is the main one.
    pub labels: Vec<Label>,
    /// What to type.
    pub help: Option<String>,
    /// The change that cures it, when sure.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error with its main place.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message.into())
    }

    /// A warning with its main place.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message.into())
    }

    /// A piece of advice with its main place.
    #[must_use]
    pub fn advice(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Advice, span, message.into())
    }

    fn new(code: &'static str, severity: Severity, span: Span, message: String) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        Self { code, severity, message, labels, help: None, fix: None }
    }

    /// Says something at the main place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Shows a second place.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to type, if there is anything to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Offers the change that cures it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }

    /// The main place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map(|label| label.span).unwrap_or_default()
    }
}

/// What a stage made, with everything it found on the way. There may be a value beside errors: what is broken is left
/// out, the rest stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<T> {
    /// The product, if one could be made.
    pub value: T,
    /// All findings, in the order in which they were found.
    pub findings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A product without findings.
    pub fn clean(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.findings)
    }
}

/// Whether any finding is an error.
#[must_use]
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
