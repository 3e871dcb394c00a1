//! What a city already does: its programmes.

use super::city::{Said, check_modifiers, foreign_clause, head, title};
use crate::diagnostic::Diagnostic;
use crate::model::dataset::Programme;
use crate::source::{Sources, Span};
use crate::syntax::tree::{ClauseKind, Item, NamesWord, TextWord, WrittenDate};
use crate::value::Date;

const KNOWN: &str = "`tags`, `from`, `until`, `budget`, `source` and `about`";

/// Reads a programme.
pub(super) fn read_programme(item: &Item, sources: &Sources, findings: &mut Vec<Diagnostic>) -> Programme {
    let mut programme = Programme { name: head(item).text, title: title(item), ..Programme::default() };
    let mut said = Said::default();
    let (mut from, mut until) = (item.modifiers.from, item.modifiers.until);
    programme.source = item.modifiers.source.as_ref().map(|source| source.text.clone());
    for clause in &item.clauses {
        check_modifiers(&clause.modifiers, "programme", findings);
        let mut first = |what: &str| said.first(what, clause.word, findings);
        match &clause.kind {
            ClauseKind::Names { word: NamesWord::Tags, names } => {
                let tags = names.iter().map(|name| name.text.clone());
                let new: Vec<String> = tags.filter(|tag| !programme.tags.contains(tag)).collect();
                programme.tags.extend(new);
            }
            ClauseKind::From(date) => from = if first("from") { Some(*date) } else { from },
            ClauseKind::Until(date) => until = if first("until") { Some(*date) } else { until },
            ClauseKind::Budget(amount) => {
                if first("budget") {
                    programme.budget = Some(sources.text(amount.span).trim().to_owned());
                }
            }
            ClauseKind::Text { word: TextWord::Source, text } => {
                if first("source") {
                    programme.source = Some(text.text.clone());
                }
            }
            ClauseKind::Text { word: TextWord::About, text } => {
                if first("about") {
                    programme.about = Some(text.text.clone());
                }
            }
            _ => findings.push(foreign_clause(clause, "programme", KNOWN)),
        }
    }
    programme.from = from.and_then(|date| day(date, Date::first, findings));
    programme.until = until.and_then(|date| day(date, Date::last, findings));
    check(&programme, item, (from, until), findings);
    programme
}

/// The day that a written date means, if the calendar has it.
fn day(
    date: WrittenDate,
    rule: impl Fn(i32, Option<u8>, Option<u8>) -> Date,
    findings: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let day = rule(date.year, date.month, date.day);
    if !day.exists() {
        let finding = Diagnostic::error("data::programme::date", date.span, "the calendar has no such day");
        findings.push(finding.help("write a date as `2020`, `2020-09` or `2020-09-30`"));
        return None;
    }
    Some(day)
}

fn check(
    programme: &Programme,
    item: &Item,
    (from, until): (Option<WrittenDate>, Option<WrittenDate>),
    findings: &mut Vec<Diagnostic>,
) {
    let place = |date: Option<WrittenDate>| date.map_or(Span::default(), |date| date.span);
    if let (Some(first), Some(last)) = (programme.from, programme.until)
        && last < first
    {
        findings.push(
            Diagnostic::error(
                "data::programme::dates",
                place(until),
                format!("`{}` ends before it begins", programme.name),
            )
            .here("its last day")
            .and(place(from), "its first day")
            .help("exchange the two dates, or put the wrong one right"),
        );
    }
    if programme.tags.is_empty() {
        let message = format!("`{}` has no tags, so that no recommendation can credit it", programme.name);
        findings.push(
            Diagnostic::advice("data::programme::tags", head(item).span, message)
                .help("add `tags` such as `tags water`"),
        );
    }
}
