//! One expectation: whether it came out, and if not, what was seen above what was wanted.

use super::Run;
use super::coverage::Reached;
use super::watch::Watch;
use crate::diagnostic::Diagnostic;
use crate::formula::{Context, eval, truth};
use crate::model::advice::{Advice, Outcome as Fate};
use crate::model::formula::{Compare, Node};
use crate::model::rules::{Expected, ExpectedKind, Test};
use crate::model::scorecard::CheckOutcome;
use crate::value::ItemId;

const FAILED: &str = "test::expectation::failed";

/// Nothing where it came out.
pub(super) fn judge(run: &Run<'_>, test: &Test, expected: &Expected, reached: &mut Reached) -> Option<Diagnostic> {
    let (seen, wanted) = match &expected.kind {
        ExpectedKind::That(node) => condition(run, node, reached),
        ExpectedKind::Advice(fate, place) => advice(run, *place, *fate, reached),
        ExpectedKind::Finding(place, wanted) => {
            check(run, *place, if *wanted { Found::Something } else { Found::Nothing }, reached)
        }
        ExpectedKind::Undecided(place) => check(run, *place, Found::Open, reached),
    }?;
    let message = format!("{seen}; wanted: {wanted}");
    Some(Diagnostic::error(FAILED, expected.span, message).here(format!("in the test \"{}\"", test.title)))
}

/// What was seen and what was wanted where a recommendation comes out in another way.
fn advice(run: &Run<'_>, place: u16, wanted: Fate, reached: &mut Reached) -> Option<(String, String)> {
    reached.names(run, &named_by(run.advice, place));
    let seen = fate_of(run.advice, place);
    let name = run.book.recommendations.get(place as usize).map_or("", |rule| rule.name.as_str());
    (seen != wanted).then(|| (format!("`{name}` is {}", words(seen)), words(wanted).to_owned()))
}

/// What a check comes to, over all its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Something,
    Open,
    Nothing,
}

/// What was seen and what was wanted where a check comes out in another way.
fn check(run: &Run<'_>, place: u16, wanted: Found, reached: &mut Reached) -> Option<(String, String)> {
    reached.check(run, place);
    let own = || run.evaluation.card.checks.iter().filter(|result| result.check == place);
    let finding = own().find_map(|result| match &result.outcome {
        CheckOutcome::Finding { text, .. } | CheckOutcome::Note(text) => Some(text),
        _ => None,
    });
    let open = own().find_map(|result| match &result.outcome {
        CheckOutcome::Undetermined(missing) => Some(run.book.show_missing(missing)),
        _ => None,
    });
    let (seen, says) = match (finding, open) {
        (Some(text), _) => (Found::Something, format!("finds: {text}")),
        (None, Some(missing)) => (Found::Open, format!("cannot be told, {missing}")),
        (None, None) => (Found::Nothing, "finds nothing".to_owned()),
    };
    // What cannot be told is no finding either.
    if seen == wanted || (wanted == Found::Nothing && seen == Found::Open) {
        return None;
    }
    let name = run.book.checks.get(place as usize).map_or("", |check| check.name.as_str());
    let wanted = match wanted {
        Found::Something => "a finding",
        Found::Open => "that it cannot be told",
        Found::Nothing => "no finding",
    };
    Some((format!("`{name}` {says}"), wanted.to_owned()))
}

/// What was seen and what was wanted where a condition does not hold.
fn condition(run: &Run<'_>, node: &Node, reached: &mut Reached) -> Option<(String, String)> {
    let context = Context::at(run.year);
    let watch = Watch::new(run.evaluation);
    let truth = truth(node, &watch, &context);
    let (items, groups) = watch.seen();
    reached.names(run, &items);
    reached.groups(run, &groups);
    reached.asked(run, node);
    match (truth, node) {
        (Ok(true), _) => None,
        (Ok(false), Node::Compare(compare)) => Some(compared(run, compare, &context)),
        (Ok(false), _) => Some((seen_items(run, &items), "that the condition holds".to_owned())),
        (Err(missing), _) => Some((
            format!("it cannot be told, {}", run.book.show_missing(&missing)),
            "that the condition holds".to_owned(),
        )),
    }
}

fn compared(run: &Run<'_>, compare: &Compare, context: &Context<'_>) -> (String, String) {
    let side = |node: &Node| match eval(node, run.evaluation, context) {
        Ok(value) => run.book.show_as(&value, &compare.shown),
        Err(missing) => run.book.show_missing(&missing),
    };
    (format!("seen: {}", side(&compare.left)), format!("{} {}", compare.op.sign(), side(&compare.right)))
}

fn seen_items(run: &Run<'_>, items: &[ItemId]) -> String {
    let one = |id: &ItemId| {
        let (item, result) = (run.book.item(*id)?, run.evaluation.card.result(*id)?);
        let value = match &result.value {
            Ok(value) => run.book.show_item_value(item, value),
            Err(missing) => run.book.show_missing(missing),
        };
        Some(format!("{} is {value}", item.name))
    };
    let seen: Vec<String> = items.iter().filter_map(one).collect();
    if seen.is_empty() { "it does not hold".to_owned() } else { seen.join(", ") }
}

/// The outcome of a recommendation: the strongest one where it has several members.
fn fate_of(advice: &Advice, place: u16) -> Fate {
    let of = |recommendation: u16| recommendation == place;
    if advice.given.iter().any(|one| of(one.subject.recommendation)) {
        Fate::Given
    } else if advice.held_back.iter().any(|one| of(one.recommended.subject.recommendation)) {
        Fate::HeldBack
    } else if advice.undetermined.iter().any(|one| of(one.subject.recommendation)) {
        Fate::Undetermined
    } else {
        Fate::NotGiven
    }
}

/// The items that the conditions of a recommendation name.
fn named_by(advice: &Advice, place: u16) -> Vec<ItemId> {
    let given = advice.given.iter().chain(advice.held_back.iter().map(|one| &one.recommended));
    let given =
        given.filter(|one| one.subject.recommendation == place).flat_map(|one| one.fired.iter().chain(&one.open));
    let not = advice.not_given.iter().filter(|one| one.subject.recommendation == place).flat_map(|one| &one.failed);
    let open = advice.undetermined.iter().filter(|one| one.subject.recommendation == place).flat_map(|one| &one.open);
    given.chain(not).chain(open).flat_map(|reason| reason.items.iter().copied()).collect()
}

fn words(fate: Fate) -> &'static str {
    match fate {
        Fate::Given => "given",
        Fate::HeldBack => "held back",
        Fate::NotGiven => "not given",
        Fate::Undetermined => "undetermined",
    }
}
