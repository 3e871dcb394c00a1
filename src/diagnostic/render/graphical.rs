//! Findings in frames with the underlined text, drawn by miette.

use super::{Style, advice, within};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{SourceFile, SourceId, Sources};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, NarratableReportHandler,
    SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use std::fmt;

/// One finding as miette shows it: its first file, with one more frame for each other file.
pub(super) fn render(finding: &Diagnostic, sources: &Sources, style: Style) -> String {
    let shown = shown(finding, sources);
    let mut text = String::new();
    let drawn = if style.narrated {
        NarratableReportHandler::new().without_cause_chain().render_report(&mut text, &shown)
    } else {
        handler(style).render_report(&mut text, &shown)
    };
    match drawn {
        Ok(()) => text,
        Err(fmt::Error) => super::plain::render(finding, sources),
    }
}

fn handler(style: Style) -> GraphicalReportHandler {
    let characters = if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(style.width)
        .with_links(false)
        .with_show_related_as_nested(true)
}

/// What stands in one frame.
#[derive(Debug)]
struct Shown<'a> {
    code: Option<&'static str>,
    message: String,
    severity: Severity,
    help: Option<String>,
    text: Option<Text<'a>>,
    labels: Vec<LabeledSpan>,
    elsewhere: Vec<Shown<'a>>,
}

/// A source text that knows its name.
#[derive(Debug)]
struct Text<'a>(&'a SourceFile);

fn shown<'a>(finding: &Diagnostic, sources: &'a Sources) -> Shown<'a> {
    let mut files: Vec<SourceId> = Vec::new();
    for label in &finding.labels {
        if !files.contains(&label.span.source) {
            files.push(label.span.source);
        }
    }
    let mut files = files.into_iter();
    let first = files.next().unwrap_or_default();
    let elsewhere = files.map(|file| frame_elsewhere(finding, sources, file)).collect();
    Shown {
        code: Some(finding.code),
        message: finding.message.clone(),
        severity: finding.severity,
        help: advice(finding),
        text: sources.get(first).map(Text),
        labels: labels(finding, sources, first),
        elsewhere,
    }
}

/// The frame of a further file.
fn frame_elsewhere<'a>(finding: &Diagnostic, sources: &'a Sources, file: SourceId) -> Shown<'a> {
    Shown {
        code: None,
        message: "also here".to_owned(),
        severity: Severity::Advice,
        help: None,
        text: sources.get(file).map(Text),
        labels: labels(finding, sources, file),
        elsewhere: Vec::new(),
    }
}

/// The labels of one file; the first label of the finding is the main one.
fn labels(finding: &Diagnostic, sources: &Sources, file: SourceId) -> Vec<LabeledSpan> {
    let own = finding.labels.iter().enumerate().filter(|(_, label)| label.span.source == file);
    own.filter_map(|(place, label)| labelled(label, sources, place == 0)).collect()
}

fn labelled(label: &Label, sources: &Sources, main: bool) -> Option<LabeledSpan> {
    let span = within(sources, label.span)?;
    let (start, length) = (span.start as usize, (span.end - span.start) as usize);
    let says = (!label.text.is_empty()).then(|| label.text.clone());
    let place = SourceSpan::from((start, length));
    Some(if main { LabeledSpan::new_primary_with_span(says, place) } else { LabeledSpan::new_with_span(says, place) })
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.map(|code| Box::new(code) as Box<dyn fmt::Display + 'a>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display + 'a>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_ref().map(|text| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as Box<_>)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        let frames = self.elsewhere.iter().map(|frame| frame as &dyn miette::Diagnostic);
        (!self.elsewhere.is_empty()).then(|| Box::new(frames) as Box<_>)
    }
}

impl SourceCode for Text<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let part = self.0.text.as_str().read_span(span, before, after)?;
        let (line, column, lines) = (part.line(), part.column(), part.line_count());
        let named = MietteSpanContents::new_named(self.0.name.clone(), part.data(), *part.span(), line, column, lines);
        Ok(Box::new(named))
    }
}
