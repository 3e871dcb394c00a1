//! Recommendations, resources, limits and checks.

use std::sync::Arc;

use super::Checker;
use super::clauses::Place;
use super::declare::{title_of, twice};
use super::scope::Env;
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Set, Template};
use crate::model::rules::{
    Action, Case, Check, CheckWeight, Limit, Priority, RankBy, Recommendation, Requirement, Resource,
};
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, CodeIn, Item, ItemKind, Name, SetExpr, TextWord};

impl<'a> Checker<'a> {
    /// Resolves everything that speaks about results.
    pub(super) fn resolve_advice(&mut self, items: &'a [Arc<Item>]) {
        for item in items.iter().filter(|item| item.kind == ItemKind::Resource) {
            self.resource(item);
        }
        for item in items {
            match &item.kind {
                ItemKind::Recommend { each, code } => self.recommendation(item, each.as_ref(), code.as_ref()),
                ItemKind::Check { each, code } => self.check_item_of(item, each.as_ref(), code.as_ref()),
                ItemKind::Limit { what, count, by } => self.limit(item, what, *count, by),
                _ => {}
            }
        }
        self.check_ranking_by_effect(items);
        self.names_in_scripts(items);
    }

    /// Whether a name of a recommendation, a check or a resource is free; says so if it is not.
    fn free(&mut self, sort: &str, name: &Name) -> bool {
        let key = format!("{sort} {}", name.text);
        if let Some(old) = self.advice_names.get(&key) {
            let finding = twice(&name.text, name.span, *old);
            self.report(finding);
            return false;
        }
        self.advice_names.insert(key, name.span);
        true
    }

    fn resource(&mut self, item: &'a Item) {
        let Some(titled) = item.names.first() else { return };
        if !self.free("resource", &titled.name) {
            return;
        }
        let mut resource = Resource {
            name: titled.name.text.clone(),
            title: title_of(titled),
            publisher: None,
            year: None,
            address: None,
            span: titled.name.span,
        };
        for clause in &item.clauses {
            if !self.belongs(clause, Place::Resource) {
                continue;
            }
            match &clause.kind {
                ClauseKind::Text { word: TextWord::Publisher, text } => resource.publisher = Some(text.text.clone()),
                ClauseKind::Text { word: TextWord::Address, text } => resource.address = Some(text.text.clone()),
                ClauseKind::Year(year) => resource.year = Some(*year),
                _ => {}
            }
        }
        self.book.resources.push(resource);
    }

    fn loop_set(&mut self, each: Option<&SetExpr>) -> Option<Set> {
        each.and_then(|each| self.set(each, Env::default()))
    }

    fn recommendation(&mut self, item: &'a Item, each: Option<&'a SetExpr>, code: Option<&CodeIn>) {
        let Some(titled) = item.names.first() else { return };
        if !self.free("recommend", &titled.name) {
            return;
        }
        let set = self.loop_set(each);
        let member = each.map(SetExpr::member);
        let env = Env::looping(member);
        let mut made = Recommendation {
            name: titled.name.text.clone(),
            title: titled
                .title
                .as_ref()
                .map_or_else(|| Template::plain(title_of(titled)), |text| self.template(text, env)),
            each: set,
            outside: code.and_then(|code| self.adviser(&titled.name, code, member)),
            facets: Vec::new(),
            about: None,
            when: Vec::new(),
            unless: Vec::new(),
            priorities: Vec::new(),
            because: Vec::new(),
            actions: Vec::new(),
            effects: Vec::new(),
            credits: Vec::new(),
            resources: Vec::new(),
            retired: Vec::new(),
            note: self.note(&item.modifiers, item.layer, titled.name.span),
        };
        let effect = self.effects(&mut made, item, env);
        let env = Env { effect: effect.as_ref(), ..env };
        for clause in &item.clauses {
            if self.belongs(clause, Place::Recommend) {
                self.trigger_clause(&mut made, clause, env);
                self.advice_clause(&mut made, clause, env);
            }
        }
        self.check_recommendation(&made, item);
        self.book.recommendations.push(made);
    }

