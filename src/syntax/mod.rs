//! Text to tree: the scanner, the grammar of `grammar/*.pest`, and what makes the tree of its parse.
//!
//! Pure: reads no file. What does not parse is a finding, and everything around it stays usable: brackets are matched
//! first, then each head and each clause is parsed alone.

mod build;
mod call;
mod cell;
mod clause;
mod dispatch;
mod formula;
mod goal;
mod grammar;
mod group;
mod head;
mod item;
mod kpi;
mod later;
mod message;
mod modifier;
pub mod print;
mod recommend;
mod retire;
mod robustness;
mod scan;
mod sheet;
mod suppose;
mod test_block;
mod text;
mod translation;
pub mod tree;
mod tree_clause;
mod tree_expression;
mod tree_modifier;
mod tree_robustness;
mod tree_shape;
mod tree_sheet;
mod tree_suppose;
mod tree_word;
mod unit;
mod words;

pub use cell::{Piece, parse_cell, parse_clause, parse_text};
pub use suppose::parse_supposed;
pub use translation::TRANSLATED_WORDS;
pub use words::{CLAUSE_WORDS, ITEM_WORDS, MODIFIER_WORDS, RESERVED_WORDS};

use crate::diagnostic::{Checked, Diagnostic};
use crate::source::SourceId;
use crate::value::Language;

/// Which items of a file are parsed: all, where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Tests are passed over: they take longest, and an evaluation does not need them.
    pub without_tests: bool,
    /// Translations are read into these languages only.
    pub languages: Option<Vec<Language>>,
    /// Only what packs say of themselves is read: `pack` and `region`.
    pub heads_only: bool,
}

impl Reading {
    /// Only what packs say of themselves.
    #[must_use]
    pub fn heads() -> Self {
        Self { heads_only: true, ..Self::default() }
    }

    /// Whether an item is read whose head begins so.
    fn wants(&self, head: &str) -> bool {
        let mut words = head.split_whitespace();
        match (words.next(), &self.languages) {
            (word, _) if self.heads_only => matches!(word, Some("pack" | "region")),
            (Some("test"), _) => !self.without_tests,
            (Some("translate"), Some(languages)) => {
                let language = words.next().and_then(Language::of_code);
                language.is_none_or(|language| languages.contains(&language))
            }
            _ => true,
        }
    }
}

/// Parses a rule file. Items and clauses that do not parse are left out; the findings say so.
#[must_use]
pub fn parse(source: SourceId, text: &str) -> Checked<tree::File> {
    read(source, text, &Reading::default())
}

/// Parses those items of a rule file that are wanted. A file that holds none is not looked at any further.
#[must_use]
pub fn read(source: SourceId, text: &str, reading: &Reading) -> Checked<tree::File> {
    if *reading != Reading::default() && scan::holds_nothing(text, |head| reading.wants(head)) {
        return Checked { value: tree::File { source, items: Vec::new() }, findings: Vec::new() };
    }
    let scanned = scan::scan(source, text);
    let build = build::Build::new(source, &scanned.mask, scanned.findings);
    let head = |chunk: &scan::Chunk| scanned.mask.get(chunk.head.clone()).unwrap_or("");
    let wanted = scanned.chunks.iter().filter(|chunk| reading.wants(head(chunk)));
    let items = wanted.filter_map(|chunk| item::item(&build, chunk)).collect();
    let mut findings = build.into_findings();
    findings.sort_by_key(|finding| finding.span().start);
    Checked { value: tree::File { source, items }, findings }
}

/// Parses one expression that stands at `offset` of a source text, as in the hole of a text.
///
/// # Errors
/// What is wrong with the expression, at its place in the source text.
#[expect(clippy::result_large_err, reason = "a slip is rare, and callers keep the finding as it is")]
pub fn parse_expression(source: SourceId, text: &str, offset: usize) -> Result<tree::Expr, Diagnostic> {
    formula::alone(source, text, offset).map_err(|finding| *finding)
}

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::grammar::{Grammar, Rule};
    use super::{build, item, parse, scan, tree};
    use crate::diagnostic::Diagnostic;
    use crate::source::SourceId;

    const SAMPLE: &str = r#"# A small pack.
