//! Findings as text for people and as JSON for programs.
//!
//! Nothing outside of this folder names miette, so that another renderer needs no other change.

#[cfg(feature = "cli")]
mod graphical;
mod json;
mod plain;

pub use json::render_json;

use super::Diagnostic;
use crate::source::{Sources, Span};

/// How findings are shown as text. A host without the feature `cli` gets plain lines, whatever it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour.
    pub color: bool,
    /// Whether frames may use characters outside of ASCII.
    pub unicode: bool,
    /// Width of a line in characters.
    pub width: usize,
    /// Whether to tell in sentences what a frame would show, for screen readers.
    pub narrated: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, unicode: true, width: 100, narrated: false }
    }
}

/// Findings as text, in the order given, with an empty line between two. Empty if there are none.
#[must_use]
pub fn render_text(findings: &[Diagnostic], sources: &Sources, style: Style) -> String {
    #[cfg(feature = "cli")]
    let render = |finding| graphical::render(finding, sources, style);
    #[cfg(not(feature = "cli"))]
    let render = |finding| {
        let Style { .. } = style;
        plain::render(finding, sources)
    };
    let texts: Vec<String> = findings.iter().map(render).map(|text| trimmed(&text)).collect();
    texts.join("\n")
}

/// Without spaces at the ends of lines or empty lines at the end; with one line break at the end.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// What a reader should type: the help, or the change itself where a finding has no other help.
fn advice(finding: &Diagnostic) -> Option<String> {
    let change = || finding.fix.as_ref().map(|fix| format!("write `{}`", fix.text));
    finding.help.clone().or_else(change)
}

/// A span that lies within its text, between whole characters. Nothing if there is no such text.
fn within(sources: &Sources, span: Span) -> Option<Span> {
    let text = &sources.get(span.source)?.text;
    let whole = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (whole(span.start), whole(span.end));
    Some(Span::new(span.source, start, end.max(start)))
}

#[cfg(test)]
mod tests {
    use super::{Style, render_text};
    use crate::diagnostic::Diagnostic;
    use crate::source::{SourceId, Sources, Span};

    /// Two files, and a function that finds the span of a text in one of them.
    pub(super) fn two_files() -> (Sources, impl Fn(u32, &str) -> Span) {
        let mut sources = Sources::new();
        let texts = ["kpi water {\n  unit    L per day\n  target  at most 15 %\n}\n", "# Größe\namend kpi water { }\n"];
        sources.add("water.kpi", texts[0]);
        sources.add("norway.kpi", texts[1]);
        let span = move |file: u32, part: &str| {
            let start = texts[file as usize].find(part).unwrap();
            Span::new(SourceId(file), start, start + part.len())
        };
        (sources, span)
    }

    pub(super) fn finding(span: &impl Fn(u32, &str) -> Span) -> Diagnostic {
        Diagnostic::error("kpi::unit::mismatch", span(0, "15 %"), "the target of `water` is a share")
            .here("this is a share")
            .and(span(0, "L per day"), "measured in this unit")
            .and(span(1, "amend"), "amended here")
            .help("write the target in `L per day`")
    }

    #[test]
    fn nothing_found_is_an_empty_text() {
        assert_eq!(render_text(&[], &Sources::new(), Style::default()), "");
    }

    #[test]
    fn a_wrong_span_does_no_harm() {
        let (sources, _) = two_files();
        for span in [Span::new(SourceId(9), 0, 4), Span::new(SourceId(1), 5, 900), Span::new(SourceId(1), 6, 3)] {
            let text = render_text(&[Diagnostic::warning("a::b::c", span, "odd")], &sources, Style::default());
            assert!(text.contains("odd") && text.contains("a::b::c"), "{text}");
        }
    }

    #[cfg(feature = "cli")]
    #[test]
    fn a_frame_shows_every_place() {
        let (sources, span) = two_files();
        let style = Style { unicode: false, ..Style::default() };
        let text = render_text(&[finding(&span), finding(&span)], &sources, style);
        let expected = r"
kpi::unit::mismatch

  x the target of `water` is a share
   ,-[water.kpi:3:19]
 1 | kpi water {
 2 |   unit    L per day
   :           ^^^^|^^^^
   :               `-- measured in this unit
 3 |   target  at most 15 %
   :                   ^^|^
   :                     `-- this is a share
 4 | }
   `----
  help: write the target in `L per day`
  `->   > also here
         ,-[norway.kpi:2:1]
       1 | # Größe
       2 | amend kpi water { }
         : ^^|^^
         :   `-- amended here
         `----
";
        let (first, second) = text.split_at(expected.len() - 1);
        assert_eq!(first, expected.trim_start());
        assert_eq!(second.trim_start(), expected.trim_start());
    }

    #[cfg(feature = "cli")]
    #[test]
    fn a_screen_reader_gets_sentences() {
        let (sources, span) = two_files();
        let text = render_text(&[finding(&span)], &sources, Style { narrated: true, ..Style::default() });
        assert!(text.contains("diagnostic help: write the target"), "{text}");
        assert!(!text.contains('─'));
    }
}