    fn trigger_clause(&mut self, made: &mut Recommendation, clause: &'a Clause, env: Env<'_>) {
        match &clause.kind {
            ClauseKind::When(expr) => {
                if let Some(node) = self.condition(expr, env) {
                    let mut case = self.case(Some(node), clause, env);
                    case.note.span = expr.span;
                    made.when.push(case);
                }
            }
            ClauseKind::WhenAlways => made.when.push(self.case(None, clause, env)),
            ClauseKind::Unless(expr) => {
                if let Some(node) = self.condition(expr, env) {
                    let mut case = self.case(node, clause, env);
                    case.note.span = expr.span;
                    made.unless.push(case);
                }
            }
            ClauseKind::Priority(word) => {
                if let Some(priority) = self.priority(word) {
                    made.priorities.push(self.case(priority, clause, env));
                }
            }
            ClauseKind::Retired { by } => made.retired.push(self.retired(by.as_ref(), clause, env)),
            _ => {}
        }
    }

    fn advice_clause(&mut self, made: &mut Recommendation, clause: &'a Clause, env: Env<'_>) {
        match &clause.kind {
            ClauseKind::Text { word: TextWord::Because, text } => {
                let template = self.template(text, env);
                made.because.push(self.case(template, clause, env));
            }
            ClauseKind::Text { word: TextWord::About, text } => made.about = Some(self.template(text, env)),
            ClauseKind::Text { word: TextWord::Source, text } => made.note.source = Some(text.text.clone()),
            ClauseKind::Action { name, text } => {
                let template = self.template(text, env);
                let text = self.case(template, clause, env);
                made.actions.push(Action { name: name.text.clone(), text });
            }
            ClauseKind::Credit { tags } => {
                let tags = tags.iter().map(|tag| tag.text.clone()).collect();
                made.credits.push(self.case(tags, clause, env));
            }
            ClauseKind::Resources(names) => {
                for name in names {
                    made.resources.extend(self.resource_place(name));
                }
            }
            ClauseKind::Facet { facet, values } => {
                if let Some(found) = self.facet_values(facet, values, clause) {
                    super::item::add_facet(&mut made.facets, found, clause.modifiers.joining);
                }
            }
            _ => {}
        }
    }

    fn resource_place(&mut self, name: &Name) -> Option<u16> {
        let known = self.book.resources.iter().map(|resource| resource.name.as_str());
        if let Some(place) = known.clone().position(|known| known == name.text) {
            return u16::try_from(place).ok();
        }
        let help = match nearest(&name.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare it: `resource {} \"Title\" {{ publisher \"…\" }}`", name.text),
        };
        let message = format!("there is no resource `{}`", name.text);
        self.report(Diagnostic::error("resource::unknown", name.span, message).help(help));
        None
    }

    fn priority(&mut self, word: &Name) -> Option<Priority> {
        match word.text.as_str() {
            "high" => Some(Priority::High),
            "medium" => Some(Priority::Medium),
            "low" => Some(Priority::Low),
            _ => {
                let message = format!("`{}` is no priority", word.text);
                self.report(
                    Diagnostic::error("recommend::priority", word.span, message)
                        .help("write `high`, `medium` or `low`"),
                );
                None
            }
        }
    }

