//! Clauses: their word, what is lined up behind it, and the rest in pieces.

use super::super::tree::{
    Cell, Clause, ClauseKind, Expr, Joining, Modifiers, Name, NamesWord, Outcome, Path, Text, TextWord, UnitSpec,
    WrittenDate,
};
use super::formula;
use super::name::{self, Stands};
use super::pieces::{NEVER, Pieces};
use super::sheet;
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
const COMMA: u8 = 2;

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

fn alone(named: &Name) -> String {
    name::name(named, Stands::Alone)
}

fn rule(word: &str, body: Pieces) -> Laid {
    Laid { word: word.to_owned(), body, ..Laid::default() }
}

fn words(word: &str, body: impl Into<String>) -> Laid {
    rule(word, Pieces::of(body))
}

fn whole(word: &str) -> Laid {
    Laid { word: word.to_owned(), row: Row::Words, ..Laid::default() }
}

fn kind(kind: &ClauseKind) -> Laid {
    match kind {
        ClauseKind::Text { word, text } => describes(text_word(*word), written(text)),
        ClauseKind::Facet { facet, values } => {
            describes(&format!("{}:", alone(facet)), commas(values.iter().map(facet_value)))
        }
        ClauseKind::Unit(UnitSpec::OneOf(choices, _)) => {
            let mut body = Pieces::of("one of");
            body.extend(" ", NEVER, commas(choices.iter().map(alone)));
            rule("unit", body)
        }
        ClauseKind::Unit(spec) => words("unit", name::unit_spec(spec)),
        ClauseKind::Value(expr) => rule("value", formula::formula(expr)),
        ClauseKind::Score(expr) => rule("score", formula::formula(expr)),
        ClauseKind::Progress(expr) => rule("progress", formula::formula(expr)),
        ClauseKind::Start(expr) => rule("start", formula::formula(expr)),
        ClauseKind::Tolerance(expr) => rule("tolerance", formula::formula(expr)),
        ClauseKind::Assume(expr) => rule("assume", formula::formula(expr)),
        ClauseKind::Weight(expr) => rule("weight", formula::formula(expr)),
        ClauseKind::Budget(expr) => rule("budget", formula::formula(expr)),
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
        ClauseKind::TargetAgainst(against) => {
            let mut body = formula::plain(&against.share);
            body.push(" ", NEVER, if against.above { "above" } else { "below" });
            body.extend(" ", NEVER, formula::plain(&against.baseline));
            rule("target", timed(body, against.by.as_ref(), against.starting.as_ref()))
        }
        ClauseKind::Path(line) => words("path", alone(line)),
        ClauseKind::Trend { line, years } => {
            let over = years.map_or_else(String::new, |years| format!(" over {years} years"));
            words("trend", format!("{}{over}", alone(line)))
        }
        ClauseKind::NoBenchmark => whole("no benchmark"),
        ClauseKind::NotApplicable => whole("not applicable"),
        ClauseKind::Retired { by: None } => whole("retired"),
        ClauseKind::Retired { by: Some(by) } => whole(&format!("retired by {}", alone(by))),
        ClauseKind::WhenAlways => words("when", "always"),
        // Printed with its own block.
        ClauseKind::Item(_) => Laid::default(),
        ClauseKind::PreferWay { reported } => words("prefer", if *reported { "reported" } else { "computed" }),
        ClauseKind::PreferSource(source) => rule("prefer", words_with("source ", source)),
        ClauseKind::RequireGrade { what, least } => {
            words("require", format!("{} at least {}", what.text, alone(least)))
        }
        ClauseKind::RequireReported(share) => {
            let mut body = formula::plain(share);
            body.push(" ", NEVER, "reported");
            rule("require", body)
        }
        ClauseKind::Require { condition, severity, text } => require(condition, severity.as_ref(), text.as_ref()),
        ClauseKind::AlsoIn { unit, times } => {
            let mut body = Pieces::of(format!("{unit} times"));
            body.extend(" ", NEVER, formula::plain(times));
            rule("also in", body)
        }
        ClauseKind::Better(word) => words("better", alone(word)),
        ClauseKind::Priority(word) => words("priority", alone(word)),
        ClauseKind::Subject(word) => words("subject", alone(word)),
        ClauseKind::Digits(count) => words("digits", count.to_string()),
        ClauseKind::Language(count) => words("language", count.to_string()),
        ClauseKind::Year(year) => words("year", year.to_string()),
        ClauseKind::From(date) => words("from", name::date(date)),
        ClauseKind::Until(date) => words("until", name::date(date)),
        ClauseKind::Period { year, within } => words("period", period(*year, *within)),
        other => listing(other),
    }
}

