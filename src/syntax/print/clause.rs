//! Clauses: their word, what is lined up behind it, and the rest in pieces.

use super::super::tree::{Against, Clause, ClauseKind, Expr, Joining, Modifiers, Name, Text, UnitSpec, WrittenDate};
use super::formula;
use super::listing;
use super::name::{self, Stands};
use super::pieces::{NEVER, Pieces};
use super::text;

/// A clause before it is put on lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Laid {
    /// The word that opens it; an entry's name, a row's cells.
    pub(super) word: String,
    /// What stands in columns of its own behind the word: titles and edges of entries, names of actions.
    pub(super) lead: Vec<String>,
    /// The rest.
    pub(super) body: Pieces,
    /// What it is lined up with.
    pub(super) row: Row,
}

/// What a clause is lined up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Row {
    /// Texts and facets: what describes an item.
    Describes,
    /// Other clauses.
    #[default]
    Rule,
    /// `no benchmark`, `not applicable`: their words are the whole clause.
    Words,
    /// Entries of scales and facets.
    Entry,
    /// Rows of tables.
    Table,
    /// Figures of references.
    Figure,
}

/// Where lines end most gladly: before modifiers, then before `else`, then after commas.
const MODIFIER: u8 = 0;
const TAIL: u8 = 1;
pub(super) const COMMA: u8 = 2;

/// A clause, ready to be put on lines. Nested items are printed elsewhere.
pub(super) fn lay(clause: &Clause) -> Laid {
    let mut laid = kind(&clause.kind);
    match clause.modifiers.joining {
        Joining::Usual => {}
        Joining::Also => laid.word.insert_str(0, "also "),
        Joining::Only => laid.word.insert_str(0, "only "),
    }
    modifiers(&mut laid.body, &clause.modifiers);
    laid
}

/// Adds modifiers to a clause or a head.
pub(super) fn modifiers(into: &mut Pieces, modifiers: &Modifiers) {
    let gap = |pieces: &Pieces| if pieces.is_empty() { "" } else { "  " };
    let mut words = |flat: String| into.push(gap(into), MODIFIER, flat);
    if let Some(date) = &modifiers.from {
        words(format!("from {}", name::date(date)));
    }
    if let Some(date) = &modifiers.until {
        words(format!("until {}", name::date(date)));
    }
    if let Some(condition) = &modifiers.when {
        let mut when = Pieces::of("when");
        when.extend(" ", NEVER, formula::formula(condition));
        into.extend(gap(into), MODIFIER, when);
    }
    if let Some(basis) = &modifiers.basis {
        into.push(gap(into), MODIFIER, format!("basis {}", alone(basis)));
    }
    for (word, written) in [("source ", &modifiers.source), ("because ", &modifiers.because)] {
        if let Some(written) = written {
            into.push_text(gap(into), MODIFIER, word, written);
        }
    }
    let names = [("evidence", &modifiers.evidence), ("as", &modifiers.name)];
    for (word, named) in names {
        if let Some(named) = named {
            into.push(gap(into), MODIFIER, format!("{word} {}", alone(named)));
        }
    }
    if !modifiers.over.is_empty() {
        into.push(gap(into), MODIFIER, format!("over {}", name::list(&modifiers.over)));
    }
}

pub(super) fn alone(named: &Name) -> String {
    name::name(named, Stands::Alone)
}

pub(super) fn rule(word: &str, body: Pieces) -> Laid {
    Laid { word: word.to_owned(), body, ..Laid::default() }
}

pub(super) fn words(word: &str, body: impl Into<String>) -> Laid {
    rule(word, Pieces::of(body))
}

fn whole(word: &str) -> Laid {
    Laid { word: word.to_owned(), row: Row::Words, ..Laid::default() }
}

fn kind(kind: &ClauseKind) -> Laid {
    if let Some((word, expr)) = formula_clause(kind) {
        return rule(word, formula::formula(expr));
    }
    if let Some((word, said)) = word_clause(kind) {
        return words(word, said);
    }
    match kind {
        ClauseKind::Text { word, text } => describes(word.word(), written(text)),
        ClauseKind::Facet { facet, values } => {
            describes(&format!("{}:", alone(facet)), commas(values.iter().map(facet_value)))
        }
        ClauseKind::Unit(UnitSpec::OneOf(choices, _)) => {
            let mut body = Pieces::of("one of");
            body.extend(" ", NEVER, commas(choices.iter().map(alone)));
            rule("unit", body)
        }
        ClauseKind::Unit(spec) => words("unit", name::unit_spec(spec)),
        ClauseKind::Expect { goal, reject } => {
            let mut body = formula::goal(goal);
            if *reject {
                body.push(" ", TAIL, "else reject");
            }
            rule("expect", body)
        }
        ClauseKind::Target { goal, by, starting } => {
            rule("target", timed(formula::goal(goal), by.as_ref(), starting.as_ref()))
        }
        ClauseKind::TargetAgainst(against) => rule("target", target_against(against)),
        ClauseKind::Path(line) => words("path", alone(line)),
        ClauseKind::Trend { line, years } => {
            let over = years.map_or_else(String::new, |years| format!(" over {years} years"));
            words("trend", format!("{}{over}", alone(line)))
        }
        ClauseKind::NoBenchmark => whole("no benchmark"),
        ClauseKind::NotApplicable => whole("not applicable"),
        ClauseKind::Retired { by } => {
            whole(&by.as_ref().map_or("retired".to_owned(), |by| format!("retired by {}", alone(by))))
        }
        ClauseKind::Counts { not_in } => counts(not_in),
        // Printed with its own block.
        ClauseKind::Item(_) => Laid::default(),
        ClauseKind::PreferSource(source) => rule("prefer", words_with("source ", source)),
        ClauseKind::RequireGrade { what, least } => {
            words("require", format!("{} at least {}", what.text, alone(least)))
        }
        ClauseKind::RequireShare { share, scored } => {
            let mut body = formula::plain(share);
            body.push(" ", NEVER, if *scored { "scored" } else { "reported" });
            rule("require", body)
        }
        ClauseKind::Screen(share) => rule("screen", reported(share)),
        ClauseKind::Require { condition, severity, text } => require(condition, severity.as_ref(), text.as_ref()),
        ClauseKind::AlsoIn { unit, times } => {
            let mut body = Pieces::of(format!("{unit} times"));
            body.extend(" ", NEVER, formula::plain(times));
            rule("also in", body)
        }
        other => listing::listing(other),
    }
}

