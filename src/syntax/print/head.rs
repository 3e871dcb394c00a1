//! Heads of items: everything before `{`.

use super::super::tree::{CodeIn, FunctionArgument, FunctionBody, Item, ItemKind, Name, Script, ShapeSpec, Titled};
use super::clause::modifiers;
use super::formula;
use super::name::{self, Stands};
use super::pieces::{NEVER, Pieces};
use super::{sheet, text};

/// The word that opens an item.
pub(super) fn word(item: &Item) -> &'static str {
    match &item.kind {
        ItemKind::Points if item.names.len() == 1 => "point",
        kind => kind.word(),
    }
}

/// The word with `amend` before it.
pub(super) fn opening(item: &Item) -> String {
    let amend = if item.amend { "amend " } else { "" };
    format!("{amend}{}", word(item))
}

/// The whole head.
pub(super) fn head(item: &Item) -> Pieces {
    let mut pieces = Pieces::of(opening(item));
    match &item.kind {
        ItemKind::Limit { what, count, by } => {
            pieces.push(" ", NEVER, format!("{} {count} by {}", alone(what), name::list(by)));
        }
        ItemKind::Function { parameters, result, takes_missing, body } => {
            let name = item.names.first().map(|titled| alone(&titled.name)).unwrap_or_default();
            signature(&mut pieces, &name, parameters, result);
            if *takes_missing {
                pieces.push(" ", NEVER, "takes missing");
            }
            match body {
                FunctionBody::Formula(body) => {
                    pieces.push(" ", NEVER, "=");
                    pieces.extend(" ", NEVER, formula::formula(body));
                }
                FunctionBody::Code(code) => pieces.push(" ", NEVER, code_in(code)),
            }
        }
        ItemKind::Unit { alias } => {
            for titled in &item.names {
                pieces.push(" ", NEVER, name::name(&titled.name, Stands::Declared));
            }
            if let Some(unit) = alias {
                pieces.push(" ", NEVER, format!("= {unit}"));
            }
        }
        _ => titles(&mut pieces, &item.names),
    }
    specifics(&mut pieces, item);
    let mut more = Pieces::default();
    modifiers(&mut more, &item.modifiers);
    if !more.is_empty() {
        let gap = if matches!(item.kind, ItemKind::Bands { .. } | ItemKind::Unit { .. }) { "  " } else { " " };
        pieces.extend(gap, 0, more);
    }
    pieces
}

fn alone(named: &Name) -> String {
    name::name(named, Stands::Alone)
}

fn titles(pieces: &mut Pieces, names: &[Titled]) {
    for (place, titled) in names.iter().enumerate() {
        let level = if place > 0 { 1 } else { NEVER };
        if place > 0 {
            pieces.push("", NEVER, ",");
        }
        if !titled.name.text.is_empty() {
            pieces.push(" ", level, name::name(&titled.name, Stands::Declared));
        }
        if let Some(title) = &titled.title {
            pieces.push_text(" ", NEVER, "", title);
        }
    }
}

/// What a head says beyond names.
fn specifics(pieces: &mut Pieces, item: &Item) {
    let sheet = item.sheet.as_ref().map(|named| sheet::sheet(named));
    match &item.kind {
        ItemKind::Bands { of: Some(of) } => {
            pieces.push(" ", NEVER, "of");
            pieces.extend(" ", NEVER, formula::plain(of));
        }
        ItemKind::Facet { many: true } => pieces.push(" ", NEVER, "many"),
        ItemKind::Table { by, .. } if !by.is_empty() => pieces.push(" ", NEVER, format!("by {}", name::list(by))),
        ItemKind::Reference { by: Some(by) } | ItemKind::Targets { by: Some(by) } => {
            pieces.push(" ", NEVER, format!("by {}", alone(by)));
        }
        ItemKind::Recommend { each, code } | ItemKind::Check { each, code } => {
            if let Some(each) = each {
                pieces.push(" ", NEVER, "for each");
                pieces.extend(" ", NEVER, formula::each(each));
            }
            if let Some(code) = code {
                pieces.push(" ", NEVER, code_in(code));
            }
        }
        _ => {}
    }
    if let Some(sheet) = sheet {
        pieces.push(" ", NEVER, sheet);
    }
    if let ItemKind::Table { first: true, .. } = &item.kind {
        pieces.push(" ", NEVER, "hits first");
    }
}

/// `in "advice.rhai"`, `in host`, `script """ … """`
fn code_in(code: &CodeIn) -> String {
    match code {
        CodeIn::Host(_) => "in host".to_owned(),
        CodeIn::Script(Script { file: Some(file), .. }) => format!("in {}", text::inline(&file.text)),
        CodeIn::Script(Script { text, .. }) => {
            let text = text.as_ref().map_or("", |text| text.text.as_ref());
            let quotes = if text.contains(['"', '\n']) || text.is_empty() { "\"\"\"" } else { "\"" };
            format!("script {quotes}{text}{quotes}")
        }
    }
}

/// `NAME(share: %) -> %`: a line may end behind the comma between two arguments, and between two fields of a record.
fn signature(pieces: &mut Pieces, name: &str, parameters: &[FunctionArgument], result: &ShapeSpec) {
    pieces.push(" ", NEVER, format!("{name}("));
    arguments(pieces, parameters, 1);
    pieces.push("", NEVER, ") ->");
    shape(pieces, result, 1);
}

/// `share: %, gap: pp`
fn arguments(pieces: &mut Pieces, all: &[FunctionArgument], level: u8) {
    for (place, own) in all.iter().enumerate() {
        let (gap, before) = if place == 0 { ("", NEVER) } else { (" ", level) };
        if place > 0 {
            pieces.push("", NEVER, ",");
        }
        pieces.push(gap, before, format!("{}:", alone(&own.name)));
        shape(pieces, &own.shape, level);
    }
}

fn shape(pieces: &mut Pieces, written: &ShapeSpec, level: u8) {
    match written {
        ShapeSpec::One(unit) => pieces.push(" ", NEVER, name::unit_spec(unit)),
        ShapeSpec::List(unit) => pieces.push(" ", NEVER, format!("list of {}", name::unit_spec(unit))),
        ShapeSpec::Record(fields) => {
            pieces.push(" ", NEVER, "record of (");
            arguments(pieces, fields, level.saturating_add(1));
            pieces.push("", NEVER, ")");
        }
    }
}
