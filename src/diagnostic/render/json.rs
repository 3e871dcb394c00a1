//! Findings as JSON for programs.

use super::within;
use crate::diagnostic::{Diagnostic, Fix, Label};
use crate::source::{Sources, Span};
use serde_json::{Map, Value, json};

/// Findings as a JSON array, in the order given: one object for each, with its main place, all places, what to type and
/// the change that cures it. Lines and columns count from 1, columns in characters, `offset` and `length` in bytes.
#[must_use]
pub fn render_json(findings: &[Diagnostic], sources: &Sources) -> String {
    let all: Value = findings.iter().map(|finding| Value::Object(one(finding, sources))).collect();
    format!("{all:#}")
}

fn one(finding: &Diagnostic, sources: &Sources) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("code".into(), json!(finding.code));
    object.insert("severity".into(), json!(finding.severity));
    object.insert("message".into(), json!(finding.message));
    object.append(&mut place(finding.span(), sources));
    let labels: Value = finding.labels.iter().map(|Label { span, text }| placed(*span, text, sources)).collect();
    object.insert("labels".into(), labels);
    object.insert("help".into(), json!(finding.help));
    let fix = finding.fix.as_ref().map(|Fix { span, text }| placed(*span, text, sources));
    object.insert("fix".into(), fix.unwrap_or(Value::Null));
    object.insert("page".into(), json!(format!("docs/diagnostics/{}.md", finding.code.replace("::", "_"))));
    object
}

/// A place and what is said or put there.
fn placed(span: Span, text: &str, sources: &Sources) -> Value {
    let mut object = place(span, sources);
    object.insert("text".into(), json!(text));
    Value::Object(object)
}

/// The fields of a place; all null where the text is not known.
fn place(span: Span, sources: &Sources) -> Map<String, Value> {
    const FIELDS: [&str; 7] = ["file", "line", "column", "end_line", "end_column", "offset", "length"];
    let values = within(sources, span).map_or_else(Default::default, |span| {
        let start = sources.place(span);
        let end = sources.place(Span { start: span.end, ..span });
        let length = span.end - span.start;
        [
            json!(start.file),
            json!(start.line),
            json!(start.column),
            json!(end.line),
            json!(end.column),
            json!(span.start),
            json!(length),
        ]
    });
    FIELDS.iter().map(|field| (*field).to_owned()).zip(values).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{finding, two_files};
    use super::render_json;
    use crate::diagnostic::Diagnostic;
    use crate::source::{SourceId, Sources, Span};
    use serde_json::{Value, json};

    #[test]
    fn every_place_is_spelt_out() {
        let (sources, span) = two_files();
        let text = render_json(&[finding(&span).fix(span(1, "amend kpi"), "kpi")], &sources);
        let all: Value = serde_json::from_str(&text).unwrap();
        let one = &all[0];
        assert_eq!(one["severity"], "error");
        assert_eq!(one["page"], "docs/diagnostics/kpi_unit_mismatch.md");
        assert_eq!([&one["line"], &one["column"], &one["end_column"], &one["length"]], [3, 19, 23, 4]);
        assert_eq!(one["labels"][2]["text"], "amended here");
        let fix = json!({
            "file": "norway.kpi", "line": 2, "column": 1, "end_line": 2, "end_column": 10, "offset": 10, "length": 9,
            "text": "kpi"
        });
        assert_eq!(one["fix"], fix);
        let fields: Vec<&String> = one.as_object().unwrap().keys().collect();
        assert_eq!(fields[..4], ["code", "severity", "message", "file"]);
    }

    #[test]
    fn a_finding_without_a_text_has_null_for_its_place() {
        let finding = Diagnostic::advice("a::b::c", Span::new(SourceId(4), 0, 1), "odd");
        let all: Value = serde_json::from_str(&render_json(&[finding], &Sources::new())).unwrap();
        assert_eq!(all[0]["file"], Value::Null);
        assert_eq!(all[0]["fix"], Value::Null);
        assert_eq!(render_json(&[], &Sources::new()), "[]");
    }
}
