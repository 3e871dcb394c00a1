//! The resolved text as a list: one object for each head and each clause.

use serde_json::{Value, json};

use super::Resolved;
use super::find::Found;
use crate::source::{Sources, Span};
use crate::syntax::print::{print_clause, print_head, print_name};
use crate::syntax::tree::{ClauseKind, Item};

pub(super) fn json(resolved: &Resolved, found: &[Found], sources: &Sources) -> String {
    let mut list = List { resolved, sources, rows: Vec::new() };
    for one in found {
        list.item(&one.item, one.within.as_deref());
    }
    format!("{:#}\n", Value::Array(list.rows))
}

struct List<'a> {
    resolved: &'a Resolved,
    sources: &'a Sources,
    rows: Vec<Value>,
}

impl List<'_> {
    fn item(&mut self, item: &Item, within: Option<&str>) {
        let own = print_name(item);
        let own = within.map_or(own.clone(), |within| format!("{within}, {own}"));
        self.row(&own, item.layer, item.word, print_head(item));
        for clause in &item.clauses {
            match &clause.kind {
                ClauseKind::Item(inner) => self.item(inner, Some(&own)),
                _ => self.row(&own, clause.layer, clause.span, print_clause(clause)),
            }
        }
    }

    fn row(&mut self, item: &str, layer: u16, span: Span, text: String) {
        let place = self.sources.place(span);
        let layer = self.resolved.layer(layer);
        let line = (!place.file.is_empty()).then_some(place.line);
        let file = (!place.file.is_empty()).then_some(place.file);
        self.rows.push(json!({ "item": item, "layer": layer, "file": file, "line": line, "text": text }));
    }
}