/// The clauses of groups, recommendations and tests.
fn listing(kind: &ClauseKind) -> Laid {
    match kind {
        ClauseKind::UseBands { scale, only } => {
            let mut body = Pieces::of(name::name(scale, Stands::InFormula));
            if !only.is_empty() {
                body.push(" ", NEVER, "for");
                body.extend(" ", NEVER, commas(only.iter().map(name::path)));
            }
            rule("bands", body)
        }
        ClauseKind::Of { part, members, each } => {
            let mut body = part.as_ref().map_or_else(String::new, |part| format!("{} of ", alone(part)));
            body += &alone(members);
            if let Some(each) = each {
                body += &format!(" for each {}", alone(each));
            }
            words("of", body)
        }
        ClauseKind::By { function, arguments } => {
            let mut body = Pieces::of(alone(function));
            if !arguments.is_empty() {
                body.extend("", NEVER, formula::arguments(arguments));
            }
            rule("by", body)
        }
        ClauseKind::When(condition) => rule("when", guarded(condition, &["always"])),
        ClauseKind::Unless(condition) => rule("unless", formula::formula(condition)),
        ClauseKind::Action { name, text } => {
            let mut body = Pieces::default();
            body.push_text("", NEVER, "", text);
            Laid { lead: vec![alone(name)], ..rule("action", body) }
        }
        ClauseKind::Credit { tags } => {
            let mut body = Pieces::of("programmes tagged");
            body.extend(" ", NEVER, commas(tags.iter().map(alone)));
            rule("credit", body)
        }
        ClauseKind::Resources(names) => rule("resource", commas(names.iter().map(alone))),
        ClauseKind::Names { word, names } => {
            let word = match word {
                NamesWord::Extends => "extends",
                NamesWord::Tags => "tags",
                NamesWord::Uses => "uses",
            };
            rule(word, commas(names.iter().map(alone)))
        }
        ClauseKind::Applies { attribute, values } => {
            let mut body = Pieces::of(format!("to {}", alone(attribute)));
            body.extend(" ", NEVER, commas(values.iter().map(alone)));
            rule("applies", body)
        }
        ClauseKind::Effect { on, with } => {
            let mut body = Pieces::of(format!("on {} with", name::path(on)));
            for (place, (item, value)) in with.iter().enumerate() {
                if place > 0 {
                    body.push("", NEVER, ",");
                }
                body.extend(" ", if place > 0 { COMMA } else { NEVER }, assigned(item, "", value));
            }
            rule("effect", body)
        }
        ClauseKind::Given { item, at, value } => {
            let at = at.as_ref().map_or_else(String::new, |at| format!(" at {}", name::date(at)));
            rule("given", assigned(item, &at, value))
        }
        ClauseKind::ExpectThat(condition) => rule(
            "expect",
            guarded(condition, &["given", "undetermined", "finding", "not given", "no finding", "held back"]),
        ),
        ClauseKind::ExpectOutcome { outcome, name } => {
            words("expect", format!("{} {}", outcome_word(*outcome), alone(name)))
        }
        ClauseKind::Figure { item, value } => {
            Laid { row: Row::Figure, ..rule(&format!("{}:", name::leading_path(item)), formula::plain(value)) }
        }
        other => entry(other),
    }
}

