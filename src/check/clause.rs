//! Clauses as cases: their conditions, dates and authority; and whether a clause belongs where it stands.

use super::Checker;
use super::clauses::Place;
use super::scope::Env;
use super::types::Type;
use crate::diagnostic::Diagnostic;
use crate::model::formula::Node;
use crate::model::rules::{Case, Note, Worded};
use crate::source::{Span, nearest};
use crate::syntax::print::{print_clause, print_expression};
use crate::syntax::tree::{Clause, Expr, Modifiers, Name, Text, WrittenDate};
use crate::value::Date;

/// The authorities that a target or a figure can rest on.
pub(super) const BASES: &[&str] =
    &["law", "method", "sdg", "who", "iso", "parity", "natural_maximum", "comparator", "judgement"];

/// How sure the author is of a clause.
pub(super) const EVIDENCE: &[&str] = &["seen", "inferred", "recalled"];

/// The article before a word of the language.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

impl<'a> Checker<'a> {
    /// A clause with its value, as a case.
    pub(super) fn case<T>(&mut self, value: T, clause: &Clause, env: Env<'_>) -> Case<T> {
        let modifiers = &clause.modifiers;
        let when = modifiers.when.as_ref().and_then(|when| self.condition(when, env));
        let (from, until) = self.dates(modifiers);
        let note = self.note(modifiers, clause.layer, clause.span);
        Case { value, when, from, until, note: Note { worded: self.worded(clause), ..note } }
    }

    /// A clause in words, where it stands in a sheet: there the places of its parts tell no reader how it is written.
    fn worded(&self, clause: &Clause) -> Option<Box<Worded>> {
        let file = self.sources.get(clause.span.source)?;
        if !file.name.ends_with(".csv") {
            return None;
        }
        let bare = Clause { modifiers: Modifiers::default(), ..clause.clone() };
        let when = clause.modifiers.when.as_ref().map(print_expression);
        Some(Box::new(Worded { clause: print_clause(&bare), when }))
    }

    /// The authority of a clause.
    pub(super) fn note(&mut self, modifiers: &Modifiers, layer: u16, span: Span) -> Note {
        self.word_of_list(modifiers.basis.as_ref(), BASES, "clause::basis::unknown", "basis");
        self.word_of_list(modifiers.evidence.as_ref(), EVIDENCE, "clause::evidence::unknown", "evidence");
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
        let word = |name: &Option<Name>| name.as_ref().map(|name| name.text.clone());
        Note {
            source: text(&modifiers.source),
            basis: word(&modifiers.basis),
            because: text(&modifiers.because),
            evidence: word(&modifiers.evidence),
            name: word(&modifiers.name),
            over: modifiers.over.iter().map(|name| name.text.clone()).collect(),
            layer,
            span,
            worded: None,
            joining: modifiers.joining,
        }
    }

