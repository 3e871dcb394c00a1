//! What a script can ask of a recommendation, of what a check found, and of a notice.

use rhai::Dynamic;

use super::call::Done;
use super::entry::{Entry, Of, makers};
use super::find;
use super::objects::{Advice, Check, City, Notice};
use super::values::{self, because, missing, text, texts, whole};
use crate::model::advice::{Comparison, Outcome as Advised, Reason, Recommended};
use crate::model::rules::{CheckWeight, Priority, Recommendation};
use crate::model::scorecard::CheckOutcome;
use crate::value::Missing;

impl Advice {
    /// Its title, with holes filled; its name where it has none.
    pub(super) fn title(&self) -> String {
        let subject = find::named(&self.of, self.outcome, self.place);
        let title = subject.map(|subject| subject.title.clone()).filter(|title| !title.is_empty());
        title.or_else(|| self.rule().map(|rule| rule.name.replace('_', " "))).unwrap_or_default()
    }

    fn rule(&self) -> Option<&Recommendation> {
        let subject = find::named(&self.of, self.outcome, self.place)?;
        self.of.book.recommendations.get(subject.recommendation as usize)
    }

    /// What would be done, where its trigger fired.
    fn fired(&self) -> Option<&Recommended> {
        match self.outcome {
            Advised::Given => self.of.advice.given.get(self.place),
            Advised::HeldBack => self.of.advice.held_back.get(self.place).map(|held| &held.recommended),
            Advised::NotGiven | Advised::Undetermined => None,
        }
    }

    /// The conditions that decided.
    fn decided(&self) -> &[Reason] {
        let advice = &self.of.advice;
        let found = match self.outcome {
            Advised::Given | Advised::HeldBack => self.fired().map(|fired| fired.fired.as_slice()),
            Advised::NotGiven => advice.not_given.get(self.place).map(|not| not.failed.as_slice()),
            Advised::Undetermined => advice.undetermined.get(self.place).map(|open| open.open.as_slice()),
        };
        found.unwrap_or_default()
    }

    /// What is missing, where it is undetermined or does not apply.
    fn lacks(&self) -> Option<&Missing> {
        match self.outcome {
            Advised::Undetermined => self.of.advice.undetermined.get(self.place).map(|open| &open.missing),
            Advised::NotGiven => self.of.advice.not_given.get(self.place)?.not_applicable.as_ref(),
            Advised::Given | Advised::HeldBack => None,
        }
    }

    /// The facets that it carries: the word, all words where it may carry many, an empty text where none.
    pub(super) fn facet(&self, name: &str) -> Option<Done> {
        let book = &self.of.book;
        let place = book.facets.iter().position(|facet| facet.name == name)?;
        let own = self.rule()?.facets.iter().find(|carried| usize::from(carried.facet) == place);
        let mut words =
            own.map_or(&[] as &[_], |carried| carried.values.as_slice()).iter().map(|word| book.word(*word));
        let many = book.facets.get(place).is_some_and(|facet| facet.many);
        Some(if many { texts(words) } else { Ok(text(words.next().unwrap_or(""))) })
    }
}

/// An example on a recommendation.
macro_rules! on {
    ($outcome:literal, $field:literal, $gives:literal) => {
        (concat!("trondheim.recommendations(\"", $outcome, "\")[0].", $field), $gives)
    };
}

