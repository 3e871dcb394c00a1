//! What the checks find.

use super::Evaluation;
use crate::formula::{Context, fill, holds, membership, pick, standing, truth};
use crate::model::exhibit::{Card, Evidence, Inspector, Outside, Told};
use crate::model::rules::{Case, Check, Requirement};
use crate::model::scorecard::{CheckOutcome, CheckResult};
use crate::value::{ItemId, Missing, MissingKind, Outcome};

impl Evaluation<'_> {
    /// What every check finds, for every member where it is over a set: one result for each of its rules, and one for
    /// each note that holds.
    pub(super) fn checks(&self) -> Vec<CheckResult> {
        let mut results = Vec::new();
        for (place, check) in self.book.checks.iter().enumerate() {
            let place = u16::try_from(place).unwrap_or(u16::MAX);
            let context = self.now();
            let Some(set) = &check.each else {
                self.run_check(place, check, None, &context, &mut results);
                continue;
            };
            let members = membership(set, self, &context);
            for member in members.holding {
                self.run_check(place, check, Some(member), &context.for_member(member), &mut results);
            }
            let open = members.open.into_iter().map(|(member, missing)| missing.of_item(member));
            if let Some(missing) = open.reduce(Missing::join) {
                let title = fill(&check.title, self, &context);
                let outcome = CheckOutcome::Undetermined(missing);
                results.push(CheckResult { check: place, member: None, title, outcome, evidence: Vec::new() });
            }
        }
        results
    }

    fn run_check(
        &self,
        place: u16,
        check: &Check,
        member: Option<ItemId>,
        context: &Context<'_>,
        results: &mut Vec<CheckResult>,
    ) {
        let title = fill(&check.title, self, context);
        let bare = |outcome| (outcome, Vec::new());
        let mut outcomes: Vec<(CheckOutcome, Vec<Evidence>)> = match pick(&check.retired, self, context) {
            Ok(Some(_)) => vec![bare(CheckOutcome::NotApplicable)],
            Ok(None) => {
                let declared = self.outcomes(check, &title, context).into_iter().map(bare);
                let outside = check.outside.iter().flat_map(|outside| self.inspected(outside, context));
                declared.chain(outside).collect()
            }
            Err(missing) => vec![bare(CheckOutcome::Undetermined(missing))],
        };
        if outcomes.is_empty() {
            outcomes.push(bare(CheckOutcome::Holds));
        }
        results.extend(outcomes.into_iter().map(|(outcome, evidence)| CheckResult {
            check: place,
            member,
            title: title.clone(),
            outcome,
            evidence,
        }));
    }

    /// What a script or a function of the host finds.
    fn inspected(&self, outside: &Outside<dyn Inspector>, context: &Context<'_>) -> Vec<(CheckOutcome, Vec<Evidence>)> {
        let card = Card::new(self.exhibit());
        if let Some(member) = context.member {
            card.look(member);
        }
        let looked_at = || card.asked().iter().map(|item| Evidence::of(self.book, &self.card, *item)).collect();
        let told = outside.code.inspect(&card, context.member).and_then(|remarks| {
            let told = remarks.iter().map(|remark| {
                let told = remark.telling.told(&card, self.book, &self.card);
                let Told { text, evidence } = told.map_err(|missing| outside.blame(missing))?;
                let text = text.ok_or_else(|| outside.blame(Missing::failed("code_no_text")))?;
                Ok(match remark.weight {
                    Some(weight) => (CheckOutcome::Finding { weight, text }, evidence),
                    None => (CheckOutcome::Note(text), evidence),
                })
            });
            told.collect::<Outcome<Vec<_>>>()
        });
        match told {
            Ok(found) => found,
            Err(missing) if missing.kind == MissingKind::NotApplicable => {
                vec![(CheckOutcome::NotApplicable, looked_at())]
            }
            Err(missing) => vec![(CheckOutcome::Undetermined(missing), looked_at())],
        }
    }

    /// What comes out of the rules and notes that stand on the day.
    fn outcomes(&self, check: &Check, title: &str, context: &Context<'_>) -> Vec<CheckOutcome> {
        let mut outcomes = Vec::new();
        match standing(&check.rules, |_, _| true, self, context) {
            Ok(rules) => {
                let rules = rules.into_iter().filter_map(|place| check.rules.get(place));
                outcomes.extend(rules.filter_map(|rule| self.required(rule, title, context)));
            }
            Err(missing) => outcomes.push(CheckOutcome::Undetermined(missing)),
        }
        let notes = standing(&check.notes, |_, _| true, self, context).unwrap_or_default();
        let notes = notes.into_iter().filter_map(|place| check.notes.get(place));
        outcomes.extend(notes.filter_map(|note| match holds(note, self, context) {
            Ok(true) => Some(CheckOutcome::Note(fill(&note.value, self, context))),
            _ => None,
        }));
        outcomes
    }

    /// What comes out of one rule; nothing where the rule itself does not hold.
    fn required(&self, rule: &Case<Requirement>, title: &str, context: &Context<'_>) -> Option<CheckOutcome> {
        let unknown = |missing: Missing| match missing.kind {
            MissingKind::NotApplicable => CheckOutcome::NotApplicable,
            _ => CheckOutcome::Undetermined(missing),
        };
        match holds(rule, self, context) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(missing) => return Some(unknown(missing)),
        }
        Some(match truth(&rule.value.condition, self, context) {
            Ok(true) => CheckOutcome::Holds,
            Ok(false) => {
                let text = rule.value.text.as_ref().map(|text| fill(text, self, context));
                let text = text.unwrap_or_else(|| self.book.voice.say("check_fails", &[("title", title.into())]));
                CheckOutcome::Finding { weight: rule.value.weight, text }
            }
            Err(missing) => unknown(missing),
        })
    }
}
