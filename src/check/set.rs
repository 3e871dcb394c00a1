//! Sets: `kpis where …`, `points of x`.

use super::Checker;
use super::scope::Env;
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, Part, PartOf, Set};
use crate::model::rules::{Item, ItemKind};
use crate::source::nearest;
use crate::syntax::tree::{Name, SetExpr};
use crate::value::ItemId;

/// The sets that can be named, singular and plural.
const SETS: &[(&str, &str)] = &[("kpi", "kpis"), ("point", "points"), ("input", "inputs"), ("leaf", "leaves")];

impl Checker<'_> {
    /// A set, with what is taken of each member: its value where nothing else is said.
    pub(super) fn set(&mut self, set: &SetExpr, env: Env<'_>) -> Option<Set> {
        let what = self.set_word(&set.members)?;
        let members = self.members(what, set, env)?;
        let like = self.all_alike(&members);
        let condition = match &set.condition {
            Some(condition) => Some(self.condition(condition, env.inside_set(like))?),
            None => None,
        };
        Some(Set {
            reported: set.reported,
            members,
            condition,
            of: Node::Part(PartOf::Member, Part::Value),
            what: what.into(),
            span: set.span,
        })
    }

    fn set_word(&mut self, name: &Name) -> Option<&'static str> {
        let known = SETS.iter().find(|(one, many)| *one == name.text || *many == name.text);
        if known.is_none() {
            let plurals = SETS.iter().map(|(_, many)| *many);
            let help = match nearest(&name.text, plurals.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the sets are {}", plurals.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("there is no set `{}`", name.text);
            self.report(Diagnostic::error("set::unknown", name.span, message).help(help));
        }
        known.map(|(_, many)| *many)
    }

    fn members(&mut self, what: &str, set: &SetExpr, env: Env<'_>) -> Option<Vec<ItemId>> {
        let owner = match (&set.of, what) {
            (Some(path), _) => Some(self.expect_item(path, env.own)?),
            (None, "points") => env.own,
            (None, _) => None,
        };
        let Some(owner) = owner else {
            return Some(self.all_of(what));
        };
        let owner = self.kpi_of(owner);
        let item = self.book.item(owner)?;
        let members = if what == "inputs" { self.local_inputs(owner) } else { item.points.clone() };
        if members.is_empty() {
            let message = format!("`{}` has no {what}", item.name);
            let help = "name a KPI that has some, or take all: `kpis where …`";
            self.report(Diagnostic::error("set::empty", set.span, message).help(help));
            return None;
        }
        Some(members)
    }

    fn all_of(&self, what: &str) -> Vec<ItemId> {
        let wanted = |item: &&Item| match what {
            "kpis" => item.kind == ItemKind::Kpi,
            "points" => item.kind == ItemKind::Point,
            "inputs" => item.kind == ItemKind::Input,
            _ => item.is_leaf(),
        };
        self.book.items.iter().filter(wanted).map(|item| item.id).collect()
    }

    fn kpi_of(&self, id: ItemId) -> ItemId {
        match self.book.item(id) {
            Some(item) if item.kind != ItemKind::Kpi => item.parent.unwrap_or(id),
            _ => id,
        }
    }

    fn local_inputs(&self, owner: ItemId) -> Vec<ItemId> {
        let inputs = self.book.items.iter().filter(|item| item.kind == ItemKind::Input && item.parent == Some(owner));
        inputs.map(|item| item.id).collect()
    }

    /// A member whose measure all others share.
    pub(super) fn all_alike(&self, members: &[ItemId]) -> Option<ItemId> {
        let first = self.book.item(*members.first()?)?;
        let alike = |id: &ItemId| {
            self.book.item(*id).is_some_and(|item| match (item.unit(), first.unit()) {
                (Some(a), Some(b)) => a.kind == b.kind,
                _ => item.measure == first.measure,
            })
        };
        members.iter().all(alike).then_some(first.id)
    }
}