    /// A clause that retires what it stands in: its reason says by which pack.
    pub(super) fn retired(&mut self, by: Option<&Name>, clause: &Clause, env: Env<'_>) -> Case<()> {
        let mut case = self.case((), clause, env);
        let own = || self.book.packs.get(clause.layer as usize).map(|pack| pack.name.clone());
        let pack = by.map(|by| by.text.clone()).or_else(own).unwrap_or_default();
        let title = self.book.packs.iter().find(|known| known.name == pack).map(|known| known.title.clone());
        let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| pack.clone());
        let because = case.note.because.take();
        let key = if because.is_some() { "retired_because" } else { "retired" };
        let because = because.unwrap_or_default();
        let fills = [("pack", (&pack).into()), ("title", (&title).into()), ("because", (&because).into())];
        case.note.because = Some(self.book.voice.say(key, &fills));
        case
    }

    fn word_of_list(&mut self, name: Option<&Name>, known: &[&str], code: &'static str, what: &str) {
        let Some(name) = name else { return };
        if known.contains(&name.text.as_str()) {
            return;
        }
        let help = match nearest(&name.text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        self.report(Diagnostic::error(code, name.span, format!("`{}` is no {what}", name.text)).help(help));
    }

    /// First and last day of a clause.
    pub(super) fn dates(&mut self, modifiers: &Modifiers) -> (Option<Date>, Option<Date>) {
        let from = modifiers.from.and_then(|date| self.date(date, true));
        let until = modifiers.until.and_then(|date| self.date(date, false));
        if let (Some(first), Some(last), Some(written)) = (from, until, modifiers.until)
            && last < first
        {
            let message = format!("it ends on {last}, before it begins on {first}");
            self.report(
                Diagnostic::error("clause::dates::order", written.span, message).help("exchange the two dates"),
            );
        }
        (from, until)
    }

    fn date(&mut self, written: WrittenDate, first: bool) -> Option<Date> {
        let pick = if first { Date::first } else { Date::last };
        let date = pick(written.year, written.month, written.day);
        if date.exists() {
            return Some(date);
        }
        let message = format!("the calendar has no {date}");
        self.report(
            Diagnostic::error("clause::dates::none", written.span, message).help("write a date such as 2021-09-22"),
        );
        None
    }

    /// A condition: an expression that is true or false.
    pub(super) fn condition(&mut self, expr: &crate::syntax::tree::Expr, env: Env<'_>) -> Option<Node> {
        let typed = self.expression(expr, env, None);
        match typed.ty {
            Type::YesNo => Some(typed.node),
            Type::Broken => None,
            other => {
                let message = format!("a condition is true or false; this is {}", self.in_words(&other));
                let help = "compare it: for example `>= 40 %`";
                self.report(Diagnostic::error("condition::kind", expr.span, message).help(help));
                None
            }
        }
    }

    /// Says so when a clause does not belong in a block.
    pub(super) fn belongs(&mut self, clause: &Clause, place: Place) -> bool {
        let Some(row) = super::clause_row::row_of(&clause.kind) else {
            return true;
        };
        if row.places.contains(&place) {
            return true;
        }
        let homes: Vec<&str> = row.places.iter().map(|home| home.word()).collect();
        let message = format!("`{}` does not belong in {} `{}`", row.word, article(place.word()), place.word());
        let help = format!("it belongs in: {}", homes.join(", "));
        self.report(Diagnostic::error("clause::misplaced", clause.word, message).help(help));
        false
    }

    /// Two clauses with the same condition that begin on the same day in one pack cannot both hold: two rows of a sheet
    /// for one country. Those without a condition were looked at when the packs were joined.
    pub(super) fn no_ties<T>(&mut self, cases: &[Case<T>], what: &str) {
        for (place, later) in cases.iter().enumerate() {
            let tie = cases.iter().take(place).find(|first| {
                let same =
                    first.when.as_ref().zip(later.when.as_ref()).is_some_and(|(one, other)| one.asks_like(other));
                same && first.note.over.is_empty()
                    && later.note.over.is_empty()
                    && first.from == later.from
                    && first.until == later.until
                    && first.note.layer == later.note.layer
            });
            if let Some(first) = tie {
                let message = format!("{what} is set twice for the same time");
                let finding = Diagnostic::error("clause::twice", later.note.span, message)
                    .here("and again here")
                    .and(first.note.span, "set here")
                    .help("take one away, or say when each holds: `from DATE`, `until DATE`, `when CONDITION`");
                self.report(finding);
            }
        }
    }

    /// An expression that is a share or a plain number; else the code, what it must be, and what to type.
    pub(super) fn plain_number(
        &mut self,
        expr: &Expr,
        env: Env<'_>,
        (code, wanted, help): (&'static str, &str, &str),
    ) -> Option<Node> {
        let typed = self.expression(expr, env, None);
        match &typed.ty {
            Type::Broken => None,
            Type::Number(unit, _) if unit.kind.is_none() => Some(typed.node),
            other => {
                let words = self.in_words(other);
                let message = format!("{wanted}; this is {words}");
                self.report(Diagnostic::error(code, expr.span, message).help(help));
                None
            }
        }
    }
}
