//! The scanner: it goes over a file before the grammar does.
//!
//! It knows texts, comments and brackets, settles where clauses end, and reports what it sees better than a grammar
//! can. Its product is a copy of the same length, with comments and carried-on line ends blanked, and the stretches of
//! heads and clauses.

mod bracket;
mod depth;
mod line;
mod reader;
mod sign;
mod skim;
mod text;

pub(super) use depth::too_deep;
pub(super) use skim::holds_nothing;

use super::build::Range;
use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use reader::{Reader, Stop};

/// A head or a clause: what stands between two separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Its words, without its block.
    pub(super) head: Range,
    /// Its block.
    pub(super) block: Option<Block>,
}

/// What stands between braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Where its `{` stands.
    pub(super) open: usize,
    /// The byte after its `}`.
    pub(super) close: usize,
    /// Its clauses.
    pub(super) chunks: Vec<Chunk>,
}

/// What the scanner makes of a file.
#[derive(Debug)]
pub(super) struct Scanned {
    /// The copy that the grammar reads.
    pub(super) mask: String,
    /// The items.
    pub(super) chunks: Vec<Chunk>,
    /// What was seen on the way.
    pub(super) findings: Vec<Diagnostic>,
}

/// So many slips of round brackets are told in one item.
const MOST_RESTARTS: usize = 10;

/// Scans a file. Where its brackets balance it is read in one go; else it is cut at the item words in column 0, so that
/// a bracket spoils its own item only.
pub(super) fn scan(source: SourceId, text: &str) -> Scanned {
    let mut mask = text.as_bytes().to_vec();
    let mut reader = Reader::new(source, text, &mut mask, 0..text.len());
    let balanced = reader.run().is_ok() && reader.balanced();
    let (chunks, findings, starts) = reader.finish();
    let (chunks, findings) = if balanced { (chunks, findings) } else { scan_apart(source, text, &mut mask, &starts) };
    Scanned { mask: into_text(mask, text), chunks, findings }
}

/// Scans a file item by item.
fn scan_apart(source: SourceId, text: &str, mask: &mut Vec<u8>, starts: &[usize]) -> (Vec<Chunk>, Vec<Diagnostic>) {
    mask.clear();
    mask.extend_from_slice(text.as_bytes());
    let mut chunks = Vec::new();
    let mut findings = Vec::new();
    let edges: Vec<usize> =
        std::iter::once(0).chain(starts.iter().copied().filter(|at| *at > 0)).chain([text.len()]).collect();
    for pair in edges.windows(2) {
        if let [from, to] = pair {
            scan_one(source, text, mask, *from..*to, (&mut chunks, &mut findings));
        }
    }
    (chunks, findings)
}

/// Scans one item; a round bracket that is not closed is set aside and the item is read again.
fn scan_one(
    source: SourceId,
    text: &str,
    mask: &mut [u8],
    range: Range,
    (chunks, findings): (&mut Vec<Chunk>, &mut Vec<Diagnostic>),
) {
    let mut ignored = Vec::new();
    for _ in 0..MOST_RESTARTS {
        if let (Some(place), Some(written)) = (mask.get_mut(range.clone()), text.as_bytes().get(range.clone())) {
            place.copy_from_slice(written);
        }
        let mut reader = Reader::new(source, text, mask, range.clone());
        reader.repair(ignored.clone());
        match reader.run() {
            Ok(()) => {
                let (mut found, told, _) = reader.finish();
                chunks.append(&mut found);
                findings.extend(told);
                return;
            }
            Err(Stop::Deep(finding)) => return findings.push(*finding),
            Err(Stop::Unclosed(at, finding)) => {
                ignored.push(at);
                findings.push(*finding);
            }
        }
    }
}

/// The mask as text. It is valid: only whole signs were replaced.
fn into_text(mask: Vec<u8>, text: &str) -> String {
    String::from_utf8(mask).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::source::SourceId;

    /// The clauses of the first item, without their blanks.
    fn clauses(text: &str) -> Vec<String> {
        let scanned = scan(SourceId(0), text);
        let block = scanned.chunks[0].block.as_ref().unwrap();
        let words = |range: &std::ops::Range<usize>| {
            scanned.mask[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
        };
        block.chunks.iter().map(|chunk| words(&chunk.head)).collect()
    }

    /// The codes of all findings, with the text that each underlines.
    fn found(text: &str) -> Vec<(&'static str, String)> {
        let underlined = |finding: &crate::diagnostic::Diagnostic| {
            text[finding.span().start as usize..finding.span().end as usize].to_owned()
        };
        scan(SourceId(0), text).findings.iter().map(|finding| (finding.code, underlined(finding))).collect()
    }

    #[test]
    fn a_clause_ends_with_its_line_and_a_deeper_line_may_carry_it_on() {
        let text = "kpi a {\n  value b  # why\n    + c\n    when d\n  source \"e\"; unit %\n  tags f,\n    g\n}";
        assert_eq!(clauses(text), ["value b + c when d", "source \"e\"", "unit %", "tags f, g"]);
    }

    #[test]
    fn a_line_as_deep_as_its_clause_begins_a_new_one() {
        assert_eq!(clauses("kpi a {\n  when b\n  when c\n  because \"d\"\n}"), ["when b", "when c", "because \"d\""]);
    }

    #[test]
    fn the_copy_has_the_length_of_the_text() {
        for text in ["kpi \u{a0}a # é\r\n{ x “y” ≤ 0,5 рopulation µg m² }", "\u{feff}kpi a {}"] {
            assert_eq!(scan(SourceId(0), text).mask.len(), text.len());
        }
    }

    #[test]
    fn a_bracket_that_misses_its_partner_is_told_once() {
        assert_eq!(
            found("kpi a { value (b + c\n  unit % }\nkpi d { unit % }\n"),
            [("syntax::bracket::unclosed", "(".to_owned())]
        );
        assert_eq!(
            found("kpi a {\n  point b {\n    unit %\n}\nkpi d { unit % }\n"),
            [("syntax::bracket::unclosed", "{".to_owned())]
        );
        assert_eq!(found("kpi a { unit % }\n}\n"), [("syntax::bracket::stray", "}".to_owned())]);
    }

    #[test]
    fn signs_of_other_scripts_and_programs_are_told() {
        assert_eq!(found("kpi a { value рopulation }"), [("syntax::letter::lookalike", "рopulation".to_owned())]);
        assert_eq!(found("kpi a { about “b” }"), [("syntax::quote::curly", "“b”".to_owned())]);
        assert_eq!(found("kpi a { start 0,5 }"), [("syntax::number::decimal_comma", "0,5".to_owned())]);
        assert_eq!(found("kpi a { when b == c }"), [("syntax::operator::foreign", "==".to_owned())]);
        assert_eq!(found("kpi a { unit\u{a0}% }"), [("syntax::space::special", "\u{a0}".to_owned())]);
        assert_eq!(found("kpi a { about \"b\n }"), [("syntax::text::unclosed", "\"".to_owned())]);
        assert_eq!(found("kpi a { score min_max(value, 0,100) }"), []);
    }
}
