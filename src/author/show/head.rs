//! The one head of the resolved pack: what the heads of all packs say together.

use crate::syntax::tree::{Clause, ClauseKind, Item, Name, NamesWord, Piece, Text, TextWord, Titled};

/// The head of the narrowest pack, with what the wider ones say and it does not. Nothing is extended and nowhere is
/// named: the resolved pack stands alone, for the place that it was resolved for.
pub(super) fn one(packs: &[String], heads: &[Item], when: &str) -> Option<Item> {
    let narrowest = heads.iter().max_by_key(|head| head.layer)?;
    let name = packs.last()?;
    let mut head = narrowest.clone();
    let title = narrowest.names.first().and_then(|titled| titled.title.as_ref()).map_or(name.as_str(), |own| &own.text);
    let span = narrowest.word;
    let text = match when {
        "" => format!("{title}, resolved"),
        when => format!("{title}, resolved {when}"),
    };
    let title = Text { pieces: vec![Piece::Literal(text.clone())], text, span };
    head.names = vec![Titled { name: Name { text: format!("{name}_resolved"), span }, title: Some(title) }];
    head.clauses = Vec::new();
    let mut ordered: Vec<&Item> = heads.iter().collect();
    ordered.sort_by_key(|head| head.layer);
    for clause in ordered.into_iter().flat_map(|head| &head.clauses) {
        add(&mut head.clauses, clause);
    }
    Some(head)
}

/// Adds a clause in the place of the one that it replaces.
fn add(clauses: &mut Vec<Clause>, clause: &Clause) {
    let of_the_layer = matches!(
        &clause.kind,
        ClauseKind::Names { word: NamesWord::Extends | NamesWord::Uses, .. }
            | ClauseKind::Applies { .. }
            | ClauseKind::Counts { .. }
    );
    if of_the_layer {
        return;
    }
    let replaced = clauses.iter_mut().find(|old| old.layer < clause.layer && same_slot(&old.kind, &clause.kind));
    match replaced {
        Some(old) => *old = clause.clone(),
        None => clauses.push(clause.clone()),
    }
}

/// Whether two clauses of heads say the same thing, so that the later one holds.
fn same_slot(one: &ClauseKind, other: &ClauseKind) -> bool {
    match (one, other) {
        (ClauseKind::Text { word: one, .. }, ClauseKind::Text { word: other, .. }) => {
            one == other && *one != TextWord::Note
        }
        (ClauseKind::RequireGrade { .. } | ClauseKind::PreferSource(_), _) => false,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
