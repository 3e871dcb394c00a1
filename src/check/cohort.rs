//! Cohorts: who belongs to them, the years that they take together, and the values that they hold.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Checker;
use super::clauses::Place;
use crate::diagnostic::Diagnostic;
use crate::model::rules::Cohort;
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, NamesWord, Path};
use crate::value::ItemId;

impl<'a> Checker<'a> {
    /// Declares all cohorts. Items must be declared before, since cohorts hold values of them.
    pub(super) fn declare_cohorts(&mut self, items: &'a [Arc<Item>]) {
        for item in items.iter().filter(|item| item.kind == ItemKind::Cohort) {
            self.cohort(item);
        }
        if let Some(name) = self.default_cohort.take() {
            self.book.cohort = self.cohort_place(name);
        }
    }

    fn cohort(&mut self, item: &'a Item) {
        let Some(titled) = item.names.first() else { return };
        let name = titled.name.text.clone();
        if let Some(old) = self.book.cohorts.iter().find(|cohort| cohort.name == name) {
            let finding = super::declare::twice(&name, titled.name.span, old.note.span);
            self.report(finding);
            return;
        }
        let note = self.note(&item.modifiers, item.layer, titled.name.span);
        let title = titled.title.as_ref().map_or_else(|| name.clone(), |title| title.text.clone());
        let mut cohort = Cohort { name, title, members: Vec::new(), years: None, held: IndexMap::new(), note };
        for clause in &item.clauses {
            if self.belongs(clause, Place::Cohort) {
                self.cohort_clause(&mut cohort, clause);
            }
        }
        if cohort.is_frozen() && (!cohort.members.is_empty() || cohort.years.is_some()) {
            let message = format!("`{}` holds values, so it looks at no members and no years", cohort.name);
            let help = "take `members` and `years` away, or the values";
            self.report(Diagnostic::error("cohort::both", titled.name.span, message).help(help));
        }
        self.book.cohorts.push(cohort);
    }

    fn cohort_clause(&mut self, cohort: &mut Cohort, clause: &'a Clause) {
        match &clause.kind {
            ClauseKind::Names { word: NamesWord::Members, names } => {
                cohort.members.extend(names.iter().map(|name| name.text.clone()));
            }
            ClauseKind::Years { first, last } => {
                if first > last {
                    let message = format!("the years end in {last}, before they begin in {first}");
                    self.report(
                        Diagnostic::error("cohort::years", clause.span, message).help("exchange the two years"),
                    );
                    return;
                }
                cohort.years = Some((*first, *last));
            }
            ClauseKind::Held { item, values } => {
                let Some(id) = self.held_item(item) else { return };
                cohort.held.insert(id, values.clone());
            }
            _ => {}
        }
    }

    fn held_item(&mut self, path: &Path) -> Option<ItemId> {
        let name = path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".");
        if let Some(id) = self.book.item_names.get(&name) {
            return Some(*id);
        }
        let help = match nearest(&name, self.book.item_names.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`yardstick list kpis` shows all names".to_owned(),
        };
        let message = format!("there is no KPI, point or input `{name}`");
        self.report(Diagnostic::error("cohort::item", path.span, message).help(help));
        None
    }
}
