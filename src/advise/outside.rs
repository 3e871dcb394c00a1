//! A recommendation that a script or a function of the host makes: asked, checked, and put into words.

use indexmap::IndexSet;

use super::Material;
use super::judge::standing_ones;
use crate::formula::{Context, fill};
use crate::model::advice::{ActionText, Reason};
use crate::model::exhibit::{Adviser, Card, Evidence, Outside, Suggestion, Told};
use crate::model::rules::{Case, Recommendation};
use crate::source::nearest;
use crate::value::{ItemId, Missing, Outcome, Phrase};

/// What was recommended.
#[derive(Default)]
pub(super) struct Said {
    /// On what it rests.
    pub(super) evidence: Vec<Evidence>,
    /// Reasons in words.
    pub(super) because: Vec<String>,
    /// What is to be done.
    pub(super) actions: Vec<ActionText>,
}

/// What came out of asking.
pub(super) struct Asked {
    /// What was looked at.
    items: IndexSet<ItemId>,
    /// What is recommended; nothing where nothing is.
    pub(super) said: Outcome<Option<Said>>,
}

/// Asks the code that a recommendation names.
pub(super) fn ask(
    material: &Material<'_>,
    rule: &Recommendation,
    outside: &Outside<dyn Adviser>,
    context: &Context<'_>,
) -> Asked {
    let Some(exhibit) = material.exhibit else {
        return Asked { items: IndexSet::new(), said: Err(Missing::failed("why_no_value")) };
    };
    let card = Card::new(exhibit.clone());
    if let Some(member) = context.member {
        card.look(member);
    }
    let said = match outside.code.advise(&card, context.member) {
        Ok(all) if all.iter().all(|one| one.action.is_none()) => Ok(None),
        Ok(all) => put(material, rule, (&card, &all), context).map(Some).map_err(|missing| outside.blame(missing)),
        Err(missing) => Err(missing),
    };
    Asked { items: card.asked(), said }
}

/// What was said, checked and in words.
fn put(
    material: &Material<'_>,
    rule: &Recommendation,
    (card, all): (&Card, &[Suggestion]),
    context: &Context<'_>,
) -> Outcome<Said> {
    let mut said = Said::default();
    for one in all {
        let Told { text, evidence } = one.telling.told(card, material.book, material.card)?;
        for item in &evidence {
            if !said.evidence.contains(item) {
                said.evidence.push(item.clone());
            }
        }
        match &one.action {
            None => said.because.extend(text),
            Some(name) => {
                let text = action_text(material, rule, (name, text), context)?;
                said.actions.push(ActionText { name: name.clone(), text, evidence });
            }
        }
    }
    Ok(said)
}

/// The text of an action: its own, or that which the rules have under its name.
fn action_text(
    material: &Material<'_>,
    rule: &Recommendation,
    (name, own): (&str, Option<String>),
    context: &Context<'_>,
) -> Outcome<String> {
    let declared: Vec<Case<_>> =
        rule.actions.iter().filter(|action| action.name == name).map(|action| action.text.clone()).collect();
    match (own, declared.is_empty()) {
        (Some(text), true) => Ok(text),
        (Some(_), false) => Err(Missing::failed(Phrase::from("code_action_declared").with("name", name))),
        (None, true) => {
            let near = nearest(name, rule.actions.iter().map(|action| action.name.as_str()));
            let near = near.map_or_else(String::new, |near| format!(" (`{near}`?)"));
            Err(Missing::failed(Phrase::from("code_no_action").with("name", name).with("near", near)))
        }
        (None, false) => {
            let standing = standing_ones(&declared, |_, _| true, material, context);
            match standing.last() {
                Some(case) => Ok(fill(&case.value, material.scope, context)),
                None => Err(Missing::failed(Phrase::from("code_action_not_now").with("name", name))),
            }
        }
    }
}

impl Asked {
    /// How the code came out, as a reason.
    pub(super) fn reason(&self, outside: &Outside<dyn Adviser>, material: &Material<'_>) -> Reason {
        let evidence = match &self.said {
            Ok(Some(said)) => said.evidence.clone(),
            _ => self.items.iter().map(|item| Evidence::of(material.book, material.card, *item)).collect(),
        };
        Reason {
            condition: outside.from.to_string(),
            comparisons: Vec::new(),
            items: evidence.iter().map(|one| one.item).collect(),
            missing: self.said.as_ref().err().cloned(),
            words: None,
            by_code: true,
            evidence,
        }
    }
}