/// `90 % reported`
fn reported(share: &Expr) -> Pieces {
    let mut body = formula::plain(share);
    body.push(" ", NEVER, "reported");
    body
}

/// `30 % below 2009 by 2030`
fn target_against(against: &Against) -> Pieces {
    let mut body = formula::plain(&against.share);
    body.push(" ", NEVER, if against.above { "above" } else { "below" });
    body.extend(" ", NEVER, formula::plain(&against.baseline));
    timed(body, against.by.as_ref(), against.starting.as_ref())
}

fn counts(not_in: &[Name]) -> Laid {
    if not_in.is_empty() { whole("counts") } else { rule("counts not in", commas(not_in.iter().map(facet_value))) }
}

/// A word and a formula.
fn formula_clause(kind: &ClauseKind) -> Option<(&'static str, &Expr)> {
    Some(match kind {
        ClauseKind::Value(expr) => ("value", expr),
        ClauseKind::Score(expr) => ("score", expr),
        ClauseKind::Progress(expr) => ("progress", expr),
        ClauseKind::Start(expr) => ("start", expr),
        ClauseKind::Tolerance(expr) => ("tolerance", expr),
        ClauseKind::Assume(expr) => ("assume", expr),
        ClauseKind::Weight(expr) => ("weight", expr),
        ClauseKind::Budget(expr) => ("budget", expr),
        ClauseKind::Per(expr) => ("per", expr),
        ClauseKind::Impute(expr) => ("impute", expr),
        ClauseKind::Treat(expr) => ("treat", expr),
        _ => return None,
    })
}

/// A word and one more, a number or a date.
fn word_clause(kind: &ClauseKind) -> Option<(&'static str, String)> {
    Some(match kind {
        ClauseKind::Better(word) => ("better", alone(word)),
        ClauseKind::Priority(word) => ("priority", alone(word)),
        ClauseKind::Subject(word) => ("subject", alone(word)),
        ClauseKind::UseCohort(word) => ("cohort", alone(word)),
        ClauseKind::Years { first, last } => ("years", format!("{first} to {last}")),
        ClauseKind::Digits(count) => ("digits", count.to_string()),
        ClauseKind::Language(count) => ("language", count.to_string()),
        ClauseKind::Replicates(count) => ("replicates", count.to_string()),
        ClauseKind::Seed(count) => ("seed", count.to_string()),
        ClauseKind::Year(year) => ("year", year.to_string()),
        ClauseKind::From(date) => ("from", name::date(date)),
        ClauseKind::Until(date) => ("until", name::date(date)),
        ClauseKind::Period { year, within } => ("period", period(*year, *within)),
        ClauseKind::WhenAlways => ("when", "always".to_owned()),
        ClauseKind::PreferWay { reported: true } => ("prefer", "reported".to_owned()),
        ClauseKind::PreferWay { reported: false } => ("prefer", "computed".to_owned()),
        _ => return None,
    })
}

/// What a target is to be reached by, and where its path begins.
fn timed(mut body: Pieces, by: Option<&WrittenDate>, starting: Option<&Expr>) -> Pieces {
    if let Some(by) = by {
        body.push(" ", NEVER, format!("by {}", name::date(by)));
    }
    if let Some(starting) = starting {
        body.push(" ", NEVER, "starting");
        body.extend(" ", NEVER, formula::plain(starting));
    }
    body
}

fn describes(word: &str, body: Pieces) -> Laid {
    Laid { row: Row::Describes, ..rule(word, body) }
}

fn written(text: &Text) -> Pieces {
    words_with("", text)
}

fn words_with(words: &str, text: &Text) -> Pieces {
    let mut pieces = Pieces::default();
    pieces.push_text("", NEVER, words, text);
    pieces
}

/// Parts with commas, after which a line may end.
pub(super) fn commas(parts: impl Iterator<Item = String>) -> Pieces {
    let mut pieces = Pieces::default();
    for part in parts {
        if pieces.is_empty() {
            pieces.push("", NEVER, part);
        } else {
            pieces.push("", NEVER, ",");
            pieces.push(" ", COMMA, part);
        }
    }
    pieces
}

fn require(condition: &Expr, severity: Option<&Name>, text: Option<&Text>) -> Laid {
    let mut body = formula::formula(condition);
    if let Some(text) = text {
        let severity = severity.map_or_else(String::new, |severity| format!("{} ", severity.text));
        body.push_text(" ", TAIL, &format!("else {severity}"), text);
    }
    rule("require", body)
}

pub(super) fn facet_value(value: &Name) -> String {
    if name::is_word(&value.text) { value.text.clone() } else { text::inline(&value.text) }
}

fn period(year: Option<i32>, within: Option<u32>) -> String {
    match (year, within) {
        (Some(year), _) => year.to_string(),
        (None, Some(1)) => "latest within 1 year".to_owned(),
        (None, Some(years)) => format!("latest within {years} years"),
        (None, None) => "latest".to_owned(),
    }
}
