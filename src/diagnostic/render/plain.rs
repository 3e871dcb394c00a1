//! Findings as plain lines, for hosts that embed the library.

use super::{advice, within};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// One finding: its place and message, then a line for each further place, then what to type.
pub(super) fn render(finding: &Diagnostic, sources: &Sources) -> String {
    let weight = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    let mut text = format!("{weight}[{}]: {}", finding.code, finding.message);
    let mut labels =
        finding.labels.iter().filter_map(|label| Some((sources.place(within(sources, label.span)?), label)));
    if let Some((place, label)) = labels.next() {
        text = format!("{place}: {text}");
        if !label.text.is_empty() {
            text += &format!(" ({})", label.text);
        }
    }
    for (place, label) in labels {
        let says = if label.text.is_empty() { "also here" } else { &label.text };
        text += &format!("\n  {place}: {says}");
    }
    if let Some(advice) = advice(finding) {
        text += &format!("\n  help: {advice}");
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::super::tests::{finding, two_files};
    use super::render;
    use crate::diagnostic::Diagnostic;

    #[test]
    fn each_place_has_a_line() {
        let (sources, span) = two_files();
        assert_eq!(
            render(&finding(&span), &sources),
            "water.kpi:3:19: error[kpi::unit::mismatch]: the target of `water` is a share (this is a share)\n  \
             water.kpi:2:11: measured in this unit\n  norway.kpi:2:1: amended here\n  \
             help: write the target in `L per day`\n"
        );
    }

    #[test]
    fn a_change_is_help_enough() {
        let (sources, span) = two_files();
        let place = span(0, "L per day");
        let finding = Diagnostic::warning("a::b::c", place, "odd").fix(place, "m3 per year");
        let text = render(&finding, &sources);
        assert_eq!(text, "water.kpi:2:11: warning[a::b::c]: odd\n  help: write `m3 per year`\n");
    }
}