    fn check_recommendation(&mut self, made: &Recommendation, item: &Item) {
        let ItemKind::Recommend { each, code } = &item.kind else { return };
        let triggers =
            item.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::When(_) | ClauseKind::WhenAlways));
        if each.is_none() && code.is_none() && !triggers {
            let message = format!("`{}` has no trigger and is never given", made.name);
            let help = "write `when CONDITION`, or `when always`";
            self.report(Diagnostic::error("recommend::never", made.note.span, message).help(help));
        }
        if made.actions.is_empty() && made.effects.is_empty() && code.is_none() {
            let message = format!("`{}` asks for no action", made.name);
            let help = "write `action NAME \"What is to be done.\"`";
            self.report(Diagnostic::advice("recommend::no_action", made.note.span, message).help(help));
        }
    }

    fn check_item_of(&mut self, item: &'a Item, each: Option<&'a SetExpr>, code: Option<&CodeIn>) {
        let Some(titled) = item.names.first() else { return };
        if !self.free("check", &titled.name) {
            return;
        }
        let set = self.loop_set(each);
        let member = each.map(SetExpr::member);
        let env = Env::looping(member);
        let mut made = Check {
            name: titled.name.text.clone(),
            title: titled
                .title
                .as_ref()
                .map_or_else(|| Template::plain(title_of(titled)), |text| self.template(text, env)),
            each: set,
            outside: code.and_then(|code| self.inspector(&titled.name, code, member)),
            rules: Vec::new(),
            notes: Vec::new(),
            retired: Vec::new(),
            note: self.note(&item.modifiers, item.layer, titled.name.span),
        };
        for clause in &item.clauses {
            if self.belongs(clause, Place::Check) {
                self.check_clause(&mut made, clause, env);
            }
        }
        if code.is_none()
            && made.rules.is_empty()
            && made.notes.is_empty()
            && !item.clauses.iter().any(|clause| is_rule(&clause.kind))
        {
            let message = format!("the check `{}` requires nothing", made.name);
            let help = "write `require CONDITION else warn \"…\"`, or `note \"…\"`";
            self.report(Diagnostic::error("check::nothing", made.note.span, message).help(help));
        }
        self.book.checks.push(made);
    }

    fn check_clause(&mut self, made: &mut Check, clause: &'a Clause, env: Env<'_>) {
        match &clause.kind {
            ClauseKind::Require { condition, severity, text } => {
                let Some(node) = self.condition(condition, env) else { return };
                let weight = severity.as_ref().map_or(Some(CheckWeight::Warn), |word| self.check_weight(word));
                let text = text.as_ref().map(|text| self.template(text, env));
                let Some(weight) = weight else { return };
                let mut case = self.case(Requirement { condition: node, weight, text }, clause, env);
                case.note.span = condition.span;
                made.rules.push(case);
            }
            ClauseKind::Retired { by } => made.retired.push(self.retired(by.as_ref(), clause, env)),
            ClauseKind::Text { word: TextWord::Note, text } => {
                let template = self.template(text, env);
                let case: Case<Template> = self.case(template, clause, env);
                made.notes.push(case);
            }
            ClauseKind::Text { word: TextWord::Source, text } => made.note.source = Some(text.text.clone()),
            _ => {}
        }
    }

    fn check_weight(&mut self, word: &Name) -> Option<CheckWeight> {
        match word.text.as_str() {
            "info" => Some(CheckWeight::Info),
            "warn" => Some(CheckWeight::Warn),
            "reject" => Some(CheckWeight::Reject),
            _ => {
                let message = format!("`{}` is no severity", word.text);
                self.report(
                    Diagnostic::error("check::severity", word.span, message).help("write `info`, `warn` or `reject`"),
                );
                None
            }
        }
    }

    fn limit(&mut self, item: &'a Item, what: &Name, count: u32, by: &[Name]) {
        let facet = if what.text == "recommendations" { None } else { Some(self.limit_facet(what)) };
        if facet == Some(None) {
            return;
        }
        let mut keys = Vec::new();
        for name in by {
            match name.text.as_str() {
                "priority" => keys.push(RankBy::Priority),
                "shortfall" => keys.push(RankBy::Shortfall),
                "effect" => keys.push(RankBy::Effect),
                other => {
                    let message = format!("recommendations cannot be ranked by `{other}`");
                    self.report(
                        Diagnostic::error("limit::by", name.span, message)
                            .help("write `priority`, `shortfall` or `effect`"),
                    );
                }
            }
        }
        let note = self.note(&item.modifiers, item.layer, item.span);
        self.book.limits.push(Limit { facet: facet.flatten(), count: count as usize, by: keys, note });
    }

    /// `topics` limits the facet `topic`.
    fn limit_facet(&mut self, what: &Name) -> Option<u16> {
        let wanted = |name: &str| name == what.text || format!("{name}s") == what.text || plural_y(name) == what.text;
        if let Some(place) = self.book.facets.iter().position(|facet| wanted(&facet.name)) {
            return u16::try_from(place).ok();
        }
        let message = format!("there is no facet whose values are `{}`", what.text);
        let help = "write `limit recommendations …`, or the plural of a facet: `limit topics …`";
        self.report(Diagnostic::error("limit::what", what.span, message).help(help));
        None
    }
}

fn is_rule(kind: &ClauseKind) -> bool {
    matches!(kind, ClauseKind::Require { .. } | ClauseKind::Text { word: TextWord::Note, .. })
}

/// `category`: `categories`
fn plural_y(name: &str) -> String {
    name.strip_suffix('y').map(|stem| format!("{stem}ies")).unwrap_or_default()
}

/// The names of the actions that an item declares.
pub(super) fn actions_of(item: &Item) -> impl Iterator<Item = &Name> {
    item.clauses.iter().filter_map(|clause| match &clause.kind {
        ClauseKind::Action { name, .. } => Some(name),
        _ => None,
    })
}
