//! Scripts that recommend and check: what they call, and the names of items, parameters and actions that stand in them.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::model::exhibit::{Adviser, Inspector, Outside};
use crate::script::{CardScript, Origin, Question, Sort, Spoken};
use crate::source::nearest;
use crate::syntax::tree::{Item, Name, Script, ScriptText};

/// A script that sees a scorecard, as one item of the rules uses it.
#[derive(Clone, Copy)]
pub(super) struct Use<'i> {
    /// The name of the recommendation or the check.
    pub(super) name: &'i Name,
    /// The script.
    pub(super) script: &'i Script,
    /// What a member of its set is called, where it has one.
    pub(super) member: Option<&'i str>,
}

/// A script with all that use it.
struct Shared<'i> {
    text: &'i ScriptText,
    /// What it is given, where it consists of statements.
    variables: Option<Vec<String>>,
    users: Vec<&'i Item>,
}

impl<'a> Checker<'a> {
    /// The script of a recommendation.
    pub(super) fn advising(&mut self, used: Use<'_>) -> Option<Outside<dyn Adviser>> {
        let (from, code) = self.card_script(used)?;
        Some(Outside { from, span: used.script.span, code })
    }

    /// The script of a check.
    pub(super) fn inspecting(&mut self, used: Use<'_>) -> Option<Outside<dyn Inspector>> {
        let (from, code) = self.card_script(used)?;
        Some(Outside { from, span: used.script.span, code })
    }

    fn card_script(&mut self, Use { name, script, member }: Use<'_>) -> Option<(Arc<str>, Arc<CardScript>)> {
        let written = script.text.as_ref()?;
        let place = self.sources.place(written.span);
        let origin = Origin { file: place.file.into(), line: place.line, column: place.column };
        let variables: Vec<String> = ["card"].into_iter().chain(member).map(str::to_owned).collect();
        let code = match &script.file {
            Some(_) => CardScript::named(self.scripts, &written.text, &name.text, origin),
            None => CardScript::statements(self.scripts, &written.text, &variables, origin),
        };
        match code.reading() {
            Ok(program) if script.file.is_some() => {
                self.defines((&name.text, name.span), &variables, script.span, (written, program));
            }
            Ok(_) => {}
            Err(problems) => {
                for problem in problems.clone() {
                    self.script_problem(&problem, written);
                }
                return None;
            }
        }
        let from = script.file.as_ref().map_or("a script", |file| file.text.as_str());
        Some((from.into(), Arc::new(code)))
    }

    /// The names that stand in scripts which see a scorecard.
    pub(super) fn names_in_scripts(&mut self, items: &[Arc<Item>]) {
        let mut scripts: IndexMap<&str, Shared<'_>> = IndexMap::new();
        for item in items {
            let Some(script) = item.kind.script().filter(|_| item.kind.sees_card()) else { continue };
            let Some(text) = &script.text else { continue };
            let names = item.kind.looks_at().into_iter().map(str::to_owned).collect();
            let variables = script.file.is_none().then_some(names);
            let shared = scripts.entry(&text.text).or_insert(Shared { text, variables, users: Vec::new() });
            shared.users.push(item);
        }
        for Shared { text, variables, users } in scripts.into_values() {
            let reading = self.scripts.with_card(&text.text, variables.as_deref());
            let Ok(program) = reading.as_ref() else { continue };
            let names = users.iter().filter_map(|item| item.names.first()).map(|titled| titled.name.text.as_str());
            let functions: Vec<&str> = if variables.is_none() { names.collect() } else { Vec::new() };
            let spoken = program.spoken(&functions);
            for problem in asked(&users, variables.is_none()).iter().flat_map(|question| program.foresee(question)) {
                self.script_problem(&problem, text);
            }
            self.names_in(&spoken, text);
            let named = spoken.iter().filter(|one| names_action(one)).count();
            let defined = |name: &&str| program.functions().iter().any(|own| own.name == **name);
            let all_told = program.calls(&functions, "action") == named && functions.iter().all(defined);
            self.actions_in(&spoken, text, &users, all_told);
        }
    }

