//! A check: what it demands, and what came out.

use super::Known;
use super::comparison::evidence;
use super::lines::Lines;
use crate::author::wording;
use crate::model::rules::CheckWeight;
use crate::model::scorecard::CheckOutcome;

pub(super) fn explain(known: &Known<'_>, place: u16, lines: &mut Lines) {
    let Some(check) = known.book.checks.get(place as usize) else { return };
    lines.head(&format!("{}: {}", check.name, wording::template(known.book, &check.title)));
    lines.field("declared", &wording::origin(known.book, known.sources, &check.note));
    lines.field("authority", &wording::authority(&check.note));
    super::item::said(known, &format!("check {}", check.name), lines);
    lines.field("decided by", check.outside.as_ref().map_or("", |outside| &*outside.from));
    super::item::retired(known, &check.retired, lines);
    for case in &check.rules {
        lines.field("demands", &wording::after_word(known.sources, &case.note, "require"));
    }
    for result in known.card.checks.iter().filter(|result| result.check == place) {
        let member = result.member.map(|id| format!("{}: ", known.book.item_name(id))).unwrap_or_default();
        let outcome = match &result.outcome {
            CheckOutcome::Holds => "holds".to_owned(),
            CheckOutcome::Finding { weight, text } => format!("{}: {text}", word(*weight)),
            CheckOutcome::Note(text) => format!("for the verifier: {text}"),
            CheckOutcome::Undetermined(missing) => format!("undetermined: {}", known.reason(missing)),
            CheckOutcome::NotApplicable => "does not apply".to_owned(),
        };
        lines.field("outcome", &(member + &outcome));
        for one in &result.evidence {
            lines.deeper(1, &evidence(known, one));
        }
    }
}

fn word(weight: CheckWeight) -> &'static str {
    match weight {
        CheckWeight::Info => "info",
        CheckWeight::Warn => "warning",
        CheckWeight::Reject => "rejected",
    }
}
