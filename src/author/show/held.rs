//! Which clauses are left when the wider packs' are beaten: the clauses of one slot of which only one can hold.

use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Modifiers, TextWord};
use crate::value::Date;

/// The items with the clauses that hold on a day; on any day where none is given.
pub(super) fn held(items: &[Item], date: Option<Date>) -> Vec<Item> {
    items.iter().map(|item| of_item(item.clone(), date)).collect()
}

fn of_item(mut item: Item, date: Option<Date>) -> Item {
    let all = std::mem::take(&mut item.clauses);
    let all: Vec<Clause> = all
        .into_iter()
        .filter(|clause| date.is_none_or(|date| valid(&clause.modifiers, date)))
        .map(|mut clause| {
            if let ClauseKind::Item(inner) = clause.kind {
                clause.kind = ClauseKind::Item(Box::new(of_item(*inner, date)));
            }
            clause
        })
        .collect();
    let many = item.kind == ItemKind::Pack;
    item.clauses = all.iter().filter(|clause| many || !all.iter().any(|other| beats(other, clause))).cloned().collect();
    item
}

fn valid(modifiers: &Modifiers, date: Date) -> bool {
    let from = modifiers.from.map(|written| Date::first(written.year, written.month, written.day));
    let until = modifiers.until.map(|written| Date::last(written.year, written.month, written.day));
    from.is_none_or(|from| from <= date) && until.is_none_or(|until| date <= until)
}

/// Whether a clause leaves nothing of another one.
fn beats(one: &Clause, other: &Clause) -> bool {
    let always = one.modifiers.when.is_none() && one.modifiers.from.is_none() && one.modifiers.until.is_none();
    one.layer > other.layer && always && slot(&one.kind).is_some_and(|slot| Some(slot) == self::slot(&other.kind))
}

/// What a clause fills, where that can be filled once.
fn slot(kind: &ClauseKind) -> Option<(std::mem::Discriminant<ClauseKind>, String)> {
    let name = match kind {
        ClauseKind::Text { word: TextWord::Because | TextWord::Note, .. }
        | ClauseKind::Item(_)
        | ClauseKind::When(_)
        | ClauseKind::WhenAlways
        | ClauseKind::Unless(_)
        | ClauseKind::Expect { .. }
        | ClauseKind::Require { .. }
        | ClauseKind::RequireGrade { .. }
        | ClauseKind::PreferSource(_)
        | ClauseKind::Credit { .. }
        | ClauseKind::Resources(_)
        | ClauseKind::Row { .. }
        | ClauseKind::Given { .. }
        | ClauseKind::ExpectThat(_)
        | ClauseKind::ExpectOutcome { .. } => return None,
        ClauseKind::Text { word, .. } => format!("{word:?}"),
        ClauseKind::Facet { facet, .. } => facet.text.clone(),
        ClauseKind::Action { name, .. } | ClauseKind::Band { name, .. } | ClauseKind::FacetValue { name, .. } => {
            name.text.clone()
        }
        ClauseKind::Figure { item, .. } => crate::syntax::print::print_path(item),
        ClauseKind::UseBands { only, .. } => only.iter().map(crate::syntax::print::print_path).collect(),
        _ => String::new(),
    };
    let kind = match kind {
        // A KPI has a target, or none: each takes the place of the other.
        ClauseKind::NoBenchmark => {
            return Some((std::mem::discriminant(&ClauseKind::NoBenchmark), "target".to_owned()));
        }
        ClauseKind::Target { by: None, .. } => {
            return Some((std::mem::discriminant(&ClauseKind::NoBenchmark), "target".to_owned()));
        }
        other => std::mem::discriminant(other),
    };
    Some((kind, name))
}
