//! Which rule a clause is parsed by: its first word decides, and the block that it stands in.

use super::build::{Build, Range};
use super::grammar::Rule;
use super::item::Words;
use super::tree::ItemKind;
use super::{test_block, translation};

/// The span of a clause's first word, or of its first two where they are one thing.
pub(super) fn word_range(build: &Build<'_>, words: &Words<'_>, rule: Rule) -> Range {
    if words.first.is_empty() {
        let start = words.first_range.start;
        let rest = build.mask.get(start..).unwrap_or("");
        let first = rest.find([' ', '\t', ',', ':', '\n']).unwrap_or(rest.len());
        return start..start + first;
    }
    match rule {
        Rule::plain_clause | Rule::also_clause | Rule::always_clause => words.first_range.start..words.second_range.end,
        _ => words.first_range.clone(),
    }
}

/// The rule that a clause is parsed by: its first word decides, and the block that it stands in.
pub(super) fn rule(build: &Build<'_>, words: &Words<'_>, parent: &ItemKind, head: &Range) -> Option<Rule> {
    if *parent == ItemKind::Translate {
        return translation::rule(words);
    }
    if reads_sheet(parent) && names_column(build.masked(head)) {
        return Some(Rule::column_clause);
    }
    if colon_follows(build.masked(head)) {
        return Some(match parent {
            ItemKind::Reference { .. } => Rule::figure,
            ItemKind::Cohort => Rule::held,
            _ => Rule::facet_clause,
        });
    }
    if let Some(found) = entry_rule(words, parent) {
        return Some(found);
    }
    let rule = match words.first {
        "about" | "address" | "because" | "city" | "code" | "note" | "publisher" | "source" | "title" | "version" => {
            Rule::text_clause
        }
        "value" | "score" | "progress" | "start" | "tolerance" | "assume" | "weight" | "budget" | "per" | "impute"
        | "treat" => Rule::formula_clause,
        "unit" => Rule::unit_clause,
        "expect" => Rule::expect_clause,
        "target" => Rule::target_clause,
        "no" | "not" => Rule::plain_clause,
        "retired" => Rule::retired_clause,
        "counts" => Rule::counts_clause,
        "bands" => Rule::use_bands,
        "prefer" => Rule::prefer_clause,
        "require" => require_rule(words, parent),
        "also" => Rule::also_clause,
        "better" | "priority" | "subject" | "path" | "cohort" => Rule::word_clause,
        "trend" => Rule::trend_clause,
        "digits" | "language" | "replicates" | "seed" | "year" => Rule::count_clause,
        "vary" => Rule::vary_clause,
        "of" => Rule::of_clause,
        "by" => Rule::by_clause,
        "when" if words.second == "always" => Rule::always_clause,
        "when" | "unless" => Rule::condition_clause,
        "action" => Rule::action_clause,
        "credit" => Rule::credit_clause,
        "extends" | "uses" | "tags" | "resource" | "members" => Rule::list_clause,
        "effect" => Rule::effect_clause,
        "applies" => Rule::applies_clause,
        "period" => Rule::period_clause,
        "screen" => Rule::screen_clause,
        "years" => Rule::years_clause,
        "from" | "until" => Rule::date_clause,
        "given" => Rule::given_clause,
        _ => return None,
    };
    Some(rule)
}

/// The rule of an entry in a block that lists things; none where the word opens a clause there too.
fn entry_rule(words: &Words<'_>, parent: &ItemKind) -> Option<Rule> {
    let text_follows = words.next == Some(b'"');
    let describes = matches!(words.first, "source" | "because" | "about" | "note") && text_follows;
    match parent {
        ItemKind::Bands { .. } if !describes => Some(Rule::band_entry),
        ItemKind::Facet { .. } if !describes => Some(Rule::facet_entry),
        ItemKind::Table { .. } if !describes && words.first != "unit" => Some(Rule::row),
        ItemKind::Test if words.first == "expect" => Some(test_block::expect_rule(words)),
        _ => None,
    }
}

fn require_rule(words: &Words<'_>, parent: &ItemKind) -> Rule {
    match parent {
        ItemKind::Check { .. } => Rule::require_clause,
        ItemKind::Rollup => Rule::share_clause,
        _ if matches!(words.second, "quality" | "status") => Rule::grade_clause,
        _ => Rule::require_clause,
    }
}

/// Whether a block may say what the columns of a sheet are.
fn reads_sheet(parent: &ItemKind) -> bool {
    matches!(
        parent,
        ItemKind::Kpis
            | ItemKind::Cities
            | ItemKind::Targets { .. }
            | ItemKind::Facet { .. }
            | ItemKind::Table { .. }
            | ItemKind::Reference { .. }
    )
}

/// Whether a name, perhaps with a colon, is followed by `column` and a text.
fn names_column(head: &str) -> bool {
    let name = head.strip_prefix('\'').map_or_else(
        || head.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric() || sign == '_'),
        |rest| rest.split_once('\'').map_or(head, |(_, after)| after),
    );
    let after = name.trim_start().trim_start_matches(':').trim_start();
    let apart = after.len() < name.len() && name.len() < head.len();
    apart && after.strip_prefix("column").is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// Whether a name, perhaps with dots, is followed by a colon.
fn colon_follows(head: &str) -> bool {
    let bytes = head.as_bytes();
    let mut at = 0;
    let mut quoted = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\'' => quoted = !quoted,
            b'.' | b'_' => {}
            byte if quoted || byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        at += 1;
    }
    while matches!(bytes.get(at), Some(b' ' | b'\t')) {
        at += 1;
    }
    at > 0 && bytes.get(at) == Some(&b':')
}
