//! The clauses of groups, recommendations and tests, and what stands in lists.

use super::super::tree::{Cell, ClauseKind, Expr, Name, Path, Text, TranslatedPart};
use super::clause::{COMMA, Laid, Row, alone, commas, rule, words};
use super::formula;
use super::name::{self, Stands};
use super::pieces::{NEVER, Pieces};
use super::robustness;
use super::sheet;
use super::text;

/// The clauses of groups, recommendations and tests.
pub(super) fn listing(kind: &ClauseKind) -> Laid {
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
        ClauseKind::By(way) => rule("by", formula::plain(way)),
        ClauseKind::Figure { item, value } => {
            Laid { row: Row::Figure, ..rule(&format!("{}:", name::leading_path(item)), formula::plain(value)) }
        }
        ClauseKind::Held { item, values } => {
            let body = commas(values.iter().map(f64::to_string));
            Laid { row: Row::Figure, ..rule(&format!("{}:", name::leading_path(item)), body) }
        }
        other => asked(other),
    }
}

/// What recommendations ask for and tests expect.
fn asked(kind: &ClauseKind) -> Laid {
    match kind {
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
        ClauseKind::Names { word, names } => rule(word.word(), commas(names.iter().map(alone))),
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
        ClauseKind::Vary(varied) => rule("vary", robustness::vary(varied)),
        ClauseKind::Given { item, at, value } => {
            let at = at.as_ref().map_or_else(String::new, |at| format!(" at {}", name::date(at)));
            rule("given", assigned(item, &at, value))
        }
        ClauseKind::ExpectThat(condition) => rule(
            "expect",
            guarded(condition, &["given", "undetermined", "finding", "not given", "no finding", "held back"]),
        ),
        ClauseKind::ExpectOutcome { outcome, name } => words("expect", format!("{} {}", outcome.word(), alone(name))),
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
        other => translation(other),
    }
}

/// What a `translate` block says.
fn translation(kind: &ClauseKind) -> Laid {
    let mut body = Pieces::default();
    match kind {
        ClauseKind::Translated { word, path, part, texts } => {
            let part = match part {
                TranslatedPart::Title => None,
                TranslatedPart::About => Some("about".to_owned()),
                TranslatedPart::Name => Some("name".to_owned()),
            };
            for text in texts {
                body.push_text(" ", NEVER, "", text);
            }
            let lead = std::iter::once(name::path(path)).chain(part).collect();
            Laid { lead, ..rule(&word.text, body) }
        }
        ClauseKind::TranslatedText { original, text } => {
            body.push_text("", NEVER, "", original);
            body.push_text("  ", 0, "", text);
            rule("text", body)
        }
        _ => Laid::default(),
    }
}

fn assigned(item: &Path, at: &str, value: &Expr) -> Pieces {
    let mut pieces = Pieces::of(format!("{}{at} =", name::path(item)));
    pieces.extend(" ", NEVER, formula::plain(value));
    pieces
}

/// A condition in brackets where its first words would make another clause of it.
fn guarded(condition: &Expr, others: &[&str]) -> Pieces {
    let pieces = formula::formula(condition);
    let flat = pieces.flat().unwrap_or_default();
    let begins = |words: &&str| {
        flat.strip_prefix(*words)
            .is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '_'))
    };
    if !others.iter().any(begins) {
        return pieces;
    }
    let mut bracketed = Pieces::of("(");
    bracketed.extend("", NEVER, pieces);
    bracketed.push("", NEVER, ")");
    bracketed
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Any(_) => "any".to_owned(),
        Cell::OneOf(names) => names.iter().map(|own| name::name(own, Stands::Entry)).collect::<Vec<_>>().join(" or "),
        Cell::Range(goal) => formula::goal(goal).flat().unwrap_or_default(),
    }
}