/// What stands in lists: bands, values of facets, rows of tables.
fn entry(kind: &ClauseKind) -> Laid {
    let title = |title: &Option<Text>| title.as_ref().map_or_else(String::new, |title| text::inline(&title.text));
    let entry = |word: &Name, lead| Laid {
        word: name::name(word, Stands::Entry),
        lead,
        body: Pieces::default(),
        row: Row::Entry,
    };
    match kind {
        ClauseKind::Band { name: own, title: words, edge, points } => {
            let edge = edge.as_ref().and_then(|edge| formula::goal(edge).flat()).unwrap_or_default();
            let points = points.map_or_else(String::new, |points| format!("points {}", name::number(points, 1.0e4)));
            entry(own, vec![title(words), edge, points])
        }
        ClauseKind::FacetValue { name: own, title: words, parent, weight } => {
            let parent = parent.as_ref().map_or_else(String::new, |parent| format!("in {}", alone(parent)));
            let weight = weight.as_ref().and_then(|weight| formula::plain(weight).flat());
            entry(own, vec![title(words), parent, weight.map_or_else(String::new, |weight| format!("weight {weight}"))])
        }
        ClauseKind::Row { cells, value } => {
            let cells: Vec<String> = cells.iter().map(cell).collect();
            let mut body = Pieces::of("=>");
            body.extend(" ", NEVER, formula::plain(value));
            Laid { word: cells.join(", "), lead: Vec::new(), body, row: Row::Table }
        }
        ClauseKind::FromSheet { by, sheet: named } => words("by", format!("{} {}", alone(by), sheet::sheet(named))),
        ClauseKind::Column { role, facet, column } => {
            words(&format!("{}{}", alone(role), if *facet { ":" } else { "" }), sheet::column(column))
        }
        _ => Laid::default(),
    }
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
fn commas(parts: impl Iterator<Item = String>) -> Pieces {
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

fn assigned(item: &Path, at: &str, value: &super::super::tree::Expr) -> Pieces {
    let mut pieces = Pieces::of(format!("{}{at} =", name::path(item)));
    pieces.extend(" ", NEVER, formula::plain(value));
    pieces
}

/// A condition in brackets where its first words would make another clause of it.
fn guarded(condition: &super::super::tree::Expr, others: &[&str]) -> Pieces {
    let pieces = formula::formula(condition);
    let flat = pieces.flat().unwrap_or_default();
    let begins = |words: &&str| {
        flat.strip_prefix(*words)
            .is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '_'))
    };
    if !others.iter().any(|words| begins(&words)) {
        return pieces;
    }
    let mut bracketed = Pieces::of("(");
    bracketed.extend("", NEVER, pieces);
    bracketed.push("", NEVER, ")");
    bracketed
}

fn require(condition: &super::super::tree::Expr, severity: Option<&Name>, text: Option<&Text>) -> Laid {
    let mut body = formula::formula(condition);
    if let Some(text) = text {
        let severity = severity.map_or_else(String::new, |severity| format!("{} ", severity.text));
        body.push_text(" ", TAIL, &format!("else {severity}"), text);
    }
    rule("require", body)
}

fn facet_value(value: &Name) -> String {
    if name::is_word(&value.text) { value.text.clone() } else { text::inline(&value.text) }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Any(_) => "any".to_owned(),
        Cell::OneOf(names) => names.iter().map(|own| name::name(own, Stands::Entry)).collect::<Vec<_>>().join(" or "),
        Cell::Range(goal) => formula::goal(goal).flat().unwrap_or_default(),
    }
}

fn period(year: Option<i32>, within: Option<u32>) -> String {
    match (year, within) {
        (Some(year), _) => year.to_string(),
        (None, Some(1)) => "latest within 1 year".to_owned(),
        (None, Some(years)) => format!("latest within {years} years"),
        (None, None) => "latest".to_owned(),
    }
}

fn text_word(word: TextWord) -> &'static str {
    match word {
        TextWord::About => "about",
        TextWord::Address => "address",
        TextWord::Because => "because",
        TextWord::City => "city",
        TextWord::Code => "code",
        TextWord::Note => "note",
        TextWord::Publisher => "publisher",
        TextWord::Source => "source",
        TextWord::Title => "title",
        TextWord::Version => "version",
    }
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Given => "given",
        Outcome::HeldBack => "held back",
        Outcome::NotGiven => "not given",
        Outcome::Undetermined => "undetermined",
        Outcome::Finding => "finding",
        Outcome::NoFinding => "no finding",
    }
}
