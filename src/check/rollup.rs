//! Roll-ups: what is made of what, and how.

use std::sync::Arc;

use super::clauses::Place;
use super::{Checker, Named};
use crate::diagnostic::Diagnostic;
use crate::model::rules::{Members, Metric, Rollup, RollupPart};
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Name};

impl<'a> Checker<'a> {
    /// Resolves all roll-ups, each after those that it is made of.
    pub(super) fn resolve_rollups(&mut self, items: &'a [Arc<Item>]) {
        let mut waiting: Vec<&'a Item> =
            items.iter().map(AsRef::as_ref).filter(|item: &&Item| item.kind == ItemKind::Rollup).collect();
        let names: Vec<String> = waiting.iter().map(|item| name_of(item)).collect();
        while !waiting.is_empty() {
            let ready =
                |item: &&Item| self.made_of(item).is_none_or(|base| !names.contains(&base) || self.has_rollup(&base));
            let (now, later): (Vec<&'a Item>, Vec<&'a Item>) = waiting.iter().copied().partition(|item| ready(item));
            if now.is_empty() {
                for item in later {
                    let message = format!("the roll-up `{}` is made of itself", name_of(item));
                    self.report(Diagnostic::error("rollup::circle", item.word, message).help("take one `of` away"));
                }
                return;
            }
            for item in now {
                self.rollup(item);
            }
            waiting = later;
        }
    }

    fn has_rollup(&self, name: &str) -> bool {
        self.book.rollups.iter().any(|rollup| rollup.name == name)
    }

    /// The roll-up that another one is made of.
    fn made_of(&self, item: &Item) -> Option<String> {
        item.clauses.iter().find_map(|clause| match &clause.kind {
            ClauseKind::Of { members, .. } if !matches!(members.text.as_str(), "points" | "kpis" | "leaves") => {
                Some(members.text.clone())
            }
            _ => None,
        })
    }

    fn rollup(&mut self, item: &'a Item) {
        let name = name_of(item);
        if self.has_rollup(&name) {
            let old = self.book.rollups.iter().find(|rollup| rollup.name == name).map(|rollup| rollup.note.span);
            let finding = super::declare::twice(&name, item.word, old.unwrap_or_default());
            self.report(finding);
            return;
        }
        let note = self.note(&item.modifiers, item.layer, item.span);
        let Some(facets) = self.rollup_facets(item) else { return };
        let mut rollup = Rollup {
            name,
            facets,
            of: Members::Leaves,
            part: RollupPart::Score,
            by: Vec::new(),
            require: Vec::new(),
            scale: self.default_scale_place(),
            own_scale: false,
            metric: Metric::default(),
            note,
        };
        for clause in &item.clauses {
            if self.belongs(clause, Place::Rollup) {
                self.rollup_clause(&mut rollup, clause);
            }
        }
        rollup.own_scale = item.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::UseBands { .. }));
        if rollup.part == RollupPart::Progress && !rollup.own_scale {
            rollup.scale = self.book.pace;
        }
        let place = u16::try_from(self.book.rollups.len()).unwrap_or(u16::MAX);
        if let [titled] = item.names.as_slice()
            && !self.book.facets.iter().any(|facet| facet.name == titled.name.text)
        {
            self.register(&titled.name.text, titled.name.span, Named::Rollup(place));
        }
        self.book.rollups.push(rollup);
        self.trees.rollups.push(item);
    }

    /// The facets that a roll-up groups by; none where its one name is no facet: that is a total.
    fn rollup_facets(&mut self, item: &'a Item) -> Option<Vec<u16>> {
        let each = item.clauses.iter().find_map(|clause| match &clause.kind {
            ClauseKind::Of { each: Some(each), .. } => Some(each),
            _ => None,
        });
        if let Some(each) = each {
            return Some(vec![self.facet_place(each)?]);
        }
        if let [only] = item.names.as_slice()
            && !self.book.facets.iter().any(|facet| facet.name == only.name.text)
        {
            return Some(Vec::new());
        }
        item.names.iter().map(|titled| self.facet_place(&titled.name)).collect()
    }

    fn rollup_clause(&mut self, rollup: &mut Rollup, clause: &'a Clause) {
        match &clause.kind {
            ClauseKind::Of { part, members, .. } => {
                rollup.part = match part.as_ref().map(|part| part.text.as_str()) {
                    Some("value") => RollupPart::Value,
                    Some("progress") => RollupPart::Progress,
                    None | Some("score") => RollupPart::Score,
                    Some(other) => {
                        let message = format!("a roll-up of `{other}` is not evaluated yet");
                        self.report(
                            Diagnostic::error("rollup::later", clause.span, message)
                                .help("write `of kpis`, `of value of kpis` or `of progress of kpis`"),
                        );
                        return;
                    }
                };
                if let Some(members) = self.rollup_members(members) {
                    rollup.of = members;
                }
            }
            ClauseKind::UseBands { scale, .. } => rollup.scale = self.scale_place(scale),
            _ => {}
        }
    }

    fn rollup_members(&mut self, members: &Name) -> Option<Members> {
        match members.text.as_str() {
            "points" | "leaves" => return Some(Members::Leaves),
            "kpis" => return Some(Members::Kpis),
            _ => {}
        }
        let known = self.book.rollups.iter().map(|rollup| rollup.name.as_str());
        if let Some(place) = known.clone().position(|name| name == members.text) {
            return u16::try_from(place).ok().map(Members::Rollup);
        }
        let help = match nearest(&members.text, known.chain(["points", "kpis"])) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write `of points`, `of kpis`, or the name of another roll-up".to_owned(),
        };
        let message = format!("a roll-up cannot be made of `{}`", members.text);
        self.report(Diagnostic::error("rollup::members", members.span, message).help(help));
        None
    }
}

/// The names of a roll-up as one.
fn name_of(item: &Item) -> String {
    item.names.iter().map(|titled| titled.name.text.as_str()).collect::<Vec<_>>().join(", ")
}
