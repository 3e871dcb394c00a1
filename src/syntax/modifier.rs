//! Modifiers: what may follow any clause and any head.

use pest::iterators::Pair;

use super::build::Build;
use super::grammar::Rule;
use super::tree::{Modifiers, Name, WrittenDate};
use super::{formula, text};
use crate::diagnostic::Diagnostic;

impl Build<'_> {
    /// Takes a modifier; false if the pair is none.
    pub(super) fn modifier(&self, pair: &Pair<'_, Rule>, into: &mut Modifiers) -> bool {
        let twice = match pair.as_rule() {
            Rule::source_mod => set(&mut into.source, text::text_in(self, pair, text::Holes::Literal)),
            Rule::because_mod => set(&mut into.because, text::text_in(self, pair, text::Holes::Filled)),
            Rule::basis_mod => set(&mut into.basis, self.name_in(pair)),
            Rule::evidence_mod => set(&mut into.evidence, self.name_in(pair)),
            Rule::as_mod => set(&mut into.name, self.name_in(pair)),
            Rule::when_mod => set(&mut into.when, formula::expr_in(self, pair)),
            Rule::from_mod => set(&mut into.from, self.date_in(pair)),
            Rule::until_mod => set(&mut into.until, self.date_in(pair)),
            Rule::over_mod => {
                into.over.extend(self.names(pair.clone()));
                false
            }
            _ => return false,
        };
        if twice {
            let word = pair.as_str().split_whitespace().next().unwrap_or("");
            self.fail(
                Diagnostic::error("syntax::modifier::twice", self.span(pair), format!("`{word}` stands here twice"))
                    .here("the second one")
                    .help(twice_help(word)),
            );
        }
        true
    }

    fn name_in(&self, pair: &Pair<'_, Rule>) -> Option<Name> {
        pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::name).map(|inner| self.name(&inner))
    }

    fn date_in(&self, pair: &Pair<'_, Rule>) -> Option<WrittenDate> {
        pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::date).and_then(|inner| self.date(&inner))
    }
}

fn twice_help(word: &str) -> String {
    match word {
        "when" => "join the two conditions with `and`".to_owned(),
        "source" => "name both sources in one text".to_owned(),
        "because" => "give the whole reason in one text".to_owned(),
        _ => format!("keep one `{word}`, or write a second clause"),
    }
}

/// Fills a place; true if it was filled already.
fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let twice = place.is_some();
    if !twice {
        *place = value;
    }
    twice
}