pack small "Small" {
  version  "1"
  score    share_of_target(value, target)
  bands    performance
}
bands performance {
  strong  "95 % or more"  at least 95 %  points 4
  low     "Less"                         points 1
}
facet level "Level" { core "Core"; advanced "Advanced" }
rollup level { of points; by share_of_points; require 65 % reported }
unit inhabitant  inhabitants
input people "People" { unit inhabitants; expect at least 1 inhabitant else reject }
kpi share "Share of people below {line}" source "A book" {
  level:  core
  points first "First", second "Second" {
    input part "Part" { unit inhabitants }
    unit   %
    value  part / people
  }
  point first { target at most 30 %  basis judgement  source "ours" }
  value   sum(reported points of share) + (2 pp or else 3 pp)
          when people > 5 inhabitants
          because "It is so"
  no benchmark  because """
                Several
                lines.
                """
}
table limit_of by level, size hits first {
  core or advanced, at least 5 => 8 min  source "T"
  any, any                     => 9 min
}
reference europe "Europe" { share.first: 9 %  source "E"; bands performance for share }
recommend act "Act" for each kpi where band <= low {
  when     share.first > 30 % and not share.met
  priority high  when share against europe >= higher
  action   begin "Begin with {share.first}."
}
check adds_up "Adds up" {
  require  sum(points of share) = 100 % within 2 pp
           else warn "They add up to {sum(points of share)}."
}
test "it works" {
  given   people at 2020 = 5 inhabitants, share.first = 30 %
  expect  share.first.score = 60 % within 0.05 pp
  expect  held back act
}
limit topics 4 by priority, shortfall
"#;

    /// Findings about what the grammar reads well but the tree has no room for.
    fn beyond_grammar(finding: &Diagnostic) -> bool {
        ["date", "modifier", "name", "code", "call", "hole", "operator::chain", "operator::within", "number::large"]
            .iter()
            .any(|kind| finding.code.starts_with(&format!("syntax::{kind}")))
    }

    /// Whether the whole file parses, and whether all its items do; nothing where the scanner found a slip.
    fn both_ways(text: &str) -> Option<(bool, bool)> {
        let scanned = scan::scan(SourceId(0), text);
        if !scanned.findings.is_empty() {
            return None;
        }
        let whole = Grammar::parse(Rule::file, &scanned.mask).is_ok();
        let build = build::Build::new(SourceId(0), &scanned.mask, Vec::new());
        for chunk in &scanned.chunks {
            item::item(&build, chunk);
        }
        let findings = build.into_findings();
        Some((whole, findings.iter().all(beyond_grammar)))
    }

    fn names(file: &tree::File) -> Vec<String> {
        file.items.iter().map(|item| item.names.first().map_or("", |titled| &titled.name.text).to_owned()).collect()
    }

    #[test]
    fn the_sample_parses_without_a_finding() {
        let parsed = parse(SourceId(0), SAMPLE);
        assert_eq!(parsed.findings, []);
        assert_eq!(parsed.value.items.len(), 13);
    }

    /// Small slips, one at a time, all over the sample.
    fn slips(mut each: impl FnMut(usize, &str)) {
        let signs =
            ["(", ")", "{", "}", "\"", ",", ";", "=", "+", "x ", "\n", ":", " when a", "at least 5 ", "kpi ", "# "];
        for (turn, at) in (0..SAMPLE.len()).filter(|at| SAMPLE.is_char_boundary(*at)).step_by(11).enumerate() {
            let (before, after) = SAMPLE.split_at(at);
            each(at, &format!("{before}{}{after}", signs[turn % signs.len()]));
            let rest = after.chars().next().map_or("", |sign| &after[sign.len_utf8()..]);
            each(at, &format!("{before}{rest}"));
        }
    }

    #[test]
    fn a_file_parses_exactly_when_all_its_items_do() {
        slips(|_, text| {
            if let Some((whole, apart)) = both_ways(text) {
                assert_eq!(whole, apart, "whole file: {whole}, items: {apart}\n{text}");
            }
        });
    }

    #[test]
    fn one_slip_loses_one_item_at_most() {
        let sound = names(&parse(SourceId(0), SAMPLE).value);
        slips(|at, text| {
            let parsed = parse(SourceId(0), text);
            let left = names(&parsed.value);
            let lost: Vec<&String> = sound.iter().filter(|name| !left.contains(name)).collect();
            assert!(lost.len() <= 1, "lost {lost:?} by a slip at {at}\n{text}");
        });
    }

    #[test]
    fn deep_brackets_are_told_and_do_not_overflow() {
        for sign in ["(", "{", "[", "-", "not ", "if ", "a ^ ", "f(x: ", "kpis where ", "\"", "'"] {
            let text = format!("kpi a \"A\" {{\n  value {}1\n}}\nkpi b \"B\" {{ unit % }}\n", sign.repeat(20_000));
            let parsed = parse(SourceId(0), &text);
            assert!(parsed.has_errors(), "{sign}");
            assert!(names(&parsed.value).contains(&"b".to_owned()), "{sign}");
        }
    }
}
