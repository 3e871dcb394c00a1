//! Items as an author would write them: what a head says is not said again in each clause, and what several packs say
//! of one point stands in one block.

use crate::script::RHAI_WORDS;
use crate::syntax::tree::{Clause, ClauseKind, CodeIn, FunctionBody, Item, ItemKind, Modifiers, TextWord};

/// The item with its inner blocks joined, and each modifier once.
pub(super) fn tidied(mut item: Item) -> Item {
    item.clauses = joined(apart(std::mem::take(&mut item.clauses)));
    write_out(&mut item);
    spread(&mut item);
    item
}

/// Writes a script into the rules: what is shown needs no file beside it. The script defines its functions there, and then
/// calls the one that is meant.
fn write_out(item: &mut Item) {
    let Some(name) = item.names.first().map(|titled| titled.name.text.clone()) else { return };
    if let ItemKind::Function { parameters, body: FunctionBody::Code(CodeIn::Script(_)), .. } = &mut item.kind {
        for own in parameters.iter_mut().filter(|own| RHAI_WORDS.contains(&own.name.text.as_str())) {
            own.name.text.push('_');
        }
    }
    let arguments = item.kind.looks_at().join(", ");
    let Some(script) = item.kind.script_mut() else { return };
    let (Some(_), Some(text)) = (&script.file, &mut script.text) else { return };
    let whole = format!("\n{}\n{name}({arguments})\n", text.text.trim());
    if !whole.contains("\"\"\"") {
        text.text = whole.into();
        script.file = None;
    }
}

/// Points that were declared together, one by one where another pack changes one of them.
pub(super) fn apart(clauses: Vec<Clause>) -> Vec<Clause> {
    let changed: Vec<(u16, String)> = clauses
        .iter()
        .filter_map(|clause| match &clause.kind {
            ClauseKind::Item(inner) if inner.kind == ItemKind::Points => Some((clause.layer, inner)),
            _ => None,
        })
        .flat_map(|(layer, inner)| inner.names.iter().map(move |titled| (layer, titled.name.text.clone())))
        .collect();
    let mut all = Vec::new();
    for clause in clauses {
        let together = match &clause.kind {
            ClauseKind::Item(inner) if inner.kind == ItemKind::Points && inner.names.len() > 1 => Some(inner),
            _ => None,
        };
        let touched = together.filter(|inner| {
            let named = |name: &str| inner.names.iter().any(|titled| titled.name.text == name);
            changed.iter().any(|(layer, name)| *layer != clause.layer && named(name))
        });
        let Some(inner) = touched else {
            all.push(clause);
            continue;
        };
        all.extend(inner.names.iter().map(|titled| {
            let point = Item { names: vec![titled.clone()], ..(**inner).clone() };
            Clause { kind: ClauseKind::Item(Box::new(point)), ..clause.clone() }
        }));
    }
    all
}

/// Later blocks of a point or an input become part of its first one.
pub(super) fn joined(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut all: Vec<Clause> = Vec::new();
    for clause in clauses {
        let ClauseKind::Item(inner) = clause.kind else {
            all.push(clause);
            continue;
        };
        let home = all.iter_mut().find_map(|old| match &mut old.kind {
            ClauseKind::Item(old) if one_thing(old, &inner) => Some(old),
            _ => None,
        });
        match home {
            Some(home) => {
                if let (Some(old), Some(new)) = (home.names.first_mut(), inner.names.into_iter().next())
                    && new.title.is_some()
                {
                    old.title = new.title;
                }
                home.clauses.extend(inner.clauses);
            }
            None => all.push(Clause { kind: ClauseKind::Item(inner), ..clause }),
        }
    }
    for clause in &mut all {
        if let ClauseKind::Item(inner) = &mut clause.kind {
            inner.amend = false;
            inner.clauses = joined(std::mem::take(&mut inner.clauses));
        }
    }
    all
}

/// Whether two inner blocks speak of the same point or input, and of it alone.
fn one_thing(one: &Item, other: &Item) -> bool {
    let alike =
        matches!((&one.kind, &other.kind), (ItemKind::Points, ItemKind::Points) | (ItemKind::Input, ItemKind::Input));
    match (one.names.as_slice(), other.names.as_slice()) {
        ([one], [other]) => alike && one.name.text == other.name.text,
        _ => false,
    }
}

/// Whether two clauses have the same modifier, written at the same place.
type Same = fn(&Modifiers, &Modifiers) -> bool;
/// Takes a modifier away.
type Clear = fn(&mut Modifiers);

/// The modifiers that clauses have from their head.
const PARTS: [(Same, Clear); 7] = [
    (|one, other| one.from == other.from, |own| own.from = None),
    (|one, other| one.until == other.until, |own| own.until = None),
    (|one, other| one.when == other.when, |own| own.when = None),
    (|one, other| one.source == other.source, |own| own.source = None),
    (|one, other| one.basis == other.basis, |own| own.basis = None),
    (|one, other| one.because == other.because, |own| own.because = None),
    (|one, other| one.evidence == other.evidence, |own| own.evidence = None),
];

/// Takes out of clauses what they have from their head. Where one clause has nothing of the kind, each of the others
/// says it and the head is silent: else that clause would have it from the head once the text is read again.
fn spread(item: &mut Item) {
    for clause in &mut item.clauses {
        if let ClauseKind::Item(inner) = &mut clause.kind {
            spread(inner);
            clause.modifiers = Modifiers::default();
        }
    }
    let head = item.modifiers.clone();
    for (same, clear) in PARTS {
        let none = Modifiers::default();
        if same(&none, &head) {
            continue;
        }
        if speaks_for_itself(&item.kind) || !item.clauses.iter().any(|clause| same(modifiers_of(clause), &none)) {
            let alike = item.clauses.iter_mut().filter(|clause| same(modifiers_of(clause), &head));
            alike.for_each(|clause| clear(modifiers_in(clause)));
        } else {
            clear(&mut item.modifiers);
        }
    }
    if item.modifiers.source.is_none()
        && let Some(source) = head.source.clone()
        && matches!(item.kind, ItemKind::Recommend { .. } | ItemKind::Check { .. })
    {
        let kind = ClauseKind::Text { word: TextWord::Source, text: source.clone() };
        let modifiers = Modifiers::default();
        item.clauses.insert(0, Clause { span: source.span, word: source.span, kind, modifiers, layer: item.layer });
    }
}

/// Items whose head has an authority of its own, which no clause can give.
fn speaks_for_itself(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Bands { .. } | ItemKind::Rollup | ItemKind::Limit { .. })
}

fn modifiers_of(clause: &Clause) -> &Modifiers {
    match &clause.kind {
        ClauseKind::Item(inner) => &inner.modifiers,
        _ => &clause.modifiers,
    }
}

fn modifiers_in(clause: &mut Clause) -> &mut Modifiers {
    match &mut clause.kind {
        ClauseKind::Item(inner) => &mut inner.modifiers,
        _ => &mut clause.modifiers,
    }
}