    fn names_in(&mut self, spoken: &[&Spoken], text: &ScriptText) {
        for spoken in spoken {
            let Some(sort) = sort_of(spoken) else { continue };
            let book = &self.book;
            let (what, known): (&str, Vec<&str>) = match sort {
                Names::Item => ("item", book.item_names.keys().map(String::as_str).collect()),
                Names::Parameter => ("parameter", book.parameters.iter().map(|one| one.name.as_str()).collect()),
                Names::Reference => ("reference", book.references.iter().map(|one| one.name.as_str()).collect()),
                Names::Rollup => ("roll-up", book.rollups.iter().map(|one| one.name.as_str()).collect()),
            };
            if known.contains(&spoken.text.as_str()) {
                continue;
            }
            let help = match nearest(&spoken.text, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("name one that the rules declare, or declare the {what}"),
            };
            let message = format!("there is no {what} `{}`", spoken.text);
            self.report(Diagnostic::error("script::name", text.of(spoken.place), message).help(help));
        }
    }

    /// Actions without a text have theirs in the rules, and actions of the rules are there to be named; which are not can
    /// be told only where no name is made while the script runs.
    fn actions_in(&mut self, spoken: &[&Spoken], text: &ScriptText, users: &[&Item], all_told: bool) {
        let declared: Vec<&Name> = users.iter().flat_map(|item| super::recommend::actions_of(item)).collect();
        let named = || spoken.iter().filter(|one| names_action(one));
        for one in named().filter(|one| one.of == 2 && !declared.iter().any(|name| name.text == one.text)) {
            let help = match nearest(&one.text, declared.iter().map(|name| name.text.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `action {} \"…\"` into the recommendation, or give the text here", one.text),
            };
            let message = format!("the rules have no action `{}`", one.text);
            self.report(Diagnostic::error("script::action", text.of(one.place), message).help(help));
        }
        if !all_told {
            return;
        }
        let spoken: IndexSet<&str> = named().map(|one| one.text.as_str()).collect();
        for name in declared.into_iter().filter(|name| !spoken.contains(name.text.as_str())) {
            let message = format!("the script never names the action `{}`", name.text);
            let help = format!("write `action(\"{}\", …)` in the script, or take the action out", name.text);
            self.report(Diagnostic::warning("script::idle", name.span, message).here("is never given").help(help));
        }
    }
}

/// What these recommendations and checks ask of a script: they hand over the scorecard, and a member of their set.
fn asked<'i>(users: &[&'i Item], named: bool) -> Vec<Question<'i>> {
    let question = |item: &&'i Item| {
        let sorts = [Sort::Card, Sort::Item];
        let function = item.names.first().map(|titled| titled.name.text.as_str());
        Question {
            function: function.filter(|_| named),
            given: item.kind.looks_at().into_iter().zip(sorts).collect(),
            wanted: Sort::Said,
        }
    };
    users.iter().map(question).collect()
}

/// Whether a text is the name of an action.
fn names_action(spoken: &Spoken) -> bool {
    !spoken.method && spoken.function == "action" && spoken.argument == 0
}

/// What a text in a call names.
#[derive(Clone, Copy)]
enum Names {
    Item,
    Parameter,
    Reference,
    Rollup,
}

/// What a text in a call names, if it names something of the rules.
fn sort_of(spoken: &Spoken) -> Option<Names> {
    match (spoken.method, spoken.function.as_str(), spoken.argument, spoken.of) {
        (true, "value" | "score" | "band" | "target" | "item", 0, 1) | (true, "reference", 1, 2) => Some(Names::Item),
        (true, "parameter", 0, 1) => Some(Names::Parameter),
        (true, "reference", 0, 2) => Some(Names::Reference),
        (true, "groups", 0, 1) | (true, "group", 0, 2) => Some(Names::Rollup),
        (false, "action", 1, 2) | (false, "action", 2, 3..) => Some(Names::Item),
        (false, "because" | "note", 1, _) | (false, "finding", 2, _) => Some(Names::Item),
        _ => None,
    }
}