pub(super) const ENTRIES: &[Entry] = &[
    advice(
        "name",
        "Its name. Each facet that it carries can be read as well: `recommendation.topic`.",
        on!("given", "name", "urban_safety"),
        |call| Ok(text(call.own::<Advice>()?.rule().map_or("", |rule| rule.name.as_str()))),
    ),
    advice("title", "Its title.", on!("given", "title", "Improve access to police and emergency services"), |call| {
        Ok(text(call.own::<Advice>()?.title()))
    }),
    advice(
        "outcome",
        "Its outcome: given, held_back, not_given, undetermined.",
        on!("given", "outcome", "given"),
        |call| Ok(text(find::outcome_word(call.own::<Advice>()?.outcome))),
    ),
    advice("rank", "Its rank, where it is given or held back.", on!("given", "rank", "1"), |call| {
        let advice: Advice = call.own()?;
        Ok(advice.fired().map_or_else(|| not_fired(&advice), |fired| whole(fired.rank)))
    }),
    advice("priority", "Its priority: high, medium, low.", on!("given", "priority", "high"), |call| {
        let advice: Advice = call.own()?;
        Ok(advice.fired().map_or_else(|| not_fired(&advice), |fired| text(priority(fired.priority))))
    }),
    advice(
        "shortfall",
        "100 % less the lowest score among the KPIs in the triggers that fired, in percent.",
        on!("given", "shortfall", "69.73"),
        |call| {
            let advice: Advice = call.own()?;
            let none = || because("not applicable: it rests on no score");
            Ok(match advice.fired() {
                Some(fired) => fired.shortfall.map_or_else(none, |share| Dynamic::from(share * 100.0)),
                None => not_fired(&advice),
            })
        },
    ),
    advice("about", "Why it matters.", on!("given", "about.len() > 0", "yes"), |call| {
        let advice: Advice = call.own()?;
        Ok(text(advice.fired().and_then(|fired| fired.about.as_deref()).unwrap_or("")))
    }),
    advice("because", "The reasons that it gives, as a list.", on!("given", "because.len()", "1"), |call| {
        let advice: Advice = call.own()?;
        texts(advice.fired().map_or(&[] as &[_], |fired| fired.because.as_slice()).iter().map(String::as_str))
    }),
    advice("actions", "What is to be done, as a list of texts.", on!("given", "actions.len()", "2"), |call| {
        let advice: Advice = call.own()?;
        let actions = advice.fired().map_or(&[] as &[_], |fired| fired.actions.as_slice());
        texts(actions.iter().map(|action| action.text.as_str()))
    }),
    advice(
        "conditions",
        "The conditions that decided, each with its values, as a list of texts.",
        on!("given", "conditions.len()", "3"),
        |call| {
            let advice: Advice = call.own()?;
            let conditions: Vec<String> = advice.decided().iter().map(condition).collect();
            texts(conditions.iter().map(String::as_str))
        },
    ),
    advice(
        "missing",
        "The names of the items whose figures are missing, as a list; empty where nothing is missing.",
        ("trondheim.recommendation(\"ict_jobs\").missing.join(\", \")", "ict_employment"),
        |call| {
            let advice: Advice = call.own()?;
            let items = advice.lacks().map_or(&[] as &[_], Missing::items);
            texts(items.iter().map(|id| advice.of.book.item_name(*id)))
        },
    ),
    advice(
        "lacks",
        "What is missing, as a missing value with its reason; nothing where nothing is missing.",
        ("reason(trondheim.recommendation(\"ict_jobs\").lacks)", "not reported: ict_employment"),
        |call| {
            let advice: Advice = call.own()?;
            Ok(advice.lacks().map_or(Dynamic::UNIT, |lacks| missing(&advice.of, lacks)))
        },
    ),
    advice(
        "member",
        "The name of the KPI or point that it speaks of, where it is one for each of many; else an empty text.",
        on!("given", "member", ""),
        |call| {
            let advice: Advice = call.own()?;
            let member = find::named(&advice.of, advice.outcome, advice.place).and_then(|subject| subject.member);
            Ok(text(member.map_or("", |id| advice.of.book.item_name(id))))
        },
    ),
    advice("city", "Its city.", on!("given", "city.name", "trondheim"), |call| {
        Ok(Dynamic::from(City(call.own::<Advice>()?.of)))
    }),
    Entry {
        of: Of::Check,
        name: "name",
        arguments: None,
        about: "Its name.",
        example: ("trondheim.checks()[0].name", "nr_share"),
        body: |call| {
            let Check { of, place } = call.own()?;
            let check = of.card.checks.get(place).and_then(|found| of.book.checks.get(found.check as usize));
            Ok(text(check.map_or("", |check| check.name.as_str())))
        },
    },
    Entry {
        of: Of::Check,
        name: "outcome",
        arguments: None,
        about: "What came out: holds, info, warn, reject, note, undetermined, not_applicable.",
        example: ("trondheim.checks()[0].outcome", "warn"),
        body: |call| {
            let Check { of, place } = call.own()?;
            Ok(text(of.card.checks.get(place).map_or("", |found| checked(&found.outcome))))
        },
    },
    Entry {
        of: Of::Check,
        name: "text",
        arguments: None,
        about: "What it says; the reason, where it is undetermined; an empty text where it holds.",
        example: ("trondheim.checks()[0].text.starts_with(\"KPIs not reported\")", "yes"),
        body: |call| {
            let Check { of, place } = call.own()?;
            Ok(text(of.card.checks.get(place).map_or_else(String::new, |found| match &found.outcome {
                CheckOutcome::Finding { text, .. } | CheckOutcome::Note(text) => text.clone(),
                CheckOutcome::Undetermined(missing) => values::reason(&of, missing),
                CheckOutcome::Holds | CheckOutcome::NotApplicable => String::new(),
            })))
        },
    },
    Entry {
        of: Of::Notice,
        name: "item",
        arguments: None,
        about: "The name of the item that it speaks of.",
        example: ("trondheim.notices()[0].item", "household_internet_access"),
        body: |call| {
            let Notice { of, place } = call.own()?;
            Ok(text(of.card.notices.get(place).map_or("", |notice| of.book.item_name(notice.item))))
        },
    },
    Entry {
        of: Of::Notice,
        name: "weight",
        arguments: None,
        about: "How much it weighs: info, warn, reject.",
        example: ("trondheim.notices()[0].weight", "info"),
        body: |call| {
            let Notice { of, place } = call.own()?;
            Ok(text(of.card.notices.get(place).map_or("", |notice| weight(notice.weight))))
        },
    },
    Entry {
        of: Of::Notice,
        name: "text",
        arguments: None,
        about: "What it says.",
        example: ("trondheim.notices()[0].text.starts_with(\"98 %\")", "yes"),
        body: |call| {
            let Notice { of, place } = call.own()?;
            Ok(text(of.card.notices.get(place).map_or_else(String::new, |notice| notice.text.replace('\u{a0}', " "))))
        },
    },
];

