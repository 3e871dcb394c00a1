//! A parameter: its value, the clause that gives it, and where it is used.

use super::Known;
use super::lines::Lines;
use super::show::{dates, joined};
use crate::author::wording;
use crate::formula::{Context, eval, pick};
use crate::model::formula::Node;

pub(super) fn explain(known: &Known<'_>, place: u16, lines: &mut Lines) {
    let Some(parameter) = known.book.parameters.get(place as usize) else { return };
    let context = Context::at_day(known.card.year, known.card.on);
    lines.head(&format!("{}: {}", parameter.name, parameter.title));
    lines.field("declared", &wording::place(known.sources, parameter.span));
    let value = match eval(&Node::Parameter(place), known.scope, &context) {
        Ok(value) => known.book.show(&value, &parameter.measure, crate::model::show::DIGITS),
        Err(missing) => known.reason(&missing),
    };
    lines.field("value", &value);
    let chosen = pick(&parameter.values, known.scope, &context).ok().flatten();
    for (at, case) in parameter.values.iter().enumerate() {
        let when = case.when.as_ref().and_then(|_| wording::condition(known.sources, &case.note));
        let when = when.map(|when| format!("when {when}")).unwrap_or_default();
        let origin = format!("({})", wording::origin(known.book, known.sources, &case.note));
        let said = wording::after_word(known.sources, &case.note, "value");
        let said = if chosen == Some(at) { said } else { format!("not chosen: {said}") };
        lines.more(&joined(
            &[&joined(&[&said, &when, &dates(case), &wording::authority(&case.note)], "; "), &origin],
            " ",
        ));
    }
}
