//! `facet goal "Goal" from "sdg_goals.csv"`: a value for each row.

use super::reader::Reader;
use super::row::{Row, in_cell};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Clause, ClauseKind, Item};

/// What the columns of such a sheet can be.
pub(super) const COLUMNS: &[&str] = &["id", "title", "in", "weight"];

/// The facet with the values of its sheet, behind those of its block.
pub(super) fn filled(reader: &Reader<'_>, mut item: Item) -> Item {
    item.clauses.retain(|clause| !matches!(clause.kind, ClauseKind::Column { .. }));
    let own = item.names.first().map_or("", |titled| titled.name.text.as_str());
    let id = if reader.role("id").is_some() || reader.role(own).is_none() { "id" } else { own }.to_owned();
    if reader.needs(&id) {
        let values: Vec<Clause> = reader.rows().filter_map(|row| value(&row, &id)).collect();
        item.clauses.extend(values);
    }
    item
}

fn value(row: &Row<'_, '_>, id: &str) -> Option<Clause> {
    let Some(name) = row.name(id) else {
        let finding = Diagnostic::error("sheet::cell::missing", row.span(), "the row names no value of the facet");
        row.reader.slips.push(finding.help("fill the cell, or take the row away"));
        return None;
    };
    let weight = row.expr("weight", None).ok()?;
    let kind = ClauseKind::FacetValue { title: row.text("title", true), parent: row.name("in"), weight, name };
    Some(in_cell(kind, row.place(id), crate::syntax::tree::Modifiers::default()))
}
