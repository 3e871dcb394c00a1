//! What code outside of the language says, checked and put into words.

use super::{Card, Datum, Telling};
use crate::model::rules::RuleBook;
use crate::model::scorecard::Scorecard;
use crate::model::show::DIGITS;
use crate::source::nearest;
use crate::value::{ItemId, Missing, Outcome, Phrase};

/// An item that led to something, with its figure as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The item.
    pub item: ItemId,
    /// Its value as printed, or why it is missing.
    pub figure: String,
    /// What its band is called.
    pub band: Option<String>,
}

/// What is said, in the language of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The text; nothing where the rules have it.
    pub text: Option<String>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

impl Evidence {
    /// An item with its figure and its band.
    #[must_use]
    pub fn of(book: &RuleBook, results: &Scorecard, item: ItemId) -> Self {
        let band = results.result(item).and_then(|result| result.band.as_ref().ok());
        Self { item, figure: printed(book, results, item), band: band.map(|band| book.band_name(*band)) }
    }
}

impl Telling {
    /// The text with its places filled and its evidence looked up. A text is looked up among the translations first.
    ///
    /// # Errors
    /// It names what does not exist, rests on nothing, or on what was never asked for.
    pub fn told(&self, card: &Card, book: &RuleBook, results: &Scorecard) -> Outcome<Told> {
        let evidence = self.evidence(card, book, results)?;
        let text = self.text.as_ref().map(|text| self.filled(book.told(text), book, results)).transpose()?;
        Ok(Told { text, evidence })
    }

    fn evidence(&self, card: &Card, book: &RuleBook, results: &Scorecard) -> Outcome<Vec<Evidence>> {
        if self.evidence.is_empty() {
            return Err(Missing::failed("code_no_evidence"));
        }
        let asked = card.asked();
        let mut found: Vec<Evidence> = Vec::new();
        for name in &self.evidence {
            let Some(id) = card.exhibit.id(name) else {
                let near = nearest(name, card.exhibit.names.keys().map(String::as_str));
                let near = near.map_or_else(String::new, |near| format!(" (`{near}`?)"));
                let why = Phrase::from("code_evidence_unknown").with("name", name.as_str()).with("near", near);
                return Err(Missing::failed(why));
            };
            if !asked.contains(&id) {
                return Err(Missing::failed(Phrase::from("code_evidence_not_asked").with("name", name.as_str())));
            }
            if !found.iter().any(|known| known.item == id) {
                found.push(Evidence::of(book, results, id));
            }
        }
        Ok(found)
    }

    /// The text with its places filled: by what was said to go there, else by the value of the item of that name.
    fn filled(&self, text: &str, book: &RuleBook, results: &Scorecard) -> Outcome<String> {
        let mut made = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            made.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                return Err(Missing::failed("code_text_open"));
            };
            made.push_str(&self.fill(name.trim(), book, results)?);
            rest = behind;
        }
        made.push_str(rest);
        Ok(made)
    }

    fn fill(&self, name: &str, book: &RuleBook, results: &Scorecard) -> Outcome<String> {
        if let Some((_, datum)) = self.fills.iter().find(|(known, _)| known == name) {
            return Ok(match datum {
                Datum::Number(number) => book.voice.number(*number, DIGITS),
                Datum::YesNo(answer) => book.voice.word(if *answer { "yes" } else { "no" }),
                Datum::Text(text) => book.told(text).to_owned(),
                Datum::Band(band) => band.name().replace('_', " "),
                Datum::List(_) | Datum::Record(_) => return Err(Missing::failed("code_many_in_text")),
            });
        }
        match book.item_names.get(name) {
            Some(id) => match results.result(*id).map(|result| &result.value) {
                Some(Err(missing)) => Ok(format!("[{}]", book.show_missing(missing))),
                _ => Ok(printed(book, results, *id)),
            },
            None => Err(Missing::failed(Phrase::from("code_no_filling").with("name", name))),
        }
    }
}

/// The value of an item as it is printed, or why it is missing.
fn printed(book: &RuleBook, results: &Scorecard, id: ItemId) -> String {
    match (book.item(id), results.result(id).map(|result| &result.value)) {
        (Some(item), Some(Ok(value))) => book.show_item_value(item, value),
        (_, Some(Err(missing))) => book.show_missing(missing),
        (_, None) | (None, _) => String::new(),
    }
}