makers!(field: advice of Recommendation);

fn not_fired(advice: &Advice) -> Dynamic {
    match advice.lacks() {
        Some(lacks) => missing(&advice.of, lacks),
        None => because("not applicable: it is not given"),
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "high",
        Priority::Medium => "medium",
        Priority::Low => "low",
    }
}

fn weight(weight: CheckWeight) -> &'static str {
    match weight {
        CheckWeight::Info => "info",
        CheckWeight::Warn => "warn",
        CheckWeight::Reject => "reject",
    }
}

fn checked(outcome: &CheckOutcome) -> &'static str {
    match outcome {
        CheckOutcome::Holds => "holds",
        CheckOutcome::Finding { weight: heavy, .. } => weight(*heavy),
        CheckOutcome::Note(_) => "note",
        CheckOutcome::Undetermined(_) => "undetermined",
        CheckOutcome::NotApplicable => "not_applicable",
    }
}

/// A condition with the values of what it compares: `band(x) = low (x: 28 %)`.
fn condition(reason: &Reason) -> String {
    let side = |written: &str, value: &str| (written != value).then(|| format!("{written} is {value}"));
    let sides = |one: &Comparison| [side(&one.left, &one.left_value), side(&one.right, &one.right_value)];
    let values: Vec<String> = reason.comparisons.iter().flat_map(sides).flatten().collect();
    let said = match values.is_empty() {
        true => reason.condition.clone(),
        false => format!("{} ({})", reason.condition, values.join(", ")),
    };
    said.replace('\u{a0}', " ")
}
